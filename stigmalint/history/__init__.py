"""Runs kept over time, and what changed between them."""

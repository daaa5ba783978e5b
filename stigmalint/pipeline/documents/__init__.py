"""Whole-document checks: what is true of a text as a whole, and what follows from it."""

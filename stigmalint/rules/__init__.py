"""Rules: records, rule files, their notation, and what they compile to."""

from stigmalint.rules.load import languages, load_rules, profiles

__all__ = ["languages", "load_rules", "profiles"]

"""stigmalint: a linter for the language of mental-health outreach."""

__version__ = "0.1.0"

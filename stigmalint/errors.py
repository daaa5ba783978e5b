"""The errors that users can cause, each with a message that names the place and the remedy."""

from __future__ import annotations


class StigmalintError(Exception):
    """Base of every error that stigmalint raises on purpose; its text is meant for the user."""


class UsageError(StigmalintError):
    """The command line or an API call asked for something that does not exist or does not go together."""


class ConfigError(StigmalintError):
    """A configuration file is missing, malformed or holds an unknown key."""


class RuleError(StigmalintError):
    """A rule file is malformed; the text is `file:line: rule: what is wrong, what was expected`."""


class DocumentError(StigmalintError):
    """A document cannot be read; other documents are not affected."""


class ModelError(StigmalintError):
    """The grammar model is missing, changed or unsuitable."""


class HistoryError(StigmalintError):
    """A history file is missing, damaged, of another program, or of a newer version; it has not been changed."""

"""stigmalint: a linter for the language of mental-health outreach.

`load` gives a spaCy pipeline, `Linter` lints documents, `read_text` and `read` make them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.documents import read, read_bytes, read_text
    from stigmalint.documents.model import Document
    from stigmalint.errors import StigmalintError
    from stigmalint.findings import Finding, Suggestion
    from stigmalint.linter import Linter
    from stigmalint.pipeline.component import load
    from stigmalint.rules.load import load_rules

__version__ = "0.1.0"

# Names are imported when first used: a command that lints a clean file must not pay for spaCy.
_HOMES = {
    "Document": "stigmalint.documents.model",
    "Finding": "stigmalint.findings",
    "Linter": "stigmalint.linter",
    "StigmalintError": "stigmalint.errors",
    "Suggestion": "stigmalint.findings",
    "load": "stigmalint.pipeline.component",
    "load_rules": "stigmalint.rules.load",
    "read": "stigmalint.documents",
    "read_bytes": "stigmalint.documents",
    "read_text": "stigmalint.documents",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'stigmalint' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


__all__ = [
    "Document",
    "Finding",
    "Linter",
    "StigmalintError",
    "Suggestion",
    "__version__",
    "load",
    "load_rules",
    "read",
    "read_bytes",
    "read_text",
]

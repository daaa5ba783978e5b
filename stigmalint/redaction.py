"""Take the words of people's stories out of what a run reports, and leave counts and places."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from stigmalint.history.matching import wording
from stigmalint.outcomes import Checked, Outcome

if TYPE_CHECKING:
    from stigmalint.findings import Finding

LEFT_OUT = "(words left out)"

_QUERY = re.compile(r"(\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s?#]*)[?#]\S*")


def redact(outcome: Outcome, key: bytes) -> Outcome:
    """Return an outcome without words of the document: what is left is where, which rule and how grave.

    Fingerprints are keyed, so that nobody without the key can find the words by trying.

    Args:
        outcome: what became of one input.
        key: at most 64 random bytes.
    """
    path = without_query(outcome.path)
    if isinstance(outcome, Checked):
        findings = tuple(_finding(finding, key) for finding in outcome.findings)
        return outcome._replace(path=path, findings=findings, title="", diff="")
    message = outcome.message.replace(outcome.path, path) if outcome.path else outcome.message
    return outcome._replace(path=path, message=_QUERY.sub(r"\1", message))


def without_query(path: str) -> str:
    """Return an address without its query and fragment; a file's path is left as it is."""
    return re.split(r"[?#]", path, maxsplit=1)[0] if "://" in path else path


def keyed(digest: str, key: bytes) -> str:
    """Return a digest that cannot be made without the key; nothing for nothing."""
    return hashlib.blake2b(digest.encode(), key=key, digest_size=8).hexdigest() if digest else ""


def _finding(finding: Finding, key: bytes) -> Finding:
    # What checks of whole documents say, help for a writer among it, comes from the rule files word for word.
    general = finding.category == "document"
    return replace(
        finding,
        path=without_query(finding.path),
        message=finding.message if general else LEFT_OUT,
        text="",
        sentence="",
        mark=(0, 0),
        suggestions=finding.suggestions if general else (),
        suppression_reason=None,
        fingerprint=keyed(finding.fingerprint, key),
        wording=keyed(finding.wording or wording(finding.rule, finding.sentence), key),
    )

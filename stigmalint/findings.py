"""What a check reports: a finding and the suggestions that go with it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")  # from mild to grave

FixKind = Literal["safe", "unsafe", "manual"]

# Help for a writer in crisis: it stands in place of every other finding of its document, and is shown unless it is left
# out by this very name.
CRISIS = "document/crisis"
# Findings that say something to the writer instead of about the words.
NOTICES = frozenset({CRISIS, "document/language"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words to put in place of exactly the finding's `text`; for `manual`, advice instead of words."""

    text: str
    fix: FixKind


@dataclass(frozen=True, slots=True)
class Source:
    """A published guideline that a rule rests on."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One phrase that a rule objects to, where it stands, why, and what to say instead.

    Offsets are code points in the decoded source, half-open; line and column start at 1.
    """

    path: str
    rule: str
    category: str
    severity: Severity
    message: str  # one short line: what was found
    why: str  # one or two kind sentences
    text: str  # the words found, as written in the source
    sentence: str  # the sentence around them, white space collapsed
    mark: tuple[int, int]  # where in `sentence` the words stand
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    context: str | None = None  # "quotation", "self-description", …: why the severity is lower than the rule's own
    suggestions: tuple[Suggestion, ...] = ()
    sources: tuple[Source, ...] = ()
    fingerprint: str = ""  # of rule, path and normalised sentence; survives moved lines
    suppressed: bool = False
    suppression_reason: str | None = None
    pages: int = 1  # how many pages of a site share these words
    wording: str = ""  # keyed digest of rule and sentence, where the sentence itself is left out


def fingerprint(rule: str, path: str, sentence: str) -> str:
    """Return a digest of rule, path and normalised sentence, which stays when lines move."""
    plain = " ".join(re.findall(r"\w+", sentence.lower()))
    text = f"{rule}\0{path}\0{plain}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

"""Put suggestions in place of the words that findings object to: text and findings in, text out."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.documents.model import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from stigmalint.documents.model import Document, Segment
    from stigmalint.findings import Finding, FixKind

_HTML = frozenset({"html", "vue"})
# What could mean something else than itself in Markdown, or in a value of front matter.
_SPECIAL = re.compile(r"[<>&*_`\[\]{}|\\]|: | #")
_IN_HASHTAG = re.compile(r"#\w*\Z")
_QUOTING = re.compile(r"(?P<mark>[\"'])\s*\Z")
_OF_THE_WHOLE = frozenset({"document", "meta"})  # categories of findings that are about no words
_BACK = 80  # code points
_QUOTATION_MARKS = {"“": "”", "«": "»", "„": "“"}


class Edit(NamedTuple):
    """`text[start:end]` (code points of the source) becomes `words`."""

    start: int
    end: int
    words: str


class Fixed(NamedTuple):
    """A text with what could be fixed, and what is left to say about it."""

    document: Document
    findings: Sequence[Finding]
    fixed: int  # how many were


def fix(text: str, lint: Callable[[str], tuple[Document, Sequence[Finding]]], *, unsafe: bool = False) -> Fixed:
    """Return `text` with suggestions put in place, until none is left that can be.

    An edit stands only if nothing is found in its words and nothing new elsewhere, so every pass leaves fewer findings,
    and fixing the result changes nothing.

    Args:
        text: the decoded source.
        lint: reads and lints a text; the findings sorted by start, suppressed ones marked.
        unsafe: also take suggestions that may need an editor's eye.
    """
    document, findings = lint(text)
    count = 0
    while True:
        edits = list(_without_overlaps(_edits(document, findings, unsafe=unsafe)))
        while edits:
            after = lint(apply(document.text, edits))
            spoiled = _spoiled(edits, findings, after[1])
            if not spoiled:
                break
            edits = [edit for number, edit in enumerate(edits) if number not in spoiled]
        if not edits:
            return Fixed(document, findings, count)
        count += len(edits)
        document, findings = after


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with `edits`, which do not overlap."""
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        parts += text[position : edit.start], edit.words
        position = edit.end
    return "".join((*parts, text[position:]))


def _edits(document: Document, findings: Iterable[Finding], *, unsafe: bool) -> Iterator[Edit]:
    places = _Places(document)
    allowed: set[FixKind] = {"safe", "unsafe"} if unsafe else {"safe"}
    for finding in findings:
        if finding.suppressed or finding.severity == "info" or finding.context:
            continue
        words = next((item.text for item in finding.suggestions if item.fix in allowed), None)
        if words is None or PLACEHOLDER in words:
            continue
        segment = places.at(finding.start)
        if segment is None or _somebody_elses(segment, finding) or not _is_plain(document.text, segment, finding):
            continue
        source = _in_source(words, document, segment, finding)
        if source is not None:
            yield Edit(finding.start, finding.end, source)


def _without_overlaps(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits in order, of overlapping ones the first: the others have their turn in the next pass."""
    end = 0
    for edit in sorted(edits):
        if edit.start >= end:
            end = edit.end
            yield edit


def _spoiled(edits: Sequence[Edit], before: Sequence[Finding], after: Sequence[Finding]) -> set[int]:
    """Return the numbers of the edits whose words are flagged, or that make something new be found elsewhere."""
    shifts = list(accumulate((len(edit.words) - (edit.end - edit.start) for edit in edits), initial=0))
    ends = [edit.end for edit in edits]
    bounds = [
        (edit.start + shift, edit.start + shift + len(edit.words)) for edit, shift in zip(edits, shifts, strict=False)
    ]
    known = {
        (finding.rule, finding.severity, finding.start + shifts[bisect_right(ends, finding.start)])
        for finding in before
    }
    spoiled = set()
    for finding in after:
        if finding.category in _OF_THE_WHOLE:
            continue
        # The edit that ends last before the finding ends is the only one, or the last, that it can touch.
        nearest = max(bisect_left(bounds, (finding.end, 0)) - 1, 0)
        touched = bounds[nearest][0] < finding.end and finding.start < bounds[nearest][1]
        if touched or (finding.rule, finding.severity, finding.start) not in known:
            spoiled.add(nearest)
    return spoiled


class _Places:
    """Finds the segment at an offset of the source; the range of one segment can lie inside that of another."""

    def __init__(self, document: Document) -> None:
        runs = [
            (run.source_start, run.source_end, segment) for segment in document.segments for run in segment.source.runs
        ]
        self._runs = sorted(runs, key=itemgetter(0))
        self._starts = [start for start, *_ in self._runs]

    def at(self, offset: int) -> Segment | None:
        """Return the segment, None where there is no prose."""
        _, end, segment = self._runs[max(bisect_right(self._starts, offset) - 1, 0)]
        return segment if offset < end else None


def _somebody_elses(segment: Segment, finding: Finding) -> bool:
    """Tell whether the words are quoted or struck out, whatever the profile makes of that."""
    place = segment.place
    if place.block_quote or place.element in {"blockquote", "q", "cite", "del", "s"}:
        return True
    for mark in segment.marks:
        if mark.kind in {"quote", "strikethrough"} and mark.end > mark.start:
            start, end = segment.source.span(mark.start, mark.end)
            if start < finding.end and finding.start < end:
                return True
    before, after = finding.sentence[: finding.mark[0]], finding.sentence[finding.mark[1] :]
    if before.count('"') % 2 and '"' in after:
        return True
    return any(
        before.rfind(opening) > before.rfind(closing) and closing in after
        for opening, closing in _QUOTATION_MARKS.items()
    )


def _in_source(words: str, document: Document, segment: Segment, finding: Finding) -> str | None:
    """Return `words` as they are written in the source; None where they cannot be put in without harm."""
    quoting = None
    if segment.place.attribute:
        quoting = _last(_QUOTING, document.text, segment.source.runs[0].source_start)
    if document.format not in _HTML:
        special = document.format != "text" and words != finding.text and _SPECIAL.search(words)
        return None if special or (quoting and quoting["mark"] in words) else words
    if segment.place.attribute and quoting is None:
        return None  # an attribute without quotation marks
    escaped = html.escape(words, quote=False)
    return escaped.replace(quoting["mark"], f"&#{ord(quoting['mark'])};") if quoting else escaped


def _last(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Find a pattern that reaches back from `end`, not far."""
    return pattern.search(text, max(0, end - _BACK), end)


def _is_plain(text: str, segment: Segment, finding: Finding) -> bool:
    """Tell whether the finding has no markup in it and is no hashtag, so that replacing its source loses nothing."""
    if text[finding.start] == "#" or _last(_IN_HASHTAG, text, finding.start):
        return False
    position = finding.start
    for run in segment.source.runs:
        if run.source_end <= finding.start or run.source_start >= finding.end:
            continue
        if any(unicodedata.category(char) != "Cf" for char in text[position : run.source_start]):
            return False
        if run.length != run.source_end - run.source_start and "<" in text[run.source_start : run.source_end]:
            return False
        position = run.source_end
    return position >= finding.end

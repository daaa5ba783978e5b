"""Judge one page: what it says, where it leads, and what is to be reported of it, as records to keep."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from stigmalint import __version__
from stigmalint.check import check_document
from stigmalint.findings import Finding, Suggestion
from stigmalint.pipeline.examine import Placed
from stigmalint.selection import Selection
from stigmalint.site.outline import MAIN, Selector, outline, ranges
from stigmalint.site.reading import Sent, has_text, is_drawn, read, title_of
from stigmalint.site.state import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stigmalint.documents.model import Document, Segment
    from stigmalint.engine import Bench
    from stigmalint.rules.ruleset import RuleSet

MOST_REMEMBERED = 5_000  # segments in memory
_WHOLE = "document"  # the category of what is said of a page as a whole
_SHARED_WHOLE = frozenset({"document/helpline-outdated"})  # but this is about words that stand in one place


class Judged(NamedTuple):
    """What a page came to."""

    title: str
    format: str
    drawn: bool  # by a script, it seems
    empty: bool
    source: str  # decoded; empty for a format without a text source
    passed: tuple[str, ...]  # checks of the page as a whole that found nothing
    findings: tuple[Kept, ...]
    segments: tuple[tuple[bytes, str], ...]  # digests and records of what was judged for the first time


class Memory:
    """What segments came to, so that words which pages share are judged once: the latest in memory, all in the state.

    Args:
        recall: gives the record of a segment by its digest.
        basis: decides about findings besides the segment.
        rules: the rules in force.
    """

    def __init__(self, recall: Callable[[bytes], str | None], basis: str, rules: RuleSet) -> None:
        self._recall = recall
        self._rules = rules
        self._basis = basis
        self._latest: OrderedDict[bytes, tuple[Placed, ...]] = OrderedDict()
        self._new: list[tuple[bytes, str]] = []

    def get(self, segment: Segment) -> tuple[Placed, ...] | None:
        """Return what a segment like this came to, None where none was judged."""
        digest = self._digest(segment)
        found = self._latest.get(digest)
        if found is None and (record := self._recall(digest)) is not None:
            items = json.loads(record)
            placed = tuple(Placed(start, end, _finding(values, self._rules)) for start, end, values in items)
            found = self._remember(digest, placed)
        return found

    def put(self, segment: Segment, placed: tuple[Placed, ...]) -> None:
        """Remember what a segment came to."""
        digest = self._digest(segment)
        self._remember(digest, placed)
        record = [[item.start, item.end, _values(item.finding)] for item in placed]
        self._new.append((digest, json.dumps(record, ensure_ascii=False)))

    def new(self) -> tuple[tuple[bytes, str], ...]:
        """Return the records that are not in the state yet, once."""
        new, self._new = tuple(self._new), []
        return new

    def _remember(self, digest: bytes, placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
        self._latest[digest] = placed
        if len(self._latest) > MOST_REMEMBERED:
            self._latest.popitem(last=False)
        return placed

    def _digest(self, segment: Segment) -> bytes:
        return _digest(self._basis, segment._replace(source=()))  # type: ignore[arg-type]


class Judge:
    """Judges pages with everything that holds for the whole site.

    Args:
        bench: the rules, and the configuration.
        ignored: what these mean is left out.
        recall: gives the record of a segment that was judged, by its digest.
        redrawn: a browser draws pages that have no text.
    """

    def __init__(
        self,
        bench: Bench,
        ignored: Sequence[Selector] = (),
        recall: Callable[[bytes], str | None] = lambda _: None,
        *,
        redrawn: bool = False,
    ) -> None:
        config = bench.config
        self._ignored = ignored
        self._main = Selector.of(MAIN)
        # what is wanted and shown is decided when the report is written
        self._bench = bench._replace(selection=Selection(()), config=config._replace(min_severity="info"))
        rest = (config.model, config.require_reason, config.report_unused_suppressions, sorted(config.severity.items()))
        selectors = [selector.css for selector in ignored]
        self.basis = _digest(bench.linter.rules.digest, rest, selectors, redrawn, __version__).hex()
        self.memory = Memory(recall, self.basis, bench.linter.rules)
        bench.linter.remember(self.memory)

    def judge(self, sent: Sent, path: str) -> Judged:
        """Judge what a server sent; the document is called `path`.

        Raises:
            DocumentError: it cannot be read.
        """
        document = read(sent, path, self._ignored)
        checked = check_document(document, self._bench)
        return Judged(
            title_of(document),
            document.format,
            is_drawn(document),
            not has_text(document),
            document.text,
            checked.passed,
            tuple(self._kept(document, checked.findings)),
            self.memory.new(),
        )

    def _kept(self, document: Document, found: Sequence[Finding]) -> list[Kept]:
        if not found:
            return []
        main = ranges(outline(document.text), [self._main]) if document.format == "html" else []
        outside = [not any(start <= finding.start < end for start, end in main) for finding in found]
        ordered = sorted(zip(outside, found, strict=True), key=lambda pair: (pair[0], pair[1].start, pair[1].end))
        return [Kept(_same(document, finding), record_of(finding)) for _, finding in ordered]


def _same(document: Document, finding: Finding) -> bytes | None:
    """Return a digest of the words around a finding and their place, alike on all pages; None where pages differ."""
    if finding.category == _WHOLE and finding.rule not in _SHARED_WHOLE:
        return None
    segment = _around(document, finding)
    if segment is None:
        return _digest(finding.rule, finding.text)
    place = (segment.kind, segment.place.element, segment.place.attribute)
    words = " ".join(segment.text.casefold().split())
    return _digest(finding.rule, finding.severity, finding.suppressed, words, place, finding.sentence, finding.mark)


def _around(document: Document, finding: Finding) -> Segment | None:
    """Return the smallest segment that a finding stands in."""
    around = (
        (segment.source.runs[-1].source_end - segment.source.runs[0].source_start, number, segment)
        for number, segment in enumerate(document.segments)
        if segment.source.runs[0].source_start <= finding.start < segment.source.runs[-1].source_end
    )
    return min(around, default=(0, 0, None))[2]


def record_of(finding: Finding) -> str:
    """Return a finding as text, without the sources of its rule: they are many, and the same each time."""
    return json.dumps(_values(finding), ensure_ascii=False)


def finding_from(record: str, rules: RuleSet) -> Finding:
    """Return a finding from `record_of`, with the sources of its rule."""
    return _finding(json.loads(record), rules)


def _values(finding: Finding) -> dict[str, Any]:
    return asdict(replace(finding, sources=()))


def _finding(values: dict[str, Any], rules: RuleSet) -> Finding:
    rule = rules.rules.get(values["rule"]) or rules.checks.get(values["rule"])
    values["mark"] = tuple(values["mark"])
    values["suggestions"] = tuple(Suggestion(**item) for item in values["suggestions"])
    values["sources"] = rule.sources if rule else ()
    return Finding(**values)


def _digest(*parts: object) -> bytes:
    return hashlib.blake2b(repr(parts).encode("utf-8", "backslashreplace"), digest_size=16).digest()


def digest_of(sent: Sent) -> bytes:
    """Return a digest of what a server sent."""
    made = hashlib.blake2b(sent.body, digest_size=16)
    made.update(f"\0{sent.url}\0{sent.content_type}".encode("utf-8", "backslashreplace"))
    return made.digest()

"""Lint a document: scan its segments, examine those in which something was found, and look at the whole."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from stigmalint.pipeline.documents.language import is_foreign
from stigmalint.pipeline.documents.whole import Whole, may_be_campaign
from stigmalint.pipeline.hashtags import spread
from stigmalint.pipeline.normalise import normalise
from stigmalint.pipeline.scan import Scanner
from stigmalint.rules.program import program_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from stigmalint.documents.model import Document, Segment
    from stigmalint.findings import Finding
    from stigmalint.pipeline.examine import Placed
    from stigmalint.pipeline.roles import Grammar
    from stigmalint.rules.ruleset import RuleSet


class _Scanned(NamedTuple):
    """A segment, normalised, with what the scan found in it."""

    segment: Segment
    text: str
    hits: Sequence[tuple[int, Sequence[int]]]
    gated: bool  # whether the document is worth looking at as a whole


class Memory(Protocol):
    """Remembers what segments came to; a finding in a segment depends on nothing else of its document."""

    def get(self, segment: Segment) -> tuple[Placed, ...] | None:
        """Return what a segment of the same text, marks and place came to, None where none is remembered."""

    def put(self, segment: Segment, placed: tuple[Placed, ...]) -> None:
        """Remember what a segment came to."""


class Inspection(NamedTuple):
    """What was found in a document, and what was asked of it as a whole."""

    findings: tuple[Finding, ...]  # in the order of the text
    asked: frozenset[str] = frozenset()  # the whole-document checks that its subjects called for


class _Looked(NamedTuple):
    """What looking at a whole document gave."""

    instead: Finding | None = None  # stands in place of all findings
    besides: Sequence[Finding] = ()
    asked: frozenset[str] = frozenset()


class Linter:
    """Finds what the rules in force object to.

    Args:
        rules: from `stigmalint.rules.load_rules`.
        model: "auto" for the pinned model where it is installed, None for none, or a spaCy pipeline by name or path.
        documents: whether documents are also looked at as a whole.
    """

    def __init__(self, rules: RuleSet, *, model: str | None = "auto", documents: bool = True) -> None:
        self.rules = rules
        self._model = model
        self._program = program_for(rules)
        self._whole = Whole(self._program) if documents else None
        self._memory: Memory | None = None
        self._scanner = Scanner(self._program.anchors, self._program.gates["anywhere"])

    def remember(self, memory: Memory) -> None:
        """Keep what segments come to in `memory`, and take it from there, with many documents that share some."""
        self._memory = memory

    def lint(self, document: Document, *, grammar: Grammar | None = None) -> Iterator[Finding]:
        """Yield the findings of a document in the order of its text.

        Args:
            document: what to lint.
            grammar: answers questions of grammar in place of the linter's own model.
        """
        yield from self.inspect(document, grammar=grammar).findings

    def inspect(self, document: Document, *, grammar: Grammar | None = None) -> Inspection:
        """Return the findings of a document, and the whole-document checks that were asked of it.

        Args:
            document: what to lint.
            grammar: answers questions of grammar in place of the linter's own model.
        """
        scanned = [self._scan(segment) for segment in document.segments]
        gated = frozenset(number for number, item in enumerate(scanned) if item.gated)
        looked = self._look_at_whole(document, gated)
        if looked.instead is not None:
            return Inspection((looked.instead,))
        found = [finding for item in scanned for finding in self._examine(document, item, grammar)]
        ordered = sorted((*found, *looked.besides), key=lambda finding: (finding.start, finding.end))
        return Inspection(tuple(ordered), looked.asked)

    def check_text(self, text: str, *, format: str = "markdown") -> list[Finding]:  # noqa: A002 - as everywhere else
        """Return the findings of a piece of text in one of the formats of `stigmalint.documents`."""
        from stigmalint.documents import read_text

        return list(self.lint(read_text(text, format=format)))

    @cached_property
    def _grammar(self) -> Grammar:
        from stigmalint.pipeline.grammar import LazyGrammar

        return LazyGrammar(self._model, self._program.attributes)

    def _scan(self, segment: Segment) -> _Scanned:
        segment = spread(segment, self._program.anchors)
        text = normalise(segment.text)
        return _Scanned(segment, text, *self._scanner.scan(text))

    def _examine(self, document: Document, item: _Scanned, grammar: Grammar | None) -> Iterator[Finding]:
        if item.hits:
            # Most segments of most files are clean: what follows is imported when the first is not.
            from stigmalint.pipeline.examine import examine, moved

            known = self._memory.get(item.segment) if self._memory else None
            if known is not None:
                yield from (moved(placed, document, item.segment) for placed in known)
                return
            grammar = grammar or self._grammar
            found = tuple(examine(self._program, document, item.segment, item.text, item.hits, grammar))
            if self._memory:
                self._memory.put(item.segment, found)
            yield from (placed.finding for placed in found)

    def _look_at_whole(self, document: Document, gated: Collection[int]) -> _Looked:
        """Return what is found in a document as a whole.

        Args:
            document: what to look at.
            gated: the numbers of the segments in which a word of the gate occurs.
        """
        if self._whole is None:
            return _Looked()
        if is_foreign(document, self.rules.language) and (foreign := self._whole.language(document)):
            return _Looked(foreign)
        campaign = may_be_campaign(document, self._program.gates["titles"])
        if not (gated or campaign):
            return _Looked()
        reading = self._whole.read(document, gated, campaign=campaign)
        if crisis := self._whole.crisis(reading):
            return _Looked(crisis)
        asked = self._whole.asked(reading)
        return _Looked(None, tuple(self._whole.findings(reading, asked)), asked)

"""Lint a document: scan its segments, and examine those in which something was found."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from stigmalint.pipeline.hashtags import spread
from stigmalint.pipeline.normalise import normalise
from stigmalint.pipeline.scan import Scanner
from stigmalint.rules.program import program_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.documents.model import Document, Segment
    from stigmalint.findings import Finding
    from stigmalint.pipeline.roles import Grammar
    from stigmalint.rules.ruleset import RuleSet


class Linter:
    """Finds what the rules in force object to.

    Args:
        rules: from `stigmalint.rules.load_rules`.
        model: "auto" for the pinned model where it is installed, None for no model, or a spaCy pipeline by name or path.
    """

    def __init__(self, rules: RuleSet, *, model: str | None = "auto") -> None:
        self.rules = rules
        self._model = model
        self._program = program_for(rules)
        self._scanner = Scanner(self._program.anchors)

    def lint(self, document: Document, *, grammar: Grammar | None = None) -> Iterator[Finding]:
        """Yield the findings of a document in the order of its text.

        Args:
            document: what to lint.
            grammar: answers questions of grammar in place of the linter's own model.
        """
        found = [finding for segment in document.segments for finding in self._lint_segment(document, segment, grammar)]
        yield from sorted(found, key=lambda finding: (finding.start, finding.end))

    def check_text(self, text: str, *, format: str = "markdown") -> list[Finding]:  # noqa: A002 - as everywhere else
        """Return the findings of a piece of text in one of the formats of `stigmalint.documents`."""
        from stigmalint.documents import read_text

        return list(self.lint(read_text(text, format=format)))

    @cached_property
    def _grammar(self) -> Grammar:
        from stigmalint.pipeline.grammar import LazyGrammar

        return LazyGrammar(self._model, self._program.attributes)

    def _lint_segment(self, document: Document, segment: Segment, grammar: Grammar | None) -> Iterator[Finding]:
        segment = spread(segment, self._program.anchors)
        text = normalise(segment.text)
        hits = self._scanner.hits(text)
        if hits:
            # Most segments of most files are clean: what follows is imported when the first is not.
            from stigmalint.pipeline.examine import examine

            yield from examine(self._program, document, segment, text, hits, grammar or self._grammar)

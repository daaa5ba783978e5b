"""Lint a document: scan, match, judge and suggest, in that order, and nothing else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from stigmalint.documents.model import Document, Segment
from stigmalint.findings import Finding
from stigmalint.pipeline.frame import frame_of
from stigmalint.pipeline.grammar import LazyGrammar
from stigmalint.pipeline.hashtags import spread
from stigmalint.pipeline.judge import Judged, judge
from stigmalint.pipeline.match import match
from stigmalint.pipeline.normalise import normalise
from stigmalint.pipeline.roles import Grammar
from stigmalint.pipeline.scan import Scanner
from stigmalint.pipeline.suggest import suggest
from stigmalint.rules.model import RuleSet
from stigmalint.rules.program import Program, program_for


class Linter:
    """Finds what the rules in force object to.

    Args:
        rules: from `stigmalint.rules.load_rules`.
        model: "auto" for the pinned model where it is installed, None for no model, or a spaCy pipeline by name or path.
    """

    def __init__(self, rules: RuleSet, *, model: str | None = "auto") -> None:
        self.rules = rules
        self._program = program_for(rules)
        self._scanner = Scanner(self._program.anchors)
        self._grammar = LazyGrammar(model, lambda: _attributes(self._program))

    def lint(self, document: Document, *, grammar: Grammar | None = None) -> Iterator[Finding]:
        """Yield the findings of a document in the order of its text.

        Args:
            document: what to lint.
            grammar: answers questions of grammar in place of the linter's own model.
        """
        asked = grammar or self._grammar
        found = [finding for segment in document.segments for finding in self.lint_segment(document, segment, asked)]
        return iter(sorted(found, key=lambda finding: (finding.start, finding.end)))

    def check_text(self, text: str, format: str = "markdown") -> list[Finding]:  # noqa: A002
        """Return the findings of a piece of text."""
        try:
            from stigmalint.documents import read_text
        except ImportError:  # TEMPORARY until readers land
            from stigmalint.documents.model import Run, SourceMap

            run = SourceMap((Run(0, len(text), 0, len(text)),))
            return list(self.lint(Document("<text>", text, "text", (Segment(text, "paragraph", run),))))
        return list(self.lint(read_text(text, format=format)))

    def lint_segment(self, document: Document, segment: Segment, grammar: Grammar) -> Iterator[Finding]:
        """Yield the findings of one segment."""
        segment = spread(segment, self._program.anchors)
        text = normalise(segment.text)
        hits = self._scanner.hits(text)
        if not hits:
            return
        candidates = match(self._program, segment, text, hits, grammar.matches)
        for judged in judge(self._program, segment, text, candidates, grammar):
            yield self._finding(document, segment, text, judged)

    def _finding(self, document: Document, segment: Segment, text: str, judged: Judged) -> Finding:
        rule = self.rules.rules[judged.candidate.phrase.rule]
        start, end, *_ = frame_of(judged.candidate, text)
        source_start, source_end = segment.source.span(start, end)
        line, column = document.position(source_start)
        end_line, end_column = document.position(source_end)
        written = document.text[source_start:source_end]
        sentence, mark = _sentence(segment.text, judged.candidate.sentence, start, end)
        return Finding(
            path=document.path,
            rule=rule.id,
            category=rule.category,
            severity=judged.severity,
            message=rule.message or f"“{' '.join(segment.text[start:end].split())}”",
            why=rule.why,
            text=written,
            sentence=sentence,
            mark=mark,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            start=source_start,
            end=source_end,
            context=judged.context,
            suggestions=suggest(self._program, judged, segment.text, text),
            sources=rule.sources,
            fingerprint=fingerprint(rule.id, document.path, sentence),
        )


def _attributes(program: Program) -> frozenset[str]:
    """Return the token attributes that the raw patterns of a program ask for."""
    return frozenset(key for phrase in program.phrases for token in phrase.pattern or () for key in token)


def _sentence(text: str, bounds: tuple[int, int], start: int, end: int) -> tuple[str, tuple[int, int]]:
    """Return a sentence with white space collapsed, and where the range stands in it."""
    left = re.sub(r"\s+", " ", text[bounds[0] : start])
    middle = re.sub(r"\s+", " ", text[start:end])
    right = re.sub(r"\s+", " ", text[end : bounds[1]])
    return left + middle + right, (len(left), len(left) + len(middle))


def fingerprint(rule: str, path: str, sentence: str) -> str:
    """Return a digest of rule, path and normalised sentence, which stays when lines move."""
    plain = " ".join(re.findall(r"\w+", sentence.lower()))
    return hashlib.blake2b(f"{rule}\0{path}\0{plain}".encode(), digest_size=8).hexdigest()

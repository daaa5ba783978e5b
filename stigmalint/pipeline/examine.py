"""Examine a segment in which the scan found something: match, judge, suggest, and make the findings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.findings import Finding, fingerprint
from stigmalint.pipeline.match import match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stigmalint.documents.model import Document, Segment
    from stigmalint.pipeline.judge import Judged
    from stigmalint.pipeline.roles import Grammar
    from stigmalint.pipeline.suggest import Suggested
    from stigmalint.rules.program import Program


class Placed(NamedTuple):
    """A finding, and where in the text of its segment it stands."""

    start: int
    end: int
    finding: Finding


def moved(placed: Placed, document: Document, segment: Segment) -> Finding:
    """Return a finding as it is in another document, with a segment of the same text, marks and place."""
    start, end = segment.source.span(placed.start, placed.end)
    finding = placed.finding
    line, column = document.position(start)
    end_line, end_column = document.position(end)
    return replace(
        finding,
        path=document.path,
        text=document.text[start:end],
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        fingerprint=fingerprint(finding.rule, document.path, finding.sentence),
    )


def examine(  # noqa: PLR0913, PLR0917 - what the stages before found out
    program: Program,
    document: Document,
    segment: Segment,
    text: str,
    hits: Sequence[tuple[int, Sequence[int]]],
    grammar: Grammar,
) -> Iterator[Placed]:
    """Yield the findings of one segment.

    Args:
        program: the compiled rules.
        document: whose segment it is.
        segment: the prose.
        text: `segment.text`, normalised.
        hits: what the scan found in it.
        grammar: answers questions of grammar.
    """
    candidates = list(match(program, segment, text, hits, grammar.matches))
    if not candidates:
        return
    from stigmalint.pipeline.judge import judge
    from stigmalint.pipeline.pairs import paired
    from stigmalint.pipeline.suggest import suggest

    matches = [
        (judged, suggest(program, judged, segment.text, text))
        for judged in judge(program, segment, text, candidates, grammar)
    ]
    for number, (judged, suggested) in enumerate(matches):
        both = paired(suggested, matches[number + 1][1], segment.text) if number + 1 < len(matches) else None
        yield _finding(program, document, segment, judged, both or suggested)


def _finding(program: Program, document: Document, segment: Segment, judged: Judged, suggested: Suggested) -> Placed:
    rule = program.rules.rules[judged.candidate.phrase.rule]
    start, end, suggestions = suggested
    source_start, source_end = segment.source.span(start, end)
    line, column = document.position(source_start)
    end_line, end_column = document.position(source_end)
    sentence, mark = _sentence(segment.text, judged.candidate.sentence, start, end)
    finding = Finding(
        path=document.path,
        rule=rule.id,
        category=rule.category,
        severity=judged.severity,
        message=rule.message or f"“{_collapsed(segment.text[start:end]).strip()}”",
        why=rule.why,
        text=document.text[source_start:source_end],
        sentence=sentence,
        mark=mark,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=source_start,
        end=source_end,
        context=judged.context,
        suggestions=suggestions,
        sources=rule.sources,
        fingerprint=fingerprint(rule.id, document.path, sentence),
    )
    return Placed(start, end, finding)


def _sentence(text: str, bounds: tuple[int, int], start: int, end: int) -> tuple[str, tuple[int, int]]:
    """Return a sentence with white space collapsed, and where the range stands in it."""
    left, middle = _collapsed(text[bounds[0] : start]), _collapsed(text[start:end])
    return left + middle + _collapsed(text[end : bounds[1]]), (len(left), len(left) + len(middle))


def _collapsed(text: str) -> str:
    return re.sub(r"\s+", " ", text)

"""Make the findings of whole-document checks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from stigmalint.findings import Finding, Suggestion, fingerprint

if TYPE_CHECKING:
    from stigmalint.documents.model import Document, Segment
    from stigmalint.findings import Severity
    from stigmalint.rules.model import Rule
    from stigmalint.rules.ruleset import RuleSet


class Spot(NamedTuple):
    """Where a finding stands in a segment; what is `hidden` is placed, and not repeated."""

    segment: Segment
    start: int
    end: int
    sentence: tuple[int, int]
    hidden: bool = False


def finding(document: Document, rules: RuleSet, check: Rule, spot: Spot, why: str | None = None) -> Finding:
    """Return the finding of a check.

    Args:
        document: what was checked.
        rules: give the severity.
        check: what was found.
        spot: where.
        why: the reason, where it is not the check's own.
    """
    start, end = spot.segment.source.span(spot.start, spot.end)
    line, column = document.position(start)
    end_line, end_column = document.position(end)
    left, words, right = (
        re.sub(r"\s+", " ", spot.segment.text[a:b])
        for a, b in ((spot.sentence[0], spot.start), (spot.start, spot.end), (spot.end, spot.sentence[1]))
    )
    sentence = left + words + right
    return Finding(
        path=document.path,
        rule=check.id,
        category=check.category,
        severity=cast("Severity", rules.severity(check)),
        message=check.message or check.id,
        why=why or check.why,
        text="" if spot.hidden else document.text[start:end],
        sentence="" if spot.hidden else sentence,
        mark=(0, 0) if spot.hidden else (len(left), len(left) + len(words)),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        suggestions=tuple(Suggestion(template.text or "", "manual") for template in check.suggest),
        sources=check.sources,
        fingerprint=fingerprint(check.id, document.path, sentence),
    )

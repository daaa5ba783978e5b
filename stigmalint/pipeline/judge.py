"""Decide what a match is worth: dropped, a note, or the severity of its rule."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stigmalint.pipeline.contexts import CONTEXTS, View
from stigmalint.pipeline.match import Candidate, words_of
from stigmalint.pipeline.roles import Grammar, fits

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from stigmalint.documents.model import Segment
    from stigmalint.findings import Severity
    from stigmalint.rules.program import Program

# How much of a paragraph is its match's neighbourhood, in code points on either side.
_PARAGRAPH = 5000
_RANK = {"error": 2, "warning": 1, "info": 0}


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate that stands, with its severity and the context that lowered it, if any."""

    candidate: Candidate
    severity: Severity
    context: str | None = None


def judge(
    program: Program, segment: Segment, text: str, candidates: Iterable[Candidate], grammar: Grammar | None = None
) -> list[Judged]:
    """Return the candidates that stand, in the order of the text, at most one for any words.

    Args:
        program: the compiled rules.
        segment: the prose.
        text: `segment.text`, normalised.
        candidates: what `match` found in it.
        grammar: asked only for rules that need it and where the words around do not settle the matter.
    """
    standing = []
    for candidate in candidates:
        if not conditions_hold(program, segment, text, candidate):
            continue
        # A mere note is not worth the loading of a model.
        if not fits(candidate, segment, text, None if candidate.phrase.severity == "info" else grammar):
            continue
        judged = in_context(View(candidate, segment, text, program))
        if judged is not None:
            standing.append(judged)
    return without_overlaps(standing)


def conditions_hold(program: Program, segment: Segment, text: str, candidate: Candidate) -> bool:
    """Tell whether everything that the rule wants around the match is there, and nothing that it forbids."""
    conditions = program.conditions.get(candidate.phrase.rule)
    if not conditions:
        return True
    words: dict[str, set[str]] = {}
    for name in conditions:
        place = _place(name, segment, text, candidate)
        if place not in words:
            words[place] = words_of(place)
        found = any(
            program.could_hold(candidate.phrase.rule, name, number, words[place])
            and _stands(name, program.expression(phrase.regex, words[place]), place, text, candidate)
            for number, phrase in enumerate(conditions[name])
        )
        if found == (name.startswith("not_") or name == "except_"):
            return False
    return True


def _place(name: str, segment: Segment, text: str, candidate: Candidate) -> str:
    """Return the text in which a condition is looked for."""
    if name.endswith("paragraph"):
        near = text[max(0, candidate.start - _PARAGRAPH) : candidate.end + _PARAGRAPH]
        return " ".join((*segment.place.headings, near)).lower()
    return text[slice(*candidate.sentence)]


def _stands(name: str, regex: re.Pattern[str], place: str, text: str, candidate: Candidate) -> bool:
    """Tell whether a phrase of a condition stands where the condition wants it."""
    start, end = candidate.sentence
    if name == "except_":
        return any(m.start() < candidate.end and candidate.start < m.end() for m in regex.finditer(text, start, end))
    if name.endswith("before"):
        return regex.search(text, start, candidate.start) is not None
    if name.endswith("after"):
        return regex.match(text, candidate.end, end) is not None
    if name.endswith("paragraph"):
        return regex.search(place) is not None
    # The match itself is not its own neighbourhood.
    return bool(regex.search(text, start, candidate.start) or regex.search(text, candidate.end, end))


def in_context(view: View) -> Judged | None:
    """Apply the contexts in order; the first that lets the match pass drops it, one that makes it a note lowers it."""
    candidate = view.candidate
    rule = view.program.rules.rules[candidate.phrase.rule]
    actions = {**view.program.rules.profile.contexts, **(rule.contexts or {})}
    severity = candidate.phrase.severity
    if severity == "off":
        return None
    lowered: str | None = None
    for name, applies in CONTEXTS.items():
        action = actions.get(name, "flag")
        if action == "flag" or (action == "info" and lowered) or not applies(view):
            continue
        if action == "pass":
            return None
        lowered = name
    return Judged(candidate, "info" if lowered else severity, lowered)


def without_overlaps(judged: list[Judged]) -> list[Judged]:
    """Keep one finding for any words.

    The longer match wins, then the graver, then one that has words to paste, then the earlier in the files.
    """
    kept: list[Judged] = []
    order = sorted(
        judged,
        key=lambda j: (
            -(j.candidate.end - j.candidate.start),
            -_RANK[j.severity],
            j.candidate.start,
            all(template.spec.fix == "manual" for template in j.candidate.phrase.templates),
            j.candidate.order,
        ),
    )
    starts: list[int] = []  # of the kept ones, in order, as `kept` is
    for item in order:
        place = bisect_left(starts, item.candidate.end)
        # Those kept do not overlap each other: the last that starts before the end of this one is the nearest.
        if place == 0 or kept[place - 1].candidate.end <= item.candidate.start:
            starts.insert(place, item.candidate.start)
            kept.insert(place, item)
    return kept

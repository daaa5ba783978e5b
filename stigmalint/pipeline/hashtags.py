"""Read hashtags as the words that they join: "#CleanAndSober" as "Clean And Sober"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from stigmalint.documents.model import Mark, Run, Segment, SourceMap

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_HASHTAG = re.compile(r"(?<![\w&/])#([^\W\d_]{4,60})\b")
_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")
# Words that join others in hashtags; together with the words that rules look for they are the dictionary.
_SMALL = frozenset(
    """a an and are at be but by can do for free from get getting go going got had has have health he help her
    his i in is it just keep life like live living living love make me mental more my never no not now of off on
    one or our out people person she so sober stay staying stop support that the their these they this those
    time to today too totally up very was we week with world you your day days""".split()
)
_LONGEST_WORD = 20
# Shorter words of rules ("ill") would be found inside others.
_SHORTEST_WORD = 4


def spread(segment: Segment, words: Container[str]) -> Segment:
    """Return the segment with its hashtags spread into words, offsets still true; the same segment when there are none.

    Args:
        segment: the prose.
        words: lower-case words that a rule may look for.
    """
    if "#" not in segment.text:
        return segment
    cuts = sorted(_cuts(segment.text, words))
    if not cuts:
        return segment
    bounds = [0, *cuts, len(segment.text)]
    pieces = [segment.text[start:end] for start, end in pairwise(bounds)]
    runs: list[Run] = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        if number:
            # The new space has no place of its own: it stands for the letter before it.
            at = segment.source.span(start - 1, start)
            runs.append(Run(start + number - 1, 1, *at))
        runs.extend(_moved(segment.source, start, end, number))
    marks = tuple(
        Mark(mark.kind, mark.start + bisect_right(cuts, mark.start), mark.end + bisect_left(cuts, mark.end))
        for mark in segment.marks
    )
    return segment._replace(text=" ".join(pieces), source=SourceMap(tuple(runs)), marks=marks)


def _cuts(text: str, words: Container[str]) -> Iterator[int]:
    """Yield the offsets inside hashtags where a new word begins."""
    for tag in _HASHTAG.finditer(text):
        position = tag.start(1)
        for part in _parts(tag[1], words)[:-1]:
            position += len(part)
            yield position


def _moved(source: SourceMap, start: int, end: int, shift: int) -> Iterator[Run]:
    """Yield the runs of `start:end`, cut to it and moved right by `shift`."""
    runs = source.runs
    for number in range(max(0, bisect_right(runs, start, key=lambda run: run.start) - 1), len(runs)):
        run = runs[number]
        if run.start >= end:
            break
        first, last = max(run.start, start), min(run.start + run.length, end)
        if first >= last:
            continue
        if run.length == run.source_end - run.source_start:
            offset = run.source_start - run.start
            yield Run(first + shift, last - first, first + offset, last + offset)
        else:
            yield Run(first + shift, last - first, run.source_start, run.source_end)


def _parts(tag: str, words: Container[str]) -> list[str]:
    camel = _CAMEL.findall(tag)
    if len(camel) > 1:
        return camel
    return _segmented(tag.lower(), words)


def _segmented(tag: str, words: Container[str]) -> list[str]:
    """Cut a lower-case tag into dictionary words, longest first; nothing when a rest remains."""
    best: list[list[str] | None] = [[], *([None] * len(tag))]
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            head = best[start]
            word = tag[start:end]
            if head is None or not (word in _SMALL or (len(word) >= _SHORTEST_WORD and word in words)):
                continue
            current = best[end]
            if current is None or len(head) + 1 < len(current):
                best[end] = [*head, word]
    return best[len(tag)] or []

"""Find the sentence around a place in a segment, without a model."""

from __future__ import annotations

import re

# No sentence of prose is longer; beyond it a text has no punctuation, and a window around the place stands in.
MAX_SENTENCE = 1500

_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|sr|jr|vs|no|fig|approx|dept|gen|col|lt|sgt|rev|hon|inc|ltd|co|etc|e\.g|i\.e|cf|al|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'”’)\]*_]*(?=\s+[\"'“‘(\[*_]*[^\sa-z])|\n\s*\n")
_ALWAYS_ENDS = re.compile(r"\b(?:etc|a\.m|p\.m)\.$", re.IGNORECASE)


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences of `text`, which cover it up to white space."""
    bounds = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        bounds.append((start, match.end()))
        start = match.end()
    if start < len(text):
        bounds.append((start, len(text)))
    return [_trimmed(begin, piece) for begin, end in bounds if not (piece := text[begin:end]).isspace()]


def window(text: str, bounds: tuple[int, int], position: int) -> tuple[int, int]:
    """Cut an over-long sentence of `text` to whole words around `position`, the same for places near each other."""
    start, end = bounds
    if end - start <= MAX_SENTENCE:
        return bounds
    third = MAX_SENTENCE // 3
    block = start + (position - start) // third * third
    cut = block + 2 * third
    space = text.find(" ", cut, min(end, cut + third))
    return max(start, block - third), min(end, cut if space < 0 else space)


def _trimmed(start: int, piece: str) -> tuple[int, int]:
    """Return the range of a piece that begins at `start`, without the white space around it."""
    bare = piece.lstrip()
    start += len(piece) - len(bare)
    return start, start + len(bare.rstrip())

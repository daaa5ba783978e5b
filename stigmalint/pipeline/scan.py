"""Decide which phrases could possibly match a text: one pass of one automaton over its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Scanner:
    """Finds the anchors of all phrases at once."""

    def __init__(self, anchors: Mapping[str, Sequence[int]]) -> None:
        words = list(anchors)
        self._phrases = list(anchors.values())
        self._automaton = AhoCorasick(words)

    def hits(self, text: str) -> list[tuple[int, Sequence[int]]]:
        """Return (offset, phrase indexes) for every whole word of normalised `text` that anchors a phrase."""
        found = []
        length = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalnum():
                continue
            if end < length and text[end].isalnum():
                continue
            found.append((start, self._phrases[index]))
        return found

"""Decide which phrases could possibly match a text: one pass of one automaton over its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Scanner:
    """Finds the anchors of all phrases at once, and whether a word of the gate occurs.

    Args:
        anchors: word → indexes of the phrases that it may begin.
        gate: words of which one must occur for a document to be looked at as a whole.
    """

    def __init__(self, anchors: Mapping[str, Sequence[int]], gate: Sequence[str] = ()) -> None:
        words = list(dict.fromkeys((*anchors, *gate)))
        self._phrases = [anchors.get(word, ()) for word in words]
        opening = frozenset(gate)
        self._gate = frozenset(index for index, word in enumerate(words) if word in opening)
        self._automaton = AhoCorasick(words)

    def hits(self, text: str) -> list[tuple[int, Sequence[int]]]:
        """Return (offset, phrase indexes) for every whole word of normalised `text` that anchors a phrase."""
        return self.scan(text)[0]

    def scan(self, text: str) -> tuple[list[tuple[int, Sequence[int]]], bool]:
        """Return the hits, and whether a word of the gate is among the words of normalised `text`."""
        found = []
        gated = False
        length = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalnum():
                continue
            if end < length and text[end].isalnum():
                continue
            gated = gated or index in self._gate
            if self._phrases[index]:
                found.append((start, self._phrases[index]))
        return found, gated

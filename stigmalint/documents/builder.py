"""The text of one segment, built piece by piece together with its map to the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.documents.addresses import hide_addresses, may_hold_addresses
from stigmalint.documents.model import PLACEHOLDER, Mark, Run

if TYPE_CHECKING:
    from stigmalint.documents.model import MarkKind

# The readers put this in the place of every character of a template tag (see masking.py).
FILLER = "\x1a"

# Soft hyphen, zero-width and bidirectional control characters: they do not show, and they break words for a matcher.
INVISIBLE = "\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ODD = re.compile(rf"(?P<space>[^\S ]\s*| \s+)|(?P<filler>{FILLER}+)|[{INVISIBLE}]+")
_LETTER = re.compile(r"[^\W\d_]")
_ATOM = -1  # as the end of a run: "code point by code point, as far as the next run starts"


class Built(NamedTuple):
    """The finished text of a segment; `prose` is false when there is no letter in it."""

    text: str
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]
    prose: bool


class Checkpoint(NamedTuple):
    """A state that `SegmentBuilder.rollback` returns to."""

    pieces: int
    runs: int
    length: int
    space: bool


class SegmentBuilder:
    """Collects text with source offsets; white space is collapsed and invisible characters are dropped on the way.

    One builder serves a whole document: `finish` hands out the text and empties it. Marks that are still open then
    go on in the next segment.
    """

    __slots__ = ("_marks", "_next", "_open", "_pieces", "_runs", "_space", "length")

    def __init__(self) -> None:
        self._open: dict[MarkKind, list[int]] = {}  # kind → [how many are open, start of the outermost]
        self._clear()

    def _clear(self) -> None:
        self.length = 0  # code points so far
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, int]] = []  # start in the text, source start, source end or _ATOM
        self._marks: list[Mark] = []
        self._next = -1  # source offset at which the last one-to-one run would go on
        self._space = True  # the text is empty or ends with white space, so another one is dropped

    def text(self, text: str, start: int) -> None:
        """Add text that stands at source offset `start` character by character."""
        # `isprintable` is false for every separator and control character except " ", so this is the rare path
        if "  " in text or not text.isprintable():
            self._odd_text(text, start)
        else:
            self._plain(text, start)

    def _plain(self, text: str, start: int) -> None:
        if self._space and text[:1] == " ":
            text = text[1:]
            start += 1
        if not text:
            return
        if start != self._next:
            self._runs.append((self.length, start, _ATOM))
        size = len(text)
        self._pieces.append(text)
        self.length += size
        self._next = start + size
        self._space = text[-1] == " "

    def _odd_text(self, text: str, start: int) -> None:
        position = 0
        for match in _ODD.finditer(text):
            here, end = match.span()
            if here > position:
                self._plain(text[position:here], start + position)
            if match.lastgroup == "space":
                self.space(start + here, start + end)
            elif match.lastgroup == "filler":
                self.placeholder(start + here, start + end)
            position = end
        if position < len(text):
            self._plain(text[position:], start + position)

    def replaced(self, text: str, start: int, end: int) -> None:
        """Add text that the source spells otherwise in `start:end`: an entity, an escape."""
        if len(text) == 1:
            if text.isspace():
                self.space(start, end)
            elif text.isprintable() or not _ODD.match(text):
                self._atom(text, start, end)
        else:
            self._atom(_ODD.sub(lambda odd: " " if odd["space"] else "", text), start, end)

    def space(self, start: int, end: int, char: str = " ") -> None:
        """Add one white space for `source[start:end]`, unless the text is empty or ends with one."""
        if self._space:
            return
        if start == self._next and end == start + 1:  # the run before goes on: a line break for a space
            self._pieces.append(char)
            self.length += 1
            self._next = end
        else:
            self._atom(char, start, end)
        self._space = True

    def placeholder(self, start: int, end: int) -> None:
        """Add a `PLACEHOLDER` for `source[start:end]`."""
        self._marks.append(Mark("placeholder", self.length, self.length + 1))
        self._atom(PLACEHOLDER, start, end)

    def _atom(self, text: str, start: int, end: int) -> None:
        if not text:
            return
        self._runs.append((self.length, start, end))
        self._pieces.append(text)
        self.length += len(text)
        self._next = -1
        self._space = False

    def open(self, kind: MarkKind) -> None:
        """Start a mark; of nested ones of the same kind only the outermost counts."""
        state = self._open.setdefault(kind, [0, 0])
        if state[0] == 0:
            state[1] = self.length
        state[0] += 1

    def close(self, kind: MarkKind) -> None:
        """End a mark; one that was not open is ignored."""
        state = self._open.get(kind)
        if state and state[0]:
            state[0] -= 1
            if state[0] == 0 and state[1] < self.length:
                self._marks.append(Mark(kind, state[1], self.length))

    def forget_marks(self) -> None:
        """End every open mark: inline markup does not outlive its block."""
        for kind, state in self._open.items():
            if state[0]:
                state[0] = 1
                self.close(kind)

    def checkpoint(self) -> Checkpoint:
        """Remember the state for `rollback`."""
        return Checkpoint(len(self._pieces), len(self._runs), self.length, self._space)

    def since(self, checkpoint: Checkpoint) -> str:
        """Return what was added after `checkpoint`."""
        return "".join(self._pieces[checkpoint.pieces :])

    def rollback(self, checkpoint: Checkpoint) -> None:
        """Drop what was added after `checkpoint`, which must be of the same segment."""
        del self._pieces[checkpoint.pieces :]
        del self._runs[checkpoint.runs :]
        self.length, self._space = checkpoint.length, checkpoint.space
        self._next = -1
        self._marks = [mark for mark in self._marks if mark.end <= self.length]

    def finish(self) -> Built:
        """Return what was built, without white space at its ends, and start anew."""
        marks = self._marks
        for kind, state in self._open.items():
            if state[0]:
                marks.append(Mark(kind, state[1], self.length))
                state[1] = 0
        text = "".join(self._pieces)
        if self._space:
            text = text[:-1]
        runs = _close_runs(self._runs, len(text))
        self._clear()
        if marks:
            marks = [Mark(kind, start, min(end, len(text))) for kind, start, end in marks if start < len(text)]
        if may_hold_addresses(text):
            text, runs, marks = hide_addresses(text, runs, marks)
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        return Built(text, tuple(runs), tuple(marks), _LETTER.search(text) is not None)


def _close_runs(open_runs: list[tuple[int, int, int]], length: int) -> list[Run]:
    """Give every run its length, which is known from where the next one starts."""
    runs = []
    stop = length
    for start, source_start, source_end in reversed(open_runs):
        if stop > start:
            end = source_start + stop - start if source_end == _ATOM else source_end
            runs.append(Run(start, stop - start, source_start, end))
            stop = start
    runs.reverse()
    return runs

"""Show a sentence around the words that were found, trimmed to the room there is, with the words underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stigmalint.terminal import cells, fit, safe, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ELLIPSIS = "…"
MOST_LINES = 3  # of a phrase that is longer than a line


class Quoted(NamedTuple):
    """A line of a sentence: the words found, and what stands before and after them."""

    before: str
    phrase: str
    after: str

    def render(self, paint: Callable[[str], str]) -> str:
        """Return the line with the words found painted."""
        return f"{self.before}{paint(self.phrase)}{self.after}"


def excerpt(sentence: str, mark: tuple[int, int], room: int, underline: str) -> Iterator[tuple[Quoted, str]]:
    """Yield the lines to show with the underline that goes below each.

    Args:
        sentence: the sentence; it may hold anything, and is made safe for a terminal here.
        mark: where in it the words found stand.
        room: how many terminal cells a line may take.
        underline: the character to underline with.
    """
    start, end = mark
    before, phrase, after = safe(sentence[:start]), safe(sentence[start:end]), safe(sentence[end:])
    if cells(phrase) > room - 2 * len(ELLIPSIS):
        yield from _long(phrase, room, underline)
        return
    before, after = _trim(before.lstrip(), after.rstrip(), room - cells(phrase))
    yield Quoted(before, phrase, after), (" " * cells(before) + underline * cells(phrase)).rstrip()


def _long(phrase: str, room: int, underline: str) -> Iterator[tuple[Quoted, str]]:
    lines = wrap(phrase, room - len(ELLIPSIS))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + ELLIPSIS]
    for line in lines:
        yield Quoted("", line, ""), underline * cells(line)


def _trim(before: str, after: str, room: int) -> tuple[str, str]:
    """Shorten what stands around a phrase so that both together take at most `room` cells."""
    if cells(before) + cells(after) <= room:
        return before, after
    half = room // 2
    room_before = max(half, room - cells(after))
    short = _tail(before, room_before)
    return short, _head(after, room - cells(short))


def _head(text: str, room: int) -> str:
    """Return the beginning of `text`, cut between words, with an ellipsis where something is left out."""
    if cells(text) <= room:
        return text
    if room <= len(ELLIPSIS):
        return ELLIPSIS[:room]
    cut = fit(text, room - len(ELLIPSIS))
    if not text[len(cut)].isspace() and " " in cut:
        cut = cut[: cut.rfind(" ") + 1]
    return (cut.rstrip() or cut) + ELLIPSIS


def _tail(text: str, room: int) -> str:
    """Return the end of `text`, cut between words, with an ellipsis where something is left out."""
    return "".join(reversed(_head("".join(reversed(text)), room)))

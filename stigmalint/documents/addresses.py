"""URLs, e-mail addresses and names of files and hosts in running text: no prose, they become placeholders."""

from __future__ import annotations

import re
from bisect import bisect_right

from stigmalint.documents.model import PLACEHOLDER, Mark, Run, SourceMap

_URL = re.compile(r"(?<![a-z0-9])(?:[a-z][a-z0-9+.-]{1,15}://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_TAIL = ".,;:!?)]}'’*_"  # more likely punctuation of the sentence than the end of an address
_USER = re.compile(r"[\w.+%-]{1,64}\Z")
_HOST = re.compile(r"@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# "addicts.csv", "crazy-deals.com": what stands before the ending is looked for only where there is one.
_ENDING = re.compile(
    r"\.(?:csv|docx?|html?|jpe?g|js|json|md|mp[34]|odt|pdf|png|pptx?|py|svg|tsv|txt|webp|xlsx?|xml|ya?ml|"
    r"(?:com|co|net|org|ac|edu|gov|nhs)\.[a-z]{2}|com|net|org|edu|gov)(?![\w-])"
)
_NAME = re.compile(r"[\w./\\-]{1,200}\Z")


def may_hold_addresses(text: str) -> bool:
    """Tell whether it is worth looking for something to hide."""
    return "@" in text or "://" in text or "www." in text or _ENDING.search(text) is not None


def hide_addresses(text: str, runs: list[Run], marks: list[Mark]) -> tuple[str, list[Run], list[Mark]]:
    """Put a `PLACEHOLDER` in the place of every address, in the text, the map and the marks."""
    ranges = find_addresses(text)
    if not ranges:
        return text, runs, marks
    source = SourceMap(tuple(runs))
    pieces: list[str] = []
    kept: list[Run] = []
    placed: list[int] = []
    position = length = index = 0
    for start, end in [*ranges, (len(text), len(text))]:
        index = _keep(runs, index, (position, start), length - position, kept)
        pieces.append(text[position:start])
        length += start - position
        if start < end:
            kept.append(Run(length, 1, *source.span(start, end)))
            pieces.append(PLACEHOLDER)
            placed.append(length)
            length += 1
        position = end
    shift = _Shift(ranges, placed)
    moved = [Mark(kind, shift(start, 0), shift(end, 1)) for kind, start, end in marks]
    moved += [Mark("placeholder", start, start + 1) for start in placed]
    return "".join(pieces), kept, moved


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Return the ranges of addresses and names of files, in order and apart, in linear time."""
    found = [(m.start(), m.start() + len(m.group().rstrip(_TAIL))) for m in _URL.finditer(text)]
    for ending in _ENDING.finditer(text):
        name = _NAME.search(text, max(0, ending.start() - 200), ending.start())
        if name and not name.group().startswith("."):
            found.append((name.start(), ending.end()))
    at = text.find("@")
    while at >= 0:
        user = _USER.search(text[max(0, at - 64) : at])
        host = _HOST.match(text, at) if user else None
        if user and host:
            found.append((at - len(user.group()), at + len(host.group().rstrip(_TAIL))))
        at = text.find("@", host.end() if host else at + 1)
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _keep(runs: list[Run], index: int, window: tuple[int, int], shift: int, kept: list[Run]) -> int:
    """Append the parts of the runs inside the window, moved by `shift`; return the index of the next run to look at."""
    low, high = window
    while index < len(runs) and runs[index].start < high:
        start, length, source_start, source_end = runs[index]
        end = start + length
        if end > low:
            first, last = max(start, low), min(end, high)
            if length == source_end - source_start:
                source_start, source_end = source_start + first - start, source_start + last - start
            kept.append(Run(first + shift, last - first, source_start, source_end))
        if end > high:
            break
        index += 1
    return index


class _Shift:
    """Where an offset is after hiding."""

    def __init__(self, ranges: list[tuple[int, int]], placed: list[int]) -> None:
        self._ranges, self._placed = ranges, placed

    def __call__(self, offset: int, side: int) -> int:
        """Move `offset`; one inside an address goes to the start (side 0) or the end (1) of its placeholder."""
        index = bisect_right(self._ranges, offset, key=lambda r: r[0]) - 1
        if index < 0:
            return offset
        start, end = self._ranges[index]
        if offset >= end:
            return self._placed[index] + 1 + offset - end
        return self._placed[index] + (side if offset > start else 0)

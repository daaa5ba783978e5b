"""Count findings for the charts of the report: by severity, category, section and page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH = 100.0  # of the longest bar


class Count(NamedTuple):
    """Findings by severity."""

    error: int = 0
    warning: int = 0
    info: int = 0

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(self)

    def plus(self, other: Count) -> Count:
        """Return the sum of two counts."""
        return Count(*(one + two for one, two in zip(self, other, strict=True)))


class Piece(NamedTuple):
    """A part of a bar, in hundredths of the longest."""

    severity: str
    start: float
    width: float


class Bar(NamedTuple):
    """A row of a chart: its name, what it counts, and the fragment that shows just that."""

    label: str
    found: Count
    pieces: Sequence[Piece]
    fragment: str
    note: str = ""


def counted(items: Iterable[tuple[str, Count]]) -> dict[str, Count]:
    """Return the sum of the counts of every name."""
    sums: dict[str, Count] = {}
    for name, count in items:
        sums[name] = sums.get(name, Count()).plus(count)
    return sums


def bars(key: str, counts: Mapping[str, Count], *, most: int, labels: Mapping[str, str] | None = None) -> list[Bar]:
    """Return the rows of a chart, the gravest and longest first.

    Args:
        key: what the rows are in the fragment, such as "category".
        counts: by the value that the fragment gives.
        most: how many rows there may be.
        labels: how the values are shown, where that is not as they are.
    """
    chosen = sorted((item for item in counts.items() if item[1].total), key=lambda item: (-item[1].total, item[0]))
    longest = max((count.total for _, count in chosen), default=0)
    return [
        Bar((labels or {}).get(name, name), count, pieces(count, longest), "#" + urlencode({key: name}))
        for name, count in chosen[:most]
    ]


def pieces(count: Count, longest: int) -> list[Piece]:
    """Return the parts of a bar, side by side."""
    made = []
    start = 0.0
    for severity, number in zip(Count._fields, count, strict=True):
        if number:
            width = WIDTH * number / longest
            made.append(Piece(severity, round(start, 2), round(width, 2)))
            start += width
    return made

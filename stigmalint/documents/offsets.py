"""Offsets in UTF-8, as parsers written in C or Rust count, turned into code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Stretches of characters that take the same number of bytes.
_STRETCH = re.compile(
    rb"[\x00-\x7f]+|(?:[\xc2-\xdf][\x80-\xbf])+|(?:[\xe0-\xef][\x80-\xbf]{2})+|(?:[\xf0-\xf4][\x80-\xbf]{3})+"
)


def code_points(text: str) -> Callable[[int], int]:
    """Return the function from byte offsets in the UTF-8 of `text`, at the start of a character, to code points."""
    if text.isascii():
        return int
    starts: list[int] = []
    counts: list[int] = []
    widths: list[int] = []
    count = 0
    data = text.encode()
    for stretch in _STRETCH.finditer(data):
        start, end = stretch.span()
        width = _width(data[start])
        starts.append(start)
        counts.append(count)
        widths.append(width)
        count += (end - start) // width

    def code_point(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        return counts[index] + (offset - starts[index]) // widths[index]

    return code_point


def _width(first: int) -> int:
    """Return how many bytes a character has whose first is `first`."""
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4  # noqa: PLR2004 - https://www.rfc-editor.org/rfc/rfc3629

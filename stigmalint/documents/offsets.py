"""Offsets in UTF-8, as parsers written in C or Rust count, turned into code points."""

from __future__ import annotations

from array import array

_STEP = 256  # bytes between two known positions
_SHIFT = 8
_CONTINUATION = bytes(range(0x80, 0xC0))  # the bytes of a character after its first


class Utf8Offsets:
    """Code points of the byte offsets of one text, built in linear time and asked for in constant time."""

    def __init__(self, text: str) -> None:
        self._data = data = text.encode()
        self._known = array("Q", [0])
        count = 0
        for start in range(0, len(data), _STEP):
            count += len(data[start : start + _STEP].translate(None, _CONTINUATION))
            self._known.append(count)

    def code_point(self, offset: int) -> int:
        """Return how many code points stand before the byte `offset`, which is the first of a character."""
        block = offset >> _SHIFT
        return self._known[block] + len(self._data[block << _SHIFT : offset].translate(None, _CONTINUATION))

"""Print text from documents safely, and decide about colour and width."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ColorChoice = Literal["auto", "always", "never"]

MIN_WIDTH, DEFAULT_WIDTH, MAX_WIDTH = 40, 80, 100

# Code points that a terminal obeys or hides instead of showing: controls, directional formatting (which can make a line
# read as something else: https://trojansource.codes), invisible separators, lone surrogates and tag characters.
_ACTIVE = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0xAD,
    0x61C,
    0x200B,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)


def _escape(code: int) -> str:
    if code < 0x100:  # noqa: PLR2004
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


_ESCAPES = {code: _escape(code) for code in _ACTIVE} | {ord("\ufffc"): "…"}


def safe(text: str) -> str:
    """Return `text` with every character that could act on a terminal written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    text = text.translate(_ESCAPES)
    return text.encode("utf-8", "backslashreplace").decode()


def safe_lines(text: str) -> str:
    """Return `text` as `safe` does, keeping its line breaks."""
    return "\n".join(safe(line) for line in text.split("\n"))


def wants_color(choice: ColorChoice, stream: IO[str], environment: Mapping[str, str] = os.environ) -> bool:
    """Decide about colour: --color over NO_COLOR over FORCE_COLOR over whether `stream` is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environment.get("TERM") != "dumb"


def width() -> int:
    """Return how many cells a line may take: those of the terminal, within what is comfortable to read."""
    written = os.environ.get("COLUMNS", "")
    columns = int(written) if written.isdecimal() else 0
    if not columns:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns
        except (OSError, ValueError):  # not a terminal
            columns = 0
    return max(MIN_WIDTH, min(MAX_WIDTH, columns or DEFAULT_WIDTH))


def cells(text: str) -> int:
    """Return how many terminal cells `text` takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


class Style(NamedTuple):
    """Colours text, or leaves it as it is."""

    color: bool

    def paint(self, text: str, *codes: int) -> str:
        """Return `text` in the given ANSI renditions."""
        if not self.color or not codes or not text:
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"

    def bold(self, text: str) -> str:
        """Return `text` in bold."""
        return self.paint(text, 1)

    def dim(self, text: str) -> str:
        """Return `text` in a quieter tone."""
        return self.paint(text, 2)

    def severity(self, text: str, severity: str) -> str:
        """Return `text` in the colour of a severity."""
        return self.paint(text, *{"error": (1, 31), "warning": (1, 33), "info": (1, 36)}.get(severity, (1,)))


def wrap(text: str, room: int) -> list[str]:
    """Break `text` at white space into lines of at most `room` cells; a longer word is broken, but an address never."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if cells(joined) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        while cells(word) > room and "://" not in word:
            head = fit(word, room)
            lines.append(head)
            word = word[len(head) :]  # noqa: PLW2901 - what is left of it
        line = word
    return [*lines, line] if line else lines


def fit(text: str, room: int) -> str:
    """Return the longest beginning of `text` that takes at most `room` cells, and at least one character."""
    if text.isascii():
        return text[: max(room, 1)]
    used = 0
    for index, character in enumerate(text):
        used += cells(character)
        if used > room:
            return text[: max(index, 1)]
    return text


def warn(text: str) -> None:
    """Write one line of diagnostics to stderr."""
    sys.stderr.write(safe_lines(text) + "\n")

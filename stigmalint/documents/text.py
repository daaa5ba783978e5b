"""The reader for plain text, and for markup that has no reader of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.documents.assembler import Assembler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.documents.model import Document

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_BULLET = re.compile(r"(?:[-*+•‣◦·]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_DASH = re.compile(r"[–—][ \t]+(?=\S)")  # a bullet only where a wrapped sentence cannot have it
_QUOTED = re.compile(r">[ \t>]*")
_UNDERLINE = re.compile(r"([=\-~^\"'`#*+])\1{2,}")
_HEADINGS = {"=": "h1", "-": "h2"}
_SENTENCE_END = (".", "!", "?", ":", ";", ",", "…", '"', "”")
_LONGEST_TITLE = 80
_LONGEST_WRAPPED = 120  # code points; text with longer lines is not wrapped by hand, so each line is a paragraph


def read(text: str, path: str) -> Document:
    """Read plain text: paragraphs at blank lines, list items, underlined headings, `>` quotations."""
    reader = _TextReader(text)
    for block in _blocks(text):
        reader.read_block(block)
    return reader.assembler.document(path, "text")


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines between blank lines, each as the range of its text without indentation and line end."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.group()
        content = line.strip()
        if content:
            start = match.start() + len(line) - len(line.lstrip())
            block.append((start, start + len(content)))
        elif block:
            yield block
            block = []
    if block:
        yield block


class _TextReader:
    """Joins wrapped lines into paragraphs, list items and quotations."""

    def __init__(self, text: str) -> None:
        self.assembler = Assembler(text)
        self._text = text
        self._lines: list[tuple[int, int]] = []  # of what is going on
        self._element = "p"  # what is going on: "p", "li" or "blockquote"
        self._in_list = False
        self._begun = False

    def read_block(self, block: list[tuple[int, int]]) -> None:
        """Read the lines between two blank lines."""
        wrapped = all(end - start <= _LONGEST_WRAPPED for start, end in block)
        for start, end in block:
            self._read_line(start, end, wrapped=wrapped)
        if not self._begun and len(block) == 1 and self._is_title():
            self._element = "h1"
        self._end()
        self._begun = True

    def _read_line(self, start: int, end: int, *, wrapped: bool) -> None:
        line = self._text[start:end]
        if _UNDERLINE.fullmatch(line):
            if len(self._lines) == 1 and self._element == "p":
                self._element = _HEADINGS.get(line[0], "h3")
            self._end()
            return
        quoted = _QUOTED.match(line)
        if bool(quoted) != (self._element == "blockquote") or not wrapped:
            self._end()
        if quoted:
            self._element = "blockquote"
            start += quoted.end()
        elif bullet := self._bullet(line):
            self._end()
            self._element = "li"
            start += bullet.end()
        if start < end:
            self._lines.append((start, end))

    def _bullet(self, line: str) -> re.Match[str] | None:
        free = self._element == "li" or not self._lines
        return _BULLET.match(line) or (_DASH.match(line) if free else None)

    def _is_title(self) -> bool:
        if self._element != "p" or len(self._lines) != 1:
            return False
        [(start, end)] = self._lines
        return end - start <= _LONGEST_TITLE and not self._text[start:end].endswith(_SENTENCE_END)

    def _end(self) -> None:
        """Make a segment of the lines that are going on."""
        lines, element = self._lines, self._element
        self._lines, self._element = [], "p"
        if not lines:
            return
        start, end = lines[0][0], lines[-1][1]
        if self._in_list != (element == "li"):
            self._in_list = not self._in_list
            if self._in_list:
                self.assembler.open("ul", start, markdown=True)
            else:
                self.assembler.close_markdown(start)
        self.assembler.open(element, start, markdown=True)
        builder = self.assembler.builder
        last = start
        for line_start, line_end in lines:
            builder.space(last, line_start)
            builder.text(self._text[line_start:line_end], line_start)
            last = line_end
        self.assembler.close_markdown(end)

"""Front matter of Markdown: where it ends, and the prose values in it with their offsets.

Reads lines, not YAML: the offset of every word is needed, which PyYAML does not give inside a scalar, and importing
it takes longer than reading a page. What is not understood is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from stigmalint.documents.builder import SegmentBuilder

if TYPE_CHECKING:
    from stigmalint.documents.assembler import Assembler
    from stigmalint.documents.model import SegmentKind

KEYS: dict[str, SegmentKind] = {
    **dict.fromkeys(("headline", "og_title", "seo_title", "subtitle", "title"), "title"),
    **dict.fromkeys(
        (
            "abstract",
            "deck",
            "description",
            "excerpt",
            "lead",
            "lede",
            "meta_description",
            "og_description",
            "seo_description",
            "standfirst",
            "summary",
            "teaser",
        ),
        "description",
    ),
}
_LANGUAGE = frozenset(("lang", "language"))

_FENCE = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*\r?\n")
_KEY_LINE = re.compile(r"[\"']?[\w-]+[\"']?[ \t]*[:=]|#|\[")
_YAML = re.compile(
    r"^(?P<indent>[ ]*)(?P<quote>[\"']?)(?P<key>[\w-]+)(?P=quote)[ \t]*:(?:[ \t]+|(?=\r?$))", re.MULTILINE
)
_TOML = re.compile(r"^[ \t]*(?P<key>[\w-]+)[ \t]*=[ \t]*", re.MULTILINE)
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
_PROPERTY = re.compile(r"(?:[&!][^\s]*[ \t]+)*")
_DOUBLE = re.compile(r'"(?P<in>(?:[^"\\]|\\.)*)"', re.DOTALL)
_SINGLE = re.compile(r"'(?P<in>(?:[^']|'')*)'")
_TOML_LONG = re.compile(r"\"\"\"(?P<double>(?:[^\\]|\\.)*?)\"\"\"|'''(?P<single>.*?)'''", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n|.)", re.DOTALL)
_SIMPLE_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "_": "\xa0", "N": "\x85", "0": ""}
_MAX_LINE = 10_000  # code points; longer quoted scalars are left out


class FrontMatter(NamedTuple):
    """Front matter `text[start:end]`, without its fences, which end at `close`."""

    syntax: Literal["yaml", "toml"]
    start: int
    end: int
    close: int


def find(text: str) -> FrontMatter | None:
    """Find front matter at the start of `text`; prose between two thematic breaks is none."""
    opening = _FENCE.match(text)
    if opening is None:
        return None
    fence = opening["fence"]
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$" if fence == "---" else r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
    match = closing.search(text, opening.end())
    if match is None or not _KEY_LINE.match(text, opening.end()):
        return None
    return FrontMatter("yaml" if fence == "---" else "toml", opening.end(), match.start(), match.end())


def read(assembler: Assembler, block: FrontMatter) -> None:
    """Add the values of the keys that are prose, and the language."""
    text = assembler.source
    pattern = _YAML if block.syntax == "yaml" else _TOML
    position = block.start
    while match := pattern.search(text, position, block.end):
        position = match.end()
        key = match["key"].lower().replace("-", "_")
        if key not in KEYS and key not in _LANGUAGE:
            continue
        builder = SegmentBuilder()
        indent = len(match["indent"]) if block.syntax == "yaml" else -1
        position = _add_value(builder, text, position, block, indent)
        if key in KEYS:
            assembler.attribute(builder, KEYS[key], match["key"], "")
        elif indent <= 0:
            assembler.language = builder.finish().text.strip() or None


def _add_value(builder: SegmentBuilder, text: str, position: int, block: FrontMatter, indent: int) -> int:
    """Add the value at `position` of a key that is indented by `indent` (-1: TOML); return where to go on."""
    if indent < 0:
        return _add_toml(builder, text, position, block)
    position = _end(_PROPERTY, text, position, block.end)
    stop = min(block.end, position + _MAX_LINE)
    if quoted := _DOUBLE.match(text, position, stop):
        _add_escaped(builder, text, *quoted.span("in"))
        return quoted.end()
    if quoted := _SINGLE.match(text, position, stop):
        _add_single(builder, text, *quoted.span("in"))
        return quoted.end()
    header = _BLOCK_SCALAR.match(text, position, block.end)
    first = _line_end(text, header.end() if header else position, block.end)
    last = _indented_end(text, first, block.end, indent)
    if header:
        builder.text(text[first:last], first)
    elif text[position : position + 1] not in set("[{*@`%\"'#"):
        for start, end in _plain_lines(text, position, last):
            builder.text(text[start:end] + " ", start)
    return last


def _add_toml(builder: SegmentBuilder, text: str, position: int, block: FrontMatter) -> int:
    stop = min(block.end, position + _MAX_LINE)
    if long := _TOML_LONG.match(text, position, stop):
        if long["double"] is not None:
            _add_escaped(builder, text, *long.span("double"))
        else:
            builder.text(long["single"], long.start("single"))
        return long.end()
    if quoted := _DOUBLE.match(text, position, stop):
        _add_escaped(builder, text, *quoted.span("in"))
        return quoted.end()
    if text[position : position + 1] == "'":
        end = text.find("'", position + 1, _line_end(text, position, block.end))
        builder.text(text[position + 1 : max(end, position + 1)], position + 1)
    return _line_end(text, position, block.end)


def _add_escaped(builder: SegmentBuilder, text: str, start: int, end: int) -> None:
    """Add the inside of a double-quoted string."""
    for escape in _ESCAPE.finditer(text, start, end):
        builder.text(text[start : escape.start()], start)
        start = escape.end()
        builder.replaced(_unescape(escape.group()[1:]), escape.start(), start)
    builder.text(text[start:end], start)


def _unescape(code: str) -> str:
    if len(code) > 1 and code[0] in "xuU":
        number = int(code[1:], 16)
        printable = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - the bounds of Unicode
        return chr(number) if printable else "\ufffd"
    return " " if code.isspace() else _SIMPLE_ESCAPES.get(code, code)


def _add_single(builder: SegmentBuilder, text: str, start: int, end: int) -> None:
    """Add the inside of a single-quoted YAML string, where '' is one quote."""
    while (quote := text.find("''", start, end)) >= 0:
        builder.text(text[start : quote + 1], start)
        start = quote + 2
    builder.text(text[start:end], start)


def _plain_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a plain scalar without comments."""
    lines = []
    while start < end:
        stop = _line_end(text, start, end)
        comment = text.find(" #", start, stop)
        lines.append((start, stop if comment < 0 else comment))
        start = stop
    return lines


def _indented_end(text: str, position: int, end: int, indent: int) -> int:
    """Return the end of the lines from `position` that are blank or indented by more than `indent` spaces."""
    while position < end:
        stop = _line_end(text, position, end)
        line = text[position:stop]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            return position
        position = stop
    return end


def _line_end(text: str, position: int, end: int) -> int:
    """Return the start of the next line."""
    found = text.find("\n", position, end)
    return found + 1 if found >= 0 else end


def _end(pattern: re.Pattern[str], text: str, position: int, end: int) -> int:
    match = pattern.match(text, position, end)
    return match.end() if match else position

"""The titles of links and images in Markdown: where in the source they stand, which the parser does not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.documents.builder import SegmentBuilder
from stigmalint.documents.markup import add_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 2_000  # code points; longer titles are left out
_OPENING = {'"': '"', "'": "'", ")": "("}  # by the closing character
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_DEFINITION = re.compile(r"^[ \t>]*\[(?P<label>(?:[^\]\\\n]|\\.){1,999})\]:", re.MULTILINE)
_AFTER_LABEL = re.compile(
    r"""[ \t]*(?:\n[ \t>]*)?(?:<[^>\n]*>|\S+)(?:[ \t]+|[ \t]*\r?\n[ \t>]*)"""
    r"""(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\))[ \t]*\r?$""",
    re.MULTILINE | re.DOTALL,
)


def find_inline_title(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range inside the quotes of the title of the inline link `text[start:end]`, which has one."""
    inside = text[max(start, end - _LONGEST) : end].removesuffix(")").rstrip()
    opening = _OPENING.get(inside[-1:])
    if opening is None:
        return None
    position = inside.rfind(opening, 0, len(inside) - 1)
    while position > 0 and inside[position - 1] == "\\":
        position = inside.rfind(opening, 0, position)
    if position < 0:
        return None
    shift = max(start, end - _LONGEST)
    return shift + position + 1, shift + len(inside) - 1


def find_definition_titles(text: str, wanted: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield label and title range of the definitions of the labels that are the keys of `wanted`."""
    left = set(wanted)
    for definition in _DEFINITION.finditer(text) if left else ():
        label = normal_label(definition["label"])
        if label in left:
            left.discard(label)
            rest = _AFTER_LABEL.match(text, definition.end(), definition.end() + _LONGEST)
            if rest and rest.lastgroup:
                yield label, *rest.span(rest.lastgroup)


def normal_label(label: str) -> str:
    """Return the form in which labels are compared: https://spec.commonmark.org/0.31.2/#matches."""
    return " ".join(label.split()).casefold()


def build_title(text: str, start: int, end: int) -> SegmentBuilder:
    """Return a builder with the title `text[start:end]`, its escapes and entities decoded."""
    builder = SegmentBuilder()
    for escape in _ESCAPE.finditer(text, start, end):
        add_text(builder, text, start, escape.start())
        builder.replaced(escape.group()[1], escape.start(), escape.end())
        start = escape.end()
    add_text(builder, text, start, end)
    return builder

"""The records that every reader produces: a document made of segments of prose, each with a map back to its source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

SegmentKind = Literal[
    "paragraph",  # running text, also a line of plain text or a block quote's paragraph
    "heading",
    "list-item",
    "table-header",
    "table-cell",
    "term",  # the term of a definition list
    "definition",
    "title",  # <title>, og:title, front matter `title`
    "description",  # meta description, front matter `description`
    "attribute",  # alt, title, aria-label, placeholder, value of a button
    "caption",  # <figcaption>, <caption>, <legend>
    "control",  # <button>, <option>, <label>
]

MarkKind = Literal["emphasis", "strong", "strikethrough", "link", "quote", "placeholder"]

# Stands in `Segment.text` for inline content that is not prose (code, an image, a template tag, math).
PLACEHOLDER = "\ufffc"


class Mark(NamedTuple):
    """Inline markup over `Segment.text[start:end]` (code points, half-open)."""

    kind: MarkKind
    start: int
    end: int


class Place(NamedTuple):
    """Where a segment stands in its document; judging mentions and quotations needs it."""

    headings: tuple[str, ...] = ()  # texts of the headings above, outermost first (not the segment itself)
    column: str | None = None  # header text of the table column
    row: str | None = None  # text of the first cell of the table row, when the segment is a later cell
    introduction: str | None = None  # the paragraph directly before the list, table or block quote
    block_quote: bool = False  # inside a block quote (Markdown `>`, <blockquote>, <q> as a block)
    attribute: str | None = None  # attribute name: "alt", "title", "aria-label", "placeholder", "content"
    element: str | None = None  # HTML element name where it matters: "li", "td", "cite", "del", "dfn", …


class Run(NamedTuple):
    """`text[start:start+length]` came from `source[source_start:source_end]`.

    When both sides have the same length the run maps code point by code point, and all but white space is the same;
    otherwise it is atomic (an entity, a collapsed white space): every offset inside maps to the whole source range.
    """

    start: int
    length: int
    source_start: int
    source_end: int


class SourceMap(NamedTuple):
    """Maps offsets in a segment's text to offsets in the decoded source (both in code points)."""

    runs: tuple[Run, ...]  # sorted by start, covering the text without gaps or overlaps

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map the half-open text range `start:end` (not empty) to the source range that shows it."""
        return self._at(start)[0], self._at(end - 1)[1]

    def _at(self, offset: int) -> tuple[int, int]:
        run = self.runs[bisect_right(self.runs, offset, key=lambda r: r.start) - 1]
        if run.length == run.source_end - run.source_start:
            position = run.source_start + offset - run.start
            return position, position + 1
        return run.source_start, run.source_end


class Segment(NamedTuple):
    r"""A piece of prose that no match may cross: one paragraph, heading, list item, table cell or attribute.

    `text` has no soft hyphens, zero-width or bidirectional control characters (the map skips them); entities are
    decoded; every run of white space, no-break spaces too, is one " ", or one "\n" at a hard break (`<br>`); code,
    images, template tags, URLs and e-mail addresses are one `PLACEHOLDER` each.
    """

    text: str
    kind: SegmentKind
    source: SourceMap
    place: Place = Place()
    marks: tuple[Mark, ...] = ()
    level: int = 0  # of a heading (1 to 6), or the depth of a list item (from 1)


class Comment(NamedTuple):
    """A comment of the format (`<!-- … -->`): where suppressions live.

    `text` is what stands inside, stripped. `alone` is true when nothing else but white space stands on its lines.
    """

    text: str
    start: int  # source offsets of the whole comment, code points
    end: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One input, read. Offsets are code points in `text`, the decoded source."""

    path: str  # as the user named it; "<stdin>" or the --stdin-filename for standard input
    text: str
    format: str  # "text", "markdown", "html", …
    segments: tuple[Segment, ...]
    comments: tuple[Comment, ...] = ()
    blocks: tuple[tuple[int, int], ...] = ()  # source ranges of block-level elements, sorted by (start, -end)
    language: str | None = None  # what the document itself declares: <html lang>, front matter `lang`
    _lines: list[int] = field(default_factory=list, repr=False, compare=False)

    def position(self, offset: int) -> tuple[int, int]:
        r"""Return the line and column (from 1, columns in code points) of a source offset.

        A line ends at "\n", "\r\n" or a lone "\r".
        """
        if not self._lines:
            self._lines.extend(_line_starts(self.text))
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = 0
    for line in text.split("\n"):
        pieces = line.split("\r")
        for index, piece in enumerate(pieces[:-1]):
            position += len(piece) + 1
            # the "\r" of "\r\n" belongs to the line that the "\n" ends
            if index < len(pieces) - 2 or pieces[-1]:
                starts.append(position)
        position += len(pieces[-1]) + 1
        starts.append(position)
    return starts[:-1]

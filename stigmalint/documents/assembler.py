"""The elements that are open around the text: readers open and close them, segments come out with their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.documents.builder import SegmentBuilder
from stigmalint.documents.model import Comment, Document, Place, Segment, SourceMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from stigmalint.documents.model import SegmentKind

# Deeper elements are read as if they stood at this depth. Blink, the engine of Chrome, nests no deeper than this:
# https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/core/html/parser/html_construction_site.cc
MAX_DEPTH = 512
MAX_COLUMNS = 64  # of a table, beyond which the headers of columns are not followed

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TABLE_PARTS = frozenset(("caption", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"))
_WALLS = frozenset(("caption", "table", "td", "th"))  # an end tag of something else does not reach through these


class Table:
    """The columns of one table while it is read."""

    __slots__ = ("column", "first", "headers", "row", "taken")

    def __init__(self) -> None:
        self.headers: dict[int, str] = {}
        self.row = -1
        self.column = 0  # of the next cell
        self.first: str | None = None  # text of the first cell of the row
        self.taken: dict[int, int] = {}  # column → last row that a cell above reaches into

    def next_row(self) -> None:
        """Start a row."""
        self.row += 1
        self.column = 0
        self.first = None

    def next_cell(self, columns: int, rows: int) -> range:
        """Place a cell that spans `columns` and `rows`; return the columns it stands in."""
        while self.taken.get(self.column, -1) >= self.row:
            self.column += 1
        cell = range(self.column, min(self.column + columns, max(MAX_COLUMNS, self.column + 1)))
        if rows > 1:
            self.taken.update((column, self.row + rows - 1) for column in cell if column < MAX_COLUMNS)
        self.column = cell.stop
        return cell


class Element:
    """An open element; what is not its own it has from its parent."""

    __slots__ = (
        "cell",
        "depth",
        "element",
        "head",
        "headings",
        "hidden",
        "introduction",
        "kind",
        "markdown",
        "name",
        "quote",
        "start",
        "table",
    )

    def __init__(self, name: str, start: int, parent: Element | None, *, markdown: bool) -> None:
        self.name = name
        self.start = start
        self.markdown = markdown  # opened by Markdown: an end tag of HTML cannot close it
        self.element: str | None = name
        self.headings: tuple[tuple[int, str], ...] | None = None  # to return to when this is closed
        if parent is None:
            self.kind: SegmentKind = "paragraph"
            self.depth = 0  # of lists
            self.quote = self.head = self.hidden = False
            self.introduction: str | None = None
            self.table: Table | None = None
            self.cell: range | None = None
            self.element = None
            return
        self.kind = parent.kind
        self.depth = parent.depth
        self.quote = parent.quote
        self.head = parent.head  # inside <thead>
        self.hidden = parent.hidden
        self.introduction = parent.introduction
        self.table = parent.table
        self.cell = parent.cell


class Assembler:
    """Turns opened and closed elements and the text between them into segments.

    The vocabulary is that of HTML for every format: a Markdown list item opens `li`. Text goes into `builder`, unless
    `silent`. Opening or closing an element ends the segment before it.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.builder = SegmentBuilder()
        self.segments: list[Segment] = []
        self.comments: list[Comment] = []
        self.blocks: list[tuple[int, int]] = []
        self.language: str | None = None
        self.silent = False  # inside a hidden element
        self._stack = [Element("", 0, None, markdown=True)]
        self._names: dict[str, int] = {}  # how many of the open elements have the name
        self._beyond = 0  # Markdown elements opened beyond MAX_DEPTH
        self._headings: tuple[tuple[int, str], ...] = ()
        self._above: tuple[str, ...] = ()  # the texts of those
        self._previous: str | None = None  # text of the paragraph just ended, if nothing came since

    @property
    def innermost(self) -> Element:
        """The innermost open element."""
        return self._stack[-1]

    def open(
        self, name: str, start: int, *, markdown: bool = False, hidden: bool = False, span: tuple[int, int] = (1, 1)
    ) -> None:
        """Open a block-level element at source offset `start`; `span` is the columns and rows of a table cell."""
        if self.builder.length:
            self.flush()
        if len(self._stack) >= MAX_DEPTH:
            self._beyond += markdown
            return
        element = Element(name, start, self._stack[-1], markdown=markdown)
        self._stack.append(element)
        if not markdown:
            self._names[name] = self._names.get(name, 0) + 1
        if hidden:
            element.hidden = self.silent = True
        enter = _ENTER.get(name)
        if enter:
            enter(self, element)
        elif element.kind != "paragraph":  # a paragraph or division in a list item or cell
            element.element = self._stack[-2].element
        if element.table and name in ("td", "th"):
            element.cell = element.table.next_cell(*span)

    def close(self, name: str, end: int, *, inner_end: int | None = None) -> bool:
        """Close the HTML element `name`, and at `inner_end` what is open inside it.

        Return false when there is none to close.
        """
        if self.builder.length:
            self.flush()
        if name not in self._names:
            return False
        for index in range(len(self._stack) - 1, 0, -1):
            element = self._stack[index]
            if element.markdown or (element.name in _WALLS and element.name != name and name not in _TABLE_PARTS):
                return False
            if element.name == name:
                while len(self._stack) > index + 1:
                    self._pop(end if inner_end is None else inner_end)
                self._pop(end)
                return True
        return False

    def nearest(self, names: frozenset[str], walls: frozenset[str]) -> str | None:
        """Return the innermost open HTML element of `names` that is not outside one of `walls`."""
        if names.isdisjoint(self._names):
            return None
        for element in reversed(self._stack):
            if element.markdown or element.name in walls:
                return None
            if element.name in names:
                return element.name
        return None

    def close_markdown(self, end: int) -> None:
        """Close the innermost Markdown element, HTML left open inside it and every inline mark."""
        if self.builder.length:
            self.flush()
        self.builder.forget_marks()
        if self._beyond:
            self._beyond -= 1
            return
        while not self._pop(end).markdown:
            pass

    def close_all(self, end: int) -> None:
        """End the document."""
        self.flush()
        while len(self._stack) > 1:
            self._pop(end)

    def _pop(self, end: int) -> Element:
        element = self._stack.pop()
        self.blocks.append((element.start, end))
        if not element.markdown:
            left = self._names.pop(element.name) - 1
            if left:
                self._names[element.name] = left
        if element.headings is not None:
            self._headings = element.headings
            self._above = tuple(pair[1] for pair in self._headings)
        if element.name in _ENDS_INTRODUCTION:
            self._previous = None
        self.silent = self._stack[-1].hidden
        return element

    def interrupt(self) -> None:
        """End the segment for something that is no text and that no list is introduced across: code, a rule."""
        self.flush()
        self._previous = None

    def flush(self) -> None:
        """End the segment; text without a letter makes none, but counts as a heading, a header or a first cell."""
        if not self.builder.length:
            return
        text, runs, marks, prose = self.builder.finish()
        if not text:
            return
        element = self._stack[-1]
        heading = element.kind == "heading" and HEADINGS.get(element.name, 1)
        above = self._above
        if heading:
            outer = tuple(pair for pair in self._headings if pair[0] < heading)
            above = tuple(pair[1] for pair in outer)
            self._headings = (*outer, (heading, text))
            self._above = (*above, text)
        column, row = self._cell(element, text) if element.table else (None, None)
        self._previous = None if heading else text
        if not prose:
            return
        place = Place(
            above,
            column,
            row,
            element.introduction,
            element.quote,
            None,
            element.element,
        )
        level = heading or (element.depth if element.kind == "list-item" else 0)
        self.segments.append(Segment(text, element.kind, SourceMap(runs), place, marks, level))
        self.blocks.append((runs[0].source_start, runs[-1].source_end))

    def _cell(self, element: Element, text: str) -> tuple[str | None, str | None]:
        """Return the header of the cell's column and the first cell of its row; learn both where this cell is it."""
        table, cell = element.table, element.cell
        if table is None or cell is None:
            return None, None
        column = table.headers.get(cell.start)
        if table.row <= 0 or element.head:
            for index in cell:
                table.headers.setdefault(index, text)
            return None, None
        if cell.start == 0:
            table.first = table.first or text
            return column, None
        return column, table.first

    def attribute(self, builder: SegmentBuilder, kind: SegmentKind, name: str, element: str) -> None:
        """Add what `builder` holds as the segment of an attribute, or of a value like one."""
        text, runs, marks, prose = builder.finish()
        if prose:
            around = self._stack[-1]
            place = Place(self._above, None, None, None, around.quote, name, element or None)
            self.segments.append(Segment(text, kind, SourceMap(runs), place, marks))

    def comment(self, start: int, end: int, text: str) -> None:
        """Add a comment at source offsets `start:end`, with `text` inside it."""
        alone = _blank_before(self.source, start) and _blank_after(self.source, end)
        self.comments.append(Comment(text.strip(), start, end, alone))

    def document(self, path: str, format: str) -> Document:  # noqa: A002
        """Return what was read."""
        self.close_all(len(self.source))
        return Document(
            path=path,
            text=self.source,
            format=format,
            segments=tuple(sorted(self.segments, key=lambda segment: segment.source.runs[0].source_start)),
            comments=tuple(sorted(self.comments, key=lambda comment: comment.start)),
            blocks=tuple(sorted(set(self.blocks), key=lambda block: (block[0], -block[1]))),
            language=self.language,
        )


def _blank_before(source: str, start: int) -> bool:
    """Return whether only white space, or the `>` of a block quote, stands before `start` on its line."""
    while start and source[start - 1] in " \t>":
        start -= 1
    return start == 0 or source[start - 1] in "\r\n"


def _blank_after(source: str, end: int) -> bool:
    while end < len(source) and source[end] in " \t":
        end += 1
    return end == len(source) or source[end] in "\r\n"


def _enter_group(assembler: Assembler, element: Element) -> None:
    element.introduction, assembler._previous = assembler._previous, None  # noqa: SLF001


def _enter_list(assembler: Assembler, element: Element) -> None:
    _enter_group(assembler, element)
    element.kind = "paragraph"
    element.depth += 1


def _enter_table(assembler: Assembler, element: Element) -> None:
    _enter_group(assembler, element)
    element.kind = "paragraph"
    element.table = Table()
    element.cell = None
    element.head = False


def _enter_quote(assembler: Assembler, element: Element) -> None:
    _enter_group(assembler, element)
    element.kind = "paragraph"
    element.quote = True
    element.headings = assembler._headings  # noqa: SLF001


def _enter_row(_assembler: Assembler, element: Element) -> None:
    if element.table:
        element.table.next_row()


def _enter_head(_assembler: Assembler, element: Element) -> None:
    element.head = True


def _enter_head_row(assembler: Assembler, element: Element) -> None:
    _enter_head(assembler, element)
    _enter_row(assembler, element)


def _enter_cell(assembler: Assembler, element: Element) -> None:
    assembler._previous = None  # noqa: SLF001
    header = element.name == "th" or element.head
    element.kind = "table-header" if header else "table-cell"


def _as(kind: SegmentKind) -> Callable[[Assembler, Element], None]:
    def enter(assembler: Assembler, element: Element) -> None:
        assembler._previous = None  # noqa: SLF001
        element.kind = kind

    return enter


_ENTER: dict[str, Callable[[Assembler, Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _enter_list),
    **dict.fromkeys(HEADINGS, _as("heading")),
    **dict.fromkeys(("caption", "figcaption", "legend", "summary"), _as("caption")),
    **dict.fromkeys(("button", "label", "optgroup", "option", "textarea"), _as("control")),
    **dict.fromkeys(("td", "th"), _enter_cell),
    "blockquote": _enter_quote,
    "dd": _as("definition"),
    "dl": _enter_group,
    "dt": _as("term"),
    "li": _as("list-item"),
    "table": _enter_table,
    "thead": _enter_head,
    "headrow": _enter_head_row,
    "title": _as("title"),
    "tr": _enter_row,
}
_ENDS_INTRODUCTION = frozenset(("blockquote", "dl", "dir", "menu", "ol", "pre", "table", "ul"))

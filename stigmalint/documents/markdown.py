"""The reader for Markdown and MDX: events of pyromark (pulldown-cmark) become the elements of an assembler."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyromark
from pyromark import Options

from stigmalint.documents.assembler import Assembler
from stigmalint.documents.builder import SegmentBuilder
from stigmalint.documents.html import HtmlReader
from stigmalint.documents.offsets import code_points
from stigmalint.documents.titles import build_title, find_definition_titles, find_inline_title, normal_label
from stigmalint.errors import DocumentError

if TYPE_CHECKING:
    from stigmalint.documents.masking import TemplateComment
    from stigmalint.documents.model import Document, MarkKind

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
    | Options.ENABLE_DEFINITION_LIST
)

# pyromark's names of elements without data → ours
_ELEMENTS = {
    "Paragraph": "p",
    "Item": "li",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
    "Table": "table",
    "TableHead": "headrow",
    "TableRow": "tr",
    "FootnoteDefinition": "footnote",
    "CodeBlock": "p",  # an indented one in MDX, where indentation does not make code
}
_MARKS: dict[str, MarkKind] = {"Emphasis": "emphasis", "Strong": "strong", "Strikethrough": "strikethrough"}
# Where many short lines follow a line like this, the parser takes quadratic time.
_TOO_DEEP = re.compile(r"^[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*){500}", re.MULTILINE)
_MONEY = re.compile(r"\d[^\\^_{}]*[^\W\d_]{3}")


def read(text: str, path: str, *, mdx: bool = False) -> Document:
    """Read Markdown: CommonMark with GitHub's tables, task lists and strike-through, footnotes and definition lists."""
    assembler = Assembler(text)
    if text.startswith(("---", "+++")):
        text = _without_front_matter(assembler)
    masked, comments = _mask(text, mdx=mdx)
    if deep := _TOO_DEEP.search(masked):
        line = masked.count("\n", 0, deep.start()) + 1
        raise DocumentError(f"{path}: line {line}: more than 500 block quotes and lists inside each other")
    _MarkdownReader(assembler, masked, path, mdx=mdx).read()
    for start, end, inside in comments:
        assembler.comment(start, end, inside)
    return assembler.document(path, "mdx" if mdx else "markdown")


def _without_front_matter(assembler: Assembler) -> str:
    """Read the front matter; return the text with line ends in its place."""
    from stigmalint.documents import frontmatter  # most files have none

    block = frontmatter.find(assembler.source)
    if block is None:
        return assembler.source
    frontmatter.read(assembler, block)
    return "\n" * block.close + assembler.source[block.close :]


def _mask(text: str, *, mdx: bool) -> tuple[str, list[TemplateComment]]:
    if not mdx and not any(sign in text for sign in ("{{", "{%", "{#", "<%", "<?", ":::", "import", "export")):
        return text, []
    from stigmalint.documents.masking import mask_markdown  # most files have nothing to cover

    return mask_markdown(text, mdx=mdx)


class _MarkdownReader:
    """Feeds the events of one document to an assembler."""

    def __init__(self, assembler: Assembler, text: str, path: str, *, mdx: bool) -> None:
        self._assembler = assembler
        self._builder = assembler.builder  # what inline text goes into: the segment, or the text of an image
        self._html = HtmlReader(assembler)
        self._text = text
        self._path = path
        # the events count in bytes of UTF-8: offsets here are bytes until they are given to somebody else
        self._offset = code_points(text)
        self._mdx = mdx
        self._in_head = False  # of a table
        self._empty_cells = 0
        # The parser fills short rows up, so that a few kilobytes can become millions of cells.
        self._most_empty_cells = len(text) + 20_000
        self._html_lines: list[tuple[int, int]] = []
        self._unread = 0  # how many open elements have text that is not prose
        self._titled: dict[str, str] = {}  # labels of definitions with a title → the element that shows it
        self._images = 0  # open images; one may stand in the text of another

    def read(self) -> None:
        for event, span in pyromark.events_with_range(self._text, options=_OPTIONS):
            start = span["start"]
            end = span["end"]
            if isinstance(event, str):
                self._break(event, start, end)
                continue
            kind: str
            data: Any
            [(kind, data)] = event.items()
            if kind == "Text":
                self._add_text(data, start, end)
            elif kind == "Start":
                self._start(data, start, end)
            elif kind == "End":
                self._end(data, start, end)
            else:
                self._inline(kind, data, start, end)
        for label, start, end in find_definition_titles(self._text, self._titled):
            self._assembler.attribute(build_title(self._text, start, end), "attribute", "title", self._titled[label])

    def _add_text(self, text: str, start: int, end: int) -> None:
        if self._unread or self._html.skipping:
            return
        if (len(text) if text.isascii() else len(text.encode())) == end - start:
            self._builder.text(text, self._offset(start))
        else:
            self._builder.replaced(text, self._offset(start), self._offset(end))

    def _break(self, kind: str, start: int, end: int) -> None:
        if kind == "Rule":
            self._assembler.interrupt()
        elif not (self._unread or self._html.skipping):
            self._builder.space(self._offset(start), self._offset(end), "\n" if kind == "HardBreak" else " ")

    def _start(self, tag: Any, start: int, end: int) -> None:  # noqa: ANN401 - the events are nested dicts
        if not isinstance(tag, str):
            [(kind, data)] = tag.items()
            self._start_with(kind, data, start, end)
        elif tag in _MARKS:
            self._builder.open(_MARKS[tag])
        elif tag == "TableCell":
            self._empty_cells += start == end
            if self._empty_cells > self._most_empty_cells:
                raise DocumentError(f"{self._path}: tables with far more columns than their rows have cells")
            self._open("th" if self._in_head else "td", start)
        elif tag == "HtmlBlock":
            self._assembler.flush()
            self._html_lines = []
        else:
            self._in_head = tag == "TableHead"
            self._open(_ELEMENTS[tag], start)

    def _start_with(self, kind: str, data: Any, start: int, end: int) -> None:  # noqa: ANN401 - as above
        """Start an element that has data."""
        if kind == "Link":
            self._start_link(data, start, end)
        elif kind == "Image":
            self._start_image(data, start, end)
        elif kind == "Heading":
            self._open(data["level"].lower(), start)
        elif kind == "List":
            self._open("ul" if data is None else "ol", start)
        elif kind == "BlockQuote":
            self._open("blockquote" if data is None else "aside", start)  # GitHub's alerts quote nobody
        elif kind == "CodeBlock" and not (self._mdx and data == "Indented"):
            self._assembler.interrupt()
            self._unread += 1
        else:
            self._open(_ELEMENTS[kind], start)

    def _open(self, name: str, start: int) -> None:
        start = self._offset(start)
        self._html.end_block(start)
        self._assembler.open(name, start, markdown=True)

    def _end(self, tag: Any, start: int, end: int) -> None:  # noqa: ANN401 - as above
        if not isinstance(tag, str):
            self._close(end)
        elif tag in _MARKS:
            self._builder.close(_MARKS[tag])
        elif tag == "Link":
            self._end_link(start, end)
        elif tag == "Image":
            self._end_image(start, end)
        elif tag == "HtmlBlock":
            self._end_html()
        elif tag == "CodeBlock" and self._unread:
            self._unread -= 1
            self._assembler.blocks.append((self._offset(start), self._offset(end)))
        else:
            self._close(end)

    def _close(self, end: int) -> None:
        end = self._offset(end)
        self._html.end_block(end, everything=True)
        self._assembler.close_markdown(end)

    def _inline(self, kind: str, data: str, start: int, end: int) -> None:
        if kind == "Html":
            self._html_lines.append((self._offset(start), self._offset(end)))
        elif kind == "InlineHtml":
            if not self._images:
                start = self._offset(start)
                text = self._text[start : self._offset(end)]
                self._html.feed(text if text == data else _without_prefixes(text, data), 0, len(text), start)
        elif kind in ("Code", "DisplayMath", "InlineMath") and not (self._unread or self._html.skipping):
            start, end = self._offset(start), self._offset(end)
            if kind == "InlineMath" and self._is_money(data, end):
                self._builder.text(self._text[start:end], start)
            else:
                self._builder.placeholder(start, end)

    def _is_money(self, formula: str, end: int) -> bool:
        """Return whether `$formula$` is rather two sums: "between $5 and US$10"."""
        return self._text[end : end + 1].isdigit() or _MONEY.match(formula) is not None

    def _start_link(self, link: dict[str, Any], start: int, end: int) -> None:
        if link["link_type"] in ("Autolink", "Email"):
            self._unread += 1
            return
        self._builder.open("link")
        if link["title"]:
            self._find_title("a", link, start, end)

    def _end_link(self, start: int, end: int) -> None:
        if not self._unread:
            self._builder.close("link")
            return
        self._unread -= 1
        if not self._html.skipping:
            self._builder.placeholder(self._offset(start), self._offset(end))

    def _start_image(self, image: dict[str, Any], start: int, end: int) -> None:
        if self._images == 0:
            self._builder = SegmentBuilder()
        self._images += 1
        if image["title"]:
            self._find_title("img", image, start, end)

    def _end_image(self, start: int, end: int) -> None:
        self._images -= 1
        if self._images:
            return
        alternative, self._builder = self._builder, self._assembler.builder
        if not self._html.skipping:
            self._assembler.attribute(alternative, "attribute", "alt", "img")
            self._builder.placeholder(self._offset(start), self._offset(end))

    def _find_title(self, element: str, link: dict[str, Any], start: int, end: int) -> None:
        """Add the title of a link or image, or remember that it stands in the definition of its label."""
        if link["link_type"] != "Inline":
            self._titled.setdefault(normal_label(link["id"]), element)
        elif found := find_inline_title(self._text, self._offset(start), self._offset(end)):
            self._assembler.attribute(build_title(self._text, *found), "attribute", "title", element)

    def _end_html(self) -> None:
        """Read the lines of an HTML block; what stands between them is the prefix of a block quote or list."""
        lines = self._html_lines
        if lines:
            start, end = lines[0][0], lines[-1][1]
            pieces: list[str] = []
            position = start
            for line_start, line_end in lines:
                pieces += (" " * (line_start - position), self._text[line_start:line_end])
                position = line_end
            self._html.feed("".join(pieces), 0, end - start, start)
            self._html.end_block(end)
        self._assembler.flush()
        self._builder.forget_marks()


def _without_prefixes(text: str, content: str) -> str:
    """Return `text` with spaces for what `content`, its lines without the prefix of a block quote or list, lacks."""
    lines = []
    for line, wanted in zip(text.splitlines(keepends=True), content.splitlines(keepends=True), strict=False):
        lines.append(wanted.rjust(len(line)) if line.endswith(wanted) else line)
    return "".join(lines).ljust(len(text))

"""The reader for HTML, also for the HTML inside Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.documents.assembler import HEADINGS, Assembler
from stigmalint.documents.builder import FILLER, SegmentBuilder
from stigmalint.documents.markup import RAW, Attribute, Token, add_text, tokens

if TYPE_CHECKING:
    from stigmalint.documents.builder import Checkpoint
    from stigmalint.documents.model import Document, MarkKind, SegmentKind

_MARKS: dict[str, MarkKind] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("cite", "dfn", "em", "i", "ins", "mark", "u"), "emphasis"),
    **dict.fromkeys(("del", "s", "strike"), "strikethrough"),
    "a": "link",
    "q": "quote",
}

# Inline elements that are not prose: one placeholder. Code ends with its block even where the end tag is missing.
_CODE = frozenset(("code", "kbd", "rp", "rt", "samp", "tt", "var"))
_FOREIGN = frozenset(("math", "svg")) | RAW
_UNREAD_BLOCKS = frozenset(("pre", "template"))

_CLOSES_PARAGRAPH = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul".split()
)
_BLOCKS = _CLOSES_PARAGRAPH | frozenset(
    "body button caption colgroup datalist dd dt head html label legend li listing noscript optgroup option "
    "select tbody td template textarea tfoot th thead title tr".split()
)
_TRANSPARENT = frozenset(("body", "head", "hr", "html"))  # blocks that need not be remembered as open

# An element that starts ends the open ones of the first set, up to one of the second.
_ROW_GROUPS = frozenset(("tbody", "tfoot", "thead"))
_IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("dir", "menu", "ol", "ul"))),
    **dict.fromkeys(("dd", "dt"), (frozenset(("dd", "dt")), frozenset(("dl",)))),
    "option": (frozenset(("option",)), frozenset(("datalist", "optgroup", "select"))),
    "optgroup": (frozenset(("option", "optgroup")), frozenset(("select",))),
    **dict.fromkeys(("td", "th"), (frozenset(("td", "th")), frozenset(("table", "tr")))),
    "tr": (frozenset(("caption", "td", "th", "tr")), frozenset(("table",)) | _ROW_GROUPS),
    **dict.fromkeys(_ROW_GROUPS, (frozenset(("caption", "colgroup", "tr")) | _ROW_GROUPS, frozenset(("table",)))),
}

_PROSE_ATTRIBUTES = frozenset(("alt", "aria-description", "aria-label", "placeholder", "title"))
_LABELLED = frozenset(("optgroup", "option", "track"))  # `label` is shown to readers
_BUTTON_TYPES = frozenset(("button", "reset", "submit"))
_META: dict[str, SegmentKind] = {
    **dict.fromkeys(("dc.title", "og:site_name", "og:title", "title", "twitter:title"), "title"),
    **dict.fromkeys(("dc.description", "description", "og:description", "twitter:description"), "description"),
    **dict.fromkeys(("og:image:alt", "twitter:image:alt"), "attribute"),
}
_FOOTNOTE = frozenset("0123456789[](),;*†‡§ \n")


def read(text: str, path: str, *, component: bool = False) -> Document:
    """Read an HTML page or template; in a `component` (Vue) the content of <template> is read too."""
    from stigmalint.documents.masking import mask_templates  # Markdown needs it less often

    masked, comments = mask_templates(text)
    assembler = Assembler(text)
    reader = HtmlReader(assembler, unread=_UNREAD_BLOCKS - {"template"} if component else _UNREAD_BLOCKS)
    reader.feed(masked, 0, len(masked))
    for start, end, inside in comments:
        assembler.comment(start, end, inside)
    return assembler.document(path, "html")


class HtmlReader:
    """Feeds tokens of HTML to an assembler; Markdown feeds it one piece of HTML after the other."""

    def __init__(self, assembler: Assembler, *, unread: frozenset[str] = _UNREAD_BLOCKS) -> None:
        self._assembler = assembler
        self._unread = unread
        self._skipped = ""  # the inline element being skipped
        self._skipped_depth = 0
        self._skipped_start = 0
        self._raised: Checkpoint | None = None  # where an open <sup> began

    @property
    def skipping(self) -> bool:
        """Whether text belongs to something that is not prose."""
        return bool(self._skipped) or self._assembler.silent

    def feed(self, text: str, start: int, end: int, offset: int = 0) -> None:
        """Read `text[start:end]`; `offset` leads from positions in `text` to positions in the source."""
        builder = self._assembler.builder
        for token in tokens(text, start, end):
            if token.kind == "text":
                if not (self._skipped or self._assembler.silent):
                    add_text(builder, text, token.start, token.end, offset)
            elif token.kind == "start":
                self._start(token, text, offset)
            elif token.kind == "end":
                self._end(token, offset)
            else:
                self._comment(token.start + offset, token.end + offset)

    def end_block(self, end: int, *, everything: bool = False) -> None:
        """Forget inline elements left open where a Markdown block begins or ends, at source offset `end`.

        Of what is skipped, code ends here; `everything` ends, too, what began inside the innermost Markdown block.
        """
        self._raised = None
        if self._skipped and (
            self._skipped in _CODE or (everything and self._skipped_start >= self._assembler.innermost.start)
        ):
            self._resume(end)

    def _comment(self, start: int, end: int) -> None:
        inside = self._assembler.source[start + 4 : end].removesuffix("-->").removesuffix("--!>")
        self._assembler.comment(start, end, "" if inside in (">", "->") else inside)

    def _start(self, token: Token, text: str, offset: int) -> None:
        name, position = token.name, token.start + offset
        if self._skipped:
            if name == self._skipped:
                self._skipped_depth += not token.empty
                return
            if not (name in _BLOCKS and self._skipped in _CODE):
                return
            self._resume(position)
        values = {}
        if token.attributes:
            values = {a.name.strip(FILLER): a for a in reversed(token.attributes)}
            if not self._assembler.silent:
                self._attributes(name, values, text, offset)
        hidden = "hidden" in values
        if name in _BLOCKS:
            self._open_block(token, values, text, offset)
        elif hidden and not token.empty and name not in ("input", "img", "br"):
            self._skip(name, position)
        elif not self._assembler.silent:
            self._open_inline(token, values, offset)

    def _open_block(self, token: Token, values: dict[str, Attribute], text: str, offset: int) -> None:
        name, position = token.name, token.start + offset
        assembler = self._assembler
        assembler.flush()
        self._raised = None
        self._imply_ends(name, position)
        if name == "html" and "lang" in values:
            assembler.language = text[values["lang"].start : values["lang"].end].strip() or None
        if name == "hr":
            assembler.interrupt()
        if name in _TRANSPARENT:
            return
        hidden = name in self._unread or "hidden" in values
        span = (1, 1)
        if name in ("td", "th"):
            span = _number(values.get("colspan"), text), _number(values.get("rowspan"), text)
        assembler.open(name, position, hidden=hidden, span=span)

    def _imply_ends(self, name: str, position: int) -> None:
        """Close what the start of `name` closes: https://html.spec.whatwg.org/#optional-tags."""
        assembler = self._assembler
        inner = assembler.innermost
        if inner.name == "p" and not inner.markdown and (name in _CLOSES_PARAGRAPH or name in _IMPLIED_ENDS):
            assembler.close("p", position)
            inner = assembler.innermost
        if name in HEADINGS and inner.name in HEADINGS and not inner.markdown:
            assembler.close(inner.name, position)
        ends, walls = _IMPLIED_ENDS.get(name, (frozenset(), frozenset()))
        while ends:
            closing = assembler.nearest(ends, walls)
            if closing is None or not assembler.close(closing, position):
                return

    def _open_inline(self, token: Token, values: dict[str, Attribute], offset: int) -> None:
        name, builder = token.name, self._assembler.builder
        start, end = token.start + offset, token.end + offset
        if name == "br":
            builder.space(start, end, "\n")
        elif name == "img" or (name == "input" and values):
            builder.placeholder(start, end)
        elif token.empty:
            return
        elif name in _CODE or name in _FOREIGN:
            self._skip(name, start)
        elif name in _MARKS and (name != "a" or "href" in values):
            builder.open(_MARKS[name])
        elif name == "sup":
            self._raised = builder.checkpoint()

    def _end(self, token: Token, offset: int) -> None:
        name, end = token.name, token.end + offset
        if self._skipped:
            if name == self._skipped:
                self._skipped_depth -= 1
                if self._skipped_depth == 0:
                    self._resume(end)
                return
            if not (name in _BLOCKS and self._skipped in _CODE):
                return
            self._resume(token.start + offset)
        if name in _BLOCKS:
            self._raised = None
            if name in HEADINGS and self._assembler.innermost.name in HEADINGS:
                name = self._assembler.innermost.name
            self._assembler.close(name, end, inner_end=token.start + offset)
        elif name in _MARKS:
            self._assembler.builder.close(_MARKS[name])
        elif name == "sup" and self._raised:
            self._drop_footnote(self._raised)

    def _drop_footnote(self, raised: Checkpoint) -> None:
        """Leave out a raised footnote mark, which would grow onto the word before it."""
        builder = self._assembler.builder
        if raised.length and _FOOTNOTE.issuperset(builder.since(raised)):
            builder.rollback(raised)
        self._raised = None

    def _skip(self, name: str, start: int) -> None:
        self._skipped, self._skipped_depth, self._skipped_start = name, 1, start

    def _resume(self, end: int) -> None:
        if self._skipped not in RAW and not self._assembler.silent:
            self._assembler.builder.placeholder(self._skipped_start, end)
        self._skipped = ""

    def _attributes(self, name: str, values: dict[str, Attribute], text: str, offset: int) -> None:
        for attribute in values.values():
            kind = self._attribute_kind(name, attribute.name.strip(FILLER), values, text)
            if kind and attribute.end > attribute.start:
                builder = SegmentBuilder()
                add_text(builder, text, attribute.start, attribute.end, offset)
                self._assembler.attribute(builder, kind, attribute.name.strip(FILLER), name)

    @staticmethod
    def _attribute_kind(element: str, attribute: str, values: dict[str, Attribute], text: str) -> SegmentKind | None:
        """Return what the attribute is to a reader, or None when it is not prose."""
        if element == "meta":
            if attribute != "content":
                return None
            key = values.get("name") or values.get("property")
            return _META.get(text[key.start : key.end].strip().lower()) if key else None
        if attribute in _PROSE_ATTRIBUTES or (attribute == "label" and element in _LABELLED):
            return "attribute"
        if attribute == "value" and element == "input" and "type" in values:
            kind = values["type"]
            return "attribute" if text[kind.start : kind.end].strip().lower() in _BUTTON_TYPES else None
        return None


def _number(attribute: Attribute | None, text: str) -> int:
    """Return the value of a `colspan` or `rowspan`, at least 1 and not absurd."""
    value = text[attribute.start : attribute.end].strip()[:5] if attribute else ""
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() else 1

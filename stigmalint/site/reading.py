"""What a server sent, turned into a document by the readers that exist."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from w3lib.encoding import html_to_unicode, http_content_type_encoding, read_bom, resolve_encoding

from stigmalint.documents import FORMATS, READERS, read_bytes, read_text
from stigmalint.documents.decode import decode
from stigmalint.errors import DocumentError
from stigmalint.site.outline import blank, outline, ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stigmalint.documents.model import Document
    from stigmalint.site.outline import Selector

MOST_PARTS = 200_000  # tags of a page, or lines of a text
TEXT_FORMATS = frozenset({"html", "markdown", "mdx", "text", "vue"})  # whose bytes are nothing but text
_TYPES = {
    "application/xhtml+xml": "html",
    "text/html": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}
_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream"})  # types that say nothing
_HTML = re.compile(
    rb"\s*(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|(?:html|head|body)[\s>])", re.IGNORECASE | re.DOTALL
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# Of types that not every machine knows: https://docs.python.org/3/library/mimetypes.html
_SUFFIXES = {
    "application/epub+zip": ".epub",
    "application/msword": ".doc",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    f"{_OFFICE}.presentationml.presentation": ".pptx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OPEN}.presentation": ".odp",
    f"{_OPEN}.spreadsheet": ".ods",
    f"{_OPEN}.text": ".odt",
    "message/rfc822": ".eml",
    "text/vtt": ".vtt",
}
# What people call types.
NAMES = {
    ".doc": "Word",
    ".docx": "Word",
    ".eml": "e-mail",
    ".epub": "EPUB",
    ".odp": "OpenDocument",
    ".ods": "OpenDocument",
    ".odt": "OpenDocument",
    ".pdf": "PDF",
    ".ppt": "PowerPoint",
    ".pptx": "PowerPoint",
    ".rtf": "RTF",
    ".vtt": "captions",
    ".xls": "Excel",
    ".xlsx": "Excel",
}
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_FEW_LETTERS = 200  # a page with less text than this in its body, and a script, may be drawn by the script
_OF_BODY = frozenset({"paragraph", "heading", "list-item", "table-cell", "definition", "term", "caption"})


class Sent(NamedTuple):
    """What a server sent for an address."""

    url: str
    body: bytes
    content_type: str = ""  # as the server says, with parameters


def format_for(content_type: str, url: str) -> str | None:
    """Return the format whose reader reads this, None where there is none.

    A format that is added to `stigmalint.documents.FORMATS` is read here, too.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind in _TYPES:
        return _TYPES[kind]
    own = FORMATS.get(suffix_of(url)) if suffix_of(url) else None
    if kind == "text/plain":
        return own if own in READERS else "text"
    if kind in _UNSAID:
        return own or ("html" if kind == "" else None)
    guessed = FORMATS.get(_suffix_for(kind) or "?")
    if kind.startswith("text/"):
        return guessed  # none of a style sheet, a script, a feed
    return guessed or (own if own not in TEXT_FORMATS else None)


def type_name(content_type: str, url: str) -> str:
    """Return what people call the type of something that is not read."""
    kind = content_type.partition(";")[0].strip().lower()
    suffix = _suffix_for(kind) or ""
    return NAMES.get(suffix) or NAMES.get(suffix_of(url)) or (kind if len(kind) < 80 else "") or "unknown"  # noqa: PLR2004


def _suffix_for(kind: str) -> str | None:
    return _SUFFIXES.get(kind) or mimetypes.guess_extension(kind)


def suffix_of(url: str) -> str:
    """Return the suffix of the last step of an address, in lower case."""
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def is_sent_as_html(sent: Sent) -> bool:
    """Tell whether this is a page that was sent under a wrong type, or none."""
    unclear = format_for(sent.content_type, sent.url) == "text" or sent.content_type.partition(";")[0] in _UNSAID
    return unclear and _HTML.match(sent.body[:2000]) is not None


def read(sent: Sent, path: str, ignored: Sequence[Selector] = ()) -> Document:
    """Read what a server sent.

    Args:
        sent: what it sent.
        path: what the document is called.
        ignored: what these mean is left out of an HTML page; offsets stay those of the page.

    Raises:
        DocumentError: there is no reader, or it cannot read this.
    """
    chosen = format_for(sent.content_type, sent.url)
    if is_sent_as_html(sent):
        chosen = "html"
    if chosen is None:
        raise DocumentError(f"{path}: no reader for {type_name(sent.content_type, sent.url)}")
    if chosen not in TEXT_FORMATS:
        return read_bytes(sent.body, path, chosen)
    text = decoded(sent, path, declared=chosen in {"html", "vue"})
    _refuse_too_many(text, path, chosen)
    if chosen != "html" or not ignored:
        return read_text(text, path, chosen)
    spans = ranges(outline(text), ignored)
    return replace(read_text(blank(text, spans), path, chosen), text=text)


def _refuse_too_many(text: str, path: str, chosen: str) -> None:
    """Refuse what was made to keep readers busy: real pages have a few thousand tags or lines."""
    mark, name = ("<", "tags") if chosen in {"html", "vue"} else ("\n", "lines")
    if text.count(mark) > MOST_PARTS:
        raise DocumentError(f"{path}: more than {MOST_PARTS:,} {name}, not read")


def decoded(sent: Sent, path: str, *, declared: bool) -> str:
    """Return the text of a page: by its mark, else as the server says, else as the page says, else as browsers guess.

    Raises:
        DocumentError: it is not text.
    """
    named = http_content_type_encoding(sent.content_type)
    if named and not read_bom(sent.body)[0]:
        try:
            return sent.body.decode(named)
        except (UnicodeDecodeError, LookupError):
            pass  # the server is wrong about it
    try:
        return decode(sent.body, path, declared=declared)
    except DocumentError:
        if b"\0" in sent.body:
            raise
    # one broken byte must not keep a page from being read
    return html_to_unicode(sent.content_type, sent.body, default_encoding=resolve_encoding("utf-8") or "utf-8")[1]


def title_of(document: Document) -> str:
    """Return the title of a document: its <title> or what stands for it, else its first heading."""
    for kind in ("title", "heading"):
        for segment in document.segments:
            if segment.kind == kind:
                return " ".join(segment.text.split())
    return ""


def is_drawn(document: Document) -> bool:
    """Tell whether a page seems to be drawn by a script: it has one, and next to no text of its own."""
    if document.format != "html":
        return False
    letters = sum(len(segment.text) for segment in document.segments if segment.kind in _OF_BODY)
    return letters < _FEW_LETTERS and _SCRIPT.search(document.text) is not None and not _has_content(document)


def has_text(document: Document) -> bool:
    """Tell whether there is any text in the body of a page."""
    return any(segment.kind in _OF_BODY for segment in document.segments)


def _has_content(document: Document) -> bool:
    """Tell whether a short page is a page all the same: it has a paragraph of some words."""
    words = max((len(s.text.split()) for s in document.segments if s.kind in _OF_BODY), default=0)
    return words > 12  # noqa: PLR2004 - "You need to enable JavaScript to run this app." has nine

"""Reading: one reader per format turns a decoded text into a `Document`.

    document = read(Path("draft.md"))
    for segment in document.segments: ...

`READERS` is the registry of formats, `FORMATS` says which file suffix has which. A reader is loaded when it is first
used.
"""

from __future__ import annotations

from importlib import import_module
from os.path import basename
from typing import TYPE_CHECKING, Any, Protocol

from stigmalint.documents.decode import decode
from stigmalint.documents.model import (
    PLACEHOLDER,
    Comment,
    Document,
    Mark,
    Place,
    Run,
    Segment,
    SourceMap,
)
from stigmalint.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "PLACEHOLDER",
    "READERS",
    "Comment",
    "Document",
    "Mark",
    "Place",
    "Reader",
    "Run",
    "Segment",
    "SourceMap",
    "format_of",
    "read",
    "read_bytes",
    "read_data",
    "read_text",
]

MAX_BYTES = 20_000_000


class Reader(Protocol):
    """Turns the decoded text of one format into a document; `path` is only for its name."""

    def __call__(self, text: str, path: str) -> Document:
        """Read `text`, which has no NUL and no lone surrogate."""
        ...  # pragma: no cover


def _reader(module: str, **options: Any) -> Reader:  # noqa: ANN401 - the options of the reader
    """Return the `read` of a module that is imported when it is first called."""

    def read(text: str, path: str) -> Document:
        document: Document = import_module(f"stigmalint.documents.{module}").read(text, path, **options)
        return document

    return read


READERS: Mapping[str, Reader] = {
    "html": _reader("html"),
    "markdown": _reader("markdown"),
    "mdx": _reader("markdown", mdx=True),
    "text": _reader("text"),
    "vue": _reader("html", component=True),
}

FORMATS: Mapping[str, str] = {
    **dict.fromkeys(("", ".adoc", ".asciidoc", ".org", ".rst", ".text", ".txt"), "text"),
    **dict.fromkeys((".markdown", ".md", ".mdown", ".mkd", ".qmd", ".rmd"), "markdown"),
    ".mdx": "mdx",
    **dict.fromkeys((".htm", ".html", ".xhtml"), "html"),
    **dict.fromkeys((".ejs", ".erb", ".handlebars", ".hbs", ".j2", ".jinja", ".jinja2"), "html"),
    **dict.fromkeys((".liquid", ".mustache", ".njk", ".php", ".twig"), "html"),
    ".vue": "vue",
}
_TEMPLATE_SUFFIXES = frozenset((".ejs", ".erb", ".j2", ".jinja", ".jinja2", ".liquid", ".mustache", ".njk"))


def format_of(name: str) -> str:
    """Return the format of a file by its suffix, `page.md.j2` is Markdown; what is unknown is "text"."""
    stem, dot, last = basename(name).lower().lstrip(".").rpartition(".")  # noqa: PTH119 - pathlib is slow to import
    if dot + last in _TEMPLATE_SUFFIXES:
        inner = FORMATS.get("." + stem.rpartition(".")[2]) if "." in stem else None
        return inner or FORMATS[dot + last]
    return FORMATS.get(dot + last, "text") if dot else "text"


def read(path: Path, *, name: str | None = None, max_bytes: int = MAX_BYTES) -> Document:
    """Read a file; `name` is what messages and the document call it (default: the path as given).

    Raises:
        DocumentError: the file cannot be opened, is larger than `max_bytes` or is not text.
    """
    shown = str(path) if name is None else name
    return read_bytes(read_data(path, shown, max_bytes), shown, format_of(path.name))


def read_data(path: Path, shown: str, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, which messages call `shown`.

    Raises:
        DocumentError: the file cannot be opened, or is larger than `max_bytes`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise DocumentError(f"{shown}: {error.strerror or error}") from None
    if len(data) > max_bytes:
        raise DocumentError(
            f"{shown}: larger than {_megabytes(max_bytes)}, not read. Split it, exclude it, or raise the limit."
        )
    return data


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:g} MB"


def read_bytes(data: bytes, name: str, format: str | None = None) -> Document:  # noqa: A002 - the word users know
    """Read the bytes of a file called `name`, whose suffix says the format unless `format` does.

    Raises:
        DocumentError: the bytes are not text in a known encoding.
    """
    chosen = format_of(name) if format is None else format
    reader = _find_reader(chosen)
    return reader(decode(data, name, declared=chosen in ("html", "vue")), name)


def read_text(text: str, name: str = "<text>", format: str = "text") -> Document:  # noqa: A002 - as above
    """Read decoded text.

    Raises:
        DocumentError: the text has a NUL character or a lone surrogate, which no decoded file has.
    """
    reader = _find_reader(format)
    if "\0" in text:
        raise DocumentError(f"{name}: NUL character at offset {text.index(chr(0))}")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise DocumentError(f"{name}: lone surrogate at offset {error.start}") from None
    return reader(text, name)


def _find_reader(format: str) -> Reader:  # noqa: A002 - as above
    try:
        return READERS[format]
    except KeyError:
        raise UsageError(f"unknown format {format!r}; known: {', '.join(READERS)}") from None

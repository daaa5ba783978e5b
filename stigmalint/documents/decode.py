"""Bytes to text, or one clear message about why not."""

from __future__ import annotations

import codecs
import re

from stigmalint.errors import DocumentError

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096  # bytes
# What pages call by these names is windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
_WINDOWS_1252 = frozenset(("ascii", "cp1252", "iso8859-1"))


def decode(data: bytes, name: str, *, declared: bool = False) -> str:
    """Return the text of `data` without a byte order mark.

    UTF-8, or UTF-16 and UTF-32 with a mark; with `declared`, also the encoding that an HTML page names.

    Raises:
        DocumentError: in another encoding, or not text; names the file, the place and the remedy.
    """
    mark, encoding = encoding_of(data, declared=declared)
    if not mark:
        nul = data.find(b"\0")
        if nul >= 0:
            place = f"NUL byte at offset {nul} ({_line(data, nul)})"
            raise DocumentError(f"{name}: not a text file: {place}. If it is text in UTF-16, save it as UTF-8.")
    return _decode(data[len(mark) :], encoding, name, len(mark))


def encoding_of(data: bytes, *, declared: bool = False) -> tuple[bytes, str]:
    """Return the byte order mark of `data`, empty where there is none, and the encoding that `decode` reads it in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return mark, encoding
    other = _declared_encoding(data) if declared else None
    return b"", other if other and not _is_utf8(data) else "utf-8"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes, encoding: str, name: str, skipped: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02X} at offset {error.start + skipped} ({_line(data, error.start)})"
        raise DocumentError(f"{name}: not valid {encoding.upper()}: {byte}. Save the file as UTF-8.") from None
    return _without_nul(text, name)


def _without_nul(text: str, name: str) -> str:
    nul = text.find("\0")
    if nul >= 0:
        raise DocumentError(f"{name}: not a text file: NUL character at offset {nul}. Save it as plain text in UTF-8.")
    return text


def _line(data: bytes, offset: int) -> str:
    return f"line {data.count(10, 0, offset) + 1}"


def _declared_encoding(data: bytes) -> str | None:
    """Return Python's name of the encoding that the page declares, if it is one of text other than UTF-8."""
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if match is None:
        return None
    try:
        encoding = codecs.lookup(match[1].decode("ascii", "replace")).name
        "".encode(encoding)  # raises LookupError for codecs like "hex", which are none of text
    except LookupError:
        return None
    if encoding.startswith(("utf", "idna", "punycode", "unicode", "raw_unicode", "mbcs", "oem")):
        return None
    return "windows-1252" if encoding in _WINDOWS_1252 else encoding

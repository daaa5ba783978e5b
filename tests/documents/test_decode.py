import codecs

import pytest

from stigmalint.documents.decode import decode
from stigmalint.errors import DocumentError

TEXT = "Zoë “one” 😀\n"
GOOD = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with a mark": codecs.BOM_UTF8 + TEXT.encode(),
    "UTF-16, little": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16, big": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-32, little": codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
    "UTF-32, big": codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_decodes(data):
    assert decode(data, "a") == TEXT


def test_nothing():
    assert decode(b"", "a") == ""


BAD = {
    "another encoding": (
        "one\ntwo Zo\xeb".encode("latin-1"),
        "a.md: not valid UTF-8: byte 0xEB at offset 10 (line 2). Save the file as UTF-8.",
    ),
    "cut short": (
        "Zoë".encode()[:-1],
        "a.md: not valid UTF-8: byte 0xC3 at offset 2 (line 1). Save the file as UTF-8.",
    ),
    "counted with the mark": (
        codecs.BOM_UTF8 + b"a\xff",
        "a.md: not valid UTF-8: byte 0xFF at offset 4 (line 1). Save the file as UTF-8.",
    ),
    "half a UTF-16 unit": (
        codecs.BOM_UTF16_LE + b"a\x00b",
        "a.md: not valid UTF-16-LE: byte 0x62 at offset 4 (line 1). Save the file as UTF-8.",
    ),
    "lone surrogate in UTF-16": (
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
        "a.md: not valid UTF-16-LE: byte 0x00 at offset 2 (line 1). Save the file as UTF-8.",
    ),
    "binary": (
        b"%PNG\n\x1a\x00\x00",
        "a.md: not a text file: NUL byte at offset 6 (line 2). If it is text in UTF-16, save it as UTF-8.",
    ),
    "UTF-16 without a mark": (
        "one".encode("utf-16-le"),
        "a.md: not a text file: NUL byte at offset 1 (line 1). If it is text in UTF-16, save it as UTF-8.",
    ),
    "NUL in UTF-16": (
        codecs.BOM_UTF16_LE + b"a\x00\x00\x00",
        "a.md: not a text file: NUL character at offset 1. Save it as plain text in UTF-8.",
    ),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_refuses(data, message):
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.md")
    assert str(caught.value) == message


DECLARED = {
    "windows-1252": ('<meta charset="windows-1252">', "cp1252"),
    "Latin-1 is windows-1252": ("<META http-equiv=x content='text/html; charset=ISO-8859-1'>", "cp1252"),
    "Central European": ("<meta charset=iso-8859-2>", "iso-8859-2"),
    "XML": ("<?xml version='1.0' encoding='windows-1252'?>", "cp1252"),
    "wrong, it is UTF-8": ("<meta charset=windows-1252>", "utf-8"),
    "UTF-8": ("<meta charset=utf-8>", "utf-8"),
    "no such encoding": ("<meta charset=nonsense>", "utf-8"),
    "no encoding of text": ("<meta charset=hex>", "utf-8"),
}


@pytest.mark.parametrize(("head", "encoding"), DECLARED.values(), ids=DECLARED)
def test_declared_encoding(head, encoding):
    text = f"{head}<p>Zoë"
    assert decode(text.encode(encoding), "a.html", declared=True) == text


def test_declared_encoding_is_for_html_only():
    with pytest.raises(DocumentError, match="not valid UTF-8"):
        decode("<meta charset=windows-1252>Zoë".encode("cp1252"), "a.md")


def test_declared_utf_8_that_is_not():
    with pytest.raises(DocumentError, match="not valid UTF-8: byte 0xEB"):
        decode(b"<meta charset=utf-8>Zo\xeb", "a.html", declared=True)

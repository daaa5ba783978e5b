import pytest

from stigmalint.documents import read_text
from stigmalint.documents.addresses import find_addresses, hide_addresses
from stigmalint.documents.model import PLACEHOLDER as P
from stigmalint.documents.model import Mark, Run, SourceMap

ADDRESSES = {
    "web": ("see http://a.b/c?d=e#f now", ["http://a.b/c?d=e#f"]),
    "without scheme": ("see www.a.org/b", ["www.a.org/b"]),
    "in brackets": ("(https://a.b/c)", ["https://a.b/c"]),
    "end of a sentence": ("At https://a.b/c. Or “https://d.e”!", ["https://a.b/c", "https://d.e"]),
    "other schemes": ("ftp://a.b matrix://c", ["ftp://a.b", "matrix://c"]),
    "mail": ("write to a.b+c@d-e.org.", ["a.b+c@d-e.org"]),
    "two": ("a@b.org,c@d.org", ["a@b.org", "c@d.org"]),
    "mail in a URL": ("https://a@b.org/c", ["https://a@b.org/c"]),
    "no domain": ("me @home, a@b", []),
    "file": ("open data/crazy-list.csv, or my.notes.md.", ["data/crazy-list.csv", "my.notes.md"]),
    "host": ("order at crazy-deals.com or addicts.org.uk.", ["crazy-deals.com", "addicts.org.uk"]),
    "ending alone": ("a .csv of 1.5, e.g. this", []),
    "no ending": ("the end.Pdf files, then", []),
    "no address": ("and/or www and a:b // c", []),
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_find(text, expected):
    assert [text[start:end] for start, end in find_addresses(text)] == expected


def test_hide_keeps_the_map_and_the_marks():
    # the source has a two-character atom in the place of the white space before "or"
    text = "a www.b.c or d@e.org f"
    runs = [Run(0, 9, 10, 19), Run(9, 1, 19, 21), Run(10, 12, 21, 33)]
    marks = [Mark("strong", 0, 9), Mark("link", 4, 12), Mark("emphasis", 21, 22)]
    hidden, kept, moved = hide_addresses(text, runs, marks)
    assert hidden == f"a {P} or {P} f"
    source = SourceMap(tuple(kept))
    assert source.span(0, 1) == (10, 11)
    assert source.span(2, 3) == (12, 19)
    assert source.span(3, 4) == (19, 21)
    assert source.span(4, 6) == (21, 23)
    assert source.span(7, 8) == (24, 31)
    assert source.span(9, 10) == (32, 33)
    assert [(mark.kind, hidden[mark.start : mark.end]) for mark in moved] == [
        ("strong", f"a {P}"),
        ("link", f"{P} or"),
        ("emphasis", "f"),
        ("placeholder", P),
        ("placeholder", P),
    ]


def test_nothing_to_hide():
    runs, marks = [Run(0, 1, 0, 1)], []
    assert hide_addresses("a", runs, marks) == ("a", runs, marks)


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
def test_every_reader_hides_names_of_files(kind):
    (segment,) = read_text("Open addicts.csv first.", format=kind).segments
    assert segment.text == f"Open {P} first."

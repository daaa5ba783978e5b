import pytest
from look import read, segment_with, source_of, texts

from stigmalint.documents import PLACEHOLDER as P

SEGMENTS = {
    "paragraphs": ("One.\n\n \t\nTwo.", [("paragraph", "One."), ("paragraph", "Two.")]),
    "wrapped": ("One\ntwo\n  three.", [("paragraph", "One two three.")]),
    "title": ("One two\n\nThree.", [("heading", "One two"), ("paragraph", "Three.")]),
    "sentence at the start": ("One two.\n\nThree", [("paragraph", "One two."), ("paragraph", "Three")]),
    "underlined": (
        "a.\n\nOne\n===\n\nTwo\n---\nthree",
        [("paragraph", "a."), ("heading", "One"), ("heading", "Two"), ("paragraph", "three")],
    ),
    "overlined": ("a.\n\n=====\n One\n=====\ntwo", [("paragraph", "a."), ("heading", "One"), ("paragraph", "two")]),
    "rule": ("a.\n\n-----\n\nb", [("paragraph", "a."), ("paragraph", "b")]),
    "bullets": (
        "a:\n- one\n* two\n• three\n  four",
        [("paragraph", "a:"), ("list-item", "one"), ("list-item", "two"), ("list-item", "three four")],
    ),
    "numbers": ("1. one\n2) two\n(3) three\na) four", [("list-item", t) for t in ("one", "two", "three", "four")]),
    "dash that starts a wrapped line": ("One two\n– three – four", [("paragraph", "One two – three – four")]),
    "dashes as bullets": ("– one\n– two", [("list-item", "one"), ("list-item", "two")]),
    "long lines are paragraphs": (
        "a " * 80 + ".\nOne\ntwo",
        [("paragraph", "a " * 80 + "."), ("paragraph", "One"), ("paragraph", "two")],
    ),
    "quotation": (
        "He wrote:\n> One\n> two\nThree",
        [("paragraph", "He wrote:"), ("paragraph", "One two"), ("paragraph", "Three")],
    ),
    "addresses": ("See https://a.b/c, or a@b.org.", [("paragraph", f"See {P}, or {P}.")]),
    "markup is text": ("a *b* <c> &amp; `d` {{ e }}.", [("paragraph", "a *b* <c> &amp; `d` {{ e }}.")]),
    "only white space": (" \n\t\n\r\n", []),
    "empty": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), SEGMENTS.values(), ids=SEGMENTS)
def test_segments(text, expected):
    assert texts(read(text, "text")) == expected


POSITIONS = {
    "wrapped": ("He committed\nsuicide.", "committed\nsuicide", (1, 4)),
    "wrapped, CRLF": ("He committed\r\nsuicide.", "committed\r\nsuicide", (1, 4)),
    "wrapped, CR": ("He committed\rsuicide.", "committed\rsuicide", (1, 4)),
    "indented": ("a\n\n    He committed\n    suicide.", "committed\n    suicide", (3, 8)),
    "list item": ("- He committed\n  suicide.", "committed\n  suicide", (1, 6)),
    "quotation": ("> He committed\n> suicide.", "committed\n> suicide", (1, 6)),
    "invisible": ("He com\xadmit\u200bted \u200b suicide.", "com\xadmit\u200bted \u200b suicide", (1, 4)),
    "white space": ("He committed\t \u3000suicide.", "committed\t \u3000suicide", (1, 4)),
    "not ASCII before": ("Zoë 😀\n\nЖ committed suicide.", "committed suicide", (3, 3)),
}


@pytest.mark.parametrize(("text", "source", "position"), POSITIONS.values(), ids=POSITIONS)
def test_positions(text, source, position):
    assert source_of(read(text, "text"), "committed suicide") == (source, position)


def test_place():
    document = read("Title\n\nSay:\n\n- a\n\n- b\n\n> c\n\nd.", "text")
    place = {segment.text: segment.place for segment in document.segments}
    assert {text: p.introduction for text, p in place.items()} == {
        "Title": None,
        "Say:": None,
        "a": "Say:",
        "b": "Say:",
        "c": None,
        "d.": None,
    }
    assert place["d."].headings == ("Title",)
    assert [text for text, p in place.items() if p.block_quote] == ["c"]


def test_no_comments():
    assert read("<!-- stigmalint: ignore-file -->", "text").comments == ()


def test_levels():
    document = read("a.\n\nOne\n===\n\nTwo\n~~~\n\n- three", "text")
    assert segment_with(document, "One").level == 1
    assert segment_with(document, "Two").level == 3
    assert segment_with(document, "three").level == 1

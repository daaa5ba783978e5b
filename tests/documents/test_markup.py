import pytest

from stigmalint.documents.markup import tokens


def shown(text):
    """Return the tokens as kind, source and, for a tag, its name and attribute values."""
    return [
        (t.kind, text[t.start : t.end], *([t.name] if t.name else []), *(text[a.start : a.end] for a in t.attributes))
        for t in tokens(text, 0, len(text))
    ]


TOKENS = {
    "text": ("a b", [("text", "a b")]),
    "tags": ("<p>a</P >", [("start", "<p>", "p"), ("text", "a"), ("end", "</P >", "p")]),
    "attributes": (
        """<a b="c>d" e='f' g=h/ i>""",
        [("start", """<a b="c>d" e='f' g=h/ i>""", "a", "c>d", "f", "h/", "")],
    ),
    "attributes over lines": ('<a\n b\n=\n"c"\n>', [("start", '<a\n b\n=\n"c"\n>', "a", "c")]),
    "empty": ("<br/>", [("start", "<br/>", "br")]),
    "comment": ("a<!-- <b> -- > -->c", [("text", "a"), ("comment", "<!-- <b> -- > -->"), ("text", "c")]),
    "declarations": ("<!doctype a><?b?></ c>d", [("text", "d")]),
    "no markup": ("a < b <3 <> </> c", [("text", "a < b <3 <> "), ("text", " c")]),
    "raw": (
        "<script>a</b></scripts></SCRIPT>c",
        [("start", "<script>", "script"), ("end", "</SCRIPT>", "script"), ("text", "c")],
    ),
    "plain": (
        "<title>a<b>&amp;</title>c",
        [("start", "<title>", "title"), ("text", "a<b>&amp;"), ("end", "</title>", "title"), ("text", "c")],
    ),
    "tag not closed": ("a<b c", [("text", "a<b c")]),
    "end tag not closed": ("a</b c", [("text", "a</b c")]),
    "quote not closed": ("a<b c='d> e", [("text", "a"), ("start", "<b c='d>", "b", "'d"), ("text", " e")]),
    "quote around the rest": ("a<b c='d> e'", [("text", "a")]),
}


@pytest.mark.parametrize(("text", "expected"), TOKENS.values(), ids=TOKENS)
def test_tokens(text, expected):
    assert shown(text) == expected


def test_only_the_range_is_read():
    assert [(t.kind, t.start, t.end) for t in tokens("<a><b>c</b>", 3, 7)] == [("start", 3, 6), ("text", 6, 7)]

import pytest
from look import read, source_of, texts

from stigmalint.documents import PLACEHOLDER as P

TITLES = {
    "image titles": (
        '![a](b "one *x*") ![c][d]\n\n[d]: e "two"',
        [("attribute", "a"), ("attribute", "one *x*"), ("attribute", "c"), ("attribute", "two")],
    ),
    "link title": ("[a](b 'the \\'title\\' &amp; c')", [("paragraph", "a"), ("attribute", "the 'title' & c")]),
    "title of a definition": (
        "[One][a] ![two][B  c]\n\n[a]: /x 'three \\'\n  four'\n> [b C]: <y z> (five &amp; six)\n[d]: /x 'not shown'",
        [
            ("paragraph", f"One {P}"),
            ("attribute", "two"),
            ("attribute", "three ' four"),
            ("attribute", "five & six"),
        ],
    ),
    "title in parentheses": ("[a](<b c> (the title))", [("paragraph", "a"), ("attribute", "the title")]),
}


@pytest.mark.parametrize(("text", "expected"), TITLES.values(), ids=TITLES)
def test_titles(text, expected):
    assert texts(read(text, "markdown")) == expected


@pytest.mark.parametrize(
    "text",
    ['é [a](b "He *committed* suicide")', 'é [a]\n\n[a]: b\n  "He *committed* suicide"'],
    ids=["inline", "definition"],
)
def test_positions(text):
    assert source_of(read(text, "markdown"), "*committed* suicide")[0] == "*committed* suicide"

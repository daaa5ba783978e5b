"""Quotation marks around a place, of every kind."""

import pytest

from stigmalint.pipeline.contexts.view import quotes

CASES = {
    "curly": ("say “one” and “two”", ["one", "two"]),
    "straight": ('say "one" and "two"', ["one", "two"]),
    "single": ("say ‘one’ and 'two'", ["one", "two"]),
    "apostrophe inside": ("say ‘don’t’ twice", ["don’t"]),
    "apostrophes are none": ("it's the boys' own", []),
    "guillemets": ("say «one»", ["one"]),
    "low": ("say „one“", ["one"]),
    "left open": ("say “one", ["one"]),
    "left open after a closed one": ("“one” and “two", ["one", "two"]),
    "empty": ("“”", [""]),
    "none": ("say one", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_quotes(text, expected):
    assert [text[start:end] for start, end in quotes(text)] == expected

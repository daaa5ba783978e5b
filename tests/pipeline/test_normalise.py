"""Normalising keeps the length, and settles case, quotes, hyphens and spaces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigmalint.pipeline.normalise import normalise

CASES = {
    "case": ("Committed SUICIDE", "committed suicide"),
    "curly apostrophes": ("don’t ‘so’", "don't 'so'"),
    "modifier apostrophe and prime": ("donʼt don′t", "don't don't"),
    "curly quotation marks": ("“mad”", '"mad"'),
    "typographic hyphens": ("a‐b‑c", "a-b-c"),
    "en dash inside a word": ("high–functioning", "high-functioning"),
    "en dash between words": ("he – well", "he – well"),
    "en dash between numbers": ("1990–1994", "1990–1994"),
    "no-break spaces": ("a\u00a0b\u202fc\u2007d\u2009e", "a b c d e"),
    "line ends": ("a\nb\r\nc\td", "a b  c d"),
    "line and paragraph separators": ("a\u2028b\u2029c", "a b c"),
    "letters that grow in lower case": ("İSTANBUL Ä", "İstanbul ä"),
    "ornaments": ("✨CLEAN✨ ❤️", " clean    "),
    "crosses": ("❌ addict", "❌ addict"),
    "other scripts": ("文字 😀", "文字 😀"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_normalise(text, expected):
    assert normalise(text) == expected


@given(st.text())
@settings(deadline=None)
def test_any_text_keeps_its_length(text):
    assert len(normalise(text)) == len(text)


@given(st.text(alphabet="aZ’‘–‑“ \n\u00a0É"))
@settings(deadline=None)
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)

"""The scan names the phrases whose anchors are whole words of the text."""

import pytest

from stigmalint.pipeline.scan import Scanner

ANCHORS = {"suicide": (0, 2), "non-compliant": (1,), "self harm": (3,), "harm": (4,), "c++": (5,)}
CASES = {
    "a word": ("a suicide note", [(2, (0, 2))]),
    "at both ends": ("suicide", [(0, (0, 2))]),
    "twice": ("suicide, suicide", [(0, (0, 2)), (9, (0, 2))]),
    "part of a longer word": ("suicides suicidesque parasuicide", []),
    "beside signs": ("(suicide)-harm", [(1, (0, 2)), (10, (4,))]),
    "beside digits": ("suicide2 2suicide", []),
    "beside an underscore": ("_suicide_", [(1, (0, 2))]),
    "a hyphen inside": ("a non-compliant one", [(2, (1,))]),
    "anchors that overlap": ("self harm", [(0, (3,)), (5, (4,))]),
    "beside a letter with an accent": ("ésuicide", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_scan(text, expected):
    assert sorted(Scanner(ANCHORS).hits(text)) == expected


def test_without_anchors():
    assert Scanner({}).hits("any text") == []

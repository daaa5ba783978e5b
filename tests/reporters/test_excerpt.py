"""A sentence around the words found, in the room there is."""

import pytest

from stigmalint.reporters.excerpt import excerpt
from stigmalint.terminal import cells


def shown(sentence, phrase, room=40):
    start = sentence.index(phrase)
    lines = []
    for quoted, marks in excerpt(sentence, (start, start + len(phrase)), room, "^"):
        lines += [quoted.render(str), marks]
    return lines


LONG = (
    "It was a long and winding road that led the two of them to the house where sufferers lived for many happy years."
)


@pytest.mark.parametrize(
    ("sentence", "phrase", "expected"),
    [
        ("Many sufferers here.", "sufferers", ["Many sufferers here.", "     ^^^^^^^^^"]),
        ("sufferers", "sufferers", ["sufferers", "^^^^^^^^^"]),
        (LONG, "It was", ["It was a long and winding road that led…", "^^^^^^"]),
        (LONG, "sufferers", ["…house where sufferers lived for many…", "             ^^^^^^^^^"]),
        (LONG, "happy years.", ["…sufferers lived for many happy years.", "                          ^^^^^^^^^^^^"]),
        ("Um 日本 sufferers", "sufferers", ["Um 日本 sufferers", "        ^^^^^^^^^"]),
        ("a\x1b[2J sufferers", "sufferers", [r"a\x1b[2J sufferers", "         ^^^^^^^^^"]),
        (
            "x" * 60 + "sufferers" + "y" * 60,
            "sufferers",
            ["…xxxxxxxxxxxxxxsufferersyyyyyyyyyyyyyyy…", " " * 15 + "^" * 9],
        ),
    ],
    ids=["short", "alone", "at the start", "in the middle", "at the end", "wide", "control characters", "no spaces"],
)
def test_excerpt(sentence, phrase, expected):
    assert shown(sentence, phrase) == expected


def test_a_phrase_longer_than_a_line_is_wrapped_and_cut():
    phrase = "word " * 60
    lines = shown(phrase, phrase.strip())
    assert len(lines) == 6
    assert lines[-2].endswith("…")


@pytest.mark.parametrize("room", range(10, 60, 7))
@pytest.mark.parametrize("start", range(0, 100, 9))
def test_lines_never_exceed_the_room(room, start):
    sentence = "日本語の a long sentence, with words: 'of' varying “length” and ünïcödé … everywhere. " * 2
    for quoted, marks in excerpt(sentence, (start, start + 9), room, "^"):
        assert cells(quoted.render(str)) <= room
        assert cells(marks) <= room

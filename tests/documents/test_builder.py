import pytest

from stigmalint.documents.builder import SegmentBuilder
from stigmalint.documents.model import PLACEHOLDER as P
from stigmalint.documents.model import Mark, Run


def build(*steps):
    builder = SegmentBuilder()
    for name, *arguments in steps:
        getattr(builder, name)(*arguments)
    return builder.finish()


def test_neighbours_make_one_run():
    built = build(("text", "ab", 5), ("text", "cd", 7), ("space", 9, 10), ("text", "e", 10))
    assert (built.text, built.runs) == ("abcd e", (Run(0, 6, 5, 11),))


def test_apart_they_make_two():
    built = build(("text", "ab", 5), ("text", "cd", 8))
    assert (built.text, built.runs) == ("abcd", (Run(0, 2, 5, 7), Run(2, 2, 8, 10)))


def test_white_space_collapses_across_pieces():
    built = build(("text", "  a ", 0), ("text", " \n b", 10), ("space", 14, 15), ("text", "\t", 15))
    assert built.text == "a b"


def test_a_replaced_piece_is_atomic():
    built = build(("text", "a", 0), ("replaced", "&", 1, 6), ("text", "b", 6))
    assert (built.text, built.runs) == ("a&b", (Run(0, 1, 0, 1), Run(1, 1, 1, 6), Run(2, 1, 6, 7)))


@pytest.mark.parametrize(("text", "expected"), [("\xa0", "a b"), ("\xad", "ab"), ("é", "aéb"), ("x\u200by", "axyb")])
def test_what_is_replaced_is_cleaned(text, expected):
    assert build(("text", "a", 0), ("replaced", text, 1, 7), ("text", "b", 7)).text == expected


def test_prose_has_a_letter():
    assert build(("text", "é", 0)).prose
    assert not build(("text", "12 – 3_4!", 0), ("placeholder", 20, 21)).prose


def test_marks_lose_trailing_white_space():
    built = build(("open", "strong"), ("text", "a ", 0), ("close", "strong"))
    assert built.marks == (Mark("strong", 0, 1),)


def test_empty_marks_vanish():
    assert build(("open", "strong"), ("close", "strong"), ("text", "a", 0), ("open", "link")).marks == ()


def test_an_end_without_a_start_is_ignored():
    assert build(("close", "strong"), ("text", "a", 0), ("close", "strong")).marks == ()


def test_rollback():
    builder = SegmentBuilder()
    builder.text("a", 0)
    checkpoint = builder.checkpoint()
    builder.text("b", 1)
    builder.placeholder(2, 4)
    assert builder.since(checkpoint) == f"b{P}"
    builder.rollback(checkpoint)
    builder.text("c", 4)
    built = builder.finish()
    assert (built.text, built.runs, built.marks) == ("ac", (Run(0, 1, 0, 1), Run(1, 1, 4, 5)), ())

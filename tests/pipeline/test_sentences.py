"""Sentences end where they should, without a model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigmalint.pipeline.sentences import MAX_SENTENCE, sentence_bounds, window

# Every text is written as the sentences it should be cut into, joined by "|".
CASES = {
    "two": "He left.| She stayed.",
    "question and exclamation": "Who? |Me! |Yes.",
    "no full stop": "A heading without an end",
    "no full stop at the end": "He left. |She stayed",
    "titles": "Dr. Osei met Mrs. Kaya and Prof. Lund. |They spoke.",
    "initials": "It was J. R. Hartley who wrote it. |We read it.",
    "in between": "Bring a coat, e.g. Wool ones, i.e. Warm ones. |Come early.",
    "abbreviation that ends a sentence": "Doors open at 7 p.m. on Friday. |Come.",
    "number": "It costs 3.50 a day. |It is worth it.",
    "version before small letter": "It says no. 4 of ten. |Fine.",
    "lower case after a full stop": "We use spaCy. it is a library",
    "ellipsis": "He waited… |Nobody came... |He left.",
    "ellipsis inside": "He waited… and left.",
    "quotation marks after the stop": "“He left.” |“She stayed.” |Both did.",
    "straight quotation marks": 'She said, "Go." |"No," he said.',
    "bracket after the stop": "(He left.) |She stayed.",
    "emphasis around": "*He left.* |**She stayed.**",
    "doubled marks": "What?! |Really!! |Yes.",
    "opening bracket": "He left. |(She stayed.)",
    "blank line": "A title\n\n|he left",
    "line end is no end": "He\nleft the\nhouse. |She stayed.",
    "number opens": "He left. |12 people stayed.",
    "no space after the stop": "He left.She stayed.",
    "address": "Visit example.org/a.b for help. |Call us.",
}


@pytest.mark.parametrize("written", CASES.values(), ids=CASES)
def test_sentences(written):
    text = written.replace("|", "")
    expected = [part.strip() for part in written.split("|")]
    assert [text[start:end] for start, end in sentence_bounds(text)] == expected


@given(st.text(alphabet="aB.!?… \n“”(") | st.text())
@settings(deadline=None)
def test_any_text_is_covered_up_to_white_space(text):
    bounds = sentence_bounds(text)
    position = 0
    for start, end in bounds:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize("piece", ["word ", "A sentence here. ", "A. ", "a.", "?!\"'", "Mr. ", "…) ", "\n"])
def test_a_text_of_megabytes_is_read_at_once(piece):
    """Where this took time that grows with the square of the length, it would take hours."""
    text = piece * (400_000 // len(piece))
    assert sum(end - start for start, end in sentence_bounds(text)) <= len(text)


def test_an_ordinary_sentence_is_its_own_window():
    assert window("w" * 300, (10, 200), 50) == (10, 200)


@pytest.mark.parametrize("position", [0, 499, 500, 5_000, 9_999])
def test_a_window_is_cut_around_its_place(position):
    text = "four " * 2_000
    start, end = window(text, (0, 10_000), position)
    assert start <= position < end
    assert end - start <= MAX_SENTENCE + len("four ")
    assert end == len(text) or text[end] == " "


def test_places_near_each_other_share_a_window():
    text = "four " * 2_000
    assert len({window(text, (0, 10_000), position) for position in range(10_000)}) <= 10_000 // MAX_SENTENCE * 3 + 3

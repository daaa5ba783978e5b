"""Hashtags are read as the words they join, and offsets still lead back to the source."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stigmalint.documents import read_text
from stigmalint.pipeline.hashtags import spread

WORDS = frozenset(["clean", "sober", "crazy", "committed", "suicide", "addict", "mental", "ill"])
CASES = {
    "camel case": ("#CleanAndSober", "#Clean And Sober"),
    "small letters": ("#cleanandsober", "#clean and sober"),
    "capitals first": ("#OCDAwareness", "#OCD Awareness"),
    "inside a sentence": ("Stay #soCrazy today", "Stay #so Crazy today"),
    "two": ("#StayClean #StaySober", "#Stay Clean #Stay Sober"),
    "one word": ("#suicide", "#suicide"),
    "a rest that is no word": ("#cleanxyz", "#cleanxyz"),
    "short words of rules are not looked for": ("#illwill", "#illwill"),
    "too short": ("#abc", "#abc"),
    "digits": ("#clean4ever", "#clean4ever"),
    "no hashtag": ("C# and F#", "C# and F#"),
    "part of an address": ("page/#CleanAndSober", "page/#CleanAndSober"),
    "an entity's number": ("&#CleanAndSober", "&#CleanAndSober"),
    "none": ("CleanAndSober", "CleanAndSober"),
}


def spread_text(text, format="text"):  # noqa: A002
    document = read_text(text, format=format)
    [segment] = document.segments
    return document, segment, spread(segment, WORDS)


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_spread(text, expected):
    assert spread_text(text)[2].text == expected


@pytest.mark.parametrize("text", ["No hashtag.", "#suicide", "# nothing"])
def test_a_segment_without_joined_words_stays_as_it_is(text):
    _, segment, after = spread_text(text)
    assert after is segment


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Clean And", "CleanAnd"),
        ("And Sober, so", "AndSober**, so"),
        ("& then #Clean", "&amp; then **#Clean"),
        ("so #addict", "so #addict"),
        ("addict sober", "addictsober"),
    ],
)
def test_offsets_map_back(phrase, expected):
    document, _, after = spread_text("Now &amp; then **#CleanAndSober**, so #addictsober.", "markdown")
    start = after.text.index(phrase)
    source_start, source_end = after.source.span(start, start + len(phrase))
    assert document.text[source_start:source_end] == expected


def test_marks_move_along():
    _, _, after = spread_text("#CleanAndSober **#CleanAndSober** end", "markdown")
    [mark] = [mark for mark in after.marks if mark.kind == "strong"]
    assert after.text[mark.start : mark.end] == "#Clean And Sober"


PIECES = st.sampled_from(["#CleanAndSober", "#cleanandsober", "#crazy", "word", "&amp;", "é", "*so*", "#OCDMind", "😀"])


@given(st.lists(PIECES, min_size=1, max_size=8).map(" ".join))
@settings(deadline=None)
def test_every_letter_maps_to_itself(text):
    document = read_text(text, format="markdown")
    for segment in document.segments:
        after = spread(segment, WORDS)
        assert after.text.replace(" ", "") == segment.text.replace(" ", "")
        for offset, char in enumerate(after.text):
            start, end = after.source.span(offset, offset + 1)
            assert 0 <= start < end <= len(text)
            if char.isalpha() or char == "#":
                assert document.text[start:end] == char

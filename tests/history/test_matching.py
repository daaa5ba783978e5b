"""Findings are the same from run to run when the page moves a little, and not when the words are others."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import trace

from stigmalint.history.matching import likeness, match, wording

LONG = "Every winter our volunteers meet sufferers who have nobody to call."


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (trace(), trace()),
        (trace(line=3), trace(line=300)),
        (trace("Many  sufferers\nhere!"), trace("“Many sufferers”, here.")),
        (trace("MANY sufferers here."), trace("Many sufferers here.")),
        (trace(LONG), trace("Every winter our kind volunteers meet sufferers who have nobody left to call.")),
        (trace(LONG), trace("In winter our helpers meet sufferers who have nobody to call.")),
        (trace(path="old/a.md"), trace(path="new/b.md", line=9)),
        (trace(path="https://a.org/x"), trace(path="https://a.org/x/")),
        (trace("", "", rule="document/help"), trace("", "", rule="document/help", line=7)),
        (trace("A title", "", rule="document/title"), trace("Quite different", "", rule="document/title")),
        (trace(words="sufferers"), trace(words="SUFFERERS")),
    ],
    ids=[
        "unchanged",
        "moved lines",
        "punctuation and white space",
        "capitals",
        "words added",
        "words changed",
        "file moved",
        "address changed",
        "about the whole page",
        "about the whole page, shown at another sentence",
        "phrase in capitals",
    ],
)
def test_the_same(before, now):
    assert match([before], [now]) == {0: 0}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (trace(), trace(rule="pity/victim")),
        (trace(LONG), trace("Nobody asked the sufferers in town.")),
        (trace(LONG), trace(LONG.replace("volunteers", "people"), path="b.md")),
        (
            trace("The addicts of our town need help.", "addicts"),
            trace("The junkies of our town need help.", "junkies"),
        ),
        (trace("", "", path="a.md", rule="document/help"), trace("", "", path="b.md", rule="document/help")),
        (trace("", ""), trace("", "", path="b.md")),
    ],
    ids=[
        "another rule",
        "another sentence",
        "an edited sentence at another address",
        "another phrase",
        "about another whole page",
        "nothing to know it by",
    ],
)
def test_not_the_same(before, now):
    assert match([before], [now]) == {}


def test_several_of_the_same_are_counted():
    assert match([trace(line=1), trace(line=2)], [trace(line=1), trace(line=2), trace(line=3)]) == {0: 0, 1: 1}
    assert match([trace(line=1), trace(line=2), trace(line=3)], [trace(line=9)]) == {0: 0}


def test_two_phrases_of_a_sentence_are_told_apart():
    sentence = "Sufferers and victims alike."
    one, other = trace(sentence, "Sufferers"), trace(sentence, "victims")
    assert match([one, other], [other, one]) == {0: 1, 1: 0}


def test_the_same_sentence_goes_before_an_edited_one():
    edited = "Many sufferers here now."
    assert match([trace("Many sufferers here."), trace(edited)], [trace(edited)]) == {0: 1}


def test_the_closest_edit_goes_first():
    old = [
        trace("Many sufferers came and went in spring.", line=1),
        trace("Many sufferers came and went home.", line=5),
    ]
    new = [
        trace("So many sufferers came and went home.", line=1),
        trace("Many sufferers came and went in May.", line=5),
    ]
    assert match(old, new) == {0: 1, 1: 0}


def test_an_edit_on_the_page_goes_before_the_same_sentence_elsewhere():
    before = trace(LONG)
    assert match([before], [trace(LONG, path="b.md"), trace(LONG + " Really.")]) == {1: 0}


def test_pages_that_were_not_looked_at_are_asked_last():
    old = [trace(path="a.md"), trace(path="b.md")]
    assert match(old, [trace(path="c.md")], unseen={"a.md"}) == {0: 1}
    assert match(old, [trace(path="c.md")], unseen={"b.md"}) == {0: 0}


def test_without_words_an_edit_is_not_seen_and_a_move_is():
    moved = trace(path="b.md")._replace(words="", sentence="")
    edited = trace("So many sufferers here.")._replace(words="", sentence="")
    bare = trace()._replace(words="", sentence="")
    assert match([bare], [edited]) == {}
    assert match([bare], [moved]) == {0: 0}


def test_thousands_of_the_same_phrase_on_a_page_are_not_compared_one_by_one():
    old = [trace(f"Sufferers number {number} came.", line=number) for number in range(400)]
    new = [trace(f"Sufferers number {number} came late.", line=number) for number in range(400)]
    assert match(old, new) == {}
    assert len(match(old[:300], new[:300])) == 300


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [("a b c d", "a b c d", 1.0), ("a b", "c d", 0.0), ("a b c d", "a b x y", 0.5), ("a a", "a", 2 / 3), ("", "", 0.0)],
)
def test_likeness(one, other, share):
    assert likeness(Counter(one.split()), Counter(other.split())) == pytest.approx(share)


def test_wording_is_of_the_rule_and_the_plain_sentence():
    assert wording("a/b", "Many, MANY words!") == wording("a/b", "many many words")
    assert wording("a/b", "Many words") != wording("a/c", "Many words")
    assert wording("a/b", " …") == ""


traces = st.lists(
    st.builds(
        trace,
        sentence=st.sampled_from(["", "Many sufferers here.", "Many sufferers are here.", LONG]),
        words=st.sampled_from(["", "sufferers"]),
        path=st.sampled_from(["a.md", "b.md"]),
        rule=st.sampled_from(["pity/sufferer", "document/help"]),
        line=st.integers(1, 3),
    ),
    max_size=8,
)


@given(traces, traces)
def test_each_is_paired_once_at_most_and_only_with_its_rule(old, new):
    pairs = match(old, new)
    assert len(set(pairs.values())) == len(pairs)
    assert all(old[before].rule == new[now].rule for now, before in pairs.items())


@given(traces)
def test_a_run_that_changes_nothing_pairs_everything(found):
    assert len(match(found, found)) == len(found)

"""Names pass: listed ones, runs of capitals, titles of works; capitals of headlines and sentences do not make names."""

import pytest

NAMED = {
    "listed": "Call Alcoholics Anonymous today.",
    "listed, opening a sentence": "Alcoholics Anonymous meets on Mondays.",
    "listed, in a headline": "How Alcoholics Anonymous Began In A Small Town",
    "run of capitals": "She works for the Junkie Union of Leeds.",
    "linked": "They read the Journal of Alcoholics and Families.",
    "after its kind": "They watched the film Psycho.",
    "in quotation marks": "The band played “Crazy Little Thing” twice.",
    "emphasised": "Her book *The Addict Next Door* was read by all.",
    "with a year": "We saw Psycho (1960) again.",
    "alone among small letters": "We all like Psycho a lot.",
    "law": "The Drug Abuse Act was repealed.",
}
NOT_NAMED = {
    "opens a sentence": "Addicts wait for months.",
    "opens a sentence before a name": "Addicts in Leeds wait for months.",
    "headline": "Former Addicts Welcome New Centre Near Leeds",
    "capitals throughout": "LOCAL MAN COMMITTED SUICIDE",
    "acronym": "She is so OCD about it.",
    "small letters": "He is a junkie from Leeds.",
    "hashtag": "#AddictsWelcome",
    "after a colon": "One thing is sure: Addicts wait for months.",
    "label beside small letters": "The clinic told us that Addicts wait for months.",
}


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
def test_named(lint, text):
    assert lint(text) == []


@pytest.mark.parametrize("text", NOT_NAMED.values(), ids=NOT_NAMED)
def test_not_named(lint, text):
    assert [severity for _, severity, _ in lint(text)] in (["warning"], ["error"])

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
    "after its kind and a comma": "The boat, Crazy Lady, is for sale.",
    "after its kind and a verb": "My karaoke song is Crazy Lady.",
    "of a pet": "Psycho, the therapy dog, visits on Tuesday.",
    "of a band, opening a sentence": "Psycho is a death metal band from Leeds.",
    "of a salon, opening a sentence": "Crazy Scissors, the salon on Mill Road, cuts for free.",
    "of a school, with small verbs": "The Royal School for Junkies is in Leeds.",
    "of a film, opening a sentence": "Psycho is on at the Rex.",
    "of a program, opening a sentence": "Psycho exposes three functions to its host.",
    "of a program that has an article after it": "Addict is a dictionary with attributes.",
    "surname after initials": "This was said by John P. Junkie (see below):",
    "nickname in quotation marks": "Stuart “Psycho” Pearce scored twice.",
    "nickname opening a sentence": "“Psycho” Pearce scored twice.",
    "short sentence": "Ride the Psycho at Wicksteed.",
    "reference with authors": "Lee J. Junkies and the press. Crisis 1999;20:1-3.",
    "reference with an imprint": "Roy Porter, Junkies in print (Oxford, 2002).",
    "reference under its heading": "## References\n\nJunkies in the press, a report.",
}
NOT_NAMED = {
    "opens a sentence": "Addicts wait for months.",
    "opens a sentence before a name": "Addicts in Leeds wait for months.",
    "headline": "Former Addicts Welcome New Centre Near Leeds",
    "capitals throughout": "LOCAL MAN COMMITTED SUICIDE",
    "acronym": "She is so OCD about it.",
    "headline without an article": "Addict is jailed for a year.",
    "small letters": "He is a junkie from Leeds.",
    "hashtag": "#AddictsWelcome",
    "after a colon": "One thing is sure: Addicts wait for months.",
    "two people and a year": "Anna and Tom met a junkie in 1994.",
    "first person and a year": "When I met a junkie in 2011, I was nineteen.",
    "initial and a year": "Anna K. met a junkie in 2003.",
    "headline before a colon": "From Psycho to Saint: how one street changed its mind",
    "headline with an exclamation mark": "Crazy Prices!",
    "label beside small letters": "The clinic told us that Addicts wait for months.",
}


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
def test_named(lint, text):
    assert lint(text) == []


@pytest.mark.parametrize("text", NOT_NAMED.values(), ids=NOT_NAMED)
def test_not_named(lint, text):
    assert [severity for _, severity, _ in lint(text)] in (["warning"], ["error"])

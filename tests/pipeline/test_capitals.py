"""Replacements have the capitals of what they replace."""

import pytest

from stigmalint.pipeline.capitals import capitals_like


@pytest.mark.parametrize(
    ("written", "found", "words", "expected"),
    [
        ("Junkies sleep here.", "Junkies", "people who use drugs", "People who use drugs"),
        ("Two junkies sleep here.", "junkies", "people who use drugs", "people who use drugs"),
        ("JUNKIES SLEEP HERE", "JUNKIES", "people who use drugs", "PEOPLE WHO USE DRUGS"),
        ("Local Junkies Sleep Rough", "Junkies", "people who use drugs", "People Who Use Drugs"),
        ("They sat with Alzheimer's victims today.", "Alzheimer's victims", "people with it", "people with it"),
        ("In brief: Addicts spoke up here.", "Addicts", "people", "People"),
        ("They send BPDs away.", "BPDs", "people", "people"),
        ("OCD sufferers wait.", "OCD sufferers", "people with OCD", "People with OCD"),
        ("Two ways to Meet an Addict Nearby Today", "an Addict", "a person with it", "a person with it"),
        ("Ways to Meet an Addict", "an Addict", "a person with it", "a Person With It"),
        ("Get Clean, get working", "Get Clean", "enter recovery", "Enter Recovery"),
        ("MAD DEALS on chairs, this week only", "DEALS", "offers", "offers"),
        ("CRAZY DEALS on chairs, this week only", "CRAZY", "wild", "WILD"),
        ("For what Addicts need, ask here.", "Addicts", "people", "people"),
        ("Our Saturday, Addicts and all.", "Addicts", "people", "people"),
        ("Read on: Addicts speak.", "Addicts", "people", "People"),
        ("123 were found.", "123", "some", "some"),
    ],
)
def test_capitals(written, found, words, expected):
    start = written.index(found)
    assert capitals_like(words, written, start, start + len(found), opening=start == 0) == expected

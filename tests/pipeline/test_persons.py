"""Words that name the person first fit into sentences that named them otherwise."""

from textwrap import dedent

import pytest

from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules
from stigmalint.rules.testing import apply_first

RULES = """
rules:
  - id: identity-label/addict
    severity: warning
    match: [addict/n]
    suggest: [person with an addiction]
    why: People are more than a habit.
  - id: derogatory/junkie
    severity: error
    match: [junkie/n]
    suggest: [person who uses drugs]
    why: It hurts.
  - id: substance/recovering
    severity: warning
    match: ["recovering addict/n"]
    suggest: [person in recovery]
    why: Recovery is what counts.
"""


@pytest.fixture
def first(wordlists):
    wordlists("language: en\n" + dedent(RULES))
    linter = Linter(load_rules(), model=None, documents=False)
    return lambda text: apply_first(text, linter.check_text(text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He is an addict.", "He has an addiction."),
        ("He was a junkie.", "He used drugs."),
        ("I'm a recovering addict.", "I'm in recovery."),
        ("She's an addict.", "She has an addiction."),
        ("They are addicts.", "They have an addiction."),
        ("He is clearly an addict.", "He clearly has an addiction."),
        ("He isn't an addict.", "He doesn't have an addiction."),
        ("She was not a junkie.", "She did not use drugs."),
        ("Was he a junkie?", "Did he use drugs?"),
        ("Are they addicts?", "Do they have an addiction?"),
        ("He is an addict with two sons.", "He has an addiction and has two sons."),
        ("He is an addict and lives here.", "He has an addiction and lives here."),
    ],
)
def test_predicate(first, before, after):
    assert first(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He is an addict who paints.", "He is a person with an addiction who paints."),
        ("He is an addict and a thief.", "He is a person with an addiction and a thief."),
        ("There is an addict outside.", "There is a person with an addiction outside."),
        ("The problem is addicts.", "The problem is people with an addiction."),
        ("He called her an addict.", "He called her a person with an addiction."),
    ],
)
def test_noun_stays_where_a_verb_would_hang(first, before, after):
    assert first(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Yesterday junkie Ann Lee, 34, spoke.", "Yesterday Ann Lee, 34, a person who uses drugs, spoke."),
        ("Then the addict Ann Lee spoke.", "Then Ann Lee, a person with an addiction, spoke."),
        ("Junkie Anna Leeson Speaks Out", "Person Who Uses Drugs Anna Leeson Speaks Out"),
    ],
)
def test_names(first, before, after):
    assert first(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Female addicts meet here.", "Women with an addiction meet here."),
        ("A female addict called.", "A woman with an addiction called."),
        ("An adult addict called.", "An adult with an addiction called."),
        ("Teenage addicts need beds.", "Teenagers with an addiction need beds."),
        ("Fellow addicts helped.", "Other people with an addiction helped."),
        ("A fellow addict helped.", "Another person with an addiction helped."),
        ("Young addicts meet here.", "Young people with an addiction meet here."),
        ("Two former junkies came.", "Two people who used to use drugs came."),
        ("A former addict came.", "A person who used to have an addiction came."),
        ("He is a former addict.", "He used to have an addiction."),
    ],
)
def test_kinds_of_people(first, before, after):
    assert first(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Our addicts bake bread.", "The people with an addiction bake bread."),
        ("The town's addicts bake bread.", "People with an addiction in the town bake bread."),
        ("The clinic's addicts bake bread.", "People with an addiction at the clinic bake bread."),
        ("Ann's addicts bake bread.", "Ann's people with an addiction bake bread."),
        ("The addict are many.", "People with an addiction are many."),
    ],
)
def test_whose(first, before, after):
    assert first(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The addict's mother called.", "The mother of the person with an addiction called."),
        ("A young junkie's elderly aunt called.", "The elderly aunt of a young person who uses drugs called."),
        ("Addicts' families meet.", "The families of people with an addiction meet."),
        ("The addicts' support group meets.", "The support group for people with an addiction meets."),
        ("An addicts' ward opened.", "A ward for people with an addiction opened."),
        ("The addict's home was cold.", "The home of the person with an addiction was cold."),
        ("An addict's own words.", "The words of a person with an addiction."),
    ],
)
def test_possessions(first, before, after):
    assert first(before) == after

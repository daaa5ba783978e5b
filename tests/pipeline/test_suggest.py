"""Suggestions fit their sentences: tense, number, article, possessive, capitals."""

import pytest

from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules
from stigmalint.rules.testing import apply_first

RULES = """
rules:
  - id: suicide/commit
    severity: error
    match:
      - commit/v suicide
      - {phrase: "confine/v* to (the) ward", suggest: [live on the ward]}
      - {phrase: "be/v locked up", suggest: [be on a ward]}
    suggest: [die by suicide, "end {possessive} life", {rewrite: Say who died.}]
    why: It is no crime.
  - id: identity-label/addict
    severity: warning
    match: [addict/n, "=users", "heavy {drug} user/n"]
    suggest:
      - {one: person who uses drugs, many: people who use drugs}
      - "person who uses {drug}"
    why: People are more than a habit.
  - id: identity-label/patient
    severity: warning
    match: [psycho/n, inmate/n, "=borderlines"]
    suggest: [person on the ward, disabled person]
    why: People are more than an illness.
lists:
  drug: [heroin, cannabis]
"""


@pytest.fixture
def first(wordlists):
    from textwrap import dedent

    wordlists("language: en\n" + dedent(RULES))
    linter = Linter(load_rules(), model=None, documents=False)
    return lambda text: apply_first(text, linter.check_text(text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He commits suicide.", "He dies by suicide."),
        ("They commit suicide.", "They die by suicide."),
        ("He has committed suicide.", "He has died by suicide."),
        ("He may commit suicide.", "He may die by suicide."),
        ("He is committing suicide.", "He is dying by suicide."),
        ("An addict called.", "A person who uses drugs called."),
        ("An addict's mother called.", "The mother of a person who uses drugs called."),
        ("Addicts' mothers called.", "The mothers of people who use drugs called."),
        ("All users called.", "All people who use drugs called."),
        ("Three psychos called.", "Three people on the ward called."),
        ("Those borderlines called.", "Those people on the ward called."),
        ("They were locked up.", "They were on a ward."),
        ("She is locked up.", "She is on a ward."),
        ("The addict and the inmates.", "The person who uses drugs and the people on the ward."),
    ],
)
def test_first_suggestion_in_its_sentence(first, before, after):
    assert first(before) == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She", "ended her life"),
        ("Her father", "ended his life"),
        ("They", "ended their lives"),
        ("I think we", "ended our lives"),
        ("My sister", "ended her life"),
        ("Al", "ended their life"),
        ("Two of the people", "ended their lives"),
        ("A man who", "ended his life"),
    ],
)
def test_possessive(wordlists, text, words):
    wordlists("language: en\n" + RULES)
    linter = Linter(load_rules(), model=None, documents=False)
    (finding,) = linter.check_text(f"{text} committed suicide.")
    assert finding.suggestions[1].text == words


def test_slots_of_other_phrases_make_a_template_unfit(wordlists):
    wordlists("language: en\n" + RULES)
    linter = Linter(load_rules(), model=None, documents=False)
    (finding,) = linter.check_text("A heavy cannabis user called.")
    assert [item.text for item in finding.suggestions] == ["A person who uses drugs", "A person who uses cannabis"]
    (finding,) = linter.check_text("The addict called.")
    assert [item.text for item in finding.suggestions] == ["person who uses drugs"]

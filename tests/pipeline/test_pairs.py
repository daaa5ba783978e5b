"""Two labels that are joined get one suggestion."""

from textwrap import dedent

import pytest

from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules

RULES = """
rules:
  - id: identity-label/addict
    severity: warning
    match: [addict/n]
    suggest: [person with an addiction, {text: person who lives with addiction, fix: unsafe}, {rewrite: Name them.}]
    why: People are more than a habit.
  - id: identity-label/bulimic
    severity: warning
    match: [bulimic/n]
    suggest: [person with bulimia, person who lives with bulimia]
    why: People are more than an illness.
  - id: derogatory/junkie
    severity: error
    match: [junkie/n]
    suggest: [person who uses drugs]
    why: It hurts.
"""


@pytest.fixture
def linter(wordlists):
    wordlists("language: en\n" + dedent(RULES))
    return Linter(load_rules(), model=None, documents=False)


def test_joined(linter):
    first, second = linter.check_text("Addicts and bulimics meet here.")
    assert first.text == "Addicts and bulimics"
    assert [(item.text, item.fix) for item in first.suggestions] == [
        ("People with an addiction or bulimia", "safe"),
        ("People who live with addiction or bulimia", "unsafe"),
        ("Name them.", "manual"),
    ]
    assert second.text == "bulimics"


def test_capitals(linter):
    first, _ = linter.check_text("ADDICTS AND BULIMICS MEET HERE")
    assert first.suggestions[0].text == "PEOPLE WITH AN ADDICTION OR BULIMIA"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Addicts, bulimics and others.", id="a list"),
        pytest.param("An addict and a bulimic met.", id="one each"),
        pytest.param("Addicts and junkies met.", id="no condition to join"),
        pytest.param("Addicts met, and bulimics too.", id="apart"),
    ],
)
def test_apart(linter, text):
    assert all(" and " not in finding.text for finding in linter.check_text(text))

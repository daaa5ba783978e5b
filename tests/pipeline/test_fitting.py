"""Suggestions that do not fit are left out, and words that echo what goes are changed with it."""

from textwrap import dedent

import pytest

from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules
from stigmalint.rules.testing import apply_first

RULES = """
rules:
  - id: trivialising/crazy
    severity: warning
    match: [crazy, "sanity check"]
    suggest:
      - {text: hectic, after: [week, day]}
      - {text: too high, near: [price, "price tag"]}
      - {text: careless, before: [so], not_near: [price]}
      - {text: odd, not_before: [very], not_after: [week, day]}
    why: An illness is no joke.
  - id: identity-label/is
    severity: warning
    match: ["be/v (an) alcoholic/n"]
    suggest: [have an alcohol problem, {rewrite: Name the condition.}]
    why: People are more than an illness.
  - id: identity-label/bulimic
    severity: warning
    match: [bulimic/n]
    suggest: [person with bulimia, people with bulimia nervosa]
    why: People are more than an illness.
  - id: pity/struggle
    severity: warning
    match: ["struggle/v with"]
    suggest: [live with]
    why: It pities.
  - id: substance/drug
    severity: warning
    match: ["=abuse"]
    suggest: [drug use, use]
    why: It judges.
  - id: outdated/collapse
    severity: warning
    match: [collapse/n]
    suggest: [crisis]
    why: It is old.
"""


@pytest.fixture
def linter(wordlists):
    wordlists("language: en\n" + dedent(RULES))
    return Linter(load_rules(), model=None, documents=False)


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        pytest.param("A crazy week.", ["A hectic"], id="after"),
        pytest.param("The price is crazy.", ["too high", "odd"], id="near"),
        pytest.param("It was so crazy.", ["careless", "odd"], id="before"),
        pytest.param("The price is so crazy.", ["too high", "odd"], id="not near"),
        pytest.param("It was very crazy.", [], id="not before"),
        pytest.param("A crazy weekend.", ["An odd"], id="whole words only"),
        pytest.param("So, crazy as it is.", ["odd"], id="not across a comma"),
    ],
)
def test_conditions(linter, text, suggestions):
    (finding,) = linter.check_text(text)
    assert [item.text for item in finding.suggestions] == suggestions


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He was an alcoholic, and so was his son.", "He had an alcohol problem, and so did his son."),
        ("He was an alcoholic, as was his son.", "He had an alcohol problem, as did his son."),
        ("He's an alcoholic, isn't he?", "He has an alcohol problem, doesn't he?"),
        ("He is an alcoholic, but she isn't.", "He has an alcohol problem, but she doesn't."),
        ("He was an alcoholic and still is.", "He had an alcohol problem and still has."),
        ("He was an alcoholic, and so much more.", "He had an alcohol problem, and so much more."),
        ("The town's alcoholics meet.", "The town's people with an alcohol problem meet."),
    ],
)
def test_echoes(linter, before, after):
    assert apply_first(before, linter.check_text(before)) == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("What is an alcoholic?", id="a question for the meaning"),
        pytest.param("Bulimics' and anorexics' rooms.", id="the first of two possessives"),
        pytest.param("His struggle with anxiety.", id="a noun that looks like a verb"),
    ],
)
def test_nothing_fits(linter, text):
    (finding,) = linter.check_text(text)
    assert [item.text for item in finding.suggestions if item.fix != "manual"] == []


def test_no_word_stands_twice(linter):
    assert apply_first("Drug abuse fell.", linter.check_text("Drug abuse fell.")) == "Drug use fell."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He had a complete collapse.", "He had a crisis."),
        ("After her total collapse she left.", "After her crisis she left."),
        ("The total collapse came.", "The total crisis came."),
    ],
)
def test_intensifiers_go(linter, before, after):
    assert apply_first(before, linter.check_text(before)) == after

"""The examples that rules are written with: how each kind of failure is told."""

from dataclasses import dataclass

import pytest

from stigmalint.findings import Suggestion
from stigmalint.rules.load import load_rules
from stigmalint.rules.testing import apply_first, run_examples

RULES = """\
rules:
  - id: suicide/commit
    severity: error
    match: [commit/v suicide]
    why: It is no crime.
    examples:
      flag: [He committed suicide., She committed suicide.]
      pass: [He committed a crime., She is committed.]
      fix: {He committed suicide.: He died by suicide.}
"""


@dataclass
class Found:
    """As much of a finding as the examples look at."""

    rule: str
    text: str
    start: int
    suggestions: tuple = (Suggestion("died by suicide", "safe"),)
    severity: str = "error"

    @property
    def end(self):
        return self.start + len(self.text)


def finds(*words, rule="suicide/commit", **more):
    """Return a check that finds these words."""

    def check(sentence):
        return [Found(rule, word, sentence.index(word), **more) for word in words if word in sentence]

    return check


@pytest.fixture
def run(wordlists):
    def results(check, rules=RULES, only=None, **options):
        wordlists(rules)
        return list(run_examples(load_rules(**options), check, only))

    return results


def failures(results):
    return [(result.kind, result.sentence, result.detail) for result in results if not result.ok]


def test_all_as_written(run):
    results = run(finds("committed suicide"))
    assert failures(results) == []
    assert [(result.kind, result.sentence) for result in results] == [
        ("flag", "He committed suicide."),
        ("flag", "She committed suicide."),
        ("pass", "He committed a crime."),
        ("pass", "She is committed."),
        ("fix", "He committed suicide."),
    ]


def test_results_name_rule_and_place(run):
    result = run(finds())[0]
    assert (result.rule, result.location.line) == ("suicide/commit", 2)


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        pytest.param(
            finds("He committed suicide"),
            [("flag", "She committed suicide.", "expected suicide/commit, found nothing")],
            id="flag-not-found",
        ),
        pytest.param(
            lambda sentence: finds("committed suicide", rule="suicide/commit" if "He" in sentence else "pity/x")(
                sentence
            ),
            [("flag", "She committed suicide.", "expected suicide/commit, found pity/x")],
            id="flag-found-by-another",
        ),
        pytest.param(
            finds("committed suicide", "is committed"),
            [("pass", "She is committed.", "expected nothing, found 'is committed'")],
            id="pass-found",
        ),
        pytest.param(
            finds("committed suicide", suggestions=(Suggestion("ended his life", "safe"),)),
            [("fix", "He committed suicide.", "expected 'He died by suicide.', got 'He ended his life.'")],
            id="other-fix",
        ),
        pytest.param(
            finds("committed suicide", suggestions=(Suggestion("Say who died.", "manual"),)),
            [("fix", "He committed suicide.", "expected 'He died by suicide.', got 'He committed suicide.'")],
            id="advice-is-no-fix",
        ),
        pytest.param(
            lambda sentence: [
                *finds("committed suicide")(sentence),
                *finds("died by suicide", rule="pity/x")(sentence),
            ],
            [
                (
                    "fix",
                    "He committed suicide.",
                    "the rewritten sentence is itself flagged: pity/x at 'died by suicide'",
                )
            ],
            id="fix-is-itself-found",
        ),
    ],
)
def test_failure(run, check, expected):
    relevant = [failure for failure in failures(run(check)) if failure in expected]
    assert relevant == expected


def test_what_other_rules_find_in_an_example_to_pass_is_their_right(run):
    check = finds("a crime", rule="blaming/crime")
    assert not [kind for kind, _, _ in failures(run(check)) if kind == "pass"]


def test_a_note_on_the_rewritten_sentence_is_allowed(run):
    def check(sentence):
        return [*finds("committed suicide")(sentence), *finds("died", rule="pity/x", severity="info")(sentence)]

    assert failures(run(check)) == []


@pytest.mark.parametrize(
    ("examples", "expected"),
    [
        ("{}", ["expected at least 2 examples to flag, found 0", "expected at least 2 examples to pass, found 0"]),
        ("{flag: [a, b], pass: [c]}", ["expected at least 2 examples to pass, found 1"]),
    ],
    ids=["none", "one-to-pass"],
)
def test_missing_examples(run, examples, expected):
    rules = f"rules: [{{id: pity/a, severity: info, match: [a], why: b, examples: {examples}}}]"
    results = run(finds("a", "b", rule="pity/a"), rules)
    assert [result.detail for result in results if result.kind == "missing"] == expected


class TestWhichRules:
    MORE = RULES + "  - {id: pity/a, severity: info, match: [a], why: b, examples: {flag: [a, b], pass: [c, d]}}\n"

    def ran(self, results):
        return {result.rule for result in results}

    def test_all(self, run):
        assert self.ran(run(finds(), self.MORE)) == {"suicide/commit", "pity/a"}

    def test_only_those_named(self, run):
        assert self.ran(run(finds(), self.MORE, only=["pity/a"])) == {"pity/a"}

    def test_not_those_that_are_off(self, run):
        assert self.ran(run(finds(), self.MORE, severities={"pity": "off"})) == {"suicide/commit"}


class TestApplyFirst:
    def test_later_findings_do_not_move(self):
        found = [
            Found("a/a", "x", 0, (Suggestion("long", "safe"),)),
            Found("a/a", "y", 2, (Suggestion("z", "unsafe"),)),
        ]
        assert apply_first("x y", found) == "long z"

    def test_advice_is_passed_over(self):
        found = Found("a/a", "x", 0, (Suggestion("Advice.", "manual"), Suggestion("y", "safe")))
        assert apply_first("x", [found]) == "y"

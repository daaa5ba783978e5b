"""Conditions, overlaps, contexts and severities decide what a match is worth."""

import pytest

from pipeline.small_rules import small_rules
from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules

CONDITIONS = [
    # condition, text, found
    ("before: [so]", "It is so odd here.", True),
    ("before: [so]", "So it is odd here.", False),
    ("before: [so]", "It is odd, so we left.", False),
    ("after: [one|ones]", "An odd one.", True),
    ("after: [one|ones]", "One odd sock, and another one.", False),
    ("near: [sock/n]", "The socks were odd.", True),
    ("near: [sock/n]", "Odd, these socks.", True),
    ("near: [sock/n]", "It is odd. We lost the socks.", False),
    ("near: [odd]", "It is odd.", False),
    ("near: [odd]", "It is odd, very odd.", True),
    ("near_paragraph: [sock/n]", "It is odd. We lost the socks.", True),
    ("near_paragraph: [sock/n]", "# Socks\n\nIt is odd.", True),
    ("near_paragraph: [sock/n]", "We lost the socks.\n\nIt is odd.", False),
    ("not_before: [so]", "It is so odd here.", False),
    ("not_before: [so]", "So it is odd here.", True),
    ("not_after: [one|ones]", "An odd one.", False),
    ("not_after: [one|ones]", "One odd sock.", True),
    ("not_near: [sock/n]", "The socks were odd.", False),
    ("not_near: [sock/n]", "It is odd. We lost the socks.", True),
    ("not_near_paragraph: [sock/n]", "It is odd. We lost the socks.", False),
    ("not_near_paragraph: [sock/n]", "# Socks\n\nIt is odd.", False),
    ("not_near_paragraph: [sock/n]", "We lost the socks.\n\nIt is odd.", True),
    ("except: [odd job/n]", "She does odd jobs.", False),
    ("except: [odd job/n]", "She does odd things.", True),
    ("except: [odd job/n]", "She does odd jobs and odd things.", True),
    ("except: [at odd times]", "It rings at odd times.", False),
    ("before: [so]\n    near: [sock/n]", "It is so odd here.", False),
    ("before: [so]\n    near: [sock/n]", "The sock is so odd.", True),
    ("before: [so]\n    not_near: [sock/n]", "The sock is so odd.", False),
    ("case: upper", "It is ODD.", True),
    ("case: upper", "It is odd.", False),
    ("case: exact", "It is odd.", True),
    ("case: exact", "It is Odd.", False),
]
RULE = """\
rules:
  - id: derogatory/odd
    severity: warning
    match: [=odd]
    {condition}
    why: It hurts.
"""


@pytest.mark.parametrize(("condition", "text", "found"), CONDITIONS)
def test_conditions(wordlists, condition, text, found):
    wordlists(RULE.replace("{condition}", condition))
    findings = Linter(load_rules(), model=None, documents=False).check_text(text)
    assert bool(findings) == found


OVERLAPS = """\
rules:
  - {id: derogatory/long, severity: info, match: [such odd people], why: It hurts.}
  - {id: derogatory/short, severity: error, match: [odd people], why: It hurts.}
  - {id: derogatory/milder, severity: info, match: [old hat], why: It hurts.}
  - {id: derogatory/graver, severity: error, match: [hat rack], why: It hurts.}
  - {id: derogatory/first, severity: info, match: [red tape], why: It hurts.}
  - {id: derogatory/second, severity: info, match: [tape rod], why: It hurts.}
  - {id: derogatory/one, severity: info, match: [grey area], why: It hurts.}
  - {id: derogatory/two, severity: info, match: [grey area], why: It hurts.}
  - {id: derogatory/advice, severity: info, match: [old hand], suggest: [{rewrite: Say who.}], why: It hurts.}
  - {id: derogatory/words, severity: info, match: [old hand], suggest: [expert], why: It hurts.}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Such odd people!", ["derogatory/long"]),
        ("Odd people!", ["derogatory/short"]),
        ("An old hat rack.", ["derogatory/graver"]),
        ("A red tape rod.", ["derogatory/first"]),
        ("A grey area.", ["derogatory/one"]),
        ("An old hand.", ["derogatory/words"]),
        ("Red tape, old hat.", ["derogatory/first", "derogatory/milder"]),
    ],
    ids=["longer", "alone", "graver", "earlier in the text", "earlier rule", "words to paste", "side by side"],
)
def test_one_finding_for_any_words(wordlists, text, expected):
    wordlists(OVERLAPS)
    findings = Linter(load_rules(), model=None, documents=False).check_text(text)
    assert [finding.rule for finding in findings] == expected


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    def load(**options):
        with small_rules(tmp_path_factory.mktemp("judge"), **options) as rules:
            return Linter(rules, model=None, documents=False)

    return load


@pytest.mark.parametrize(
    ("context", "text"),
    [
        ("mention", "The word crazy hurts."),
        ("quotation", "“He is crazy,” she told us."),
        ("self-description", "I am crazy."),
        ("negation", "They are not crazy."),
        ("name", "The band Crazy Noise played."),
    ],
)
def test_contexts_are_data(small, context, text):
    def findings(action):
        return [(f.severity, f.context) for f in small(contexts={context: action}).check_text(text)]

    assert findings("pass") == []
    assert findings("info") == [("info", context)]
    assert findings("flag") == [("warning", None)]


def test_the_strict_profile_flags_quotations(small):
    text = "“He committed suicide,” she told us."
    assert [f.severity for f in small(profile="strict").check_text(text)] == ["error"]
    assert [f.severity for f in small().check_text(text)] == ["info"]


@pytest.mark.parametrize("key", ["derogatory/crazy", "derogatory"])
@pytest.mark.parametrize(("level", "expected"), [("error", ["error"]), ("info", ["info"]), ("off", [])])
def test_severities(small, key, level, expected):
    assert [f.severity for f in small(severities={key: level}).check_text("He is crazy.")] == expected


def test_a_context_never_raises_a_severity(small):
    [finding] = small().check_text("“A mad dash,” she told us.")
    assert (finding.severity, finding.context) == ("info", "quotation")

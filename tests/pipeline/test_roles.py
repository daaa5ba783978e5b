"""Nouns, adjectives and verbs are told apart by the words around them, and by the model where those do not tell."""

import pytest

from pipeline.small_rules import small_rules
from stigmalint.documents import read_text
from stigmalint.linter import Linter

RULES = """\
rules:
  - id: identity-label/noun
    severity: warning
    match: [alcoholic/n, addict/n, depressive/n]
    role: noun
    why: People are more.
  - id: identity-label/adjective
    severity: warning
    match: [schizophrenic]
    role: adjective
    why: People are more.
  - id: substance/verb
    severity: warning
    match: [abuse]
    role: verb
    why: It judges.
"""

# (text, found): near twins, one of each pair found and the other not.
NOUNS = [
    ("He is an alcoholic.", True),
    ("He makes alcoholic drinks.", False),
    ("An alcoholic and his son.", True),
    ("An alcoholic drink and a snack.", False),
    ("The alcoholics of this town meet on Mondays.", True),
    ("The alcoholic beverages of this town are sold on Mondays.", False),
    ("The alcoholic's daughter wrote.", True),
    ("The alcoholic content is low.", False),
    ("She married an alcoholic who hit her.", True),
    ("A depressive needs company.", True),
    ("A depressive episode needs time.", False),
    ("Is he an addict?", True),
    ("The depressive economic outlook.", False),
    ("An addict population is no crowd.", False),
    ("The depressive of the family.", True),
    ('The alcoholic "tea" was rum.', False),
    ('They asked the alcoholic, "Are you well?"', True),
    ("An old alcoholic sleeps in the porch.", True),
    ("A shop that sells alcoholic drinks for the beach.", False),
    ("The hour when a bar sold alcoholic drinks at a loss.", False),
    ("Some old alcoholic drinks in the porch froze.", False),
]
ADJECTIVES = [
    ("She is schizophrenic.", True),
    ("A schizophrenic.", False),
    ("He was very schizophrenic about it.", True),
    ("This schizophrenic policy is theirs.", True),
    ("We met a schizophrenic in the park.", False),
]
# Where the words around do not tell; the model does.
GRAMMAR = [
    ("They abuse alcohol.", True),
    ("The abuse of alcohol is a habit.", False),
    ("Some people abuse prescription drugs.", True),
    ("Survivors of abuse meet here.", False),
    ("Depressive episodes pass.", False),
    ("Alcoholic parents struggle.", False),
]


@pytest.fixture(scope="module")
def check(tmp_path_factory):
    linters = {}
    with small_rules(tmp_path_factory.mktemp("roles"), RULES) as rules:
        for model in ("auto", None):
            linters[model] = Linter(rules, model=model, documents=False)
    return lambda text, model=None: bool(linters[model].check_text(text, format="text"))


@pytest.mark.parametrize(("text", "found"), NOUNS + ADJECTIVES)
def test_the_words_around_tell(check, text, found):
    assert check(text) == found


@pytest.mark.parametrize(("text", "found"), NOUNS + ADJECTIVES + GRAMMAR)
def test_the_model_agrees(check, text, found):
    assert check(text, "auto") == found


class Silent:
    """A grammar that must not be asked."""

    def role(self, *_):
        pytest.fail("asked for a role")

    def matches(self, *_):
        return iter(())


def test_a_mere_note_does_not_ask_the_model(tmp_path):
    with small_rules(tmp_path, RULES.replace("severity: warning", "severity: info")) as rules:
        linter = Linter(rules, model=None, documents=False)
        document = read_text("Alcoholic parents struggle.", format="text")
        assert not list(linter.lint(document, grammar=Silent()))

"""What is true of whole documents, and what is reported of them."""

from dataclasses import asdict
from pathlib import Path

import pytest

from stigmalint.documents import read, read_text
from stigmalint.linter import Linter
from stigmalint.pipeline.documents.facts import DocumentFacts, facts
from stigmalint.rules.load import load_rules

TEXTS = Path(__file__).with_name("texts")
# Name of the text → what is true of it, and what is reported under the default profile.
EXPECTED = {
    "news_story.md": ("method cause title discussed", "help-seeking method-detail single-cause suicide-in-title"),
    "careful_story.md": ("help hope step discussed", ""),
    "prevention_page.md": ("barriers help hope step title discussed", ""),
    "no_turning_to.md": ("discussed", "help-seeking no-hope"),
    "bereavement.html": ("help hope step title discussed", ""),
    "statistics.md": ("barriers help hope step title discussed", ""),
    "training_notice.md": ("step discussed", ""),
    "word_list.md": ("", ""),
    "media_guidelines.md": ("", ""),
    "film_night.md": ("step", ""),
    "eating_disorder_story.md": ("", "help-seeking"),
    "eating_disorder_help.md": ("barriers help hope step", ""),
    "empty_campaign.md": ("", "no-barriers no-practical-step"),
    "full_campaign.md": ("barriers help hope step", ""),
    "own_story.md": ("help hope step discussed", ""),
    "event.md": ("step title discussed", "help-seeking"),
    "opinion.md": ("hope title discussed", "help-seeking"),
    "leaflet.txt": ("help hope step", ""),
    "railway_news.md": ("help method step discussed", "method-detail"),
    "history.md": ("barriers discussed", ""),
    "school.md": ("help step", ""),
    "questions.html": ("barriers help hope step title discussed", ""),
    "obituary.md": ("cause method discussed", "help-seeking method-detail single-cause"),
    "old_number.md": ("help hope step title discussed", "helpline-outdated"),
}
# Short names for the facts.
FACTS = {
    "discussed": "suicide_or_self_harm_discussed",
    "help": "help_seeking",
    "title": "suicide_in_title",
    "method": "method_or_place_detail",
    "cause": "single_cause",
    "hope": "hope_or_recovery",
    "barriers": "barriers_acknowledged",
    "step": "practical_step",
}


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.fixture(scope="module")
def linter(rules):
    return Linter(rules, model=None)


def reported(linter, document):
    return sorted(finding.rule for finding in linter.lint(document) if finding.category == "document")


def test_every_text_is_expected():
    assert {path.name for path in TEXTS.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_facts(name, rules):
    true = {fact for fact, value in asdict(facts(read(TEXTS / name), rules)).items() if value}
    assert true == {FACTS[fact] for fact in EXPECTED[name][0].split()}


@pytest.mark.parametrize("name", EXPECTED)
def test_findings(name, linter):
    assert reported(linter, read(TEXTS / name)) == [f"document/{check}" for check in EXPECTED[name][1].split()]


def test_an_empty_text_has_no_facts(rules):
    assert facts(read_text(""), rules) == DocumentFacts()

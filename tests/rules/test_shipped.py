"""The shipped word lists: sound as data, and every rule proven by its own examples."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
import yaml

from stigmalint.linter import Linter
from stigmalint.rules import forms, notation
from stigmalint.rules.documents import documents_for
from stigmalint.rules.forms import spelling_variants
from stigmalint.rules.load import load_rules, locales
from stigmalint.rules.locate import profiles, shipped_rule_files, shipped_wordlists
from stigmalint.rules.merge import all_phrases, all_templates
from stigmalint.rules.notation import Choice, Gap, Optional_, Slot
from stigmalint.rules.program import program_for
from stigmalint.rules.ruleset import RuleSet
from stigmalint.rules.schema import template_slots
from stigmalint.rules.testing import LEAST_EXAMPLES, run_examples

LONGEST_REASON = 300
FILES = shipped_rule_files("en")
IDS = [
    rule["id"] for path in FILES for rule in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("rules") or ()
]


@cache
def rules():
    return load_rules(language="en")


@cache
def linter():
    return Linter(rules(), model="auto")


def rule_of(name):
    return rules().rules[name]


@pytest.mark.parametrize("profile", profiles())
def test_word_lists_load(profile):
    assert load_rules(language="en", profile=profile).rules


def test_table_holds_every_form_that_is_needed(monkeypatch):
    monkeypatch.setenv("STIGMALINT_CACHE_DIR", "")
    monkeypatch.setattr(forms, "lemminflect_forms", lambda lemma: pytest.fail(f"forms.json lacks {lemma!r}"))
    rules = load_rules(language="en", profile="strict")
    assert program_for(rules).phrases
    assert documents_for(rules).names


def test_no_id_stands_twice():
    assert [name for name, count in Counter(IDS).items() if count > 1] == []


def test_ids_and_aliases_are_kept_apart():
    assert not set(rules().aliases) & set(rules().rules)


def test_profiles_of_rules_exist():
    named = {profile for rule in rules().rules.values() for profile in rule.profiles or {}}
    assert named <= set(profiles())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_names_its_language(path):
    assert yaml.safe_load(path.read_text(encoding="utf-8")).get("language") == "en"


class TestLists:
    def test_are_used(self):
        used = {name for rule in rules().rules.values() for phrase in all_phrases(rule) for name in slots(phrase)}
        used |= {name for words in rules().lists.values() for entry in words.items for name in slots(entry)}
        contexts = (shipped_wordlists() / "en" / "contexts.yml").read_text(encoding="utf-8")
        used |= set(re.findall(r"\{([a-z0-9_]+)\+?\}", contexts))
        assert sorted(set(rules().lists) - used) == []

    def test_have_no_entry_in_two_spellings(self):
        twice = []
        for words in rules().lists.values():
            seen = {}
            for entry in words.items:
                variants = spelling_variants(entry.lower())
                others = {seen.setdefault(variant, entry) for variant in variants} - {entry}
                twice.extend(f"{words.name}: {other!r} and {entry!r}" for other in others)
        assert twice == []


def slots(phrase):
    return notation.slots(notation.parse(phrase))


LOCALES = {
    name: yaml.safe_load((shipped_wordlists() / "en" / "locales" / f"{name}.yml").read_text(encoding="utf-8"))
    for name in locales("en")
}


@pytest.mark.parametrize("name", LOCALES)
class TestLocale:
    def test_names_its_country_and_language(self, name):
        found = LOCALES[name]
        assert (found["language"], len(found["countries"]), bool(found["description"])) == ("en", 1, True)

    def test_changes_what_is_known_everywhere(self, name):
        # A rule of one locale alone could not be named in the configuration of another.
        assert {rule["id"] for rule in LOCALES[name]["rules"]} <= set(IDS)

    def test_gives_a_reason_and_sources_for_what_weighs_something(self, name):
        here = load_rules(locale=name)
        for rule in LOCALES[name]["rules"]:
            found = here.rules[rule["id"]]
            assert found.why.endswith((".", '."'))
            assert len(found.why) <= LONGEST_REASON
            assert here.severity(found) == "off" or found.sources

    def test_examples_come_out_as_written(self, name):
        here = load_rules(locale=name)
        changed = {rule["id"]: here.rules[rule["id"]] for rule in LOCALES[name]["rules"]}
        # Only these rules are compiled: all of them take seconds for every locale.
        few = RuleSet("en", f"{here.digest}-few", lambda: replace(here.data, rules=changed))
        check = Linter(few, model="auto", documents=False).check_text
        assert [result for result in run_examples(few, check) if not result.ok] == []


def test_rules_that_are_off_are_switched_on_by_a_locale():
    off = {name for name, rule in rules().rules.items() if rule.severity == "off"}
    switched = {
        rule["id"] for found in LOCALES.values() for rule in found["rules"] if rule.get("severity", "off") != "off"
    }
    assert off <= switched


@pytest.mark.parametrize("name", IDS)
class TestRule:
    def test_has_examples_to_flag_and_to_pass(self, name):
        examples = rule_of(name).examples
        assert min(len(examples.flag), len(examples.pass_)) >= LEAST_EXAMPLES

    def test_has_a_reason_that_is_short_and_whole(self, name):
        why = rule_of(name).why
        assert why.endswith((".", ".”", '."'))
        assert len(why) <= LONGEST_REASON

    def test_suggests_something(self, name):
        rule = rule_of(name)
        assert rule.suggest or all(spec.suggest for spec in rule.match)

    def test_suggestions_use_lists_of_its_phrases(self, name):
        rule = rule_of(name)
        of_phrases = [set(slots(spec.phrase)) if spec.phrase else set() for spec in rule.match]
        for spec, there in zip(rule.match, of_phrases, strict=True):
            for template in spec.suggest or ():
                assert set(template_slots(template)) <= there, template
        for template in rule.suggest:
            assert any(set(template_slots(template)) <= there for there in of_phrases), template

    def test_writes_no_phrase_twice(self, name):
        phrases = [spec.phrase for spec in rule_of(name).match if spec.phrase]
        assert [phrase for phrase, count in Counter(phrases).items() if count > 1] == []

    def test_examples_come_out_as_written(self, name):
        results = run_examples(rules(), linter().check_text, [name])
        assert [f"{result.kind}: {result.sentence} -- {result.detail}" for result in results if not result.ok] == []

    def test_suggestions_are_not_flagged(self, name):
        flagged = [
            f"{sentence} -- {finding.rule} at {finding.text!r}"
            for template in all_templates(rule_of(name))
            for sentence in sentences(template)
            for finding in linter().check_text(sentence)
            if finding.severity != "info"
        ]
        assert flagged == []


def sentences(template):
    """Yield the suggestion as a sentence, its slots filled with an entry of each list."""
    if template.fix == "manual":
        return
    for text in (template.text, template.one, template.many):
        if text:
            words = re.sub(r"\{([a-z0-9_]+)\}", lambda slot: filling(slot[1]), text).replace("*", "")
            yield f"{words[:1].upper()}{words[1:]}."


@cache
def filling(name):
    """Return what stands for a slot: the first entry of its list that is no finding by itself."""
    if name in {"possessive", "match"}:
        return {"possessive": "their", "match": "words"}[name]
    entries = [carried or said(notation.parse(entry)) for entry, carried in rules().lists[name].items.items()]
    return next((entry for entry in entries if not linter().check_text(f"The {entry}.")), entries[0])


def said(elements):
    """Return the words of a phrase, the first of every choice, without what may be missing."""
    words = []
    for element in elements:
        if isinstance(element, Choice):
            option = element.options[0]
            words.append(filling(option.name) if isinstance(option, Slot) else option.lemma)
        elif isinstance(element, Gap) and element.least:
            words.append("certain")
        else:
            assert isinstance(element, (Gap, Optional_, notation.Aside))
    return " ".join(words)

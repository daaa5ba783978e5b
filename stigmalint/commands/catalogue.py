"""Describe rules for people, from their records."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.rules.model import PhraseSpec, Rule, RuleData, SuggestionTemplate
    from stigmalint.rules.ruleset import RuleSet

MOST_ALTERNATIVES = 3

_OPTIONAL = re.compile(r"\s*\([^()]*\)")
_MARKS = re.compile(r"(?<=\w)/(?:v|n|adj|adv)\b|[=*]")
_GAP = re.compile(r"\.\.\d+|_")


def phrase_text(spec: PhraseSpec) -> str:
    """Return the gist of a phrase: without what may be missing, and without the marks that only matching needs."""
    if spec.phrase is None:
        return "(a pattern of words)"
    words = _MARKS.sub("", _OPTIONAL.sub("", spec.phrase)).split()
    return " ".join(map(_word_text, words))


def _word_text(word: str) -> str:
    if word.startswith("{") and "|" not in word:
        return word.replace("_", " ")
    if _GAP.fullmatch(word):
        return "…"
    shown = list(dict.fromkeys(word.split("|")))
    more = ["…"] if len(shown) > MOST_ALTERNATIVES else []
    return "/".join(shown[:MOST_ALTERNATIVES] + more).replace("_", " ")


def phrases(rule: Rule) -> list[str]:
    """Return the gist of every phrase of `rule`, once."""
    return list(dict.fromkeys(text for text in map(phrase_text, rule.match) if text))


def suggestion_text(template: SuggestionTemplate) -> str:
    """Return a suggestion as it is written in its rule file, without marks."""
    texts = [template.text, template.one, template.many]
    return " / ".join(dict.fromkeys(text.replace("*", "") for text in texts if text))


def severity_by_profile(rules: RuleSet, rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the severity of `rule` under every profile that comes with stigmalint."""
    from dataclasses import replace

    from stigmalint.rules.load import profiles
    from stigmalint.rules.merge import load_profile
    from stigmalint.rules.ruleset import RuleSet as Rules

    for name in profiles():
        data = replace(rules.data, profile=load_profile(name, rules.profile.overrides))
        yield name, Rules(rules.language, rules.digest, partial(_itself, data)).severity(rule)


def _itself(data: RuleData) -> RuleData:
    return data


def record(rules: RuleSet, rule: Rule) -> dict[str, Any]:
    """Return a rule as `rules --output-format json` gives it."""
    return {
        "id": rule.id,
        "category": rule.category,
        "severity": rules.severity(rule),
        "preview": rule.preview,
        "why": rule.why,
        "match": [spec.phrase for spec in rule.match if spec.phrase is not None],
        "suggest": [{"text": suggestion_text(template), "fix": template.fix} for template in rule.suggest],
        "sources": [{"id": source.id, "title": source.title, "url": source.url} for source in rule.sources],
        "aliases": list(rule.aliases),
        "file": rule.location.file,
        "line": rule.location.line,
    }

"""Describe rules for people, from their records."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.rules.model import PhraseSpec, Rule, RuleData, RuleSet, SuggestionTemplate

_NOTATION = re.compile(r"(?<=\w)/(?:v|n|adj|adv)\b|[=*]")
_GAP = re.compile(r"\.\.\d+")


def phrase_text(spec: PhraseSpec) -> str:
    """Return a phrase without the marks of the notation that only matching needs."""
    if spec.phrase is None:
        return "(a token pattern)"
    plain = _GAP.sub("…", _NOTATION.sub("", spec.phrase))
    return plain.replace("|", " or ").replace("_", "…")


def suggestion_text(template: SuggestionTemplate) -> str:
    """Return a suggestion as it is written in its rule file, without marks."""
    texts = [template.text, template.one, template.many]
    return " / ".join(dict.fromkeys(text.replace("*", "") for text in texts if text))


def severity_by_profile(rules: RuleSet, rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the severity of `rule` under every profile that comes with stigmalint."""
    from dataclasses import replace

    from stigmalint.rules.load import load_profile, profiles
    from stigmalint.rules.model import RuleSet as Rules

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
        "match": [phrase_text(spec) for spec in rule.match],
        "suggest": [{"text": suggestion_text(template), "fix": template.fix} for template in rule.suggest],
        "sources": [{"id": source.id, "title": source.title, "url": source.url} for source in rule.sources],
        "aliases": list(rule.aliases),
        "file": rule.location.file,
        "line": rule.location.line,
    }

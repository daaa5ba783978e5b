"""Turn rules and programs into plain data for the cache, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from stigmalint.findings import Source
from stigmalint.rules.model import (
    Conditions,
    Examples,
    Location,
    PhraseSpec,
    Profile,
    Rule,
    RuleData,
    SuggestionTemplate,
    WordList,
)
from stigmalint.rules.store import Lazy
from stigmalint.rules.templates import template_from_plain


def rules_to_plain(data: RuleData) -> dict[str, Any]:
    """Return the rules in force as plain data."""
    return {
        "profile": asdict(data.profile),
        "rules": {name: asdict(rule) for name, rule in data.rules.items()},
        "lists": {name: asdict(words) for name, words in data.lists.items()},
        "aliases": dict(data.aliases),
        "checks": {name: asdict(check) for name, check in data.checks.items()},
        "countries": list(data.countries),
    }


# Keys of the plain form whose entries are read one by one.
COLLECTIONS = ("rules", "lists", "checks")


def rules_from_plain(plain: dict[str, Any]) -> RuleData:
    """Return the rules in force from plain data."""
    return RuleData(
        Profile(**plain["profile"]),
        Lazy(plain["rules"], _rule),
        Lazy(plain["lists"], lambda item: WordList(item["name"], item["items"], Location(**item["location"]))),
        plain["aliases"],
        Lazy(plain["checks"], _rule),
        tuple(plain["countries"]),
    )


def _rule(item: dict[str, Any]) -> Rule:
    examples = item["examples"]
    return Rule(
        **{
            **item,
            "match": tuple(_phrase_spec(spec) for spec in item["match"]),
            "suggest": _templates(item["suggest"]),
            "sources": tuple(Source(**source) for source in item["sources"]),
            "examples": Examples(tuple(examples["flag"]), tuple(examples["pass_"]), examples["fix"]),
            "conditions": Conditions(**{key: tuple(value) for key, value in item["conditions"].items()}),
            "location": Location(**item["location"]),
            "aliases": tuple(item["aliases"]),
        }
    )


def _phrase_spec(item: dict[str, Any]) -> PhraseSpec:
    return PhraseSpec(
        **{
            **item,
            "pattern": tuple(item["pattern"]) if item["pattern"] is not None else None,
            "suggest": _templates(item["suggest"]) if item["suggest"] is not None else None,
        }
    )


def _templates(items: list[list[Any]]) -> tuple[SuggestionTemplate, ...]:
    return tuple(template_from_plain(item) for item in items)

"""The records that a rule file becomes: rules, named lists, profiles, and the set of rules in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from stigmalint.findings import Severity, Source
from stigmalint.rules.templates import SuggestionTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping

RuleSeverity = Literal["error", "warning", "info", "off"]
Role = Literal["noun", "adjective", "verb"]

CATEGORIES: tuple[str, ...] = (
    "identity-label",
    "suicide",
    "sensationalist",
    "blaming",
    "pity",
    "derogatory",
    "trivialising",
    "substance",
    "clean-dirty",
    "outdated",
    "euphemism",
    "clinical-label",
    "deficit",
)


@dataclass(frozen=True, slots=True)
class Location:
    """Where something was written: file, line and column (from 1)."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class WordList:
    """A named list that phrases use as a slot.

    `items` maps each entry (a phrase in the notation of rules) to the text that a suggestion carries over; None
    carries over the words as the writer wrote them.
    """

    name: str
    items: Mapping[str, str | None]
    location: Location


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences that prove a rule: what it flags, what it must pass, and what a fix makes of it."""

    flag: tuple[str, ...] = ()
    pass_: tuple[str, ...] = ()
    fix: Mapping[str, str] | None = None  # sentence before → after the first suggestion


@dataclass(frozen=True, slots=True)
class PhraseSpec:
    """One way of saying what a rule objects to, with conditions of its own; None inherits the rule's."""

    phrase: str | None  # notation of rules; None where `pattern` is given
    pattern: tuple[Mapping[str, Any], ...] | None = None  # spaCy Matcher token patterns: the escape hatch
    suggest: tuple[SuggestionTemplate, ...] | None = None
    role: Role | None = None
    severity: RuleSeverity | None = None


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must and must not stand around a match. All are phrases in the notation of rules.

    `before`/`after`: one of them must stand directly before/after. `near`: one must stand in the same sentence.
    `near_paragraph`: one must stand in the same segment or a heading above. The `not_` forms forbid. `except_`: phrases
    that, where they overlap the match, make it pass.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_paragraph: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_near_paragraph: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches, why, what to say instead, who says so, and the examples that prove it."""

    id: str  # "category/slug"
    category: str
    severity: RuleSeverity
    why: str
    match: tuple[PhraseSpec, ...]
    suggest: tuple[SuggestionTemplate, ...]
    sources: tuple[Source, ...]
    examples: Examples
    conditions: Conditions
    location: Location
    message: str | None = None  # None: made from the words found
    role: Role | None = None
    aliases: tuple[str, ...] = ()  # former ids
    profiles: Mapping[str, RuleSeverity] | None = None  # severity per profile
    contexts: Mapping[str, str] | None = None  # context → "flag" | "info" | "pass", over the profile's
    case: Literal["any", "upper", "exact"] = "any"
    preview: bool = False
    pinned: bool = False  # a local file chose the severity: profiles do not change it


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of choices: severities by rule or category, and what each context does."""

    name: str
    description: str
    severities: Mapping[str, RuleSeverity]
    contexts: Mapping[str, str]  # context → "flag" | "info" | "pass"
    overrides: Mapping[str, RuleSeverity] = field(default_factory=dict)  # the user's severities, over everything else


@dataclass(frozen=True, slots=True)
class RuleData:
    """What rule files and a profile hold once they are read."""

    profile: Profile
    rules: Mapping[str, Rule]  # by id, in the order of the files
    lists: Mapping[str, WordList]
    aliases: Mapping[str, str]  # former id → id
    checks: Mapping[str, Rule] = field(default_factory=dict)  # whole-document checks by id: rules without phrases
    countries: tuple[str, ...] = ()  # ISO 3166 codes of the countries that the texts are for, where a file says so


__all__ = [
    "CATEGORIES",
    "Conditions",
    "Examples",
    "Location",
    "PhraseSpec",
    "Profile",
    "Role",
    "Rule",
    "RuleData",
    "RuleSeverity",
    "Severity",
    "Source",
    "SuggestionTemplate",
    "WordList",
]

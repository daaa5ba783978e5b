"""The records that rules compile to, and their plain form for the cache."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from stigmalint.rules.model import RuleSeverity, SuggestionTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping


class Neighbour(NamedTuple):
    """A phrase of a condition or cue, ready to be looked for."""

    regex: str
    required: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CompiledList:
    """A named list ready to be used as a slot: alternatives, longest first, and what each carries over."""

    alternatives: str
    anchors: tuple[str, ...]
    carried: Mapping[str, str]  # matched words, normalised → text for the suggestion
    forms: Mapping[str, str]  # matched words → tags


@dataclass(frozen=True, slots=True)
class ContextData:
    """Cues as expressions, by the name of the cue, such as `mention_before`, `mention_columns` or `reporting_verbs`."""

    cues: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """A suggestion with the forms of its head, by tag."""

    spec: SuggestionTemplate
    head: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One compiled phrase of a rule."""

    rule: str
    regex: str | None
    pattern: tuple[Mapping[str, Any], ...] | None
    slots: tuple[str, ...]
    head_forms: Mapping[str, str]
    role: str | None
    severity: RuleSeverity
    templates: tuple[Template, ...]
    case: str
    written: str
    required: tuple[tuple[str, ...], ...] = ()  # see `compile.CompiledPhrase`


@dataclass(frozen=True, slots=True)
class Compiled:
    """What matching, judging and suggesting need once something has been found."""

    phrases: tuple[Phrase, ...]
    conditions: Mapping[str, Mapping[str, tuple[Neighbour, ...]]]  # rule → condition → phrases
    lists: Mapping[str, CompiledList]
    contexts: ContextData
    names: tuple[str, ...]


def from_plain(data: Any) -> Compiled:  # noqa: ANN401 - whatever the cache held
    """Return what was compiled from the plain data of the cache; malformed data raises what reading it raises."""
    return Compiled(
        tuple(_phrase_from_plain(item) for item in data["phrases"]),
        {
            rule: {name: tuple(Neighbour(*phrase) for phrase in phrases) for name, phrases in conditions.items()}
            for rule, conditions in data["conditions"].items()
        },
        {name: CompiledList(**item) for name, item in data["lists"].items()},
        ContextData(**data["contexts"]),
        tuple(data["names"]),
    )


def to_plain(compiled: Compiled) -> dict[str, Any]:
    """Return what was compiled as plain data for the cache."""
    return asdict(compiled)


def _phrase_from_plain(item: dict[str, Any]) -> Phrase:
    templates = tuple(
        Template(SuggestionTemplate(**entry["spec"]), entry["head"], entry["forms"]) for entry in item["templates"]
    )
    return Phrase(
        **{**item, "slots": tuple(item["slots"]), "templates": templates, "required": tuple(item["required"])}
    )

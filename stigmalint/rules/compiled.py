"""The records that rules compile to, and their plain form for the cache."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from stigmalint.rules.store import Lazy
from stigmalint.rules.templates import template_from_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from stigmalint.rules.model import RuleSeverity
    from stigmalint.rules.templates import SuggestionTemplate


class Neighbour(NamedTuple):
    """A phrase of a condition or cue, ready to be looked for."""

    regex: str
    required: tuple[tuple[str, ...], ...]


class CompiledList(NamedTuple):
    """A named list ready to be used as a slot, and what each entry carries over."""

    entries: tuple[str, ...]  # expressions, the longest first
    keys: tuple[tuple[str, ...], ...]  # for each entry, words of which one must occur
    anchors: tuple[str, ...]  # all of them
    carried: Mapping[str, str]  # matched words, normalised → text for the suggestion
    forms: Mapping[str, str]  # matched words → tags

    @property
    def alternatives(self) -> str:
        """One expression for all entries."""
        return "|".join(self.entries)


class ContextData(NamedTuple):
    """Cues as expressions, by the name of the cue, such as `mention_before`, `mention_columns` or `reporting_verbs`."""

    cues: Mapping[str, str]


class Template(NamedTuple):
    """A suggestion with the forms of its head, by tag."""

    spec: SuggestionTemplate
    head: str = ""
    forms: Mapping[str, str] = MappingProxyType({})


class Phrase(NamedTuple):
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
    required: tuple[tuple[str, ...], ...] = ()  # see `compile.CompiledPhrase`, as for the next
    reaches: tuple[int, ...] = ()
    head_lists: tuple[str, ...] = ()


class Compiled(NamedTuple):
    """What matching, judging and suggesting need once something has been found."""

    phrases: Sequence[Phrase]
    conditions: Mapping[str, Mapping[str, tuple[Neighbour, ...]]]  # rule → condition → phrases
    lists: Mapping[str, CompiledList]
    contexts: ContextData
    names: tuple[str, ...]

    def required(self, index: int) -> Sequence[Sequence[str]]:
        """Return the words that a sentence must have for the phrase number `index` to be tried."""
        phrases = self.phrases
        return phrases.required(index) if isinstance(phrases, LazyPhrases) else phrases[index].required


class LazyPhrases(Sequence[Phrase]):
    """Phrases that are made from their plain form when they are first asked for: a run needs few of them."""

    def __init__(self, items: Sequence[dict[str, Any]] | Mapping[int, dict[str, Any]]) -> None:
        self._items = items
        self._made: dict[int, Phrase] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Phrase]:
        return (self[number] for number in range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Phrase: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Phrase, ...]: ...
    def __getitem__(self, index: int | slice) -> Phrase | tuple[Phrase, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        if index not in self._made:
            self._made[index] = _phrase_from_plain(self._items[index])
        return self._made[index]

    def required(self, index: int) -> Sequence[Sequence[str]]:
        """Return `self[index].required` without making the phrase: most phrases that are asked for it never match."""
        required: Sequence[Sequence[str]] = self._items[index]["required"]
        return required


# Keys of the plain form whose entries are read one by one.
COLLECTIONS = ("phrases", "conditions", "lists")


def from_plain(data: Any) -> Compiled:  # noqa: ANN401 - whatever the cache held
    """Return what was compiled from the plain data of the cache; malformed data raises what reading it raises."""
    return Compiled(
        LazyPhrases(data["phrases"]),
        Lazy(data["conditions"], _conditions_from_plain),
        Lazy(data["lists"], lambda item: CompiledList(**item)),
        ContextData(**data["contexts"]),
        tuple(data["names"]),
    )


def _conditions_from_plain(conditions: Mapping[str, Any]) -> dict[str, tuple[Neighbour, ...]]:
    return {name: tuple(Neighbour(*phrase) for phrase in phrases) for name, phrases in conditions.items()}


def to_plain(compiled: Compiled) -> dict[str, Any]:
    """Return what was compiled as plain data for the cache."""
    return {
        "phrases": [_phrase_to_plain(phrase) for phrase in compiled.phrases],
        "conditions": compiled.conditions,
        "lists": {name: words._asdict() for name, words in compiled.lists.items()},
        "contexts": compiled.contexts._asdict(),
        "names": compiled.names,
    }


# Stands for the entries of a list in a folded expression; cannot occur in any other.
FOLDED = re.compile("\0([a-z0-9_]+)\0")
# Shorter lists are not worth folding.
_WORTH_FOLDING = 60


def folding(lists: Mapping[str, CompiledList]) -> Callable[[str], str]:
    """Return what puts the names of lists for their entries, the longest first, since lists can hold others."""
    longest = sorted(((words.alternatives, name) for name, words in lists.items()), key=lambda fold: -len(fold[0]))
    folds = [(text, f"\0{name}\0") for text, name in longest if len(text) > _WORTH_FOLDING]

    def fold(regex: str) -> str:
        for alternatives, name in folds:
            # A list is never folded into its own entries, which are no longer than it is.
            if len(alternatives) < len(regex):
                regex = regex.replace(alternatives, name)
        return regex

    return fold


def _phrase_to_plain(phrase: Phrase) -> dict[str, Any]:
    return {**phrase._asdict(), "templates": [(spec, head, dict(forms)) for spec, head, forms in phrase.templates]}


def _phrase_from_plain(item: dict[str, Any]) -> Phrase:
    return Phrase(
        **{
            **item,
            "slots": tuple(item["slots"]),
            "templates": tuple(Template(template_from_plain(spec), *rest) for spec, *rest in item["templates"]),
            "required": tuple(item["required"]),
            "head_lists": tuple(item["head_lists"]),
        }
    )

"""The compiled data of whole-document checks, and its plain form for the cache."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from stigmalint.rules import cache
from stigmalint.rules.compiled import COLLECTIONS, Compiled, from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stigmalint.rules.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Helpline:
    """A service that people can turn to, and how it is recognised in a text.

    Only one whose details somebody read on its own pages has a `checked` date; the others are recognised, never shown.
    """

    name: str
    countries: tuple[str, ...]  # ISO 3166 codes; none for a service of every country
    reach: str  # how to reach it, in words: "call 116 123"
    numbers: tuple[str, ...] = ()  # digits as they are usually written
    short: tuple[str, ...] = ()  # numbers that count only beside a word such as "call"
    sites: tuple[str, ...] = ()  # host names
    outdated: tuple[str, ...] = ()  # former numbers, which the ones above replace
    url: str = ""
    source: str = ""  # where the details were read; "own" where nowhere
    checked: str | None = None  # date of the reading
    crisis: bool = False  # is shown to a writer in crisis
    emergency: bool = False  # the number of the police, fire and ambulance


@dataclass(frozen=True, slots=True)
class DocumentData:
    """What whole-document checks need, compiled: cues as phrases whose rule is the name of the cue."""

    anchors: Mapping[str, Sequence[int]]
    names: Sequence[str]  # of the cues, by the number of the phrase
    compiled: Compiled
    words: Mapping[str, frozenset[str]]  # named sets of single words
    helplines: tuple[Helpline, ...]


def documents_for(rules: RuleSet) -> DocumentData:
    """Return the data of whole-document checks, from the cache where it is kept.

    Raises:
        RuleError: a cue cannot be compiled.
    """
    kept = cache.read(rules.digest, "documents")
    if kept is not None:
        return documents_from_plain(kept)
    from stigmalint.rules.documentfile import compile_documents

    data = compile_documents(rules)
    cache.write(rules.digest, "documents", documents_to_plain(data), COLLECTIONS)
    return data


def documents_to_plain(data: DocumentData) -> dict[str, Any]:
    """Return the data as plain data for the cache."""
    return {
        "anchors": data.anchors,
        "cues": list(data.names),
        **to_plain(data.compiled),
        "words": {name: sorted(words) for name, words in data.words.items()},
        "helplines": [asdict(helpline) for helpline in data.helplines],
    }


def documents_from_plain(plain: Any) -> DocumentData:  # noqa: ANN401 - whatever the cache held
    """Return the data from plain data; malformed data raises what reading it raises."""
    helplines = [Helpline(**_with_tuples(item)) for item in plain["helplines"]]
    words = {name: frozenset(items) for name, items in plain["words"].items()}
    return DocumentData(plain["anchors"], plain["cues"], from_plain(plain), words, tuple(helplines))


def _with_tuples(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}

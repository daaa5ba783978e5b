"""Read and compile the files of whole-document checks: the checks, the cues that they look for, and helplines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from stigmalint.rules import locate, notation
from stigmalint.rules.compiled import Compiled, ContextData, Phrase
from stigmalint.rules.documents import DocumentData, Helpline
from stigmalint.rules.model import CATEGORIES, Conditions, Examples, Rule, RuleSeverity, SuggestionTemplate
from stigmalint.rules.yamlfile import Value, closest, optional, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from stigmalint.findings import Source
    from stigmalint.rules.ruleset import RuleSet

CATEGORY = "document"
FILE, HELPLINES = "documents.yml", "helplines.yml"
_SEVERITIES = ("error", "warning", "info", "off")
_FILE_KEYS = ("checks", "gate", "gate_titles", "lists", "words", "cues")
_CHECK_KEYS = ("id", "severity", "message", "why", "suggest", "sources", "profiles")
_HELPLINE_KEYS = (
    "name",
    "countries",
    "reach",
    "numbers",
    "short",
    "sites",
    "outdated",
    "url",
    "source",
    "checked",
    "crisis",
    "emergency",
)
_DIGITS = re.compile(r"\d")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_file(path: Path) -> dict[str, Value]:
    """Return the parts of a file of checks; a missing file has none.

    Raises:
        RuleError: a part is unknown.
    """
    if not path.is_file():
        return {}
    root = read_yaml(path).mapping("documents file", _FILE_KEYS)
    return {key: value for key, value in root.items() if value.data is not None}


def read_checks(parts: Mapping[str, Value], sources: Mapping[str, Source]) -> dict[str, Rule]:
    """Return the checks, as rules without phrases.

    Raises:
        RuleError: a check is malformed.
    """
    checks: dict[str, Rule] = {}
    for item in _items(parts, "checks"):
        check = _check(item, sources)
        if check.id in checks:
            raise item.fail(f"{check.id}: this id stands twice")
        checks[check.id] = check
    return checks


def read_gate(parts: Mapping[str, Value], key: str = "gate") -> tuple[str, ...]:
    """Return the words of which one must occur before a document is looked at as a whole."""
    return tuple(item.text(key) for item in _items(parts, key))


def read_lists(parts: Mapping[str, Value]) -> dict[str, dict[str, None]]:
    """Return the named lists of the cues."""
    return {name: {item.text(name): None for item in value.sequence(name)} for name, value in _named(parts, "lists")}


def read_cues(parts: Mapping[str, Value]) -> dict[str, list[Value]]:
    """Return the cue phrases by the name of the cue."""
    return {name: value.sequence(name) for name, value in _named(parts, "cues")}


def read_words(parts: Mapping[str, Value]) -> dict[str, frozenset[str]]:
    """Return the named sets of single words."""
    return {name: frozenset(value.text(name).split()) for name, value in _named(parts, "words")}


def _items(parts: Mapping[str, Value], key: str) -> list[Value]:
    return parts[key].sequence(key) if key in parts else []


def _named(parts: Mapping[str, Value], key: str) -> Iterable[tuple[str, Value]]:
    return parts[key].mapping(key).items() if key in parts else ()


def read_helplines(path: Path) -> tuple[Helpline, ...]:
    """Read the helplines of one language; a missing file has none.

    Raises:
        RuleError: a helpline is malformed.
    """
    if not path.is_file():
        return ()
    root = read_yaml(path).mapping("helplines file", ("helplines",))
    return tuple(_helpline(item) for item in root["helplines"].sequence("helplines"))


def gates_of(language: str) -> dict[str, tuple[str, ...]]:
    """Return the gates of a language: words that open it anywhere, and in a title."""
    parts = read_file(locate.shipped_wordlists() / language / FILE)
    return {"anywhere": read_gate(parts), "titles": read_gate(parts, "gate_titles")}


def compile_documents(rules: RuleSet) -> DocumentData:
    """Compile the cues of a language.

    Raises:
        RuleError: a cue does not follow the notation or names a list that does not exist.
    """
    from stigmalint.rules.compile import PhraseCompiler
    from stigmalint.rules.forms import Inflector

    folder = locate.shipped_wordlists() / rules.language
    parts = read_file(folder / FILE)
    shared = {name: words.items for name, words in rules.lists.items()}
    compiler = PhraseCompiler({**shared, **read_lists(parts)}, Inflector.from_file(folder / "forms.json"))
    phrases: list[Phrase] = []
    anchors: dict[str, list[int]] = {}
    for name, items in read_cues(parts).items():
        for item in items:
            phrase, words = _phrase(item, name, compiler)
            for word in words:
                anchors.setdefault(word, []).append(len(phrases))
            phrases.append(phrase)
    used = {word[1:-1] for phrase in phrases for words in phrase.required for word in words if word.startswith("{")}
    used.update(name for phrase in phrases for name in (*phrase.slots, *phrase.head_lists))
    compiled = Compiled(
        tuple(phrases),
        {},
        {name: compiler.list(name) for name in sorted(used)},
        ContextData({}),
        (),
    )
    names = [phrase.rule for phrase in phrases]
    return DocumentData(anchors, names, compiled, read_words(parts), read_helplines(folder / HELPLINES))


def cue_lemmas(parts: Mapping[str, Value]) -> set[str]:
    """Return every lemma whose forms the cues need."""
    from stigmalint.rules.forms import lemmas

    written = [entry for entries in read_lists(parts).values() for entry in entries]
    written += [item.text(name) for name, items in read_cues(parts).items() for item in items]
    return {lemma for text in written for lemma in lemmas(notation.words(notation.parse(text))) if lemma}


def _check(value: Value, sources: Mapping[str, Source]) -> Rule:
    mapping = value.mapping("check", _CHECK_KEYS)
    for key in ("id", "severity", "message", "why"):
        if optional(mapping, key) is None:
            raise value.fail(f"check: the key {key!r} is missing")
    identity = mapping["id"].text("id")
    if identity.partition("/")[0] != CATEGORY or CATEGORY in CATEGORIES:
        raise mapping["id"].fail(f"id {identity!r}: expected {CATEGORY}/slug")
    suggest, named, profiles = (optional(mapping, key) for key in ("suggest", "sources", "profiles"))
    advice = [item.text(identity) for item in suggest.sequence(identity)] if suggest else []
    return Rule(
        id=identity,
        category=CATEGORY,
        severity=_severity(mapping["severity"], identity),
        why=mapping["why"].text(identity),
        match=(),
        suggest=tuple(SuggestionTemplate(text, fix="manual") for text in advice),
        sources=tuple(_source(item, identity, sources) for item in named.sequence(identity)) if named else (),
        examples=Examples(),
        conditions=Conditions(),
        location=value.location,
        message=mapping["message"].text(identity),
        profiles={key: _severity(item, identity) for key, item in profiles.mapping(identity).items()}
        if profiles
        else None,
    )


def _severity(value: Value, what: str) -> RuleSeverity:
    return cast("RuleSeverity", value.one_of(what, _SEVERITIES))


def _source(item: Value, what: str, known: Mapping[str, Source]) -> Source:
    name = item.text(what)
    if name not in known:
        raise item.fail(f"{what}: unknown source {name!r}{closest(name, known)}; sources are listed in sources.yml")
    return known[name]


def _helpline(value: Value) -> Helpline:
    mapping = value.mapping("helpline", _HELPLINE_KEYS)
    for key in ("name", "reach", "source"):
        if optional(mapping, key) is None:
            raise value.fail(f"helpline: the key {key!r} is missing")
    name = mapping["name"].text("name")
    lists = {
        key: tuple(item.text(name) for item in entry.sequence(name))
        for key in ("countries", "numbers", "short", "sites", "outdated")
        if (entry := optional(mapping, key))
    }
    for key in ("numbers", "short", "outdated"):
        for number in lists.get(key, ()):
            if not _DIGITS.search(number):
                raise mapping[key].fail(f"{name}: {number!r} is no number")
    checked, url, crisis, emergency = (optional(mapping, key) for key in ("checked", "url", "crisis", "emergency"))
    if checked and not _DATE.fullmatch(checked.text(name)):
        raise checked.fail(f"{name}: expected the date of the check as year-month-day")
    shown = crisis.boolean(name) if crisis else False
    if shown and not checked:
        raise value.fail(f"{name}: a helpline that nobody has checked is never shown")
    return Helpline(
        name,
        lists.pop("countries", ()),
        reach=mapping["reach"].text(name),
        source=mapping["source"].text(name),
        url=url.text(name) if url else "",
        checked=checked.text(name) if checked else None,
        crisis=shown,
        emergency=emergency.boolean(name) if emergency else False,
        **lists,
    )


def _phrase(item: Value, name: str, compiler: Any) -> tuple[Phrase, Sequence[str]]:  # noqa: ANN401 - a PhraseCompiler
    try:
        compiled = compiler.phrase(item.text(name))
    except notation.NotationError as error:
        raise item.fail(f"{name}: {error}") from error
    except KeyError as error:
        raise item.fail(f"{name}: unknown list {error}") from error
    phrase = Phrase(
        rule=name,
        regex=compiled.regex,
        pattern=None,
        slots=compiled.slots,
        head_forms=compiled.head_forms,
        role=None,
        severity="info",
        templates=(),
        case="any",
        written=item.text(name),
        required=compiled.required,
        reaches=compiled.reaches,
        head_lists=compiled.head_lists,
    )
    return phrase, compiled.anchors

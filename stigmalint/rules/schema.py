"""Turn the values of a rule file into rules, naming file, line, rule and what was expected for every mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from stigmalint.errors import RuleError
from stigmalint.findings import Source
from stigmalint.rules import notation
from stigmalint.rules.model import (
    CATEGORIES,
    Conditions,
    Examples,
    PhraseSpec,
    Profile,
    Role,
    Rule,
    RuleSeverity,
    SuggestionTemplate,
    WordList,
)
from stigmalint.rules.rawpattern import check_pattern
from stigmalint.rules.templates import WHEN_KEYS
from stigmalint.rules.yamlfile import Value, closest, optional

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

SEVERITIES = ("error", "warning", "info", "off")
ACTIONS = ("flag", "info", "pass")
CONTEXTS = (
    "mention",
    "quotation",
    "self-description",
    "name",
    "negation",
)
CONDITION_KEYS = (
    "before",
    "after",
    "near",
    "near_paragraph",
    "not_before",
    "not_after",
    "not_near",
    "not_near_paragraph",
    "except",
)
RULE_KEYS = (
    "id",
    "severity",
    "message",
    "match",
    "suggest",
    "why",
    "sources",
    "role",
    *CONDITION_KEYS,
    "contexts",
    "profiles",
    "case",
    "aliases",
    "preview",
    "examples",
    "add",
)
ADD_KEYS = ("match", "suggest", "examples", *CONDITION_KEYS)
PHRASE_KEYS = ("phrase", "pattern", "suggest", "role", "severity")
SUGGESTION_KEYS = ("text", "one", "many", "fix", "rewrite", *WHEN_KEYS)
FILE_KEYS = ("language", "description", "countries", "lists", "rules")
PROFILE_KEYS = ("description", "extends", "severity", "contexts")
EXAMPLE_KEYS = ("flag", "pass", "fix")
SOURCE_KEYS = ("title", "url")
ROLES = ("noun", "adjective", "verb")
CASES = ("any", "upper", "exact")
FIXES = ("safe", "unsafe")
_ID = re.compile(r"[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LIST_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TEMPLATE_SLOT = re.compile(r"\{([^{}]*)\}")
TEMPLATE_WORDS = frozenset({"possessive", "match"})


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What one file holds: complete rules, changes to rules of earlier files, and lists."""

    name: str
    language: str | None
    lists: Mapping[str, WordList]
    rules: tuple[Value, ...]
    countries: tuple[str, ...] = ()  # ISO 3166 codes of the countries that the texts are for


def read_rule_file(root: Value, name: str, expected: str | None = None) -> RuleFile:
    """Split a rule file into its lists and its still unread rules.

    Args:
        root: the file.
        name: how messages name it.
        expected: the language of the rules in force; a file of another is refused.

    Raises:
        RuleError: a key is unknown, a list is malformed, or the file is for another language.
    """
    if root.data is None:
        return RuleFile(name, None, {}, ())
    mapping = root.mapping("rule file", FILE_KEYS)
    language = optional(mapping, "language")
    if language and expected and language.text("language") != expected:
        raise language.fail(f"language: this file is for {language.data!r}, but {expected!r} is checked")
    description, countries, lists, rules = (
        optional(mapping, key) for key in ("description", "countries", "lists", "rules")
    )
    if description:
        description.text("description")
    return RuleFile(
        name,
        language.text("language") if language else None,
        _lists(lists) if lists else {},
        tuple(rules.sequence("rules")) if rules else (),
        tuple(_country(item) for item in countries.sequence("countries")) if countries else (),
    )


def _country(value: Value) -> str:
    code = value.text("countries")
    if not _COUNTRY.fullmatch(code):
        raise value.fail(f"countries: {code!r}: expected the code of a country in two capitals, such as GB")
    return code


def _lists(value: Value) -> dict[str, WordList]:
    found = {}
    for name, items in value.mapping("lists").items():
        if not _LIST_NAME.fullmatch(name):
            raise items.fail(f"list {name!r}: a name has lower-case letters, digits and _ only")
        found[name] = WordList(name, _list_items(name, items), items.location)
    return found


def _list_items(name: str, items: Value) -> dict[str, str | None]:
    what = f"list {name!r}"
    entries: dict[str, str | None] = {}
    pairs: list[tuple[str, str | None, Value]]
    if isinstance(items.data, dict):
        pairs = [(key, value.text(f"{what}, {key!r}"), value) for key, value in items.data.items()]
    else:
        pairs = [(item.text(what), None, item) for item in items.sequence(what)]
    if not pairs:
        raise items.fail(f"{what}: expected at least one entry")
    for entry, text, value in pairs:
        if entry in entries:
            raise value.fail(f"{what}: {entry!r} stands twice")
        _phrase(value, entry, what)
        entries[entry] = text
    return entries


def rule_id(value: Value) -> str:
    """Return the id of a rule, checked for its form and its category."""
    mapping = value.mapping("rule")
    if "id" not in mapping:
        raise value.fail("rule: the key 'id' is missing; expected category/slug")
    text = mapping["id"].text("id")
    if not _ID.fullmatch(text):
        raise mapping["id"].fail(f"id {text!r}: expected category/slug in lower case, such as suicide/commit")
    category = text.split("/", 1)[0]
    if category not in CATEGORIES:
        raise mapping["id"].fail(
            f"id {text!r}: unknown category {category!r}{closest(category, CATEGORIES)};"
            f" expected one of: {', '.join(CATEGORIES)}"
        )
    return text


def read_rule(
    value: Value, sources: Mapping[str, Source], base: Rule | None = None, known: Collection[str] = ()
) -> Rule:
    """Read one rule; keys that it leaves out are inherited from `base`, the rule it changes.

    Args:
        value: the rule as written.
        sources: the guidelines that it may name.
        base: the rule of an earlier file with the same id.
        known: ids of the rules so far, one of which may have been meant.

    Raises:
        RuleError: naming file, line, rule and what was expected.
    """
    identity = rule_id(value)
    mapping = value.mapping(identity, RULE_KEYS)
    changes: dict[str, Any] = {"location": value.location}
    if base is None:
        base = _blank(value, mapping, identity, known)
    elif "severity" in mapping:
        # "severity: off" of a local file means off, whatever the shipped rule and the profile say.
        changes |= {"pinned": True, "profiles": None, "match": tuple(replace(m, severity=None) for m in base.match)}
    for key, field_name, read in _FIELDS:
        entry = optional(mapping, key)
        if entry is not None:
            changes[field_name] = read(entry, f"{identity}: {key}")
    if "sources" in mapping:
        changes["sources"] = _sources(mapping["sources"], f"{identity}: sources", sources)
    rule = replace(base, **changes)
    rule = replace(rule, conditions=_conditions(mapping, identity, rule.conditions))
    addition = optional(mapping, "add")
    return _added(rule, addition) if addition else rule


def _blank(value: Value, mapping: Mapping[str, Value], identity: str, known: Collection[str]) -> Rule:
    """Return a rule of this id with nothing in it, for a file that brings everything a new rule needs."""
    if "add" in mapping:
        raise mapping["add"].fail(
            f"{identity}: 'add' extends a rule of another file, but there is none with this id"
            f"{closest(identity, known)}"
        )
    for key in ("severity", "match", "why"):
        if optional(mapping, key) is None:
            meant = closest(identity, known)
            raise value.fail(f"{identity}: the key {key!r} is missing; a new rule needs it{meant}")
    return Rule(
        id=identity,
        category=identity.split("/", 1)[0],
        severity="warning",
        why="",
        match=(),
        suggest=(),
        sources=(),
        examples=Examples(),
        conditions=Conditions(),
        location=value.location,
    )


def _added(rule: Rule, value: Value) -> Rule:
    what = f"{rule.id}: add"
    mapping = value.mapping(what, ADD_KEYS)
    match = optional(mapping, "match")
    suggest = optional(mapping, "suggest")
    examples = optional(mapping, "examples")
    if match:
        rule = replace(rule, match=rule.match + _matches(match, what))
    if suggest:
        rule = replace(rule, suggest=_suggestions(suggest, what) + rule.suggest)
    if examples:
        new = _examples(examples, what)
        fix = {**(rule.examples.fix or {}), **(new.fix or {})}
        rule = replace(rule, examples=Examples(rule.examples.flag + new.flag, rule.examples.pass_ + new.pass_, fix))
    new_conditions = _conditions(mapping, rule.id, Conditions())
    joined = {name: getattr(rule.conditions, name) + getattr(new_conditions, name) for name in Conditions.__slots__}
    return replace(rule, conditions=Conditions(**joined))


def _phrase(value: Value, phrase: str, what: str) -> str:
    try:
        notation.parse(phrase)
    except notation.NotationError as error:
        raise value.fail(f"{what}: {phrase!r}: {error}") from error
    return phrase


def _texts(value: Value, what: str) -> tuple[str, ...]:
    return tuple(item.text(what) for item in value.sequence(what))


def _phrases(value: Value, what: str) -> tuple[str, ...]:
    return tuple(_phrase(item, item.text(what), what) for item in value.sequence(what))


def _matches(value: Value, what: str) -> tuple[PhraseSpec, ...]:
    specs = []
    for item in value.sequence(what):
        if isinstance(item.data, dict):
            specs.append(_phrase_spec(item, what))
        else:
            specs.append(PhraseSpec(_phrase(item, item.text(what), what)))
    if not specs:
        raise value.fail(f"{what}: expected at least one phrase")
    return tuple(specs)


def _phrase_spec(value: Value, what: str) -> PhraseSpec:
    mapping = value.mapping(what, PHRASE_KEYS)
    phrase, pattern = optional(mapping, "phrase"), optional(mapping, "pattern")
    if (phrase is None) == (pattern is None):
        raise value.fail(f"{what}: expected either 'phrase' or 'pattern'")
    suggest, role, severity = (optional(mapping, key) for key in ("suggest", "role", "severity"))
    return PhraseSpec(
        phrase=_phrase(phrase, phrase.text(what), what) if phrase else None,
        pattern=check_pattern(pattern, what) if pattern else None,
        suggest=_suggestions(suggest, what) if suggest else None,
        role=_role(role, what) if role else None,
        severity=_severity(severity, what) if severity else None,
    )


def _suggestions(value: Value, what: str) -> tuple[SuggestionTemplate, ...]:
    return tuple(_suggestion(item, what) for item in value.sequence(what))


def _suggestion(item: Value, what: str) -> SuggestionTemplate:
    if not isinstance(item.data, dict):
        return SuggestionTemplate(_template(item, what))
    mapping = item.mapping(what, SUGGESTION_KEYS)
    rewrite = optional(mapping, "rewrite")
    if rewrite and len(mapping) > 1:
        raise item.fail(f"{what}: 'rewrite' is advice and stands alone; give words in a suggestion of their own")
    if rewrite:
        return SuggestionTemplate(rewrite.text(what), fix="manual")
    fix = optional(mapping, "fix")
    texts = {key: _template(entry, what) for key in ("text", "one", "many") if (entry := optional(mapping, key))}
    if "text" not in texts and set(texts) != {"one", "many"}:
        raise item.fail(f"{what}: expected 'text', 'rewrite', or both 'one' and 'many'")
    kind: Any = fix.one_of(what, FIXES) if fix else "safe"
    when = tuple((key, _plain_words(entry, what)) for key in WHEN_KEYS if (entry := optional(mapping, key)))
    return SuggestionTemplate(**texts, fix=kind, when=when)


def _plain_words(value: Value, what: str) -> tuple[str, ...]:
    """Read words that are compared as they are, in lower case: every form has to be given."""
    return tuple(item.text(what).lower() for item in value.sequence(what))


def _template(value: Value, what: str) -> str:
    text = value.text(what)
    if re.search(r"[{}]", _TEMPLATE_SLOT.sub("", text)):
        raise value.fail(f"{what}: {text!r}: a '{{' without its '}}', or the other way round")
    for name in _TEMPLATE_SLOT.findall(text):
        if name not in TEMPLATE_WORDS and not _LIST_NAME.fullmatch(name):
            raise value.fail(
                f"{what}: cannot read {{{name}}}; expected the name of a list of the match, {{possessive}} or {{match}}"
            )
    return text


def template_slots(template: SuggestionTemplate) -> tuple[str, ...]:
    """Return the names of the lists that a suggestion fills in."""
    if template.fix == "manual":
        return ()
    texts = (template.text, template.one, template.many)
    return tuple(name for text in texts if text for name in _TEMPLATE_SLOT.findall(text) if name not in TEMPLATE_WORDS)


def _sources(value: Value, what: str, known: Mapping[str, Source]) -> tuple[Source, ...]:
    found = []
    for item in value.sequence(what):
        name = item.text(what)
        if name not in known:
            raise item.fail(f"{what}: unknown source {name!r}{closest(name, known)}; sources are listed in sources.yml")
        found.append(known[name])
    return tuple(found)


def _examples(value: Value, what: str) -> Examples:
    mapping = value.mapping(what, EXAMPLE_KEYS)
    flag, passing, fix = (optional(mapping, key) for key in EXAMPLE_KEYS)
    return Examples(
        flag=_texts(flag, what) if flag else (),
        pass_=_texts(passing, what) if passing else (),
        fix={key: entry.text(what) for key, entry in fix.mapping(what).items()} if fix else {},
    )


def _conditions(mapping: Mapping[str, Value], identity: str, base: Conditions) -> Conditions:
    changes = {}
    for key in CONDITION_KEYS:
        entry = optional(mapping, key)
        if entry is not None:
            changes["except_" if key == "except" else key] = _phrases(entry, f"{identity}: {key}")
    return replace(base, **changes) if changes else base


def _severity(value: Value, what: str) -> RuleSeverity:
    return cast("RuleSeverity", value.one_of(what, SEVERITIES))


def _role(value: Value, what: str) -> Role:
    return cast("Role", value.one_of(what, ROLES))


def _severities(value: Value, what: str) -> dict[str, RuleSeverity]:
    return {key: _severity(entry, f"{what}: {key}") for key, entry in value.mapping(what).items()}


def _actions(value: Value, what: str) -> dict[str, str]:
    return {key: entry.one_of(f"{what}: {key}", ACTIONS) for key, entry in value.mapping(what, CONTEXTS).items()}


_FIELDS: tuple[tuple[str, str, Callable[[Value, str], Any]], ...] = (
    ("severity", "severity", _severity),
    ("message", "message", Value.text),
    ("match", "match", _matches),
    ("suggest", "suggest", _suggestions),
    ("why", "why", Value.text),
    ("role", "role", _role),
    ("contexts", "contexts", _actions),
    ("profiles", "profiles", _severities),
    ("case", "case", lambda value, what: value.one_of(what, CASES)),
    ("aliases", "aliases", _texts),
    ("preview", "preview", Value.boolean),
    ("examples", "examples", _examples),
)


def read_sources(root: Value) -> dict[str, Source]:
    """Read `sources.yml`: id → title and address."""
    found = {}
    for identity, value in root.mapping("sources").items():
        entry = value.mapping(f"source {identity!r}", SOURCE_KEYS)
        for key in SOURCE_KEYS:
            if optional(entry, key) is None:
                raise value.fail(f"source {identity!r}: the key {key!r} is missing")
        found[identity] = Source(identity, entry["title"].text("title"), entry["url"].text("url"))
    return found


def read_profile(root: Value, name: str) -> tuple[Profile, str | None]:
    """Read a profile and the name of the profile that it extends, if any."""
    mapping = root.mapping(f"profile {name!r}", PROFILE_KEYS)
    description, extends, severity, contexts = (optional(mapping, key) for key in PROFILE_KEYS)
    if description is None:
        raise root.fail(f"profile {name!r}: the key 'description' is missing")
    profile = Profile(
        name,
        description.text("description"),
        _severities(severity, "severity") if severity else {},
        _actions(contexts, "contexts") if contexts else {},
    )
    return profile, extends.text("extends") if extends else None


__all__ = [
    "CONTEXTS",
    "RuleError",
    "RuleFile",
    "read_profile",
    "read_rule",
    "read_rule_file",
    "read_sources",
    "rule_id",
]

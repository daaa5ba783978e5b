"""Merge rule files in order, with a profile, into the rules in force."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from stigmalint.errors import RuleError
from stigmalint.rules import locate, notation
from stigmalint.rules.documentfile import CATEGORY, FILE, read_checks, read_file
from stigmalint.rules.forms import lemmas
from stigmalint.rules.model import CATEGORIES, Conditions, Profile, Rule, RuleData, RuleSeverity, WordList
from stigmalint.rules.schema import (
    TEMPLATE_WORDS,
    RuleFile,
    read_profile,
    read_rule,
    read_rule_file,
    read_sources,
    rule_id,
    template_slots,
)
from stigmalint.rules.yamlfile import closest, parse_yaml, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from stigmalint.findings import Source
    from stigmalint.rules.model import SuggestionTemplate
    from stigmalint.rules.ruleset import RuleSet


@dataclass
class _Merge:
    """Rules and lists as they accumulate over the files."""

    sources: Mapping[str, Source]
    rules: dict[str, Rule] = field(default_factory=dict)
    lists: dict[str, WordList] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)

    def add(self, file: RuleFile, *, shipped: bool = False) -> None:
        self.countries.update(dict.fromkeys(file.countries))
        for name, words in file.lists.items():
            before = self.lists.get(name)
            # Within the shipped files a second list of the same name is a slip; a local file extends the list.
            self.lists[name] = replace(words, items={**before.items, **words.items}) if before else words
        seen: dict[str, int] = {}
        for value in file.rules:
            identity = rule_id(value)
            if identity in seen:
                raise value.fail(f"{identity}: this id stands twice in this file (first on line {seen[identity]})")
            seen[identity] = value.location.line
            target = self.aliases.get(identity, identity)
            known = self.rules.get(target)
            rule = read_rule(value, self.sources, known, self.rules)
            if shipped and known:
                # A locale says what the words weigh in a country; what a profile makes of them still holds.
                rule = replace(rule, pinned=known.pinned, profiles=rule.profiles or known.profiles)
            self.rules[rule.id] = rule
            for alias in rule.aliases:
                if alias in self.rules:
                    raise value.fail(f"{rule.id}: the alias {alias!r} is the id of a rule")
                if self.aliases.get(alias, rule.id) != rule.id:
                    raise value.fail(f"{rule.id}: the alias {alias!r} belongs to {self.aliases[alias]} already")
                self.aliases[alias] = rule.id


def read_rules(files: Sequence[Path], language: str, profile: Profile, texts: Mapping[str, str]) -> RuleData:
    """Read and merge `files`, then `texts` (rule files from memory, by name).

    Raises:
        RuleError: a file is malformed.
    """
    merge = _Merge(shipped_sources())
    general = set(locate.shipped_rule_files(language))
    root = locate.shipped_wordlists()
    for path in files:
        file = read_rule_file(read_yaml(path), str(path), language)
        if path in general:
            _refuse_duplicates(file, merge)
        merge.add(file, shipped=root in path.parents)
    for name, text in texts.items():
        merge.add(read_rule_file(parse_yaml(text, name), name, language))
    checks = read_checks(read_file(locate.shipped_wordlists() / language / FILE), merge.sources)
    _check_profile(profile, {*merge.rules, *CATEGORIES, *checks, CATEGORY})
    data = RuleData(profile, merge.rules, merge.lists, merge.aliases, checks, tuple(merge.countries))
    check_references(data)
    return data


def shipped_sources() -> dict[str, Source]:
    """Read the published guidelines that rules may name."""
    return read_sources(read_yaml(locate.shipped_wordlists() / "sources.yml"))


def _refuse_duplicates(file: RuleFile, merge: _Merge) -> None:
    for name, words in file.lists.items():
        if name in merge.lists:
            raise RuleError(f"{words.location}: the list {name!r} stands at {merge.lists[name].location} already")
    for value in file.rules:
        identity = rule_id(value)
        former = merge.aliases.get(identity)
        if former is not None:
            raise value.fail(f"{identity}: this id is an alias of {former}, at {merge.rules[former].location}")
        if identity in merge.rules:
            raise value.fail(f"{identity}: this id stands at {merge.rules[identity].location} already")


def load_profile(
    name: str, severities: Mapping[str, RuleSeverity] | None = None, contexts: Mapping[str, str] | None = None
) -> Profile:
    """Read a profile with those that it extends, and lay `severities` and `contexts` over it."""
    locate.check_profile_name(name)
    path = locate.shipped_wordlists() / "profiles" / f"{name}.yml"
    profile, parent = read_profile(read_yaml(path), name)
    if parent:
        base = load_profile(parent)
        profile = replace(
            profile,
            severities={**base.severities, **profile.severities},
            contexts={**base.contexts, **profile.contexts},
        )
    return replace(
        profile,
        overrides=severities or {},
        contexts={**profile.contexts, **(contexts or {})},
    )


def _check_profile(profile: Profile, known: Collection[str]) -> None:
    for key in (*profile.severities, *profile.overrides):
        if key not in known:
            raise RuleError(
                f"profile {profile.name!r}: severity of unknown rule or category {key!r}{closest(key, known)}"
            )


def all_phrases(rule: Rule) -> Iterator[str]:
    """Yield every phrase that a rule writes in the notation: matches and conditions."""
    for spec in rule.match:
        if spec.phrase is not None:
            yield spec.phrase
    for name in Conditions.__slots__:
        yield from getattr(rule.conditions, name)


def all_templates(rule: Rule) -> Iterator[SuggestionTemplate]:
    """Yield every suggestion of a rule and of its phrases."""
    yield from rule.suggest
    for spec in rule.match:
        yield from spec.suggest or ()


def check_references(rules: RuleData) -> None:
    """Check that every list named by a phrase or a suggestion exists and that no list contains itself."""
    for rule in rules.rules.values():
        for phrase in all_phrases(rule):
            for name in notation.slots(notation.parse(phrase)):
                if name not in rules.lists:
                    raise RuleError(
                        f"{rule.location}: {rule.id}: {phrase!r} names the unknown list"
                        f" {{{name}}}{closest(name, rules.lists)}"
                    )
        for template in all_templates(rule):
            for name in template_slots(template):
                if name not in rules.lists:
                    raise RuleError(
                        f"{rule.location}: {rule.id}: suggest: unknown list {{{name}}}"
                        f"{closest(name, (*TEMPLATE_WORDS, *rules.lists))}"
                    )
    for words in rules.lists.values():
        _check_list(words, rules.lists, (words.name,))


def _check_list(words: WordList, lists: Mapping[str, WordList], path: tuple[str, ...]) -> None:
    for entry in words.items:
        for name in notation.slots(notation.parse(entry)):
            if name in path:
                raise RuleError(f"{words.location}: list {words.name!r} contains itself through {entry!r}")
            if name not in lists:
                raise RuleError(f"{words.location}: list {words.name!r}: unknown list {{{name}}}{closest(name, lists)}")
            _check_list(lists[name], lists, (*path, name))


def needed_lemmas(rules: RuleSet | RuleData) -> set[str]:
    """Return every lemma whose forms the compiled rules need."""
    needed: set[str] = set()
    for rule in rules.rules.values():
        for phrase in all_phrases(rule):
            needed |= lemmas(notation.words(notation.parse(phrase)))
        for template in all_templates(rule):
            if template.text and template.fix != "manual" and head_word(template.text).isalpha():
                needed.add(head_word(template.text))
    for words in rules.lists.values():
        for entry in words.items:
            needed |= lemmas(notation.words(notation.parse(entry)))
    return {lemma for lemma in needed if lemma}


def head_word(template: str) -> str:
    """Return the word of a suggestion that inflects: the starred one, else the first."""
    words = template.split()
    starred = [word for word in words if word.endswith("*")]
    return (starred or words)[0].rstrip("*").lower()

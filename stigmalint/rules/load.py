"""Find the rule files, merge them in order, and give the set of rules in force."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from stigmalint import __version__
from stigmalint.errors import RuleError, UsageError
from stigmalint.rules import cache, notation, plain
from stigmalint.rules.forms import lemmas
from stigmalint.rules.model import CATEGORIES, Conditions, Profile, Rule, RuleData, RuleSet, RuleSeverity, WordList
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stigmalint.findings import Source
    from stigmalint.rules.model import SuggestionTemplate

DEFAULT_LANGUAGE = "en"
DEFAULT_PROFILE = "outreach"
PACK_GROUP = "stigmalint.wordlists"
# Files of a language folder that hold something else than rules.
_NOT_RULES = frozenset({"contexts.yml", "names.yml"})


def shipped_wordlists() -> Path:
    """Return the folder of the shipped word lists: inside the package as installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "wordlists"
    return inside if inside.is_dir() else package.parent / "wordlists"


def languages() -> tuple[str, ...]:
    """Return the languages that have word lists."""
    root = shipped_wordlists()
    return tuple(sorted(path.name for path in root.iterdir() if path.is_dir() and path.name != "profiles"))


def profiles() -> tuple[str, ...]:
    """Return the names of the shipped profiles."""
    return tuple(sorted(path.stem for path in (shipped_wordlists() / "profiles").glob("*.yml")))


def rule_files(language: str, wordlists: Sequence[Path | str] = ()) -> list[Path]:
    """Return the rule files in the order in which they apply: shipped ones, then `wordlists` as given.

    Args:
        language: a language code that has a folder of word lists.
        wordlists: files, folders of files, or names of installed packs.

    Raises:
        UsageError: the language or a pack is unknown, or a path does not exist or holds no rule file.
    """
    if language not in languages():
        known = languages()
        raise UsageError(
            f"no word lists for the language {language!r}{closest(language, known)}; there are: {', '.join(known)}"
        )
    files = shipped_rule_files(language)
    for entry in wordlists:
        path = Path(entry)
        if not path.exists():
            path = _pack(str(entry))
        found = _folder_files(path) if path.is_dir() else [path]
        if not found:
            raise UsageError(f"word lists {str(entry)!r}: no .yml file in this folder")
        files.extend(found)
    return files


def shipped_rule_files(language: str) -> list[Path]:
    """Return the rule files of one language that come with stigmalint."""
    return _folder_files(shipped_wordlists() / language)


def _folder_files(folder: Path) -> list[Path]:
    files = (path for pattern in ("*.yml", "*.yaml") for path in folder.glob(pattern))
    return sorted(path for path in files if path.name not in _NOT_RULES)


def _pack(name: str) -> Path:
    """Find the folder of an installed pack by its entry point, without importing (so without running) the pack."""
    points = {point.name: point for point in metadata.entry_points(group=PACK_GROUP)}
    point = points.get(name)
    if point is None or point.dist is None:
        known = f"; installed packs: {', '.join(sorted(points))}" if points else "; no packs are installed"
        raise UsageError(f"word lists {name!r}: no such file, folder or installed pack{closest(name, points)}{known}")
    parts = point.module.split(".")
    folder = Path(str(point.dist.locate_file("/".join(parts))))
    for candidate in (folder, *(place.joinpath(*parts[1:]) for place in _package_places(parts[0]))):
        if candidate.is_dir():
            return candidate
    raise UsageError(f"word lists {name!r}: the pack's entry point names {folder}, which is not a folder")


def _package_places(package: str) -> list[Path]:
    """Return where a top-level package lies; an editable install lies elsewhere than its metadata."""
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return []
    return [Path(place) for place in spec.submodule_search_locations or ()] if spec else []


def digest(files: Iterable[Path], *extra: str) -> str:
    """Return a digest of the content of `files` and of `extra`, to key what is computed from them."""
    state = hashlib.blake2b(digest_size=16)
    for text in extra:
        state.update(text.encode() + b"\0")
    for path in files:
        state.update(hashlib.blake2b(_content(path)).digest())
    return state.hexdigest()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path}: cannot read this file: {error.strerror}") from error


@dataclass
class _Merge:
    """Rules and lists as they accumulate over the files."""

    sources: Mapping[str, Source]
    rules: dict[str, Rule] = field(default_factory=dict)
    lists: dict[str, WordList] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def add(self, file: RuleFile) -> None:
        for name, words in file.lists.items():
            known = self.lists.get(name)
            # Within the shipped files a second list of the same name is a slip; a local file extends the list.
            self.lists[name] = replace(words, items={**known.items, **words.items}) if known else words
        seen: dict[str, int] = {}
        for value in file.rules:
            identity = rule_id(value)
            if identity in seen:
                raise value.fail(f"{identity}: this id stands twice in this file (first on line {seen[identity]})")
            seen[identity] = value.location.line
            target = self.aliases.get(identity, identity)
            rule = read_rule(value, self.sources, self.rules.get(target))
            self.rules[rule.id] = rule
            for alias in rule.aliases:
                if alias in self.rules:
                    raise value.fail(f"{rule.id}: the alias {alias!r} is the id of a rule")
                if self.aliases.get(alias, rule.id) != rule.id:
                    raise value.fail(f"{rule.id}: the alias {alias!r} belongs to {self.aliases[alias]} already")
                self.aliases[alias] = rule.id


def load_rules(  # noqa: PLR0913 - each says one thing, all by keyword
    *,
    language: str = DEFAULT_LANGUAGE,
    profile: str = DEFAULT_PROFILE,
    wordlists: Sequence[Path | str] = (),
    severities: Mapping[str, RuleSeverity] | None = None,
    contexts: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> RuleSet:
    """Read every rule file and return the rules in force.

    Args:
        language: language code, such as "en".
        profile: name of a shipped profile.
        wordlists: further files, folders or installed packs; later ones change earlier ones.
        severities: rule or category → level, over the profile's and the rules' own.
        contexts: context → "flag", "info" or "pass", over the profile's.
        texts: further rule files from memory, by name; they come last.

    Raises:
        RuleError: a file is malformed.
        UsageError: the language, profile or a path does not exist.
    """
    files = rule_files(language, wordlists)
    options = json.dumps([__version__, language, profile, severities, contexts, texts], sort_keys=True)
    key = digest([*files, *_side_files(language, profile)], options)

    def read() -> RuleData:
        return _read(files, language, load_profile(profile, severities, contexts), texts or {})

    # Rules know the files that they stand in, so the same content elsewhere is kept apart.
    place = hashlib.blake2b("\0".join(map(str, files)).encode(), digest_size=8).hexdigest()
    kept = cache.read(key, f"rules-{place}")
    if kept is not None:
        return RuleSet(language, key, lambda: plain.rules_from_plain(kept) or read())
    data = read()
    cache.write(key, f"rules-{place}", plain.rules_to_plain(data))
    return RuleSet(language, key, lambda: data)


def _side_files(language: str, profile: str) -> list[Path]:
    """Return the shipped files other than rule files on which the rules in force depend."""
    root = shipped_wordlists()
    _check_profile_name(profile)
    names = (root / "sources.yml", *(root / language / name for name in ("contexts.yml", "names.yml", "forms.json")))
    return [path for path in (*names, *sorted((root / "profiles").glob("*.yml"))) if path.is_file()]


def _read(files: Sequence[Path], language: str, profile: Profile, texts: Mapping[str, str]) -> RuleData:
    merge = _Merge(shipped_sources())
    shipped = len(shipped_rule_files(language))
    for index, path in enumerate(files):
        file = read_rule_file(read_yaml(path), str(path), language)
        if index < shipped:
            _refuse_duplicates(file, merge)
        merge.add(file)
    for name, text in texts.items():
        merge.add(read_rule_file(parse_yaml(text, name), name, language))
    _check_profile(profile, merge)
    data = RuleData(profile, merge.rules, merge.lists, merge.aliases)
    check_references(data)
    return data


def shipped_sources() -> dict[str, Source]:
    """Read the published guidelines that rules may name."""
    return read_sources(read_yaml(shipped_wordlists() / "sources.yml"))


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
    _check_profile_name(name)
    path = shipped_wordlists() / "profiles" / f"{name}.yml"
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


def _check_profile_name(name: str) -> None:
    if name not in profiles():
        raise UsageError(f"unknown profile {name!r}{closest(name, profiles())}; there are: {', '.join(profiles())}")


def _check_profile(profile: Profile, merge: _Merge) -> None:
    known = {*merge.rules, *CATEGORIES}
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


__all__ = [
    "languages",
    "load_rules",
    "needed_lemmas",
    "profiles",
    "rule_files",
    "shipped_rule_files",
    "shipped_wordlists",
]

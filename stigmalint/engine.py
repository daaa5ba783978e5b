"""Give the linter, the selection and the names for a configuration, each made once for all files that share it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from stigmalint.errors import ConfigError, StigmalintError, UsageError
from stigmalint.selection import Selection, Vocabulary, at_least, selection, severities

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from stigmalint.config import Config
    from stigmalint.documents.model import Document
    from stigmalint.findings import Severity
    from stigmalint.linter import Inspection, Linter, Memory
    from stigmalint.rules.model import RuleSeverity
    from stigmalint.rules.ruleset import RuleSet


class Lints(Protocol):
    """What the engine needs of a linter; `stigmalint.linter.Linter` is one."""

    rules: RuleSet

    def inspect(self, document: Document) -> Inspection:
        """Return the findings of a document, sorted by start, and the checks that were asked of it as a whole."""

    def remember(self, memory: Memory) -> None:
        """Keep what segments come to in `memory`, and take it from there."""


class Bench(NamedTuple):
    """Everything that the files under one configuration are checked with."""

    config: Config
    linter: Lints
    names: Vocabulary
    selection: Selection

    def asks(self, rule: str, severity: Severity) -> bool:
        """Tell whether a finding of this rule and severity would be reported; rules that do not exist find nothing."""
        if not self.selection.wants(rule) or not at_least(severity, self.config.min_severity):
            return False
        rules = self.linter.rules
        known = rules.rules.get(rule) or rules.checks.get(rule)
        return rules.severity(known) != "off" if known else rule in self.names.rules


def load_rule_set(config: Config) -> RuleSet:
    """Return the rules that `config` asks for, with its severities and contexts over those of the profile.

    Raises:
        StigmalintError: a rule file is malformed, or a profile, language, word list, rule or context does not exist.
    """
    from stigmalint.rules.load import languages, load_rules, locales, profiles

    _check_name(config, "language", languages())
    _check_name(config, "profile", profiles())
    if config.locale is not None:
        _check_name(config, "locale", locales(config.language))
    _check_contexts(config)
    load = partial(
        load_rules,
        language=config.language,
        profile=config.profile,
        locale=config.locale,
        wordlists=config.wordlists,
    )
    levels = severities(config, Vocabulary(load())) if config.severity else {}
    return load(
        severities=cast("Mapping[str, RuleSeverity]", levels) or None,
        contexts=config.contexts or None,
    )


def _check_name(config: Config, key: str, known: Sequence[str]) -> None:
    name, origin = config.value(key), config.origin(key)
    if name not in known:
        from stigmalint.nearest import nearest_or_all

        kind = UsageError if origin.startswith("--") else ConfigError
        raise kind(f'{origin}: unknown {key} "{name}"{nearest_or_all(name, known)}')


def _check_contexts(config: Config) -> None:
    if not config.contexts:
        return
    from stigmalint.nearest import nearest_or_all
    from stigmalint.rules.schema import CONTEXTS

    for name in config.contexts:
        if name not in CONTEXTS:
            origin = config.origin("contexts")
            raise ConfigError(f'{origin}: unknown context "{name}"{nearest_or_all(name, CONTEXTS)}')


def make_linter(config: Config) -> Linter:
    """Return the linter for `config`."""
    from stigmalint.linter import Linter

    return Linter(load_rule_set(config), model=config.model)


@dataclass
class Engine:
    """Makes benches, and keeps them.

    Args:
        make: makes a linter for a configuration.
    """

    make: Callable[[Config], Lints]
    _linters: dict[Hashable, Lints] = field(default_factory=dict)
    _broken: dict[Hashable, StigmalintError] = field(default_factory=dict)
    _benches: dict[int, Bench] = field(default_factory=dict)

    def bench(self, config: Config) -> Bench:
        """Return the bench for `config`; configurations that need the same rules share a linter.

        Raises:
            StigmalintError: the rules cannot be loaded, or the configuration names one that does not exist.
        """
        if id(config) not in self._benches:
            linter = self._linter(config)
            names = Vocabulary(linter.rules)
            self._benches[id(config)] = Bench(config, linter, names, selection(config, names))
        return self._benches[id(config)]

    def _linter(self, config: Config) -> Lints:
        key = (
            config.language,
            config.profile,
            config.locale,
            config.wordlists,
            tuple(sorted(config.severity.items())),
            tuple(sorted(config.contexts.items())),
            config.model,
        )
        if key in self._broken:
            raise self._broken[key]
        if key not in self._linters:
            try:
                self._linters[key] = self.make(config)
            except StigmalintError as error:
                # What is wrong with rules is found once, and not again for every file that they are for.
                self._broken[key] = error
                raise
        return self._linters[key]

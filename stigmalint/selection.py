"""Decide which findings are reported, from selectors (`RULE`, `CATEGORY` or `ALL`) and severities."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.errors import ConfigError, UsageError
from stigmalint.findings import CRISIS, SEVERITIES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stigmalint.config import Config, Entry, Layer
    from stigmalint.rules.ruleset import RuleSet

ALL = "ALL"
_BY_NAME = 3  # the strength of a selector that names one rule
# Categories of findings that do not come from rule files.
BUILT_IN = {"document": (), "meta": ("meta/invalid-suppression", "meta/unused-suppression")}


class Vocabulary:
    """The names that selectors and suppressions may use; the rules are read when a name is first asked for."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules

    @cached_property
    def rules(self) -> frozenset[str]:
        """The ids of all rules, and of the findings that do not come from rule files."""
        return frozenset(self._rules.rules).union(self._rules.checks, *BUILT_IN.values())

    @cached_property
    def categories(self) -> frozenset[str]:
        """All categories."""
        return frozenset(rule.category for rule in self._rules.rules.values()).union(BUILT_IN)

    def resolve(self, name: str) -> str | None:
        """Return the rule or category that `name`, which may be a former id, stands for; None when it is not known."""
        name = self._rules.aliases.get(name, name)
        return name if name in self.rules or name in self.categories else None

    def closest(self, name: str) -> str:
        """Return `; did you mean …?` for a name that is not known, or nothing."""
        from stigmalint.nearest import closest

        return closest(name, self.rules if "/" in name else self.rules | self.categories, most=3)


class _Choice(NamedTuple):
    """The selectors of one layer, resolved; `select` is None where the layer does not start afresh."""

    select: frozenset[str] | None
    extend: frozenset[str]
    ignore: frozenset[str]


@dataclass
class Selection:
    """Answers whether a rule's findings are wanted.

    Layers are applied from weak to strong: a `select` starts afresh; then the more specific of select and ignore wins
    (rule over category over ALL), and ignore where both are as specific. Help for a writer in crisis is wanted unless
    it is ignored by its own name.
    """

    choices: tuple[_Choice, ...]
    _known: dict[str, bool] = field(default_factory=dict)

    def wants(self, rule: str) -> bool:
        """Tell whether findings of `rule` are wanted."""
        if rule not in self._known:
            self._known[rule] = self._decide(rule)
        return self._known[rule]

    def _decide(self, rule: str) -> bool:
        wanted = True
        for choice in self.choices:
            chosen = choice.extend
            if choice.select is not None:
                wanted, chosen = wanted and rule == CRISIS, chosen | choice.select
            selected, ignored = _strength(rule, chosen), _strength(rule, choice.ignore)
            if rule == CRISIS and ignored < _BY_NAME:
                ignored = 0
            if selected > ignored:
                wanted = True
            elif ignored:
                wanted = False
        return wanted


def _strength(rule: str, names: Iterable[str]) -> int:
    """Return how specifically `names` name `rule`: 0 is not at all."""
    ranks = {rule: _BY_NAME, rule.partition("/")[0]: 2, ALL: 1}
    return max((ranks.get(name, 0) for name in names), default=0)


def selection(config: Config, names: Vocabulary) -> Selection:
    """Return the selection that `config` asks for.

    Raises:
        ConfigError: a configuration file names an unknown rule or category.
        UsageError: the command line does.
    """
    return Selection(tuple(_choice(layer, names) for layer in config.layers))


def severities(config: Config, names: Vocabulary) -> dict[str, str]:
    """Return the severities that `config` sets, by the current name of the rule or category.

    Raises:
        ConfigError: a rule or category is unknown.
    """
    result = {}
    for name, level in config.severity.items():
        found = names.resolve(name)
        if found is None:
            raise _unknown(name, config.origin("severity"), names)
        result[found] = level
    return result


def _choice(layer: Layer, names: Vocabulary) -> _Choice:
    def resolved(key: str) -> frozenset[str]:
        entry = layer.entries.get(key)
        return frozenset(_resolve(entry, names)) if entry else frozenset()

    return _Choice(
        select=resolved("select") if "select" in layer.entries else None,
        extend=resolved("extend-select"),
        ignore=resolved("ignore"),
    )


def _resolve(entry: Entry, names: Vocabulary) -> Iterable[str]:
    for selector in entry.value:
        found = ALL if selector == ALL else names.resolve(selector)
        if found is None:
            raise _unknown(selector, entry.origin, names)
        yield found


def _unknown(name: str, origin: str, names: Vocabulary) -> ConfigError | UsageError:
    kind = UsageError if origin.startswith("--") else ConfigError
    return kind(f'{origin}: unknown rule or category "{name}"{names.closest(name)}')


def at_least(severity: Severity, threshold: str) -> bool:
    """Tell whether `severity` is as grave as `threshold`; nothing reaches "never"."""
    return threshold in SEVERITIES and SEVERITIES.index(severity) >= SEVERITIES.index(threshold)

"""The set of rules in force, read when its content is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from stigmalint.findings import CRISIS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stigmalint.rules.model import PhraseSpec, Profile, Rule, RuleData, RuleSeverity, WordList


class RuleSet:
    """The rules in force for one language and profile; their content is read when it is first asked for.

    Args:
        language: language code.
        digest: changes with the content of any rule file, the profile and the version.
        load: reads the content.
    """

    def __init__(self, language: str, digest: str, load: Callable[[], RuleData]) -> None:
        self.language = language
        self.digest = digest
        self._load = load

    @cached_property
    def data(self) -> RuleData:
        """Everything that was read."""
        return self._load()

    @property
    def profile(self) -> Profile:
        """The profile in force."""
        return self.data.profile

    @property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by id, in the order of the files."""
        return self.data.rules

    @property
    def checks(self) -> Mapping[str, Rule]:
        """The whole-document checks by id."""
        return self.data.checks

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that the texts are for, as the locale or a local file says; empty where none does."""
        return self.data.countries

    @property
    def lists(self) -> Mapping[str, WordList]:
        """The named lists."""
        return self.data.lists

    @property
    def aliases(self) -> Mapping[str, str]:
        """Former ids and the ids that replaced them."""
        return self.data.aliases

    def severity(self, rule: Rule, spec: PhraseSpec | None = None) -> RuleSeverity:
        """Return the severity of `rule`, or of one of its phrases, under the profile in force.

        The user's choice comes first, then the rule's own for the profile, then the profile's for the rule or its
        category. Help for a writer in crisis is switched off by its own name only.
        """
        profile = self.profile
        own = spec.severity if spec is not None else None
        chosen = profile.overrides.get(rule.id)
        if chosen is None and rule.id != CRISIS:
            chosen = profile.overrides.get(rule.category)
        if chosen is None:
            chosen = (rule.profiles or {}).get(profile.name)
            if not rule.pinned:
                chosen = chosen or profile.severities.get(rule.id) or self._of_category(rule)
            if chosen is None or (own is not None and chosen != "off"):
                return own or chosen or rule.severity
        return "off" if own == "off" else chosen

    def _of_category(self, rule: Rule) -> RuleSeverity | None:
        """Return what the profile says of the rule's category; it does not lift a rule that is a mere note."""
        level = self.profile.severities.get(rule.category)
        return level if rule.severity != "info" or level in {"info", "off", None} else None

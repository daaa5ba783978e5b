"""Give the set of rules in force, from the cache where nothing has changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from stigmalint import __version__
from stigmalint.rules import cache
from stigmalint.rules.locate import digest, languages, locales, profiles, rule_files, side_files
from stigmalint.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stigmalint.rules.model import RuleData, RuleSeverity

DEFAULT_LANGUAGE = "en"
DEFAULT_PROFILE = "outreach"


def load_rules(  # noqa: PLR0913 - each says one thing, all by keyword
    *,
    language: str = DEFAULT_LANGUAGE,
    profile: str = DEFAULT_PROFILE,
    locale: str | None = None,
    wordlists: Sequence[Path | str] = (),
    severities: Mapping[str, RuleSeverity] | None = None,
    contexts: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
) -> RuleSet:
    """Read every rule file and return the rules in force.

    Args:
        language: language code, such as "en".
        profile: name of a shipped profile.
        locale: name of a shipped locale, such as "uk"; None takes the mildest common reading of contested words.
        wordlists: further files, folders or installed packs; later ones change earlier ones.
        severities: rule or category → level, over the profile's and the rules' own.
        contexts: context → "flag", "info" or "pass", over the profile's.
        texts: further rule files from memory, by name; they come last.

    Raises:
        RuleError: a file is malformed.
        UsageError: the language, profile, locale or a path does not exist.
    """
    files = rule_files(language, wordlists, locale)
    options = json.dumps([__version__, language, profile, locale, severities, contexts, texts], sort_keys=True)
    key = digest([*files, *side_files(language, profile)], options)

    def read() -> RuleData:
        from stigmalint.rules.merge import load_profile, read_rules

        return read_rules(files, language, load_profile(profile, severities, contexts), texts or {})

    # Rules know the files that they stand in, so the same content elsewhere is kept apart.
    place = hashlib.blake2b("\0".join(map(str, files)).encode(), digest_size=8).hexdigest()
    part = f"rules-{place}"
    if cache.holds(key, part):
        return RuleSet(language, key, lambda: _kept(key, part) or read())
    from stigmalint.rules.plain import COLLECTIONS, rules_to_plain

    data = read()
    cache.write(key, part, rules_to_plain(data), COLLECTIONS)
    return RuleSet(language, key, lambda: data)


def _kept(key: str, part: str) -> RuleData | None:
    from stigmalint.rules.plain import rules_from_plain

    kept = cache.read(key, part)
    return rules_from_plain(kept) if kept is not None else None


__all__ = ["languages", "load_rules", "locales", "profiles"]

"""Read the cues by which contexts (mention, quotation, …) are recognised, and the names that always pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stigmalint.rules.notation import NotationError
from stigmalint.rules.yamlfile import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from stigmalint.rules.compile import PhraseCompiler


@dataclass(frozen=True, slots=True)
class ContextData:
    """Cues as expressions, by the name of the cue: `mention_before`, `mention_columns`, `reporting_verbs`, …"""

    cues: Mapping[str, str]


def read_contexts(path: Path, compiler: PhraseCompiler) -> ContextData:
    """Read the cue phrases of one language; a missing file has none.

    Raises:
        RuleError: a cue is not a list of phrases.
    """
    if not path.is_file():
        return ContextData({})
    cues = {}
    for name, value in read_yaml(path).mapping("contexts file", ("contexts",))["contexts"].mapping("contexts").items():
        phrases = []
        for item in value.sequence(name):
            try:
                phrases.append(compiler.neighbour(item.text(name)).regex)
            except NotationError as error:
                raise item.fail(f"{name}: {error}") from error
        cues[name] = "|".join(phrases)
    return ContextData(cues)


def read_names(path: Path) -> tuple[str, ...]:
    """Read the names in which matched words always pass; a missing file has none."""
    if not path.is_file():
        return ()
    names = read_yaml(path).mapping("names file", ("names",))["names"]
    return tuple(item.text("names") for item in names.sequence("names"))

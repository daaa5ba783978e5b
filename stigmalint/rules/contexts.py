"""Read the cues by which contexts (mention, quotation, …) are recognised, and the names that always pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.rules.compiled import ContextData
from stigmalint.rules.notation import NotationError, parse, words
from stigmalint.rules.yamlfile import optional, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from stigmalint.rules.compile import PhraseCompiler
    from stigmalint.rules.yamlfile import Value


def read_contexts(path: Path, compiler: PhraseCompiler) -> ContextData:
    """Read the cue phrases of one language; a missing file has none.

    Raises:
        RuleError: a cue is not a list of phrases.
    """
    if not path.is_file():
        return ContextData({})
    cues = {}
    for name, value in _content(path, "contexts").mapping("contexts").items():
        phrases = [_cue(item, name, compiler) for item in value.sequence(name)]
        if phrases:
            cues[name] = "|".join(phrases)
    return ContextData(cues)


def context_lemmas(path: Path) -> set[str]:
    """Return every lemma whose forms the cues of a file need."""
    from stigmalint.rules.forms import lemmas

    cues = [
        item for value in _content(path, "contexts").mapping("contexts").values() for item in value.sequence("cues")
    ]
    return {lemma for cue in cues for lemma in lemmas(words(parse(cue.text("cues")))) if lemma}


def _cue(item: Value, name: str, compiler: PhraseCompiler) -> str:
    try:
        return compiler.neighbour(item.text(name)).regex
    except NotationError as error:
        raise item.fail(f"{name}: {error}") from error
    except KeyError as error:
        raise item.fail(f"{name}: unknown list {error}") from error


def _content(path: Path, key: str) -> Value:
    root = read_yaml(path)
    value = optional(root.mapping(f"{key} file", (key,)), key)
    if value is None:
        raise root.fail(f"the key {key!r} is missing")
    return value


def read_names(path: Path) -> tuple[str, ...]:
    """Read the names in which matched words always pass; a missing file has none."""
    if not path.is_file():
        return ()
    return tuple(item.text("names") for item in _content(path, "names").sequence("names"))

"""The keys that a configuration may hold, what each accepts, and its default."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from stigmalint.findings import SEVERITIES

DEFAULT_EXCLUDE: tuple[str, ...] = (
    ".bzr",
    ".eggs",
    ".git",
    ".hg",
    ".mypy_cache",
    ".nox",
    ".pytest_cache",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    "__pycache__",
    "_build",
    "bower_components",
    "build",
    "dist",
    "node_modules",
    "site-packages",
    "vendor",
    "venv",
)

LEVELS: tuple[str, ...] = (*reversed(SEVERITIES), "off")
FAIL_LEVELS: tuple[str, ...] = (*reversed(SEVERITIES), "never")
ACTIONS: tuple[str, ...] = ("flag", "info", "pass")

# The code of a country, where its locale goes by another name.
_LOCALES: Mapping[str, str] = {"gb": "uk"}
_YES, _NO = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


class Unsuitable(ValueError):  # noqa: N818 - it reads as what it says
    """A value does not suit its key; the text says what was expected."""


class Setting(NamedTuple):
    """One key: how its raw value is read, and the value in force when nobody sets it.

    `adds` is true when every source adds to the one before it, instead of replacing it. `from_file` reads the value of
    a file, where a file may say less than the command line: files come with branches that other people wrote.
    """

    key: str
    read: Callable[[Any], Any]
    default: Any
    adds: bool = False
    from_file: Callable[[Any], Any] | None = None


def read_word(value: object) -> str:
    """Read one word or name."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise Unsuitable("expected text")


def read_words(value: object) -> tuple[str, ...]:
    """Read a list of words; one word alone is a list of one."""
    if isinstance(value, str) and value.strip():
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if isinstance(value, Sequence) and all(isinstance(item, str) and item.strip() for item in value) and value != "":
        return tuple(item.strip() for item in value)
    raise Unsuitable("expected a list of texts")


def read_paths(value: object) -> tuple[str, ...]:
    """Read a list of paths; a comma is part of a path."""
    return (value.strip(),) if isinstance(value, str) and value.strip() else read_words(value)


def read_flag(value: object) -> bool:
    """Read true or false, also as YAML's words for them."""
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    if word in _YES or word in _NO:
        return word in _YES
    raise Unsuitable("expected true or false")


def one_of(choices: Sequence[str]) -> Callable[[object], str]:
    """Return a reader of one of a few words."""

    def read(value: object) -> str:
        if isinstance(value, str) and value.lower() in choices:
            return value.lower()
        raise Unsuitable(f"expected one of: {', '.join(choices)}")

    return read


def mapping_of(choices: Sequence[str]) -> Callable[[object], Mapping[str, str]]:
    """Return a reader of a mapping whose values are one of a few words."""
    read_value = one_of(choices)

    def read(value: object) -> Mapping[str, str]:
        if not isinstance(value, Mapping):
            raise Unsuitable(f"expected a mapping of names to one of: {', '.join(choices)}")
        return {str(name): _read_named(str(name), word) for name, word in value.items()}

    def _read_named(name: str, word: object) -> str:
        try:
            return read_value(word)
        except Unsuitable as error:
            raise Unsuitable(f"{name}: {error}") from None

    return read


def read_model(value: object) -> str | None:
    """Read the name of a grammar model; `none` works without one."""
    name = read_word(value)
    return None if name.lower() == "none" else name


def read_model_name(value: object) -> str | None:
    """Read the name of a grammar model as a file may give it: an installed one, never a path."""
    name = read_model(value)
    if name is not None and not is_package_name(name):
        raise Unsuitable("expected auto, none or the name of an installed spaCy pipeline (a path goes with --model)")
    return name


def is_package_name(name: str) -> bool:
    """Tell whether a model is named by its package; everything else is a path."""
    return name.isascii() and name.isidentifier()


def read_locale(value: object) -> str | None:
    """Read the name of a locale, also as the tag of a language (`en-GB`); `none` names none."""
    name = read_word(value).lower().replace("_", "-").rpartition("-")[2]
    return None if name == "none" else _LOCALES.get(name, name)


SETTINGS: Mapping[str, Setting] = {
    setting.key: setting
    for setting in (
        Setting("profile", read_word, "outreach"),
        Setting("language", read_word, "en"),
        Setting("locale", read_locale, None),
        Setting("wordlists", read_paths, ()),
        Setting("select", read_words, ("ALL",)),
        Setting("extend-select", read_words, (), adds=True),
        Setting("ignore", read_words, (), adds=True),
        Setting("exclude", read_words, DEFAULT_EXCLUDE),
        Setting("extend-exclude", read_words, (), adds=True),
        Setting("respect-gitignore", read_flag, default=True),
        Setting("min-severity", one_of(LEVELS[:-1]), "info"),
        Setting("fail-on", one_of(FAIL_LEVELS), "warning"),
        Setting("severity", mapping_of(LEVELS), {}, adds=True),
        Setting("contexts", mapping_of(ACTIONS), {}, adds=True),
        Setting("require-reason", read_flag, default=False),
        Setting("report-unused-suppressions", read_flag, default=False),
        Setting("model", read_model, "auto", from_file=read_model_name),
    )
}
EXTENDS = Setting("extends", read_paths, ())

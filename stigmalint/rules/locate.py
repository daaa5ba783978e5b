"""Find the files of the word lists: shipped ones, local ones and installed packs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from stigmalint.errors import RuleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

PACK_GROUP = "stigmalint.wordlists"
# Files of a language folder that hold something else than rules.
NOT_RULES = frozenset({"contexts.yml", "names.yml", "documents.yml", "helplines.yml"})


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


def locales(language: str) -> tuple[str, ...]:
    """Return the names of the shipped locales of a language."""
    return tuple(sorted(path.stem for path in (shipped_wordlists() / language / "locales").glob("*.yml")))


def rule_files(language: str, wordlists: Sequence[Path | str] = (), locale: str | None = None) -> list[Path]:
    """Return the rule files in the order in which they apply: shipped ones, the locale's, then `wordlists` as given.

    Args:
        language: a language code that has a folder of word lists.
        wordlists: files, folders of files, or names of installed packs.
        locale: name of a shipped locale.

    Raises:
        UsageError: the language, the locale or a pack is unknown, or a path does not exist or holds no rule file.
    """
    if language not in languages():
        known = languages()
        raise UsageError(
            f"no word lists for the language {language!r}{_closest(language, known)}; there are: {', '.join(known)}"
        )
    files = shipped_rule_files(language)
    if locale is not None:
        files.append(_locale_file(language, locale))
    for entry in wordlists:
        path = Path(entry)
        if not path.exists():
            path = _pack(str(entry))
        found = _folder_files(path) if path.is_dir() else [path]
        if not found:
            raise UsageError(f"word lists {str(entry)!r}: no .yml file in this folder")
        files.extend(found)
    return files


def _locale_file(language: str, name: str) -> Path:
    known = locales(language)
    if name not in known:
        raise UsageError(f"unknown locale {name!r}{_closest(name, known)}; there are: {', '.join(known)}")
    return shipped_wordlists() / language / "locales" / f"{name}.yml"


def shipped_rule_files(language: str) -> list[Path]:
    """Return the rule files of one language that come with stigmalint."""
    return _folder_files(shipped_wordlists() / language)


def _folder_files(folder: Path) -> list[Path]:
    files = (path for pattern in ("*.yml", "*.yaml") for path in folder.glob(pattern))
    return sorted(path for path in files if path.name not in NOT_RULES)


def _pack(name: str) -> Path:
    """Find the folder of an installed pack by its entry point, without importing (so without running) the pack."""
    from importlib import metadata

    points = {point.name: point for point in metadata.entry_points(group=PACK_GROUP)}
    point = points.get(name)
    if point is None or point.dist is None:
        known = f"; installed packs: {', '.join(sorted(points))}" if points else "; no packs are installed"
        raise UsageError(f"word lists {name!r}: no such file, folder or installed pack{_closest(name, points)}{known}")
    parts = point.module.split(".")
    folder = Path(str(point.dist.locate_file("/".join(parts))))
    for candidate in (folder, *(place.joinpath(*parts[1:]) for place in _package_places(parts[0]))):
        if candidate.is_dir():
            return candidate
    raise UsageError(f"word lists {name!r}: the pack's entry point names {folder}, which is not a folder")


def _package_places(package: str) -> list[Path]:
    """Return where a top-level package lies; an editable install lies elsewhere than its metadata."""
    from importlib.util import find_spec

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


def side_files(language: str, profile: str) -> list[Path]:
    """Return the shipped files other than rule files on which the rules in force depend."""
    root = shipped_wordlists()
    check_profile_name(profile)
    names = (root / "sources.yml", *(root / language / name for name in (*sorted(NOT_RULES), "forms.json")))
    return [path for path in (*names, *sorted((root / "profiles").glob("*.yml"))) if path.is_file()]


def check_profile_name(name: str) -> None:
    """Refuse a profile that is not shipped."""
    if name not in profiles():
        raise UsageError(f"unknown profile {name!r}{_closest(name, profiles())}; there are: {', '.join(profiles())}")


def _closest(word: str, known: Collection[str]) -> str:
    from stigmalint.rules.yamlfile import closest

    return closest(word, known)

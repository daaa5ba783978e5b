"""Find the files to lint: those that are named, and those below the folders that are named."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.ignoring import Gitignores
from stigmalint.outcomes import Failed, Warned

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from stigmalint.ignoring import Excludes


class Filter(NamedTuple):
    """What is left out below a folder."""

    exclude: tuple[Excludes, ...] = ()
    respect_gitignore: bool = True


def discover(
    *,
    paths: Sequence[Path],
    filters: Callable[[Path], Filter | None],
    suffixes: Container[str],
    force_exclude: bool = False,
) -> Iterator[Path | Failed | Warned]:
    """Yield the files to lint, each once, in a stable order; a path that cannot be walked is reported in its place.

    Args:
        paths: files, which are yielded whatever their name, and folders, which are walked without following links.
        filters: gives what is left out in a folder; None leaves out the whole folder.
        suffixes: lower-case suffixes of the files to yield from folders.
        force_exclude: exclusions also hold for files that are named.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _of(path, filters=filters, suffixes=suffixes, force_exclude=force_exclude):
            if isinstance(found, Path) and len(paths) > 1:
                absolute = os.path.abspath(found)  # noqa: PTH100 - links are not resolved
                if absolute in seen:
                    continue
                seen.add(absolute)
            yield found


def _of(
    path: Path, *, filters: Callable[[Path], Filter | None], suffixes: Container[str], force_exclude: bool
) -> Iterator[Path | Failed | Warned]:
    try:
        status = path.stat()
    except OSError as error:
        yield Failed(str(path), _reason(error))
        return
    except ValueError:
        yield Failed(str(path), "a path cannot contain a NUL character")
        return
    if force_exclude and is_excluded(path, filters):
        return
    if not stat.S_ISDIR(status.st_mode):
        yield path
        return
    empty = True
    for found in _walk(path, filters, suffixes):
        empty = False
        yield found
    if empty:
        yield Warned(str(path), "no files to check in this folder")


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    return f"cannot be read: {(error.strerror or str(error)).lower()}"


def is_excluded(path: Path, filters: Callable[[Path], Filter | None]) -> bool:
    """Tell whether the exclusions (not .gitignore) leave out `path` or a folder above it."""
    rules = filters(path.parent)
    return rules is None or any(exclude.above(path) for exclude in rules.exclude)


def _walk(top: Path, filters: Callable[[Path], Filter | None], suffixes: Container[str]) -> Iterator[Path | Failed]:
    """Yield the files below `top` in the order of their names, folders among them, without recursion."""
    pending: list[tuple[Path, bool, Gitignores]] = [(top, True, Gitignores.above(top))]
    while pending:
        path, is_folder, gitignores = pending.pop()
        if not is_folder:
            yield path
            continue
        rules = filters(path)
        if rules is None:
            continue
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield Failed(str(path), _reason(error))
            continue
        gitignores = gitignores.within(path) if rules.respect_gitignore else gitignores
        for entry in entries:
            kind = _kind(entry, suffixes)
            child = path / entry.name
            if (
                kind is None
                or any(exclude.matches(child) for exclude in rules.exclude)
                or (rules.respect_gitignore and gitignores.matches(child, is_folder=kind))
            ):
                continue
            pending.append((child, kind, gitignores))


def _kind(entry: os.DirEntry[str], suffixes: Container[str]) -> bool | None:
    """Return True for a folder, False for a file to lint, None for anything else, such as a link to a folder."""
    try:
        if entry.is_dir(follow_symlinks=False):
            return True
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122
        return False if suffix in suffixes and entry.is_file() else None
    except OSError:  # a link that leads to itself
        return None

"""Tell which paths are left out, by globs of the configuration and by .gitignore files."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec import GitIgnoreSpec

    from stigmalint.config import Globs

_MAGIC = frozenset("*?[]!/\\#")


class Excludes(NamedTuple):
    """Globs made ready: plain names, which match at any depth, and patterns in the notation of .gitignore."""

    base: str
    names: frozenset[str]
    spec: GitIgnoreSpec | None

    def matches(self, path: Path) -> bool:
        """Tell whether `path` itself is left out."""
        return path.name in self.names or self._spec_matches(path)

    def above(self, path: Path) -> bool:
        """Tell whether `path` or a folder between it and the base is left out."""
        relative = _relative(path, self.base)
        parts = relative.split("/") if relative else [path.name]
        return not self.names.isdisjoint(parts) or self._spec_matches(path)

    def _spec_matches(self, path: Path) -> bool:
        if self.spec is None:
            return False
        relative = _relative(path, self.base)
        return relative is not None and (self.spec.match_file(relative) or self.spec.match_file(relative + "/"))


@cache
def excludes(globs: Globs) -> Excludes:
    """Return `globs` made ready.

    Raises:
        ConfigError: one of them is not a pattern.
    """
    names = frozenset(pattern for pattern in globs.patterns if _MAGIC.isdisjoint(pattern))
    patterns = [pattern for pattern in globs.patterns if pattern not in names]
    for pattern in patterns:
        if not _is_pattern(pattern):
            raise ConfigError(f'{globs.origin}: "{pattern}" is not a pattern of paths')
    return Excludes(globs.base, names, _spec(patterns) if patterns else None)


def _spec(lines: Sequence[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _is_pattern(line: str) -> bool:
    try:
        _spec([line])
    except ValueError:
        return False
    return True


def _relative(path: Path, base: str) -> str | None:
    """Return `path` relative to `base` with forward slashes, or None when it is not below."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - links are not resolved
    prefix = base.rstrip(os.sep) + os.sep
    return absolute[len(prefix) :].replace(os.sep, "/") if absolute.startswith(prefix) else None


class Gitignores(NamedTuple):
    """The .gitignore files that hold in a folder, from the deepest up, each with the folder it stands in."""

    specs: tuple[tuple[str, GitIgnoreSpec], ...] = ()

    @classmethod
    def above(cls, top: Path) -> Gitignores:
        """Return what the repository that `top` is in ignores by files above `top`."""
        folder = Path(os.path.abspath(top))  # noqa: PTH100 - as above
        root = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), None)
        if root is None:
            return cls()
        ignored = cls().joined(root, root / ".git" / "info" / "exclude")
        for parent in reversed([parent for parent in folder.parents if parent.is_relative_to(root)]):
            ignored = ignored.within(parent)
        return ignored

    def within(self, folder: Path) -> Gitignores:
        """Return what is ignored in `folder`: as above it, and by its own .gitignore."""
        return self.joined(folder, folder / ".gitignore")

    def joined(self, folder: Path, file: Path) -> Gitignores:
        """Return what is ignored with the patterns of `file`, which are relative to `folder`, over these."""
        try:
            lines = file.read_text("utf-8", "surrogateescape").split("\n")
        except OSError:
            return self
        try:
            spec = _spec(lines)
        except ValueError:  # git passes over a line that is not a pattern
            spec = _spec([line for line in lines if _is_pattern(line)])
        return Gitignores(((os.path.abspath(folder), spec), *self.specs))  # noqa: PTH100 - as above

    def matches(self, path: Path, *, is_folder: bool) -> bool:
        """Tell whether `path` is ignored: the deepest file that says something about it decides."""
        for base, spec in self.specs:
            relative = _relative(path, base)
            if relative is not None:
                decided = spec.check_file(relative + "/" if is_folder else relative).include
                if decided is not None:
                    return decided
        return False

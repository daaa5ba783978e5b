"""Keep what is computed from rule files on disk, under a digest of their content; losing it costs only time."""

from __future__ import annotations

import contextlib
import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stigmalint.rules.store import dump, load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Entries beyond this number are dropped, oldest first.
KEEP = 40


def folder() -> Path | None:
    """Return the cache folder; None where `STIGMALINT_CACHE_DIR` is set to nothing."""
    chosen = os.environ.get("STIGMALINT_CACHE_DIR")
    if chosen is not None:
        return Path(chosen) if chosen else None
    from platformdirs import user_cache_path

    return user_cache_path("stigmalint", appauthor=False)


@cache
def code_stamp() -> str:
    """Return a digest of size and time of the modules here: code under development must not read its own past."""
    modules = sorted((path.name, path.stat()) for path in Path(__file__).parent.glob("*.py"))
    stamps = repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in modules])
    return hashlib.blake2b(stamps.encode(), digest_size=6).hexdigest()


def _file(root: Path, digest: str, part: str) -> Path:
    return root / f"{digest}-{code_stamp()}.{part}.json"


def _checksum(content: bytes | memoryview) -> bytes:
    """Return what a file begins with, so that one that was damaged or edited is not believed."""
    return hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def holds(digest: str, part: str) -> bool:
    """Tell whether something is kept for `digest`; reading it can still fail."""
    root = folder()
    return root is not None and _file(root, digest, part).is_file()


def read(digest: str, part: str) -> dict[str, Any] | None:
    """Return what was kept for `digest`, or None when it is not there or cannot be read.

    Collections are `store.Lazy` mappings.
    """
    root = folder()
    if root is None:
        return None
    try:
        kept = _file(root, digest, part).read_bytes()
        start = kept.index(b"\n") + 1
        return load(kept, start) if kept[: start - 1] == _checksum(memoryview(kept)[start:]) else None
    except (OSError, ValueError, RecursionError):
        return None


def write(digest: str, part: str, data: Mapping[str, Any], collections: Sequence[str] = ()) -> None:
    """Keep `data` for `digest`: whole or not at all, and silently not where the folder cannot be written.

    Args:
        digest: of what the data were computed from.
        part: which of the things that are computed from it this is.
        data: what JSON can hold.
        collections: keys of `data` whose entries are to be read one by one.
    """
    root = folder()
    if root is None:
        return
    with contextlib.suppress(OSError):
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        import tempfile

        handle, name = tempfile.mkstemp(dir=root, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                content = dump(data, collections)
                file.write(_checksum(content) + b"\n" + content)
            Path(name).replace(_file(root, digest, part))
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _prune(root)


def _prune(root: Path) -> None:
    entries = sorted(root.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[KEEP:]:
        path.unlink(missing_ok=True)

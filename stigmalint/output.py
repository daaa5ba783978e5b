"""Open what a report is written to: stdout, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from stigmalint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def output(path: Path | None) -> Iterator[IO[str]]:
    """Give the stream to write to; a file takes its place only when everything has been written.

    Raises:
        UsageError: the file cannot be written.
    """
    if path is None or path == Path("-"):
        yield sys.stdout
        return
    try:
        if path.exists() and not path.is_file():  # a device or a pipe, which cannot be replaced
            with path.open("w", encoding="utf-8", errors="backslashreplace") as stream:
                yield stream
        else:
            with _replaced(path) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            f"--output-file {path}: cannot be written: {(error.strerror or str(error)).lower()}"
        ) from error


@contextmanager
def _replaced(path: Path) -> Iterator[IO[str]]:
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as stream:  # noqa: PTH123
            yield stream
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

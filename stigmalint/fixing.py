"""Fix inputs: read them, put suggestions in place, and write each whole or not at all, or show what would change."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.check import checked, findings_of
from stigmalint.documents import format_of, read_data, read_text
from stigmalint.documents.decode import decode, encoding_of
from stigmalint.errors import DocumentError
from stigmalint.fixes import fix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stigmalint.documents.model import Document
    from stigmalint.engine import Bench
    from stigmalint.findings import Finding
    from stigmalint.fixes import Fixed
    from stigmalint.outcomes import Checked


_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Change(NamedTuple):
    """What fixing made of one input."""

    data: bytes  # in the encoding of the input, with its byte order mark
    checked: Checked  # what is left to report


@dataclass(frozen=True)
class Fixer:
    """Fixes inputs.

    Args:
        unsafe: also take suggestions that may need an editor's eye.
        write: write files; otherwise only `Checked.diff` says what would change.
    """

    unsafe: bool = False
    write: bool = True

    def file(self, path: Path, bench: Bench) -> Checked:
        """Fix the file at `path`; a symbolic link stays one.

        Raises:
            DocumentError: the file is not text, or what it became cannot be written.
        """
        before = read_data(path, str(path))
        change = self.data(before, str(path), format_of(path.name), bench)
        if self.write and change.data != before:
            try:
                _replace(path.resolve(), change.data)
            except OSError as error:
                raise DocumentError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
        return change.checked

    def data(self, data: bytes, name: str, format: str, bench: Bench) -> Change:  # noqa: A002 - the word users know
        """Fix the bytes of an input called `name`.

        Raises:
            DocumentError: the bytes are not text, or the encoding cannot hold the new words.
        """
        declared = format in {"html", "vue"}
        mark, encoding = encoding_of(data, declared=declared)
        before = decode(data, name, declared=declared)

        def lint(text: str) -> tuple[Document, Sequence[Finding]]:
            document = read_text(text, name, format)
            return document, findings_of(document, bench)

        fixed = fix(before, lint, unsafe=self.unsafe)
        after = fixed.document.text
        try:
            written = mark + after.encode(encoding) if after != before else data
        except UnicodeEncodeError as error:
            raise DocumentError(
                f"{name}: not fixed: {encoding} has no {after[error.start]!r}. Save it as UTF-8."
            ) from None
        left = 0 if self.unsafe else fix(after, lint, unsafe=True).fixed
        outcome = checked(fixed.document, fixed.findings, bench)
        return Change(
            written,
            outcome._replace(fixed=fixed.fixed, fixable=left, diff="" if self.write else _diff(name, before, fixed)),
        )


def _diff(name: str, before: str, fixed: Fixed) -> str:
    """Return a unified diff, lines with the line endings of the input."""
    if not fixed.fixed:
        return ""
    from difflib import unified_diff

    old, new = (_LINE.findall(text) for text in (before, fixed.document.text))
    diff = unified_diff(old, new, fromfile=name, tofile=name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff)


def _replace(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: after a failure the old file is still whole."""
    if not os.access(path, os.W_OK):
        raise PermissionError(None, "permission denied")
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor
            stream.write(data)
        Path(name).chmod(path.stat().st_mode & 0o7777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

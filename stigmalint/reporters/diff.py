"""The report of `--diff`: what fixing would change, as a unified diff that `patch` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.terminal import safe

if TYPE_CHECKING:
    from stigmalint.outcomes import Checked
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output


class DiffReporter:
    """Writes the diff of every document; findings and counts are not part of it."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream

    def file(self, checked: Checked) -> None:
        """Write the diff of one document, in a terminal without control characters."""
        diff = checked.diff
        if self._stream.isatty():
            diff = "".join(f"{safe(line)}\n" for line in diff.splitlines())
        self._stream.write(diff)

    def finish(self, report: Report) -> None:
        """Write nothing: counts go to stderr."""

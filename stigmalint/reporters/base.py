"""What every reporter is given, and what it must do."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from stigmalint.outcomes import Checked
    from stigmalint.report import Report


class Output(NamedTuple):
    """Where a report goes, and how it should look there."""

    stream: IO[str]
    color: bool = False
    width: int = 80  # terminal cells
    quiet: bool = False  # findings only: no summary, no advice
    verbose: bool = False  # reasons in full, with sources
    statistics: bool = False  # a count for every rule in place of the findings
    folder: Path | None = None  # of the file that the report is written to, which links can be relative to


class Reporter(Protocol):
    """Writes one report: `file` for every document as it is checked, then `finish` once.

    What could not be read is in `Report.errors`; that it is also said on stderr is not the reporter's business.
    """

    def file(self, checked: Checked) -> None:
        """Take the findings of one document."""

    def finish(self, report: Report) -> None:
        """Close the report with the counts of the run."""

"""A table for spreadsheets, a row a finding, in which no cell can act as a formula."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from stigmalint.reporters.json import needs_ascii
from stigmalint.terminal import safe

if TYPE_CHECKING:
    from stigmalint.findings import Finding
    from stigmalint.outcomes import Checked
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output

COLUMNS = (
    "path",
    "line",
    "column",
    "severity",
    "category",
    "rule",
    "text",
    "sentence",
    "message",
    "why",
    "suggestions",
    "context",
    "pages",
    "suppressed",
    "suppression_reason",
    "fingerprint",
)
BETWEEN = " | "  # several suggestions in one cell
BYTE_ORDER_MARK = "\ufeff"

# Where a spreadsheet would begin a formula: at the start of a cell, past white space and quotation marks, and after a
# semicolon, which separates cells where the decimal sign is a comma. The full-width signs act as the plain ones do.
# https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"""(?:^|(?<=;))(?=[\s"'“”‘’]*[=+\-@＝＋－＠|%])""")


class CsvReporter:
    """Writes the header, and the rows as they come."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._writer = csv.writer(output.stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        self._started = False

    def file(self, checked: Checked) -> None:
        """Write the findings of one document, suppressed ones among them."""
        self._start()
        self._writer.writerows(map(row, checked.findings))

    def finish(self, report: Report) -> None:  # noqa: ARG002 - the protocol's signature
        """Write the header if nothing has been; counts are for the spreadsheet to make."""
        self._start()

    def _start(self) -> None:
        if not self._started:
            self._started = True
            # Without the mark, Excel reads UTF-8 as the code page of its place, and curly quotes become noise.
            if not needs_ascii(self._stream):
                self._stream.write(BYTE_ORDER_MARK)
            self._writer.writerow(COLUMNS)


def row(finding: Finding) -> list[str | int]:
    """Return the cells of a finding, in the order of `COLUMNS`."""
    cells = (
        finding.path,
        finding.line,
        finding.column,
        finding.severity,
        finding.category,
        finding.rule,
        finding.text,
        finding.sentence,
        finding.message,
        finding.why,
        BETWEEN.join(suggestion.text for suggestion in finding.suggestions),
        finding.context or "",
        finding.pages,
        "yes" if finding.suppressed else "no",
        finding.suppression_reason or "",
        finding.fingerprint,
    )
    return [cell if isinstance(cell, int) else cell_text(cell) for cell in cells]


def cell_text(text: str) -> str:
    """Return text on one line, without characters that act on anything, that no spreadsheet takes for a formula."""
    return _FORMULA.sub("'", safe(" ".join(text.split())))

"""One line for every finding: `path:line:column: severity rule message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.reporters import words
from stigmalint.terminal import Style, safe

if TYPE_CHECKING:
    from stigmalint.outcomes import Checked
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output


class ConciseReporter:
    """Writes findings for editors and for `grep`."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._style = Style(output.color)

    def file(self, checked: Checked) -> None:
        """Write the findings of one document."""
        if self._output.statistics:
            return
        style = self._style
        for finding in checked.findings:
            if finding.suppressed:
                continue
            place = f"{style.bold(safe(finding.path))}:{finding.line}:{finding.column}:"
            severity = style.severity(finding.severity, finding.severity)
            shared = f" ({words.on_pages(finding)})" if finding.pages > 1 else ""
            self._output.stream.write(f"{place} {severity} {safe(finding.rule)} {safe(finding.message)}{shared}\n")

    def finish(self, report: Report) -> None:
        """Write the counts."""
        if self._output.statistics:
            self._output.stream.write(words.statistics(report, self._style))
        if not self._output.quiet:
            self._output.stream.write(words.summary(report) + "\n")
            if report.comparison:
                self._output.stream.write(words.comparison(report) + "\n")

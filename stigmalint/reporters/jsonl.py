"""JSON Lines: a record a line, written as documents are checked; `schemas/jsonl.schema.json` describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stigmalint.reporters.json import (
    VERSION,
    comparison_record,
    error_record,
    finding_record,
    needs_ascii,
    summary_record,
    tool_record,
)

if TYPE_CHECKING:
    from stigmalint.outcomes import Checked
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output


class JsonLinesReporter:
    """Writes a `finding` record for every finding as it goes, then `error` records, and a `summary` last."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._ascii = needs_ascii(output.stream)

    def file(self, checked: Checked) -> None:
        """Write the findings of one document, suppressed ones among them; a pipe sees them at once."""
        for finding in checked.findings:
            self._write("finding", finding_record(finding))

    def finish(self, report: Report) -> None:
        """Write what could not be done and the counts: a stream without them was cut off."""
        for error in report.errors:
            self._write("error", error_record(error))
        summary = {
            "version": VERSION,
            "tool": tool_record(report),
            **summary_record(report),
            "comparison": comparison_record(report),
        }
        self._write("summary", summary)

    def _write(self, kind: str, record: dict[str, Any]) -> None:
        self._stream.write(json.dumps({"type": kind, **record}, ensure_ascii=self._ascii) + "\n")
        self._stream.flush()

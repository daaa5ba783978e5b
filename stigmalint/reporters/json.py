"""The JSON report: a versioned contract, described by `schemas/output.schema.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import stigmalint

if TYPE_CHECKING:
    from stigmalint.findings import Finding
    from stigmalint.outcomes import Checked
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output

VERSION = 1


class JsonReporter:
    """Writes findings as they come, so that a long run holds none of them."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        # Escapes are read alike everywhere; letters are only for streams that can carry them all.
        self._ascii = (getattr(self._stream, "encoding", None) or "").lower().replace("-", "") != "utf8"
        self._started = False

    def file(self, checked: Checked) -> None:
        """Write the findings of one document, suppressed ones among them."""
        for finding in checked.findings:
            self._stream.write(",\n    " if self._started else f'{{\n  "version": {VERSION},\n  "findings": [\n    ')
            self._started = True
            self._stream.write(self._dump(finding_record(finding)))

    def finish(self, report: Report) -> None:
        """Write everything that follows the findings, and close the report."""
        if not self._started:
            self._stream.write(f'{{\n  "version": {VERSION},\n  "findings": [],\n')
        else:
            self._stream.write("\n  ],\n")
        rest = {
            "errors": [{"path": error.path, "message": error.message} for error in report.errors],
            "summary": {
                "files": report.files,
                "findings": report.findings,
                "errors": len(report.errors),
                "by_severity": report.severities(),
                "by_rule": dict(sorted(report.by_rule.items())),
            },
            "tool": {"name": "stigmalint", "version": stigmalint.__version__, "rules": report.rules},
        }
        lines = ",\n".join(f"  {self._dump(key)}: {self._dump(value)}" for key, value in rest.items())
        self._stream.write(lines + "\n}\n")

    def _dump(self, value: object) -> str:
        return json.dumps(value, ensure_ascii=self._ascii)


def finding_record(finding: Finding) -> dict[str, Any]:
    """Return a finding as the contract describes it."""
    return {
        "path": finding.path,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "message": finding.message,
        "why": finding.why,
        "text": finding.text,
        "sentence": finding.sentence,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "start": finding.start,
        "end": finding.end,
        "context": finding.context,
        "suggestions": [{"text": suggestion.text, "fix": suggestion.fix} for suggestion in finding.suggestions],
        "sources": [{"id": source.id, "title": source.title, "url": source.url} for source in finding.sources],
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
        "suppression_reason": finding.suppression_reason,
        "pages": finding.pages,
    }

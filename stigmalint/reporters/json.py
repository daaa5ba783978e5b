"""The JSON report: a versioned contract, described by `schemas/output.schema.json`."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

import stigmalint

if TYPE_CHECKING:
    from stigmalint.findings import Finding
    from stigmalint.outcomes import Checked, Failed
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output

VERSION = 1


class JsonReporter:
    """Writes findings as they come, so that a long run holds none of them."""

    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._ascii = needs_ascii(output.stream)
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
            "errors": [error_record(error) for error in report.errors],
            "summary": summary_record(report),
            "comparison": comparison_record(report),
            "tool": tool_record(report),
        }
        lines = ",\n".join(f"  {self._dump(key)}: {self._dump(value)}" for key, value in rest.items())
        self._stream.write(lines + "\n}\n")

    def _dump(self, value: object) -> str:
        return json.dumps(value, ensure_ascii=self._ascii)


def needs_ascii(stream: IO[str]) -> bool:
    """Tell whether letters must be escaped: escapes are read alike everywhere, and only UTF-8 carries all letters."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") != "utf8"


def tool_record(report: Report) -> dict[str, Any]:
    """Return which tool and rules made a report."""
    return {"name": "stigmalint", "version": stigmalint.__version__, "rules": report.rules}


def error_record(error: Failed) -> dict[str, Any]:
    """Return what could not be done."""
    return {"path": error.path, "message": error.message}


def summary_record(report: Report) -> dict[str, Any]:
    """Return the counts of a run."""
    return {
        "files": report.files,
        "findings": report.findings,
        "errors": len(report.errors),
        "by_severity": report.severities(),
        "by_rule": dict(sorted(report.by_rule.items())),
    }


def comparison_record(report: Report) -> dict[str, Any] | None:
    """Return the comparison with the last run; None where runs are not kept."""
    change = report.comparison
    if change is None:
        return None
    return {
        "since": change.since,
        "new": change.new,
        "fixed": change.fixed,
        "remaining": change.remaining,
        "gone": change.gone,
        "suppressed": change.suppressed,
        "unseen": change.unseen,
        "rules_changed": change.rules_changed,
        "new_findings": sorted(change.new_findings),
    }


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

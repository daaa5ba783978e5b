"""Count what a run found, and give its exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stigmalint.findings import SEVERITIES
from stigmalint.outcomes import Checked, Failed, Outcome

if TYPE_CHECKING:
    from stigmalint.history.records import Comparison

CLEAN, FOUND, BROKEN, INTERRUPTED = 0, 1, 2, 130


@dataclass
class Report:
    """The counts of a run; suppressed and hidden findings are counted apart."""

    unit: str = "file"  # what the documents are called: "file" or "page"
    files: int = 0
    files_with_findings: int = 0
    errors: list[Failed] = field(default_factory=list)
    by_severity: Counter[str] = field(default_factory=Counter)
    by_rule: Counter[str] = field(default_factory=Counter)
    suppressed: int = 0
    hidden: int = 0
    failing: int = 0
    fixed: int = 0
    files_fixed: int = 0
    fixable: int = 0  # with --unsafe-fixes, besides
    digests: set[str] = field(default_factory=set)
    comparison: Comparison | None = None  # with the runs before, where they are kept

    @property
    def findings(self) -> int:
        """How many findings are reported."""
        return self.by_severity.total()

    @property
    def rules(self) -> str | None:
        """The digest of the rules in force: one for all sets of rules of the run, None when no rules were needed."""
        if len(self.digests) <= 1:
            return next(iter(self.digests), None)
        import hashlib

        return hashlib.blake2b("\n".join(sorted(self.digests)).encode(), digest_size=16).hexdigest()

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if isinstance(outcome, Failed):
            self.errors.append(outcome)
        elif isinstance(outcome, Checked):
            self._add_checked(outcome)

    def _add_checked(self, checked: Checked) -> None:
        self.files += 1
        reported = [finding for finding in checked.findings if not finding.suppressed]
        self.files_with_findings += bool(reported)
        self.by_severity.update(finding.severity for finding in reported)
        self.by_rule.update(finding.rule for finding in reported)
        self.suppressed += len(checked.findings) - len(reported)
        self.hidden += checked.hidden
        self.failing += checked.failing
        self.fixed += checked.fixed
        self.files_fixed += bool(checked.fixed)
        self.fixable += checked.fixable
        self.digests.add(checked.rules)

    def severities(self) -> dict[str, int]:
        """Return the number of findings of every severity, the gravest first."""
        return {severity: self.by_severity[severity] for severity in reversed(SEVERITIES)}


def exit_code(report: Report, *, exit_zero: bool = False, diff: bool = False) -> int:
    """Return 2 when something could not be done, 1 when findings fail the run (unless `exit_zero`), else 0.

    With `diff` the run fails when there is something to fix.
    """
    if report.errors:
        return BROKEN
    failing = report.fixed if diff else report.failing
    return FOUND if failing and not exit_zero else CLEAN

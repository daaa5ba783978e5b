"""The sentences that reports for people share: counts and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.terminal import Style, safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stigmalint.findings import Finding
    from stigmalint.report import Report

_PLURALS = {"info": "info"}
# Known findings that are neither fixed nor found again.
APART = {
    "gone": "on pages that are gone",
    "suppressed": "now kept on purpose",
    "unseen": "not looked at again",
}


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 finding", "2 findings"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {_PLURALS.get(noun, noun + 's')}"


def summary(report: Report) -> str:
    """Return the line that sums up a run."""
    failed = (
        f" {count(len(report.errors), 'problem')} kept stigmalint from checking everything." if report.errors else ""
    )
    if not report.files:
        return f"Nothing was checked.{failed}"
    if not report.findings:
        return f"No findings in {count(report.files, report.unit)}{_aside(report)}.{failed}"
    kinds = ", ".join(count(number, severity) for severity, number in report.severities().items() if number)
    where = count(report.files, report.unit)
    if report.files_with_findings != report.files:
        where = f"{report.files_with_findings:,} of {where}"
    return f"{count(report.findings, 'finding')} in {where}: {kinds}{_aside(report)}.{failed}"


def comparison(report: Report) -> str:
    """Return the sentence that compares a run with the last one; nothing where no runs are kept."""
    change = report.comparison
    if change is None:
        return ""
    if change.since is None:
        return "This is the first run that is kept; the next will be compared with it."
    counts = {name: getattr(change, name) for name in ("new", "fixed", "remaining", *APART)}
    other = "; the rules have changed" if change.rules_changed else ""
    return f"{changes(counts, change.since, change.runs[-1].started)}{other}."


def changes(counts: Mapping[str, int], before: str, now: str) -> str:
    """Return what changed between two runs that were started `before` and `now`, without a full stop."""
    from stigmalint.reporters.days import since

    main = ", ".join(f"{counts[name]:,} {name}" for name in ("new", "fixed", "remaining"))
    apart = (f"; {counts[name]:,} {what}" for name, what in APART.items() if counts[name])
    return f"{main} since {since(before, now)}{''.join(apart)}"


def on_pages(finding: Finding) -> str:
    """Return how many pages of a site share the words of a finding."""
    return f"on {count(finding.pages, 'page')}"


def fixes(report: Report, *, written: bool) -> str:
    """Return the line that says what was fixed, or would be."""
    done = "Fixed" if written else "Would fix"
    where = f" in {count(report.files_fixed, 'file')}" if report.fixed else ""
    more = f"; {report.fixable:,} more with --unsafe-fixes" if report.fixable else ""
    return f"{done} {count(report.fixed, 'finding')}{where}{more}."


def _aside(report: Report) -> str:
    """Return what the counts leave out, so that nothing is hidden silently."""
    parts = []
    if report.suppressed:
        parts.append(f"{report.suppressed:,} suppressed")
    if report.hidden:
        parts.append(f"{report.hidden:,} below --min-severity not shown")
    return f" ({', '.join(parts)})" if parts else ""


def statistics(report: Report, style: Style) -> str:
    """Return a line with its count for every rule, the most frequent first."""
    room = max((len(f"{number:,}") for number in report.by_rule.values()), default=0)
    counted = sorted(report.by_rule.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{style.bold(f'{number:{room},}')}  {safe(rule)}\n" for rule, number in counted)

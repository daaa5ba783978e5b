"""Findings, pages and runs made by hand."""

from stigmalint.findings import Finding, fingerprint
from stigmalint.history.keeping import begin, keep, kept
from stigmalint.history.matching import Trace, wording
from stigmalint.history.records import Known, Scope
from stigmalint.outcomes import Checked
from stigmalint.report import Report


def finding(sentence="Many sufferers here.", words="sufferers", path="a.md", rule="pity/sufferer", **changes):
    start = max(sentence.find(words), 0)
    values = {
        "path": path,
        "rule": rule,
        "category": rule.partition("/")[0],
        "severity": "warning",
        "message": f"“{words}”",
        "why": "It hurts.",
        "text": words,
        "sentence": sentence,
        "mark": (start, start + len(words)),
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 2,
        "start": 0,
        "end": 1,
        "fingerprint": fingerprint(rule, path, sentence),
        **changes,
    }
    return Finding(**values)


def trace(sentence="Many sufferers here.", words="sufferers", path="a.md", rule="pity/sufferer", line=1):
    return Trace(
        path=path,
        rule=rule,
        category=rule.partition("/")[0],
        line=line,
        words=words,
        sentence=sentence,
        fingerprint=fingerprint(rule, path, sentence),
        wording=wording(rule, sentence),
    )


def known(number, found, status="new", redacted=False):  # noqa: FBT002 - as in the record
    """Return a finding as an earlier run kept it."""
    row = kept(found)
    return Known(
        id=number,
        identity=number * 10,
        status=status,
        redacted=redacted,
        **{name: getattr(row, name) for name in Known._fields if name in row._fields},
    )


def page(path, *sentences, **changes):
    """Return a document in which every sentence has a finding."""
    findings = tuple(
        one if isinstance(one, Finding) else finding(one, path=path, line=line)
        for line, one in enumerate(sentences, start=1)
    )
    values = {"format": "markdown", "findings": findings, "hidden": 0, "failing": 0, "rules": "d1", **changes}
    return Checked(path, **values)


def scope(target="docs", profile="outreach", gone=(), asks=lambda _path, _rule, _severity: True):
    return Scope(target, profile, lambda path: path in gone, asks)


def keep_run(path, *outcomes, redacted=False, **about):
    """Keep a run, and return its report and what the reporters were shown."""
    report = Report()
    shown = []
    for outcome in keep(outcomes, report, begin(path), scope(**about), redacted=redacted):
        report.add(outcome)
        shown.append(outcome)
    return report, shown


def figures(comparison):
    """Return the counts of a comparison that are not 0."""
    names = ("new", "fixed", "remaining", "gone", "suppressed", "unseen")
    return {name: getattr(comparison, name) for name in names if getattr(comparison, name)}

"""Keep a run: take what it finds as it goes, and at the end write it and compare it with the runs before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import stigmalint
from stigmalint.errors import HistoryError
from stigmalint.findings import NOTICES
from stigmalint.history.comparing import Change, Sight, compare
from stigmalint.history.matching import wording
from stigmalint.history.records import Comparison, Kept, PageState
from stigmalint.history.store import now, writing
from stigmalint.outcomes import Checked, Failed
from stigmalint.redaction import redact, without_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from stigmalint.findings import Finding
    from stigmalint.history.records import RunCount, Scope
    from stigmalint.history.store import Store
    from stigmalint.outcomes import Outcome
    from stigmalint.report import Report

MOST_SENTENCE = 500  # code points of a sentence that are kept, around the words found


class Begun(NamedTuple):
    """A run that will be kept."""

    path: Path  # of the history file
    key: bytes  # of the history; redacted fingerprints are made with it
    started: str


def begin(path: Path) -> Begun:
    """Begin a run that will be kept in the history at `path`, which is made where there is none.

    This comes before the work, so that a long run does not end with an error that could have been known.

    Raises:
        HistoryError: the file cannot be written, or is not a history that this version can add to.
    """
    with writing(path) as store:
        return Begun(path, store.key, now())


def keep(
    outcomes: Iterable[Outcome], report: Report, begun: Begun, scope: Scope, *, redacted: bool = False
) -> Iterator[Outcome]:
    """Yield every outcome, redacted if that is asked for; after the last, write the run and fill `report.comparison`.

    Nothing of a run that is interrupted is written. If the run cannot be written, that is one more failure among the
    outcomes, and hides nothing that was found.

    Args:
        outcomes: what becomes of the inputs.
        report: has counted every outcome by the time the next is asked for.
        begun: from `begin`.
        scope: what the run looks at.
        redacted: leave out the words of the documents.
    """
    run = Run(begun.started, redacted=redacted)
    for outcome in outcomes:
        shown = redact(outcome, begun.key) if redacted else outcome
        run.add(shown)
        yield shown
    try:
        with writing(begun.path) as store:
            _check_key(store, begun)
            report.comparison = _write(store, run, report, scope)
    except HistoryError as error:
        yield Failed(str(begun.path), str(error), placed=True)


def _check_key(store: Store, begun: Begun) -> None:
    if store.key != begun.key:
        raise HistoryError(f"{begun.path}: was replaced while the run went on; the run is not kept")


class Run:
    """What is kept of a run, while it goes on."""

    def __init__(self, started: str, *, redacted: bool) -> None:
        self.started = started
        self.redacted = redacted
        self.pages: dict[str, tuple[PageState, str]] = {}
        self.findings: list[Kept] = []

    def add(self, outcome: Outcome) -> None:
        """Take one outcome."""
        path = storable(outcome.path)
        if isinstance(outcome, Checked):
            # A notice stands in place of all findings: the words of the page were not judged. And what a writer in
            # crisis has written is nothing to keep.
            aside = any(finding.rule in NOTICES for finding in outcome.findings)
            self.pages[path] = ("set aside" if aside else "checked", storable(outcome.title))
            self.findings.extend(kept(finding) for finding in outcome.findings if finding.rule not in NOTICES)
        elif isinstance(outcome, Failed) and path and not outcome.placed:
            self.pages.setdefault(path, ("failed", ""))


def kept(finding: Finding) -> Kept:
    """Return what is kept of a finding."""
    return Kept(
        rule=finding.rule,
        category=finding.category,
        severity=finding.severity,
        path=storable(finding.path),
        line=finding.line,
        column=finding.column,
        words=storable(finding.text)[:MOST_SENTENCE],
        sentence=_around(storable(finding.sentence), finding.mark),
        context=finding.context,
        pages=finding.pages,
        fingerprint=finding.fingerprint,
        wording=finding.wording or wording(finding.rule, finding.sentence),
        suppressed=finding.suppressed,
    )


def storable(text: str) -> str:
    """Return text that a database takes: a name that is not text has escapes in it."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _around(sentence: str, mark: tuple[int, int]) -> str:
    """Return the part of a long sentence around the words found."""
    start = min(max(0, mark[0] - MOST_SENTENCE // 2), max(0, len(sentence) - MOST_SENTENCE))
    return sentence[start : start + MOST_SENTENCE]


def _write(store: Store, run: Run, report: Report, scope: Scope) -> Comparison:
    """Write a run and what it changes, and return the comparison for the reporters."""
    target = storable(without_query(scope.target) if run.redacted else scope.target)
    last = store.last(target)
    known = store.known(target)
    change = compare(known, run.findings, Sight(run.pages, scope), redacted=run.redacted, key=store.key)
    number = store.add_run(
        {
            **_figures(run),
            "target": target,
            "documents": report.files,
            "version": stigmalint.__version__,
            "rules": report.rules,
            "profile": scope.profile,
            "compared_with": last.id if last else None,
            "new": change.new,
            "remaining": change.remaining,
            "fixed": change.ended["fixed"],
            "gone": change.ended["gone"],
            "kept": change.ended["suppressed"],
            "unseen": change.unseen,
        }
    )
    store.add_documents(number, run.pages)
    for found, fate in zip(run.findings, change.fates, strict=True):
        store.add_finding(number, found, fate.status, fate.identity)
    store.add_endings(number, change.endings)
    runs = store.runs(target)
    if last is None:
        return Comparison(0, 0, 0, frozenset(), runs)
    # a run without documents has no rules
    other_rules = bool(last.rules and report.rules) and last.rules != report.rules
    return _comparison(run, change, runs, last.started, rules_changed=other_rules or last.profile != scope.profile)


def _figures(run: Run) -> dict[str, object]:
    active = Counter(found.severity for found in run.findings if not found.suppressed)
    return {
        "started": run.started,
        "finished": now(),
        "redacted": run.redacted,
        "failed": sum(state == "failed" for state, _ in run.pages.values()),
        "errors": active["error"],
        "warnings": active["warning"],
        "infos": active["info"],
        "suppressed": len(run.findings) - active.total(),
    }


def _comparison(run: Run, change: Change, runs: tuple[RunCount, ...], since: str, *, rules_changed: bool) -> Comparison:
    fates = zip(run.findings, change.fates, strict=True)
    return Comparison(
        new=change.new,
        fixed=change.ended["fixed"],
        remaining=change.remaining,
        new_findings=frozenset(found.fingerprint for found, fate in fates if fate.status == "new"),
        runs=runs,
        since=since,
        gone=change.ended["gone"],
        suppressed=change.ended["suppressed"],
        unseen=change.unseen,
        rules_changed=rules_changed,
    )

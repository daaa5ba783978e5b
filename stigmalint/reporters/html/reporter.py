"""The HTML report: takes documents as they come, keeps their findings aside, and writes one self-contained page."""

from __future__ import annotations

import tempfile
import weakref
from collections import Counter
from datetime import datetime, timezone
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple

from stigmalint.findings import CRISIS
from stigmalint.reporters.html.figures import Count
from stigmalint.reporters.html.links import local_link, web_address
from stigmalint.reporters.html.records import Records, dump
from stigmalint.reporters.html.shown import parts_of, shown, shown_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stigmalint.findings import Finding
    from stigmalint.outcomes import Checked
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output

MOST_IN_MEMORY = 8_000_000  # bytes of findings before they go to a temporary file
MOST_SET_ASIDE = 200  # suppressed findings that are listed
MOST_PLAIN = 100  # findings that are shown where no script runs


class Page(NamedTuple):
    """A document of the report, without its findings."""

    path: str  # as it was given
    title: str
    href: str | None
    found: Count
    open: frozenset[str]  # whole-document checks that found something
    passed: tuple[str, ...]


class SetAside(NamedTuple):
    """A suppressed finding."""

    page: int
    rule: str
    words: str
    line: int
    reason: str


class Help(NamedTuple):
    """What is said to a writer in crisis; nothing of what they wrote is in it."""

    page: int
    message: str
    paragraphs: tuple[str, ...]


class HtmlReporter:
    """Writes the page when everything has been checked.

    Args:
        output: where it goes.
        now: gives the time that the page names.
    """

    def __init__(self, output: Output, now: Callable[[], datetime] | None = None) -> None:
        self._output = output
        self._now = now or (lambda: datetime.now(timezone.utc).astimezone())
        # Character references and escapes are read alike everywhere; letters are only for streams that carry them all.
        self._plain = (getattr(output.stream, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8"
        self._records = Records()
        self._pages: list[Page] = []
        self._help: list[Help] = []
        self._set_aside: list[SetAside] = []
        self._by_category: Counter[tuple[str, str]] = Counter()  # and severity
        self._aside = 0
        self._spool: IO[str] = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed by `finish`
            MOST_IN_MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline="\n"
        )
        weakref.finalize(self, self._spool.close)  # for runs that end before

    def file(self, checked: Checked) -> None:
        """Keep the findings of one document."""
        number = len(self._pages)
        active = [finding for finding in checked.findings if not finding.suppressed]
        for finding in active:
            if finding.rule == CRISIS:
                self._help.append(Help(number, shown(finding.message), tuple(map(shown, finding.why.splitlines()))))
        for finding in checked.findings:
            if finding.suppressed:
                self._keep_aside(number, finding)
        reported = [finding for finding in active if finding.rule != CRISIS]
        self._pages.append(self._page(checked, reported))
        records = self._records.of(reported, number, web=web_address(checked.path) is not None)
        for finding, record in zip(reported, records, strict=True):
            self._by_category[finding.category, finding.severity] += 1
            self._spool.write(f"{finding.fingerprint}\t{dump(record, plain=self._plain)}\n")

    def _page(self, checked: Checked, reported: list[Finding]) -> Page:
        severities = Counter(finding.severity for finding in reported)
        web = web_address(checked.path)
        return Page(
            checked.path,
            shown(checked.title),
            web or (local_link(checked.path, self._output.folder) if checked.findings else None),
            Count(*(severities[name] for name in Count._fields)),  # type: ignore[index]
            frozenset(finding.rule for finding in reported if finding.category == "document"),
            checked.passed,
        )

    def _keep_aside(self, page: int, finding: Finding) -> None:
        self._aside += 1
        if len(self._set_aside) < MOST_SET_ASIDE:
            words = shown_parts(parts_of(finding)).words
            reason = shown(finding.suppression_reason or "")
            self._set_aside.append(SetAside(page, shown(finding.rule), words, finding.line, reason))

    def finish(self, report: Report) -> None:
        """Write the page."""
        from stigmalint.reporters.html.page import Gathered, write

        gathered = Gathered(
            pages=self._pages,
            help=self._help,
            set_aside=self._set_aside,
            aside=self._aside,
            by_category=dict(self._by_category),
            records=self._records,
            first=list(islice(self._lines(report), MOST_PLAIN)),
            made=self._now(),
            plain=self._plain,
        )
        with self._spool:
            write(self._output.stream, gathered, report, lambda: self._lines(report))

    def _lines(self, report: Report) -> Iterator[str]:
        """Yield the records of all findings as JSON, those that the last run did not have marked as new."""
        new = report.comparison.new_findings if report.comparison else frozenset()
        self._spool.seek(0)
        for line in self._spool:
            fingerprint, _, record = line.rstrip("\n").partition("\t")
            yield f'{record[:-1]},"new":true}}' if fingerprint in new else record

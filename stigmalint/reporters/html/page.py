"""Write the page of the HTML report from what was gathered."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import stigmalint
from stigmalint.pipeline.crisis import countries_of
from stigmalint.reporters import words
from stigmalint.reporters.days import clock, day
from stigmalint.reporters.html import wording
from stigmalint.reporters.html.figures import Bar, Count, bars, counted, pieces
from stigmalint.reporters.html.helplines import helplines
from stigmalint.reporters.html.records import dump
from stigmalint.reporters.html.sections import Sections, sections_of
from stigmalint.reporters.html.shown import shown
from stigmalint.reporters.html.trend import HEIGHT, WIDTH, change_notes, trend_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from stigmalint.history.records import Comparison
    from stigmalint.report import Report
    from stigmalint.reporters.html.records import Records
    from stigmalint.reporters.html.reporter import Help, Page, SetAside

MOST_ROWS = 12  # of a chart
MOST_WORST = 10  # pages to begin with
MOST_FINE = 200  # pages that are listed because nothing is open
_FOLDER = "stigmalint.reporters.html"


class Gathered(NamedTuple):
    """What the reporter kept of a run."""

    pages: Sequence[Page]
    help: Sequence[Help]
    set_aside: Sequence[SetAside]
    aside: int  # how many findings are suppressed, listed or not
    by_category: Mapping[tuple[str, str], int]  # and severity
    records: Records
    first: Sequence[str]  # records for readers without scripts
    made: datetime
    plain: bool  # the stream cannot carry all letters


class Checklist(NamedTuple):
    """How a check of whole documents came out."""

    asks: str
    open: int
    fine: int | None  # None where it is not known of any document which checks it passed
    fragment: str


def write(stream: IO[str], gathered: Gathered, report: Report, lines: Callable[[], Iterable[str]]) -> None:
    """Write the page, a piece at a time.

    Args:
        stream: where it goes.
        gathered: what the reporter kept.
        report: the counts of the run.
        lines: gives the records of all findings.
    """
    sections = sections_of([page.path for page in gathered.pages])
    context = {
        **_head(gathered, sections, report),
        **_charts(gathered, sections),
        **_checks(gathered, sections),
        **_change(report),
        "errors": [(shown(error.path), shown(error.message)) for error in report.errors],
        "help": gathered.help,
        "set_aside": gathered.set_aside,
        "aside": gathered.aside,
        "pages": gathered.pages,
        "plain_findings": _plain(gathered),
        "helplines": [(line, countries_of(line)) for line in helplines()],
        "data": _data(gathered, sections, report, lines),
    }
    for chunk in _environment().get_template("report.html").generate(context):
        stream.write(chunk.encode("ascii", "xmlcharrefreplace").decode() if gathered.plain else chunk)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_FOLDER, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["counted"] = words.count
    environment.filters["day"] = day
    environment.filters["clock"] = clock
    environment.filters["shown"] = shown
    return environment


def _asset(name: str) -> tuple[Markup, str]:
    """Return a file of the page as it is, and its digest for the content security policy."""
    text = resources.files(_FOLDER).joinpath(name).read_text("utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"'sha256-{digest}'"  # noqa: S704 - our own file


def _compared(report: Report) -> Comparison | None:
    """Return the comparison with earlier runs; a first run has nothing to be compared with."""
    comparison = report.comparison
    return comparison if comparison is not None and comparison.since is not None else None


def _change(report: Report) -> dict[str, Any]:
    comparison = _compared(report)
    return {
        "comparison": comparison,
        "apart": change_notes(comparison) if comparison else [],
        "trend": trend_of(comparison.runs) if comparison else None,
        "trend_size": (WIDTH, HEIGHT),
    }


def _head(gathered: Gathered, sections: Sections, report: Report) -> dict[str, Any]:
    (script, script_digest), (style, style_digest) = _asset("report.js"), _asset("report.css")
    total = _total(gathered)
    return {
        "script": script,
        "style": style,
        "policy": f"default-src 'none'; script-src {script_digest}; style-src {style_digest}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        "subject": _subject(gathered.pages, sections),
        "noun": _noun(report),
        "made": gathered.made,
        "version": stigmalint.__version__,
        "rules": report.rules,
        "total": total,
        "figures": list(zip(wording.SEVERITIES, wording.SEVERITY_NAMES.values(), total, strict=True)),
        "with_findings": sum(page.found.total > 0 for page in gathered.pages),
        "hidden": report.hidden,
    }


def _total(gathered: Gathered) -> Count:
    return Count(*(sum(page.found[number] for page in gathered.pages) for number in range(len(Count._fields))))


def _noun(report: Report) -> str:
    return "page" if report.unit == "page" else "document"


def _subject(pages: Sequence[Page], sections: Sections) -> str:
    """Return what the report is about: a site, a folder or a file."""
    if len(pages) == 1:
        return pages[0].title or shown(pages[0].path)
    named = [folder for folder in sections.common if folder not in {"/", ".", ".."}]
    if named and pages and "://" in pages[0].path:
        return shown("/".join(named))
    return shown(named[-1] + "/") if named else "these documents"


def _charts(gathered: Gathered, sections: Sections) -> dict[str, Any]:
    pages = gathered.pages
    by_category = counted((shown(name), Count(**{severity: n})) for (name, severity), n in gathered.by_category.items())
    by_section = counted((section, page.found) for section, page in zip(sections.of, pages, strict=True))
    labels = {name: wording.category(name) for name in by_category}
    charts = [("By kind of words", "category", bars("category", by_category, most=MOST_ROWS, labels=labels))]
    if len(by_section) > 1:
        by_section = counted((shown(name), count) for name, count in by_section.items())
        charts.append(("By section", "section", bars("section", by_section, most=MOST_ROWS)))
    charts.append(("Where to begin", "page", _worst(pages, sections)))
    return {"charts": [chart for chart in charts if chart[2]]}


def _worst(pages: Sequence[Page], sections: Sections) -> list[Bar]:
    """Return the pages with the most and gravest findings."""
    order = sorted(range(len(pages)), key=lambda number: [-count for count in pages[number].found])
    chosen = [number for number in order[:MOST_WORST] if pages[number].found.total]
    longest = max((pages[number].found.total for number in chosen), default=0)
    return [
        Bar(
            pages[number].title or shown(sections.short[number]),
            pages[number].found,
            pieces(pages[number].found, longest),
            f"#page={number}",
            shown(sections.short[number]) if pages[number].title else "",
        )
        for number in chosen
    ]


def _checks(gathered: Gathered, sections: Sections) -> dict[str, Any]:
    """Return how the checks of whole documents came out, and the pages where all that were asked are fine."""
    known = any(page.passed for page in gathered.pages)
    rows = []
    for rule, check in wording.CHECKS.items():
        open_points = sum(rule in page.open for page in gathered.pages)
        fine = sum(rule in page.passed for page in gathered.pages)
        if open_points or fine:
            rows.append(Checklist(check.asks, open_points, fine if known else None, f"#rule={rule}"))
    fine_pages = [
        (sections.short[number], page, [wording.CHECKS[name].fine for name in page.passed if name in wording.CHECKS])
        for number, page in enumerate(gathered.pages)
        if page.passed and not page.open
    ]
    return {"checks": rows, "fine_pages": fine_pages[:MOST_FINE], "fine_more": max(len(fine_pages) - MOST_FINE, 0)}


def _plain(gathered: Gathered) -> list[dict[str, Any]]:
    """Return the first findings for readers without scripts, with what the records refer to."""
    shared = gathered.records.shared()
    listed = []
    for line in gathered.first:
        record = json.loads(line)
        rule = shared["rules"][record["rule"]]
        listed.append(
            {
                "before": "",
                "words": "",
                "after": "",
                "try": [],
                "advice": [],
                "says": "",
                **record,
                "page": gathered.pages[record["page"]],
                "rule": rule["id"],
                "why": shared["reasons"][record["why"]],
                "severity": wording.SEVERITIES[record["severity"]],
            }
        )
    return listed


def _data(
    gathered: Gathered, sections: Sections, report: Report, lines: Callable[[], Iterable[str]]
) -> Iterator[Markup]:
    """Yield the data of the page as JSON, a finding at a time."""
    known = {name: check._asdict() for name, check in wording.CHECKS.items()}
    shared = {
        **gathered.records.shared(),
        "contexts": wording.CONTEXTS,
        "checks": known,
        "compared": _compared(report) is not None,
        "noun": _noun(report),
        "pages": [
            _page_record(page, sections, number) if page.found.total else 0
            for number, page in enumerate(gathered.pages)
        ],
    }
    shared["categories"] = {rule["category"]: wording.category(rule["category"]) for rule in shared["rules"]}
    yield _markup(dump(shared, plain=gathered.plain)[:-1] + ',"findings":[\n')
    separator = ""
    for line in lines():
        yield _markup(separator + line)
        separator = ",\n"
    yield _markup("]}")


def _page_record(page: Page, sections: Sections, number: int) -> dict[str, Any]:
    return {
        "path": shown(page.path),
        "short": shown(sections.short[number]),
        "title": page.title,
        "href": page.href or "",
        "section": shown(sections.of[number]),
        "count": page.found,
        "passed": [name for name in page.passed if name in wording.CHECKS],
    }


def _markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - JSON in which `dump` has escaped all markup

"""The report of `stigmalint trend`, for people and as JSON."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from stigmalint.history.trend import OUTCOMES
from stigmalint.reporters.days import period
from stigmalint.reporters.words import changes, count
from stigmalint.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from stigmalint.history.trend import Tally, Trend
    from stigmalint.terminal import Style

VERSION = 1
BARS = "▁▂▃▄▅▆▇█"
PLAIN_BARS = "_.:-=+*#"  # for terminals without them
MOST_RUNS = 40  # in the line over time; the latest
HEADINGS = {
    "new": "    new",
    "fixed": "  fixed",
    "remaining": "remaining",
    "gone": "page gone",
    "suppressed": "kept on purpose",
    "unseen": "not looked at",
}
ALWAYS = ("new", "fixed", "remaining")  # the other columns are shown where they hold something


def trend_json(trends: Iterable[Trend]) -> str:
    """Return the trends as `schemas/trend.schema.json` describes them."""
    return json.dumps({"version": VERSION, "targets": [_record(found) for found in trends]}, indent=2) + "\n"


def _record(found: Trend) -> dict[str, Any]:
    return {
        "target": found.target,
        "since": found.since,
        "total": _tally(found.total),
        "by_severity": {name: _tally(tally) for name, tally in found.by_severity.items()},
        "by_category": {name: _tally(tally) for name, tally in found.by_category.items()},
        "runs": [
            {
                "started": run.started,
                "documents": run.documents,
                "findings": run.findings,
                "by_severity": dict(run.by_severity),
            }
            for run in found.runs
        ],
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {name: tally[name] for name in OUTCOMES}


def trend_text(found: Trend, stream: IO[str], style: Style) -> Iterator[str]:
    """Yield the lines for people: a line over time, then what changed, by severity and by category.

    Args:
        found: the trend of one target.
        stream: where the lines will go; says which characters can be written.
        style: colours.
    """
    first, last = found.runs[0], found.runs[-1]
    yield style.bold(safe(found.target))
    yield f"  {count(len(found.runs), 'run')} {period(first.started, last.started)}"
    shown = found.runs[-MOST_RUNS:]
    bars = sparkline([run.findings for run in shown], bars_for(stream))
    note = f" in the last {MOST_RUNS} runs" if len(shown) < len(found.runs) else ""
    yield f"  {bars}  from {count(shown[0].findings, 'finding')} to {last.findings:,}{note}"
    if found.since is None:
        yield "  There is no earlier run to compare with."
        return
    yield f"  {changes(found.total, found.since, last.started)}"
    if found.total:
        columns = [name for name in OUTCOMES if name in ALWAYS or found.total[name]]
        room = max(len(safe(name)) for name in (*found.by_severity, *found.by_category))
        yield ""
        yield style.dim("  ".join(["  ", " " * room, *(HEADINGS[name] for name in columns)]))
        yield from _rows(found.by_severity, columns, room)
        yield ""
        yield from _rows(found.by_category, columns, room)


def _rows(tallies: Mapping[str, Tally], columns: Sequence[str], room: int) -> Iterator[str]:
    for name, tally in tallies.items():
        if tally:
            numbers = (f"{tally[column]:{len(HEADINGS[column])},}" for column in columns)
            yield "  ".join(["  ", f"{safe(name):{room}}", *numbers])


def bars_for(stream: IO[str]) -> str:
    """Return the bars that a stream can carry."""
    try:
        BARS.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return PLAIN_BARS
    return BARS


def sparkline(numbers: Sequence[int], bars: str = BARS) -> str:
    """Return a bar for every number, as high as its share of the greatest."""
    most = max(numbers, default=0) or 1
    return "".join(bars[min(len(bars) - 1, number * len(bars) // most)] for number in numbers)

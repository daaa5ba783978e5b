"""Show what changed over time: the points of an inline picture, whose figures stand in a table beside it, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stigmalint.reporters.days import clock, day
from stigmalint.reporters.words import APART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stigmalint.history.records import Comparison, RunCount

WIDTH, HEIGHT, MARGIN = 640, 150, 10
MOST_RUNS = 60  # the latest


class Point(NamedTuple):
    """A run in the picture."""

    x: float
    y: float
    run: RunCount
    when: str


class Trend(NamedTuple):
    """The picture of the runs, oldest first."""

    points: Sequence[Point]
    line: str  # for a polyline
    most: int  # findings of the highest point


def trend_of(runs: Sequence[RunCount]) -> Trend | None:
    """Return the line over the latest runs; None where there are fewer than two."""
    kept = runs[-MOST_RUNS:]
    if len(kept) < 2:  # noqa: PLR2004 - two points make a line
        return None
    most = max(run.findings for run in kept)
    step = (WIDTH - 2 * MARGIN) / (len(kept) - 1)
    scale = (HEIGHT - 2 * MARGIN) / max(most, 1)
    points = [
        Point(round(MARGIN + number * step, 1), round(HEIGHT - MARGIN - run.findings * scale, 1), run, _when(run, kept))
        for number, run in enumerate(kept)
    ]
    return Trend(points, " ".join(f"{point.x},{point.y}" for point in points), most)


def _when(run: RunCount, runs: Sequence[RunCount]) -> str:
    """Return the day of a run, or its time where all are of one day."""
    one_day = day(runs[0].started) == day(runs[-1].started)
    return f"at {clock(run.started)}" if one_day else f"on {day(run.started)}"


def change_notes(comparison: Comparison) -> list[str]:
    """Return what a comparison says besides new, fixed and remaining."""
    counted = ((getattr(comparison, name), text) for name, text in APART.items())
    notes = [f"{number:,} {text}." for number, text in counted if number]
    if comparison.rules_changed:
        notes.append("The rules have changed since, so some of the difference is theirs.")
    return notes

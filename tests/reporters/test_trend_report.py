"""The trend for people and for programs."""

import io
import json
from collections import Counter
from importlib import resources

import jsonschema
import pytest

from stigmalint.history.records import RunCount
from stigmalint.history.trend import Trend
from stigmalint.reporters.trend import BARS, PLAIN_BARS, bars_for, sparkline, trend_json, trend_text
from stigmalint.terminal import Style

RUNS = tuple(
    RunCount(f"2026-{month:02}-03T12:00:00Z", 2, {"error": 0, "warning": number, "info": 0})
    for month, number in ((9, 1200), (10, 800), (11, 1))
)
FIRST = Trend("docs", RUNS[:1], None, Counter(), {}, {})
CHANGED = Trend(
    "docs\x1b[2J",
    RUNS,
    "2026-10-03T12:00:00Z",
    Counter(new=1, fixed=1198, gone=2),
    {"error": Counter(), "warning": Counter(new=1, fixed=1198, gone=2), "info": Counter()},
    {"pity": Counter(new=1, fixed=1198), "suicide": Counter(gone=2)},
)


def text(found, *, color=False, stream=None):
    return "\n".join(trend_text(found, stream or io.StringIO(), Style(color)))


def test_text():
    assert text(CHANGED).split("\n") == [
        r"docs\x1b[2J",
        "  3 runs from 3 September to 3 November 2026",
        "  █▆▁  from 1,200 findings to 1",
        "  1 new, 1,198 fixed, 0 remaining since 3 October; 2 on pages that are gone",
        "",
        "                 new    fixed  remaining  page gone",
        "    warning        1    1,198          0          2",
        "",
        "    pity           1    1,198          0          0",
        "    suicide        0        0          0          2",
    ]


def test_text_of_one_run():
    assert text(FIRST).split("\n") == [
        "docs",
        "  1 run on 3 September 2026",
        "  █  from 1,200 findings to 1,200",
        "  There is no earlier run to compare with.",
    ]


def test_the_line_shows_the_latest_of_many_runs():
    runs = RUNS[:1] * 30 + RUNS[1:2] * 50
    line = text(CHANGED._replace(runs=runs)).split("\n")[2]
    assert line == f"  {'█' * 40}  from 800 findings to 800 in the last 40 runs"


def test_color_adds_no_meaning():
    colored = text(CHANGED, color=True)
    assert "\x1b" in colored
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        colored = colored.replace(code, "")
    assert colored == text(CHANGED)


@pytest.mark.parametrize(("encoding", "bars"), [("utf-8", BARS), ("cp437", PLAIN_BARS), ("ascii", PLAIN_BARS)])
def test_bars_are_those_that_the_stream_carries(encoding, bars):
    assert bars_for(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) == bars


@pytest.mark.parametrize(
    ("numbers", "line"),
    [([], ""), ([0], "▁"), ([0, 0], "▁▁"), ([5], "█"), ([0, 1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇██"), ([1, 1000], "▁█")],
)
def test_sparkline(numbers, line):
    assert sparkline(numbers) == line


def test_json_follows_its_schema():
    schema = json.loads(resources.files("stigmalint").joinpath("schemas/trend.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(trend_json([CHANGED, FIRST]))
    jsonschema.validate(report, schema)
    assert [target["target"] for target in report["targets"]] == ["docs\x1b[2J", "docs"]
    assert report["targets"][0]["total"] == {
        "new": 1,
        "fixed": 1198,
        "remaining": 0,
        "gone": 2,
        "suppressed": 0,
        "unseen": 0,
    }


def test_json_of_no_targets():
    assert json.loads(trend_json([])) == {"version": 1, "targets": []}

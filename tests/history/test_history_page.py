"""The page about histories: its queries run, and it names the columns that there are."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from making import finding, keep_run, page

from stigmalint.history.matching import LEAST_LIKENESS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "history.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(SELECT.*?)```", PAGE, flags=re.DOTALL)
ANSWERS = [
    [("b.md", 1, 1), ("a.md", 0, 1)],
    [("pity/sufferer", "sufferers", 1, 1), ("suicide/commit", "committed suicide", 1, 1)],
    [
        ("2026-09-03", "a.md", 1, "pity/sufferer", "Many sufferers here."),
        ("2026-10-03", "b.md", 1, "suicide/commit", "He committed suicide."),
    ],
    [("pity", 1, 30.0)],
    [("2026-10", "docs", 1, 1, 0)],
]


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "history.db"
    crime = finding("He committed suicide.", "committed suicide", "b.md", rule="suicide/commit", severity="error")
    for day, outcomes in (
        ("2026-09-03T12:00:00Z", [page("a.md", "Many sufferers here.", "Poor sufferers of rain.")]),
        ("2026-10-03T12:00:00Z", [page("a.md", "Many sufferers here."), page("b.md", crime)]),
    ):
        monkeypatch.setattr("stigmalint.history.keeping.now", lambda day=day: day)
        keep_run(path, *outcomes)
    return path


@pytest.fixture
def connection(file):
    with closing(sqlite3.connect(file)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "answer"),
    list(zip(QUERIES, ANSWERS, strict=True)),
    ids=["worst pages", "frequent words", "oldest", "days to fix", "by month"],
)
def test_query(connection, query, answer):
    assert connection.execute(query).fetchall() == answer


@pytest.mark.parametrize(
    ("view", "more", "less"),
    [
        ("current_findings", set(), set()),
        ("progress", set(), set()),
        ("ended_findings", {"how", "ended"}, {"context", "last_seen"}),
    ],
)
def test_the_columns_of_a_view_are_named(connection, view, more, less):
    described = "current_findings" if view == "ended_findings" else view
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{described}`"))
    named = set(re.findall(r"`(\w+)`", row)) - {described}
    there = {entry[1] for entry in connection.execute(f"PRAGMA table_info({view})")}
    assert there == (named | more) - less


def test_the_tables_are_named(connection):
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    assert [name for (name,) in connection.execute(query) if f"`{name}`" not in PAGE] == []


def test_old_runs_can_be_forgotten(file):
    (script,) = re.findall(r"```sql\n(PRAGMA.*?)```", PAGE, flags=re.DOTALL)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script.replace("date('now', '-2 years')", "'2026-09-15'"))
        assert connection.execute("SELECT count(*) FROM current_findings").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM ended_findings").fetchone() == (0,)
    again = keep_run(file, page("a.md", "Many sufferers here."))[0].comparison
    assert (again.new, again.remaining, again.unseen) == (0, 1, 1)


def test_the_bound_is_the_one_in_force():
    assert f"at least {LEAST_LIKENESS:.0%}".replace("%", " %") in PAGE

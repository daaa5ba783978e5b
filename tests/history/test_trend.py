"""What changed between two runs is worked out from the identities that were known after each."""

import pytest
from making import finding, keep_run, page

from stigmalint.history.store import reading
from stigmalint.history.trend import trend

ONE, TWO, THREE = "Many sufferers here.", "Sufferers are many in the other town.", "Poor sufferers of rain."
DAYS = ["2026-01-05T10:00:00Z", "2026-02-05T10:00:00Z", "2026-03-05T10:00:00Z", "2026-04-05T10:00:00Z"]


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Return a history of four runs, a month apart."""
    days = iter(DAYS)
    path = tmp_path / "history.db"
    crime = finding("He committed suicide.", "committed suicide", rule="suicide/commit", severity="error")
    for outcomes in (
        [page("a.md", ONE, TWO, crime)],
        [page("a.md", ONE, THREE), page("b.md", "More sufferers arrived.")],
        [page("a.md", ONE, THREE)],
        [page("a.md", finding(ONE, suppressed=True)), page("b.md", "New sufferers in town, sadly.")],
    ):
        day = next(days)
        monkeypatch.setattr("stigmalint.history.keeping.now", lambda day=day: day)
        keep_run(path, *outcomes)
    return path


def found(file, since=""):
    with reading(file) as store:
        return trend(store, "docs", since)


def counts(tally):
    return {name: number for name, number in tally.items() if number}


def test_the_last_run_is_compared_with_the_one_before(file):
    result = found(file)
    assert result.since == DAYS[2]
    assert counts(result.total) == {"suppressed": 1, "fixed": 2, "new": 1}
    assert [run.findings for run in result.runs] == [3, 3, 2, 1]


@pytest.mark.parametrize(
    ("since", "base", "runs"),
    [
        ("2026-02-01T00:00:00Z", DAYS[0], 3),
        ("2026-03-01T00:00:00Z", DAYS[1], 2),
        ("2025-01-01T00:00:00Z", DAYS[0], 4),
        ("2026-04-01T00:00:00Z", DAYS[2], 1),
    ],
    ids=["after the first", "after the second", "before all", "after the third"],
)
def test_since_compares_with_what_was_known_before(file, since, base, runs):
    result = found(file, since)
    assert (result.since, len(result.runs)) == (base, runs)


def test_since_a_day_without_runs(file):
    assert found(file, "2027-01-01T00:00:00Z") is None


def test_counts_by_severity_and_category(file):
    result = found(file, "2026-02-01T00:00:00Z")
    assert {name: counts(tally) for name, tally in result.by_severity.items()} == {
        "error": {"fixed": 1},
        "warning": {"suppressed": 1, "fixed": 1, "new": 1},
        "info": {},
    }
    assert {name: counts(tally) for name, tally in result.by_category.items()} == {
        "pity": {"suppressed": 1, "fixed": 1, "new": 1},
        "suicide": {"fixed": 1},
    }


def test_a_page_that_was_not_looked_at_keeps_its_findings(tmp_path):
    path = tmp_path / "history.db"
    keep_run(path, page("a.md", ONE), page("b.md", TWO))
    keep_run(path, page("a.md", ONE))
    assert counts(found(path).total) == {"remaining": 1, "unseen": 1}


def test_one_run_has_nothing_to_compare_with(tmp_path):
    path = tmp_path / "history.db"
    keep_run(path, page("a.md", ONE))
    assert (found(path).since, counts(found(path).total)) == (None, {})


def test_the_trend_agrees_with_what_each_run_counted(file):
    with reading(file) as store:
        query = "SELECT new, fixed, remaining, gone, kept AS suppressed, unseen FROM runs ORDER BY id DESC LIMIT 1"
        row = store.connection.execute(query).fetchone()
    total = found(file).total
    assert row == tuple(total[name] for name in ("new", "fixed", "remaining", "gone", "suppressed", "unseen"))

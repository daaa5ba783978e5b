"""Days and times are those of the place where the tool runs."""

import time

import pytest

from stigmalint.reporters.days import day, period, since


@pytest.fixture(autouse=True)
def zone(monkeypatch, request):
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its time zone for a process")
    monkeypatch.setenv("TZ", getattr(request, "param", "UTC"))
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("2026-11-03T09:05:00Z", "2026-11-28T10:00:00Z", "3 November"),
        ("2025-11-03T09:05:00Z", "2026-11-28T10:00:00Z", "3 November 2025"),
        ("2026-11-28T09:05:00Z", "2026-11-28T10:00:00Z", "09:05 today"),
        ("2026-11-27T23:59:00Z", "2026-11-28T00:01:00Z", "27 November"),
    ],
    ids=["this year", "last year", "today", "yesterday, minutes ago"],
)
def test_since(before, now, words):
    assert since(before, now) == words


@pytest.mark.parametrize("zone", ["UTC-10"], indirect=True)
def test_the_day_is_that_of_the_place():
    assert day("2026-11-03T20:00:00Z") == "4 November 2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-11-03T09:00:00Z", "2026-11-03T10:00:00Z", "on 3 November 2026"),
        ("2026-11-03T09:00:00Z", "2026-12-01T10:00:00Z", "from 3 November to 1 December 2026"),
        ("2025-11-03T09:00:00Z", "2026-01-01T10:00:00Z", "from 3 November 2025 to 1 January 2026"),
    ],
)
def test_period(first, last, words):
    assert period(first, last) == words

"""Write days and times as people do, in the time of their place."""

from __future__ import annotations

from datetime import datetime, timezone

from stigmalint.history.records import KEPT_TIME

_MONTHS = "January February March April May June July August September October November December".split()


def day(moment: str, *, year: bool = True) -> str:
    """Return the day of a kept time: "3 November 2026"."""
    local = _local(moment)
    name = f"{local.day} {_MONTHS[local.month - 1]}"
    return f"{name} {local.year}" if year else name


def clock(moment: str) -> str:
    """Return the time of day of a kept time: "17:30"."""
    return f"{_local(moment):%H:%M}"


def since(before: str, now: str) -> str:
    """Return the time `before` as precisely as tells it from `now`: the hour, the day, or the day with its year."""
    then, today = _local(before), _local(now)
    if then.date() == today.date():
        return f"{clock(before)} today"
    return day(before, year=then.year != today.year)


def period(first: str, last: str) -> str:
    """Return the days from one time to another: "on 3 November 2026", "from 3 November to 1 December 2026"."""
    if _local(first).date() == _local(last).date():
        return f"on {day(last)}"
    return f"from {day(first, year=_local(first).year != _local(last).year)} to {day(last)}"


def _local(moment: str) -> datetime:
    return datetime.strptime(moment, KEPT_TIME).replace(tzinfo=timezone.utc).astimezone()

"""Work out from a history how the findings of a target have changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.findings import SEVERITIES
from stigmalint.history.comparing import SUPPRESSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from stigmalint.history.records import RunCount
    from stigmalint.history.store import Open, Store

# What may have become of a finding between two runs.
OUTCOMES = ("new", "fixed", "remaining", "gone", "suppressed", "unseen")

Tally = Counter[str]  # by the words of OUTCOMES


class Trend(NamedTuple):
    """How the findings of one target have changed up to its last run."""

    target: str
    runs: tuple[RunCount, ...]  # the oldest first
    since: str | None  # when the run that the last one is compared with was started; None where there is none
    total: Tally
    by_severity: Mapping[str, Tally]  # the gravest first
    by_category: Mapping[str, Tally]  # by name


class Fate(NamedTuple):
    """What became of one finding."""

    what: str  # one of OUTCOMES
    severity: str
    category: str


def trend(store: Store, target: str, since: str = "") -> Trend | None:
    """Return the trend of a target; None if it has no run since then.

    Args:
        store: an open history.
        target: one of `store.targets()`.
        since: a time as histories write it. The last run is compared with the state before it or, where no run is as
            old, with the first run; without it, with the last run but one.
    """
    starts = store.starts(target)
    first = next((index for index, (_, started) in enumerate(starts) if started >= since), None)
    if first is None:
        return None
    base = max(first - 1, 0) if since else len(starts) - 2
    runs = store.runs(target)[first:]
    if base < 0 or base == len(starts) - 1:
        return Trend(target, runs, None, Counter(), {}, {})
    fates = list(_fates(store, target, starts[base][0], starts[-1][0]))
    return Trend(
        target,
        runs,
        since=starts[base][1],
        total=Counter(fate.what for fate in fates),
        by_severity=_tallies(fates, lambda fate: fate.severity, reversed(SEVERITIES)),
        by_category=_tallies(fates, lambda fate: fate.category, sorted({fate.category for fate in fates})),
    )


def _tallies(fates: Iterable[Fate], key: Callable[[Fate], str], names: Iterable[str]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {name: Counter() for name in names}
    for fate in fates:
        tallies.setdefault(key(fate), Counter())[fate.what] += 1
    return tallies


def _fates(store: Store, target: str, base: int, last: int) -> Iterator[Fate]:
    """Yield what became of every finding that was known after run `base` or after run `last`."""
    before, now = store.open_after(target, base), store.open_after(target, last)
    ended = store.ended_between(target, base, last)
    for identity in before.keys() | now.keys():
        one, other = _active(before.get(identity)), now.get(identity)
        found = _active(other)
        if found:
            what = "unseen" if found.run != last else "remaining"
            yield Fate(what if one else "new", found.severity, found.category)
        elif one and (what := "suppressed" if other else ended.get(identity, "fixed")) in OUTCOMES:
            yield Fate(what, one.severity, one.category)


def _active(finding: Open | None) -> Open | None:
    """Return a finding unless it is kept on purpose."""
    return finding if finding and finding.status != SUPPRESSED else None

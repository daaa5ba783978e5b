"""The records that compare a run with the runs before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class RunCount(NamedTuple):
    """The figures of one kept run."""

    started: str  # ISO 8601, UTC, to the second
    documents: int
    by_severity: Mapping[str, int]

    @property
    def findings(self) -> int:
        """How many findings the run reported."""
        return sum(self.by_severity.values())


class Comparison(NamedTuple):
    """A run against what earlier runs over the same target knew, and the line over time.

    Only what was looked at again can be fixed: findings on pages that are gone, or that this run did not look at, or of
    rules that it did not ask for, are counted apart. In a first run every count is 0 and `since` is None.
    """

    new: int
    fixed: int
    remaining: int
    new_findings: frozenset[str]  # fingerprints of findings of this run that were not known before
    runs: tuple[RunCount, ...]  # oldest first, the present run last
    since: str | None = None  # when the last run before started, as in `RunCount`; None in a first run
    gone: int = 0  # on pages that do not exist any more
    suppressed: int = 0  # still there, and now kept on purpose by a comment
    unseen: int = 0  # on pages that were not looked at, or of rules that were not asked for
    rules_changed: bool = False  # since the last run: then some of the difference is the rules'

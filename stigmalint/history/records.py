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
    """A run against the last kept run over the same target, and the line over time."""

    new: int
    fixed: int
    remaining: int
    new_findings: frozenset[str]  # fingerprints of findings of this run that the last one did not have
    runs: tuple[RunCount, ...]  # oldest first, the present run last

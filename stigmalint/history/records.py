"""The records of what is kept of a run, and of its comparison with the runs before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stigmalint.findings import Severity

KEPT_TIME = "%Y-%m-%dT%H:%M:%SZ"  # how a history writes a time, in UTC
Ending = Literal["fixed", "gone", "suppressed", "merged"]
PageState = Literal["checked", "set aside", "failed"]


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


class Scope(NamedTuple):
    """What a run looks at: it is compared with runs over the same target.

    Args:
        target: the paths or the address, as given.
        profile: the name of the profile in force.
        is_gone: tells of a page that the run could not read, or did not look at, whether it does not exist any more.
        asks: tells whether the run asked for findings of a path, rule and severity.
    """

    target: str
    profile: str
    is_gone: Callable[[str], bool]
    asks: Callable[[str, str, Severity], bool]


class Kept(NamedTuple):
    """A finding of a run as it is kept."""

    rule: str
    category: str
    severity: Severity
    path: str
    line: int
    column: int
    words: str  # as written; empty in a redacted run, as is the sentence
    sentence: str  # at most a few hundred characters of it
    context: str | None
    pages: int
    fingerprint: str
    wording: str
    suppressed: bool

    def columns(self) -> tuple[object, ...]:
        """Return what is written of it."""
        return self[:-1]


class Known(NamedTuple):
    """A finding that earlier runs knew and no run ended: the last row of its identity."""

    id: int
    identity: int
    status: str
    path: str
    rule: str
    category: str
    severity: Severity
    line: int
    words: str
    sentence: str
    fingerprint: str
    wording: str
    redacted: bool

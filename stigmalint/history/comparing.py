"""Decide what a run changes in what earlier runs knew: what is new, what remains, and how the rest ended."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from stigmalint.history.matching import Trace, match
from stigmalint.redaction import keyed, without_query

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from stigmalint.history.records import Ending, Kept, Known, PageState, Scope

SUPPRESSED = "suppressed"


class Sight(NamedTuple):
    """What a run saw: what became of every page that it looked at, and what it was meant to look at."""

    pages: Mapping[str, tuple[PageState, str]]  # state and title by path
    scope: Scope

    def of(self, path: str) -> Literal["checked", "gone", "unseen"]:
        """Return what the run can say of a page known before."""
        state = self.pages[path][0] if path in self.pages else None
        if state == "checked":
            return "checked"
        return "gone" if state != "set aside" and self.scope.is_gone(path) else "unseen"

    def ending(self, before: Known, path: str) -> Ending | None:
        """Return how a finding ended that the run did not find again; None if that cannot be known."""
        state = self.of(path)
        if state == "gone":
            return "gone"
        if state == "checked" and self.scope.asks(before.path, before.rule, before.severity):
            return "fixed"
        return None


class Fate(NamedTuple):
    """What a finding of the run is in comparison with what was known."""

    status: Literal["new", "remaining", "suppressed"]
    identity: int | None  # that of the known finding; None where there is none


class Change(NamedTuple):
    """What a run changes."""

    fates: Sequence[Fate]  # of every finding of the run
    endings: Sequence[tuple[int, Ending]]  # ids of the known findings that ended, and how
    ended: Counter[str]  # their number by how they ended, without the merged and those that were kept on purpose
    unseen: int  # known findings of which nothing can be said

    @property
    def new(self) -> int:
        """How many findings were not known."""
        return sum(fate.status == "new" for fate in self.fates)

    @property
    def remaining(self) -> int:
        """How many findings were known."""
        return sum(fate.status == "remaining" for fate in self.fates)


def compare(known: Sequence[Known], found: Sequence[Kept], sight: Sight, *, redacted: bool, key: bytes) -> Change:
    """Return what a run changes in what was known.

    Args:
        known: what earlier runs knew.
        found: the findings of the run.
        sight: what the run saw.
        redacted: the run has no words.
        key: the key of redacted fingerprints. Where one side has no words, the other is compared without them too.
    """
    blind = redacted or any(before.redacted for before in known)
    old = [_trace(before, key if blind and not before.redacted else None) for before in known]
    new = [_trace(now, key if blind and not redacted else None) for now in found]
    unseen = {path for path in {trace.path for trace in old} if sight.of(path) == "unseen"}
    pairs = match(old, new, unseen)
    fates = [_fate(now, known[pairs[index]] if index in pairs else None) for index, now in enumerate(found)]
    judged = [*_kept_on_purpose(known, found, pairs), *_left_over(known, old, pairs, sight, _shared(found, new))]
    active = [(before, how) for before, how in judged if before.status != SUPPRESSED and how != "merged"]
    return Change(
        fates,
        endings=[(before.id, how) for before, how in judged if how],
        ended=Counter(how for _, how in active if how),
        unseen=sum(how is None for _, how in active),
    )


def _fate(now: Kept, before: Known | None) -> Fate:
    if now.suppressed:
        status: Literal["new", "remaining", "suppressed"] = "suppressed"
    else:
        # what a comment kept on purpose before, and does not any more, is new
        status = "new" if before is None or before.status == SUPPRESSED else "remaining"
    return Fate(status, before.identity if before else None)


def _kept_on_purpose(
    known: Sequence[Known], found: Sequence[Kept], pairs: Mapping[int, int]
) -> Iterator[tuple[Known, Ending | None]]:
    for now, before in pairs.items():
        if found[now].suppressed and known[before].status != SUPPRESSED:
            yield known[before], "suppressed"


def _left_over(
    known: Sequence[Known], old: Sequence[Trace], pairs: Mapping[int, int], sight: Sight, shared: Container[str]
) -> Iterator[tuple[Known, Ending | None]]:
    """Yield what the run did not find again, and how it ended."""
    found_again = set(pairs.values())
    for index, before in enumerate(known):
        if index not in found_again:
            yield before, "merged" if old[index].wording in shared else sight.ending(before, old[index].path)


def _shared(found: Sequence[Kept], new: Sequence[Trace]) -> set[str]:
    """Return the wordings that many pages of a site share: there, they are one finding in place of one a page."""
    return {trace.wording for now, trace in zip(found, new, strict=True) if now.pages > 1 and trace.wording}


def _trace(finding: Known | Kept, key: bytes | None) -> Trace:
    """Return what a finding is known by; with a key, as it would be known in a redacted run."""
    return Trace(
        path=without_query(finding.path) if key else finding.path,
        rule=finding.rule,
        category=finding.category,
        line=finding.line,
        words="" if key else finding.words,
        sentence="" if key else finding.sentence,
        fingerprint=keyed(finding.fingerprint, key) if key else finding.fingerprint,
        wording=keyed(finding.wording, key) if key else finding.wording,
    )

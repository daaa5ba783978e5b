"""Find again, among the findings of a run, those that were known before."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence

# Of the words of two sentences together, at least this share must be in both for one to be the other with an edit.
LEAST_LIKENESS = 0.6
# Pairs of sentences that are compared for one rule and phrase of a page; past this they are told apart by exact match.
MOST_PAIRS = 100_000


class Trace(NamedTuple):
    """What a finding is known by from run to run; in a redacted run `words` and `sentence` are empty."""

    path: str
    rule: str
    category: str
    line: int
    words: str
    sentence: str
    fingerprint: str  # of rule, path and sentence
    wording: str  # of rule and sentence; empty where nothing of the document is repeated


Left = dict[int, Trace]  # what is not paired yet, by its index


def wording(rule: str, sentence: str) -> str:
    """Return a digest of rule and normalised sentence, which stays when a page moves; nothing for no sentence."""
    plain = " ".join(_words(sentence))
    text = f"{rule}\0{plain}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if plain else ""


def match(old: Sequence[Trace], new: Sequence[Trace], unseen: Container[str] = ()) -> dict[int, int]:
    """Return the index of the old finding for the index of every new one that is the same.

    Each finding is paired once, so that several of the same on a page are counted. What is surest goes first: the same
    sentence on the same page, then an edited sentence there, then the same sentence at another address.

    Args:
        old: the findings known before.
        new: the findings of this run.
        unseen: paths that this run did not look at. Their findings may still be there, so they are paired last.
    """
    left_old, left_new = dict(enumerate(old)), dict(enumerate(new))
    pairs: dict[int, int] = {}

    def pair(found: Iterable[tuple[int, int]]) -> None:
        for before, now in found:
            pairs[now] = before
            del left_old[before], left_new[now]

    pair(_same(left_old, left_new, lambda trace: (trace.fingerprint, " ".join(_words(trace.words)))))
    pair(_same(left_old, left_new, lambda trace: trace.fingerprint))
    pair(_same(left_old, left_new, _whole_page))
    pair(_alike(left_old, left_new))
    seen = {index: trace for index, trace in left_old.items() if trace.path not in unseen}
    pair(_same(seen, left_new, lambda trace: trace.wording or None))
    pair(_same(left_old, left_new, lambda trace: trace.wording or None))
    return pairs


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _whole_page(trace: Trace) -> Hashable:
    """Return what tells a finding about a whole document: there, the sentence is only a place to show it at."""
    return (trace.path, trace.rule) if trace.category == "document" else None


def _same(old: Left, new: Left, key: Callable[[Trace], Hashable]) -> list[tuple[int, int]]:
    """Pair what has the same key, in order; None is no key."""
    waiting = _groups(old, key)
    pairs = []
    for index, trace in new.items():
        indexes = waiting.get(key(trace))
        if indexes:
            pairs.append((indexes.popleft(), index))
    return pairs


def _groups(left: Left, key: Callable[[Trace], Hashable]) -> Mapping[Hashable, deque[int]]:
    groups: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, trace in left.items():
        found = key(trace)
        if found is not None:
            groups[found].append(index)
    return groups


def _alike(old: Left, new: Left) -> list[tuple[int, int]]:
    """Pair the findings of a rule and phrase on a page whose sentences are most alike, if they are alike enough."""
    before = _groups(old, _phrase)
    return [
        pair
        for key, indexes in _groups(new, _phrase).items()
        if len(before.get(key, ())) * len(indexes) <= MOST_PAIRS
        for pair in _closest(
            {index: old[index] for index in before.get(key, ())}, {index: new[index] for index in indexes}
        )
    ]


def _phrase(trace: Trace) -> Hashable:
    return (trace.path, trace.rule, *_words(trace.words)) if trace.words and trace.sentence else None


class _Candidate(NamedTuple):
    """A possible pair; the best sorts first."""

    unlikeness: float
    distance: int  # lines
    old: int
    new: int


def _closest(old: Left, new: Left) -> Iterator[tuple[int, int]]:
    counts = {id(trace): Counter(_words(trace.sentence)) for left in (old, new) for trace in left.values()}
    candidates = sorted(
        _Candidate(1 - likeness(counts[id(before)], counts[id(now)]), abs(before.line - now.line), one, other)
        for one, before in old.items()
        for other, now in new.items()
    )
    taken_old, taken_new = set(), set()
    for candidate in candidates:
        if candidate.unlikeness > 1 - LEAST_LIKENESS:
            break
        if candidate.old not in taken_old and candidate.new not in taken_new:
            taken_old.add(candidate.old)
            taken_new.add(candidate.new)
            yield candidate.old, candidate.new


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the words of two sentences that both have (the Sørensen-Dice coefficient), from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0

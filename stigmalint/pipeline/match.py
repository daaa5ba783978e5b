"""Match the phrases that the scan named, in the sentences where it named them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from string import punctuation
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.documents.model import Segment
from stigmalint.pipeline.sentences import sentence_bounds, window
from stigmalint.rules.compiled import Phrase

if TYPE_CHECKING:
    from stigmalint.rules.program import Program

_PART = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:[.'&-][^\W_]+)+")
# ASCII that is part of no word, not even between its parts, as spaces.
_APART = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum() and chr(code) not in ".'&-"})


class Candidate(NamedTuple):
    """A phrase found in a segment. All offsets are code points in `Segment.text`, half-open."""

    phrase: Phrase
    start: int
    end: int
    sentence: tuple[int, int]
    head: tuple[int, int] | None = None
    slots: tuple[tuple[str, int, int], ...] = ()  # list name and range
    possessive: bool = False
    tags: frozenset[str] = frozenset()  # Penn Treebank tags that the form of the head can carry
    order: int = 0  # number of the phrase, in the order of the files


# Finds the matches of a raw spaCy pattern in a sentence of a segment; given by the grammar, which knows spaCy.
PatternMatcher = Callable[[Phrase, Segment, tuple[int, int]], Iterator[tuple[int, int]]]


def match(
    program: Program,
    segment: Segment,
    text: str,
    hits: Sequence[tuple[int, Sequence[int]]],
    patterns: PatternMatcher | None = None,
) -> Iterator[Candidate]:
    """Yield every match of the phrases that `hits` names.

    Args:
        program: the compiled rules.
        segment: the prose.
        text: `segment.text`, normalised.
        hits: offsets of anchors and the phrases that they stand for, from the scan.
        patterns: matches raw token patterns; without it they are passed over.
    """
    given: set[tuple[int, int, int]] = set()
    for sentence, indexes in _named(text, segment.text, hits).items():
        words = words_of(text[slice(*sentence)])
        places: Mapping[str, Sequence[int]] | None = None
        for index in program.could_match(indexes, words):
            phrase = program.phrases[index]
            if places is None:
                places = places_of(text[slice(*sentence)])
            if not program.in_reach(index, places):
                continue
            if phrase.regex is not None:
                expression = program.expression(phrase.regex, words)
                for found in expression.finditer(text, *sentence):
                    # Stretches of an over-long sentence overlap.
                    key = (index, *found.span())
                    if key not in given and _case_fits(phrase, segment.text[found.start() : found.end()]):
                        given.add(key)
                        yield _candidate(program, phrase, found, sentence, index)
            elif patterns is not None:
                for start, end in patterns(phrase, segment, sentence):
                    yield Candidate(phrase, start, end, sentence, order=index)


def _named(
    text: str, written: str, hits: Sequence[tuple[int, Sequence[int]]]
) -> dict[tuple[int, int], dict[int, None]]:
    """Return the sentences in which something was hit, each with the phrases that were named for it."""
    bounds = sentence_bounds(written)
    starts = [start for start, _ in bounds]
    named: dict[tuple[int, int], dict[int, None]] = {}
    for offset, indexes in hits:
        place = max(bisect_right(starts, offset) - 1, 0)
        named.setdefault(window(text, bounds[place], offset), {}).update(dict.fromkeys(indexes))
    return named


def words_of(text: str) -> set[str]:
    """Return the words of normalised text, those with apostrophes also in parts."""
    if not text.isascii():
        return {*_PART.findall(text), *_WORD.findall(text)}
    # The same, but several times as fast.
    words = set(text.translate(_APART).split())
    for joined in [word for word in words if not word.isalnum()]:
        words.remove(joined)
        words.update(_PART.findall(joined), _WORD.findall(joined))
    return words


def places_of(text: str) -> dict[str, list[int]]:
    """Return where each word of normalised text stands, counted in words between white space."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(text.split()):
        bare = token.strip(punctuation)
        for word in (bare,) if bare.isalnum() else words_of(bare):
            places.setdefault(word, []).append(place)
    return places


def _candidate(
    program: Program, phrase: Phrase, found: re.Match[str], sentence: tuple[int, int], order: int
) -> Candidate:
    head = found.span("h") if "h" in found.re.groupindex and found.start("h") >= 0 else None
    slots = tuple(
        (name, *found.span(f"s{number}")) for number, name in enumerate(phrase.slots) if found.start(f"s{number}") >= 0
    )
    return Candidate(
        phrase,
        found.start(),
        found.end(),
        sentence,
        head,
        slots,
        possessive=found["poss"] is not None,
        tags=program.tags(phrase, found["h"]) if head else frozenset(),
        order=order,
    )


def _case_fits(phrase: Phrase, written: str) -> bool:
    if phrase.case == "any":
        return True
    if phrase.case == "upper":
        return written.isupper()
    return written in phrase.written.replace("=", "")

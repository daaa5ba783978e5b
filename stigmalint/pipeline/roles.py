"""Guess, without a model, whether a word is a noun, an adjective or a verb; None where only grammar can tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.documents.model import Segment
    from stigmalint.pipeline.match import Candidate
    from stigmalint.rules.compiled import Phrase
    from stigmalint.rules.model import Role

_NEXT = re.compile(r"(?P<gap>\s*)(?P<mark>[^\w\s'-])?\s*(?P<word>[\w'-]+)?")

# A noun is never followed directly by these as its own head: the match itself is the noun.
_CLOSED = frozenset(
    """and or but nor of in on at by for from with without as to into over under after before during since until
    than like who whom whose which that what where when while because if though although unless so yet about
    against among between is are was were be been being am isn't aren't wasn't weren't has have had hasn't
    haven't hadn't having do does did doesn't don't didn't can could will would shall should may might must
    can't couldn't won't wouldn't shouldn't he she they we you i it him her them us me himself herself
    themselves a an the this these those his their my our your its not never also often always sometimes usually
    just only even still too again here there now then today already ever once twice soon later yesterday tomorrow
    tonight alone together instead though anyway forever everywhere""".split()
)
_VERBS = re.compile(
    r"(?:needs?|gets?|got|lives?|lived|comes?|came|goes|went|says?|said|tells?|told|asks?|asked|seeks?|sought|finds?|found|feels?|felt|knows?|knew|"
    r"wants?|wanted|tries|tried|takes?|took|makes?|made|uses?|used|works?|worked|dies|died|recovers?|recovered|reaches|reached|joins?|joined|"
    r"runs?|ran|sells?|sold|serves?|served|buys?|bought|brings?|brought|keeps?|kept|holds?|held|looks?|looked|became|becomes?|seems?|seemed|deserves?|deserved|struggles?|struggled|talks?|talked|speaks?|spoke|"
    r"\w+[^aeiou]ed|attends?|receives?|received|stays?|stayed|leaves?|left|turns?|turned|hears?|heard|sees|saw|thinks?|thought|believes?|believed)"
)
# Endings of nouns and adjectives: a word before one of them modifies it. Verbs with the same endings are left out.
_NOMINAL = re.compile(
    r"(?!(?:mention|question|function|auction|caution|comment|experiment|implement|supplement|document|lament|torment|"
    r"witness|harness|panic|mimic)s?\Z)"
    r"\w{2,}(?:ic|ical|ional|ial|ual|ous|able|ible|ful|tions?|ments?|ness|ity|ities|isms?|ships?|ology)"
)
_DETERMINERS = frozenset(
    """a an the this that every each another any some no one his her their my our your its former ex fellow""".split()
)
_SINGULAR = frozenset("a an this that every each another one".split())
# After a singular determiner, a word with this ending is a verb: "an old drunk sleeps in …".
_THIRD_PERSON = re.compile(r"[a-z]{2,}[^isu\W]s")
_BE = frozenset(
    """am is are was were be been being 's 're 'm isn't aren't wasn't weren't i'm he's she's they're we're
    you're become became becomes seem seems seemed""".split()
)
# After a space, these open a quotation: the unfortunate "winner".
_OPENING = frozenset({'"', "“", "‘"})
_DEGREE = frozenset(
    """very so too quite really clearly severely clinically mildly deeply more most less rather pretty""".split()
)


class Grammar(Protocol):
    """Reads a sentence: given by a spaCy pipeline, or by the tags already on somebody's `Doc`."""

    def role(self, segment: Segment, sentence: tuple[int, int], start: int, end: int) -> Role | None:
        """Return how the word at `start:end` of the segment is used in its sentence; None when no role fits."""

    def matches(self, phrase: Phrase, segment: Segment, sentence: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the ranges in the segment where the raw token pattern of `phrase` matches inside the sentence."""


def fits(candidate: Candidate, segment: Segment, text: str, grammar: Grammar | None) -> bool:
    """Tell whether the head of a candidate is used as its rule asks.

    Args:
        candidate: the match.
        segment: the prose.
        text: its text, normalised.
        grammar: asked only where the surroundings do not settle it.
    """
    wanted = candidate.phrase.role
    if wanted is None:
        return True
    guess = guess_role(candidate, text)
    if guess is None and grammar is not None:
        guess = grammar.role(segment, candidate.sentence, *(candidate.head or (candidate.start, candidate.end)))
    # Undecided: the noun reading is the rarer mistake after a determiner, the adjective reading elsewhere.
    return guess == wanted if guess is not None else _default(candidate, text) == wanted


def guess_role(candidate: Candidate, text: str) -> Role | None:
    """Return the role that the surroundings make certain, or None."""
    head = candidate.head or (candidate.start, candidate.end)
    if candidate.possessive or candidate.tags == {"NNS"}:
        return "noun"
    found = _NEXT.match(text, candidate.end, candidate.sentence[1])
    following = (found["word"] or "") if found else ""
    ended = found is None or bool(found["mark"]) or not following
    before = text[candidate.sentence[0] : head[0]].split()
    while (
        before
        and (before[-1] in _DEGREE or before[-1].endswith("ly"))
        and len(before) > 1
        and before[-2] in _DETERMINERS
    ):
        before.pop()
    previous = before[-1].strip("\"'(") if before else ""
    if found and not ended and _is_subject(before, following, text[found.end() : candidate.sentence[1]]):
        return "noun"
    if not ended and following not in _CLOSED and not _VERBS.fullmatch(following):
        modifies = candidate.phrase.role != "verb" and _NOMINAL.fullmatch(following)
        return "adjective" if modifies and found and found["gap"] else None
    quotes = bool(found and found["gap"] and found["mark"] in _OPENING and following)
    if (previous in _DETERMINERS and not quotes) or previous.endswith("-"):
        return "noun"
    if previous in _BE or previous in _DEGREE or previous in _DETERMINERS:
        return "adjective"
    return None


def _is_subject(before: list[str], following: str, rest: str) -> bool:
    """Tell whether a singular determiner before and a verb in -s after make the word a noun."""
    # A verb between them has the word in its object: "a shop that sells alcoholic drinks".
    nearest = next(
        (word for word in reversed(before[-3:]) if word in _CLOSED or word in _SINGULAR or _is_verb(word)), ""
    )
    after = rest.split(maxsplit=1)[:1]
    return (
        nearest in _SINGULAR
        and _THIRD_PERSON.fullmatch(following) is not None
        and (not after or after[0].strip(".,;:!?") in _CLOSED)
    )


def _is_verb(word: str) -> bool:
    return _VERBS.fullmatch(word) is not None or _THIRD_PERSON.fullmatch(word) is not None


def _default(candidate: Candidate, text: str) -> Role:
    found = _NEXT.match(text, candidate.end, candidate.sentence[1])
    following = (found["word"] or "") if found else ""
    if found is None or found["mark"] or following in _CLOSED or not following:
        return "noun"
    return "adjective"

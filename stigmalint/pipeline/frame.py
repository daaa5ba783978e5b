"""Find the words around a match that a replacement has to change with it: an article, or what a person possesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.pipeline.inflect import pluralised

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate

_ARTICLE = re.compile(r"\b(an?)\s+\Z")
# "a complete nervous breakdown": an intensifier of the words that go.
_INTENSIFIER = re.compile(
    r"\b(?:an?|his|her|my|their|some)\s+(?P<word>(?:complete|total|utter|full-blown|proper)\s+)\Z"
)
_DETERMINERS = r"\b(?P<word>the|an?|this|that|these|those|every|each|another|some|no|any)\s+"
_DETERMINER = re.compile(rf"{_DETERMINERS}\Z")
# A singular noun has its determiner somewhere before it: "the young addict's mother".
_DETERMINER_AND_ADJECTIVES = re.compile(rf"{_DETERMINERS}(?P<adjectives>(?:[^\W\d_][\w-]*\s+){{1,2}})\Z")
_ADJECTIVE = (
    r"(?:alcoholic|schizophrenic|bipolar|old|young|older|younger|elderly|elder|eldest|first|second|third|last|next|new|former|late|best|worst|whole|only"
    r"|little|big|long|own|happy|sad|early|close|closest|adult|teenage|[\w-]{3,}(?:al|ful|ous|ive|less|able|ible|ary))"
)
_SECOND_NOUN = (
    r"(?:behaviou?r|card|diary|doctor|groups?|history|home|journey|meetings?|members?|nurse|problems?|rooms?|status"
    r"|story|stories|system|team|therapist|workers?)"
)
_POSSESSED = re.compile(
    rf"(?P<mark>'?)\s+(?P<phrase>(?P<adjectives>(?:{_ADJECTIVE}\s+){{0,2}})[^\W\d_][\w-]*(?:\s+{_SECOND_NOUN}\b)?)"
)
# Words that follow a possessive but begin no noun.
_NOT_POSSESSED = re.compile(r"(?:and|or|but|most|are|is|was|were|have|has|had|who|in|on|at|for|to|of|with|from)\b")
# What is there for people and is not theirs: "an alcoholics' clinic", "the insomniac's guide to …".
_SERVICE = re.compile(
    r"(?:centre|center|clinic|club|course|group|groups|guide|handbook|helpline|hospital|hostel|manual|meeting"
    r"|meetings|refuge|service|services|shelter|unit|ward|wing|workshop)\Z"
)
_PERSON = re.compile(r"(?:(?:an?|the|this|that|every|each|these|those) )?(?:person|people) ")
_OWN = re.compile(r"own\s+")
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|ti|su|ki)|hono|hour|heir|8|11|18)", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"(?:a|an|the|people|some|one|my|your|his|her|our|their|in)\s|some(?:body|one)\b")


_HAS = re.compile(r"(?:has|have|had) ")
_OWNED_PLURAL = re.compile(r"'s\s.*[^s]s")
# "the alcoholic father of two"
_OF_TWO = re.compile(r"\s+of\s+(?:one|two|three|four|five|six|\d+)\b")
_WITH = re.compile(r"\s(?:with|who)\s")


class Draft(NamedTuple):
    """Words in place of `text[start:end]` of a segment."""

    start: int
    end: int
    words: str


class Frame(NamedTuple):
    """The range to replace, with what stands in it beside the match."""

    start: int
    end: int
    article: bool = False  # "a" or "an" stands before the match
    determiner: str = ""  # before a possessive, with the adjectives after it
    possessed: tuple[int, int] | None = None  # what follows a possessive


def frame_of(candidate: Candidate, text: str) -> Frame:
    """Return the frame of a match in normalised `text`.

    "a bulimic's family" is replaced as a whole, since "a person with bulimia's family" reads badly.
    """
    if not candidate.tags or candidate.tags & {"NN", "NNS", "JJ"}:
        owner = _owner(candidate, text)
        if owner is not None:
            return owner
    start = candidate.start
    intensifier = _INTENSIFIER.search(text, candidate.sentence[0], start) if "NN" in candidate.tags else None
    if intensifier:
        start = intensifier.start("word")
    article = _ARTICLE.search(text, candidate.sentence[0], start)
    if article:
        return Frame(article.start(), candidate.end, article=True)
    return Frame(start, candidate.end)


def framed(words: str, candidate: Candidate, written: str, text: str) -> Draft:
    """Fit the words for the match into what stands around it."""
    frame = frame_of(candidate, text)
    end, words = _with_children(words, frame.end, candidate, text)
    if frame.possessed is not None:
        return Draft(
            frame.start, frame.end, _possession(words, frame, candidate, written[slice(*frame.possessed)], text)
        )
    if frame.article:
        words = with_article(words)
    if candidate.possessive:
        words += "'" if words.endswith("s") else "'s"
    return Draft(frame.start, end, words)


def _possession(words: str, frame: Frame, candidate: Candidate, possessed: str, text: str) -> str:
    """Return "the family of a person with bulimia", or "the clinic for people with bulimia"."""
    article, _, adjectives = frame.determiner.partition(" ")
    words = f"{adjectives} {words}".strip()
    if article in {"a", "an"}:
        words = with_article(words)
    elif article:
        words = f"{article} {words}"
    people = _PERSON.match(words)
    if people is None or not _SERVICE.search(possessed.lower()):
        return f"the {possessed} of {words}"
    # "an alcoholics' ward": the article is the ward's.
    its_own = article in {"a", "an"} and text[candidate.end - 1] == "s"
    service = with_article(possessed) if its_own else f"the {possessed}"
    return f"{service} for {pluralised('people ' + words[people.end() :])}"


def _with_children(words: str, end: int, candidate: Candidate, text: str) -> tuple[int, str]:
    """Take "of two" in: "father of two with alcohol use disorder"."""
    children = _OF_TWO.match(text, end, candidate.sentence[1])
    with_ = _WITH.search(words)
    if children is None or with_ is None:
        return end, words
    return children.end(), words[: with_.start()] + children[0] + words[with_.start() :]


def possessive_draft(words: str, candidate: Candidate, text: str) -> Draft | None:
    """Return the words for "'s alcoholics", which looks like "is" and a plural; None for other matches."""
    condition = _HAS.match(words)
    if condition is None or not _OWNED_PLURAL.fullmatch(text, candidate.start, candidate.end):
        return None
    return Draft(candidate.start, candidate.end, f"'s people with {words[condition.end() :]}")


def with_article(words: str) -> str:
    """Put "a" or "an" before words that can have it."""
    if _NO_ARTICLE.match(words):
        return words
    return f"{'an' if _VOWEL.match(words) else 'a'} {words}"


def _owner(candidate: Candidate, text: str) -> Frame | None:
    following = _POSSESSED.match(text, candidate.end, candidate.sentence[1])
    plural = text[candidate.end - 1] == "s" and following is not None and following["mark"] == "'"
    if following is None or not (candidate.possessive or plural) or _NOT_POSSESSED.match(following["phrase"]):
        return None
    if candidate.possessive and following["mark"]:
        return None
    start, end = following.span("phrase")
    own = _OWN.match(text, start, end)
    if own:  # "the addict's own words": "the words of the person"
        start = own.end()
    determiner = _DETERMINER.search(text, candidate.sentence[0], candidate.start)
    if determiner is None and not plural and "NNS" not in candidate.tags:
        determiner = _DETERMINER_AND_ADJECTIVES.search(text, candidate.sentence[0], candidate.start)
    if determiner is None:
        return Frame(candidate.start, following.end(), possessed=(start, end))
    words = " ".join(text[determiner.start() : candidate.start].split())
    return Frame(determiner.start(), following.end(), determiner=words, possessed=(start, end))

"""Find the words around a match that a replacement has to change with it: an article, or what a person possesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate

_ARTICLE = re.compile(r"\b(an?)\s+\Z")
_DETERMINER = re.compile(r"\b(the|an?|this|that|these|those|every|each|another|some|no|any)\s+\Z")
_POSSESSED = re.compile(r"(?P<mark>'?)\s+(?P<noun>[^\W\d_][\w-]*)")
# Words that follow a possessive but are not its noun alone.
_NOT_POSSESSED = frozenset(["own", "most", "best", "worst", "first", "last", "only", "and", "or", "but"])


class Frame(NamedTuple):
    """The range to replace, with what stands in it beside the match."""

    start: int
    end: int
    article: bool = False  # "a" or "an" stands before the match
    determiner: str = ""  # before a possessive
    possessed: tuple[int, int] | None = None  # the noun after a possessive


def frame_of(candidate: Candidate, text: str) -> Frame:
    """Return the frame of a match in normalised `text`.

    "a bulimic's family" is replaced as a whole, since "a person with bulimia's family" reads badly.
    """
    if candidate.tags & {"NN", "NNS", "JJ"}:
        owner = _owner(candidate, text)
        if owner is not None:
            return owner
    article = _ARTICLE.search(text, candidate.sentence[0], candidate.start)
    if article:
        return Frame(article.start(), candidate.end, article=True)
    return Frame(candidate.start, candidate.end)


def _owner(candidate: Candidate, text: str) -> Frame | None:
    following = _POSSESSED.match(text, candidate.end, candidate.sentence[1])
    plural = text[candidate.end - 1] == "s" and following is not None and following["mark"] == "'"
    if following is None or not (candidate.possessive or plural) or following["noun"] in _NOT_POSSESSED:
        return None
    if candidate.possessive and following["mark"]:
        return None
    determiner = _DETERMINER.search(text, candidate.sentence[0], candidate.start)
    start = determiner.start() if determiner else candidate.start
    return Frame(
        start, following.end(), determiner=determiner[1] if determiner else "", possessed=following.span("noun")
    )

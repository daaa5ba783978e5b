"""Find whose life a match speaks of, so that a suggestion can say "his", "her" or "their"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate

_BY_PRONOUN = {
    "i": "my", "we": "our", "you": "your", "he": "his", "she": "her", "they": "their", "it": "its",
}  # fmt: skip
_BY_REFLEXIVE = {
    "myself": "my", "ourselves": "our", "yourself": "your", "yourselves": "your", "himself": "his", "herself": "her",
    "themselves": "their", "themself": "their", "itself": "its",
}  # fmt: skip
_FEMALE = frozenset(
    """mother mum mom sister daughter wife girl woman aunt girlfriend grandmother niece lady actress ms mrs miss
    schoolgirl widow her""".split()
)
_MALE = frozenset(
    """father dad brother son husband man boy uncle boyfriend grandfather nephew actor mr schoolboy widower his
    him""".split()
)
_PLURAL = frozenset(["people", "men", "women", "children", "police"])
_WORD = re.compile(r"[a-z']+")


class Owner(NamedTuple):
    """Whose something is: "his", "their", and whether that is several people."""

    word: str
    several: bool = False


def owner_of(candidate: Candidate, text: str) -> Owner:
    """Return the possessive for the words of the match, or the nearest pronoun, kin or plural before it."""
    return _in_match(text[candidate.start : candidate.end]) or _before(text[candidate.sentence[0] : candidate.start])


def _in_match(text: str) -> Owner | None:
    for word in _WORD.findall(text):
        if word in _BY_REFLEXIVE:
            return Owner(_BY_REFLEXIVE[word], several=word.endswith("selves"))
        if word in {"his", "her", "their", "my", "our", "your"}:
            return Owner(word, several=word == "our")
    return None


def _before(text: str) -> Owner:
    for word in reversed(_WORD.findall(text)):
        bare = re.sub(r"'.*", "", word)
        if bare in _FEMALE:
            return Owner("her")
        if bare in _MALE:
            return Owner("his")
        if bare in _BY_PRONOUN:
            return Owner(_BY_PRONOUN[bare], several=bare in {"we", "they"})
        if bare in _PLURAL or (
            bare.endswith("s") and len(bare) > len("this") and not bare.endswith(("ss", "us", "is"))
        ):
            return Owner("their", several=True)
    return Owner("their")

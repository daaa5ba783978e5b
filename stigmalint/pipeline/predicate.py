"""Say of somebody what a noun said that they are: "is an addict" becomes "has an addiction"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.pipeline.frame import Draft

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate

# "is an addict", "'s just a junkie", "are addicts", "isn't an addict".
_IS = re.compile(
    r"(?P<be>\b(?:am|is|are|was|were)|(?<=\w)'(?:s|m|re))(?P<not>n't|\s+not)?"
    r"(?P<adverb>\s+(?:\w+ly|also|just|now|once|still))?\s+(?P<article>an?\s+)?\Z"
)
# "was he a junkie"
_WAS_HE = re.compile(
    r"(?:\A|[,:]\s)(?P<be>is|are|was|were|am)\s+(?P<who>he|she|they|you|we|i)\s+(?P<article>an?\s+)?\Z"
)
# Subjects of which a condition cannot be said, and what is no subject: "there is an addict".
_NO_SUBJECT = re.compile(r"(?:^|\W)(?:there|here|it|this|that|these|what|where|how|which|among \w+)\W*\Z")
# What can follow "she uses drugs" as it followed "she is a drug user", and would not hang in the air.
_GOES_ON = re.compile(
    r"\s*(?:\Z|[.;:!?)\]\"]|,(?!\s*(?:who|whose|an?|the|or|nor|not)\b|\s*(?:and|but) (?:an?|the)\b)"
    r"|\s(?:because|when|while|before|after|until|since|for|in|now|then|too|again|today)\b"
    r"|\s(?:and|but|so) (?:he|she|they|we|i|it|you|has|had|have|is|was|nobody|everybody)\b)"
)
_AND_HIS = re.compile(r"\s(?:and|but|so) (?:his|her|my)\b")
_WITH = re.compile(r"\s+with(?=\s+(?:an?|two|three|four|five|six|no|many|his|her|their)\b)")
_ONE_MORE_VERB = re.compile(r"\s(?:and|but) (?:\w{3,}(?:ed|es|[^s\W]s)|ran|left|kept|taught|works|who)\s")
_DO = {"am": "do", "is": "does", "are": "do", "was": "did", "were": "did", "'s": "does", "'m": "do", "'re": "do"}
_PAST = frozenset(["was", "were"])
# Verbs that follow "person who": plain form, third person, past.
_FORMS = {
    "use": ("use", "uses", "used"),
    "drink": ("drink", "drinks", "drank"),
    "have": ("have", "has", "had"),
    "hoard": ("hoard", "hoards", "hoarded"),
    "inhale": ("inhale", "inhales", "inhaled"),
    "inject": ("inject", "injects", "injected"),
    "live": ("live", "lives", "lived"),
    "self-harm": ("self-harm", "self-harms", "self-harmed"),
    "smoke": ("smoke", "smokes", "smoked"),
}
VERBS = {form: forms for forms in _FORMS.values() for form in forms[:2]}
_KEPT = re.compile(r"(?:in|on|at|affected|harmed|living|asking|waiting|using)\b")
_MANY_HAVE = frozenset(["am", "are", "'m", "'re"])


class PersonWords(NamedTuple):
    """A match with the words for the person, and the sentence around it."""

    candidate: Candidate
    start: int  # of the match, or of a "former" before it
    noun: str  # "person" or "people"
    rest: str  # "with schizophrenia"
    written: str
    text: str

    @property
    def words(self) -> str:
        """The words for the person, as a suggestion gives them."""
        return f"{self.noun} {self.rest}"

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what stands directly before, in the same sentence."""
        return pattern.search(self.text, self.candidate.sentence[0], self.start)


def predicate(place: PersonWords) -> Draft | None:
    """Say of the subject itself what the match said that it is: "has schizophrenia", "uses drugs", "is in recovery"."""
    candidate, text = place.candidate, place.text
    found = place.before(_IS)
    if found is None or not _says_what_somebody_is(place, found):
        return None
    with_ = _WITH.match(text, candidate.end, candidate.sentence[1])
    if with_ is None and not _goes_on(place):
        return None
    if _KEPT.match(place.rest):
        start = found.start("article") if found["article"] else place.start
        return None if with_ else Draft(start, candidate.end, place.rest)
    be = found["be"]
    verb = _denied(place.rest, be, found["not"]) if found["not"] else _said(place.rest, be)
    if verb is None:
        return None
    words = f"{found['adverb'].strip()} {verb}" if found["adverb"] else verb
    if with_ is None:
        return Draft(found.start("be"), candidate.end, words)
    # "an addict with two sons": "has an addiction and has two sons"
    return Draft(found.start("be"), with_.end(), f"{words} and {_said('with', be)}")


def _says_what_somebody_is(place: PersonWords, found: re.Match[str]) -> bool:
    """Tell whether what stands before the match is somebody and a form of "be" of the number of the match."""
    if place.noun == "people" and found["be"] not in {"are", "were", "'re"}:
        return False
    subject = place.text[place.candidate.sentence[0] : found.start()].strip()
    agreed = (place.noun == "person") == bool(found["article"])
    return agreed and bool(subject) and _NO_SUBJECT.search(subject) is None


def question(place: PersonWords) -> Draft | None:
    """Ask "Does he use drugs" for "Is he a drug user"."""
    candidate = place.candidate
    found = _WAS_HE.search(place.text[candidate.sentence[0] : place.start])
    if found is None or (place.noun == "person") != bool(found["article"]) or not _goes_on(place):
        return None
    start = candidate.sentence[0] + found.start("be")
    verb = _said(place.rest, "are")
    if verb is None or _KEPT.match(place.rest):
        return None
    who = place.written[start:][found.start("who") - found.start("be") :][: len(found["who"])]
    return Draft(start, candidate.end, f"{_DO[found['be']]} {who} {verb}")


def _denied(rest: str, be: str, negation: str) -> str | None:
    """Turn "with …" into "doesn't have …", in the tense and number of `be`."""
    verb = _said(rest, "are")
    return f"{_DO[be]}{negation} {verb}" if verb else None


def _goes_on(place: PersonWords) -> bool:
    end, stop = place.candidate.end, place.candidate.sentence[1]
    if _GOES_ON.match(place.text, end, stop):
        return True
    more = _ONE_MORE_VERB.match(place.text, end, stop) or _AND_HIS.match(place.text, end, stop)
    return place.noun == "person" and more is not None


def _said(rest: str, be: str) -> str | None:
    """Turn "with …" and "who use …" into a verb of the tense and number of `be`."""
    form = 2 if be in _PAST else 0 if be in _MANY_HAVE else 1
    if rest.startswith("with"):
        return f"{_FORMS['have'][form]}{rest.removeprefix('with')}"
    relative = re.fullmatch(r"who (?P<verb>[\w-]+) (?P<tail>.+)|who (?P<only>[\w-]+)", rest)
    if relative is None:
        return None
    if rest.startswith("who used to "):
        return rest.removeprefix("who ")
    forms = VERBS.get(relative["verb"] or relative["only"])
    return f"{forms[form]} {relative['tail'] or ''}".rstrip() if forms else None

"""Fit words that name a person first ("person with …") into a sentence that named them otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.pipeline.frame import Draft, with_article
from stigmalint.pipeline.inflect import pluralised

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate

_PERSON = re.compile(r"(?P<noun>person|people) (?P<rest>.+)")
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
_VERBS = {
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
_VERB = {form: forms for forms in _VERBS.values() for form in forms[:2]}
_KEPT = re.compile(r"(?:in|on|at|affected|harmed|living|asking|waiting|using)\b")
_MANY_HAVE = frozenset(["am", "are", "'m", "'re"])
_NAME = re.compile(
    r"\s+(?P<name>[A-Z][\w'’-]*[a-z](?:\s+[A-Z][\w'’-]*[a-z]){0,2})(?P<age>,\s*(?:aged\s+)?\d{1,3}\b)?(?!['’]|\s+[A-Z])"
)
_LONG_WORD_IN_LOWER_CASE = re.compile(r"(?<![\w'’-])[a-z]{4,}")
_KIND = re.compile(
    r"\b(?P<kind>female|women|woman|male|men|adult|teenage|teen|teenaged|adolescent|child|student|fellow)\s+\Z"
)
_KINDS = {
    "female": ("woman", "women"),
    "woman": ("woman", "women"),
    "women": ("woman", "women"),
    "male": ("man", "men"),
    "men": ("man", "men"),
    "adult": ("adult", "adults"),
    "teen": ("teenager", "teenagers"),
    "teenage": ("teenager", "teenagers"),
    "teenaged": ("teenager", "teenagers"),
    "adolescent": ("adolescent", "adolescents"),
    "child": ("child", "children"),
    "student": ("student", "students"),
    "fellow": ("other person", "other people"),
}
_WHOSE = re.compile(
    r"\b(?:(?:my|our|its|their|his|her|your)|(?:(?P<determiner>the|this|our|my|your) )?(?P<place>[\w-]+)'s)\s+\Z"
)
_OF_PLACE = re.compile(r"(?P<place>[\w-]+)'s\s")
_PLACES = {
    **dict.fromkeys(["city", "town", "county", "country", "nation", "village", "region", "state", "valley"], "in"),
    **dict.fromkeys(["hospital", "clinic", "school", "prison", "hostel", "shelter", "ward", "unit"], "at"),
}
_FORMER = re.compile(r"\b(?:former|one-time|ex)[\s-]+\Z")
_ARTICLE = re.compile(r"\ban?\s+\Z")
_THE = re.compile(r"\bthe\s+\Z")
_PLURAL_VERB = re.compile(r"\s(?:in mind\b|(?:often |rarely |always )?(?:are|were|have|do|need|deserve)\s)")


class _Place(NamedTuple):
    """A match with the words for the person, and the sentence around it."""

    candidate: Candidate
    start: int  # of the match, or of a "former" before it
    noun: str  # "person" or "people"
    rest: str  # "with schizophrenia"
    written: str
    text: str

    @property
    def words(self) -> str:
        return f"{self.noun} {self.rest}"

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what stands directly before, in the same sentence."""
        return pattern.search(self.text, self.candidate.sentence[0], self.start)


def person_draft(words: str, candidate: Candidate, written: str, text: str) -> Draft | None:
    """Return the words for a person with what has to change around them; None where nothing has.

    "He is an addict" becomes "He has an addiction", "female addicts" become "women with an addiction", and "the addict
    Ann Lee" becomes "Ann Lee, a person with an addiction,".
    """
    found = _PERSON.fullmatch(words)
    if found is None or candidate.possessive:
        return None
    place = _former(_Place(candidate, candidate.start, found["noun"], found["rest"], written, text))
    for way in (_predicate, _question, _named, _kind, _whose, _collective, _once):
        draft = way(place)
        if draft is not None:
            return draft
    return None


def _former(place: _Place) -> _Place:
    """Say "used to" for a "former" before the match."""
    found = place.before(_FORMER)
    rest = place.rest.removeprefix("who ") if place.rest.startswith("who ") else f"have {place.rest[len('with ') :]}"
    if found is None or not place.rest.startswith(("who ", "with ")):
        return place
    verb, _, tail = rest.partition(" ")
    plain = _VERB[verb][0] if verb in _VERB else None
    if plain is None:
        return place
    return place._replace(start=found.start(), rest=f"who used to {plain} {tail}".rstrip())


def _once(place: _Place) -> Draft | None:
    """Put the words for a former addict in place where nothing else changes but an article."""
    if place.start == place.candidate.start:
        return None
    article = place.before(_ARTICLE)
    if article is None:
        return Draft(place.start, place.candidate.end, place.words)
    return Draft(article.start(), place.candidate.end, with_article(place.words))


def _predicate(place: _Place) -> Draft | None:
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


def _says_what_somebody_is(place: _Place, found: re.Match[str]) -> bool:
    """Tell whether what stands before the match is somebody and a form of "be" of the number of the match."""
    if place.noun == "people" and found["be"] not in {"are", "were", "'re"}:
        return False
    subject = place.text[place.candidate.sentence[0] : found.start()].strip()
    agreed = (place.noun == "person") == bool(found["article"])
    return agreed and bool(subject) and _NO_SUBJECT.search(subject) is None


def _question(place: _Place) -> Draft | None:
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


def _goes_on(place: _Place) -> bool:
    end, stop = place.candidate.end, place.candidate.sentence[1]
    if _GOES_ON.match(place.text, end, stop):
        return True
    more = _ONE_MORE_VERB.match(place.text, end, stop) or _AND_HIS.match(place.text, end, stop)
    return place.noun == "person" and more is not None


def _said(rest: str, be: str) -> str | None:
    """Turn "with …" and "who use …" into a verb of the tense and number of `be`."""
    form = 2 if be in _PAST else 0 if be in _MANY_HAVE else 1
    if rest.startswith("with"):
        return f"{_VERBS['have'][form]}{rest.removeprefix('with')}"
    relative = re.fullmatch(r"who (?P<verb>[\w-]+) (?P<tail>.+)|who (?P<only>[\w-]+)", rest)
    if relative is None:
        return None
    if rest.startswith("who used to "):
        return rest.removeprefix("who ")
    forms = _VERB.get(relative["verb"] or relative["only"])
    return f"{forms[form]} {relative['tail'] or ''}".rstrip() if forms else None


def _named(place: _Place) -> Draft | None:
    """Put a name first: "Ann Lee, a person with an addiction"."""
    candidate, _text = place.candidate, place.text
    found = _NAME.match(place.written, candidate.end, candidate.sentence[1])
    if found is None or place.noun != "person":
        return None
    around = place.written[candidate.sentence[0] : place.start] + place.written[found.end() : candidate.sentence[1]]
    if not _LONG_WORD_IN_LOWER_CASE.search(around):
        return None  # a headline
    article = place.before(_THE)
    closed = found.end() == candidate.sentence[1] or place.written[found.end()] in ",.;:!?)"
    words = f"{found['name']}{found['age'] or ''}, a {place.words}{'' if closed else ','}"
    return Draft(article.start() if article else place.start, found.end(), words)


def _kind(place: _Place) -> Draft | None:
    """Say "women" for "female people", and "other people" for "fellow people"."""
    found = place.before(_KIND)
    if found is None:
        return None
    noun = _KINDS[found["kind"]][place.noun == "people"]
    article = _ARTICLE.search(place.text, place.candidate.sentence[0], found.start())
    if article is None:
        return Draft(found.start(), place.candidate.end, f"{noun} {place.rest}")
    one = noun.replace("other", "another") if noun.startswith("other") else f"{'an' if noun[0] == 'a' else 'a'} {noun}"
    return Draft(article.start(), place.candidate.end, f"{one} {place.rest}")


def _whose(place: _Place) -> Draft | None:
    """Leave out whose people are: "our people with …" are "the people with …"."""
    candidate, text = place.candidate, place.text
    found = place.before(_WHOSE)
    if found is None:
        return None
    of = _OF_PLACE.match(text, candidate.start, candidate.end)  # "our city's homeless"
    name = of["place"] if of else found["place"]
    if name is None:
        return Draft(found.start(), candidate.end, f"the {place.words}")
    if name not in _PLACES:
        return None
    preposition = "to" if place.rest.startswith("who come") else _PLACES[name]
    determiner = (found[0].split() if of else (found["determiner"] or "the").split())[0]
    return Draft(found.start(), candidate.end, f"{place.words} {preposition} {determiner} {name}")


def _collective(place: _Place) -> Draft | None:
    """Say "people" where the adjective stands for all of them: "the agoraphobic are"."""
    candidate = place.candidate
    article = place.before(_THE)
    if article is None or place.noun == "people" or not _PLURAL_VERB.match(place.text, candidate.end):
        return None
    return Draft(article.start(), candidate.end, pluralised(f"people {place.rest}"))

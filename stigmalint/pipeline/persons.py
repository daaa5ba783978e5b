"""Fit words that name a person first ("person with …") into a sentence that named them otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.pipeline.frame import Draft, with_article
from stigmalint.pipeline.inflect import pluralised
from stigmalint.pipeline.predicate import VERBS, PersonWords, predicate, question

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate

_PERSON = re.compile(r"(?P<noun>person|people) (?P<rest>.+)")
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


def person_draft(words: str, candidate: Candidate, written: str, text: str) -> Draft | None:
    """Return the words for a person with what has to change around them; None where nothing has.

    "He is an addict" becomes "He has an addiction", "female addicts" become "women with an addiction", and "the addict
    Ann Lee" becomes "Ann Lee, a person with an addiction,".
    """
    found = _PERSON.fullmatch(words)
    if found is None or candidate.possessive:
        return None
    place = _former(PersonWords(candidate, candidate.start, found["noun"], found["rest"], written, text))
    for way in (predicate, question, _named, _kind, _whose, _collective, _once):
        draft = way(place)
        if draft is not None:
            return draft
    return None


def _former(place: PersonWords) -> PersonWords:
    """Say "used to" for a "former" before the match."""
    found = place.before(_FORMER)
    rest = place.rest.removeprefix("who ") if place.rest.startswith("who ") else f"have {place.rest[len('with ') :]}"
    if found is None or not place.rest.startswith(("who ", "with ")):
        return place
    verb, _, tail = rest.partition(" ")
    plain = VERBS[verb][0] if verb in VERBS else None
    if plain is None:
        return place
    return place._replace(start=found.start(), rest=f"who used to {plain} {tail}".rstrip())


def _once(place: PersonWords) -> Draft | None:
    """Put the words for a former addict in place where nothing else changes but an article."""
    if place.start == place.candidate.start:
        return None
    article = place.before(_ARTICLE)
    if article is None:
        return Draft(place.start, place.candidate.end, place.words)
    return Draft(article.start(), place.candidate.end, with_article(place.words))


def _named(place: PersonWords) -> Draft | None:
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


def _kind(place: PersonWords) -> Draft | None:
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


def _whose(place: PersonWords) -> Draft | None:
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


def _collective(place: PersonWords) -> Draft | None:
    """Say "people" where the adjective stands for all of them: "the agoraphobic are"."""
    candidate = place.candidate
    article = place.before(_THE)
    if article is None or place.noun == "people" or not _PLURAL_VERB.match(place.text, candidate.end):
        return None
    return Draft(article.start(), candidate.end, pluralised(f"people {place.rest}"))

"""Give a suggestion the form of the head of its match: tense, number, person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate
    from stigmalint.rules.compiled import Template

_HAVE = re.compile(
    r"\b(?:have|has|had|having|haven't|hasn't|hadn't|'ve|'d|am|is|are|was|were|be|been|being|isn't|wasn't|aren't|weren't|'s|'re|'m|get|got)"
    r"(?:\s+(?:not|never|ever|also|already|all|both|just|recently|nearly|almost|\w+ly))*\s+\Z"
)
_BARE = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|shall|should|do|does|did|don't|doesn't|didn't|won't|'ll|cannot|can't"
    r"|couldn't|wouldn't|shouldn't|not|let|help|make|helped|made)(?:\s+(?:not|never|even|ever|just|\w+ly))?\s+\Z"
)
# "did she suffer": the subject of a question stands in between.
_ASKED = re.compile(r"\b(?:do|does|did|will|would|can|could|should|might|may)\s+(?:\w+\s+){1,3}\Z")
_RELATIVE = re.compile(r"(?P<who>\bwho\s+(?:\w+ly\s+)?)(?P<verb>\w{2,}[^s\W]s|is|has|was)\b")
_PLURAL_VERBS = {"is": "are", "has": "have", "was": "were", "does": "do", "goes": "go"}
_PLURAL = re.compile(r"(?:[^\Wius]s|people|children|men|women)\Z")
# What follows a noun that is the head of its phrase.
_AFTER_NOUN = re.compile(
    r"(?:with|without|who|whose|whom|that|in|of|for|from|on|at|to|by|under|exposed|affected|harmed|living|using)\b|\Z"
)
_BEFORE_TAIL = re.compile(r"\s(?:at|of|in|on|with|from|who|to)\s")
_BE = frozenset(["am", "are", "is", "was", "were", "be", "been", "being"])
# What stands before a verb in the plural.
_MANY = re.compile(
    r"(?:\b(?:we|you|they|these|those|both|many|most|people|children|men|women)|[a-z]{2}[^\Wius]s)"
    r"(?:\s+(?:who|that))?\s+\Z"
)
_I = re.compile(r"\bi\s+\Z")
# Verbs with a form for every tag are not nouns here.
_VERB_TAGS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])
_OWNED = re.compile(r"\b(?:my|your|his|our|their|its|the|an?|this|every|each)\s+\Z")


def tag_in_sentence(candidate: Candidate, text: str) -> str:
    """Return the one tag that the head's form has here, settling ambiguous forms by the words before them."""
    tags = candidate.tags
    if len(tags) <= 1:
        return next(iter(tags), "")
    start = candidate.head[0] if candidate.head else candidate.start
    return _settled(tags, text[candidate.sentence[0] : start])


def _settled(tags: frozenset[str], before: str) -> str:
    bare, have = _BARE.search(before), _HAVE.search(before)
    choices = (
        ({"VBD", "VBN"}, "VBN" if have else "VBD"),
        ({"VB", "NN"}, "VB" if bare else "NN"),
        ({"VB", "VBN"}, "VBN" if have else ""),  # "have become"
        ({"VB", "VBP"}, "VB" if bare or _ASKED.search(before) else "VBP"),
        ({"NNS", "VBZ"}, "NNS"),
    )
    return next((tag for needed, tag in choices if needed <= tags and tag), min(tags))


def inflected(template: Template, candidate: Candidate, text: str) -> str | None:
    """Return the words of a template in the form that the match has; None where they have no such form."""
    spec = template.spec
    tag = tag_in_sentence(candidate, text)
    if tag in {"", "NN"}:
        tag = _tag_by_ending(candidate, text) or tag
    plural = tag == "NNS"
    if spec.text is None or (plural and spec.many) or (not plural and spec.one):
        return (spec.many if plural else spec.one) or spec.text or ""
    if _is_noun_here(candidate, text):
        return None
    if spec.text.startswith("do not ") and tag not in {"VBD", "VBP", "VBZ"}:
        return None
    words = _replace_head(spec.text, template.head, _form(template, tag, candidate, text))
    return pluralised(words) if plural else words


def pluralised(words: str) -> str:
    """Return the words of a noun in the plural with its verbs to match: "who use" for "who uses"."""
    return _RELATIVE.sub(_plural_verb, words)


def _plural_verb(found: re.Match[str]) -> str:
    verb = found["verb"]
    return found["who"] + (_PLURAL_VERBS.get(verb) or (f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-1]))


def _is_noun_here(candidate: Candidate, text: str) -> bool:
    """Tell whether a word that the rule takes for a verb is a noun: "his struggle with"."""
    tags = candidate.tags
    if not tags <= _VERB_TAGS or not tags & {"VB", "VBP"}:
        return False
    start = candidate.head[0] if candidate.head else candidate.start
    return _OWNED.search(text, candidate.sentence[0], start) is not None


def _tag_by_ending(candidate: Candidate, text: str) -> str:
    """Return "NNS" for "people", and where the rule gives one form only ("=users") that is a plural by its looks."""
    words = _BEFORE_TAIL.split(text[candidate.start : candidate.end].rstrip("'"))[0]
    last = re.split(r"[\s-]", words)[-1]
    return "NNS" if last == "people" or (not candidate.tags and _PLURAL.search(last)) else ""


def _form(template: Template, tag: str, candidate: Candidate, text: str) -> str:
    if template.head == "be":
        return _form_of_be(template, tag, candidate, text)
    if tag == "NNS" and (_PLURAL.search(template.head) or not _heads_a_phrase(template)):
        return template.head
    if not candidate.tags and template.head != "person":
        return template.head
    return template.forms.get(tag, template.head)


def _form_of_be(template: Template, tag: str, candidate: Candidate, text: str) -> str:
    found = text[slice(*candidate.head)] if candidate.head else ""
    if found in _BE:
        return found
    start = candidate.sentence[0]
    if tag == "VBP":
        return "am" if _I.search(text, start, candidate.start) else "are"
    if tag == "VBD" and _MANY.search(text, start, candidate.start):
        return "were"
    return template.forms.get(tag, template.head)


def _heads_a_phrase(template: Template) -> bool:
    """Tell whether the head is a noun that can have a plural, and no adjective before one ("disabled people")."""
    words = (template.spec.text or "").split(" ")
    if any(word.endswith("*") for word in words) or template.head == "person":
        return True
    return (
        words[0] == template.head and not template.head.endswith("ed") and bool(_AFTER_NOUN.match(" ".join(words[1:])))
    )


def _replace_head(text: str, head: str, form: str) -> str:
    words = text.split(" ")
    starred = [index for index, word in enumerate(words) if word.endswith("*")]
    index = starred[0] if starred else 0
    bare = words[index].rstrip("*")
    words[index] = form if bare.lower() == head else bare
    return " ".join(words)

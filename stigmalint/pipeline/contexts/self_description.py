"""Do the writers speak of themselves?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

_FIRST = r"(?:i|we|i'm|we're|i've|we've|i'd|we'd|i'll|we'll)"
# Between the subject and a verb: auxiliaries, adverbs, infinitives ("I have never really tried to …").
_VERBAL = (
    r"(?:'m|'ve|'d|'re|am|was|were|are|have|had|has|been|being|be|do|did|don't|didn't|never|always|still|also|not|once|just|only|"
    r"really|nearly|almost|often|sometimes|already|both|all|even|then|later|who|too|so|a\s+lot|to|and|or|but|\w+ly|"
    r"tried|try|trying|wanted|want|went|came|going|used|began|started|start|starting|managed|thought\s+about|think\s+about|"
    r"got|get|getting|kept|keep|stayed|stay|feel|felt|became|become|could|would|might|may|can|will|must|should|"
    r"for\s+(?:\w+\s+){1,2}years?|suffered|struggled|lived|\w+ing|\w+ed)"
)
# Between "I am" and a noun: articles and adjectives, but no "of", "with", "the mother of".
_NOMINAL = r"(?:an?|the|one\s+of\s+those|another|such|like|just|still|also|not|now|actually|both|[a-z]+(?:-[a-z]+)*)"
_VERB_SUBJECT = re.compile(
    rf"(?:^|[\s\"'(,;:—–-]){_FIRST}(?:\s+{_VERBAL}){{0,7}}(?:\s+(?:an?|another|the|my|our|this))?\s*\Z"
)
_BE_NOUN = re.compile(
    rf"(?:^|[\s\"'(,;:—–-])(?:i'm|i\s+am|i\s+was|i've\s+been|i\s+have\s+been|i\s+had\s+been|i\s+became|i\s+used\s+to\s+be|having\s+been|we're|we\s+are|we\s+were|am\s+i|myself)"
    rf"(?:\s+{_NOMINAL}){{0,4}}\s*\Z"
)
_NOT_NOMINAL = re.compile(
    r"\b(?:of|with|for|to|from|by|in|at|about|on|who|whose|than|sure|certain|afraid|glad|sorry|worried|convinced|told|my|your|his|her|their|sister|brother|mother|father|mum|mom|dad|son|daughter|wife|husband|friend|partner|work\w*|liv\w+)\b"
)
_AS = re.compile(r"(?:^|[\s(,;—–-])as\s+(?:an?|the)\s+(?:[a-z]+(?:-[a-z]+)*\s+){0,3}\Z")
_OWN = re.compile(r"(?:^|[\s\"'(,;:—–-])(?:my|our)\s+(?:own\s+)?(?:[a-z]+(?:-[a-z]+)*\s+){0,2}\Z")
_CALL_MYSELF = re.compile(
    r"\b(?:myself|(?:call|label|describe|see|saw|consider|think|regard|brand|dub|make|made|making|turn)(?:s|d|ed|l?ed|l?ing)?\s+me)\s+(?:as\s+|into\s+)?(?:(?:an?\s+|the\s+)?(?:[a-z]+(?:-[a-z]+)*\s+){0,2}"
    r"|(?:(?:an?\s+)?[a-z'-]+,\s+){1,4}(?:(?:and|or)\s+)?(?:an?\s+)?|(?:(?:an?\s+)?[a-z'-]+,?\s+){1,4}(?:and|or)\s+(?:an?\s+)?)\Z"
)
_OTHERS = re.compile(
    r"\b(?:he|she|they|you|him|her|them|someone|somebody|people|anyone|everyone|everybody|friend|brother|sister|mother|father|dad|mum|mom|son|daughter|husband|wife|partner|flatmate|roommate|boss|cousin|uncle|aunt|niece|nephew|nan|gran|grandmother|grandfather|neighbour|neighbor|ex|boyfriend|girlfriend|patients?|clients?)\b"
)
# Nouns for people in rules whose other words are for things.
_PEOPLE = re.compile(r"\b(?:\w*abusers?|addicts?|alcoholics?|users?|drinkers?|patients?|sufferers?|victims?|people)\b")
# In these the words found name a person.
_PERSON_CATEGORIES = frozenset(
    {"identity-label", "derogatory", "clinical-label", "euphemism", "deficit", "trivialising"}
)
# "As someone who is …, I …".
_AS_SOMEBODY = re.compile(r"(?:^|[\s(,;—–-])as\s+(?:someone|somebody|an?\s+[a-z]+)\s+who(?:\s+[a-z]+|'s){0,4}\s*\Z")
# "Once a junkie myself".
_MYSELF_AFTER = re.compile(r"^\s+myself\b")
_I_IN_AFTER = re.compile(r"^,?\s+(?:\w+\s+){0,3}(?:i|i'm|i've)\b")


def applies(view: View) -> bool:
    """Tell whether the subject of the match is the first person."""
    clause = _clause(view.before)
    words = view.text[view.candidate.start : view.candidate.end]
    if re.match(r"(?:i|i'm|we|we're|my|our)\b", words) or _MYSELF_AFTER.match(view.after):
        return True
    if _owned(view, clause) or _CALL_MYSELF.search(clause):
        return True
    if not _names_others(view) and _VERB_SUBJECT.search(clause):
        return True
    noun = _BE_NOUN.search(clause)
    if noun and not _NOT_NOMINAL.search(noun.group().replace("used to be", "")):
        return True
    return bool(_AS.search(clause) or _AS_SOMEBODY.search(clause)) and bool(_I_IN_AFTER.match(view.after))


def _names_others(view: View) -> bool:
    """Tell whether the match is a noun for people, whom "we have treated" does not make the writers."""
    nominal = bool(view.candidate.tags & {"NN", "NNS"}) or view.text.startswith("the ", view.candidate.start)
    category = view.candidate.phrase.rule.partition("/")[0]
    return nominal and (category in _PERSON_CATEGORIES - {"trivialising"} or bool(_PEOPLE.search(view.words)))


def _clause(before: str) -> str:
    """Return what stands before the match in its clause."""
    cut = max(
        before.rfind(mark)
        for mark in (";", ":", ". ", "? ", "! ", "—", " because ", " that ", " if ", " when ", " but ")
    )
    return before[cut + 1 :] if cut >= 0 else before


def _owned(view: View, clause: str) -> bool:
    """Tell whether the match is a thing of the writer's ("my drug habit"), not another person ("my psycho ex")."""
    if view.candidate.phrase.rule.partition("/")[0] in _PERSON_CATEGORIES:
        return False
    if any(tag.startswith(("VB", "MD")) for tag in view.candidate.tags):
        return False  # "our founder succumbed to …"
    found = _OWN.search(clause)
    following = " ".join(view.after.split()[:2])
    return found is not None and not _OTHERS.search(f"{found.group()} {following}")

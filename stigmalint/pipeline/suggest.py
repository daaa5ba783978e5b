"""Write the suggestions for a match: inflected, with the words of its slots, and capitals as the writer had them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.findings import Suggestion
from stigmalint.pipeline.capitals import capitals_like
from stigmalint.pipeline.frame import Frame, frame_of

if TYPE_CHECKING:
    from stigmalint.pipeline.judge import Judged
    from stigmalint.pipeline.match import Candidate
    from stigmalint.rules.compiled import Template
    from stigmalint.rules.program import Program

_SLOT = re.compile(r"\{(\w+)\}")
_HAVE = re.compile(
    r"\b(?:have|has|had|having|haven't|hasn't|hadn't|'ve|'d|am|is|are|was|were|be|been|being|isn't|wasn't|aren't|weren't|'s|'re|'m|get|got)"
    r"(?:\s+(?:not|never|ever|also|already|all|both|just|recently|nearly|almost|\w+ly))*\s+\Z"
)
_BARE = re.compile(
    r"\b(?:to|will|would|can|could|may|might|must|shall|should|do|does|did|don't|doesn't|didn't|won't|'ll|cannot|can't|not|let|help|make|helped|made)(?:\s+\w+ly)?\s+\Z"
)
_RELATIVE = re.compile(r"(?P<who>\bwho\s+)(?P<verb>\w{2,}[^s\W]s|is|has|was)\b")
_PLURAL_VERBS = {"is": "are", "has": "have", "was": "were", "does": "do", "goes": "go"}
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|ti|su|ki)|hono|hour|heir|8|11|18)", re.IGNORECASE)
# Conditions and drugs that are named after people and brands keep their capital.
_NAMED = re.compile(
    r"(?:Alzheimer|Asperger|Tourette|Parkinson|Korsakoff|Huntington|Prozac|Xanax|Valium|Ritalin|Adderall)"
)
_PLURAL = re.compile(r"(?:[^\Wius]s|people|children|men|women)\Z")
# What follows a noun that is the head of its phrase.
_AFTER_NOUN = re.compile(r"(?:with|without|who|whose|whom|that|in|of|for|from|on|at|to|by|under|exposed|affected)\b|\Z")
_BEFORE_TAIL = re.compile(r"\s(?:at|of|in|on|with|from|who|to)\s")
_BE = frozenset(["am", "are", "is", "was", "were", "be", "been", "being"])
# What stands before a verb in the plural.
_MANY = re.compile(r"(?:\b(?:we|you|they|these|those|both|many|most|people|children|men|women)|[a-z]{2}[^\Wius]s)\s+\Z")
_POSSESSIVES = {
    "i": "my", "we": "our", "you": "your", "he": "his", "she": "her", "they": "their", "who": "their", "it": "its",
}  # fmt: skip
_FEMALE = frozenset(
    """mother mum mom sister daughter wife girl woman aunt girlfriend grandmother niece lady actress ms mrs""".split()
)
_MALE = frozenset("""father dad brother son husband man boy uncle boyfriend grandfather nephew actor mr""".split())


def suggest(program: Program, judged: Judged, written: str, text: str) -> tuple[Suggestion, ...]:
    """Return the suggestions for one judged match, best first, each replacing the words of its frame.

    Args:
        program: the compiled rules.
        judged: the match.
        written: the segment as written.
        text: the segment, normalised.
    """
    candidate = judged.candidate
    frame = frame_of(candidate, text)
    found = []
    for template in candidate.phrase.templates:
        if template.spec.fix == "manual":
            found.append(Suggestion(template.spec.text or "", "manual"))
            continue
        words = _fill(_inflected(template, candidate, text), program, candidate, written, text)
        if words is not None:
            framed = _framed(words, frame, candidate, written)
            opening = frame.start == candidate.sentence[0]
            capitals = capitals_like(framed, written, frame.start, frame.end, opening=opening)
            found.append(Suggestion(capitals, template.spec.fix))
    return tuple(dict.fromkeys(found))


def _framed(words: str, frame: Frame, candidate: Candidate, written: str) -> str:
    """Fit the words for the match into what stands around it."""
    if frame.possessed is not None:
        if frame.determiner in {"a", "an"}:
            words = _with_article(words)
        elif frame.determiner:
            words = f"{frame.determiner} {words}"
        return f"the {written[slice(*frame.possessed)]} of {words}"
    if frame.article:
        words = _with_article(words)
    if candidate.possessive:
        words += "'" if words.endswith("s") else "'s"
    # "he's schizophrenic": the contraction becomes a word of its own.
    return f" {words}" if written[frame.start] in "'’" else words


def tag_in_sentence(candidate: Candidate, text: str) -> str:
    """Return the one tag that the head's form has here, settling ambiguous forms by the words before them."""
    tags = candidate.tags
    if len(tags) <= 1:
        return next(iter(tags), "")
    start = candidate.head[0] if candidate.head else candidate.start
    before = text[candidate.sentence[0] : start]
    if {"VBD", "VBN"} <= tags:
        return "VBN" if _HAVE.search(before) else "VBD"
    if "NN" in tags and "VB" in tags:
        return "VB" if _BARE.search(before) else "NN"
    if {"VB", "VBP"} <= tags:
        return "VB" if _BARE.search(before) else "VBP"
    if {"NNS", "VBZ"} <= tags:
        return "NNS"
    return min(tags)


def _inflected(template: Template, candidate: Candidate, text: str) -> str:
    spec = template.spec
    tag = tag_in_sentence(candidate, text)
    if tag in {"", "NN"}:
        tag = _tag_by_ending(candidate, text) or tag
    plural = tag == "NNS"
    if spec.text is None or (plural and spec.many) or (not plural and spec.one):
        return (spec.many if plural else spec.one) or spec.text or ""
    words = _replace_head(spec.text, template.head, _form(template, tag, candidate, text))
    return _RELATIVE.sub(_plural_verb, words) if plural else words


def _plural_verb(found: re.Match[str]) -> str:
    """Return "who use" for "who uses", after a head that has become plural."""
    verb = found["verb"]
    return found["who"] + (_PLURAL_VERBS.get(verb) or (f"{verb[:-3]}y" if verb.endswith("ies") else verb[:-1]))


def _tag_by_ending(candidate: Candidate, text: str) -> str:
    """Return "NNS" for "people", and where the rule gives one form only ("=users") that is a plural by its looks."""
    words = _BEFORE_TAIL.split(text[candidate.start : candidate.end].rstrip("'"))[0]
    last = re.split(r"[\s-]", words)[-1]
    return "NNS" if last == "people" or (not candidate.tags and _PLURAL.search(last)) else ""


def _form(template: Template, tag: str, candidate: Candidate, text: str) -> str:
    if template.head == "be":
        found = text[slice(*candidate.head)] if candidate.head else ""
        if found in _BE:
            return found
        if tag in {"VBP", "VBD"} and _MANY.search(text, candidate.sentence[0], candidate.start):
            return "are" if tag == "VBP" else "were"
    if tag == "NNS" and not _heads_a_phrase(template):
        return template.head
    if not candidate.tags and template.head != "person":
        return template.head
    return template.forms.get(tag, template.head)


def _heads_a_phrase(template: Template) -> bool:
    """Tell whether the head is a noun that can have a plural, and no adjective before one ("disabled people")."""
    words = (template.spec.text or "").split(" ")
    if any(word.endswith("*") for word in words):
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


def _fill(words: str, program: Program, candidate: Candidate, written: str, text: str) -> str | None:
    """Put the words of slots, the possessive and the match into a template; None when a slot was not matched."""
    slots = {name: (start, end) for name, start, end in reversed(candidate.slots)}

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name == "possessive":
            return _possessive(candidate, text)
        if name == "match":
            return written[candidate.start : candidate.end]
        if name not in slots:
            return ""
        start, end = slots[name]
        plain = re.sub(r"[\s-]+", " ", text[start:end])
        carried = program.lists[name].carried.get(plain)
        return (
            carried if carried is not None else _as_written(written[start:end], opening=start == candidate.sentence[0])
        )

    needed = {name for name in _SLOT.findall(words) if name not in {"possessive", "match"}}
    # An optional slot of this phrase may be empty; a slot of another phrase of the rule makes the template unfit.
    if needed - set(candidate.phrase.slots):
        return None
    return " ".join(_SLOT.sub(value, words).split())


def _as_written(words: str, *, opening: bool) -> str:
    """Return the words of a slot, white space collapsed, without the capital of a sentence they no longer open."""
    words = re.sub(r"\s+", " ", words)
    ordinary = words[:1].isupper() and words[1:2].islower() and not _NAMED.match(words)
    return words[0].lower() + words[1:] if opening and ordinary else words


def _possessive(candidate: Candidate, text: str) -> str:
    """Return the possessive for the nearest pronoun or kin word before the match, "their" where that is not clear."""
    for word in reversed(re.findall(r"[a-z']+", text[candidate.sentence[0] : candidate.start])):
        bare = re.sub(r"'.*", "", word)
        if bare in _FEMALE:
            return "her"
        if bare in _MALE:
            return "his"
        if bare in _POSSESSIVES:
            return _POSSESSIVES[bare]
        if bare.endswith("s") and len(bare) > len("his") and not bare.endswith("ss"):
            break  # a plural noun is nearer than any pronoun
    return "their"


def _with_article(words: str) -> str:
    if re.match(r"(?:a|an|the|people|some|one)\s", words):
        return words
    return f"{'an' if _VOWEL.match(words) else 'a'} {words}"

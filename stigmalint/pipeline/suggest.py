"""Write the suggestions for a match: inflected, with the words of its slots, and capitals as the writer had them."""

from __future__ import annotations

import re

from stigmalint.findings import Suggestion
from stigmalint.pipeline.judge import Judged
from stigmalint.pipeline.match import Candidate
from stigmalint.pipeline.roles import head_tags
from stigmalint.rules.program import Program, Template

_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b(an?)(\s+)\Z")
_HAVE = re.compile(
    r"\b(?:have|has|had|having|haven't|hasn't|hadn't|'ve|'d|am|is|are|was|were|be|been|being|isn't|wasn't|aren't|weren't|'s|'re|'m|get|got)"
    r"(?:\s+(?:not|never|ever|also|already|all|both|just|recently|nearly|almost|\w+ly))*\s+\Z"
)
_BARE = re.compile(r"\b(?:to|will|would|can|could|may|might|must|shall|should|do|does|did|don't|doesn't|didn't|won't|'ll|cannot|can't|not|let|help|make|helped|made)(?:\s+\w+ly)?\s+\Z")
_PLURAL_SUBJECT = re.compile(r"\b(?:i|we|you|they|who|people|\w+s)\s+(?:\w+ly\s+|also\s+|often\s+)?\Z")
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|se|ti|su|ki)|hono|hour|heir|8|11|18)", re.IGNORECASE)
_POSSESSIVES = {
    "i": "my", "we": "our", "you": "your", "he": "his", "she": "her", "they": "their", "who": "their", "it": "its",
    "my": "my", "our": "our", "your": "your", "his": "his", "her": "her", "their": "their", "him": "his", "them": "their",
}  # fmt: skip
_FEMALE = frozenset("mother mum mom sister daughter wife girl woman aunt girlfriend grandmother niece lady actress ms mrs".split())
_MALE = frozenset("father dad brother son husband man boy uncle boyfriend grandfather nephew actor mr".split())


def range_with_article(candidate: Candidate, text: str) -> tuple[int, int]:
    """Return the range of a match with the "a" or "an" before it, which a replacement may have to change."""
    if not _tags(candidate, text) & {"NN", "JJ"}:
        return candidate.start, candidate.end
    article = _ARTICLE.search(text, candidate.sentence[0], candidate.start)
    return (article.start(), candidate.end) if article else (candidate.start, candidate.end)


def suggest(program: Program, judged: Judged, written: str, text: str) -> tuple[Suggestion, ...]:
    """Return the suggestions for one judged match, best first, each replacing the words of `range_with_article`.

    Args:
        program: the compiled rules.
        judged: the match.
        written: the segment as written.
        text: the segment, normalised.
    """
    candidate = judged.candidate
    start, end = range_with_article(candidate, text)
    found = []
    for template in candidate.phrase.templates:
        if template.spec.fix == "manual":
            found.append(Suggestion(template.spec.text or "", "manual"))
            continue
        words = _fill(_inflected(template, candidate, text), program, candidate, written, text)
        if words is None:
            continue
        if start < candidate.start:
            words = _with_article(words)
        if candidate.possessive:
            words += "'" if words.endswith("s") else "'s"
        if written[start] in "'’":
            words = " " + words
        found.append(Suggestion(_capitals(words, written, start, end, candidate), template.spec.fix))
    return tuple(dict.fromkeys(found))


def _tags(candidate: Candidate, text: str) -> set[str]:
    return head_tags(candidate, text)


def tag_in_sentence(candidate: Candidate, text: str) -> str:
    """Return the one tag that the head's form has here, settling ambiguous forms by the words before them."""
    tags = _tags(candidate, text)
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
    return sorted(tags)[0]


def _inflected(template: Template, candidate: Candidate, text: str) -> str:
    spec = template.spec
    tag = tag_in_sentence(candidate, text)
    plural = tag == "NNS"
    if spec.text is None or (plural and spec.many) or (not plural and spec.one):
        return (spec.many if plural else spec.one) or spec.text or ""
    return _replace_head(spec.text, template.head, _form(template, tag))


def _form(template: Template, tag: str) -> str:
    if tag == "VBP" and template.head == "be":
        return "are"
    return template.forms.get(tag, template.head)


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
        return carried if carried is not None else _as_written(written[start:end])

    needed = {name for name in _SLOT.findall(words) if name not in {"possessive", "match"}}
    # An optional slot of this phrase may be empty; a slot of another phrase of the rule makes the template unfit.
    if needed - set(candidate.phrase.slots):
        return None
    return " ".join(_SLOT.sub(value, words).split())


def _as_written(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _possessive(candidate: Candidate, text: str) -> str:
    """Return the possessive of the nearest pronoun or kin word before the match, "their" when there is none."""
    for word in reversed(re.findall(r"[a-z']+", text[candidate.sentence[0] : candidate.start])):
        bare = re.sub(r"'.*", "", word)
        if bare in _FEMALE:
            return "her"
        if bare in _MALE:
            return "his"
        if bare in _POSSESSIVES:
            return _POSSESSIVES[bare]
    return "their"


def _with_article(words: str) -> str:
    if re.match(r"(?:a|an|the|people|some|one)\s", words):
        return words
    return f"{'an' if _VOWEL.match(words) else 'a'} {words}"


def _capitals(words: str, written: str, start: int, end: int, candidate: Candidate) -> str:
    original = written[start:end]
    letters = [char for char in original if char.isalpha()]
    if len(letters) > 3 and all(char.isupper() for char in letters) and " " in original.strip():
        return words.upper()
    parts = re.findall(r"[A-Za-z][\w'’-]*", original)
    if len(parts) > 1 and all(part[0].isupper() for part in parts if len(part) > 3) and parts[0][0].isupper():
        return " ".join(w[:1].upper() + w[1:] if len(w) > 3 or i == 0 else w for i, w in enumerate(words.split(" ")))
    if letters and original.lstrip("'’ ")[:1].isupper() and not _proper(original):
        return words[:1].upper() + words[1:]
    return words


def _proper(original: str) -> bool:
    """Tell whether the first word is an acronym (OCD), whose capitals say nothing about the sentence."""
    first = re.match(r"[A-Za-z]+", original)
    return bool(first and len(first.group()) > 1 and first.group().isupper())

"""Tell whether a suggestion fits what stands around it, and change the words that echo what it replaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.pipeline.frame import Draft

if TYPE_CHECKING:
    from stigmalint.pipeline.match import Candidate
    from stigmalint.rules.templates import SuggestionTemplate

_LAST_WORD = re.compile(r"([^\W_][\w'-]*)\s+\Z")
_NEXT_WORD = re.compile(r"\s+([^\W_][\w'-]*)")
_TWICE = frozenset(["had", "that"])  # "had had", "that that"
_FORM_OF_BE = re.compile(r"(?:am|is|are|was|were|'s|'m|'re)\b")
# "and so was his brother", ", isn't he", "and still is".
_SO_WAS = re.compile(
    r"[^,.;:!?]{0,40}(?:,\s+|\s+)(?:(?:and|but|or)\s+)?(?:so|as|nor|neither)\s+(?P<be>am|is|are|was|were)\b(?!\s*[.,;:!?]|\Z)"
)
_TAG = re.compile(r"[^,.;:!?]{0,40},\s+(?P<be>isn't|wasn't|aren't|weren't)(?=\s+(?:he|she|they|we|you|i)\b)")
_STILL = re.compile(r"[^,.;:!?]{0,40}\s+(?:and|but)\s+(?:still|always)\s+(?P<be>is|was)\b(?=\s*[.,;:!?]|\Z)")
_ISNT = re.compile(
    r"[^,.;:!?]{0,40},?\s+(?:but|and|while|though)\s+(?:he|she|they|we|you|i|\w+ \w+)"
    r"\s+(?P<be>isn't|wasn't|aren't|weren't)(?=\s*[.,;:!?]|\Z)"
)
# What no condition can be said of: "what is an addict".
_WHAT = re.compile(r"\b(?:what|which|there|here)\s*\Z")
_DO = {
    "am": "do", "is": "does", "are": "do", "was": "did", "were": "did",
    "isn't": "doesn't", "wasn't": "didn't", "aren't": "don't", "weren't": "didn't",
}  # fmt: skip
_HAVE = {"is": "has", "was": "had"}


def wanted(template: SuggestionTemplate, candidate: Candidate, text: str) -> bool:
    """Tell whether the words that a suggestion asks for stand around the match, and none that it rules out."""
    return all(
        _stands(key.removeprefix("not_"), words, candidate, text) != key.startswith("not_")
        for key, words in template.when
    )


def _stands(place: str, words: tuple[str, ...], candidate: Candidate, text: str) -> bool:
    any_word = "|".join(map(re.escape, words))
    start, end = candidate.sentence
    if place == "before":
        return re.search(rf"\b(?:{any_word})[\s-]+\Z", text[start : candidate.start]) is not None
    if place == "after":
        return re.match(rf"[\s-]+(?:{any_word})\b", text[candidate.end : end]) is not None
    return re.search(rf"\b(?:{any_word})\b", text[start:end]) is not None


def hangs(draft: Draft, candidate: Candidate, text: str) -> bool:
    """Tell whether the words would leave something hanging: "what has an addiction", "people with anxiety' and"."""
    if text[draft.end : draft.end + 2] in {"' ", "'"} and text[draft.end - 1] == "s" and draft.end == candidate.end:
        return text.count("'", candidate.sentence[0], draft.start) % 2 == 0
    changed = _FORM_OF_BE.match(text, draft.start) and not _FORM_OF_BE.match(draft.words)
    return bool(changed) and _WHAT.search(text, candidate.sentence[0], draft.start) is not None


def repeats(draft: Draft, candidate: Candidate, text: str) -> bool:
    """Tell whether the words would begin or end with the word that stands there already."""
    words = draft.words.lower().split()
    if not words:
        return False
    before = _LAST_WORD.search(text, candidate.sentence[0], draft.start)
    after = _NEXT_WORD.match(text, draft.end, candidate.sentence[1])
    return (before is not None and before[1] == words[0] and words[0] not in _TWICE) or (
        after is not None and after[1] == words[-1] and words[-1] not in _TWICE
    )


def echoed(draft: Draft, candidate: Candidate, written: str, text: str) -> Draft:
    """Change a later "so was", "isn't he" or "still is" with the form of "be" that the words replace."""
    if not _FORM_OF_BE.match(text, draft.start) or _FORM_OF_BE.match(draft.words):
        return draft
    for pattern, forms in ((_SO_WAS, _DO), (_TAG, _DO), (_ISNT, _DO), (_STILL, _HAVE)):
        found = pattern.match(text, draft.end, candidate.sentence[1])
        if found is None or (forms is _HAVE and not re.match(r"(?:has|had)\b", draft.words)):
            continue
        words = draft.words + written[draft.end : found.start("be")] + forms[found["be"]]
        return Draft(draft.start, found.end("be"), words)
    return draft

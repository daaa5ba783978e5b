"""Is something said to the reader: a request, an offer, advice?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.documents.reading import Reading, Use

_CLAUSE = re.compile(r"[,;:.!?()\"–—•|/\ufffc]|\s-\s")
_WORD = re.compile(r"[\w'-]+")
# Words before an infinitive that make it advice: "we urge anyone to …", "how to …", "it helps to …".
_ADVISING = frozenset(
    """how where encourage encouraged urge urged urges advise advised invite invited remind want like need important
    best helps help able possible okay ok you your anyone welcome free time ways way""".split()
)
_JOINING = frozenset(("and", "or", "then"))
# What they can or should do is nothing that a reader is asked for: "it can come back".
_OTHERS = frozenset(("it", "he", "she", "this", "that", "which", "depression", "anxiety", "illness", "stigma"))
_MODAL = frozenset(("should", "must", "might", "can", "could", "may", "don't", "let's", "do", "not"))


def addressed(reading: Reading, use: Use) -> bool:
    """Tell whether a cue that begins with a verb in its plain form is said to the reader."""
    return spoken_to(reading, reading.before(use))


def spoken_to(reading: Reading, before: str) -> bool:
    """Tell whether what follows `before` in a sentence is a request, an offer or advice to the reader."""
    clause = _CLAUSE.split(before)[-1]
    tokens = _WORD.findall(clause)
    if not tokens:
        return True
    last = tokens[-1]
    if last == "to":
        return not _ADVISING.isdisjoint(tokens) or not _ADVISING.isdisjoint(_WORD.findall(before)[-12:])
    if last in _JOINING:
        # "Ring us and ask …" goes on as it began; "people come and ask …" does not.
        return len(tokens) == 1 or tokens[0] in reading.cues.words.get("step", frozenset()) or "can" in tokens
    if last in _MODAL and len(tokens) > 1 and tokens[-2] in _OTHERS:
        return False
    return last in reading.cues.words.get("step_opener", frozenset()) or last in _MODAL

"""Does a text tell how one person died, where, and why?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.pipeline.documents.reading import overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.pipeline.documents.reading import Reading, Use

_WORD = re.compile(r"[\w'’-]+")
# Capitalised words that are no name of a person, at the start of a sentence.
_NO_NAMES = frozenset(
    """a all also an and another anyone because but each every everyone few fewer friends half he how if in it its
    many men more most nearly nobody nobody's not one others people she some someone students suicide
    teenagers the their these they this those veterans we what when where which who why women you young""".split()
)
# Words that may stand between a name and a verb, and prepositions that make a name that of a place.
_BETWEEN = frozenset(("aged", "who", "has", "had", "later", "then", "recently", "sadly", "also", "just"))
_PLACES = frozenset(("in", "at", "from", "of", "near", "across"))
# A cause is named within so many words of the death.
_REACH = 8
# A note is part of the story of a death that is told within so many sentences.
_NOTE_REACH = 6


def deaths(reading: Reading) -> list[Use]:
    """Return the places where the text tells of the death of one person."""
    return [use for use in reading.uses("death") if is_somebody(reading, use)]


def is_somebody(reading: Reading, use: Use) -> bool:
    """Tell whether a death is that of one person, and not a number or a possibility."""
    before = reading.before(use)
    if reading.holds(_WORD.findall(before), "person_not"):
        return False
    words = reading.texts[use.number][use.start : use.end].split()
    if words[0] in {"his", "her", "apparent", "suspected"}:
        return True
    if words[-1] == "of":
        return _is_name(_first(reading.segments[use.number].text[use.end : use.sentence[1]]))
    if any(other.start < use.end for other in reading.near(use, "person")):
        return True
    return _names(_WORD.findall(reading.segments[use.number].text[use.sentence[0] : use.start]))


def _names(written: list[str]) -> bool:
    """Tell whether words end with a name, as the subject of what follows: "Ann Bell, 22, who has …"."""
    while written and (written[-1].isdigit() or written[-1].lower() in _BETWEEN):
        written = written[:-1]
    if not written or not _is_name(written[-1]):
        return False
    return len(written) < 2 or written[-2] not in _PLACES  # noqa: PLR2004 - a name and the word before it


def _first(text: str) -> str:
    found = _WORD.search(text)
    return found.group() if found else ""


def _is_name(word: str) -> bool:
    plain = word.removesuffix("'s").removesuffix("’s")
    return plain[:1].isupper() and not plain.isupper() and plain.lower() not in _NO_NAMES


def method_details(reading: Reading) -> Iterator[Use]:
    """Yield the places where a method, a place or a note is described."""
    known = deaths(reading)
    for use in reading.uses("method"):
        if not reading.holds(reading.tokens(use), "means_safety") and _of_suicide(reading, use):
            yield use
    for use in reading.uses("place"):
        if "spot" in reading.texts[use.number][use.start : use.end] or any(
            _same_sentence(use, death) for death in known
        ):
            yield use
    for use in reading.uses("found"):
        if any(reading.near(use, "suicide", sentences=_NOTE_REACH)):
            yield use
    for use in reading.uses("note"):
        if any(reading.distance(use, death) <= _NOTE_REACH for death in known) or _in_sentence_of_suicide(reading, use):
            yield use


def _of_suicide(reading: Reading, use: Use) -> bool:
    return any(reading.near(use, "suicide", sentences=1)) or any(reading.near(use, "death", sentences=1))


def _in_sentence_of_suicide(reading: Reading, use: Use) -> bool:
    named = any(not reading.is_topic(other) for other in reading.near(use, "suicide"))
    return named and any(reading.near(use, "person"))


def _same_sentence(one: Use, other: Use) -> bool:
    return one.number == other.number and one.sentence == other.sentence and not overlap(one, other)


def single_causes(reading: Reading) -> Iterator[Use]:
    """Yield the places where one cause is given for a death."""
    for use in reading.uses("cause"):
        if not _is_complex(reading, use):
            yield use
    for death in deaths(reading):
        for cause in reading.near(death, "cause_after"):
            between = reading.texts[death.number][death.end : cause.start]
            close = cause.start >= death.end and len(between.split()) <= _REACH and not re.search(r"[;:.]", between)
            if close and not _is_complex(reading, death):
                yield death


def _is_complex(reading: Reading, use: Use) -> bool:
    return any(reading.near(use, "complex", sentences=3))

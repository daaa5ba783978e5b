"""Give a replacement the capitals of the words that it replaces."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# Shorter words stay in lower case inside Title Case.
_SHORT = 3
# Fewer long words in capitals do not make a headline.
_HEADLINE = 3
# How far around the words a headline is looked for, in code points.
_AROUND = 500


def capitals_like(words: str, written: str, start: int, end: int, *, opening: bool) -> str:
    """Return `words` in ALL CAPS, Title Case, with a capital, or as they are, as `written[start:end]` is.

    A single capitalised or upper-case word says little by itself: the words around it decide, and whether it is
    `opening` a sentence.
    """
    original = written[start:end]
    written = written[max(0, start - _AROUND) : end + _AROUND]
    found = _WORD.findall(original)
    if not found:
        return words
    if _shouting(original, written):
        return words.upper()
    if _titled(found, written):
        parts = words.split(" ")
        return " ".join(
            _capital(part) if index == 0 or len(part) > _SHORT else part for index, part in enumerate(parts)
        )
    if opening:
        return _capital(words) if found[0][0].isupper() else words
    # Inside a sentence a capital says that all of the words have one, after a colon for example.
    capital = all(word[0].isupper() for word in found if len(word) > _SHORT) and found[0][0].isupper()
    return _capital(words) if capital and not _acronym(found[0]) else words


def _shouting(original: str, written: str) -> bool:
    letters = [char for char in original if char.isalpha()]
    if len(letters) == 1 or not all(char.isupper() for char in letters):
        return False
    around = [word for word in _WORD.findall(written) if len(word) > 1]
    return sum(map(str.isupper, around)) > 0.7 * len(around)


def _titled(found: list[str], written: str) -> bool:
    """Tell whether the words stand in Title Case, as in a headline."""
    if not all(word[0].isupper() for word in found if len(word) > _SHORT) or not found[0][0].isupper():
        return False
    around = [word for word in _WORD.findall(written) if len(word) > _SHORT]
    return len(around) >= _HEADLINE and all(word[0].isupper() for word in around)


def _acronym(word: str) -> bool:
    return len(word) > 1 and word[:2].isupper()  # also with an ending: "BPDs"


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]

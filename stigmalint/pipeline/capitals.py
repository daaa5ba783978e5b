"""Give a replacement the capitals of the words that it replaces."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w'’‐‑-]*")
# Shorter words say little about the capitals of a text.
_SHORT = 3
# Words that stay in lower case inside Title Case.
_MINOR = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "the", "to"]
)
# Fewer long words in capitals do not make a headline.
_HEADLINE = 3
# How far around the words a headline is looked for, in code points.
_AROUND = 500
# What goes on with a sentence: a capital after it is the writer's slip. After a colon or a bullet it is not.
_GOING_ON = re.compile(r"[\w,;'’]\s+\Z")


def capitals_like(words: str, written: str, start: int, end: int, *, opening: bool) -> str:
    """Return `words` in ALL CAPS, Title Case, with a capital, or as they are, as `written[start:end]` is.

    A single capitalised or upper-case word says little by itself: the words around it decide, and whether it is
    `opening` a sentence.
    """
    found = _WORD.findall(written[start:end])
    if not found:
        return words
    before, after = written[max(0, start - _AROUND) : start], written[end : end + _AROUND]
    if _shouting(found, before, after):
        return words.upper()
    if _titled(found, before, after):
        parts = words.split(" ")
        lower = found[0][0].islower()
        return " ".join(
            part if part in _MINOR and (index or lower) else _capital(part) for index, part in enumerate(parts)
        )
    if opening:
        return _capital(words) if found[0][0].isupper() else words
    capital = all(word[0].isupper() for word in found if len(word) > _SHORT) and found[0][0].isupper()
    return _capital(words) if capital and not _acronym(found[0]) and not _GOING_ON.search(before) else words


def _shouting(found: list[str], before: str, after: str) -> bool:
    if not all(word.isupper() for word in found) or sum(map(len, found)) == 1:
        return False
    around = [word for word in (*_WORD.findall(before), *found, *_WORD.findall(after)) if len(word) > 1]
    if sum(map(str.isupper, around)) > 0.7 * len(around):
        return True
    # "CRAZY DEALS on chairs": beside a word in capitals that is no acronym, by its length.
    beside = (*_long(before)[-1:], *_long(after)[:1], *found[1:])
    return len(found[0]) > _SHORT and any(len(word) > _SHORT and word.isupper() for word in beside)


def _long(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) > _SHORT]


def _titled(found: list[str], before: str, after: str) -> bool:
    """Tell whether the words stand in Title Case, as in a headline."""
    if found[0] in _MINOR:  # "an Alcoholic"
        found = found[1:]
    if not found or not all(word[0].isupper() for word in found if len(word) > _SHORT) or not found[0][0].isupper():
        return False
    if len(found) > 1 and all(word[0].isupper() and not word.isupper() for word in found):
        return True
    around = [word for word in (*_WORD.findall(before), *found, *_WORD.findall(after)) if len(word) > _SHORT]
    return len(around) >= _HEADLINE and all(word[0].isupper() for word in around)


def _acronym(word: str) -> bool:
    return len(word) > 1 and word[:2].isupper()  # also with an ending: "BPDs"


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]

"""Make text from documents fit to be shown in a page: nothing in it acts, hides or goes on for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stigmalint.terminal import safe

if TYPE_CHECKING:
    from stigmalint.findings import Finding

ELLIPSIS = "…"
MOST_AROUND = 320  # code points of a sentence on either side of the words found
MOST_WORDS = 400  # code points of the words themselves
MOST_LINE = 600  # code points of a path, a title, a suggestion

# Invisible and harmless: they say where a word may be broken. The others that nobody sees are shown as escapes.
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
_SPACES = dict.fromkeys((*range(0x09, 0x0E), 0x2028, 0x2029), " ")


class Parts(NamedTuple):
    """A sentence, split at the words found."""

    before: str
    words: str
    after: str


def shown(text: str, most: int = MOST_LINE) -> str:
    """Return `text`, cut to `most` code points, with control characters and lone surrogates as escapes."""
    cut = text if len(text) <= most else text[:most] + ELLIPSIS
    return safe(cut.translate(_INVISIBLE).translate(_SPACES))


def parts_of(finding: Finding) -> Parts:
    """Return the sentence of a finding as it was written, split at the words found."""
    start, end = finding.mark
    return Parts(finding.sentence[:start], finding.sentence[start:end], finding.sentence[end:])


def shown_parts(parts: Parts) -> Parts:
    """Return the parts of a sentence fit to be shown; what is far from the words found is left out."""
    before, words, after = parts
    if len(before) > MOST_AROUND:
        before = ELLIPSIS + before[-MOST_AROUND:]
    return Parts(shown(before), shown(words, MOST_WORDS), shown(after, MOST_AROUND))

"""Does the match stand in an entry of a list of references?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

_HEADING = re.compile(r"\b(?:references|bibliography|works\s+cited|literature(?:\s+cited)?|citations|publications)\b")
# Longer segments are prose that cites.
_LONGEST_ENTRY = 500
_AUTHOR = re.compile(
    r"\W*(?:\d+[.)]?\s+)?(?!(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|St)\b)[A-Z][\w'’-]+,?\s+(?:[A-HJ-Z]{1,3}[.,:]|[A-HJ-Z]{2,3}\s|et\s+al)"
)
_SURNAME_TITLE = re.compile(r"\W*[A-Z][\w'’-]+(?:\s[A-Z][\w'’.-]*){0,2},\s")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
# A year as references write it: in brackets, after a comma or a colon at the end.
_DATED = re.compile(r"\((?:1[6-9]|20)\d\d[a-z]?\)|[,:;.]\s*(?:1[6-9]|20)\d\d[a-z]?\.?\s*\Z")
_IMPRINT = re.compile(r"\([A-Z][\w .&-]+[,:]\s(?:[\w .&-]+,\s)?(?:1[6-9]|20)\d\d\)")
_JOURNAL = re.compile(
    r"\b(?:1[6-9]|20)\d\d;\s*\d|\b\d+\s*\(\d+(?:-\d+)?\)[:,]\s*(?:pp?\.\s*)?\w?\d|\bpp?\.\s*\d|\bdoi\b|\bISBN\b|\bVol\.\s*\d"
)


def applies(view: View) -> bool:
    """Tell whether the segment is a reference to a work."""
    if any(_HEADING.fullmatch(heading.lower().strip(" .:")) for heading in view.segment.place.headings[-1:]):
        return True
    text = view.segment.text
    if len(text) > _LONGEST_ENTRY:
        return False
    if _AUTHOR.match(text) and (_DATED.search(text) or _JOURNAL.search(text)):
        return True
    return (bool(_JOURNAL.search(text)) and bool(_YEAR.search(text))) or (
        bool(_SURNAME_TITLE.match(text)) and bool(_IMPRINT.search(text))
    )

"""Say "people with" once for two labels that are joined: "anorexics and bulimics"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.findings import Suggestion

if TYPE_CHECKING:
    from stigmalint.pipeline.suggest import Suggested

_JOINED = re.compile(r"\s+(?:and|or)\s+", re.IGNORECASE)
_PEOPLE = re.compile(r"(?P<people>people (?:with|who live with) )(?P<condition>.+)", re.IGNORECASE)


def paired(first: Suggested, second: Suggested, written: str) -> Suggested | None:
    """Return what to suggest for two neighbouring matches at once, in the place of the first; None if they are apart.

    Args:
        first: what was suggested for a match.
        second: the same for the next match of the segment.
        written: the segment as written.
    """
    between = written[first.end : second.start]
    if not _JOINED.fullmatch(between) or not first.suggestions or not second.suggestions:
        return None
    joint = tuple(
        both
        for best, other in zip(first.suggestions, second.suggestions, strict=False)
        if (both := _joint(best, other)) is not None
    )
    if not joint:
        return None
    advice = tuple(item for item in first.suggestions if item.fix == "manual")
    return first._replace(end=second.end, suggestions=joint + advice)


def _joint(best: Suggestion, other: Suggestion) -> Suggestion | None:
    people, more = _PEOPLE.fullmatch(best.text), _PEOPLE.fullmatch(other.text)
    if people is None or more is None or people["people"].lower() != more["people"].lower():
        return None
    words = people[0] + (" OR " if best.text.isupper() else " or ") + more["condition"]
    return Suggestion(words, "unsafe" if "unsafe" in {best.fix, other.fix} else "safe")

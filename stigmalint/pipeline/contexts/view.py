"""What a context looks at: a match, its sentence and its segment, in written and in normalised form."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.documents.model import Segment
    from stigmalint.pipeline.match import Candidate
    from stigmalint.rules.program import Program

# Quotation marks that open and close; a straight single quote counts only at the edge of a word.
_QUOTED = re.compile(
    r"“([^“”]*)[”“]|\"([^\"]*)\"|(?<!\w)[‘']((?:[^‘’']|(?<=\w)[’'](?=\w))*)[’'](?!\w)|«([^«»]*)»|„([^“”„]*)[“”]"
)


@dataclass(frozen=True, slots=True)
class View:
    """One candidate in its surroundings."""

    candidate: Candidate
    segment: Segment
    text: str  # the segment, normalised
    program: Program

    @property
    def before(self) -> str:
        """The sentence up to the match, normalised."""
        return self.text[self.candidate.sentence[0] : self.candidate.start]

    @property
    def after(self) -> str:
        """The sentence from the end of the match, normalised."""
        return self.text[self.candidate.end : self.candidate.sentence[1]]

    @property
    def sentence(self) -> str:
        """The sentence, normalised."""
        return self.text[slice(*self.candidate.sentence)]

    @property
    def words(self) -> str:
        """The words found, normalised."""
        return self.text[self.candidate.start : self.candidate.end]

    @property
    def written(self) -> str:
        """The words found, as written."""
        return self.segment.text[self.candidate.start : self.candidate.end]

    def cue(self, name: str, text: str) -> re.Match[str] | None:
        """Search normalised `text` for the cue phrases called `name`."""
        pattern = self.program.contexts.cues.get(name)
        return self.program.expression(pattern).search(text) if pattern else None

    def cue_ending(self, name: str, text: str) -> bool:
        """Tell whether one of the cue phrases stands at the very end of `text`."""
        pattern = self.program.contexts.cues.get(name)
        return bool(pattern and self.program.expression(rf"(?:{pattern})[\s:,\"'(*_]*\Z").search(text))

    def cue_ends(self, name: str, text: str) -> Iterator[int]:
        """Yield where the cue phrases called `name` end in `text`."""
        pattern = self.program.contexts.cues.get(name)
        if pattern:
            yield from (found.end() for found in self.program.expression(pattern).finditer(text))

    def cue_starting(self, name: str, text: str) -> bool:
        """Tell whether one of the cue phrases stands at the very start of `text`."""
        pattern = self.program.contexts.cues.get(name)
        return bool(pattern and self.program.expression(rf"[\s\"')*_,]*(?:{pattern})").match(text))

    def quote(self) -> tuple[int, int] | None:
        """Return the range inside the quotation marks around the match, in the segment."""
        found = quotes(self.segment.text)
        place = bisect_right(found, self.candidate.start, key=itemgetter(0)) - 1
        return found[place] if place >= 0 and self.candidate.end <= found[place][1] else None

    def marked(self, *kinds: str) -> tuple[int, int] | None:
        """Return the range of the innermost mark of one of `kinds` that holds the match."""
        holding = [
            (mark.end - mark.start, mark.start, mark.end)
            for mark in self.segment.marks
            if mark.kind in kinds and mark.start <= self.candidate.start and self.candidate.end <= mark.end
        ]
        return min(holding)[1:] if holding else None


@lru_cache(maxsize=64)
def quotes(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges inside the quotation marks of a text; a quotation left open runs to the end."""
    found = [m.span(m.lastindex or 0) for m in _QUOTED.finditer(text)]
    covered = found[-1][1] + 1 if found else 0
    opening = text.rfind("“")
    if opening >= covered and "”" not in text[opening:]:
        found.append((opening + 1, len(text)))
    return tuple(found)

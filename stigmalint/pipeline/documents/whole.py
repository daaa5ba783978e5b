"""Look at documents as a whole: what stands in place of all findings, and what is found besides."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from stigmalint.documents.model import Document
    from stigmalint.findings import Finding
    from stigmalint.pipeline.documents.reading import Cues, Reading
    from stigmalint.rules.program import Program


# Front matter that says what kind of page it is stands within so many code points.
_FRONT = 1000


def may_be_campaign(document: Document, words: Sequence[str]) -> bool:
    """Tell whether a title or the front matter has one of `words`; only then is a campaign worth looking for."""
    titles = [s.text for s in document.segments if s.kind == "title" or (s.kind == "heading" and s.level == 1)]
    if document.text.startswith(("---", "+++")):
        titles.append(document.text[:_FRONT])
    return any(word in title.lower() for title in titles for word in words)


class Whole:
    """Checks documents as wholes by one rule set.

    Args:
        program: the rules in force, compiled; they give the severities of the checks, and those that are off.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._rules = program.rules

    @cached_property
    def _cues(self) -> Cues:
        from stigmalint.pipeline.documents.reading import cues_for

        return cues_for(self._program)

    def read(self, document: Document, gated: Collection[int], *, campaign: bool) -> Reading:
        """Read a document for cues.

        Args:
            document: what to read.
            gated: the numbers of the segments in which a word of the gate occurs.
            campaign: whether the document may be a campaign.
        """
        from stigmalint.pipeline.documents.reading import Reading

        return Reading(document, self._cues, gated, campaign=campaign)

    def language(self, document: Document) -> Finding | None:
        """Return the finding that a document is not in the language of the rules."""
        if not self._asks("document/language") or not document.segments:
            return None
        from stigmalint.pipeline.documents.findings import Spot, finding

        first = document.segments[0]
        end = len(first.text)
        check = self._rules.checks["document/language"]
        return finding(document, self._rules, check, Spot(first, 0, end, (0, end), hidden=True))

    def crisis(self, reading: Reading) -> Finding | None:
        """Return the help that is offered to a writer who discloses that they want to die."""
        if not self._asks("document/crisis") or not reading.found("crisis"):
            return None
        from stigmalint.pipeline.crisis import disclosure, help_lines
        from stigmalint.pipeline.documents.findings import Spot, finding

        use = disclosure(reading)
        if use is None:
            return None
        check = self._rules.checks["document/crisis"]
        lines = help_lines(self._cues.helplines, self._rules.countries, reading.document.language)
        why = "\n".join((check.why, *lines))
        spot = Spot(reading.segments[use.number], use.start, use.end, use.sentence, hidden=True)
        return finding(reading.document, self._rules, check, spot, why)

    def asked(self, reading: Reading) -> frozenset[str]:
        """Return the checks that the subjects of a document call for and that are not switched off."""
        from stigmalint.pipeline.documents.checks import checks_for, is_document

        if not is_document(reading):
            return frozenset()
        return frozenset(name for name in checks_for(reading) if self._asks(name))

    def findings(self, reading: Reading, asked: Collection[str]) -> Iterator[Finding]:
        """Yield the findings of the checks that are asked of a document."""
        from stigmalint.pipeline.documents.checks import CHECKS
        from stigmalint.pipeline.documents.findings import Spot, finding

        for name, look in CHECKS.items():
            place = look(reading) if name in asked else None
            if place is not None:
                spot = Spot(reading.segments[place.number], *place[1:])
                yield finding(reading.document, self._rules, self._rules.checks[name], spot)

    def _asks(self, name: str) -> bool:
        """Tell whether there is such a check, and it is not switched off."""
        return self._program.levels.get(name, "off") != "off"

"""What is true of a document as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stigmalint.pipeline.documents import death
from stigmalint.pipeline.documents.address import spoken_to
from stigmalint.pipeline.documents.help import help_seeking
from stigmalint.pipeline.documents.reading import Reading, Use, cues_for
from stigmalint.rules.program import program_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.documents.model import Document
    from stigmalint.rules.ruleset import RuleSet

_WORD = re.compile(r"[\w'-]+")
_DENIED = frozenset(("no", "not", "never", "without", "little", "neither", "nor", "hardly", "lost", "beyond", "cannot"))
# How many words before a sign of hope a denial may stand.
_DENIAL_REACH = 3
_NAME_WORDS = 3
_PAUSE = re.compile(r"[:,.!?–—|]")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a text does as a whole; all is false of one that is only about words, as a style guide is."""

    suicide_or_self_harm_discussed: bool = False
    help_seeking: bool = False
    suicide_in_title: bool = False
    method_or_place_detail: bool = False
    single_cause: bool = False
    hope_or_recovery: bool = False
    barriers_acknowledged: bool = False
    practical_step: bool = False


def facts(document: Document, rules: RuleSet) -> DocumentFacts:
    """Return what is true of a document.

    Args:
        document: what to read.
        rules: says which language's cues are looked for.
    """
    return facts_of(Reading(document, cues_for(program_for(rules))))


def facts_of(reading: Reading) -> DocumentFacts:
    """Return what is true of a document that has been read."""
    if reading.about_words:
        return DocumentFacts()
    suicide = reading.discussed()
    return DocumentFacts(
        suicide_or_self_harm_discussed=bool(suicide),
        help_seeking=help_seeking(reading),
        suicide_in_title=any(use.number in reading.titles for use in suicide),
        method_or_place_detail=any(True for _ in death.method_details(reading)),
        single_cause=any(True for _ in death.single_causes(reading)),
        hope_or_recovery=bool(hopes(reading)),
        barriers_acknowledged=bool(reading.uses("barrier")),
        practical_step=practical_step(reading),
    )


def hopes(reading: Reading) -> list[Use]:
    """Return the signs of hope that are not denied."""
    return [
        use
        for use in reading.uses("hope")
        if _DENIED.isdisjoint(_WORD.findall(reading.before(use))[-_DENIAL_REACH:])
        or reading.texts[use.number][use.start : use.end].startswith(("not", "never"))
    ]


def practical_step(reading: Reading) -> bool:
    """Tell whether the text names something that its reader can do."""
    steps = reading.cues.words.get("step", frozenset())
    names = tuple(_names(reading))
    for number, text in enumerate(reading.texts):
        if number in reading.titles or reading.segments[number].kind in {"title", "attribute", "term"}:
            continue
        for word in _WORD.finditer(text):
            # The name of a campaign is no step: "Talk it out is …".
            if word.group() not in steps or text.startswith(names, word.start()):
                continue
            if _follows(text, word.end()) and spoken_to(reading, text[: word.start()]):
                return True
    return bool(reading.uses("invitation")) or help_seeking(reading)


def _names(reading: Reading) -> Iterator[str]:
    """Yield the first words of the titles, by which the text may go on to speak of what it is about."""
    for number in reading.titles:
        words = _PAUSE.split(reading.texts[number])[0].split()[:_NAME_WORDS]
        if len(words) > 1:
            yield " ".join(words)


def _follows(text: str, end: int) -> bool:
    """Tell whether words follow, as the object of a verb does."""
    return bool(re.match(r"\s+\w", text[end:])) or not text[end:].strip()

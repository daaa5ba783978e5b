"""The whole-document checks: each looks at what was read and gives the place of its finding, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.pipeline.documents import death
from stigmalint.pipeline.documents.facts import hopes, practical_step
from stigmalint.pipeline.documents.help import foreign_helpline, help_seeking, outdated_helpline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stigmalint.pipeline.documents.help import Named
    from stigmalint.pipeline.documents.reading import Reading, Use

# A sentence or two is no document: nobody expects a helpline in it.
LEAST_WORDS = 60
LEAST_SEGMENTS = 2
# One mention in so many words, or fewer, makes a subject and not a passing remark.
WORDS_PER_MENTION = 400
LEAST_EATING = 2
# Below this a text has no room for hope, steps and barriers.
LEAST_WORDS_HOPE = 150
LEAST_WORDS_CAMPAIGN = 120

_WORD = re.compile(r"[\w'-]+")
_SELF_HARM = re.compile(r"harm|injur")
# History is no story of today.
_LONG_AGO = re.compile(r"\b(?:1[0-8]\d\d|19[0-4]\d)\b")
_FRONT_MATTER = re.compile(
    r"^(?:layout|type|kind|category|categories|tags|template|profile|section)[ \t]*[:=].*\bcampaigns?\b", re.MULTILINE
)


class Place(NamedTuple):
    """Where a finding stands: offsets in the text of a segment, with its sentence; `hidden` text is never repeated."""

    number: int
    start: int
    end: int
    sentence: tuple[int, int]
    hidden: bool = False


def is_document(reading: Reading) -> bool:
    """Tell whether a text is long enough to be looked at as a whole."""
    return reading.words >= LEAST_WORDS and len(reading.segments) >= LEAST_SEGMENTS


def subject(reading: Reading) -> Use | None:
    """Return the first place where suicide, self-harm or an eating disorder is a subject of the text."""
    suicide = reading.discussed()
    strong = [
        use
        for use in suicide
        if not reading.is_topic(use) and not _titular(reading, use) and not _LONG_AGO.search(reading.sentence_text(use))
    ]
    if strong and reading.words / len(strong) <= WORDS_PER_MENTION:
        return strong[0]
    if len(suicide) > LEAST_EATING and reading.words / len(suicide) <= WORDS_PER_MENTION:
        return suicide[0]
    eating = reading.uses("eating")
    if len(eating) >= LEAST_EATING and reading.words / len(eating) <= WORDS_PER_MENTION:
        return eating[0]
    return next((use for use in (*suicide, *eating) if use.number in reading.titles), None)


def _titular(reading: Reading, use: Use) -> bool:
    return reading.segments[use.number].kind in {"title", "description", "table-header"}


def _help_seeking(reading: Reading) -> Place | None:
    use = subject(reading)
    return _at(use) if use is not None and not help_seeking(reading) else None


def _helpline(reading: Reading) -> Place | None:
    return _named(reading, outdated_helpline(reading) or foreign_helpline(reading))


def _suicide_in_title(reading: Reading) -> Place | None:
    """Return the title of a story about a death, as far as it names suicide; prevention and support copy is none."""
    stories = {use.number for use in reading.found("title_story")}
    news = reading.cues.program.rules.profile.name == "news"
    for use in reading.uses("suicide"):
        if use.number not in reading.titles or _SELF_HARM.search(reading.texts[use.number][use.start : use.end]):
            continue
        tokens = _WORD.findall(reading.texts[use.number])
        safe = reading.holds(tokens, "title_safe") or "?" in reading.texts[use.number]
        if use.number in stories or (not safe and (news or death.deaths(reading))):
            return _at(use)
    return None


def _method(reading: Reading) -> Place | None:
    use = next(death.method_details(reading), None)
    return _at(use)._replace(hidden=True) if use is not None else None


def _single_cause(reading: Reading) -> Place | None:
    use = next(death.single_causes(reading), None)
    return _at(use) if use is not None else None


def _no_hope(reading: Reading) -> Place | None:
    use = subject(reading)
    return _at(use) if use is not None and not hopes(reading) else None


def _no_step(reading: Reading) -> Place | None:
    place = _campaign(reading)
    return place if place is not None and not practical_step(reading) else None


def _no_barriers(reading: Reading) -> Place | None:
    place = _campaign(reading)
    return place if place is not None and not reading.uses("barrier") else None


def _campaign(reading: Reading) -> Place | None:
    """Return the title of a text that says of itself that it is a campaign."""
    if not reading.campaign or reading.words < LEAST_WORDS_CAMPAIGN:
        return None
    source = reading.document.text
    fenced = source.startswith(("---", "+++")) and _FRONT_MATTER.search(source[: source.find(source[:3], 3)])
    said = next((use for use in reading.found("campaign") if use.number in reading.titles), None)
    if said is None and not fenced:
        return None
    number = reading.titles[0] if reading.titles else 0
    length = len(reading.texts[number])
    return Place(number, 0, length, (0, length))


def _named(reading: Reading, named: Named | None) -> Place | None:
    if named is None:
        return None
    return Place(named.number, named.start, named.end, (0, len(reading.texts[named.number])))


def _at(use: Use) -> Place:
    return Place(use.number, use.start, use.end, use.sentence)


CHECKS: Mapping[str, Callable[[Reading], Place | None]] = {
    "document/help-seeking": _help_seeking,
    "document/helpline-outdated": _helpline,
    "document/suicide-in-title": _suicide_in_title,
    "document/method-detail": _method,
    "document/single-cause": _single_cause,
    "document/no-hope": _no_hope,
    "document/no-practical-step": _no_step,
    "document/no-barriers": _no_barriers,
}
_OF_SUICIDE = frozenset(("document/suicide-in-title", "document/method-detail", "document/single-cause"))
_OF_CAMPAIGN = frozenset(("document/no-practical-step", "document/no-barriers"))


def checks_for(reading: Reading) -> frozenset[str]:
    """Return the checks that the subjects of a text call for."""
    wanted = {"document/helpline-outdated"}
    if not (reading.campaign or reading.found("suicide") or reading.found("eating")):
        return frozenset(wanted)
    if reading.about_words:
        return frozenset()
    if reading.discussed():
        wanted |= _OF_SUICIDE
    if subject(reading) is not None:
        wanted.add("document/help-seeking")
        if reading.words >= LEAST_WORDS_HOPE:
            wanted.add("document/no-hope")
    if _campaign(reading) is not None:
        wanted |= _OF_CAMPAIGN
    return frozenset(wanted)

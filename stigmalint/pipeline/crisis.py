"""Does a writer say, of themselves and now, that they want to die? Style advice must never stand in front of that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.pipeline.contexts import mention
from stigmalint.pipeline.contexts.view import View, quotes
from stigmalint.pipeline.documents.help import readers_of
from stigmalint.pipeline.documents.reading import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stigmalint.pipeline.documents.reading import Reading, Use
    from stigmalint.rules.documents import Helpline

# Only here do writers speak for themselves: headings, titles, links and buttons are written in the voice of readers.
_OWN_VOICE = frozenset({"paragraph", "list-item"})
# "Dee:", "**Dee** –": somebody else's turn in a conversation.
_SPEAKER = re.compile(
    r"\s*(?:[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3}|[Qq]uestion|[QA]|[Cc]aller|[Cc]lient)\s*(?:\([^)]*\)\s*)?[:–—]"
)
_CLAUSE = re.compile(r"[,;.!?()\"–—…]|\s-\s")
_CLAUSE_BEFORE = re.compile(r"[,;.!?()\"–—…]|\s-\s|\b(?:and|but|so|because|cos|cause)\b")
# A condition holds for its own part of a sentence: "nobody would notice if I left, and I …".
_JOINT = re.compile(r"[;.!?…]|[,–—]\s*(?:and|but|so)\b|,(?=\s*(?:this|it|that)\b)")
_SINCERE = re.compile(
    r"\b(?:not|isn't|no|ain't)(?: a| even)? (?:joke|joking|kidding)\b"
    r"|\bif (?:any|some)(?:one|body)(?: is|'s)? (?:reading|reads|sees|there|listening)\b"
    r"|\bif you(?: are|'re)? read(?:ing)?\b"
)
_AS_SAID = re.compile(
    r",\s*(?:as (?:[\w'-]+ ){1,3}(?:puts?|has|had|says?|said|sings?|sang|writes?|wrote)"
    r"|(?:he|she|they) (?:thought|thinks?))\b"
)
# Cues that say how long it has been so: what follows is the time.
_SINCE = re.compile(r"\b(?:since|ever)\Z")
_ACT = re.compile(r"(?:myself|my (?:own )?life|suicide)\Z")
_SALUTATION = re.compile(r"(?:to|dear|hi|hello|hey) [^:,.]{1,40}:\s*\Z")
# What follows is no longer what somebody says: "I said goodbye, because I …".
_REASON = re.compile(r"\b(?:because|cos|but|so)\b")
_COLON = re.compile(r":\s*\S*\Z")
_WORD = re.compile(r"[\w'-]+")
_IF_YOU = re.compile(r"\bif you\b")
_LAUGHTER = re.compile(r"[😂🤣😅😆😜😝🙃]|\blol\b|\bha(?:ha)+\b|\blmao\b|\bxd\b")
# Laughter counts in the sentence and directly after it, in code points.
_LAUGHTER_REACH = 12


def disclosure(reading: Reading) -> Use | None:
    """Return the first place where the writer discloses, in the first person and the present, that they want to die.

    A joke, a condition, the past, a denial, a quotation, a title, a list of warning signs and words on words are none.
    """
    if reading.about_words:
        return None
    for use in reading.found("crisis"):
        if _is_own(reading, use) and _is_meant(reading, use) and not _is_answered(reading, use):
            return use
    return None


def _is_answered(reading: Reading, use: Use) -> bool:
    """Tell whether another part counsels a reader who thinks of suicide, as pages of questions and answers do."""
    return any(
        other.number != use.number and _IF_YOU.search(reading.before(other)) is not None
        for other in reading.found("suicide")
    )


def _is_own(reading: Reading, use: Use) -> bool:
    """Tell whether the writer says it, and not somebody who is quoted, listed or imagined."""
    segment = reading.segments[use.number]
    if not _is_voice(reading, use) or segment.place.block_quote or _SPEAKER.match(segment.text):
        return False
    if any(mark.kind != "strong" and mark.start <= use.start and use.end <= mark.end for mark in segment.marks):
        return False
    if any(start <= use.start and use.end <= end for start, end in quotes(segment.text)):
        return False
    if mention.applies(View(use.candidate, segment, reading.texts[use.number], reading.cues.rules)):
        return False
    return not _is_listed(reading, use)


def _is_voice(reading: Reading, use: Use) -> bool:
    """Tell whether the segment is of a kind in which writers speak; a line of plain text that stands alone is."""
    alone = reading.document.format == "text" and len(reading.segments) == 1
    return reading.segments[use.number].kind in _OWN_VOICE or alone


def _is_listed(reading: Reading, use: Use) -> bool:
    """Tell whether these are words that people may say: warning signs, searches, scripts."""
    text = reading.texts[use.number]
    listing = (other for other in reading.near(use, "crisis_listed") if other.start < use.start)
    if any(not _REASON.search(text[other.end : use.start]) for other in listing):
        return True
    place = reading.segments[use.number].place
    above = " \n ".join((*place.headings[-1:], place.introduction or "")).lower()
    listed = (phrase for phrase in reading.cues.program.phrases if phrase.rule == "crisis_listed")
    introduced = reading.segments[use.number].kind == "list-item" or (place.introduction or "").rstrip().endswith(":")
    return introduced and any(reading.cues.program.expression(phrase.regex or "").search(above) for phrase in listed)


def _is_meant(reading: Reading, use: Use) -> bool:
    """Tell whether it is said in earnest, of now, and not under a condition."""
    if reading.holds(_WORD.findall(_part(reading, use)), "crisis_not") or any(_denials(reading, use)):
        return False
    written = reading.segments[use.number].text
    if _LAUGHTER.search(written[use.sentence[0] : use.sentence[1] + _LAUGHTER_REACH].lower()):
        return False
    before, after = reading.before(use), reading.after(use)
    if _COLON.search(before) and len(before.split()) > 1 and not _SALUTATION.match(before):
        return False
    opening = _WORD.findall(_CLAUSE_BEFORE.split(before.replace(":", ","))[-1])
    if not set(opening) <= reading.cues.words.get("crisis_opener", frozenset()):
        return False
    if after.strip() == "?" or _is_reported(reading, use, after):
        return False
    return _goes_on(reading, reading.texts[use.number][use.start : use.end], after.lstrip())


def _part(reading: Reading, use: Use) -> str:
    """Return the part of the sentence that a condition or a joke would have to stand in."""
    joints = [found.span() for found in _JOINT.finditer(reading.sentence_text(use))]
    offset = use.sentence[0]
    start = max((end for _, end in joints if offset + end <= use.start), default=0)
    end = min((begin for begin, _ in joints if offset + begin >= use.end), default=use.sentence[1] - offset)
    text = reading.texts[use.number]
    return _SINCERE.sub("", f"{text[offset + start : use.start]} {text[use.end : offset + end]}")


def _denials(reading: Reading, use: Use) -> Iterator[Use]:
    """Yield what says in the sentence that it is not so, or not now, or what somebody else thinks."""
    own = list(reading.near(use, "crisis_own"))
    for other in reading.near(use, "crisis_not"):
        inside = use.start <= other.start and other.end <= use.end
        if not inside and not any(overlap(other, thought) for thought in own):
            yield other


def _is_reported(reading: Reading, use: Use, after: str) -> bool:
    """Tell whether somebody else is named as the speaker: "…, sang the tenor", "…, he said"."""
    if not after.startswith(","):
        return False
    if _AS_SAID.match(after):
        return True
    words = after.lstrip(", ").split(" ")
    view = View(use.candidate, reading.segments[use.number], reading.texts[use.number], reading.cues.rules)
    return words[0] not in {"i", "and", "but"} and any(
        view.cue_starting("reporting_verbs", " ".join(words[skipped:])) for skipped in range(3)
    )


def _goes_on(reading: Reading, said: str, after: str) -> bool:
    """Tell whether the clause ends with the cue, or goes on as a disclosure does and not as another sense."""
    if not after or _CLAUSE.match(after) or _SINCE.search(said):
        return True
    following = _WORD.findall(after)
    if not following:
        return True
    if following[0] == "for":
        return reading.holds(following[1:4], "crisis_time")
    if _ACT.search(said) and following[0] in reading.cues.words.get("crisis_after_act", frozenset()):
        return True
    return following[0] in reading.cues.words.get("crisis_after", frozenset())


def help_lines(helplines: Iterable[Helpline], countries: Iterable[str], language: str | None) -> list[str]:
    """Return where to turn, a line for each service: those of the writer's country, else all, and the finder.

    Args:
        helplines: all that are known; those that are marked for it are shown.
        countries: of the locale.
        language: the language that the text declares, which may name a country.
    """
    own = readers_of(countries, language)
    shown = [helpline for helpline in helplines if helpline.crisis]
    everywhere = [helpline for helpline in shown if not helpline.countries]
    placed = [helpline for helpline in shown if helpline.countries]
    chosen = [helpline for helpline in placed if not own.isdisjoint(helpline.countries)] or placed
    return [_line(helpline) for helpline in (*chosen, *everywhere)]


_COUNTRIES = {"AU": "Australia", "CA": "Canada", "GB": "United Kingdom", "IE": "Ireland", "US": "United States"}


def _line(helpline: Helpline) -> str:
    if not helpline.countries:
        return f"Elsewhere: {helpline.reach}"
    return f"{countries_of(helpline)}: {helpline.name}, {helpline.reach}"


def countries_of(helpline: Helpline) -> str:
    """Return the countries of a service in words: "United Kingdom and Ireland"; none for one of every country."""
    return " and ".join(_COUNTRIES.get(country, country) for country in helpline.countries)

"""Does a text say where to turn, and are the helplines that it names current?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.documents.addresses import find_addresses
from stigmalint.pipeline.documents.address import addressed
from stigmalint.pipeline.documents.reading import signs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from stigmalint.pipeline.documents.reading import Reading
    from stigmalint.rules.documents import Helpline

# Between the digits of a number stand at most two of these.
_JOINT = r"[\s().\-–]{0,2}"
_PHONE = re.compile(r"(?<![\w£$€.,])\+?\(?\d(?:[\s().–-]{0,2}\d){6,13}(?![\w%])")
_CODE = re.compile(r"\b(?:text|sms|message|call|ring|dial)\b[^.?!]{0,30}?\b(?:to|on|at)?\s*\d{3,6}\b")
_WORD = re.compile(r"[\w'-]+")
# A part of a site that is put in place when it is built: "{% include helpline.html %}", "<CrisisBanner />".
_INCLUDED = re.compile(
    r"(?:\{[{%<]|<)[^<>{}\n]{0,80}(?:help-?_?line|hotline|lifeline|crisis|get-?_?help|need-?_?help|samaritans)",
    re.IGNORECASE,
)
_LINKED = re.compile(r"(?:tel|sms|whatsapp):[+\d().-]+", re.IGNORECASE)
# How far from a short number a word such as "call" may stand, in code points.
_NEAR = 60


class Named(NamedTuple):
    """A helpline that a text names, and where: offsets in the text of the segment."""

    helpline: Helpline
    number: int
    start: int
    end: int
    outdated: bool = False


def help_seeking(reading: Reading) -> bool:
    """Tell whether the text says where to turn."""
    return _in_source(reading) or any(not named.outdated for named in named_helplines(reading)) or _said(reading)


def _in_source(reading: Reading) -> bool:
    """Look at the source, outside comments, for addresses and parts that are put in later."""
    source = _without_comments(reading)
    if _INCLUDED.search(source):
        return True
    lowered = source.lower()
    if any(site in lowered for helpline in reading.cues.helplines for site in helpline.sites):
        return True
    known = {_digits(number) for helpline in reading.cues.helplines for number in (*helpline.numbers, *helpline.short)}
    return any(_digits(link.group()) in known for link in _LINKED.finditer(source))


def _without_comments(reading: Reading) -> str:
    pieces = []
    position = 0
    for comment in reading.document.comments:
        pieces.append(reading.document.text[position : comment.start])
        position = comment.end
    return "".join((*pieces, reading.document.text[position:]))


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _said(reading: Reading) -> bool:
    """Look for a telephone number that is given for help, or advice on whom to turn to."""
    for number, text in enumerate(reading.texts):
        if _PHONE.search(text) or _CODE.search(text):
            tokens = _WORD.findall(" ".join((*reading.segments[number].place.headings[-1:], text)).lower())
            if reading.holds(tokens, "help_near") and not reading.holds(tokens, "help_not"):
                return True
    return any(addressed(reading, use) for use in reading.found("contact"))


def named_helplines(reading: Reading) -> Iterator[Named]:
    """Yield the helplines that the text names by a number, outdated numbers too."""
    for helpline in reading.cues.helplines:
        for kind, numbers in (("plain", helpline.numbers), ("short", helpline.short), ("outdated", helpline.outdated)):
            for written in numbers:
                yield from _places(reading, helpline, written, kind)


def _places(reading: Reading, helpline: Helpline, written: str, kind: str) -> Iterator[Named]:
    signs = signs_of(written.lower())
    if signs not in reading.all_signs:  # so with most: their expressions are never compiled
        return
    pattern = reading.cues.program.expression(number_pattern(signs))
    for number, text in enumerate(reading.texts):
        for found in pattern.finditer(text) if signs in reading.signs[number] else ():
            if kind != "short" or _called(reading, text, *found.span()):
                yield Named(helpline, number, found.start(), found.end(), kind == "outdated")


def number_pattern(signs: str) -> str:
    """Return the expression for a number of these digits: any spaces, dots, dashes or brackets between them."""
    return rf"(?<![\d£$€])(?<!\d[.,-])(?:\+?1{_JOINT})?{_JOINT.join(signs)}(?![\d%])(?![.,-]\d)"


def _called(reading: Reading, text: str, start: int, end: int) -> bool:
    tokens = _WORD.findall(text[max(0, start - _NEAR) : end + _NEAR])
    return reading.holds(tokens, "call_word")


def outdated_helpline(reading: Reading) -> Named | None:
    """Return an outdated number in a text that does not also give the one in its place."""
    named = list(named_helplines(reading))
    current = {item.helpline.name for item in named if not item.outdated}
    sources = reading.document.text.lower()
    for item in named:
        if (
            item.outdated
            and item.helpline.name not in current
            and not any(site in sources for site in item.helpline.sites[:1])
        ):
            return item
    return None


def foreign_helpline(reading: Reading) -> Named | None:
    """Return a helpline of another country in a text for readers of one, where it names no helpline of theirs.

    A list of helplines of several countries is for readers anywhere.
    """
    own = readers_of(reading.cues.rules.countries, reading.document.language)
    if not own or _names_site(reading, own):
        return None
    found: dict[tuple[int, int], list[Named]] = {}
    for item in (*named_helplines(reading), *_named_sites(reading)):
        if not item.outdated:
            found.setdefault((item.number, item.start), []).append(item)
    foreign = []
    for items in found.values():
        # A number such as 988 or 111 can belong to services of several countries.
        services = [item for item in items if not item.helpline.emergency]
        if any(_is_for(item.helpline, own) for item in services):
            return None
        if services and not any(_is_for(item.helpline, own) for item in items):
            foreign.append(services)
    shared = [{country for item in services for country in item.helpline.countries} for services in foreign]
    return foreign[0][0] if foreign and set.intersection(*shared) else None


def _names_site(reading: Reading, own: Collection[str]) -> bool:
    source = reading.document.text.lower()
    return any(
        site in source for helpline in reading.cues.helplines if _is_for(helpline, own) for site in helpline.sites
    )


def _named_sites(reading: Reading) -> Iterator[Named]:
    """Yield the helplines that readers see the address of."""
    shown = list(_shown_addresses(reading))
    for helpline in reading.cues.helplines:
        for site in helpline.sites:
            for number, offset, address in shown:
                if site in address:
                    yield Named(helpline, number, offset, offset + 1)


def _shown_addresses(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """Yield the addresses that readers see, in lower case: segment, offset of the placeholder, address."""
    for number, segment in enumerate(reading.segments):
        for mark in segment.marks:
            if mark.kind == "placeholder":
                written = reading.document.text[slice(*segment.source.span(mark.start, mark.end))]
                # Pictures and code have placeholders, too.
                if find_addresses(written)[:1] == [(0, len(written))]:
                    yield number, mark.start, written.lower()


def _is_for(helpline: Helpline, countries: Collection[str]) -> bool:
    """Tell whether a helpline is for readers in one of `countries`; one without countries is for everybody."""
    return not helpline.countries or not set(helpline.countries).isdisjoint(countries)


def readers_of(configured: Iterable[str], language: str | None) -> frozenset[str]:
    """Return the countries of the readers: those of the locale, and the one of the language that the text declares.

    A page that declares the United States says little: templates do so by default.
    """
    declared = country_of(language)
    return frozenset(configured) | ({declared} if declared and declared != "US" else frozenset())


def country_of(language: str | None) -> str | None:
    """Return the country of a language tag: "GB" of "en-GB"."""
    parts = re.split(r"[-_]", language or "")
    return next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), None)  # noqa: PLR2004

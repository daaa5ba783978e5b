"""Sort documents into the sections of a site, or the folders that they lie in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from stigmalint.reporters.html.links import web_address

if TYPE_CHECKING:
    from collections.abc import Sequence

TOP = "(top level)"


class Place(NamedTuple):
    """Where a document lies: the folders above it, and its own name."""

    folders: tuple[str, ...]
    name: str


class Sections(NamedTuple):
    """What the documents of a report have in common, and the section of each."""

    common: tuple[str, ...]  # folders, outermost first
    of: Sequence[str]
    short: Sequence[str]  # the path of each without what all have in common


def sections_of(paths: Sequence[str]) -> Sections:
    """Return the section of every document: the first folder below what all have in common.

    A page such as `/about` makes a section only where others lie below it.
    """
    places = [_place(path) for path in paths]
    common = _common([place.folders for place in places])
    below = {place.folders[len(common)] for place in places if len(place.folders) > len(common)}
    of = [_section(place, len(common), below) for place in places]
    return Sections(common, of, ["/".join((*place.folders[len(common) :], place.name)) or "/" for place in places])


def _section(place: Place, depth: int, known: set[str]) -> str:
    if len(place.folders) > depth:
        return place.folders[depth]
    return place.name if place.name in known else TOP


def _place(path: str) -> Place:
    address = web_address(path)
    if address is None:
        *folders, name = os.path.normpath(path).replace(os.sep, "/").split("/")
        return Place(tuple(folder or "/" for folder in folders), name)
    parts = urlsplit(address)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    query = f"?{parts.query}" if parts.query else ""
    return Place((parts.netloc, *segments[:-1]), (segments[-1] if segments else "") + query)


def _common(many: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the longest beginning that all share."""
    if not many:
        return ()
    first, last = min(many), max(many)
    length = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), None)
    return first[: min(len(first), len(last)) if length is None else length]

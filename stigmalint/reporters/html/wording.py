"""The words of the report that are not the rules' own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITIES = ("error", "warning", "info")  # the gravest first, as everywhere in the report
SEVERITY_NAMES = {"error": "Errors", "warning": "Warnings", "info": "Notes"}

CONTEXTS: Mapping[str, str] = {
    "quotation": "These words stand in a quotation. They may be somebody else’s to choose, so this is only a note.",
    "self-description": "Somebody says this of themselves. How people name themselves is theirs: only a note.",
    "mention": "These words are written about rather than used, so this is only a note.",
    "name": "These words are part of a name, so this is only a note.",
    "negation": "These words are denied or corrected here, so this is only a note.",
}


class Check(NamedTuple):
    """A check of a whole document: what it asks of a page, and what it means that nothing was found."""

    asks: str
    fine: str


CHECKS: Mapping[str, Check] = {
    "document/help-seeking": Check("Does it say where to turn?", "It says where to turn."),
    "document/helpline-outdated": Check(
        "Are the helplines in it current?", "No helpline in it is known to be outdated or of another country."
    ),
    "document/suicide-in-title": Check(
        "Is the title careful about a death?", "The title does not tell of a death by suicide."
    ),
    "document/method-detail": Check(
        "Does it leave out how and where somebody died?", "No detail of how or where somebody died was found."
    ),
    "document/single-cause": Check("Does it keep from giving one cause for a death?", "No single cause is given."),
    "document/no-hope": Check("Does it speak of hope, coping or recovery?", "It speaks of hope, coping or recovery."),
    "document/no-practical-step": Check("Does it name something to do?", "It names something that readers can do."),
    "document/no-barriers": Check(
        "Does it name what stands between people and help?", "It names what stands between people and help."
    ),
}


def category(name: str) -> str:
    """Return a category as it is shown: "identity-label" is "Identity label"."""
    return "Whole page" if name == "document" else name.replace("-", " ").capitalize()

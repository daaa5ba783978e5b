"""The record of what a rule says instead, apart from the other records because compiled phrases carry it."""

from __future__ import annotations

from typing import Literal, NamedTuple


class SuggestionTemplate(NamedTuple):
    """What to say instead, in the notation of rules.

    `text` is a template for every form, unless `one`/`many` give it for a singular and a plural match.
    """

    text: str | None = None
    one: str | None = None
    many: str | None = None
    fix: Literal["safe", "unsafe", "manual"] = "safe"

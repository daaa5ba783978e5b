"""The record of what a rule says instead, apart from the other records because compiled phrases carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a suggestion can ask of the words around the match: beside it, or anywhere in its sentence.
WHEN_KEYS = ("before", "after", "near", "not_before", "not_after", "not_near")


class SuggestionTemplate(NamedTuple):
    """What to say instead, in the notation of rules.

    `text` is a template for every form, unless `one`/`many` give it for a singular and a plural match. `when` are the
    words that must, or must not, stand around the match, by a key of `WHEN_KEYS`.
    """

    text: str | None = None
    one: str | None = None
    many: str | None = None
    fix: Literal["safe", "unsafe", "manual"] = "safe"
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()


def template_from_plain(item: Sequence[Any]) -> SuggestionTemplate:
    """Return a template from its fields as the cache keeps them, with lists for tuples."""
    template = SuggestionTemplate(*item)
    return template._replace(when=tuple((key, tuple(words)) for key, words in template.when))

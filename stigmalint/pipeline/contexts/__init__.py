"""The contexts in which words that a rule names are not what they seem, each a small module with one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.pipeline.contexts import mention, name, negation, quotation, self_description
from stigmalint.pipeline.contexts.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# In the order of asking: the first that lets a match pass ends the questions.
CONTEXTS: Mapping[str, Callable[[View], bool]] = {
    "name": name.applies,
    "mention": mention.applies,
    "negation": negation.applies,
    "quotation": quotation.applies,
    "self-description": self_description.applies,
}

__all__ = ["CONTEXTS", "View"]

"""Are the words somebody else's, in quotation marks or a block quote?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View


def applies(view: View) -> bool:
    """Tell whether the match stands in a quotation."""
    return view.segment.place.block_quote or view.quote() is not None or view.marked("quote") is not None

"""Are the words somebody else's, in quotation marks or a block quote?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

# "said:" without quotation marks, as in transcripts, is not enough; a dash or "says" after the quotation is.
_ATTRIBUTED = re.compile(r"^\s*[,.]?\s*[–—-]\s*\w")


def applies(view: View) -> bool:
    """Tell whether the match stands in a quotation."""
    return view.segment.place.block_quote or view.quote() is not None or view.marked("quote") is not None


def attributed(view: View) -> bool:
    """Tell whether the sentence names who speaks."""
    return bool(view.cue("reporting_verbs", view.sentence)) or bool(_ATTRIBUTED.match(view.after))

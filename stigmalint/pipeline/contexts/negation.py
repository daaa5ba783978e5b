"""Is the claim denied, or a myth that is being put right?"""

from __future__ import annotations

import re

from stigmalint.pipeline.contexts.view import View

# Only claims can be denied: a slur or "commit suicide" stays what it is in a sentence with "not".
CATEGORIES = frozenset({"blaming", "derogatory", "sensationalist", "deficit", "clinical-label", "trivialising"})
_SCOPE = 9  # words
_MYTH = re.compile(r"\b(?:myth|misconception|stereotype|untrue|false(?:hood)?|stigma)\b")


def applies(view: View) -> bool:
    """Tell whether a denial governs the match."""
    category = view.candidate.phrase.rule.partition("/")[0]
    if category not in CATEGORIES:
        return False
    if _MYTH.search(view.sentence):
        return True
    clause = re.split(r"[;:—]|, but |, and ", view.before)[-1]
    near = " ".join(clause.split()[-_SCOPE:]) + " "
    return view.cue("negation_before", near) is not None

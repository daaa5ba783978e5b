"""Is the claim denied, or a myth that is being put right?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

# Only claims can be denied: a slur or "commit suicide" stays what it is in a sentence with "not".
CATEGORIES = frozenset({"blaming", "derogatory", "sensationalist", "deficit", "clinical-label", "trivialising"})
_MYTH = re.compile(
    r"\b(?:myths?|misconceptions?|misunderstandings?|untrue|falsehoods?|contrary\s+to|no\s+such\s+thing\s+as|stereotyp\w+|wrongly|unfairly|mistakenly)\b"
)
# Between a denial and what it denies stand only small words: "is not about …", "doesn't mean that you are …".
_DENIED = re.compile(
    r"(?:\b(?:(?:is|are|was|were)\s+no|not|never|nor|neither|hardly|nobody|no\s+one|nothing)|n't|\bcannot)"
    r"(?:\s+(?:a|an|the|any|just|really|simply|merely|necessarily|being|be|been|is|are|was|were|about|because|due|to|of|for|by|from|on|your|their|his|her|our|my|"
    r"you|they|he|she|we|i|it|that|this|people|someone|somebody|anyone|anybody|make|makes|made|mean|means|meant|call|calling|called|as|or|nor|"
    r"sign|matter|question|case|choice|fault|result|weak|lazy|selfish|dangerous|at\s+all|out|looking|asking|trying|think|thinks|thought|all)){0,7}"
    r"[\s\"'(*_,]*\Z"
)
# "Don't be a …" tells off whoever is; it denies nothing.
_FORBIDDEN = re.compile(
    r"(?:\A|[,;:.!?]\s*|\bplease\s+|\band\s+)(?:don't|do\s+not|never|stop)\s+be(?:ing)?\b[^,;]{0,20}\Z"
)


# A label before the claim, as quizzes and lists of myths have it.
_MYTH_LABEL = re.compile(
    r"\b(?:myth(?:\s+or\s+fact)?|fact\s+or\s+(?:myth|fiction)|true\s+or\s+false)\b[^.;]{0,10}[:?–—-]\s*\Z"
)
_LABEL_REACH = 60


def applies(view: View) -> bool:
    """Tell whether a denial governs the match."""
    category = view.candidate.phrase.rule.partition("/")[0]
    if category not in CATEGORIES:
        return False
    start = view.candidate.sentence[0]
    if _MYTH.search(view.sentence) or _MYTH_LABEL.search(view.text[max(0, start - _LABEL_REACH) : start]):
        return True
    before = re.split(r"[;:—]|,\s+but\s", view.before)[-1]
    return _DENIED.search(before) is not None and not _FORBIDDEN.search(before)

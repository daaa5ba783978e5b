"""Is the match part of a name: an organisation, a law, a title, a product, a person?"""

from __future__ import annotations

import re

from stigmalint.pipeline.contexts.view import View

_CAPITAL = re.compile(r"[A-Z][\w'’&.-]*")
# Words that may stand in lower case inside a name.
_LINKS = frozenset({"of", "on", "and", "for", "the", "in", "with", "to", "against", "a", "an", "de", "&", "at", "by", "from"})
_WORD = re.compile(r"[\w'’&.-]+")
_YEAR = re.compile(r"\s*,?\s*(?:\(?(?:1[5-9]|20)\d\d\b)")


def applies(view: View) -> bool:
    """Tell whether the match stands in a listed name or in a run of capitalised words."""
    return _listed(view) or _work(view) or _capitalised(view)


def _listed(view: View) -> bool:
    start, end = view.candidate.start, view.candidate.end
    text = view.segment.text.replace("’", "'").replace("\n", " ")
    for name in view.program.names:
        position = text.find(name)
        while position >= 0:
            if position < end and start < position + len(name):
                return True
            position = text.find(name, position + 1)
    return False


def _work(view: View) -> bool:
    """Tell whether the match is in the title of a work: emphasised or quoted, in capitals."""
    range_ = view.marked("emphasis") or view.quote()
    if range_ is None:
        return False
    words = [word for word in _WORD.findall(view.segment.text[slice(*range_)]) if word.lower() not in _LINKS]
    return len(words) > 1 and all(word[0].isupper() or word[0].isdigit() for word in words) and not view.segment.text[slice(*range_)].isupper()


def _capitalised(view: View) -> bool:
    """Tell whether every word of the match is capitalised inside running text, beside another capitalised word."""
    words = _WORD.findall(view.written)
    content = [word for word in words if word.lower() not in _LINKS]
    if not content or not all(word[0].isupper() for word in content) or view.written.isupper():
        return False
    if _titled(view):
        return False
    left, right = _neighbours(view)
    if _at_start(view):
        # The first word of a sentence is capitalised anyway: the rest must show that it is a name.
        return len(content) > 1 or _is_name_word(right)
    return len(content) > 1 or _is_name_word(left) or _is_name_word(right) or bool(_YEAR.match(view.after))


def _is_name_word(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word != word.upper()


def _at_start(view: View) -> bool:
    before = view.segment.text[view.candidate.sentence[0] : view.candidate.start]
    return not re.search(r"\w", before) or before.rstrip().endswith((":", "“", '"', "‘"))


def _neighbours(view: View) -> tuple[str, str]:
    """Return the words beside the match, skipping links such as "of" and "the"."""
    text = view.segment.text
    start, end = view.candidate.sentence
    left = [word for word in _WORD.findall(text[start : view.candidate.start]) if word]
    right = _WORD.findall(text[view.candidate.end : end])
    gap_left = re.search(r"[^\w\s'’&-]\s*$", text[start : view.candidate.start])
    gap_right = re.match(r"\s*[^\w\s'’&-]", text[view.candidate.end : end])
    while left and left[-1].lower() in _LINKS and len(left) > 1:
        left.pop()
    while right and right[0].lower() in _LINKS and len(right) > 1:
        right.pop(0)
    at_sentence_start = len(left) == 1
    return (
        "" if gap_left or not left or at_sentence_start else left[-1],
        "" if gap_right or not right else right[0],
    )


def _titled(view: View) -> bool:
    """Tell whether the whole sentence is in Title Case, as headlines are: capitals say nothing there."""
    words = [word for word in _WORD.findall(view.segment.text[slice(*view.candidate.sentence)]) if word.isalpha()]
    content = [word for word in words if len(word) > 3]
    capitals = sum(word[0].isupper() for word in content)
    return len(content) >= 2 and capitals >= 0.75 * len(content)

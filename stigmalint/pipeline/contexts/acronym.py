"""Is a match in capitals an abbreviation of something else, or what a machine or a project is called?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
# A piece of what the abbreviation of a condition stands for: "(OCD)" after "obsessive" is the condition.
_CONDITIONS = {
    "ADD": "attention",
    "ADHD": "attention",
    "BPD": "borderline",
    "CPTSD": "trauma",
    "DID": "dissociat",
    "GAD": "anxi",
    "MDD": "depress",
    "OCD": "obsess",
    "PTSD": "trauma",
    "SAD": "seasonal",
}
# An abbreviation is written out near its first use; in code points on either side of the match.
_REACH = 5000
# Of words that write an abbreviation out, in code points.
_LONGEST = 120
# The greatest number of words that small words add to those that the letters stand for.
_SMALL_WORDS = 3
_KIND = re.compile(
    r"\s+(?:\d|[IVX]+\b|(?:algorithm|app|award|campaign|code|computer|consortium|dataset|diagram|group|helpline|language|"
    r"library|machine|method|model|module|network|package|programme?|project|protocol|sampler|scheme|score|software|solver|study|"
    r"system|team|tool|trial)s?\b)"
)
_PROJECT = re.compile(r"\s+(?:award|campaign|consortium|group|helpline|project|sampler|scheme|study|trial)\b")
_CALLED = re.compile(r"\b(?:called|dubbed|named|abbreviated(?:\s+to)?|short\s+for|acronym)\s+[\"'“‘*]*\Z")
# "MANIAC was built": a count noun that does without an article is a name.
_BARE_SUBJECT = re.compile(
    r"(?:^|[.;:,]\s|\b(?:and|but|or|so|that|when|where|while|before|after|as|because)\s+)[\"'“*]*\Z"
)
_FINITE = re.compile(r"\s+(?:is|was|has|had|can|could|will|would|may|[a-z]+(?:s|ed)|ran|beat|began)\b")
_COUNT_NOUNS = frozenset({"NN"})


def applies(view: View) -> bool:
    """Tell whether the capitals of the match stand for other words."""
    found = _ACRONYM.findall(view.written)
    if not found or _shouted(view):
        return False
    return any(_defined(word, view) for word in found) or (view.written.isupper() and _names_a_thing(view, found[0]))


def _shouted(view: View) -> bool:
    """Tell whether the sentence is in capitals throughout, which say nothing then."""
    sentence = view.segment.text[slice(*view.candidate.sentence)]
    rest = re.findall(r"[^\W\d_]{3,}", sentence.replace(view.written, " "))
    return not rest or 2 * sum(word.isupper() for word in rest) > len(rest)


def _defined(word: str, view: View) -> bool:
    """Tell whether the text says that the letters stand for something other than the condition."""
    text = view.segment.text[max(0, view.candidate.start - _REACH) : view.candidate.end + _REACH]
    for found in re.finditer(rf"\(\s*{word}\s*\)", text):
        before = " ".join(text[max(0, found.start() - _LONGEST) : found.start()].split()[-len(word) - _SMALL_WORDS :])
        if _other_sense(word, before.lower()):
            return True
    after = re.finditer(rf"\b{word}\s+(?:\(|stands\s+for\s|is\s+short\s+for\s|means\s)([^.;()]{{5,{_LONGEST}}})", text)
    return any(_other_sense(word, found[1].lower()) for found in after)


def _other_sense(word: str, written_out: str) -> bool:
    """Tell whether an abbreviation is written out by words of its initials that do not name the condition."""
    return _CONDITIONS.get(word, "\0") not in written_out and _initials(word.lower(), written_out)


def _initials(word: str, written_out: str) -> bool:
    """Tell whether words begin with the first and the last letter of an abbreviation, in order."""
    starts = [part[0] for part in re.findall(r"[a-z]+", written_out)]
    return word[0] in starts and word[-1] in starts[starts.index(word[0]) + 1 :]


def _names_a_thing(view: View, word: str) -> bool:
    """Tell whether the sentence treats a word as the name of a thing."""
    if word in _CONDITIONS:
        return False
    before = view.segment.text[view.candidate.sentence[0] : view.candidate.start]
    after = view.segment.text[view.candidate.end : view.candidate.sentence[1]]
    bracketed = before.rstrip().endswith("(") and after.startswith(")")
    if bracketed or _CALLED.search(before) or _kind_follows(view, before, after):
        return True
    return (
        view.candidate.tags == _COUNT_NOUNS
        and bool(_BARE_SUBJECT.search(before.lower()))
        and bool(_FINITE.match(after))
        and after.rstrip().endswith(".")
    )


def _kind_follows(view: View, before: str, after: str) -> bool:
    """Tell whether the word after says what is named; an adjective in capitals is mostly a shout."""
    if "JJ" in view.candidate.tags or not view.candidate.tags:
        return _PROJECT.match(after) is not None and before.lower().rstrip().endswith(("the", "our", "this"))
    return _KIND.match(after) is not None

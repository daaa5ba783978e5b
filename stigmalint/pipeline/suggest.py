"""Write the suggestions for a match: inflected, with the words of its slots, and fitted into the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.findings import Suggestion
from stigmalint.pipeline.capitals import capitals_like
from stigmalint.pipeline.fitting import echoed, hangs, repeats, wanted
from stigmalint.pipeline.frame import Draft, frame_of, framed, possessive_draft
from stigmalint.pipeline.inflect import inflected
from stigmalint.pipeline.persons import person_draft
from stigmalint.pipeline.possessive import owner_of

if TYPE_CHECKING:
    from stigmalint.findings import FixKind
    from stigmalint.pipeline.judge import Judged
    from stigmalint.pipeline.match import Candidate
    from stigmalint.rules.compiled import Template
    from stigmalint.rules.program import Program

_SLOT = re.compile(r"\{(\w+)\}")
# Conditions and drugs that are named after people and brands keep their capital.
_NAMED = re.compile(
    r"(?:Alzheimer|Asperger|Tourette|Parkinson|Korsakoff|Huntington|Prozac|Xanax|Valium|Ritalin|Adderall)"
)
_BE_AFTER_CONTRACTION = re.compile(r"(?:am|is|are)\s")
_LIFE = re.compile(r"\b((?:their|our) (?:own )?)life\b")


class Suggested(NamedTuple):
    """The suggestions for one match, best first, each in place of `text[start:end]` of the segment."""

    start: int
    end: int
    suggestions: tuple[Suggestion, ...]


def suggest(program: Program, judged: Judged, written: str, text: str) -> Suggested:
    """Return the suggestions for one judged match.

    Args:
        program: the compiled rules.
        judged: the match.
        written: the segment as written.
        text: the segment, normalised.
    """
    candidate = judged.candidate
    drafts: list[tuple[FixKind, Draft | str]] = []
    for template in candidate.phrase.templates:
        if not wanted(template.spec, candidate, text):
            continue
        if template.spec.fix == "manual":
            drafts.append(("manual", template.spec.text or ""))
            continue
        draft = _draft(template, program, candidate, written, text)
        if draft is not None:
            drafts.append((template.spec.fix, draft))
    start, end, *_ = frame_of(candidate, text)
    ranges = [draft for _, draft in drafts if isinstance(draft, Draft)]
    if ranges:
        start, end = min(draft.start for draft in ranges), max(draft.end for draft in ranges)
    found = [
        # Words that one suggestion changes and another does not stay as they are in the other.
        Suggestion(
            draft if isinstance(draft, str) else written[start : draft.start] + draft.words + written[draft.end : end],
            fix,
        )
        for fix, draft in drafts
    ]
    return Suggested(start, end, tuple(dict.fromkeys(found)))


def _draft(template: Template, program: Program, candidate: Candidate, written: str, text: str) -> Draft | None:
    """Return the words of a template with the range that they replace; None where it does not fit."""
    words = inflected(template, candidate, text)
    words = _fill(words, program, candidate, written, text) if words is not None else None
    if words is None:
        return None
    draft = (
        possessive_draft(words, candidate, text)
        or person_draft(words, candidate, written, text)
        or framed(words, candidate, written, text)
    )
    if repeats(draft, candidate, text) or hangs(draft, candidate, text):
        return None
    draft = echoed(draft, candidate, written, text)
    opening = draft.start == candidate.sentence[0]
    words = capitals_like(draft.words, written, draft.start, draft.end, opening=opening)
    return draft._replace(words=_joined(words, written, draft.start))


def _joined(words: str, written: str, start: int) -> str:
    """Join words to what they follow without a space: the sign of a hashtag, or a pronoun before a contraction."""
    if written[:start].endswith("#"):
        return "".join(part[:1].upper() + part[1:] for part in re.findall(r"[^\W_]+", words))
    if written[start] not in "'’" or words.startswith("'"):
        return words
    # "he's schizophrenic": the contraction becomes a word of its own, unless it says the same.
    contraction = re.match(r"['’]\w+", written[start:])
    if contraction and _BE_AFTER_CONTRACTION.match(words):
        return f"{contraction[0]} {words.split(' ', 1)[1]}"
    return f" {words}"


def _fill(words: str, program: Program, candidate: Candidate, written: str, text: str) -> str | None:
    """Put the words of slots, the possessive and the match into a template; None when a slot was not matched."""
    slots = {name: (start, end) for name, start, end in reversed(candidate.slots)}
    owner = owner_of(candidate, text) if "{possessive}" in words else None

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name == "possessive":
            return owner.word if owner else ""
        if name == "match":
            return written[candidate.start : candidate.end]
        if name not in slots:
            return ""
        start, end = slots[name]
        plain = re.sub(r"[\s-]+", " ", text[start:end])
        carried = program.lists[name].carried.get(plain)
        return (
            carried if carried is not None else _as_written(written[start:end], opening=start == candidate.sentence[0])
        )

    needed = {name for name in _SLOT.findall(words) if name not in {"possessive", "match"}}
    # An optional slot of this phrase may be empty; a slot of another phrase of the rule makes the template unfit.
    if needed - set(candidate.phrase.slots):
        return None
    filled = " ".join(_SLOT.sub(value, words).split())
    return _LIFE.sub(r"\1lives", filled) if owner and owner.several else filled


def _as_written(words: str, *, opening: bool) -> str:
    """Return the words of a slot, white space collapsed, without the capital of a sentence they no longer open."""
    words = re.sub(r"\s+", " ", words)
    ordinary = words[:1].isupper() and words[1:2].islower() and not _NAMED.match(words)
    return words[0].lower() + words[1:] if opening and ordinary else words

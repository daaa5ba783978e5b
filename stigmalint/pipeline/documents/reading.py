"""Read a document for cues: which occur, where, and whether they are used or only mentioned."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.pipeline.match import Candidate, match
from stigmalint.pipeline.normalise import normalise
from stigmalint.pipeline.scan import Scanner
from stigmalint.pipeline.sentences import sentence_bounds
from stigmalint.rules.documents import Helpline, documents_for
from stigmalint.rules.program import Program

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from stigmalint.documents.model import Document, Segment
    from stigmalint.rules.compiled import Phrase

# Cues that say what a text is about; each has a word of the gate in it. They are looked for before all others, which
# most texts never need.
_FIRST = frozenset(("suicide", "suicide_not", "suicide_topic", "eating", "eating_not", "crisis"))
# Kinds of segments that are not running text.
_ASIDE = frozenset({"attribute", "control", "term"})
# The first line of plain text is a title when it is shorter than this, in words.
_LONGEST_TITLE = 15
_DENIALS = frozenset(("not", "no", "isn't", "aren't", "wasn't", "never", "without"))
_DENIAL_REACH = 2
_WORD = re.compile(r"[\w'’-]+")
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"[^\da-z]+")


class Cues(NamedTuple):
    """The cues of a language, ready to be looked for."""

    program: Program  # of the cues
    rules: Program  # of the rules, whose contexts tell what is only mentioned
    scanner: Scanner
    words: Mapping[str, frozenset[str]]
    helplines: tuple[Helpline, ...]
    first: frozenset[int]  # numbers of the phrases of the cues in `_FIRST`
    others: frozenset[int]


def cues_for(rules: Program) -> Cues:
    """Return the cues that go with a program of rules."""
    data = documents_for(rules.rules)
    program = Program(rules.rules, data.anchors, lambda: data.compiled)
    numbers = range(len(data.names))
    first = frozenset(number for number in numbers if data.names[number] in _FIRST)
    return Cues(program, rules, Scanner(data.anchors), data.words, data.helplines, first, frozenset(numbers) - first)


class Use(NamedTuple):
    """A cue phrase found in a document; offsets are code points in the text of its segment."""

    number: int  # of the segment
    candidate: Candidate

    @property
    def start(self) -> int:
        """Where the phrase begins."""
        return self.candidate.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.candidate.end

    @property
    def sentence(self) -> tuple[int, int]:
        """The range of its sentence."""
        return self.candidate.sentence


def signs_of(text: str) -> str:
    """Return the digits and letters of normalised text, without what stands between them."""
    return _BETWEEN.sub("", text)


class Reading:
    """A document with the cues that occur in it.

    Args:
        document: what is read.
        cues: what is looked for.
        gated: the numbers of the segments in which a word of the gate occurs, where that is known.
        campaign: whether the text can be a campaign.
    """

    def __init__(
        self, document: Document, cues: Cues, gated: Collection[int] | None = None, *, campaign: bool = True
    ) -> None:
        self.document = document
        self.cues = cues
        self.campaign = campaign
        self._gated = range(len(document.segments)) if gated is None else gated
        self.segments = document.segments
        self.texts = [normalise(segment.text) for segment in document.segments]
        self._found: dict[str, list[Use]] = {}
        self._looked_for: set[bool] = set()

    def _look_for(self, *, first: bool) -> None:
        """Look for the cues that say what the text is about, or for all the others."""
        self._looked_for.add(first)
        for use in self._matches(first=first):
            found = self._found.setdefault(use.candidate.phrase.rule, [])
            if not any(overlap(use, other) for other in found):
                found.append(use)

    def _matches(self, *, first: bool) -> Iterator[Use]:
        wanted = self.cues.first if first else self.cues.others
        for number, text in enumerate(self.texts):
            hits = self.cues.scanner.hits(text) if not first or number in self._gated else []
            chosen = [(start, kept) for start, indexes in hits if (kept := [i for i in indexes if i in wanted])]
            if chosen:
                candidates = match(self.cues.program, self.segments[number], text, chosen)
                # Of phrases of one cue that overlap, the one that begins first counts, then the longer.
                for candidate in sorted(candidates, key=lambda found: (found.start, -found.end)):
                    yield Use(number, candidate)

    @cached_property
    def signs(self) -> list[str]:
        """The digits and letters of each text that has digits, without what stands between them."""
        return [signs_of(text) if _DIGIT.search(text) else "" for text in self.texts]

    @cached_property
    def all_signs(self) -> str:
        """Those of all texts, a line for each."""
        return "\n".join(self.signs)

    def found(self, cue: str) -> list[Use]:
        """Return every place of a cue, mentions too, in the order of the text."""
        first = cue in _FIRST
        if first not in self._looked_for:
            self._look_for(first=first)
        return self._found.get(cue, [])

    def uses(self, cue: str) -> list[Use]:
        """Return the places where running text uses a cue: not mentions, nor parts of names or of other phrases."""
        other = self.found(f"{cue}_not")
        return [
            use
            for use in self.found(cue)
            if self.segments[use.number].kind not in _ASIDE
            and not any(overlap(use, spoilt) for spoilt in other)
            and not self.is_mention(use)
        ]

    def discussed(self) -> list[Use]:
        """Return the places where suicide or self-harm is spoken of, and not denied ("not suicidal")."""
        return [
            use for use in self.uses("suicide") if _DENIALS.isdisjoint(_WORD.findall(self.before(use))[-_DENIAL_REACH:])
        ]

    def is_mention(self, use: Use) -> bool:
        """Tell whether the words stand for themselves, in style advice or a glossary, or are part of a name."""
        from stigmalint.pipeline.contexts import View, mention, name  # most texts never ask

        view = View(use.candidate, self.segments[use.number], self.texts[use.number], self.cues.rules)
        return self._under_words(use.number) or mention.applies(view) or name.applies(view)

    def _under_words(self, number: int) -> bool:
        """Tell whether a heading above says that words are discussed."""
        place = self.segments[number].place
        above = " \n ".join((*place.headings, place.column or "")).lower()
        return bool(above.strip()) and any(
            self.cues.program.expression(phrase.regex or "").search(above) for phrase in self._about_words
        )

    @cached_property
    def _about_words(self) -> list[Phrase]:
        return [phrase for phrase in self.cues.program.phrases if phrase.rule == "about_words"]

    @cached_property
    def titles(self) -> list[int]:
        """The numbers of the segments that are titles: `<title>`, front matter, headings, or a short first line."""
        chosen = [
            number for number, segment in enumerate(self.segments) if segment.kind == "heading" and segment.level == 1
        ]
        # Front matter may also hold the titles of other pages: the first of a key is the page's own.
        named = {
            segment.place.attribute: number
            for number, segment in reversed(list(enumerate(self.segments)))
            if segment.kind == "title"
        }
        chosen = sorted((*named.values(), *chosen))
        if not chosen and self.segments:
            first = self.segments[0]
            if first.kind == "heading" or len(first.text.split()) < _LONGEST_TITLE:
                chosen = [0]
        return chosen

    @cached_property
    def about_words(self) -> bool:
        """Whether the whole text is about words, as a style guide is."""
        if any(use.number in self.titles for use in self.found("about_words")):
            return True
        triggers = [*self.found("suicide"), *self.found("eating")]
        mentioned = sum(self.is_mention(use) for use in triggers)
        return bool(self.found("about_words")) and mentioned > len(triggers) - mentioned

    @cached_property
    def words(self) -> int:
        """How many words the text has."""
        return sum(len(text.split()) for text in self.texts)

    def is_topic(self, use: Use) -> bool:
        """Tell whether a cue is part of the name of a subject, such as "suicide prevention"."""
        return any(overlap(use, topic) for topic in self.found("suicide_topic"))

    def sentence_text(self, use: Use) -> str:
        """Return the sentence around a cue, normalised."""
        return self.texts[use.number][slice(*use.sentence)]

    def tokens(self, use: Use) -> list[str]:
        """Return the words of the sentence around a cue, normalised."""
        return _WORD.findall(self.sentence_text(use))

    def before(self, use: Use) -> str:
        """Return the sentence up to the cue, normalised."""
        return self.texts[use.number][use.sentence[0] : use.start]

    def after(self, use: Use) -> str:
        """Return the sentence after the cue, normalised."""
        return self.texts[use.number][use.end : use.sentence[1]]

    def near(self, use: Use, cue: str, *, sentences: int = 0) -> Iterator[Use]:
        """Yield the places of another cue in the same sentence, or up to `sentences` before or after it."""
        return (other for other in self.found(cue) if self.distance(use, other) <= sentences)

    def distance(self, one: Use, other: Use) -> int:
        """Return how many sentences lie from one place to another: 0 in the same sentence."""
        return abs(self._sentence_number(one) - self._sentence_number(other))

    def _sentence_number(self, use: Use) -> int:
        first, starts = self._sentences[use.number]
        return first + bisect_right(starts, use.start)

    @cached_property
    def _sentences(self) -> list[tuple[int, list[int]]]:
        """For every segment, how many sentences lie before it, and where its own begin."""
        numbered = []
        count = 0
        for segment in self.segments:
            starts = [start for start, _ in sentence_bounds(segment.text)]
            numbered.append((count, starts))
            count += max(len(starts), 1)
        return numbered

    def segment(self, use: Use) -> Segment:
        """Return the segment of a cue."""
        return self.segments[use.number]

    def holds(self, tokens: list[str], words: str) -> bool:
        """Tell whether one of `tokens` is in a named set of words."""
        return not self.cues.words.get(words, frozenset()).isdisjoint(tokens)


def overlap(one: Use, other: Use) -> bool:
    """Tell whether two places share text."""
    return one.number == other.number and one.start < other.end and other.start < one.end

"""Turn phrases into anchors (words that must occur) and regular expressions over normalised text.

The expressions are built from a closed set of bounded pieces, so that none can backtrack without limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from stigmalint.rules.forms import Inflector, spelling_variants
from stigmalint.rules.notation import Aside, Choice, Element, Gap, Optional_, Slot, Word, head_index, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Normalised text is lower case, with straight quotes, "-" for every hyphen and one code point for each of the source's.
SEPARATOR = r"(?:\s+|-)"
ASIDE = r"(?:\s*(?:,[^,.;:!?()]{1,80},|[–—-]\s[^.;:!?–—]{1,80}\s[–—-]|\([^.;:!?()]{1,80}\)))?"
WORD = r"[\w'&-]+"
LEFT = r"(?<!\w)(?<!\w-)"
RIGHT = r"(?!\w)(?!-\w)"

# Too common to be an anchor: a rule that hangs on these would be tried on every sentence.
STOP_WORDS = frozenset(
    """a an the and or but nor of to in on at by for from with as into up off out over back down about around through
    be have do get go make take give keep put let say see know think feel want need like seem become come
    i me my you your he him his she her it its we us our they them their who whom whose which that this these those
    not no never all any some every each more most very so too just only even still also than then there here
    one two people person man woman child life time year day way thing can could will would shall should may might must
    if when while because what why how where good bad new old first last own other many much such same""".split()
)


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """A phrase ready to be matched: `regex` has a group `h` for the head and `s0`, `s1`, … for the slots."""

    phrase: str
    regex: str
    anchors: tuple[str, ...]
    slots: tuple[str, ...]  # list names, by group number
    head_forms: Mapping[str, str] = field(default_factory=dict)  # form of the head → tags


@dataclass(frozen=True, slots=True)
class CompiledList:
    """A named list ready to be used as a slot: alternatives, longest first, and what each carries over."""

    alternatives: str
    anchors: tuple[str, ...]
    carried: Mapping[str, str]  # matched words, normalised → text for the suggestion
    forms: Mapping[str, str]  # matched words → tags


class PhraseCompiler:
    """Compile phrases of one language with its lists and inflections."""

    def __init__(self, lists: Mapping[str, Mapping[str, str | None]], inflector: Inflector) -> None:
        self._lists = lists
        self._inflector = inflector
        self._compiled: dict[str, CompiledList] = {}

    def phrase(self, phrase: str) -> CompiledPhrase:
        """Compile one phrase.

        Raises:
            NotationError: the phrase does not follow the notation.
            KeyError: the phrase names a list that does not exist.
        """
        elements = parse(phrase)
        builder = _Builder(self, head_index(elements))
        body = builder.sequence(elements)
        regex = f"{builder.left(elements)}{body}(?P<poss>'s)?{RIGHT}"
        return CompiledPhrase(phrase, regex, self._anchors(elements), tuple(builder.slots), builder.head_forms)

    def neighbour(self, phrase: str) -> str:
        """Compile a phrase of a condition: no groups, no head."""
        elements = parse(phrase)
        builder = _Builder(self, None, groups=False)
        return f"{builder.left(elements)}{builder.sequence(elements)}(?:'s)?{RIGHT}"

    def list(self, name: str) -> CompiledList:
        """Compile a named list once."""
        if name not in self._compiled:
            self._compiled[name] = self._compile_list(name)
        return self._compiled[name]

    def word(self, word: Word) -> dict[str, str]:
        """Return every spelling of every form of a word, with tags."""
        forms: dict[str, str] = {}
        for form, tags in self._inflector.forms(word).items():
            for variant in spelling_variants(form):
                forms.setdefault(variant, tags)
        return forms

    def _compile_list(self, name: str) -> CompiledList:
        carried: dict[str, str] = {}
        forms: dict[str, str] = {}
        anchors: dict[str, None] = {}
        alternatives: dict[str, None] = {}
        for entry, text in self._lists[name].items():
            elements = parse(entry)
            if len(elements) == 1 and isinstance(elements[0], Choice):
                for option in elements[0].options:
                    if isinstance(option, Word):
                        for form, tags in self.word(option).items():
                            forms.setdefault(form.replace("-", " "), tags)
                            if text is not None:
                                carried.setdefault(form.replace("-", " "), text)
            elif text is not None:
                carried.setdefault(entry.replace("=", "").replace("-", " "), text)
            alternatives[_Builder(self, None, groups=False).sequence(elements)] = None
            anchors.update(dict.fromkeys(self._anchors(elements)))
        ordered = sorted(alternatives, key=len, reverse=True)
        return CompiledList("|".join(ordered), tuple(anchors), carried, forms)

    def _anchors(self, elements: tuple[Element, ...]) -> tuple[str, ...]:
        """Return the words of which one must occur: those of the element that is rarest by guess."""
        best: tuple[int, tuple[str, ...]] | None = None
        for element in elements:
            if not isinstance(element, Choice):
                continue
            rank, words = self._choice_anchors(element)
            if best is None or rank > best[0]:
                best = (rank, words)
        return best[1] if best else ()

    def _choice_anchors(self, choice: Choice) -> tuple[int, tuple[str, ...]]:
        rank = 100
        anchors: list[str] = []
        for option in choice.options:
            if isinstance(option, Slot):
                compiled = self.list(option.name)
                anchors.extend(compiled.anchors)
                rank = min(rank, 1)
            else:
                common = option.lemma in STOP_WORDS
                rank = min(rank, 0 if common else 1 + len(option.lemma))
                for form in self.word(option):
                    anchors.extend(_anchor_spellings(form))
        return rank, tuple(dict.fromkeys(anchors))


def _anchor_spellings(form: str) -> Iterable[str]:
    """Give the words by which a form can be found: hyphenated ones also joined, and by their longest part."""
    if "-" not in form:
        return (form,)
    return (form.replace("-", ""), max(form.split("-"), key=len))


def word_pattern(form: str) -> str:
    """Return the expression for one form: hyphen, space or nothing between its parts."""
    return r"[\s-]*".join(re.escape(part) for part in form.split("-"))


class _Builder:
    """Write the expression of one phrase, counting its slots."""

    def __init__(self, compiler: PhraseCompiler, head: int | None, *, groups: bool = True) -> None:
        self._compiler = compiler
        self._head = head
        self._groups = groups
        self.slots: list[str] = []
        self.head_forms: dict[str, str] = {}

    def left(self, elements: tuple[Element, ...]) -> str:
        """Return the left boundary; a contraction ("'s") has none."""
        first = elements[0]
        if isinstance(first, Choice) and any(isinstance(o, Word) and o.lemma in {"be", "have"} for o in first.options):
            return r"(?:(?<!\w)(?<!\w-)|(?<=\w)(?='))"
        return LEFT

    def sequence(self, elements: tuple[Element, ...], *, top: bool = True) -> str:
        """Join elements; each optional or gap brings its own separator."""
        parts: list[str] = []
        pending = False  # whether something that needs a separator stands to the left
        for index, element in enumerate(elements):
            if isinstance(element, Gap) and element.least:
                parts.append(SEPARATOR + WORD if pending else WORD)
                pending = True
            elif isinstance(element, Gap):
                parts.append(rf"(?:\s+{WORD}){{{element.least},{element.most}}}?")
            elif isinstance(element, Aside):
                parts.append(ASIDE)
            elif isinstance(element, Optional_):
                inner = self._optional(element)
                parts.append(f"(?:{SEPARATOR}{inner})?" if pending else f"(?:{inner}{SEPARATOR})?")
            else:
                head = top and index == self._head
                if pending:
                    parts.append(SEPARATOR)
                parts.append(self._choice(element, head=head))
                pending = True
        return "".join(parts)

    def _optional(self, element: Optional_) -> str:
        return self.sequence(element.elements, top=False)

    def _choice(self, choice: Choice, *, head: bool) -> str:
        alternatives: list[str] = []
        for option in choice.options:
            if isinstance(option, Slot):
                alternatives.append(self._slot(option))
                if head:
                    self.head_forms.update(self._compiler.list(option.name).forms)
            else:
                forms = self._compiler.word(option)
                if head:
                    self.head_forms.update({form.replace("-", " "): tags for form, tags in forms.items()})
                alternatives.extend(word_pattern(form) for form in sorted(forms, key=len, reverse=True))
        body = "|".join(alternatives)
        if head and self._groups:
            return f"(?P<h>{body})"
        return f"(?:{body})" if len(alternatives) > 1 else body

    def _slot(self, slot: Slot) -> str:
        body = f"(?:{self._compiler.list(slot.name).alternatives})"
        if slot.many:
            joint = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|and/or|&|as\s+well\s+as)\s+(?:an?\s+)?)"
            body = f"{body}(?:{joint}{body}){{0,6}}"
        if not self._groups:
            return body
        self.slots.append(slot.name)
        return f"(?P<s{len(self.slots) - 1}>{body})"

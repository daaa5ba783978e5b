"""Turn phrases into anchors (words that must occur) and regular expressions over normalised text.

The expressions are built from a closed set of bounded pieces, so that none can backtrack without limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from stigmalint.rules.compiled import CompiledList, Neighbour
from stigmalint.rules.forms import Inflector, spelling_variants
from stigmalint.rules.notation import Aside, Choice, Element, Gap, Optional_, Slot, Word, head_index, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Normalised text is lower case, with straight quotes, "-" for every hyphen and one code point for each of the source's.
SEPARATOR = r"(?:\s+|-)"
ASIDE = (
    r"(?:\s*(?:,[^,.;:!?()]{1,80},|[–—-]\s[^.;:!?–—]{1,80}\s[–—-]|\([^.;:!?()]{1,80}\))"
    # a coordination: "nervous, physical and spiritual breakdown"
    r"|(?:\s*,\s*[\w'-]+){0,3},?\s+(?:and|or|but)(?:\s+[\w'-]+){1,3}(?=\s))?"
)
# One word of a gap; a dash that stands alone is punctuation.
WORD = r"'?[\w&]+(?:['-][\w&]+)*['-]?"
LEFT = r"(?<!\w)(?<!\w-)"
RIGHT = r"(?!\w)(?!-\w)(?!'t\b)"
# "'s" and "'ve" stand close to the word before.
CLOSE_SEPARATOR = r"(?:\s+|-|(?='))"
CONTRACTED = frozenset({"be", "have"})
# Entries of lists with more forms than this carry over the words as written.
MOST_SPELLINGS = 1000

# Too common to be an anchor: a rule that hangs on these would be tried on every sentence.
STOP_WORDS = frozenset(
    """a an the and or but nor of to in on at by for from with as into up off out over back down about around through
    be have do get go make take give keep put let say see know think feel want need like seem become come i me my
    you your he him his she her it its we us our they them their who whom whose which that this these those not no
    never all any some every each more most very so too just only even still also than then there here one two
    people person man woman child life time year day way thing can could will would shall should may might must if
    when while because what why how where good bad new old first last own other many much such same""".split()
)
# Frequent in any prose: an anchor only where a phrase has nothing rarer.
COMMON_WORDS = frozenset(
    """able ability act actually add again ago also always another answer anything area around ask away base begin
    believe best better big bit both bring build business call care case change choose clean clear close code
    community company control course current data deal decide different difficult doing done don't easy else end
    enough everyone everything example fact fail family far few find follow form found free full fun future general
    group grow guess hand happen hard head hear help high hit home hope hour house idea important include
    information interest issue job kind large later lead learn least leave less level line list little live local
    long long-term look lose lot love low main manage maybe mean meet member mind moment money month move name never
    next nothing now number often open order part past pay perhaps personal place plan play please point possible
    present probably problem process product public question quite reach read ready real really reason regular
    result right run school second self sense service set share short show side simple since single situation small
    social something sometimes sort special speak stand start state stay stop story study support sure system talk
    team tell term thought today together tool top total towards true try turn type understand use user usually
    version view wait walk watch week whole within without wonder word work world write wrong young""".split()
)


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """A phrase ready to be matched: `regex` has a group `h` for the head and `s0`, `s1`, … for the slots."""

    phrase: str
    regex: str
    anchors: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]  # of each, one word must stand in the sentence; "{name}" for those of a list
    slots: tuple[str, ...]  # list names, by group number
    head_forms: Mapping[str, str] = field(default_factory=dict)  # form of the head → tags
    head_lists: tuple[str, ...] = ()  # lists whose entries can be the head


class PhraseCompiler:
    """Compile phrases of one language with its lists and inflections."""

    def __init__(self, lists: Mapping[str, Mapping[str, str | None]], inflector: Inflector) -> None:
        self._lists = lists
        self._inflector = inflector
        self._compiled: dict[str, CompiledList] = {}
        self._spellings: dict[str, dict[str, str]] = {}

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
        return CompiledPhrase(
            phrase,
            regex,
            self._anchors(elements),
            self._required(elements),
            tuple(builder.slots),
            builder.head_forms,
            tuple(builder.head_lists),
        )

    def neighbour(self, phrase: str) -> Neighbour:
        """Compile a phrase of a condition: no groups, no head."""
        elements = parse(phrase)
        builder = _Builder(self, None, groups=False)
        regex = f"{builder.left(elements)}{builder.sequence(elements)}(?:'s)?{RIGHT}"
        return Neighbour(regex, self._required(elements))

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
        anchors: dict[str, None] = {}
        alternatives: dict[str, int] = {}
        carried: dict[str, str] = {}
        spellings: dict[str, str] = {}
        for entry, text in self._lists[name].items():
            elements = parse(entry)
            alternatives[_Builder(self, None, groups=False).sequence(elements)] = self._length(elements)
            anchors.update(dict.fromkeys(self._anchors(elements)))
            for words, tags in self._spelled(elements).items():
                spellings.setdefault(words, tags)
                # Entries that name another list carry over what the writer wrote, not what that list says.
                if text is not None:
                    carried.setdefault(words, text)
        self._spellings[name] = spellings
        # The entry of most words is tried first: "panic attack" before "panic".
        ordered = sorted(alternatives, key=lambda regex: (alternatives[regex], len(regex)), reverse=True)
        return CompiledList(
            "|".join(ordered),
            tuple(anchors),
            carried,
            {words: tags for words, tags in spellings.items() if tags},
        )

    def _length(self, elements: Iterable[Element]) -> int:
        """Return the greatest number of words that elements can take, entries of lists counting as two."""
        total = 0
        for element in elements:
            if isinstance(element, Optional_):
                total += self._length(element.elements)
            elif isinstance(element, Gap):
                total += element.most
            elif isinstance(element, Choice):
                total += max(
                    1 + option.lemma.count("-") if isinstance(option, Word) else 2 for option in element.options
                )
        return total

    def _spelled(self, elements: tuple[Element, ...]) -> dict[str, str]:
        """Return every way in which an entry can be written, with the tags of its head; none when they are too many."""
        found = {"": ""}
        head = head_index(elements)
        for index, element in enumerate(elements):
            words = self._element_spellings(element)
            if not words or len(found) * len(words) > MOST_SPELLINGS:
                return {}
            found = {
                f"{left} {right}".strip(): tags if index == head else tags_before
                for left, tags_before in found.items()
                for right, tags in words.items()
            }
        return found

    def _element_spellings(self, element: Element) -> dict[str, str]:
        if isinstance(element, Optional_):
            return {"": "", **self._spelled(element.elements)}
        found: dict[str, str] = {}
        for option in element.options if isinstance(element, Choice) else ():
            if isinstance(option, Slot):
                self.list(option.name)
                found.update(self._spellings[option.name])
                continue
            for form, tags in self.word(option).items():
                found.setdefault(form.replace("-", " "), tags)
                found.setdefault(form.replace("-", ""), tags)
        return found

    def _anchors(self, elements: tuple[Element, ...]) -> tuple[str, ...]:
        """Return the words of which one must occur: those of the element that is rarest by guess."""
        best: tuple[float, tuple[str, ...]] | None = None
        for element in elements:
            if not isinstance(element, Choice):
                continue
            rank, words = self._choice_anchors(element)
            if best is None or rank > best[0]:
                best = (rank, words)
        return best[1] if best else ()

    def _required(self, elements: tuple[Element, ...]) -> tuple[tuple[str, ...], ...]:
        """Return the words of every element that must be there, so that most sentences need no expression at all."""
        required = []
        for element in elements:
            if not isinstance(element, Choice):
                continue
            words: list[str] = []
            for option in element.options:
                if isinstance(option, Slot):
                    words.append(f"{{{option.name}}}")
                else:
                    words.extend(spelling for form in self.word(option) for spelling in anchor_spellings(form))
            # A contraction ("'s") is no word of its own.
            if not any(word.startswith("'") for word in words):
                required.append(tuple(dict.fromkeys(words)))
        return tuple(required)

    def _choice_anchors(self, choice: Choice) -> tuple[float, tuple[str, ...]]:
        rank = 100.0
        anchors: list[str] = []
        for option in choice.options:
            if isinstance(option, Slot):
                compiled = self.list(option.name)
                anchors.extend(compiled.anchors)
                rank = min(rank, 1)
            else:
                rank = min(rank, _rarity(option))
                for form in self.word(option):
                    anchors.extend(anchor_spellings(form))
        return rank, tuple(dict.fromkeys(anchors))


def _rarity(word: Word) -> int:
    """Guess how rare a word is; "be" and "have" come last, because the scan finds whole words and "'s" is none.

    The entries of a list count as 1.
    """
    if word.lemma in CONTRACTED:
        return -1
    if word.lemma in STOP_WORDS:
        return 0
    return 2 if word.lemma in COMMON_WORDS else 2 + len(word.lemma)


def _telling(word: str) -> tuple[bool, int]:
    """Rank the parts of a hyphenated word: "abled" says more than "other"."""
    return word not in STOP_WORDS and word not in COMMON_WORDS, len(word)


def anchor_spellings(form: str) -> tuple[str, ...]:
    """Return words of which one occurs wherever `form` is written: joined, apart or partly so."""
    spellings: dict[str, None] = {}
    parts = form.split("-")
    for joints in product(("", "-"), repeat=len(parts) - 1):
        written = "".join(part + joint for part, joint in zip(parts, (*joints, ""), strict=True))
        spellings[max(written.split("-"), key=_telling)] = None
    return tuple(spellings)


def word_pattern(form: str) -> str:
    """Return the expression for one form: hyphen, space or nothing between its parts."""
    return r"(?:\s+|-\s*)?".join(re.escape(part) for part in form.split("-"))


def _contracts(element: Element) -> bool:
    """Tell whether an element has forms that stand close to the word before: "'s", "'re", "'ve"."""
    return isinstance(element, Choice) and any(
        isinstance(option, Word) and option.lemma in CONTRACTED and not option.exact for option in element.options
    )


class _Builder:
    """Write the expression of one phrase, counting its slots."""

    def __init__(self, compiler: PhraseCompiler, head: int | None, *, groups: bool = True) -> None:
        self._compiler = compiler
        self._head = head
        self._groups = groups
        self.slots: list[str] = []
        self.head_forms: dict[str, str] = {}
        self.head_lists: list[str] = []

    def left(self, elements: tuple[Element, ...]) -> str:
        """Return the left boundary; a contraction ("'s") has none."""
        if _contracts(elements[0]):
            return r"(?:(?<!\w)(?<!\w-)|(?<=\w)(?='))"
        return LEFT

    def sequence(self, elements: tuple[Element, ...], *, top: bool = True, pending: bool = False) -> str:
        """Join elements; each optional or gap brings its own separator.

        Args:
            elements: what to join.
            top: whether the head may be among them.
            pending: whether something that needs a separator stands to the left.
        """
        parts: list[str] = []
        for index, element in enumerate(elements):
            if isinstance(element, Gap) and element.least:
                parts.append(SEPARATOR + WORD if pending else WORD)
                pending = True
            elif isinstance(element, Gap):
                parts.append(rf"(?:\s+{WORD}){{{element.least},{element.most}}}?")
            elif isinstance(element, Aside):
                parts.append(ASIDE)
            elif isinstance(element, Optional_):
                inner = self.sequence(element.elements, top=False, pending=pending)
                parts.append(f"(?:{inner})?" if pending else f"(?:{inner}{SEPARATOR})?")
            else:
                head = top and index == self._head
                if pending:
                    parts.append(CLOSE_SEPARATOR if _contracts(element) else SEPARATOR)
                parts.append(self._choice(element, head=head))
                pending = True
        return "".join(parts)

    def _choice(self, choice: Choice, *, head: bool) -> str:
        slots: list[str] = []
        forms: dict[str, str] = {}
        for option in choice.options:
            if isinstance(option, Slot):
                slots.append(self._slot(option))
                if head:
                    self.head_lists.append(option.name)
            else:
                forms.update({**self._compiler.word(option), **forms})
        if head:
            self.head_forms.update({form.replace("-", " "): tags for form, tags in forms.items()})
        ordered = sorted(forms, key=lambda form: (form.count("-"), len(form)), reverse=True)
        alternatives = [*slots, *map(word_pattern, ordered)]
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

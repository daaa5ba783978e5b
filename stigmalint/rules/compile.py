"""Turn phrases into anchors (words that must occur) and regular expressions over normalised text.

The expressions are built from a closed set of bounded pieces, so that none can backtrack without limit.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from stigmalint.rules.compiled import CompiledList, Neighbour
from stigmalint.rules.forms import Inflector, spelling_variants
from stigmalint.rules.notation import Aside, Choice, Comma, Element, Gap, Optional_, Slot, Word, head_index, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Normalised text is lower case, with straight quotes, "-" for every hyphen and one code point for each of the source's.
SEPARATOR = r"(?:\s+|-)"
COMMA = r"[\"']?,?[\"']?"
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
# Words that can stand anywhere further on in a sentence.
UNBOUNDED = 1000

# Words that do not inflect, although a dictionary has plurals for some ("ands", "ifs").
CLOSED_WORDS = frozenset(
    """a an the and or but nor of to in on at by for from with as into onto upon up off out over down about around
    through than then that this these those there here if when while because since until what why how where who
    whom whose which i me my you your he him his she her it its we us our they them their not no never all any
    some every each more most very so too just only even still also both either neither such same within without
    between among during after before""".split()
)
# Too common to be an anchor: a rule that hangs on these would be tried on every sentence.
STOP_WORDS = frozenset(
    """a an the and or but nor of to in on at by for from with as into up off out over back down about around through
    be have do get go make take give keep put let say see know think feel want need like seem become come i me
    my you your he him his she her it its we us our they them their who whom whose which that this these those
    not no never all any some every each more most very so too just only even still also than then there here
    one two people person man woman child life time year day way thing can could will would shall should may
    might must if when while because what why how where good bad new old first last own other many much such
    same is are was were been being am has had having does did doing done don't doesn't didn't isn't aren't
    wasn't weren't won't can't it's i'm i've i'd i'll you're you've you'll he's she's we're we've they're
    they've that's there's what's who's let's gets got getting goes went going gone makes made making takes took
    taken taking gives gave given giving keeps kept says said saying sees saw seen thinks thought feels felt
    knows knew wants wanted needs needed likes liked seems seemed becomes became comes came coming puts lets
    things ways times days years people's themselves myself yourself himself herself itself ourselves someone
    something anyone anything everyone everything nobody nothing""".split()
)
_COMMONEST = frozenset("the to a and of in is it you that i for on was are with be this have".split())
# Guesses of how much more often such words occur than others.
_STOP_WEIGHT = 1000
_COMMON_WEIGHT = 30
# Frequent in any prose: an anchor only where a phrase has nothing rarer.
COMMON_WORDS = frozenset(
    """ability able act actually add again ago also always another answer anything area around ask asked asking asks
    attention away base begin believe best better big bit both bring brings brought build business call called
    calling calls care case change changed changes choice choose clean clear clearly close code commit commits
    committed committing community company complete completed completes completing control course current data
    date deal decide different difficult doing don't done early easy else end engaged enough everyone everything
    example fact fail failed failing fails family far feels few find follow form found free full fun future
    general group grow guess hand hands happen hard head heads hear heard hears help helped helping helps high
    higher hit home homes hope hour house idea important include information interest issue job kind large late
    later law laws lead learn least leave leaves less level levels line list little live lived lives local long
    long-term look looked looking looks lose loses lost lot love low lower made main manage maybe mean means
    meant meet member mind moment money month most move moved moves multiple name never next nothing now number
    numbers often open option options order part parts past pay perhaps personal place plan play played plays
    please point points possible power powers present probably problem problem's problems process product public
    pull question quite reach reached reaches read ready real really reason regular result right rights run
    running runs school second self sense service services set sets share short show showed shown shows side
    signed signs simple simply since single situation small social someone something sometimes sort speak
    special stand stands start started starts state stay stood stop stopped stops story study success successful
    support supported supports sure system talk talked talking talks team tell term terms tested testing tests
    thought today together tool top total towards tried tries true try trying turn turned turns type understand
    use used user user's users uses using usually version view wait walk watch week well whole within without
    wonder word words work worked working works world worlds write wrong young""".split()
)


@dataclass(frozen=True, slots=True)
class CompiledPhrase:
    """A phrase ready to be matched: `regex` has a group `h` for the head and `s0`, `s1`, … for the slots."""

    phrase: str
    regex: str
    anchors: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]  # of each, one word must stand in the sentence; "{name}" for those of a list
    reaches: tuple[int, ...]  # of each, how many words (between white space) on from the one before it stands at most
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
        self._words: dict[Word, dict[str, str]] = {}
        self._longest: dict[str, int] = {}

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
            *self._required(elements),
            tuple(builder.slots),
            builder.head_forms,
            tuple(builder.head_lists),
        )

    def neighbour(self, phrase: str) -> Neighbour:
        """Compile a phrase of a condition: no groups, no head."""
        elements = parse(phrase)
        builder = _Builder(self, None, groups=False)
        regex = f"{builder.left(elements)}{builder.sequence(elements)}(?:'s)?{RIGHT}"
        return Neighbour(regex, self._required(elements)[0])

    def lists(self) -> dict[str, CompiledList]:
        """Return the lists that phrases have used so far, with those that they hold."""
        return dict(sorted(self._compiled.items()))

    def list(self, name: str) -> CompiledList:
        """Compile a named list once."""
        if name not in self._compiled:
            self._compiled[name] = self._compile_list(name)
        return self._compiled[name]

    def word(self, word: Word) -> dict[str, str]:
        """Return every spelling of every form of a word, with tags; words such as "of" and "his" have one form."""
        if word not in self._words:
            closed = word.pos is None and word.lemma in CLOSED_WORDS
            forms: dict[str, str] = {}
            for form, tags in self._inflector.forms(replace(word, exact=True) if closed else word).items():
                for variant in spelling_variants(form):
                    forms.setdefault(variant, tags)
            self._words[word] = forms
        return self._words[word]

    def _compile_list(self, name: str) -> CompiledList:
        anchors: dict[str, None] = {}
        alternatives: dict[str, tuple[int, tuple[str, ...]]] = {}  # expression → length, anchors
        carried: dict[str, str] = {}
        spellings: dict[str, str] = {}
        for entry, text in self._lists[name].items():
            elements = parse(entry)
            needed = self._anchors(elements)
            alternatives[_Builder(self, None, groups=False).sequence(elements)] = self._length(elements), needed
            anchors.update(dict.fromkeys(needed))
            for words, tags in self._spelled(elements).items():
                spellings.setdefault(words, tags)
                # Entries that name another list carry over what the writer wrote, not what that list says.
                if text is not None:
                    carried.setdefault(words, text)
        self._spellings[name] = spellings
        # The entry of most words is tried first: "panic attack" before "panic".
        ordered = sorted(alternatives, key=lambda regex: (alternatives[regex][0], len(regex)), reverse=True)
        return CompiledList(
            tuple(ordered),
            tuple(alternatives[regex][1] for regex in ordered),
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
        choices = [self._choice_words(element) for element in elements if isinstance(element, Choice)]
        return rarest(choices)

    def _required(self, elements: tuple[Element, ...]) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
        """Return the words of every element that must be there, so that most sentences need no expression at all.

        And, for each, how many words on from the one before it can stand at most.
        """
        required = []
        reaches = []
        reach = 0
        for element in elements:
            reach += self._most_words((element,))
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
                reaches.append(min(reach - 1, UNBOUNDED))
                reach = self._most_words((element,))
        return tuple(required), tuple(reaches)

    def _most_words(self, elements: Iterable[Element]) -> int:
        """Return how many words between white space elements can take at most; `UNBOUNDED` or more for any number."""
        total = 0
        for element in elements:
            if isinstance(element, Choice):
                total += max(map(self._most_words_of, element.options))
            elif isinstance(element, Optional_):
                total += self._most_words(element.elements)
            elif isinstance(element, Gap):
                total += element.most
            elif isinstance(element, Aside):
                total += UNBOUNDED
        return total

    def _most_words_of(self, option: Word | Slot) -> int:
        if isinstance(option, Word):
            return max(form.count("-") + 1 for form in self.word(option))
        if option.many:
            return UNBOUNDED
        if option.name not in self._longest:
            self._longest[option.name] = max(
                (self._most_words(parse(entry)) for entry in self._lists[option.name]), default=0
            )
        return self._longest[option.name]

    def _choice_words(self, choice: Choice) -> tuple[str, ...]:
        """Return the words of which one occurs wherever a choice is written."""
        words: list[str] = []
        for option in choice.options:
            if isinstance(option, Slot):
                words.extend(self.list(option.name).anchors)
            else:
                words.extend(spelling for form in self.word(option) for spelling in anchor_spellings(form))
        return tuple(dict.fromkeys(words))


def rarest(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return those of several sets of words that occur most rarely, by guess."""
    return min(choices, key=_frequency, default=())


def _frequency(words: tuple[str, ...]) -> float:
    """Guess how often one of `words` occurs in prose, in no particular unit.

    Contractions ("'s") come last, because the scan finds whole words and they are none.
    """
    if any(word.startswith("'") for word in words):
        return math.inf
    return sum(_weight(word) for word in words)


def _weight(word: str) -> int:
    if word in _COMMONEST:
        return _STOP_WEIGHT * 20
    if word in STOP_WORDS:
        return _STOP_WEIGHT
    return _COMMON_WEIGHT if word in COMMON_WORDS else 1


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
            elif isinstance(element, Comma):
                parts.append(COMMA)
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

"""Parse the notation in which rules write phrases and suggestions.

    word            every inflection: commit, commits, committed, committing
    word/v          its inflections as a verb (/n noun, /adj adjective, /adv adverb)
    =word           this form only
    word*           the head: its form decides the form of the suggestion's head
    non-compliant   hyphen, space or nothing between the parts
    a|b             one of these
    (word) (a|an)   may be missing
    {condition}     any entry of the named list; carried into the suggestion
    {condition+}    one or more entries joined by commas, "and", "or"
    ..3             up to three words in between, within the clause
    _               any one word
    ,               a comma, or a closing quotation mark, may stand here
    ,,              an aside between commas or dashes may stand here

docs/rule-files.md explains it for people who write rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

POS_CODES = {"n": "NOUN", "v": "VERB", "adj": "ADJ", "adv": "ADV"}
MAX_GAP = 8


class NotationError(ValueError):
    """A phrase does not follow the notation; the text says what was expected."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase. `pos` is a key of `POS_CODES` or None for noun and verb forms alike."""

    lemma: str
    pos: str | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words or slots."""

    options: tuple[Word | Slot, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """Any entry of a named list; `many` allows a coordination of entries."""

    name: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Between `least` and `most` words of any kind, not crossing punctuation."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Aside:
    """A short aside that may stand between commas, dashes or brackets."""


@dataclass(frozen=True, slots=True)
class Comma:
    """A comma that may stand here, with the quotation marks that may stand beside it."""


@dataclass(frozen=True, slots=True)
class Optional_:  # noqa: N801 - "Optional" is typing's
    """Elements that may be missing, all together."""

    elements: tuple[Element, ...]


Element = Choice | Gap | Aside | Comma | Optional_

_TOKEN = re.compile(r"\(|\)\*?|[^\s()]+")
_WORD = re.compile(r"(?P<exact>=)?(?P<lemma>[\w'’&][\w'’.&-]*)(?:/(?P<pos>[a-z]+))?")
_SLOT = re.compile(r"\{(?P<name>[a-z][a-z0-9_]*)(?P<many>\+)?\}")
_GAP = re.compile(r"\.\.(\d+)")


@lru_cache(maxsize=8192)
def parse(phrase: str) -> tuple[Element, ...]:
    """Parse one phrase into its elements.

    Raises:
        NotationError: the phrase is empty, unbalanced or holds something that is not part of the notation.
    """
    stack: list[list[Element]] = [[]]
    for token in _TOKEN.findall(phrase.replace("’", "'")):
        if token == "(":  # noqa: S105 - a token of the notation
            stack.append([])
        elif token == ")":  # noqa: S105
            if len(stack) == 1:
                raise NotationError("a ')' without its '('")
            group = _optional(stack.pop())
            stack[-1].append(group)
        else:
            stack[-1].append(_element(token))
    if len(stack) > 1:
        raise NotationError("a '(' without its ')'")
    elements = tuple(stack[0])
    if not any(isinstance(element, Choice) for element in elements):
        raise NotationError("a phrase needs at least one word or {list} that is not optional")
    if _open_edge(elements, 1) or _open_edge(elements, -1):
        raise NotationError("a gap or an aside stands between words, not at the edge of a phrase")
    if sum(isinstance(element, Choice) and element.head for element in elements) > 1:
        raise NotationError("two words are marked as the head (*); expected one")
    return elements


def _optional(group: list[Element]) -> Optional_:
    if not group:
        raise NotationError("empty parentheses")
    if any(isinstance(element, Choice) and element.head for element in group):
        raise NotationError("the head (*) cannot be optional")
    if all(isinstance(element, Optional_) for element in group):
        raise NotationError("parentheses in parentheses without a word between; expected (a) (b)")
    return Optional_(tuple(group))


def _open_edge(elements: tuple[Element, ...], step: int) -> bool:
    """Tell whether a match could begin (step 1) or end (step -1) with a gap or an aside of no certain length."""
    for element in elements[::step]:
        if isinstance(element, Optional_):
            if _open_edge(element.elements, step):
                return True
        else:
            return isinstance(element, (Aside, Comma)) or (isinstance(element, Gap) and not element.least)
    return False


def _element(token: str) -> Element:
    gap = _GAP.fullmatch(token)
    if gap:
        most = int(gap.group(1))
        if not 1 <= most <= MAX_GAP:
            raise NotationError(f"a gap of {most} words; expected ..1 to ..{MAX_GAP}")
        return Gap(0, most)
    if token == "_":  # noqa: S105 - a token of the notation
        return Gap(1, 1)
    if token == ",,":  # noqa: S105
        return Aside()
    if token == ",":  # noqa: S105
        return Comma()
    head = token.endswith("*")
    options = tuple(_option(part, token) for part in token.rstrip("*").split("|"))
    return Choice(options, head=head)


def _option(part: str, token: str) -> Word | Slot:
    slot = _SLOT.fullmatch(part)
    if slot:
        return Slot(slot["name"], many=bool(slot["many"]))
    word = _WORD.fullmatch(part)
    if word is None:
        raise NotationError(f"cannot read {token!r}; expected a word, {{list}}, (optional), a|b, ..3, ,, or _")
    pos = word["pos"]
    if pos is not None and pos not in POS_CODES:
        raise NotationError(f"unknown part of speech /{pos} in {token!r}; expected /{', /'.join(POS_CODES)}")
    return Word(word["lemma"].lower(), pos, exact=bool(word["exact"]))


def slots(elements: tuple[Element, ...]) -> tuple[str, ...]:
    """Return the names of the lists that a phrase uses, in order."""
    names: list[str] = []
    for element in elements:
        if isinstance(element, Optional_):
            names.extend(slots(element.elements))
        elif isinstance(element, Choice):
            names.extend(option.name for option in element.options if isinstance(option, Slot))
    return tuple(names)


def words(elements: tuple[Element, ...]) -> tuple[Word, ...]:
    """Return every word of a phrase, optional ones included."""
    found: list[Word] = []
    for element in elements:
        if isinstance(element, Optional_):
            found.extend(words(element.elements))
        elif isinstance(element, Choice):
            found.extend(option for option in element.options if isinstance(option, Word))
    return tuple(found)


def head_index(elements: tuple[Element, ...]) -> int | None:
    """Return the index of the head: the starred element, else the first verb, else the last word or slot."""
    choices = [(index, element) for index, element in enumerate(elements) if isinstance(element, Choice)]
    for index, element in choices:
        if element.head:
            return index
    for index, element in choices:
        if any(isinstance(option, Word) and option.pos == "v" for option in element.options):
            return index
    return choices[-1][0] if choices else None

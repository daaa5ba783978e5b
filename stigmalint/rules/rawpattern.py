"""Check raw spaCy token patterns, the escape hatch of rule files, before spaCy sees them."""

from __future__ import annotations

import re
import sys
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.rules.yamlfile import Value

if sys.version_info >= (3, 11):
    from re import _constants, _parser  # type: ignore[attr-defined]
else:  # the same modules under their former names
    import sre_constants as _constants
    import sre_parse as _parser

TEXT_KEYS = ("ORTH", "TEXT", "NORM", "LOWER", "POS", "TAG", "MORPH", "DEP", "LEMMA", "SHAPE", "ENT_TYPE")
FLAG_KEYS = (
    "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT", "IS_SPACE", "IS_STOP",
    "IS_SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY",
)  # fmt: skip
TOKEN_KEYS = (*TEXT_KEYS, *FLAG_KEYS, "LENGTH", "OP")
LIST_PREDICATES = ("IN", "NOT_IN", "INTERSECTS")
COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
PREDICATES = ("REGEX", "FUZZY", *LIST_PREDICATES, *COMPARISONS)

# spaCy's matcher tries every way to share a sentence out between tokens of open length ("a", three "*", "z" takes a
# third of a second on 200 words), and every choice of the tokens that may be missing (20 take as long).
MOST_OPEN_TOKENS = 2
MOST_OPTIONAL_TOKENS = 12
# Of a regular expression: repeats without limit, and all pieces of open length together.
MOST_OPEN_REPEATS = 1
MOST_REPEATS = 8
LONG_REPEAT = 20
_OPERATOR = re.compile(r"[!?+*]|\{(?P<least>\d{1,2})\}|\{(?P<low>\d{0,2}),(?P<high>\d{0,2})\}")
_REPEATS = frozenset(
    {
        getattr(_constants, name)
        for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
        if hasattr(_constants, name)
    }
)


def check_pattern(value: Value, what: str) -> tuple[dict[str, Any], ...]:
    """Return a token pattern as spaCy wants it.

    Raises:
        RuleError: a key is unknown, no token names a word to look for, or the pattern could take for ever.
    """
    tokens = tuple(_token(item, what) for item in value.sequence(what))
    if not any(literal_words(tokens)):
        raise value.fail(
            f"{what}: expected at least one token with ORTH, LOWER or LEMMA, so that the text can be scanned for it"
        )
    lengths = [_lengths(token.get("OP", "{1}")) for token in tokens]
    open_tokens = sum(most is None for _, most in lengths)
    optional = sum(most - least for least, most in lengths if most is not None)
    if open_tokens > MOST_OPEN_TOKENS or optional > MOST_OPTIONAL_TOKENS:
        raise value.fail(
            f"{what}: this pattern could take for ever on some texts; expected at most {MOST_OPEN_TOKENS} tokens"
            f" with * or + and {MOST_OPTIONAL_TOKENS} that may be missing"
        )
    return tokens


def literal_words(tokens: tuple[dict[str, Any], ...]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the (key, word) pairs of every token that must be there and names its words."""
    for token in tokens:
        least, _ = _lengths(token.get("OP", "{1}"))
        if not least:
            continue
        for key in ("LOWER", "ORTH", "TEXT", "LEMMA"):
            entry = token.get(key)
            words = entry.get("IN", ()) if isinstance(entry, dict) else (entry,)
            found = [word for word in words if isinstance(word, str)]
            # The scan finds whole words, not the "n't" and "'s" that spaCy splits off.
            if found and all(word[0].isalnum() and word.lower() != "n't" for word in found):
                yield tuple((key, word.lower()) for word in found)
                break


def _lengths(operator: str) -> tuple[int, int | None]:
    """Return how often a token must and may occur; None for any number."""
    if operator in {"!", "?"}:
        return 0, int(operator == "?")
    if operator in {"*", "+"}:
        return int(operator == "+"), None
    least, _, most = operator.strip("{}").partition(",")
    if "," not in operator:
        return int(least), int(least)
    return int(least or 0), int(most) if most else None


def _token(value: Value, what: str) -> dict[str, Any]:
    mapping = value.mapping(what, TOKEN_KEYS)
    return {key: _attribute(entry, key, what) for key, entry in mapping.items()}


def _attribute(value: Value, key: str, what: str) -> str | bool | int | dict[str, Any]:
    what = f"{what}: {key}"
    if key == "OP":
        text = value.text(what)
        if not _OPERATOR.fullmatch(text) or text == "{,}":
            raise value.fail(f"{what} {text!r}; expected one of ! ? + * {{n}} {{n,m}}")
        return text
    if key in FLAG_KEYS:
        return value.boolean(what)
    if isinstance(value.data, dict):
        return {name: _predicate(entry, name, what, key) for name, entry in value.mapping(what, PREDICATES).items()}
    return _number(value, what) if key == "LENGTH" else value.text(what)


def _predicate(value: Value, name: str, what: str, key: str) -> str | int | list[str | int]:
    what = f"{what}: {name}"
    if name in LIST_PREDICATES:
        return [_number(item, what) if key == "LENGTH" else item.text(what) for item in value.sequence(what)]
    if name in COMPARISONS:
        return _number(value, what)
    text = value.text(what)
    if name == "REGEX":
        _check_regex(value, text, what)
    return text


def _number(value: Value, what: str) -> int:
    text = value.text(what)
    if not text.isascii() or not text.isdigit():
        raise value.fail(f"{what}: expected a number, found the text {text!r}")
    return int(text)


def _check_regex(value: Value, pattern: str, what: str) -> None:
    """Refuse the shapes behind catastrophic backtracking: choices inside a repeat, several open repeats.

    See https://www.regular-expressions.info/catastrophic.html.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = _parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise value.fail(f"{what}: {pattern!r} is not a regular expression: {error}") from error
    pieces = Counter(_pieces(tree, inside=False))
    if pieces["nested"] or pieces["open"] > MOST_OPEN_REPEATS or sum(pieces.values()) > MOST_REPEATS:
        raise value.fail(
            f"{what}: {pattern!r} could take for ever on some texts (a choice or a repeat inside a repeat,"
            " or several open repeats); write it without"
        )


def _pieces(tree: _parser.SubPattern, *, inside: bool) -> Iterator[Literal["nested", "open", "short"]]:
    """Yield the kind of every piece of a regular expression that can match in more than one way.

    Args:
        tree: a sub-pattern, as (operator, argument) pairs.
        inside: whether a repeat stands around it.
    """
    operator: Any
    argument: Any
    for operator, argument in tree.data:
        repeated = False
        if operator in _REPEATS:
            least, most = argument[:2]
            repeated = most > 1
            if least != most:
                yield "nested" if inside else "open" if most > LONG_REPEAT else "short"
        elif operator is _constants.BRANCH and inside:
            yield "nested"
        for child in _children(argument):
            yield from _pieces(child, inside=inside or repeated)


def _children(argument: object) -> Iterator[_parser.SubPattern]:
    """Yield the sub-patterns anywhere inside an argument of the parse tree."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, (list, tuple)):
        for item in argument:
            yield from _children(item)

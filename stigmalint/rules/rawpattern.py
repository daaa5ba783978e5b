"""Check raw spaCy token patterns, the escape hatch of rule files, before spaCy sees them."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from stigmalint.rules.yamlfile import Value, closest

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_OPERATORS = re.compile(r"[!?+*]|\{\d{1,2}(?:,\d{0,2})?\}|\{,\d{1,2}\}")
_MAY_BE_MISSING = re.compile(r"[!?*]|\{0+(?:,\d*)?\}|\{,\d+\}")
# spaCy tries every way to share a sentence out between tokens of open length.
MOST_OPEN_TOKENS = 4


def check_pattern(value: Value, what: str) -> tuple[dict[str, Any], ...]:
    """Return a token pattern as spaCy wants it.

    Raises:
        RuleError: a key is unknown, no token names a word to look for, or a regular expression could backtrack without limit.
    """
    tokens = tuple(_token(item, what) for item in value.sequence(what))
    if not any(literal_words(tokens)):
        raise value.fail(
            f"{what}: expected at least one token with ORTH, LOWER or LEMMA, so that the text can be scanned for it"
        )
    return tokens


def literal_words(tokens: tuple[dict[str, Any], ...]) -> Iterator[tuple[str, str]]:
    """Yield (key, word) for the first token that must be there and names its words."""
    for token in tokens:
        if _MAY_BE_MISSING.fullmatch(token.get("OP", "1")):
            continue
        for key in ("LOWER", "ORTH", "TEXT", "LEMMA"):
            entry = token.get(key)
            words = entry.get("IN", ()) if isinstance(entry, dict) else (entry,)
            found = [word for word in words if isinstance(word, str)]
            if found:
                yield from ((key, word.lower()) for word in found)
                return


def _token(value: Value, what: str) -> dict[str, Any]:
    token: dict[str, Any] = {}
    for key, entry in value.mapping(what).items():
        if key not in TOKEN_KEYS:
            raise entry.fail(f"{what}: unknown token attribute {key!r}{closest(key, TOKEN_KEYS)}")
        token[key] = _attribute(entry, key, what)
    return token


def _attribute(value: Value, key: str, what: str) -> Any:
    if isinstance(value.data, dict):
        return {name: _predicate(entry, name, what) for name, entry in value.mapping(what, PREDICATES).items()}
    text = value.text(what)
    if key == "OP":
        if not _OPERATORS.fullmatch(text):
            raise value.fail(f"{what}: OP {text!r}; expected one of ! ? + * {{n}} {{n,m}}")
        return text
    return _scalar(text)


def _predicate(value: Value, name: str, what: str) -> Any:
    if isinstance(value.data, list):
        return [_scalar(item.text(what)) for item in value.data]
    text = value.text(what)
    if name == "REGEX":
        _check_regex(value, text, what)
        return text
    return _scalar(text)


def _scalar(text: str) -> Any:
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if text.isdigit() else text


def _check_regex(value: Value, pattern: str, what: str) -> None:
    """Refuse a repeat inside a repeat: the shape behind exponential backtracking."""
    try:
        tree = _parser.parse(pattern)
    except re.error as error:
        raise value.fail(f"{what}: {pattern!r} is not a regular expression: {error}") from error
    if _nested_repeat(tree, inside=False):
        raise value.fail(
            f"{what}: {pattern!r} could take for ever on some texts (a repeat inside a repeat, or several open repeats); write it without"
        )


def _nested_repeat(tree: Any, *, inside: bool) -> bool:
    open_repeats = 0
    for operator, argument in tree:
        repeat = operator in _REPEATS and argument[1] > 1
        if repeat:
            open_repeats += argument[1] is _constants.MAXREPEAT
            if inside or open_repeats > 1:
                return True
        for child in _children(argument):
            if _nested_repeat(child, inside=inside or repeat):
                return True
    return False


def _children(argument: Any) -> Iterator[Any]:
    """Yield the sub-patterns anywhere inside an argument of the parse tree."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, (list, tuple)):
        for item in argument:
            yield from _children(item)

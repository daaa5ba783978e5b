"""Tags, text and comments of HTML, with their offsets: a tokenizer after https://html.spec.whatwg.org/#tokenization.

Written by hand because no library at hand keeps exact offsets and is safe to use on hostile pages: lxml, lexbor and
html5lib keep no offsets of text and attributes; tree-sitter-html takes 29 seconds for 100,000 nested <div> and hangs on
as many unclosed comments. Every function here takes linear time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.documents.builder import SegmentBuilder

# Between these tags there is no markup, and no text to show either.
RAW = frozenset(("iframe", "noembed", "noframes", "script", "style", "xmp"))
# Between these there is text without tags.
_PLAIN = frozenset(("textarea", "title"))

_OPENING = re.compile(r"<[a-zA-Z/!?]")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<end>>)|(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>]*)))?)"""
)
_COMMENT_END = re.compile(r"--!?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{0,31});?")


class Attribute(NamedTuple):
    """An attribute; its value is `text[start:end]` of the tokenized text, entities not decoded."""

    name: str
    start: int
    end: int


class Token(NamedTuple):
    """A piece of markup at `text[start:end]`."""

    kind: Literal["text", "start", "end", "comment"]
    start: int
    end: int
    name: str = ""  # of a tag, in lower case
    attributes: tuple[Attribute, ...] = ()
    empty: bool = False  # <tag/>


class _Scanner:
    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.absent: set[str] = set()  # end tags known not to come any more, so as not to search for them again

    def find_end_tag(self, name: str, position: int) -> int:
        """Return where `</name` stands at or after `position`, or -1."""
        if name in self.absent:
            return -1
        found = _end_tag_pattern(name).search(self.text, position, self.end)
        if found:
            return found.start()
        self.absent.add(name)
        return -1

    def start_tag(self, start: int) -> Token | None:
        """Read the start tag at `start`; None when it is not closed before the end."""
        name = _NAME.match(self.text, start + 1, self.end)
        if name is None:
            return None
        attributes: list[Attribute] = []
        position = name.end()
        while match := _ATTRIBUTE.match(self.text, position, self.end):
            position = match.end()
            if match["end"]:
                empty = self.text[position - 2] == "/"
                return Token("start", start, position, name.group().lower(), tuple(attributes), empty)
            group = "double" if match["double"] is not None else "single" if match["single"] is not None else "bare"
            if match[group] is not None:
                attributes.append(Attribute(match["name"].lower(), *match.span(group)))
            else:
                attributes.append(Attribute(match["name"].lower(), position, position))
        return None

    def comment(self, start: int) -> Token:
        """Read the comment at `start`; one that is not closed goes to the end."""
        if self.text.startswith((">", "->"), start + 4):
            end = self.text.index(">", start + 4) + 1
            return Token("comment", start, end)
        found = _COMMENT_END.search(self.text, start + 4, self.end)
        return Token("comment", start, found.end() if found else self.end)


@lru_cache(maxsize=16)
def _end_tag_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; what is malformed is text, or skipped as browsers do."""
    scanner = _Scanner(text, end)
    shown = position = start  # text from `shown` is not yet yielded
    while (position := text.find("<", position, end)) >= 0:
        if not _OPENING.match(text, position, end):
            position += 1
            continue
        token = _markup(scanner, position)
        if token is None and text.find(">", position, end) < 0:
            break
        if position > shown:
            yield Token("text", shown, position)
        if token is None:  # its end is inside a quoted value; browsers drop the rest, too
            return
        if token.kind == "comment" or token.name:
            yield token
        shown = position = token.end
        if token.kind == "start" and not token.empty and (token.name in RAW or token.name in _PLAIN):
            shown = position = _content_end(scanner, token)
            if token.name in _PLAIN and position > token.end:
                yield Token("text", token.end, position)
    if end > shown:
        yield Token("text", shown, end)


def _markup(scanner: _Scanner, start: int) -> Token | None:
    """Read the markup at `start`; None when it is not closed. A declaration is an end tag without a name."""
    following = scanner.text[start + 1]
    if following == "/":
        return _end_tag(scanner, start)
    if following not in "!?":
        return scanner.start_tag(start)
    if scanner.text.startswith("<!--", start):
        return scanner.comment(start)
    close = scanner.text.find(">", start, scanner.end)
    return Token("end", start, close + 1) if close >= 0 else None


def _end_tag(scanner: _Scanner, start: int) -> Token | None:
    close = scanner.text.find(">", start, scanner.end)
    if close < 0:
        return None
    name = _NAME.match(scanner.text, start + 2, close)
    return Token("end", start, close + 1, name.group().lower() if name else "")


def _content_end(scanner: _Scanner, token: Token) -> int:
    """Return where the content of a raw or plain element ends."""
    found = scanner.find_end_tag(token.name, token.end)
    if found >= 0:
        return found
    return scanner.end if token.name in RAW else token.end


def add_text(builder: SegmentBuilder, text: str, start: int, end: int, offset: int = 0) -> None:
    """Add `text[start:end]` to the builder with its entities decoded; `offset` leads from `text` to the source."""
    position = start
    if text.find("&", start, end) >= 0:
        for match in _ENTITY.finditer(text, start, end):
            decoded = unescape(match.group())
            if decoded != match.group():
                builder.text(text[position : match.start()], position + offset)
                position = match.end()
                builder.replaced(decoded, match.start() + offset, position + offset)
    builder.text(text[position:end], position + offset)

"""Where the elements of a page stand in its source, and which of them a CSS selector means.

The selectors are those of cssselect, on a tree of lxml that is built from this project's own tokens: lxml's parser
keeps no offsets. Offsets are code points in the decoded source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from stigmalint.documents.markup import tokens
from stigmalint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stigmalint.documents.markup import Token

MAX_DEPTH = 512  # deeper elements are taken for their ancestor at this depth, as browsers do
MAIN = "main, article, [role=main]"

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# A start tag of the name ends an open element of these.
_ENDS = {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dd", "dt"), frozenset({"dd", "dt"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"td", "th", "tr"}),
    "option": frozenset({"option"}),
    **dict.fromkeys(
        "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main "
        "nav ol p pre section table ul".split(),
        frozenset({"p"}),
    ),
}
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_START, _END = "stigmalint-start", "stigmalint-end"  # attributes that hold the offsets


class Selector(NamedTuple):
    """A CSS selector, made ready."""

    css: str
    find: etree.XPath

    @classmethod
    def of(cls, css: str) -> Selector:
        """Return the selector.

        Raises:
            UsageError: it is none, or one of those that mean nothing outside a browser.
        """
        try:
            return cls(css, etree.XPath(HTMLTranslator().css_to_xpath(css)))
        except (SelectorError, etree.XPathError) as error:
            raise UsageError(f'"{css}" is no CSS selector: {error}') from None


class _Tree:
    """The open elements, outermost first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.root = etree.Element("root")
        self._open: list[etree._Element] = [self.root]
        self._names = {"root": 1}

    def start(self, token: Token) -> None:
        """Open an element."""
        last = self._open[-1]
        while last.tag in _ENDS.get(token.name, ()):
            self._pop(token.start)
            last = self._open[-1]
        if len(self._open) > MAX_DEPTH or not _NAME.fullmatch(token.name):
            return
        element = etree.SubElement(last, token.name)
        for attribute in reversed(token.attributes):
            if _NAME.fullmatch(attribute.name):
                element.set(attribute.name, _NOT_XML.sub("", self._text[attribute.start : attribute.end]))
        element.set(_START, str(token.start))
        element.set(_END, str(token.end))
        if token.name not in _VOID and not token.empty:
            self._open.append(element)
            self._names[token.name] = self._names.get(token.name, 0) + 1

    def end(self, name: str, start: int, end: int) -> None:
        """Close the innermost element of the name, and what is open in it."""
        if name == "root" or not self._names.get(name):
            return
        while self._open[-1].tag != name:
            self._pop(start)
        self._pop(end)

    def finish(self) -> None:
        """Close everything."""
        while len(self._open) > 1:
            self._pop(len(self._text))

    def _pop(self, end: int) -> None:
        element = self._open.pop()
        element.set(_END, str(end))
        self._names[str(element.tag)] -= 1


def outline(text: str) -> etree._Element:
    """Return the elements of a page with their offsets; text and comments are left out."""
    tree = _Tree(text)
    for token in tokens(text, 0, len(text)):
        if token.kind == "start":
            tree.start(token)
        elif token.kind == "end" and token.name:
            tree.end(token.name, token.start, token.end)
    tree.finish()
    return tree.root


def ranges(root: etree._Element, selectors: Iterable[Selector]) -> list[tuple[int, int]]:
    """Return where the elements stand that the selectors mean, sorted, none inside another."""
    found = sorted(
        (int(element.get(_START, 0)), int(element.get(_END, 0)))
        for selector in selectors
        for element in cast("list[Any]", selector.find(root))
        if element is not root
    )
    outermost: list[tuple[int, int]] = []
    for start, end in found:
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
        elif end > outermost[-1][1]:
            outermost[-1] = (outermost[-1][0], end)
    return outermost


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` of the same length with white space in place of `spans`; line breaks stay where they are."""
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += text[position:start], re.sub(r"[^\r\n]", " ", text[start:end])
        position = end
    return "".join((*pieces, text[position:]))

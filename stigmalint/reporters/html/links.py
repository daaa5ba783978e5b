"""Make the addresses that a report links to: a page at the words found, or a file beside the report."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from stigmalint.documents.model import PLACEHOLDER
from stigmalint.terminal import safe

if TYPE_CHECKING:
    from stigmalint.reporters.html.shown import Parts

# https://wicg.github.io/scroll-to-text-fragment/: words before and after tell places with the same words apart.
_DIRECTIVE = ":~:text="
_CONTEXT_WORDS = 3
_CLEAR_WORDS = 3  # so many words are hardly written twice on a page
_MOST_WORDS = 8  # of a longer phrase the two ends are given

_WEB = re.compile(r"https?://", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s<>\"\\^`{|}]")


def web_address(text: str) -> str | None:
    """Return `text` as an address to link to when it is one of the web, without user and password; else None.

    One with characters that act or hide is none either.
    """
    if not _WEB.match(text) or _UNSAFE.search(text) or safe(text) != text:
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port  # is read here: a bad one raises
    except ValueError:
        return None
    if not parts.hostname:
        return None
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.rpartition("@")[2]))


def local_link(path: str, folder: Path | None) -> str | None:
    """Return the address of a file relative to the folder of the report, or None where there is no such file."""
    if folder is None or "://" in path:
        return None
    try:
        if not Path(path).is_file():
            return None
        relative = os.path.relpath(path, folder)
    except (OSError, ValueError):  # another drive, a null character, a name that is too long
        return None
    # "./" in front: nothing in a name can be read as a scheme.
    return "./" + quote(relative.replace(os.sep, "/").encode("utf-8", "surrogateescape"))


def text_fragment(parts: Parts, *, ambiguous: bool) -> str:
    """Return the text directive that scrolls to the words of a sentence; empty where there are no words.

    Args:
        parts: the sentence as it was written.
        ambiguous: the same words also stand elsewhere on the page.
    """
    before, words, after = _whole_words(parts)
    pieces = words.split(PLACEHOLDER)
    first, last = pieces[0].split(), pieces[-1].split()
    if not first or not last:
        first, last = first or last, []
    elif len(pieces) == 1:
        first, last = (first, []) if len(first) <= _MOST_WORDS else (first[:_CONTEXT_WORDS], last[-_CONTEXT_WORDS:])
    if not first:
        return ""
    directive = ",".join(_encoded(tokens) for tokens in (first, last) if tokens)
    if ambiguous or len(first) < _CLEAR_WORDS:
        prefix = before.rpartition(PLACEHOLDER)[2].split()[-_CONTEXT_WORDS:]
        suffix = after.partition(PLACEHOLDER)[0].split()[:_CONTEXT_WORDS]
        directive = f"{_encoded(prefix)}-,{directive}" if prefix else directive
        directive = f"{directive},-{_encoded(suffix)}" if suffix else directive
    return _DIRECTIVE + directive


def _whole_words(parts: Parts) -> tuple[str, str, str]:
    """Move the ends of the words found to the ends of words: a directive matches whole words only."""
    before, words, after = parts
    if words[:1].isalnum() and (head := re.search(r"\w+\Z", before)):
        before, words = before[: head.start()], head.group() + words
    if words[-1:].isalnum() and (tail := re.match(r"\w+", after)):
        words, after = words + tail.group(), after[tail.end() :]
    return before, words, after


def _encoded(tokens: list[str]) -> str:
    """Percent-encode words; a hyphen would end a prefix or begin a suffix."""
    return quote(" ".join(tokens), safe="", errors="replace").replace("-", "%2D")

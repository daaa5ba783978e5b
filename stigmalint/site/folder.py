"""A built static site in a folder: the same judgement as of a site on a server, without a server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from stigmalint.discovery import Filter, discover
from stigmalint.documents import MAX_BYTES, read_data
from stigmalint.errors import StigmalintError
from stigmalint.outcomes import Failed, Warned
from stigmalint.site.addresses import key_of
from stigmalint.site.judge import digest_of
from stigmalint.site.links import leads_of
from stigmalint.site.progress import Counts
from stigmalint.site.reading import NAMES, Sent, format_for, type_name
from stigmalint.site.state import Found, Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stigmalint.site.addresses import Scope
    from stigmalint.site.judge import Judge, Judged
    from stigmalint.site.state import Address, State

_UNSAID = "application/octet-stream"  # the suffix says what a file is
_PAGES = frozenset({".htm", ".html", ".md", ".markdown", ".txt", ".xhtml"})


class Folder(NamedTuple):
    """A built site.

    Args:
        path: the folder.
        base: the address that it stands for; without it, pages are called by their paths.
        scope: which pages are wanted, by their addresses.
    """

    path: Path
    base: str | None
    scope: Scope

    def address_of(self, file: Path) -> str:
        """Return what the page in a file is called."""
        if self.base is None:
            return str(file)
        path = file.relative_to(self.path).as_posix()
        if path == "index.html" or path.endswith("/index.html"):
            path = path.removesuffix("index.html")
        return f"{self.base.rstrip('/')}/{quote(path)}"

    def is_gone(self, url: str) -> bool:
        """Tell whether the file of a page does not exist any more."""
        if self.base is None:
            return not os.path.lexists(url)
        base = f"{self.base.rstrip('/')}/"
        if not url.startswith(base):
            return False
        file = self.path / unquote(url[len(base) :])
        return not (file.is_file() or (file / "index.html").is_file())

    def canonical_of(self, source: str, url: str) -> str | None:
        """Return the page that a page says it is, where that is another one of the site."""
        canonical = leads_of(source, url).canonical if self.base is not None else None
        if canonical is None or not self.scope.holds(canonical) or key_of(canonical) == key_of(url):
            return None
        return canonical


def read_folder(folder: Folder, state: State, judge: Judge, tick: Callable[[Counts], None]) -> None:
    """Judge the pages of a folder.

    Args:
        folder: what to read.
        state: where everything is kept.
        judge: judges the pages.
        tick: called after each.
    """
    files = discover(
        paths=[folder.path],
        filters=lambda _: Filter(respect_gitignore=False),  # what is built is seldom kept in git
        suffixes=_PAGES | frozenset(NAMES),
    )
    counts = Counts()
    for file in files:
        if isinstance(file, Failed):
            state.done(_add(state, file.path), "failed", file.message)
        elif isinstance(file, Warned):
            state.note(file.path, file.message)
        elif folder.base is None or folder.scope.wants(folder.address_of(file)):
            judged = _read_file(file, folder, state, judge)
            counts.read += judged is not None
            counts.findings += len(judged.findings) if judged else 0
            tick(counts)
    state.finish()


def _add(state: State, url: str) -> Address:
    state.add([Found(url)])
    return state.take(1)[0]


def _read_file(file: Path, folder: Folder, state: State, judge: Judge) -> Judged | None:
    url = folder.address_of(file)
    address = _add(state, url)
    if format_for(_UNSAID, file.name) is None:
        state.done(address, "unread", type_name("", file.name))
        return None
    try:
        sent = Sent(file.name, read_data(file, str(file), MAX_BYTES), _UNSAID)
        judged = judge.judge(sent, url)
    except StigmalintError as error:
        state.done(address, "failed", str(error))
        return None
    canonical = folder.canonical_of(judged.source, url) if judged.format == "html" else None
    page = Page(
        key=address.key,
        address=url,
        depth=0,
        canonical=canonical,
        title=judged.title,
        format=judged.format,
        digest=digest_of(sent),
        judged=judge.basis,
        drawn=judged.drawn,
        passed=judged.passed,
    )
    with state.together():
        state.save(page, judged.findings)
        state.keep_judged(judged.segments)
        state.done(address, "page")
    return judged

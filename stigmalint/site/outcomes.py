"""What is to be reported of a site: its pages, with the words that many of them share said once."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from stigmalint.check import checked
from stigmalint.documents.model import Document
from stigmalint.outcomes import Failed, Warned
from stigmalint.reporters.words import count
from stigmalint.site.judge import finding_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from stigmalint.engine import Bench
    from stigmalint.findings import Finding
    from stigmalint.outcomes import Checked, Outcome
    from stigmalint.site.state import Page, State

LEAST_PAGES = 3  # that share words, before they are taken for part of the frame of the site
MOST = 0.5  # of all pages, from which on words are taken for that


def outcomes(state: State, bench: Bench, target: str, *, rendered: bool = False) -> Iterator[Outcome]:
    """Yield what became of every page, nearest to the start first; then what went wrong; then what else to know.

    Args:
        state: after a run.
        bench: says which findings are wanted.
        target: what the site is called.
        rendered: whether a browser drew the pages that have no text.
    """
    aside = left_out(state.aliases(), state)
    pages = state.count("page", f"run = {state.run}") - len(aside)
    shared = state.shared(max(LEAST_PAGES, math.ceil(pages * MOST)), aside)
    said: set[bytes] = set()
    for page in state.pages():
        if page.key not in aside:
            yield _checked(state, page, bench, shared, said)
    for url, _, detail in state.outcomes("failed"):
        yield Failed(url, detail)
    yield from _notes(state, target, len(aside), rendered=rendered)


def _checked(state: State, page: Page, bench: Bench, shared: Mapping[bytes, int], said: set[bytes]) -> Checked:
    found: list[Finding] = []
    for kept in state.findings(page.key):
        if kept.same in said:
            continue
        finding = replace(finding_from(kept.record, bench.linter.rules), path=page.address)
        if kept.same is not None and kept.same in shared:
            said.add(kept.same)
            finding = replace(finding, pages=shared[kept.same])
        if bench.selection.wants(finding.rule):
            found.append(finding)
    document = Document(page.address, "", page.format, ())
    passed = tuple(filter(bench.selection.wants, page.passed))
    return checked(document, found, bench)._replace(title=page.title, passed=passed)


def left_out(aliases: Mapping[str, str], state: State) -> set[str]:
    """Return the pages that count as another which was read: the one that they name as canonical."""
    aside: set[str] = set()
    standing_in: dict[str, str] = {}
    for key in sorted(aliases):
        end, passed = key, {key}
        while (following := aliases.get(end)) is not None and following not in passed:
            end = following
            passed.add(end)
        if aliases.get(end) is not None:  # they name each other
            end = min(passed)
        if state.seen(end):
            aside.update({key} - {end})
        elif standing_in.setdefault(end, key) != key:  # the page that they name could not be read: the first stands in
            aside.add(key)
    return aside


def _notes(state: State, target: str, aside: int, *, rendered: bool) -> Iterator[Warned]:
    for subject, message in state.notes():
        yield Warned(subject, message)
    if unread := state.counts("unread"):
        kinds = ", ".join(f"{number:,} {name}" for name, number in unread)
        yield Warned(target, f"{count(sum(n for _, n in unread), 'file')} of types that are not read yet: {kinds}")
    yield from _drawn([page.address for page in state.pages() if page.drawn], target, rendered=rendered)
    for outcome, said in (
        ("absent", "{} could not be had: {}"),
        ("left", "{} redirected to another site: {}"),
    ):
        if found := state.counts(outcome):
            number = sum(n for _, n in found)
            places = ", ".join(f"{n:,} × {detail}" for detail, n in found[:5])
            yield Warned(target, said.format(_addresses(number), places))
    if robots := sum(number for _, number in state.counts("robots")):
        yield Warned(target, f"{_addresses(robots)} left out, as robots.txt asks")
    if aside:
        yield Warned(target, f"{count(aside, 'page')} not counted: other addresses of pages that were read (canonical)")


def _drawn(found: Sequence[str], target: str, *, rendered: bool) -> Iterator[Warned]:
    if not found:
        return
    several = len(found) > 1
    first = f"; the first is {found[0]}" if several else ""
    what = f"{count(len(found), 'page')} without text of {'their' if several else 'its'} own"
    said = f", also when a browser draws {'them' if several else 'it'}" if rendered else ", drawn by a script"
    remedy = "" if rendered else ". With --render a browser draws such pages"
    yield Warned(target if several else found[0], f"{what}{said}{first}{remedy}")


def _addresses(number: int) -> str:
    return f"{number:,} {'address' if number == 1 else 'addresses'}"

"""Apply a document's suppressions to its findings."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, cast

from stigmalint.directives import UNUSED, Directive, Problem, finding, read_directives
from stigmalint.findings import CRISIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stigmalint.config import Config
    from stigmalint.documents.model import Comment, Document
    from stigmalint.findings import Finding, Severity
    from stigmalint.selection import Vocabulary

EVERY_RULE = ""


def apply(document: Document, findings: Iterable[Finding], names: Vocabulary, config: Config) -> list[Finding]:
    """Return the findings in order: those that a comment suppresses marked, and more about the comments themselves.

    Args:
        document: where the comments are.
        findings: sorted by start.
        names: the rules and categories that a suppression may name.
        config: says whether a reason is required, whether unused suppressions are reported, and how grave both are.
    """
    read = list(read_directives(document, names, require_reason=config.require_reason))
    problems = [item for item in read if isinstance(item, Problem)]
    judge = _Judge(document, [item for item in read if isinstance(item, Directive)])
    judged = [judge.judge(found) for found in findings]
    if config.report_unused_suppressions:
        problems.extend(judge.unused())
    reported = _with_severities((finding(document, problem) for problem in problems), config.severity)
    return sorted([*judged, *reported], key=lambda found: found.start)


def _with_severities(problems: Iterable[Finding], severities: Mapping[str, str]) -> Iterator[Finding]:
    for problem in problems:
        level = severities.get(problem.rule) or severities.get(problem.category) or problem.severity
        if level != "off":
            yield replace(problem, severity=cast("Severity", level))


class _Scopes:
    """The source ranges in which one name is ignored."""

    def __init__(self, scopes: Iterable[tuple[int, int, Directive]]) -> None:
        self.scopes = sorted(scopes, key=lambda scope: scope[:2])
        self.starts = [scope[0] for scope in self.scopes]
        self.furthest = list(accumulate((scope[1] for scope in self.scopes), max))

    def over(self, start: int, end: int) -> Directive | None:
        """Return a directive whose range overlaps `start:end`."""
        index = bisect_left(self.starts, end) - 1
        while index >= 0 and self.furthest[index] > start:
            if self.scopes[index][1] > start:
                return self.scopes[index][2]
            index -= 1
        return None


class _Switch(NamedTuple):
    """The last `disable` or `enable` of a name, and its place in the order of all of them."""

    order: int
    directive: Directive


class _Judge:
    """Decides about findings, in the order of the source, and remembers which directives were of use."""

    def __init__(self, document: Document, directives: list[Directive]) -> None:
        self._directives = directives
        self._ignored = _ignored(document, directives)
        self._whole = {
            name: directive
            for directive in directives
            if directive.verb == "ignore-file"
            for name in directive.names or (EVERY_RULE,)
        }
        self._switches = [directive for directive in directives if directive.verb in {"disable", "enable"}]
        self._passed = 0
        self._switched: dict[str, _Switch] = {}
        self._used: set[tuple[int, str]] = set()

    def judge(self, found: Finding) -> Finding:
        """Return the finding, marked when a directive suppresses it. Findings must come sorted by start."""
        self._pass_switches(found.start)
        by = self._ignored_by(found) or self._disabled_by(found) or self._whole_by(found)
        if by is None:
            return found
        directive, name = by
        self._used.add((directive.comment.start, name))
        return replace(found, suppressed=True, suppression_reason=directive.reason)

    def _ignored_by(self, found: Finding) -> tuple[Directive, str] | None:
        for name in _names(found):
            scopes = self._ignored.get(name)
            directive = scopes.over(found.start, found.end) if scopes else None
            if directive:
                return directive, name
        return None

    def _pass_switches(self, position: int) -> None:
        while self._passed < len(self._switches) and self._switches[self._passed].comment.end <= position:
            directive = self._switches[self._passed]
            self._switched.update(dict.fromkeys(directive.names, _Switch(self._passed, directive)))
            self._passed += 1

    def _disabled_by(self, found: Finding) -> tuple[Directive, str] | None:
        names = [name for name in _names(found) if name in self._switched]
        if not names:
            return None
        latest = max(names, key=lambda name: self._switched[name].order)
        directive = self._switched[latest].directive
        return (directive, latest) if directive.verb == "disable" else None

    def _whole_by(self, found: Finding) -> tuple[Directive, str] | None:
        for name in (*_names(found), EVERY_RULE):
            if name in self._whole:
                return self._whole[name], name
        return None

    def unused(self) -> Iterator[Problem]:
        """Yield what to say about every name that a directive suppresses in vain."""
        for directive in self._directives:
            for name in directive.names or (EVERY_RULE,):
                if directive.verb == "enable" or (directive.comment.start, name) in self._used:
                    continue
                what = f"{directive.verb}[{name}]" if name else directive.verb
                yield Problem(UNUSED, directive.comment, f"{what} suppresses nothing", "You can remove it.")


def _names(found: Finding) -> tuple[str, ...]:
    """Return the names that suppress a finding; help for a writer in crisis is suppressed by its own only."""
    return (found.rule,) if found.rule == CRISIS else (found.rule, found.category)


def _ignored(document: Document, directives: Iterable[Directive]) -> dict[str, _Scopes]:
    scopes: dict[str, list[tuple[int, int, Directive]]] = {}
    for directive in directives:
        if directive.verb == "ignore":
            start, end = _scope(document, directive.comment)
            for name in directive.names:
                scopes.setdefault(name, []).append((start, end, directive))
    return {name: _Scopes(ranges) for name, ranges in scopes.items()}


def _scope(document: Document, comment: Comment) -> tuple[int, int]:
    """Return the source range of an `ignore`: the next block for a comment alone on its line, else its own lines."""
    if comment.alone:
        index = bisect_left(document.blocks, comment.end, key=lambda block: block[0])
        return document.blocks[index] if index < len(document.blocks) else (comment.end, comment.end)
    text = document.text
    start = text.rfind("\n", 0, comment.start) + 1
    end = text.find("\n", comment.end)
    end = len(text) if end < 0 else end
    # a lone "\r" ends a line too; it is looked for within the line, as most documents have none
    lone = text.find("\r", comment.end, end)
    return max(start, text.rfind("\r", start, comment.start) + 1), end if lone < 0 else lone

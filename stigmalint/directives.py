"""Read the suppressions that a document's comments hold.

The grammar, in comments of the document's format:

    stigmalint: ignore[RULE, CATEGORY] -- reason     after text: its line; alone on a line: the next block
    stigmalint: disable[RULE]  …  stigmalint: enable[RULE]
    stigmalint: ignore-file                          or ignore-file[RULE]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.findings import Finding, Severity
from stigmalint.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.documents.model import Comment, Document
    from stigmalint.selection import Vocabulary

VERBS = ("ignore", "disable", "enable", "ignore-file")
INVALID, UNUSED = "meta/invalid-suppression", "meta/unused-suppression"
SEVERITY: dict[str, Severity] = {INVALID: "warning", UNUSED: "info"}
WHY = {
    INVALID: "A suppression that cannot be read, or that names a rule that does not exist, has no effect: the words "
    "that it was meant for are still reported, or will be when they come back.",
    UNUSED: "A suppression that suppresses nothing is left over from words that have changed, and would hide new ones.",
}
GRAMMAR = "stigmalint: ignore[RULE] -- reason"

_ADDRESSED = re.compile(r"stigmalint\s*(?::|\s(?:ignore|disable|enable)\b)", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"stigmalint\s*:\s*(?P<verb>[\w-]+?)\s*(?:\[(?P<names>[^\[\]]*)\]\s*)?(?:--(?P<reason>.*))?",
    re.IGNORECASE | re.DOTALL,
)


class Directive(NamedTuple):
    """One suppression; `names` are rules and categories under their current names."""

    verb: str  # one of VERBS
    names: tuple[str, ...]  # empty: every rule (ignore-file only)
    reason: str | None
    comment: Comment


class Problem(NamedTuple):
    """What is wrong with a suppression: a finding is made of it."""

    rule: str
    comment: Comment
    message: str
    advice: str


class _Malformed(Exception):  # noqa: N818 - never leaves this module
    """A comment that is meant as a suppression but is none; holds the message and the advice."""

    def __init__(self, message: str, advice: str = f"Write it as `{GRAMMAR}`.") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


def read_directives(document: Document, names: Vocabulary, *, require_reason: bool) -> Iterator[Directive | Problem]:
    """Yield every suppression in the order of the source, and every attempt at one with what is wrong.

    Args:
        document: where the comments are.
        names: the rules and categories that a suppression may name.
        require_reason: a suppression without a reason is a problem, and is not honoured.
    """
    disabled: set[str] = set()
    for comment in document.comments:
        if not _ADDRESSED.match(comment.text):
            continue
        try:
            directive, unknown = _parse(comment, names)
            _check_reason(directive, required=require_reason)
        except _Malformed as error:
            yield Problem(INVALID, comment, error.message, error.advice)
            continue
        for name in unknown:
            message = f'unknown rule or category "{name}" in a suppression{names.closest(name)}'
            yield Problem(INVALID, comment, message, "A suppression of a rule that does not exist has no effect.")
        if directive.verb == "disable":
            disabled.update(directive.names)
        for name in directive.names if directive.verb == "enable" else ():
            if not any(_overlap(name, other) for other in disabled):
                yield Problem(
                    INVALID, comment, f"enable[{name}] without a disable[{name}] above it", "You can remove it."
                )
        if directive.names or (directive.verb == "ignore-file" and not unknown):
            yield directive


def _parse(comment: Comment, names: Vocabulary) -> tuple[Directive, list[str]]:
    """Return the directive of a comment, and the names in it that are not known."""
    match = _DIRECTIVE.fullmatch(comment.text.strip())
    if match is None:
        raise _Malformed("this suppression cannot be read")
    verb = match["verb"].lower()
    if verb not in VERBS:
        raise _Malformed(f'unknown suppression "{verb}"{closest(verb, VERBS)}')
    written = [name.strip() for name in (match["names"] or "").split(",") if name.strip()]
    if not written and (verb != "ignore-file" or match["names"] is not None):
        raise _Malformed(f"{verb} does not say which rule", f"Name a rule or category: `stigmalint: {verb}[RULE]`.")
    found = {name: names.resolve(name) for name in written}
    known = tuple(dict.fromkeys(name for name in found.values() if name))
    reason = (match["reason"] or "").strip() or None
    return Directive(verb, known, reason, comment), [name for name, known_as in found.items() if known_as is None]


def _check_reason(directive: Directive, *, required: bool) -> None:
    if required and directive.reason is None and directive.verb != "enable":
        raise _Malformed(
            "this suppression has no reason, so it is not honoured",
            "Say why the words stay, after two hyphens: `-- reason`.",
        )


def _overlap(name: str, other: str) -> bool:
    """Tell whether two names, rules or categories, can stand for the same finding."""
    return name == other or name.startswith(f"{other}/") or other.startswith(f"{name}/")


def finding(document: Document, problem: Problem) -> Finding:
    """Return the finding that reports `problem`, standing at its comment."""
    from stigmalint.findings import fingerprint

    comment = problem.comment
    line, column = document.position(comment.start)
    end_line, end_column = document.position(comment.end)
    text = document.text[comment.start : comment.end]
    sentence = " ".join(text.split())
    return Finding(
        path=document.path,
        rule=problem.rule,
        category="meta",
        severity=SEVERITY[problem.rule],
        message=problem.message,
        why=problem.advice,
        text=text,
        sentence=sentence,
        mark=(0, len(sentence)),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=comment.start,
        end=comment.end,
        fingerprint=fingerprint(problem.rule, document.path, sentence),
    )

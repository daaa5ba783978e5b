"""What becomes of one input: it was checked, it could not be, or there is something to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stigmalint.findings import CRISIS

if TYPE_CHECKING:
    from stigmalint.findings import Finding


class Checked(NamedTuple):
    """A document that was linted, and what is to be reported of it."""

    path: str
    format: str  # of the document: "markdown", "html", …
    findings: tuple[Finding, ...]  # suppressed ones among them; sorted by start
    hidden: int  # findings milder than --min-severity
    failing: int  # findings at or above --fail-on, hidden ones too
    rules: str  # digest of the rules in force
    fixed: int = 0  # findings fixed, or that would be
    fixable: int = 0  # findings that --unsafe-fixes would fix besides
    diff: str = ""  # what would change, where nothing is written
    title: str = ""  # the document's own title, where it has one
    passed: tuple[str, ...] = ()  # whole-document checks that were asked of it and found nothing; none where not known

    @property
    def left_alone(self) -> bool:
        """Whether nothing is said: help for a writer in crisis stood in place of all findings, and it is ignored."""
        return any(finding.rule == CRISIS and finding.suppressed for finding in self.findings)


class Failed(NamedTuple):
    """An input that could not be linted: the run goes on, and ends with exit code 2."""

    path: str
    message: str
    placed: bool = False  # the message names its place itself: a configuration or rule file, not the input


class Warned(NamedTuple):
    """Something odd about an input that does not make the run fail."""

    path: str
    message: str


LEFT_ALONE = "left alone: its writer may be in crisis, and document/crisis, which offers them help, is ignored here"
Outcome = Checked | Failed | Warned


def describe(outcome: Failed | Warned) -> str:
    """Return the message of an outcome with the name of its file, once."""
    placed = isinstance(outcome, Failed) and outcome.placed
    return (
        outcome.message if placed or outcome.message.startswith(outcome.path) else f"{outcome.path}: {outcome.message}"
    )

"""The report for people: each sentence with the phrase marked, why it may hurt, and what to say instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stigmalint.findings import CRISIS, NOTICES
from stigmalint.reporters import words
from stigmalint.reporters.excerpt import excerpt
from stigmalint.terminal import Style, safe, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.findings import Finding
    from stigmalint.outcomes import Checked
    from stigmalint.report import Report
    from stigmalint.reporters.base import Output

INDENT = "    "
UNDERLINES = {"error": "^", "warning": "^", "info": "~"}
CONTEXT_NOTES = {
    "quotation": "in a quotation",
    "self-description": "said of oneself",
    "mention": "written about, not used",
    "name": "in a name",
    "negation": "denied or corrected",
}
# Formats with comments that a suppression can stand in.
COMMENTED = frozenset({"markdown", "html", "mdx"})
MOST_SUGGESTIONS = 3
MOST_SOURCES = 3

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z])")


class TextReporter:
    """Writes findings file by file."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._style = Style(output.color)
        self._example: str | None = None  # a rule found, for the advice at the end
        self._commented = False

    def file(self, checked: Checked) -> None:
        """Write the findings of one document."""
        findings = [finding for finding in checked.findings if not finding.suppressed]
        if not findings:
            return
        about_words = (f.rule for f in findings if f.category != "meta" and f.rule not in NOTICES)
        self._example = self._example or next(about_words, None)
        self._commented = self._commented or checked.format in COMMENTED
        if self._output.statistics:
            return
        write = self._output.stream.write
        write(self._style.bold(safe(checked.path)) + "\n\n")
        for finding in findings:
            write("".join(f"{line}\n" for line in self._lines(finding)) + "\n")

    def _lines(self, finding: Finding) -> Iterator[str]:
        style, room = self._style, self._output.width - len(INDENT)
        if finding.rule == CRISIS:
            yield from self._comfort(finding, room)
            return
        severity = style.severity(finding.severity, finding.severity)
        head = f"  {finding.line}:{finding.column}  {severity}  {style.bold(safe(finding.rule))}"
        yield head + style.dim(_note(finding))
        underline = UNDERLINES[finding.severity]
        for quoted, marks in excerpt(finding.sentence, finding.mark, room, underline) if finding.sentence else ():
            yield INDENT + quoted.render(lambda text: style.severity(text, finding.severity))
            if marks:
                yield INDENT + style.severity(marks, finding.severity)
        for paragraph in self._reason(finding):
            yield from (INDENT + line for line in wrap(safe(paragraph), room))
        for line in wrap(_advice(finding), room):
            yield INDENT + style.paint(line, 32)
        if self._output.verbose:
            for source in finding.sources[:MOST_SOURCES]:
                yield from (INDENT + style.dim(line) for line in wrap(safe(f"{source.title}: {source.url}"), room))

    def _comfort(self, finding: Finding, room: int) -> Iterator[str]:
        """Yield what is said to a writer in crisis: no rule, no severity, nothing quoted."""
        yield from (INDENT + self._style.bold(line) for line in wrap(safe(finding.message), room))
        for paragraph in finding.why.splitlines():
            yield ""
            yield from (INDENT + line for line in wrap(safe(paragraph), room))

    def _reason(self, finding: Finding) -> list[str]:
        if finding.category == "meta":
            message = finding.message[:1].upper() + finding.message[1:]
            return [f"{message}{'' if message.endswith(('.', '?')) else '.'} {finding.why}"]
        return [finding.why if self._output.verbose else first_sentence(finding.why)]

    def finish(self, report: Report) -> None:
        """Write the counts, and what to do next."""
        write, style = self._output.stream.write, self._style
        if self._output.statistics:
            write(words.statistics(report, style))
        if self._output.quiet:
            return
        if set(report.by_rule) == {CRISIS} and not report.errors:
            return
        write(style.bold(words.summary(report)) + "\n")
        if report.comparison:
            write(words.comparison(report) + "\n")
        if self._example:
            rule = safe(self._example)
            write(f"Why, and what to say instead, in full: stigmalint explain {rule}\n")
            if self._commented:
                write(f"To keep words on purpose: <!-- stigmalint: ignore[{rule}] -- your reason -->\n")


def _note(finding: Finding) -> str:
    """Return the notes that pages share the words, and that a context lowered the severity."""
    shared = f"  ({words.on_pages(finding)})" if finding.pages > 1 else ""
    if finding.context is None:
        return shared
    note = CONTEXT_NOTES.get(finding.context, finding.context)
    return f"{shared}  ({safe(note)}: your call)"


def _advice(finding: Finding) -> str:
    """Return the suggestions, words to paste in curly quotes; advice only where there are none."""
    texts = [safe(suggestion.text) for suggestion in finding.suggestions if suggestion.fix != "manual"]
    if texts:
        quoted = [f"“{text}”" for text in texts[:MOST_SUGGESTIONS]]
        return "Try: " + (
            " or ".join(quoted) if len(quoted) < MOST_SUGGESTIONS else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
        )
    manual = [safe(suggestion.text) for suggestion in finding.suggestions]
    label = "Try" if finding.category == "document" else "Rewrite"
    return f"{label}: {manual[0]}" if manual else ""


def first_sentence(text: str) -> str:
    """Return the first sentence of a reason."""
    end = _SENTENCE_END.search(text)
    return text[: end.end()] if end else text

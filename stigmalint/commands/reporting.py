"""What every command that reports on documents shares: the options about the report, and the writing of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from stigmalint.commands.options import color_option, decorator
from stigmalint.errors import UsageError
from stigmalint.reporters import REPORTERS, Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TextIO

    from stigmalint.outcomes import Outcome
    from stigmalint.report import Report
    from stigmalint.reporters import Reporter

F = TypeVar("F", bound="Callable[..., Any]")

COUNTED_FORMATS = frozenset({"json", "jsonl", "csv", "html"})  # which hold the counts, or are for programs to count in


def report_options(function: F) -> F:
    """Add the options that say what the report looks like, and where it goes."""
    return decorator(
        click.option(
            "--output-format",
            type=click.Choice(list(REPORTERS)),
            default="text",
            help="Form of the report; default: text.",
        ),
        click.option(
            "-o",
            "--output-file",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Write the report here.",
        ),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
        click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them."),
        color_option,
        click.option("-q", "--quiet", is_flag=True, help="Show findings only: no summary."),
        click.option(
            "-v",
            "--verbose",
            is_flag=True,
            help="Show reasons in full with their sources, and the configuration used.",
        ),
    )(function)


def refuse_contradictions(options: Mapping[str, Any]) -> None:
    """Refuse options of `report_options` that do not go together.

    Raises:
        UsageError: some do not.
    """
    if options["quiet"] and options["verbose"]:
        raise UsageError("--quiet and --verbose do not go together")
    if options["statistics"] and options["output_format"] in COUNTED_FORMATS:
        raise UsageError(
            "--statistics is for people; in JSON the counts are in `summary.by_rule`"
            if options["output_format"] == "json"
            else f"--statistics is for people: it goes without --output-format {options['output_format']}"
        )


def write_report(
    outcomes: Iterable[Outcome],
    report: Report,
    options: Mapping[str, Any],
    *,
    make: Callable[[Output], Reporter] | None = None,
    aside: bool = False,
) -> None:
    """Write the report on `outcomes` as they come, and count them in `report`.

    Args:
        outcomes: what became of the inputs.
        report: takes the counts.
        options: those of `report_options`.
        make: makes a reporter in place of the one that the options name.
        aside: stdout is taken, so what would go there goes to stderr.
    """
    from stigmalint.output import output

    make = make or REPORTERS[options["output_format"]]
    try:
        with output(options["output_file"]) as stream:
            reporter = make(_output(sys.stderr if aside and stream is sys.stdout else stream, options))
            _write(outcomes, reporter, report)
            stream.flush()
    except BrokenPipeError:
        from stigmalint.boundary import silence_stdout

        silence_stdout()


def say_where(report: Report, options: Mapping[str, Any]) -> None:
    """Say on stderr what a report came to that was written to a file."""
    if options["output_file"] and not options["quiet"]:
        from stigmalint.reporters.words import comparison, summary
        from stigmalint.terminal import warn

        place = f"The report is in {options['output_file']}."
        warn(" ".join(filter(None, (summary(report), comparison(report), place))))


def _output(stream: TextIO | Any, options: Mapping[str, Any]) -> Output:  # noqa: ANN401 - a text stream
    from stigmalint.terminal import wants_color, width

    return Output(
        stream,
        # FORCE_COLOR is about terminals; a file is coloured only for --color always
        color=wants_color(options["color"], stream, {} if options["output_file"] else os.environ),
        width=width(),
        quiet=options["quiet"],
        verbose=options["verbose"],
        statistics=options["statistics"],
        folder=_folder(options["output_file"]),
    )


def _folder(path: Path | None) -> Path | None:
    return None if path is None or path == Path("-") else path.parent


def _write(outcomes: Iterable[Outcome], reporter: Reporter, report: Report) -> None:
    from stigmalint.outcomes import Checked, Failed, describe
    from stigmalint.terminal import warn

    for outcome in outcomes:
        report.add(outcome)
        if isinstance(outcome, Checked):
            reporter.file(outcome)
        else:
            kind = "error" if isinstance(outcome, Failed) else "warning"
            warn(f"{kind}: {describe(outcome)}")
    reporter.finish(report)

"""`stigmalint check`: lint files and folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stigmalint.commands.options import check_options, color_option, config_options, configs
from stigmalint.errors import UsageError
from stigmalint.reporters import REPORTERS, Output

if TYPE_CHECKING:
    from stigmalint.check import Checker
    from stigmalint.fixing import Fixer
    from stigmalint.report import Report
    from stigmalint.reporters import Reporter

# Formats that hold the counts by rule already, and where.
COUNTED_FORMATS = {"json": "in JSON the counts are in `summary.by_rule`", "html": "the HTML report has the counts"}


@click.command(short_help="Check files and folders.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[PATHS | -]")
@config_options
@check_options
@click.option("--force-exclude", is_flag=True, help="Leave out excluded paths even where they are named.")
@click.option("--stdin-filename", metavar="NAME", help="Name of what comes from standard input.")
@click.option(
    "--output-format", type=click.Choice(list(REPORTERS)), default="text", help="Form of the report; default: text."
)
@click.option(
    "-o",
    "--output-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report here.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them.")
@click.option("--fix", is_flag=True, help="Put safe suggestions in place, and report what remains.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also suggestions that need an editor's eye.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing; exit with 1 if anything.")
@color_option
@click.option("-q", "--quiet", is_flag=True, help="Show findings only: no summary.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Show reasons in full with their sources, and the configuration used."
)
def check(paths: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401 - as declared above
    """Check the language of files and folders (default: this folder; `-`: standard input).

    \b
    Exit code: 0 nothing at or above --fail-on, 1 findings at or above it,
    2 something could not be done, 130 interrupted.
    """  # noqa: D301 - click's mark for "keep the lines"
    from stigmalint.output import output
    from stigmalint.report import Report, exit_code
    from stigmalint.terminal import warn

    _refuse_contradictions(paths, options)
    checker = _checker(options)
    report = Report()
    try:
        with output(options["output_file"]) as stream:
            _run(checker, paths or (Path(),), _reporter(stream, paths, options), report)
            stream.flush()
    except BrokenPipeError:
        from stigmalint.boundary import silence_stdout

        silence_stdout()
    if options["verbose"]:
        for file in checker.configs.files:
            warn(f"configuration: {file}")
    if checker.fixer and not options["quiet"]:
        from stigmalint.reporters.words import fixes

        warn(fixes(report, written=options["fix"]))
    if options["output_file"] and not options["quiet"] and not options["diff"]:
        from stigmalint.reporters.words import summary

        warn(f"{summary(report)} The report is in {options['output_file']}.")
    return exit_code(report, exit_zero=options["exit_zero"], diff=options["diff"])


def _refuse_contradictions(paths: tuple[Path, ...], options: dict[str, Any]) -> None:
    if options["quiet"] and options["verbose"]:
        raise UsageError("--quiet and --verbose do not go together")
    if options["stdin_filename"] and Path("-") not in paths:
        raise UsageError("--stdin-filename goes with `-`, which reads standard input")
    if options["statistics"] and options["output_format"] in COUNTED_FORMATS:
        raise UsageError(f"--statistics is for people; {COUNTED_FORMATS[options['output_format']]}")
    if options["fix"] and options["diff"]:
        raise UsageError("--fix writes what --diff only shows: choose one")
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise UsageError("--unsafe-fixes goes with --fix or --diff")
    if options["diff"] and (options["statistics"] or options["output_format"] != "text"):
        raise UsageError("--diff prints a diff in place of a report")


def _checker(options: dict[str, Any]) -> Checker:
    from stigmalint.check import Checker
    from stigmalint.documents import FORMATS
    from stigmalint.engine import Engine, make_linter

    return Checker(
        configs(options),
        Engine(make_linter),
        frozenset(FORMATS) - {""},
        force_exclude=options["force_exclude"],
        stdin=sys.stdin.buffer.read,
        stdin_name=options["stdin_filename"],
        fixer=_fixer(options),
        stdout=_write_stdout if options["fix"] else None,
    )


def _fixer(options: dict[str, Any]) -> Fixer | None:
    if not (options["fix"] or options["diff"]):
        return None
    from stigmalint.fixing import Fixer

    return Fixer(unsafe=options["unsafe_fixes"], write=options["fix"])


def _write_stdout(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _reporter(stream: Any, paths: tuple[Path, ...], options: dict[str, Any]) -> Reporter:  # noqa: ANN401 - a text stream
    if options["diff"]:
        from stigmalint.reporters.diff import DiffReporter

        return DiffReporter(_output(stream, options))
    if options["fix"] and Path("-") in paths and stream is sys.stdout:
        stream = sys.stderr  # stdout has the fixed text
    return REPORTERS[options["output_format"]](_output(stream, options))


def _output(stream: Any, options: dict[str, Any]) -> Output:  # noqa: ANN401 - a text stream
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


def _run(checker: Checker, paths: tuple[Path, ...], reporter: Reporter, report: Report) -> None:
    from stigmalint.outcomes import Checked, Failed, describe
    from stigmalint.terminal import warn

    for outcome in checker.check(paths):
        report.add(outcome)
        if isinstance(outcome, Checked):
            reporter.file(outcome)
        else:
            kind = "error" if isinstance(outcome, Failed) else "warning"
            warn(f"{kind}: {describe(outcome)}")
    reporter.finish(report)

"""`stigmalint check`: lint files and folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stigmalint.commands.options import check_options, config_options, configs, follower, history_options, path_options
from stigmalint.commands.reporting import refuse_contradictions, report_options, say_where, write_report
from stigmalint.errors import UsageError

if TYPE_CHECKING:
    from stigmalint.check import Checker
    from stigmalint.findings import Severity
    from stigmalint.fixing import Fixer
    from stigmalint.history.records import Scope
    from stigmalint.reporters import Output, Reporter


@click.command(short_help="Check files and folders.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[PATHS | -]")
@config_options
@check_options
@path_options
@click.option("--force-exclude", is_flag=True, help="Leave out excluded paths even where they are named.")
@click.option("--stdin-filename", metavar="NAME", help="Name of what comes from standard input.")
@click.option("--fix", is_flag=True, help="Put safe suggestions in place, and report what remains.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also suggestions that need an editor's eye.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing; exit with 1 if anything.")
@history_options
@report_options
def check(paths: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401 - as declared above
    """Check the language of files and folders (default: this folder; `-`: standard input).

    \b
    Exit code: 0 nothing at or above --fail-on, 1 findings at or above it,
    2 something could not be done, 130 interrupted.
    """  # noqa: D301 - click's mark for "keep the lines"
    from stigmalint.report import Report, exit_code
    from stigmalint.terminal import warn

    _refuse_contradictions(paths, options)
    follow = follower(options)
    checker = _checker(options)
    report = Report()
    inputs = paths or (Path(),)
    fixed_stdin = options["fix"] and Path("-") in inputs
    write_report(
        follow(checker.check(inputs), report, lambda: _scope(checker, inputs)),
        report,
        options,
        make=_diff_reporter if options["diff"] else None,
        aside=fixed_stdin,  # stdout has the fixed text
    )
    if options["verbose"]:
        for file in checker.configs.files:
            warn(f"configuration: {file}")
    if checker.fixer and not options["quiet"]:
        from stigmalint.reporters.words import fixes

        warn(fixes(report, written=options["fix"]))
    if not options["diff"]:
        say_where(report, options)
    return exit_code(report, exit_zero=options["exit_zero"], diff=options["diff"])


def _refuse_contradictions(paths: tuple[Path, ...], options: dict[str, Any]) -> None:
    refuse_contradictions(options)
    if options["stdin_filename"] and Path("-") not in paths:
        raise UsageError("--stdin-filename goes with `-`, which reads standard input")
    if options["fix"] and options["diff"]:
        raise UsageError("--fix writes what --diff only shows: choose one")
    if options["unsafe_fixes"] and not (options["fix"] or options["diff"]):
        raise UsageError("--unsafe-fixes goes with --fix or --diff")
    if options["diff"] and (options["history"] or options["no_text"]):
        raise UsageError("--diff shows words and keeps no run: it goes without --history and --no-text")
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


def _diff_reporter(output: Output) -> Reporter:
    from stigmalint.reporters.diff import DiffReporter

    return DiffReporter(output)


def _scope(checker: Checker, paths: tuple[Path, ...]) -> Scope:
    """Return what the run looks at, for the history."""
    from stigmalint.check import STDIN, STDIN_NAME
    from stigmalint.history.records import Scope

    names = sorted({(checker.stdin_name or STDIN_NAME) if path == STDIN else path.as_posix() for path in paths})

    def asks(path: str, rule: str, severity: Severity) -> bool:
        return checker.engine.bench(checker.configs.of(Path(path).parent)).asks(rule, severity)

    return Scope(
        target=" ".join(names),
        profile=checker.configs.of(Path()).profile,
        is_gone=lambda path: not os.path.lexists(path),
        asks=asks,
    )

"""The options that commands share, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from stigmalint.config import Configs, command_line
from stigmalint.errors import ConfigError, UsageError
from stigmalint.settings import FAIL_LEVELS, LEVELS, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stigmalint.config import Config
    from stigmalint.history.records import Scope
    from stigmalint.outcomes import Outcome
    from stigmalint.report import Report

    Follower = Callable[[Iterable[Outcome], Report, Callable[[], Scope]], Iterable[Outcome]]

F = TypeVar("F", bound=Callable[..., Any])


def decorator(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return one decorator that adds all of `options`, in their order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def config_options(function: F) -> F:
    """Add the options that say which configuration and which rules hold."""
    return decorator(
        click.option(
            "--config", "config_file", type=click.Path(path_type=Path), metavar="FILE", help="Read this file only."
        ),
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option("--profile", metavar="NAME", help="Set severities for a kind of text; default: outreach."),
        click.option("--locale", metavar="CODE|none", help="Country of the readers: us, uk, ca, …; default: none."),
        click.option("--language", metavar="CODE", help="Language of the rules; default: en."),
        click.option(
            "--wordlists", multiple=True, metavar="FILE|DIR", help="Add rules of your own, or of a pack. Repeatable."
        ),
    )(function)


def check_options(function: F) -> F:
    """Add the options that say which findings are reported, and which make a run fail."""
    names = "RULE|CATEGORY|ALL"
    return decorator(
        click.option("--select", multiple=True, metavar=names, help="Report these only. Repeatable, or with commas."),
        click.option("--extend-select", multiple=True, metavar=names, help="Report these too."),
        click.option("--ignore", multiple=True, metavar=names, help="Do not report these."),
        click.option(
            "--min-severity", type=click.Choice(LEVELS[:-1]), help="Show findings from this level; default: info."
        ),
        click.option(
            "--fail-on", type=click.Choice(FAIL_LEVELS), help="Exit with 1 from this level; default: warning."
        ),
        click.option(
            "--report-unused-suppressions",
            is_flag=True,
            default=None,
            help="Report suppressions that suppress nothing.",
        ),
        click.option(
            "--model", metavar="NAME|PATH|none", help="spaCy pipeline for rules that need grammar; default: auto."
        ),
    )(function)


def path_options(function: F) -> F:
    """Add the options that say which files are left out."""
    return decorator(
        click.option(
            "--exclude", multiple=True, metavar="GLOB", help="Leave out these paths, in place of the default."
        ),
        click.option("--extend-exclude", multiple=True, metavar="GLOB", help="Leave out these paths too."),
        click.option(
            "--respect-gitignore/--no-respect-gitignore", default=None, help="Leave out what git ignores; default: yes."
        ),
    )(function)


def color_option(function: F) -> F:
    """Add the option about colour."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        help="Colour the output; default: auto.",
    )(function)


def configs(options: Mapping[str, Any]) -> Configs:
    """Return what gives every input its configuration, from `config_options`, `check_options` and `path_options`.

    Raises:
        ConfigError: the file of --config does not exist.
        UsageError: options do not go together, or a value does not suit.
    """
    file: Path | None = options["config_file"]
    if file and options["isolated"]:
        raise UsageError("--config and --isolated do not go together")
    if file and not file.is_file():
        raise ConfigError(f"{file}: there is no such configuration file")
    given = {key: options.get(key.replace("-", "_")) for key in SETTINGS}
    return Configs(command_line(given), file=file, isolated=options["isolated"])


def config_here(options: Mapping[str, Any]) -> Config:
    """Return the configuration for the working folder."""
    return configs(options).of(Path())


def history_options(function: F) -> F:
    """Add the options about what is kept of a run, and whether words of the documents are part of it."""
    return decorator(
        click.option(
            "--history",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Keep the run in this SQLite file, and compare it with the last one.",
        ),
        click.option(
            "--no-text", is_flag=True, help="Leave out the words of the documents: counts, rules and places only."
        ),
    )(function)


def follower(options: Mapping[str, Any]) -> Follower:
    """Return what makes of a stream of outcomes what the options of `history_options` ask for.

    It is given the outcomes, the report that counts each of them before the next is asked for, and a function that says
    what the run looks at. With --no-text outcomes come without words; with --history the run is kept after the
    last of them, and `report.comparison` filled. Call this before the work: it refuses a file that cannot be used.

    Raises:
        HistoryError: the history cannot be written, or is not one that this version can add to.
        UsageError: the history and the report would be one file.
    """
    redacted: bool = options["no_text"]
    if options["history"]:
        path: Path = options["history"]
        _refuse_same_file(path, options["output_file"])
        from stigmalint.history.keeping import begin, keep

        begun = begin(path)
        return lambda outcomes, report, scope: keep(outcomes, report, begun, scope(), redacted=redacted)
    if redacted:
        import secrets

        from stigmalint.redaction import redact

        key = secrets.token_bytes(32)
        return lambda outcomes, _report, _scope: (redact(outcome, key) for outcome in outcomes)
    return lambda outcomes, _report, _scope: outcomes


def _refuse_same_file(history: Path, report: Path | None) -> None:
    if report is not None and history.resolve() == report.resolve():
        raise UsageError(f"--history and --output-file name the same file: {history}")

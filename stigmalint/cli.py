"""The command line: which commands there are; each is a module of `stigmalint.commands`, imported when it is called."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from stigmalint import __version__
from stigmalint.boundary import guard, quiet_pipe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _check() -> click.Command:
    from stigmalint.commands.check import check

    return check


def _site() -> click.Command:
    from stigmalint.commands.site import site

    return site


def _rules() -> click.Command:
    from stigmalint.commands.rules import rules

    return rules


def _explain() -> click.Command:
    from stigmalint.commands.explain import explain

    return explain


def _trend() -> click.Command:
    from stigmalint.commands.trend import trend

    return trend


def _test_rules() -> click.Command:
    from stigmalint.commands.test_rules import test_rules

    return test_rules


def _config() -> click.Command:
    from stigmalint.commands.config import config

    return config


def _completion() -> click.Command:
    from stigmalint.commands.completion import completion

    return completion


COMMANDS: Mapping[str, Callable[[], click.Command]] = {
    "check": _check,
    "site": _site,
    "trend": _trend,
    "rules": _rules,
    "explain": _explain,
    "test-rules": _test_rules,
    "config": _config,
    "completion": _completion,
}


class Commands(click.Group):
    """A group that imports a command when it is asked for, and ends every run with an exit code of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        return COMMANDS[cmd_name]() if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with; for a name that is not one, say which may be meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from stigmalint.nearest import closest

            ctx.fail(
                f'there is no command "{name}"{closest(name, COMMANDS) or "; to check a file: stigmalint check FILE"}'
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Run the command; its return value is the exit code."""
        with quiet_pipe():
            return super().invoke(ctx)
        return 0

    def main(self, *args: Any, **extra: Any) -> NoReturn:  # noqa: ANN401 - click's signature
        """Run the command line, and exit with its code."""
        run = super().main
        sys.exit(guard(lambda: run(*args, **{**extra, "standalone_mode": False})))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Check the language of mental-health outreach.

    stigmalint finds words that blame, sensationalise, pity or label people, says why they hurt, and offers words that
    put the person first. It runs on this machine and sends nothing anywhere.
    """


def main() -> None:
    """Run the command line, and exit with its code."""
    # Documents are many small records that go together: looking for cycles less often saves a twentieth of the time.
    gc.set_threshold(100_000, 20, 20)
    cli.main(prog_name="stigmalint")

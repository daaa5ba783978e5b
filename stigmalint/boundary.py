"""The boundary of the process: turn what a command returns or raises into an exit code, and a message on stderr."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from stigmalint import __version__
from stigmalint.errors import StigmalintError
from stigmalint.report import BROKEN, CLEAN, INTERRUPTED
from stigmalint.terminal import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def guard(run: Callable[[], object]) -> int:
    """Run a command and return its exit code; what it raises is reported on stderr."""
    _tolerate_encodings()
    try:
        code = run()
        with quiet_pipe():
            sys.stdout.flush()
    except click.Abort:
        warn("Interrupted.")
        return INTERRUPTED
    except click.ClickException as error:
        _show(error)
        return BROKEN
    except StigmalintError as error:
        warn(f"error: {error}")
        return BROKEN
    except Exception:  # noqa: BLE001 - the one place for what nobody foresaw
        warn(crash_report())
        return BROKEN
    return code if isinstance(code, int) else CLEAN


def _tolerate_encodings() -> None:
    """Let characters that stdout or stderr cannot carry be written as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def _show(error: click.ClickException) -> None:
    if isinstance(error, click.UsageError) and error.ctx:
        warn(error.ctx.get_usage())
        warn(f"Help: {error.ctx.command_path} --help\n")
    warn(f"error: {error.format_message()}")


def crash_report() -> str:
    """Return a report of the exception being handled, to be pasted into an issue."""
    import platform
    import traceback

    return (
        "error: stigmalint stopped on something that it does not foresee. This is a defect: please report it,\n"
        "with the text below and, if you can share it, the document.\n\n"
        f"stigmalint {__version__}\n"
        f"Python {platform.python_version()} on {platform.platform()}\n\n"
        f"{traceback.format_exc()}"
    )


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """Make nothing of a reader that closes the pipe early, such as `head`."""
    try:
        yield
    except BrokenPipeError:
        silence_stdout()


def silence_stdout() -> None:
    """Send the rest of the output nowhere, once nobody reads it."""
    # Python flushes stdout once more when it ends: https://docs.python.org/3/library/signal.html#note-on-sigpipe
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115

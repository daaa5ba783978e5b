"""`stigmalint trend`: how the findings of kept runs change over time."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stigmalint.commands.options import color_option
from stigmalint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from stigmalint.history.trend import Trend


@click.command(short_help="Show how findings change over time.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Compare the last run with what was known before this day; default: with the run before.",
)
@click.option("--target", metavar="TARGET", help="Show the runs over this target only; default: all.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@color_option
def trend(file: Path, since: datetime | None, target: str | None, output_format: str, color: Any) -> None:  # noqa: ANN401
    """Show new, fixed and remaining findings from the runs that `check --history FILE` kept."""
    found = _trends(file, target, since.astimezone() if since else None)
    if output_format == "json":
        from stigmalint.reporters.trend import trend_json

        click.echo(trend_json(found), nl=False)
        return
    from stigmalint.reporters.trend import trend_text
    from stigmalint.terminal import Style, wants_color

    style = Style(wants_color(color, sys.stdout))
    texts = ["".join(f"{line}\n" for line in trend_text(one, sys.stdout, style)) for one in found]
    click.echo("\n".join(texts) or "No runs to show.\n", nl=False, color=style.color)


def _trends(file: Path, target: str | None, since: datetime | None) -> Sequence[Trend]:
    from stigmalint.history.store import at, reading
    from stigmalint.history.trend import trend

    with reading(file) as store:
        targets = store.targets()
        if target is not None and target not in targets:
            from stigmalint.nearest import nearest_or_all

            raise UsageError(f'--target: {file} has no runs over "{target}"{nearest_or_all(target, targets)}')
        wanted = targets if target is None else [target]
        trends = (trend(store, name, at(since) if since else "") for name in wanted)
        return [found for found in trends if found]

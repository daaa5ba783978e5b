"""`stigmalint config`: the settings in force, and the schema of configuration files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from stigmalint.commands.options import check_options, config_options, configs, path_options
from stigmalint.settings import SETTINGS
from stigmalint.terminal import safe

MOST_ROOM = 60
_PLAIN = re.compile(r"[\w.][\w./-]*")


@click.group(short_help="Show the settings in force, or the schema of configuration files.")
def config() -> None:
    """Show the settings in force, or the schema of configuration files."""


@config.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True), default=".")
@config_options
@check_options
@path_options
def show(path: Path, **options: Any) -> None:  # noqa: ANN401 - as declared above
    """Show every setting in force for PATH (default: this folder), and where it was made."""
    found = configs(options).of(path if path.is_dir() else path.parent)
    rows = [(f"{key}: {_written(found.value(key))}", found.origin(key)) for key in SETTINGS]
    room = max(len(setting) for setting, _ in rows if len(setting) <= MOST_ROOM)
    for setting, origin in rows:
        place = f"command line ({origin})" if origin.startswith("--") else origin
        click.echo(safe(f"{setting:{room}}  # {place}"))


def _written(value: object) -> str:
    """Return a value in the notation of YAML, on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_written(name)}: {_written(word)}" for name, word in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    text = "none" if value is None else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


@config.command()
def schema() -> None:
    """Print the JSON Schema of configuration files, for editors."""
    path = Path(__file__).parent.parent / "schemas" / "config.schema.json"
    click.echo(path.read_text("utf-8"), nl=False)

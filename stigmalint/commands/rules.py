"""`stigmalint rules`: list the rules in force."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from stigmalint.commands.options import color_option, config_here, config_options
from stigmalint.errors import UsageError
from stigmalint.settings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stigmalint.rules.model import Rule
    from stigmalint.rules.ruleset import RuleSet

VERSION = 1


@click.command(short_help="List the rules.")
@config_options
@click.option("--category", "categories", multiple=True, metavar="NAME", help="List this category only. Repeatable.")
@click.option(
    "--severity", "levels", multiple=True, type=click.Choice(LEVELS), help="List this level only. Repeatable."
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@color_option
def rules(categories: tuple[str, ...], levels: tuple[str, ...], output_format: str, color: Any, **options: Any) -> None:  # noqa: ANN401
    """List the rules in force, with the words that each looks for."""
    from stigmalint.engine import load_rule_set

    found = load_rule_set(config_here(options))
    _check_categories(categories, found)
    chosen = [
        rule
        for rule in (*found.rules.values(), *found.checks.values())
        if (not categories or rule.category in categories) and (not levels or found.severity(rule) in levels)
    ]
    if output_format == "json":
        _print_json(found, chosen)
    else:
        _print_table(found, chosen, color)


def _check_categories(categories: Iterable[str], found: RuleSet) -> None:
    known = {rule.category for rule in (*found.rules.values(), *found.checks.values())}
    for name in categories:
        if name not in known:
            from stigmalint.nearest import nearest_or_all

            raise UsageError(f'--category: unknown category "{name}"{nearest_or_all(name, known)}')


def _print_json(found: RuleSet, chosen: Iterable[Rule]) -> None:
    import json

    from stigmalint.commands.catalogue import record

    report = {
        "version": VERSION,
        "language": found.language,
        "profile": found.profile.name,
        "rules": [record(found, rule) for rule in chosen],
    }
    click.echo(json.dumps(report, indent=2))


def _print_table(found: RuleSet, chosen: list[Rule], color: Any) -> None:  # noqa: ANN401 - a choice of colour
    from stigmalint.commands.catalogue import phrases
    from stigmalint.reporters.words import count
    from stigmalint.terminal import Style, fit, safe, wants_color, width

    style = Style(wants_color(color, sys.stdout))
    room_id = max((len(rule.id) for rule in chosen), default=0)
    room_words = max(width() - room_id - len("  warning  "), 20)
    for rule in chosen:
        severity = found.severity(rule)
        words = safe(", ".join(phrases(rule)) or rule.message or "")
        shown = words if len(words) <= room_words else fit(words, room_words - 1) + "…"
        click.echo(
            f"{style.bold(f'{rule.id:{room_id}}')}  {style.severity(f'{severity:7}', severity)}  {shown}",
            color=style.color,
        )
    click.echo(f"\n{count(len(chosen), 'rule')}. More about one: stigmalint explain RULE")

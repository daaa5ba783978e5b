"""`stigmalint test-rules`: run the examples that rules are written with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stigmalint.commands.options import color_option, config_here, config_options
from stigmalint.errors import UsageError
from stigmalint.report import CLEAN, FOUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stigmalint.rules.ruleset import RuleSet
    from stigmalint.rules.testing import ExampleResult
    from stigmalint.terminal import Style


@click.command("test-rules", short_help="Run the examples of rules.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@config_options
@color_option
def test_rules(files: tuple[Path, ...], color: Any, **options: Any) -> int:  # noqa: ANN401 - as declared above
    """Run the examples of the rules in FILES, files or folders of rules (default: of every rule in force).

    \b
    Exit code: 0 every example came out as written, 1 some did not, 2 the rules cannot be read.
    """  # noqa: D301 - click's mark for "keep the lines"
    from stigmalint.engine import make_linter
    from stigmalint.rules.testing import run_examples
    from stigmalint.terminal import Style, wants_color

    missing = [str(path) for path in files if not path.exists()]
    if missing:
        raise UsageError(f"{', '.join(missing)}: there is no such file or folder")
    config = config_here({**options, "wordlists": (*options["wordlists"], *_not_shipped(files))})
    linter = make_linter(config)
    only = _rules_in(files, linter.rules) if files else list(linter.rules.rules)
    style = Style(wants_color(color, sys.stdout))
    total = failed = 0
    for result in run_examples(linter.rules, linter.check_text, only):
        total += 1
        if not result.ok:
            failed += 1
            _show(result, style)
    _sum_up(len(only), total, failed, style)
    return FOUND if failed else CLEAN


def _not_shipped(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the files that are not among the word lists that stigmalint loads anyway."""
    from stigmalint.rules.locate import shipped_wordlists

    shipped = shipped_wordlists().resolve()
    return tuple(str(path) for path in files if not path.resolve().is_relative_to(shipped))


def _rules_in(files: Sequence[Path], rules: RuleSet) -> list[str]:
    places = [path.resolve() for path in files]
    return [
        rule.id
        for rule in rules.rules.values()
        if any(Path(rule.location.file).resolve().is_relative_to(place) for place in places)
    ]


def _show(result: ExampleResult, style: Style) -> None:
    from stigmalint.terminal import safe

    place = f"{result.location.file}:{result.location.line}"
    click.echo(
        f"{style.bold(safe(place))}: {safe(result.rule)}: {result.kind}: {safe(result.detail)}", color=style.color
    )
    if result.sentence:
        click.echo(f"    {safe(result.sentence)}", color=style.color)


def _sum_up(rules: int, total: int, failed: int, style: Style) -> None:
    from stigmalint.reporters.words import count

    end = f"{failed:,} failed" if failed else "all as written"
    click.echo(style.bold(f"{count(rules, 'rule')}, {count(total, 'example')}: {end}."), color=style.color)

"""`stigmalint explain`: what a rule finds, why, what to say instead, and who says so."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from stigmalint.commands.options import color_option, config_here, config_options
from stigmalint.errors import StigmalintError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stigmalint.rules.model import Rule
    from stigmalint.rules.ruleset import RuleSet
    from stigmalint.terminal import Style

INDENT = "  "
MOST_PHRASES = 12
OWN = "No published guideline known to us names these words; the rule follows from what guidelines ask in general."


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from stigmalint.rules.load import load_rules

    try:
        rules = load_rules()
        return [CompletionItem(name) for name in (*rules.rules, *rules.checks) if name.startswith(incomplete)]
    except StigmalintError:
        return []


@click.command(short_help="Explain a rule: what, why, and what to say instead.")
@click.argument("rule", shell_complete=_complete)
@config_options
@color_option
def explain(rule: str, color: Any, **options: Any) -> None:  # noqa: ANN401 - as declared above
    """Explain RULE: what it finds, why the words hurt, what to say instead, and who says so."""
    from stigmalint.engine import load_rule_set
    from stigmalint.terminal import Style, wants_color

    rules = load_rule_set(config_here(options))
    style = Style(wants_color(color, sys.stdout))
    for line in _explained(rule.strip(), rules, style):
        click.echo(line, color=style.color)


def _explained(name: str, rules: RuleSet, style: Style) -> Iterator[str]:
    from stigmalint.directives import GRAMMAR, SEVERITY, WHY

    found = rules.rules.get(rules.aliases.get(name, name)) or rules.checks.get(name)
    if found:
        yield from _described(found, rules, style, formerly=name if name != found.id else None)
    elif name in WHY:
        yield f"{style.bold(name)}  {style.severity(SEVERITY[name], SEVERITY[name])}"
        yield from _part("Why", [WHY[name], f"The notation is: {GRAMMAR}"], style)
    else:
        raise _unknown(name, rules)


def _unknown(name: str, rules: RuleSet) -> UsageError:
    from stigmalint.selection import Vocabulary

    names = Vocabulary(rules)
    if name in names.categories:
        return UsageError(f'"{name}" is a category; its rules: stigmalint rules --category {name}')
    from stigmalint.nearest import closest

    near = closest(name, names.rules, most=3) or closest(name, rules.aliases)
    return UsageError(f'there is no rule "{name}"{near or "; all rules: stigmalint rules"}')


def _described(rule: Rule, rules: RuleSet, style: Style, *, formerly: str | None) -> Iterator[str]:
    from stigmalint.commands.catalogue import phrases, severity_by_profile

    severity = rules.severity(rule)
    note = f"  (formerly {formerly})" if formerly else ""
    preview = "  (preview: it may still change)" if rule.preview else ""
    yield f"{style.bold(rule.id)}  {style.severity(severity, severity)}{note}{preview}"
    found = phrases(rule) or [rule.message or ""]
    more = [f"and {len(found) - MOST_PHRASES} more"] if len(found) > MOST_PHRASES else []
    yield from _part("What it finds", [", ".join(found[:MOST_PHRASES] + more)], style)
    yield from _part("Why", [rule.why], style)
    yield from _part("Say instead", _suggested(rule), style, hanging=True)
    yield from _part("Examples", _examples(rule), style, hanging=True)
    sources = [f"{source.title}: {source.url}" for source in rule.sources] or [OWN]
    yield from _part("Sources", sources, style, hanging=True)
    levels = ", ".join(f"{name} {level}" for name, level in severity_by_profile(rules, rule))
    yield from _part("Severity by profile", [levels], style)


def _suggested(rule: Rule) -> list[str]:
    from stigmalint.commands.catalogue import suggestion_text

    templates = [*rule.suggest, *(template for spec in rule.match for template in spec.suggest or ())]
    written = {(suggestion_text(template), template.fix == "manual"): None for template in templates}
    return [f"Rewrite: {text}" if manual else f"“{_readable(text)}”" for text, manual in written]


def _readable(text: str) -> str:
    """Return a suggestion with spaces in the names of its lists: "{own word} therapist"."""
    return re.sub(r"\{\w+\}", lambda slot: slot[0].replace("_", " "), text)


def _examples(rule: Rule) -> list[str]:
    fixes = rule.examples.fix or {}
    return [
        *(f"found: {sentence}" for sentence in rule.examples.flag),
        *(f"left alone: {sentence}" for sentence in rule.examples.pass_),
        *(f"rewritten: {before} → {after}" for before, after in fixes.items()),
    ]


def _part(title: str, paragraphs: Sequence[str], style: Style, *, hanging: bool = False) -> Iterator[str]:
    """Yield a titled part, nothing when it is empty; `hanging` sets off the first line of each paragraph."""
    from stigmalint.terminal import safe, width, wrap

    if not any(paragraphs):
        return
    yield ""
    yield style.bold(title)
    for paragraph in paragraphs:
        first, *rest = wrap(safe(paragraph), width() - 2 * len(INDENT))
        yield INDENT + first
        yield from ((INDENT * 2 if hanging else INDENT) + line for line in rest)

"""Run the examples of rules: what each must flag, must pass, and what a fix makes of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from stigmalint.findings import Finding

if TYPE_CHECKING:
    from stigmalint.rules.model import Location, Rule
    from stigmalint.rules.ruleset import RuleSet

Check = Callable[[str], Sequence[Finding]]
# Of each kind, to flag and to pass.
LEAST_EXAMPLES = 2
ExampleKind = Literal["flag", "pass", "fix", "suggestion", "missing"]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example came out; `detail` says what was expected and what happened."""

    rule: str
    kind: ExampleKind
    sentence: str
    ok: bool
    detail: str
    location: Location


def run_examples(rules: RuleSet, check: Check, only: Iterable[str] | None = None) -> Iterator[ExampleResult]:
    """Yield the result of every example of every rule, in order.

    Args:
        rules: the rules in force.
        check: gives the findings of one sentence.
        only: ids of the rules to run; all when None.
    """
    wanted = set(rules.rules) if only is None else set(only)
    for rule in rules.rules.values():
        if rule.id not in wanted or rules.severity(rule) == "off":
            continue
        yield from _counts(rule)
        for sentence in rule.examples.flag:
            found = [finding.rule for finding in check(sentence)]
            detail = "" if rule.id in found else f"expected {rule.id}, found {', '.join(found) or 'nothing'}"
            yield ExampleResult(rule.id, "flag", sentence, not detail, detail, rule.location)
        for sentence in rule.examples.pass_:
            # Other rules may rightly object to something else in the sentence.
            found_here = [finding for finding in check(sentence) if finding.rule == rule.id]
            detail = f"expected nothing, found {found_here[0].text!r}" if found_here else ""
            yield ExampleResult(rule.id, "pass", sentence, not detail, detail, rule.location)
        for before, after in (rule.examples.fix or {}).items():
            yield _fix(rule, before, after, check)


def _counts(rule: Rule) -> Iterator[ExampleResult]:
    for kind, examples in (("flag", rule.examples.flag), ("pass", rule.examples.pass_)):
        if len(examples) < LEAST_EXAMPLES:
            detail = f"expected at least {LEAST_EXAMPLES} examples to {kind}, found {len(examples)}"
            yield ExampleResult(rule.id, "missing", "", ok=False, detail=detail, location=rule.location)


def _fix(rule: Rule, before: str, after: str, check: Check) -> ExampleResult:
    findings = [finding for finding in check(before) if finding.rule == rule.id]
    fixed = apply_first(before, findings)
    detail = "" if fixed == after else f"expected {after!r}, got {fixed!r}"
    if not detail:
        again = [finding for finding in check(after) if finding.severity != "info"]
        if again:
            detail = f"the rewritten sentence is itself flagged: {again[0].rule} at {again[0].text!r}"
    return ExampleResult(rule.id, "fix", before, not detail, detail, rule.location)


def apply_first(text: str, findings: Sequence[Finding]) -> str:
    """Return `text` with the first suggestion of each finding that has words (not advice) put in place."""
    for finding in sorted(findings, key=lambda f: f.start, reverse=True):
        for suggestion in finding.suggestions:
            if suggestion.fix != "manual":
                text = text[: finding.start] + suggestion.text + text[finding.end :]
                break
    return text

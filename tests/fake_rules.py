"""A few rules and a linter that only looks for words, so that the command line is tested apart from the word lists."""

from types import MappingProxyType
from typing import NamedTuple

from click.testing import CliRunner

from stigmalint.cli import cli
from stigmalint.findings import Finding, Source, Suggestion, fingerprint
from stigmalint.linter import Inspection
from stigmalint.rules.model import (
    Conditions,
    Examples,
    Location,
    PhraseSpec,
    Profile,
    Rule,
    RuleData,
    SuggestionTemplate,
)
from stigmalint.rules.ruleset import RuleSet

SOURCE = Source("guide", "A Guide to Words", "https://example.org/guide")
PROFILE = Profile("outreach", "Campaigns.", {}, {})


def make_rule(name, severity, phrase, suggestion=None, **more):
    suggest = (SuggestionTemplate(text=suggestion),) if suggestion else ()
    values = {
        "id": name,
        "category": name.partition("/")[0],
        "severity": severity,
        "why": f"The words hurt. They say that {name} is normal.",
        "match": (PhraseSpec(phrase),),
        "suggest": suggest,
        "sources": (SOURCE,),
        "examples": Examples((f"One {phrase} here.", f"Two {phrase} here."), ("One.", "Two.")),
        "conditions": Conditions(),
        "location": Location("words.yml", 3, 5),
        **more,
    }
    return Rule(**values)


RULES = {
    rule.id: rule
    for rule in (
        make_rule("suicide/commit", "error", "committed suicide", "died by suicide", aliases=("suicide/old",)),
        make_rule("pity/sufferer", "warning", "sufferers", "people with depression"),
        make_rule("derogatory/crazy", "info", "crazy"),
    )
}
ALIASES = {alias: rule.id for rule in RULES.values() for alias in rule.aliases}


def make_rules(profile=PROFILE, rules=RULES, digest="d1"):
    data = RuleData(profile, MappingProxyType(rules), {}, ALIASES)
    return RuleSet("en", digest, lambda: data)


class FakeLinter:
    """Finds the phrases of its rules; a phrase after a quotation mark is milder."""

    def __init__(self, rules):
        self.rules = rules

    def remember(self, memory):
        pass

    def inspect(self, document):
        return Inspection(tuple(self.lint(document)))

    def lint(self, document):
        found = []
        for segment in document.segments:
            for rule in self.rules.rules.values():
                phrase = rule.match[0].phrase
                start = segment.text.find(phrase)
                while start >= 0:
                    found.append(self.finding(document, segment, rule, start))
                    start = segment.text.find(phrase, start + 1)
        return iter(sorted(found, key=lambda finding: finding.start))

    def finding(self, document, segment, rule, start):
        end = start + len(rule.match[0].phrase)
        source_start, source_end = segment.source.span(start, end)
        line, column = document.position(source_start)
        end_line, end_column = document.position(source_end)
        quoted = segment.text[start - 1 : start] == '"'
        return Finding(
            path=document.path,
            rule=rule.id,
            category=rule.category,
            severity="info" if quoted else self.rules.severity(rule),
            message=f"“{segment.text[start:end]}”",
            why=rule.why,
            text=document.text[source_start:source_end],
            sentence=segment.text,
            mark=(start, end),
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            start=source_start,
            end=source_end,
            context="quotation" if quoted else None,
            suggestions=tuple(Suggestion(template.text, template.fix) for template in rule.suggest),
            sources=rule.sources,
            fingerprint=fingerprint(rule.id, document.path, segment.text),
        )


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def run(*arguments, stdin=None):
    """Run the command line in this process, without a configuration from outside."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin, prog_name="stigmalint")
    return Ran(result.exit_code, result.stdout, result.stderr)


def use_fakes(monkeypatch, folder, make=lambda _config: FakeLinter(make_rules())):
    """Work in `folder` with the rules of this module, in a terminal of 80 cells without colour."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("stigmalint.engine.make_linter", make)
    monkeypatch.setattr("stigmalint.engine.load_rule_set", lambda config: make(config).rules)

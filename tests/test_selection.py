"""Select and ignore: decided without input or output."""

from dataclasses import replace
from pathlib import Path

import pytest
from fake_rules import make_rules

from stigmalint.config import Entry, Layer, resolve
from stigmalint.errors import ConfigError, UsageError
from stigmalint.findings import CRISIS
from stigmalint.rules.ruleset import RuleSet
from stigmalint.selection import Vocabulary, at_least, selection, severities

NAMES = Vocabulary(make_rules())


def layer(origin="a.yml:1", **entries):
    return Layer(Path(), {key.replace("_", "-"): Entry(tuple(value.split()), origin) for key, value in entries.items()})


def wanted(*layers):
    chosen = selection(resolve(layers, base=Path()), NAMES)
    return {rule for rule in NAMES.rules if chosen.wants(rule)}


COMMIT, SUFFERER, CRAZY = "suicide/commit", "pity/sufferer", "derogatory/crazy"
META = {"meta/invalid-suppression", "meta/unused-suppression"}


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([], {COMMIT, SUFFERER, CRAZY, *META}),
        ([layer(select="suicide")], {COMMIT}),
        ([layer(select="suicide/old pity")], {COMMIT, SUFFERER}),
        ([layer(ignore="suicide meta")], {SUFFERER, CRAZY}),
        ([layer(select="suicide", ignore="suicide")], set()),
        ([layer(select="suicide/commit", ignore="suicide")], {COMMIT}),
        ([layer(select="suicide", ignore="suicide/commit")], set()),
        ([layer(select="ALL", ignore="suicide meta")], {SUFFERER, CRAZY}),
        ([layer(select="suicide", extend_select="pity")], {COMMIT, SUFFERER}),
        ([layer(select="suicide"), layer(extend_select="pity")], {COMMIT, SUFFERER}),
        ([layer(ignore="suicide"), layer(select="ALL")], {COMMIT, SUFFERER, CRAZY, *META}),
        ([layer(ignore="suicide/commit"), layer(extend_select="suicide/commit")], {COMMIT, SUFFERER, CRAZY, *META}),
        ([layer(select="suicide/commit"), layer(ignore="suicide")], set()),
    ],
    ids=[
        "nothing said",
        "a category",
        "a former id and a category",
        "ignored categories",
        "ignore wins over select as specific",
        "the more specific select wins",
        "the more specific ignore wins",
        "ALL is the least specific",
        "extend-select adds",
        "extend-select of a later layer adds",
        "select of a later layer starts afresh",
        "a later layer brings back a rule",
        "a later layer is stronger than a more specific earlier one",
    ],
)
def test_selection(layers, expected):
    assert wanted(*layers) == expected


@pytest.mark.parametrize(("origin", "kind"), [("--select", UsageError), ("a.yml:1", ConfigError)])
def test_unknown_names(origin, kind):
    with pytest.raises(kind, match=f'^{origin}: unknown rule or category "pitty"; did you mean "pity"'):
        wanted(layer(origin, select="pitty"))


def test_severities_by_current_names():
    config = resolve([Layer(Path(), {"severity": Entry({"suicide/old": "info"}, "a.yml:2")})], base=Path())
    assert severities(config, NAMES) == {COMMIT: "info"}


def test_severity_of_an_unknown_rule():
    config = resolve([Layer(Path(), {"severity": Entry({"suicide/komit": "info"}, "a.yml:2")})], base=Path())
    with pytest.raises(ConfigError, match=r'^a\.yml:2: unknown rule or category "suicide/komit"; did you mean'):
        severities(config, NAMES)


@pytest.mark.parametrize(
    ("severity", "threshold", "expected"),
    [
        ("error", "error", True),
        ("warning", "error", False),
        ("error", "info", True),
        ("info", "info", True),
        ("info", "warning", False),
        ("error", "never", False),
    ],
)
def test_at_least(severity, threshold, expected):
    assert at_least(severity, threshold) is expected


def test_rules_are_not_read_until_a_name_is_asked_for():
    class Lazy:
        def __getattr__(self, name):
            raise AssertionError(name)

    selection(resolve([], base=Path()), Vocabulary(Lazy())).wants("a/b")


@pytest.mark.parametrize(
    ("layers", "shown"),
    [
        ([layer(select="pity")], True),
        ([layer(ignore="ALL")], True),
        ([layer(ignore="document")], True),
        ([layer(ignore=CRISIS)], False),
        ([layer(ignore=CRISIS), layer(select="pity")], False),
        ([layer(ignore=CRISIS), layer(extend_select=CRISIS)], True),
        ([layer(select=CRISIS, ignore=CRISIS)], False),
    ],
)
def test_help_for_a_writer_in_crisis_is_left_out_by_its_own_name_only(layers, shown):
    rules = make_rules()
    names = Vocabulary(RuleSet("en", "d2", lambda: replace(rules.data, checks={CRISIS: rules.rules[SUFFERER]})))
    assert selection(resolve(layers, base=Path()), names).wants(CRISIS) is shown

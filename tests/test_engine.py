"""What is loaded for a configuration, and what is said when it names what does not exist."""

from pathlib import Path

import pytest
from fake_rules import FakeLinter, make_rules

from stigmalint import engine
from stigmalint.config import Entry, Layer, resolve
from stigmalint.errors import ConfigError, RuleError, UsageError


@pytest.fixture
def asked(monkeypatch):
    """Return what `load_rules` was asked for."""
    calls = []

    def load_rules(**options):
        calls.append({key: value for key, value in options.items() if value})
        return make_rules()

    monkeypatch.setattr("stigmalint.rules.load.load_rules", load_rules)
    monkeypatch.setattr("stigmalint.rules.load.profiles", lambda: ("news", "outreach"))
    monkeypatch.setattr("stigmalint.rules.load.locales", lambda language: ("ie", "uk"))  # noqa: ARG005
    monkeypatch.setattr("stigmalint.rules.load.languages", lambda: ("en",))
    return calls


def config(origin="a.yml:1", **entries):
    layer = Layer(Path(), {key: Entry(value, origin) for key, value in entries.items()})
    return resolve([layer], base=Path())


def test_what_is_asked_for(asked):
    chosen = {"profile": "news", "locale": "uk", "wordlists": ("own.yml",), "contexts": {"quotation": "pass"}}
    engine.load_rule_set(config(**chosen))
    assert asked == [{"language": "en", **chosen}]


def test_severities_are_asked_for_by_current_names(asked):
    engine.load_rule_set(config(severity={"suicide/old": "info", "pity": "off"}))
    assert asked[-1]["severities"] == {"suicide/commit": "info", "pity": "off"}


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("origin", "entries", "kind", "message"),
    [
        ("a.yml:1", {"profile": "nws"}, ConfigError, 'a.yml:1: unknown profile "nws"; did you mean "news"?'),
        ("--profile", {"profile": "nws"}, UsageError, '--profile: unknown profile "nws"; did you mean "news"?'),
        ("a.yml:1", {"locale": "ik"}, ConfigError, 'a.yml:1: unknown locale "ik"; there are: ie, uk'),
        ("a.yml:1", {"language": "xx"}, ConfigError, 'a.yml:1: unknown language "xx"; there are: en'),
        ("a.yml:1", {"severity": {"pitty": "off"}}, ConfigError, 'a.yml:1: unknown rule or category "pitty"; did you'),
        (
            "a.yml:1",
            {"contexts": {"quotaton": "pass"}},
            ConfigError,
            'a.yml:1: unknown context "quotaton"; did you mean "quotation"?',
        ),
    ],
)
def test_what_does_not_exist(origin, entries, kind, message):
    with pytest.raises(kind) as caught:
        engine.load_rule_set(config(origin, **entries))
    assert str(caught.value).startswith(message)


def test_linters_are_shared_and_benches_kept():
    made = []
    kept = engine.Engine(lambda found: made.append(found) or FakeLinter(make_rules()))
    first, second = config(ignore=("pity",)), config()
    assert kept.bench(first) is kept.bench(first)
    assert kept.bench(first).linter is kept.bench(second).linter
    assert kept.bench(first).selection is not kept.bench(second).selection
    assert made == [first]
    kept.bench(config(model=None))
    kept.bench(config(locale="uk"))
    assert len(made) == 3


def test_broken_rules_are_read_once_for_all_files():
    made = []

    def make(wanted):
        made.append(wanted)
        raise RuleError("a.yml:1:1: broken")

    kept = engine.Engine(make)
    for _ in range(3):
        with pytest.raises(RuleError):
            kept.bench(config())
    assert len(made) == 1

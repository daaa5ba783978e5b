"""The JSON Schemas for editors: they accept what the reader accepts, and know its keys."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import stigmalint
from stigmalint.errors import RuleError
from stigmalint.rules import rawpattern, schema
from stigmalint.rules.locate import locales, profiles, rule_files, shipped_rule_files, shipped_wordlists
from stigmalint.rules.model import CATEGORIES
from stigmalint.rules.schema import read_rule, read_rule_file
from stigmalint.rules.yamlfile import parse_yaml

SCHEMAS = Path(stigmalint.__file__).parent / "schemas"


def load(name):
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


RULES, PROFILE = load("rules.schema.json"), load("profile.schema.json")


class EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads scalars as editors do, by the core schema of YAML 1.2: "off" is text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the loader's own


for tag, pattern, first in [
    ("bool", r"true|false", "tf"),
    ("int", r"-?\d+", "-0123456789"),
    ("null", r"~|null|", "~n\0"),
]:
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, ""])


def errors(validator, text):
    data = yaml.load(text, EditorLoader)  # noqa: S506 - a safe loader
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("document", [RULES, PROFILE], ids=["rules", "profile"])
def test_is_a_schema(document):
    Draft202012Validator.check_schema(document)


LOCALES = [rule_files("en", locale=name)[-1] for name in locales("en")]


@pytest.mark.parametrize("path", [*shipped_rule_files("en"), *LOCALES], ids=lambda path: path.name)
def test_shipped_rule_file_is_valid(path):
    assert errors(Draft202012Validator(RULES), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", profiles())
def test_shipped_profile_is_valid(name):
    text = (shipped_wordlists() / "profiles" / f"{name}.yml").read_text(encoding="utf-8")
    assert errors(Draft202012Validator(PROFILE), text) == []


def keys(*path):
    node = RULES
    for part in path:
        node = node[part]
    return tuple(node["properties"])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(keys(), schema.FILE_KEYS, id="file"),
        pytest.param(keys("$defs", "rule"), schema.RULE_KEYS, id="rule"),
        pytest.param(keys("$defs", "add"), schema.ADD_KEYS, id="add"),
        pytest.param(keys("$defs", "conditions"), schema.CONDITION_KEYS, id="conditions"),
        pytest.param(keys("$defs", "phraseWithKeys"), schema.PHRASE_KEYS, id="phrase"),
        pytest.param(keys("$defs", "suggestionWithKeys"), schema.SUGGESTION_KEYS, id="suggestion"),
        pytest.param(keys("$defs", "examples"), schema.EXAMPLE_KEYS, id="examples"),
        pytest.param(keys("$defs", "rule", "properties", "contexts"), schema.CONTEXTS, id="contexts"),
        pytest.param(keys("$defs", "token"), rawpattern.TOKEN_KEYS, id="token"),
        pytest.param(keys("$defs", "predicate"), rawpattern.PREDICATES, id="predicate"),
        pytest.param(tuple(PROFILE["properties"]), schema.PROFILE_KEYS, id="profile"),
        pytest.param(tuple(RULES["$defs"]["severity"]["enum"]), schema.SEVERITIES, id="severities"),
        pytest.param(tuple(RULES["$defs"]["role"]["enum"]), schema.ROLES, id="roles"),
        pytest.param(
            tuple(re.findall(r"[a-z][a-z-]+(?=[|)])", RULES["$defs"]["rule"]["properties"]["id"]["pattern"])),
            CATEGORIES,
            id="categories",
        ),
    ],
)
def test_keys_are_those_of_the_reader(found, expected):
    assert sorted(found) == sorted(expected)


def described(node, path="$"):
    """Yield the place of every property that says nothing of itself."""
    for name, value in node.get("properties", {}).items():
        target = value
        while "$ref" in target and "description" not in target:
            target = RULES
            for part in value["$ref"].removeprefix("#/").split("/"):
                target = target[part]
        if not {"title", "description"} & set(target):
            yield f"{path}.{name}"


@pytest.mark.parametrize("name", ["rule", "add", "phraseWithKeys", "suggestionWithKeys", "examples", "conditions"])
def test_every_key_is_described(name):
    assert list(described(RULES["$defs"][name])) == []


RULE = "id: suicide/x\nseverity: error\nmatch: [a]\nwhy: b\n"


def refused_by_the_reader(text):
    try:
        for value in read_rule_file(parse_yaml(text, "a.yml"), "a.yml").rules:
            read_rule(value, {})
    except RuleError:
        return True
    return False


def in_a_file(rule):
    return "rules:\n  - " + rule.replace("\n", "\n    ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("rule: []", id="key-of-a-file"),
        pytest.param("rules: {}", id="rules-no-list"),
        pytest.param("lists: {Herb: [a]}", id="name-of-a-list"),
        pytest.param("lists: {herb: []}", id="empty-list"),
        pytest.param("lists: {herb: [a, a]}", id="entry-twice"),
        pytest.param("lists: {herb: {a: [b]}}", id="text-of-an-entry"),
        pytest.param("rules: [{severity: error}]", id="no-id"),
        *(
            pytest.param(in_a_file(text), id=name)
            for name, text in {
                "id": "id: Suicide/x\nseverity: error\nmatch: [a]\nwhy: b\n",
                "category": "id: suicid/x\nseverity: error\nmatch: [a]\nwhy: b\n",
                "unknown-key": f"{RULE}exmaples: {{}}",
                "severity": "id: suicide/x\nseverity: fatal\nmatch: [a]\nwhy: b\n",
                "no-match": "id: suicide/x\nseverity: error\nmatch: []\nwhy: b\n",
                "match-no-list": "id: suicide/x\nseverity: error\nmatch: a\nwhy: b\n",
                "phrase-and-pattern": "id: suicide/x\nseverity: error\nwhy: b\n"
                "match: [{phrase: a, pattern: [{LOWER: a}]}]",
                "neither": "id: suicide/x\nseverity: error\nwhy: b\nmatch: [{role: noun}]",
                "token": "id: suicide/x\nseverity: error\nwhy: b\nmatch: [{pattern: [{LOWR: a}]}]",
                "operator": "id: suicide/x\nseverity: error\nwhy: b\nmatch: [{pattern: [{LOWER: a}, {OP: x}]}]",
                "role": f"{RULE}role: nuon",
                "case": f"{RULE}case: lower",
                "preview": f"{RULE}preview: 1",
                "context": f"{RULE}contexts: {{quotes: flag}}",
                "action": f"{RULE}contexts: {{quotation: skip}}",
                "profile-severity": f"{RULE}profiles: {{news: warn}}",
                "condition-no-list": f"{RULE}except: a",
                "one-without-many": f"{RULE}suggest: [{{one: a}}]",
                "rewrite-with-text": f"{RULE}suggest: [{{rewrite: a, text: b}}]",
                "fix": f"{RULE}suggest: [{{text: a, fix: manual}}]",
                "examples": f"{RULE}examples: {{flags: [a]}}",
                "fix-no-mapping": f"{RULE}examples: {{fix: [a]}}",
            }.items()
        ),
    ],
)
def test_refuses_what_the_reader_refuses(text):
    assert refused_by_the_reader(text)
    assert errors(Draft202012Validator(RULES), text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty-file"),
        *(
            pytest.param(in_a_file(text), id=name)
            for name, text in {
                "least": RULE,
                "off": "id: suicide/x\nseverity: off\nmatch: [a]\nwhy: b\n",
                "words-that-read-otherwise": "id: suicide/x\nseverity: error\nmatch: [5150, true]\nwhy: b\n",
                "pattern": "id: suicide/x\nseverity: error\nwhy: b\n"
                "match: [{pattern: [{LOWER: {IN: [a, b]}}, {IS_ALPHA: true, OP: '{1,2}'}]}]",
                "suggestions": f"{RULE}suggest: [a, {{text: b, fix: unsafe}}, {{one: a, many: b}}, {{rewrite: c}}]",
                "conditions of suggestions": f"{RULE}suggest: [{{text: d, near: [e], not_before: [f]}}]",
                "text-with-one": f"{RULE}suggest: [{{text: a, one: b}}]",
                "preview": f"{RULE}preview: true",
            }.items()
        ),
    ],
)
def test_accepts_what_the_reader_accepts(text):
    assert not refused_by_the_reader(text)
    assert errors(Draft202012Validator(RULES), text) == []

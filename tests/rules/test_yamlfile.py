"""YAML values that know their place, and the place that every mistake names."""

import pytest

from stigmalint.errors import RuleError
from stigmalint.rules.model import Location
from stigmalint.rules.yamlfile import MAX_BYTES, MAX_DEPTH, closest, optional, parse_yaml, read_yaml

TEXT = """\
id: suicide/commit
severity: off
match:
  - one
  - two
empty:
nested:
  key: value
"""


def parse(text):
    return parse_yaml(text, "a.yml")


def plain(value):
    if isinstance(value.data, dict):
        return {key: plain(item) for key, item in value.data.items()}
    return [plain(item) for item in value.data] if isinstance(value.data, list) else value.data


def test_values_know_where_they_stand():
    root = parse(TEXT).mapping("rule")
    assert root["id"].location == Location("a.yml", 1, 5)
    assert root["match"].sequence("match")[1].location == Location("a.yml", 5, 5)
    assert root["nested"].mapping("nested")["key"].location == Location("a.yml", 8, 8)


def test_an_empty_value_stands_at_its_key():
    assert parse(TEXT).mapping("rule")["empty"].location == Location("a.yml", 6, 1)


@pytest.mark.parametrize("text", ["off", "on", "yes", "no", "true", "12", "1.5", "2026-11-01", "0o7"])
def test_scalars_stay_as_written(text):
    assert plain(parse(f"key: {text}")) == {"key": text}


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_none(text):
    assert plain(parse(f"key: {text}")) == {"key": None}


def test_quoted_null_is_text():
    assert plain(parse("key: 'null'")) == {"key": "null"}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_empty_file(text):
    assert parse(text).data is None


def test_text_is_stripped():
    assert parse("key: '  a  '").mapping("x")["key"].text("key") == "a"


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_boolean(text, value):
    assert parse(text).boolean("preview") is value


def test_optional_key_may_be_missing_or_empty():
    mapping = parse("a: x\nb:").mapping("x")
    assert optional(mapping, "a") is mapping["a"]
    assert optional(mapping, "b") is None
    assert optional(mapping, "c") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("a: *b", "a.yml:1:4: this is not valid YAML: found undefined alias", id="unknown-alias"),
        pytest.param(
            "a: &x [1]\nb: *x",
            "a.yml:1:4: YAML aliases (*name) are not supported; repeat the value",
            id="alias",
        ),
        pytest.param(
            "a: &x {k: v}\nb:\n  <<: *x",
            "a.yml:1:4: YAML aliases (*name) are not supported; repeat the value",
            id="merge-key",
        ),
        pytest.param("a: 1\nb: 2\na: 3", "a.yml:3:1: the key 'a' stands twice; merge the two", id="key-twice"),
        pytest.param("? [1]\n: 2", "a.yml:1:1: a key must be text", id="key-is-a-list"),
        pytest.param(
            "[" * (MAX_DEPTH + 2),
            f"a.yml:1:{MAX_DEPTH + 1}: nested too deeply for a rule file (limit {MAX_DEPTH})",
            id="deep",
        ),
        pytest.param(
            "a: " + "{b: " * (MAX_DEPTH + 2),
            f"a.yml:1:{4 * MAX_DEPTH}: nested too deeply for a rule file (limit {MAX_DEPTH})",
            id="deep-mapping",
        ),
    ],
)
def test_refused_text(text, message):
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{b: " * 100_000], ids=["list", "mapping"])
def test_nesting_beyond_any_limit(text):
    with pytest.raises(RuleError, match=rf"^a.yml:1:\d+: nested too deeply for a rule file \(limit {MAX_DEPTH}\)$"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("a: [1", "2:1", id="open-bracket"),
        pytest.param("a: b: c", "1:5", id="two-colons"),
        pytest.param("a: x\n\tb: y", "2:1", id="tab"),
        pytest.param("a: x\n---\nb: y", "2:1", id="two-documents"),
        pytest.param("a: 'x", "1:6", id="open-quote"),
    ],
)
def test_text_that_is_no_yaml(text, place):
    with pytest.raises(RuleError) as caught:
        parse(text)
    # What libyaml says differs between its versions.
    assert str(caught.value).startswith(f"a.yml:{place}: this is not valid YAML: ")


def test_as_deep_as_allowed():
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH).data


def test_laughter_of_a_billion_is_refused():
    lines = ["a0: &a0 [ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    with pytest.raises(RuleError, match="aliases"):
        parse("\n".join(lines))


def test_tags_run_nothing():
    assert plain(parse("a: !!python/object/apply:os.system ['false']")) == {"a": ["false"]}


@pytest.mark.parametrize(
    ("text", "read", "message"),
    [
        pytest.param(
            "- a",
            lambda v: v.mapping("rule"),
            "a.yml:1:1: rule: expected a mapping (key: value), found a list",
            id="list",
        ),
        pytest.param(
            "a",
            lambda v: v.mapping("rule"),
            "a.yml:1:1: rule: expected a mapping (key: value), found the text 'a'",
            id="text",
        ),
        pytest.param(
            "a: b",
            lambda v: v.sequence("match"),
            "a.yml:1:1: match: expected a list (- item), found a mapping",
            id="mapping",
        ),
        pytest.param(
            "", lambda v: v.sequence("match"), "a.yml:1:1: match: expected a list (- item), found nothing", id="nothing"
        ),
        pytest.param("- a", lambda v: v.text("why"), "a.yml:1:1: why: expected text, found a list", id="no-text"),
        pytest.param("''", lambda v: v.text("why"), "a.yml:1:1: why: expected text, found nothing", id="empty-text"),
        pytest.param(
            "'  '", lambda v: v.text("why"), "a.yml:1:1: why: expected text, found the text '  '", id="blank-text"
        ),
        pytest.param(
            "{id: x, sevrity: y}",
            lambda v: v.mapping("rule", ("id", "severity")),
            "a.yml:1:9: rule: unknown key 'sevrity' (did you mean 'severity'?); expected one of: id, severity",
            id="unknown-key",
        ),
        pytest.param(
            "id: x\nexmaples:\n  flag: []",
            lambda v: v.mapping("rule", ("id", "examples")),
            "a.yml:2:1: rule: unknown key 'exmaples' (did you mean 'examples'?); expected one of: id, examples",
            id="unknown-key-with-a-value-below",
        ),
        pytest.param(
            "wug: 1",
            lambda v: v.mapping("rule", ("id", "severity")),
            "a.yml:1:1: rule: unknown key 'wug'; expected one of: id, severity",
            id="unknown-key-like-none",
        ),
        pytest.param(
            "eror",
            lambda v: v.one_of("severity", ("error", "off")),
            "a.yml:1:1: severity: 'eror' is not known (did you mean 'error'?); expected one of: error, off",
            id="unknown-word",
        ),
        pytest.param(
            "yes",
            lambda v: v.boolean("preview"),
            "a.yml:1:1: preview: 'yes' is not known; expected one of: true, false",
            id="yes-is-not-true",
        ),
    ],
)
def test_mistake(text, read, message):
    with pytest.raises(RuleError) as caught:
        read(parse(text))
    assert str(caught.value) == message


class TestFile:
    def test_is_named_by_its_path(self, tmp_path):
        path = tmp_path / "rules.yml"
        path.write_text("a: x", encoding="utf-8")
        assert read_yaml(path).location.file == str(path)

    def test_may_be_named_otherwise(self, tmp_path):
        path = tmp_path / "rules.yml"
        path.write_text("a: x", encoding="utf-8")
        assert read_yaml(path, "ours").location.file == "ours"

    def test_missing(self, tmp_path):
        path = tmp_path / "none.yml"
        with pytest.raises(RuleError) as caught:
            read_yaml(path)
        assert str(caught.value) == f"{path}: cannot read this file: No such file or directory"

    def test_too_large(self, tmp_path):
        path = tmp_path / "large.yml"
        path.write_bytes(b"#" * (MAX_BYTES + 1))
        with pytest.raises(RuleError) as caught:
            read_yaml(path)
        assert str(caught.value) == f"{path}: 5,000,001 bytes is too large for a rule file (limit 5,000,000)"

    def test_not_text(self, tmp_path):
        path = tmp_path / "binary.yml"
        path.write_bytes(b"a: \xff\xfe\x00")
        with pytest.raises(RuleError, match=r"binary.yml.*: this is not valid YAML: "):
            read_yaml(path)


@pytest.mark.parametrize(("word", "expected"), [("sevrity", " (did you mean 'severity'?)"), ("wug", ""), ("", "")])
def test_closest(word, expected):
    assert closest(word, ("id", "severity", "match")) == expected

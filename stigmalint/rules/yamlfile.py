"""Read a YAML file into values that know their place, so that every mistake can be reported with its line."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from stigmalint.errors import RuleError
from stigmalint.rules.model import Location

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

MAX_BYTES = 5_000_000
MAX_DEPTH = 50
# What libyaml says from 0.2.6 on, at a limit of its own.
_TOO_DEEP = "exceeded maximum nesting depth"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value and where it stands. Scalars stay the text that was written: `off` is "off", not False."""

    data: str | list[Value] | dict[str, Value] | None
    location: Location
    keys: Mapping[str, Location] = field(default_factory=dict)  # where the keys of a mapping stand

    def fail(self, message: str) -> RuleError:
        """Return the error that says what is wrong at this place."""
        return RuleError(f"{self.location}: {message}")

    def mapping(self, what: str, keys: Collection[str] = ()) -> dict[str, Value]:
        """Return the value as a mapping whose keys are among `keys` (any, when empty)."""
        if not isinstance(self.data, dict):
            raise self.fail(f"{what}: expected a mapping (key: value), found {self._kind()}")
        for key in self.data:
            if keys and key not in keys:
                raise RuleError(
                    f"{self.keys.get(key, self.location)}: {what}: unknown key {key!r}{closest(key, keys)};"
                    f" expected one of: {', '.join(keys)}"
                )
        return self.data

    def sequence(self, what: str) -> list[Value]:
        """Return the value as a list."""
        if not isinstance(self.data, list):
            raise self.fail(f"{what}: expected a list (- item), found {self._kind()}")
        return self.data

    def text(self, what: str) -> str:
        """Return the value as text that is not empty."""
        if not isinstance(self.data, str) or not self.data.strip():
            raise self.fail(f"{what}: expected text, found {self._kind()}")
        return self.data.strip()

    def one_of(self, what: str, choices: Collection[str]) -> str:
        """Return the value as one of a few words."""
        text = self.text(what)
        if text not in choices:
            raise self.fail(
                f"{what}: {text!r} is not known{closest(text, choices)}; expected one of: {', '.join(choices)}"
            )
        return text

    def boolean(self, what: str) -> bool:
        """Return the value as true or false."""
        return self.one_of(what, ("true", "false")) == "true"

    def _kind(self) -> str:
        if self.data is None or self.data == "":
            return "nothing"
        if isinstance(self.data, str):
            return f"the text {self.data[:40]!r}"
        return "a list" if isinstance(self.data, list) else "a mapping"


def closest(word: str, known: Collection[str]) -> str:
    """Return ' (did you mean …?)' for the known word that is nearest, or nothing."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def read_yaml(path: Path, name: str | None = None) -> Value:
    """Read one YAML document.

    Args:
        path: the file.
        name: how messages name it; its path by default.

    Raises:
        RuleError: the file cannot be read, is too large, is not YAML, or uses aliases or duplicate keys.
    """
    name = name or str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{name}: cannot read this file: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise RuleError(f"{name}: {len(data):,} bytes is too large for a rule file (limit {MAX_BYTES:,})")
    return parse_yaml(data, name)


def parse_yaml(data: bytes | str, name: str, kind: str = "a rule file") -> Value:
    """Parse one YAML document from memory, which messages call `name`, `kind`; see `read_yaml`."""
    try:
        _check_depth(data, name, kind)
        node = yaml.compose(data, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark, name)
        if error.problem == _TOO_DEEP:
            raise _nested(place, kind) from error
        raise RuleError(f"{place}: this is not valid YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleError(f"{name}: this is not valid YAML: {error}") from error
    return _convert(node, name, set()) if node is not None else Value(None, Location(name, 1, 1))


def _place(mark: Any, name: str) -> str:  # noqa: ANN401 - the marks of the loaders in Python and in C
    return f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name


def _nested(place: str, kind: str) -> RuleError:
    return RuleError(f"{place}: nested too deeply for {kind} (limit {MAX_DEPTH})")


def _check_depth(data: bytes | str, name: str, kind: str) -> None:
    """Refuse a file that is nested so deeply that libyaml's recursive composer would overflow the stack."""
    depth = 0
    for event in yaml.parse(data, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _nested(_place(event.start_mark, name), kind)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _convert(node: yaml.Node, name: str, seen: set[int]) -> Value:
    location = Location(name, node.start_mark.line + 1, node.start_mark.column + 1)
    if id(node) in seen:
        raise RuleError(f"{location}: YAML aliases (*name) are not supported; repeat the value")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in {"", "~", "null"}
        return Value(None if empty else node.value, location)
    if isinstance(node, yaml.SequenceNode):
        return Value([_convert(item, name, seen) for item in node.value], location)
    mapping: dict[str, Value] = {}
    keys: dict[str, Location] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise RuleError(f"{location}: a key must be text")
        key_location = Location(name, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key_node.value in mapping:
            raise RuleError(f"{key_location}: the key {key_node.value!r} stands twice; merge the two")
        keys[key_node.value] = key_location
        value = _convert(value_node, name, seen)
        # An empty value has no place of its own: the key's serves.
        mapping[key_node.value] = value if value.data is not None else Value(None, key_location)
    return Value(mapping, location, keys)


def optional(mapping: Mapping[str, Value], key: str) -> Value | None:
    """Return the value of `key`, or None when it is missing or empty."""
    value = mapping.get(key)
    return value if value is not None and value.data is not None else None

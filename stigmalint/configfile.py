"""Read one configuration file, YAML or TOML, into layers of settings that know their lines."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from stigmalint.config import Entry, Layer
from stigmalint.errors import ConfigError
from stigmalint.settings import EXTENDS, SETTINGS, Setting, Unsuitable

MAX_BYTES = 1_000_000
MAX_FILES = 50
_HEADER = re.compile(r"\s*\[\s*tool\s*\.\s*stigmalint\s*(?:\.\s*[\w\"'-]+\s*)?\]")
_KEY = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*[=.]")
_TOML_LINE = re.compile(r"at line (\d+)")

_Table = dict[str, Any]
_Lines = dict[str, int]


def shown(path: Path) -> str:
    """Return how messages name `path`: relative where it is below the working folder."""
    try:
        return str(Path(os.path.abspath(path)).relative_to(Path.cwd()))  # noqa: PTH100 - links are not resolved
    except ValueError:
        return str(path)


def has_table(path: Path) -> bool:
    """Tell whether a pyproject.toml configures stigmalint.

    Raises:
        ConfigError: it mentions stigmalint but is malformed.
    """
    data = _data(path)
    if b"stigmalint" not in data:
        return False
    tool = _parse_toml(data, shown(path)).get("tool")
    return isinstance(tool, Mapping) and "stigmalint" in tool


def read_layers(path: Path) -> list[Layer]:
    """Read `path` after the files that it extends, from weak to strong.

    Raises:
        ConfigError: a file is missing, malformed, holds an unknown key or extends itself.
    """
    return _read_layers(path, (), count(1))


def _read_layers(path: Path, extended_by: tuple[Path, ...], files: Iterator[int]) -> list[Layer]:
    name = shown(path)
    real = path.resolve()
    if next(files) > MAX_FILES:
        raise ConfigError(f"{name}: `extends` leads to more than {MAX_FILES} files")
    if real in extended_by:
        raise ConfigError(f"{name}: `extends` leads back to this file")
    table, lines = _read(path, name)
    base = Path(name).parent
    layers = []
    if EXTENDS.key in table:
        parents = _entry(EXTENDS, table.pop(EXTENDS.key), name, lines).value
        for parent in parents:
            layers += _read_layers(base / parent, (*extended_by, real), files)
    entries = {}
    for key, value in table.items():
        if key not in SETTINGS:
            raise _unknown(key, name, lines)
        entries[key] = _entry(SETTINGS[key], value, name, lines)
    return [*layers, Layer(base, entries)]


def _unknown(key: str, name: str, lines: _Lines) -> ConfigError:
    from stigmalint.nearest import closest

    known = (*SETTINGS, EXTENDS.key)
    place = _place(name, lines, key)
    return ConfigError(f'{place}: unknown key "{key}"{closest(key.replace("_", "-"), known)}')


def _entry(setting: Setting, value: object, name: str, lines: _Lines) -> Entry:
    try:
        return Entry((setting.from_file or setting.read)(value), _place(name, lines, setting.key))
    except Unsuitable as error:
        raise ConfigError(f"{_place(name, lines, setting.key)}: {setting.key}: {error}, found {_kind(value)}") from None


def _kind(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, str):
        return repr(value[:40])
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list) else str(value)[:40]


def _place(name: str, lines: _Lines, key: str) -> str:
    line = lines.get(key)
    return f"{name}:{line}" if line else name


def _data(path: Path) -> bytes:
    if not path.is_file():
        raise ConfigError(f"{shown(path)}: there is no such configuration file")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{shown(path)}: cannot read this configuration: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise ConfigError(f"{shown(path)}: larger than {MAX_BYTES:,} bytes, which is too large for a configuration")
    return data


def _read(path: Path, name: str) -> tuple[_Table, _Lines]:
    data = _data(path)
    if path.suffix == ".toml":
        return _read_toml(data, path, name)
    return _read_yaml(data, name)


def _read_toml(data: bytes, path: Path, name: str) -> tuple[_Table, _Lines]:
    table: object = _parse_toml(data, name)
    if path.name == "pyproject.toml" or (isinstance(table, Mapping) and "tool" in table):
        for key in ("tool", "stigmalint"):
            table = table.get(key, {}) if isinstance(table, Mapping) else table
        lines = _toml_lines(data.decode(), inside=False)
    else:
        lines = _toml_lines(data.decode(), inside=True)
    if not isinstance(table, Mapping):
        raise ConfigError(f"{name}: tool.stigmalint: expected a table")
    return dict(table), lines


def _parse_toml(data: bytes, name: str) -> _Table:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib  # type: ignore[import-not-found,unused-ignore]
    try:
        table: _Table = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        line = _TOML_LINE.search(str(error))
        place = f"{name}:{line[1]}" if line else name
        raise ConfigError(f"{place}: this is not valid TOML: {error}") from error
    return table


def _toml_lines(text: str, *, inside: bool) -> _Lines:
    """Return the line of each key of stigmalint's table: the parser of TOML does not tell."""
    lines: _Lines = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("[") and "=" not in line:
            header = _HEADER.match(line)
            inside = bool(header)
            table = line.strip(" \t[]").split(".")[2:]
            if header and table:
                lines.setdefault(table[0].strip(" \"'"), number)
                inside = False
        elif inside and (key := _KEY.match(line)):
            lines.setdefault(next(filter(None, key.groups())), number)
    return lines


def _read_yaml(data: bytes, name: str) -> tuple[_Table, _Lines]:
    from stigmalint.errors import RuleError
    from stigmalint.rules.yamlfile import parse_yaml

    try:
        root = parse_yaml(data, name, "a configuration")
    except RuleError as error:
        raise ConfigError(str(error)) from error
    if root.data is None:
        return {}, {}
    if not isinstance(root.data, dict):
        raise ConfigError(f"{name}:{root.location.line}: expected settings (key: value)")
    return (
        {key: _plain(value) for key, value in root.data.items()},
        {key: value.location.line for key, value in root.data.items()},
    )


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of YAML
    if isinstance(value.data, dict):
        return {key: _plain(item) for key, item in value.data.items()}
    if isinstance(value.data, list):
        return [_plain(item) for item in value.data]
    return value.data

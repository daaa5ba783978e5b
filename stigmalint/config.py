"""Find the configuration, read it, and give the settings in force."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from stigmalint.errors import UsageError
from stigmalint.settings import SETTINGS, Unsuitable

if TYPE_CHECKING:
    from stigmalint.findings import Severity

FILE_NAMES = (".stigmalint.yml", "pyproject.toml")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Entry(NamedTuple):
    """One value and where it was written: `file:line` or the option of the command line."""

    value: Any
    origin: str


class Layer(NamedTuple):
    """The settings of one file, or of the command line; paths and globs in it are relative to `base`."""

    base: Path
    entries: Mapping[str, Entry]


class Globs(NamedTuple):
    """Patterns of paths to leave out, relative to `base`, an absolute path."""

    base: str
    patterns: tuple[str, ...]
    origin: str = "default"


class Config(NamedTuple):
    """The settings in force for one input."""

    profile: str = "outreach"
    language: str = "en"
    locale: str | None = None
    wordlists: tuple[str, ...] = ()
    exclude: tuple[Globs, ...] = ()
    respect_gitignore: bool = True
    min_severity: Severity = "info"
    fail_on: str = "warning"  # a severity, or "never"
    severity: Mapping[str, str] = _NOTHING  # rule or category → level or "off", over the profile's
    contexts: Mapping[str, str] = _NOTHING  # context → "flag", "info" or "pass", over the profile's
    require_reason: bool = False
    report_unused_suppressions: bool = False
    model: str | None = "auto"
    layers: tuple[Layer, ...] = ()  # from weak to strong; selection reads them one by one

    def origin(self, key: str) -> str:
        """Return where the setting `key` was made: files and options, strongest last, or "default"."""
        places = [entry.origin for entry in self.entries(key)]
        if not SETTINGS[key].adds:
            places = places[-1:]
        return ", ".join(places) or "default"

    def entries(self, key: str) -> Iterator[Entry]:
        """Yield every value given to `key`, from weak to strong."""
        return (layer.entries[key] for layer in self.layers if key in layer.entries)

    def value(self, key: str) -> Any:  # noqa: ANN401 - as the setting reads it
        """Return the plain value of `key`: the strongest, or all of them together for keys that add up."""
        setting = SETTINGS[key]
        values = [entry.value for entry in self.entries(key)]
        if not setting.adds:
            return values[-1] if values else setting.default
        if isinstance(setting.default, Mapping):
            return {name: word for value in values for name, word in value.items()}
        return tuple(dict.fromkeys(item for value in values for item in value))


def resolve(layers: Sequence[Layer], *, base: Path) -> Config:
    """Return the settings that `layers`, from weak to strong, put in force.

    Args:
        layers: the layers.
        base: what the default exclusions are relative to.
    """
    plain = Config(layers=tuple(layers))
    return Config(
        profile=plain.value("profile"),
        language=plain.value("language"),
        locale=plain.value("locale"),
        wordlists=_wordlists(plain),
        exclude=tuple(_excluded(plain, base)),
        respect_gitignore=plain.value("respect-gitignore"),
        min_severity=plain.value("min-severity"),
        fail_on=plain.value("fail-on"),
        severity=plain.value("severity"),
        contexts=plain.value("contexts"),
        require_reason=plain.value("require-reason"),
        report_unused_suppressions=plain.value("report-unused-suppressions"),
        model=plain.value("model"),
        layers=plain.layers,
    )


def _wordlists(config: Config) -> tuple[str, ...]:
    """Return the word lists, as paths where the path exists beside the file that names it, else as names of packs."""
    for layer in reversed(config.layers):
        if "wordlists" in layer.entries:
            names = layer.entries["wordlists"].value
            return tuple(str(layer.base / name) if (layer.base / name).exists() else name for name in names)
    return ()


def _excluded(config: Config, base: Path) -> Iterator[Globs]:
    for layer in reversed(config.layers):
        if "exclude" in layer.entries:
            yield _globs(layer.base, layer.entries["exclude"])
            break
    else:
        yield _globs(base, Entry(SETTINGS["exclude"].default, "default"))
    for layer in config.layers:
        if "extend-exclude" in layer.entries:
            yield _globs(layer.base, layer.entries["extend-exclude"])


def _globs(base: Path, entry: Entry) -> Globs:
    return Globs(os.path.abspath(base), entry.value, entry.origin)  # noqa: PTH100 - links are not resolved


def command_line(options: Mapping[str, Any], *, base: Path = Path()) -> Layer:
    """Return the layer of the command line from options that were given (None and empty ones were not).

    Raises:
        UsageError: a value does not suit its option.
    """
    entries = {}
    for key, value in options.items():
        if value is None or value == ():
            continue
        origin = f"--no-{key}" if value is False else f"--{key}"
        try:
            entries[key] = Entry(SETTINGS[key].read(_joined(key, value)), origin)
        except Unsuitable as error:
            raise UsageError(f"{origin}: {error}") from None
    return Layer(base, entries)


def _joined(key: str, value: object) -> object:
    """Return the texts of a repeated option as one list, split at commas (which paths may contain)."""
    if not isinstance(value, tuple) or key == "wordlists":
        return value
    return tuple(part for item in value for part in str(item).split(",") if part.strip())


@dataclass
class Configs:
    """Gives the configuration of every input: the nearest file upward wins, and the command line is over it.

    Args:
        cli: the layer of the command line.
        file: the only file to read, wherever the input is.
        isolated: read no file at all.
    """

    cli: Layer
    file: Path | None = None
    isolated: bool = False
    _by_file: dict[Path | None, Config] = field(default_factory=dict)
    _by_folder: dict[str, Path | None] = field(default_factory=dict)

    def of(self, folder: Path) -> Config:
        """Return the configuration for the inputs in `folder`.

        Raises:
            ConfigError: the file is missing, malformed or holds an unknown key.
        """
        path = self.source(folder)
        if path not in self._by_file:
            from stigmalint.configfile import read_layers

            layers = read_layers(path) if path else []
            base = layers[-1].base if layers else self.cli.base
            self._by_file[path] = resolve([*layers, self.cli], base=base)
        return self._by_file[path]

    @property
    def files(self) -> list[Path]:
        """The configuration files in use so far."""
        return [path for path in self._by_file if path]

    def source(self, folder: Path) -> Path | None:
        """Return the configuration file for the inputs in `folder`, if there is one."""
        if self.isolated:
            return None
        return self.file or self._nearest(os.path.abspath(folder))  # noqa: PTH100 - links are not resolved

    def _nearest(self, folder: str) -> Path | None:
        passed = []
        found: Path | None = None
        while folder not in self._by_folder:
            passed.append(folder)
            found = _file_in(folder)
            parent = os.path.dirname(folder)  # noqa: PTH120 - paths are many and strings are quicker
            if found or parent == folder:
                break
            folder = parent
        else:
            found = self._by_folder[folder]
        self._by_folder.update(dict.fromkeys(passed, found))
        return found


def _file_in(folder: str) -> Path | None:
    """Return the configuration file in `folder`; a pyproject.toml counts when it has a table for stigmalint."""
    own, shared = (os.path.join(folder, name) for name in FILE_NAMES)  # noqa: PTH118 - as above
    if os.path.isfile(own):  # noqa: PTH113
        return Path(own)
    if os.path.isfile(shared):  # noqa: PTH113
        from stigmalint.configfile import has_table

        if has_table(Path(shared)):
            return Path(shared)
    return None

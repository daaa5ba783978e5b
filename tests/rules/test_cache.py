"""The cache on disk: what is kept comes back, and losing it costs only time."""

import os

import pytest

from stigmalint.rules import cache

KEPT = {"is": "kept"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    path = tmp_path / "cache"
    monkeypatch.setenv("STIGMALINT_CACHE_DIR", str(path))
    return path


@pytest.mark.parametrize("data", [{"a": [1, None, "ü"]}, {}], ids=repr)
def test_what_is_kept_comes_back(folder, data):  # noqa: ARG001
    cache.write("d1", "rules", data)
    assert cache.read("d1", "rules") == data
    assert cache.holds("d1", "rules")


@pytest.mark.parametrize(("digest", "part"), [("d2", "rules"), ("d1", "anchors")], ids=["other-digest", "other-part"])
def test_nothing_else_comes_back(folder, digest, part):  # noqa: ARG001
    cache.write("d1", "rules", KEPT)
    assert cache.read(digest, part) is None
    assert not cache.holds(digest, part)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"[" * 100_000, b"{}"],
    ids=["empty", "cut-off", "not-text", "nested-too-deeply", "edited"],
)
def test_corrupt_file_is_ignored(folder, content):
    cache.write("d1", "rules", KEPT)
    (path,) = folder.iterdir()
    path.write_bytes(content)
    assert cache.read("d1", "rules") is None


def test_missing_folder_is_made_for_the_user_alone(folder):
    cache.write("d1", "rules", KEPT)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_folder_that_cannot_be_written_is_ignored(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("STIGMALINT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    cache.write("d1", "rules", KEPT)
    assert cache.read("d1", "rules") is None


def test_write_that_fails_leaves_nothing_behind(folder):
    with pytest.raises(TypeError):
        cache.write("d1", "rules", {"a": object()})
    assert list(folder.iterdir()) == []


def test_write_replaces(folder):
    cache.write("d1", "rules", {"is": "old"})
    cache.write("d1", "rules", {"is": "new"})
    assert cache.read("d1", "rules") == {"is": "new"}
    assert len(list(folder.iterdir())) == 1


def test_empty_variable_turns_it_off(tmp_path, monkeypatch):
    monkeypatch.setenv("STIGMALINT_CACHE_DIR", "")
    monkeypatch.chdir(tmp_path)
    cache.write("d1", "rules", KEPT)
    assert cache.folder() is None
    assert (cache.read("d1", "rules"), cache.holds("d1", "rules")) == (None, False)
    assert list(tmp_path.iterdir()) == []


def test_without_the_variable_it_is_the_users(monkeypatch):
    monkeypatch.delenv("STIGMALINT_CACHE_DIR")
    assert cache.folder().name == "stigmalint"


def test_changed_code_does_not_read_what_older_code_kept(folder, monkeypatch):  # noqa: ARG001
    cache.write("d1", "rules", KEPT)
    monkeypatch.setattr(cache, "code_stamp", lambda: "changed")
    assert cache.read("d1", "rules") is None


def test_oldest_files_are_dropped(folder, monkeypatch):
    monkeypatch.setattr(cache, "KEEP", 3)
    for number in range(5):
        cache.write(f"d{number}", "rules", {"number": number})
        for path in folder.glob(f"d{number}-*"):
            os.utime(path, (number, number))
    assert sorted(path.name.partition("-")[0] for path in folder.glob("*.json")) == ["d2", "d3", "d4"]

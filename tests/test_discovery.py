"""Which files are found below folders, and which are left out."""

import os
from pathlib import Path

import pytest

from stigmalint.config import Globs
from stigmalint.discovery import Filter, discover
from stigmalint.errors import ConfigError
from stigmalint.ignoring import excludes
from stigmalint.outcomes import Failed, Warned

SUFFIXES = {".md", ".txt"}


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names):
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", "utf-8")


def found(*paths, exclude=(), **options):
    rules = Filter((excludes(Globs(str(Path.cwd()), exclude)),), options.pop("respect_gitignore", True))
    return list(
        discover(paths=[Path(path) for path in paths], filters=lambda _folder: rules, suffixes=SUFFIXES, **options)
    )


def names(*paths, **options):
    return [item.as_posix() for item in found(*paths, **options) if isinstance(item, Path)]


def test_a_folder_is_walked_in_the_order_of_names_for_known_suffixes():
    make("b.md", "a/z.txt", "a/b/c.MD", "c.py", "d", ".hidden/e.md", "a.md")
    assert names(".") == [".hidden/e.md", "a/b/c.MD", "a/z.txt", "a.md", "b.md"]


def test_paths_are_shown_as_they_were_named(folder):
    make("docs/a.md")
    assert names("docs") == ["docs/a.md"]
    assert names(folder / "docs") == [(folder / "docs" / "a.md").as_posix()]


def test_named_files_are_yielded_whatever_their_suffix_and_exclusions():
    make("a.py", "vendor/b.md")
    assert names("a.py", "vendor/b.md", exclude=("vendor", "*.py")) == ["a.py", "vendor/b.md"]


def test_a_file_named_twice_is_yielded_once(folder):
    make("docs/a.md", "b.md")
    assert names("b.md", "docs", "docs/a.md", folder / "b.md") == ["b.md", "docs/a.md"]


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        (("b.md",), ["a.md", "x/c.txt", "x/y/a.md"]),
        (("x",), ["a.md", "b.md"]),
        (("a.md",), ["b.md", "x/c.txt"]),
        (("/a.md",), ["b.md", "x/c.txt", "x/y/a.md"]),
        (("x/y",), ["a.md", "b.md", "x/c.txt"]),
        (("x/y/",), ["a.md", "b.md", "x/c.txt"]),
        (("*.md",), ["x/c.txt"]),
        (("x/**/a.md",), ["a.md", "b.md", "x/c.txt"]),
        (("*.md", "!b.md"), ["b.md", "x/c.txt"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_exclude(exclude, left):
    make("a.md", "b.md", "x/c.txt", "x/y/a.md")
    assert names(".", exclude=exclude) == left


@pytest.mark.parametrize(
    ("exclude", "kept"),
    [(("vendor",), False), (("vendor/a.md",), False), (("*.md",), False), (("other",), True)],
    ids=["a folder above it", "its path", "a glob", "something else"],
)
def test_force_exclude_holds_for_named_files(exclude, kept):
    make("vendor/a.md")
    assert bool(names("vendor/a.md", exclude=exclude, force_exclude=True)) is kept


def test_force_exclude_and_a_file_outside_the_base():
    make("sub/a.md", "build/b.md")
    rules = Filter((excludes(Globs(str(Path("sub").resolve()), ("build", "*.txt"))),))
    paths = discover(paths=[Path("build/b.md")], filters=lambda _f: rules, suffixes=SUFFIXES, force_exclude=True)
    assert list(paths) == [Path("build/b.md")]


def test_a_pattern_that_is_none():
    with pytest.raises(ConfigError, match=r'^a\.yml:1: "!" is not a pattern'):
        excludes(Globs("/", ("!",), "a.yml:1"))


def test_gitignore_at_every_level():
    make("a.md", "b.md", "sub/a.md", "sub/b.md", "sub/keep.txt", "out/a.md", "sub/deep/c.md")
    Path(".gitignore").write_text("a.md\n*.txt\nout/\n# a comment\n\n", "utf-8")
    Path("sub/.gitignore").write_text("!a.md\n!keep.txt\n/deep\n", "utf-8")
    assert names(".") == ["b.md", "sub/a.md", "sub/b.md", "sub/keep.txt"]
    assert len(names(".", respect_gitignore=False)) == 7


def test_gitignore_of_the_repository_above():
    make("repo/docs/a.md", "repo/docs/b.md", "repo/docs/c.md", "repo/.git/info/exclude", "docs/a.md")
    Path(".gitignore").write_text("*\n", "utf-8")  # outside the repository: does not count
    Path("repo/.gitignore").write_text("docs/a.md\n", "utf-8")
    Path("repo/.git/info/exclude").write_text("b.md\n", "utf-8")
    assert names("repo/docs") == ["repo/docs/c.md"]


def test_a_malformed_line_of_a_gitignore_is_passed_over():
    make("a.md", "b.md")
    Path(".gitignore").write_text("!\na.md\n", "utf-8")
    assert names(".") == ["b.md"]


def test_a_path_that_does_not_exist():
    assert found("none.md") == [Failed("none.md", "there is no such file or folder")]


def test_a_path_with_a_nul_character():
    assert found("a\0b") == [Failed("a\0b", "a path cannot contain a NUL character")]


def test_an_empty_folder():
    Path("empty").mkdir()
    assert found("empty") == [Warned("empty", "no files to check in this folder")]


def test_links_to_folders_are_not_followed_and_loops_do_no_harm():
    make("a/x.md")
    Path("a/loop").symlink_to("..", target_is_directory=True)
    Path("a/self.md").symlink_to("self.md")
    Path("a/broken.md").symlink_to("none.md")
    Path("a/file.md").symlink_to("x.md")
    assert names(".") == ["a/file.md", "a/x.md"]


def test_a_named_link_to_a_folder_is_followed():
    make("a/x.md")
    Path("b").symlink_to("a", target_is_directory=True)
    assert names("b") == ["b/x.md"]


def test_a_named_link_that_leads_to_itself():
    Path("self.md").symlink_to("self.md")
    (failed,) = found("self.md")
    assert failed.message == "cannot be read: too many levels of symbolic links"


def test_an_unreadable_folder_does_not_hide_the_others(monkeypatch):
    make("a/x.md", "b/y.md")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(".") == [Failed("a", "cannot be read: permission denied"), Path("b/y.md")]


def test_a_folder_that_has_no_filter_is_left_out():
    make("a/x.md", "b/y.md")
    found = discover(paths=[Path()], filters=lambda folder: None if folder.name == "a" else Filter(), suffixes=SUFFIXES)
    assert list(found) == [Path("b/y.md")]


def test_many_levels_of_folders():
    deep = Path(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("x", "utf-8")
    assert len(names(".")) == 1

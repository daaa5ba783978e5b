"""`stigmalint check --fix` and `--diff`: files, both streams and the exit code."""

import codecs
import stat

import pytest
from click.testing import CliRunner
from fake_rules import RULES, FakeLinter, make_rule, make_rules, run, use_fakes

from stigmalint.cli import cli

ROWDY = make_rule("derogatory/rowdy", "warning", "rowdy", "loud")
QUIET = make_rule("pity/broken", "warning", "broken minds")
EYED = make_rule("pity/eyed", "warning", "doleful", "sad")


def make(_config):
    from dataclasses import replace

    eyed = replace(EYED, suggest=tuple(item._replace(fix="unsafe") for item in EYED.suggest))
    rules = {**RULES, **{rule.id: rule for rule in (ROWDY, QUIET, eyed)}}
    return FakeLinter(make_rules(rules=rules))


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    use_fakes(monkeypatch, tmp_path, make)
    return tmp_path


DRAFT = "He committed suicide.\n\nA doleful, rowdy day.\n"


def test_fix(folder):
    (folder / "a.md").write_text(DRAFT, "utf-8")
    (folder / "b.md").write_text("All is well.\n", "utf-8")
    ran = run("check", "--fix", "--output-format", "concise")
    assert (folder / "a.md").read_text("utf-8") == "He died by suicide.\n\nA doleful, loud day.\n"
    assert ran.code == 1
    assert ran.out == "a.md:3:3: warning pity/eyed “doleful”\n1 finding in 1 of 2 files: 1 warning.\n"
    assert ran.err.endswith("Fixed 2 findings in 1 file; 1 more with --unsafe-fixes.\n")


def test_unsafe_fixes_leave_nothing(folder):
    (folder / "a.md").write_text(DRAFT, "utf-8")
    ran = run("check", "--fix", "--unsafe-fixes", "-q")
    assert ran == (0, "", "")
    assert (folder / "a.md").read_text("utf-8") == "He died by suicide.\n\nA sad, loud day.\n"


def test_diff_writes_nothing(folder):
    (folder / "a.md").write_text("Hi.\nA rowdy day.", "utf-8")
    ran = run("check", "--diff")
    assert ran.code == 1
    assert ran.out == (
        "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n Hi.\n-A rowdy day.\n\\ No newline at end of file\n"
        "+A loud day.\n\\ No newline at end of file\n"
    )
    assert ran.err.endswith("Would fix 1 finding in 1 file.\n")
    assert (folder / "a.md").read_text("utf-8") == "Hi.\nA rowdy day."


def test_diff_without_fixes_is_clean(folder):
    (folder / "a.md").write_text("Two broken minds.\n", "utf-8")
    assert run("check", "--diff", "-q") == (0, "", "")


def test_standard_input_comes_out_fixed():
    result = CliRunner().invoke(cli, ["check", "--fix", "-"], input="A rowdy day.\n", prog_name="stigmalint")
    assert (result.exit_code, result.stdout) == (0, "A loud day.\n")


def test_suppressed_words_stay(folder):
    text = "A rowdy day. <!-- stigmalint: ignore[derogatory/rowdy] -- ours -->\n"
    (folder / "a.md").write_text(text, "utf-8")
    assert run("check", "--fix").code == 0
    assert (folder / "a.md").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (codecs.BOM_UTF8 + b"Caf\xc3\xa9.\r\nA rowdy day.\r", codecs.BOM_UTF8 + b"Caf\xc3\xa9.\r\nA loud day.\r"),
        (
            codecs.BOM_UTF16_LE + "A rowdy day.\n".encode("utf-16-le"),
            codecs.BOM_UTF16_LE + "A loud day.\n".encode("utf-16-le"),
        ),
        (
            codecs.BOM_UTF16_BE + "A rowdy day.\n".encode("utf-16-be"),
            codecs.BOM_UTF16_BE + "A loud day.\n".encode("utf-16-be"),
        ),
    ],
    ids=["mark and line endings", "utf-16-le", "utf-16-be"],
)
def test_bytes_elsewhere_stay(folder, before, after):
    (folder / "a.txt").write_bytes(before)
    run("check", "--fix")
    assert (folder / "a.txt").read_bytes() == after


def test_mode_and_symbolic_links_stay(folder):
    target = folder / "real.txt"
    target.write_text("A rowdy day.\n", "utf-8")
    target.chmod(0o640)
    link = folder / "link.txt"
    link.symlink_to(target)
    run("check", "--fix", "link.txt")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "A loud day.\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_file_whole(folder, monkeypatch):
    (folder / "a.txt").write_text("A rowdy day.\n", "utf-8")

    def refuse(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("stigmalint.fixing.tempfile.mkstemp", refuse)
    ran = run("check", "--fix")
    assert ran.code == 2
    assert "a.txt: cannot be written: no space left on device" in ran.err
    assert (folder / "a.txt").read_text("utf-8") == "A rowdy day.\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--fix", "--diff"], "--fix writes what --diff only shows: choose one"),
        (["--unsafe-fixes"], "--unsafe-fixes goes with"),
        (["--diff", "--output-format", "json"], "--diff prints a diff in place of a report"),
    ],
)
def test_contradictions(options, message):
    ran = run("check", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}")

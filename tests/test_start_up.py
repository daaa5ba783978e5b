"""What is frequent starts fast: a clean file, and whatever only tells about rules, never import what is slow."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CLEAN = ROOT / "examples" / "clean-page.md"
SLOW = {
    "spacy", "thinc", "numpy", "lemminflect", "jsonschema", "jinja2", "scrapy", "twisted", "lxml", "playwright",
}  # fmt: skip


def run(command, env):
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    """Return an environment whose cache holds what one earlier run computed from the rules."""
    cache = tmp_path_factory.mktemp("cache")
    made = {**os.environ, "STIGMALINT_CACHE_DIR": str(cache), "PYTHONIOENCODING": "utf-8"}
    first = run([sys.executable, "-m", "stigmalint", "check", "--isolated", CLEAN], made)
    assert first.returncode == 0, first.stderr
    return made


def imported(importtime):
    """Return the top-level packages in what `python -X importtime` writes."""
    lines = (line for line in importtime.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--isolated", CLEAN],
        ["check", "--isolated", "--output-format", "json", CLEAN],
        ["check", "--isolated", "--output-format", "concise", CLEAN],
        ["check", "--isolated", "--output-format", "jsonl", CLEAN],
        ["check", "--isolated", "--output-format", "csv", CLEAN],
        ["check", "--isolated", "--no-text", CLEAN],
        ["--help"],
        ["check", "--help"],
        ["site", "--help"],
        ["--version"],
        ["rules"],
        ["rules", "--output-format", "json"],
        ["explain", "suicide/commit"],
        ["config", "show"],
        ["config", "schema"],
    ],
    ids=lambda arguments: " ".join(str(part) for part in arguments if part not in {CLEAN, "--isolated"}),
)
def test_nothing_slow_is_imported(arguments, env):
    done = run([sys.executable, "-X", "importtime", "-m", "stigmalint", *arguments], env)
    assert done.returncode == 0, done.stderr
    modules = imported(done.stderr)
    assert "stigmalint" in modules
    assert modules & SLOW == set()


def test_the_html_report_of_a_clean_file_imports_only_its_template_library(env):
    command = [sys.executable, "-X", "importtime", "-m", "stigmalint", "check", "--isolated", "--output-format", "html"]
    done = run([*command, CLEAN], env)
    assert done.returncode == 0, done.stderr
    assert imported(done.stderr) & SLOW == {"jinja2"}


def test_what_keeps_runs_is_imported_for_those_who_keep_them(env):
    done = run([sys.executable, "-X", "importtime", "-m", "stigmalint", "check", "--isolated", CLEAN], env)
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert {
        name for name in names if name.startswith(("sqlite3", "stigmalint.history.", "stigmalint.redaction"))
    } == set()


def test_the_trend_needs_no_rules(env, tmp_path):
    history = tmp_path / "history.db"
    kept = run([sys.executable, "-m", "stigmalint", "check", "--isolated", "--history", history, CLEAN], env)
    assert kept.returncode == 0, kept.stderr
    done = run([sys.executable, "-X", "importtime", "-m", "stigmalint", "trend", history], env)
    assert done.returncode == 0, done.stderr
    assert imported(done.stderr) & {*SLOW, "yaml", "rich"} == set()
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    parts = ("stigmalint.rules", "stigmalint.pipeline", "stigmalint.documents")
    assert {name for name in names if name.startswith(parts)} == set()


def test_package_imports_nothing_slow(env):
    done = run([sys.executable, "-c", "import sys, stigmalint; print(*sys.modules)"], env)
    assert set(done.stdout.split()) & SLOW == set()


def test_console_script(env):
    done = run([Path(sys.executable).with_name("stigmalint"), "check", "--isolated", CLEAN], env)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout

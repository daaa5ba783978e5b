"""The hooks work for people who name this repository: `pre-commit try-repo` from a clean clone.

try-repo builds an environment of its own for each run, from the package index; that is the time these tests take.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from identify import identify

from stigmalint.documents import FORMATS

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ("stigmalint", "stigmalint-advisory")


def _start(clone, folder, file, env):
    """Start both hooks, which share the environment that one try-repo makes, on one file."""
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "--color=never", "--files", file]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    return subprocess.Popen(command, cwd=folder, env=env, **streams)


def _by_hook(output):
    """Return what each hook printed, with its line of the result, by the name of the hook."""
    parts = re.split(r"^(stigmalint[^.\n]*?)(?=\.{3,}\w+$)", output, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture(scope="module")
def tried(clone, content_repository, user_env, tmp_path_factory):
    """Return, by file, the exit code of `try-repo`, the output of each hook, and all of the output."""
    home = tmp_path_factory.mktemp("pre-commit")
    env = user_env(PRE_COMMIT_HOME=str(home), STIGMALINT_CACHE_DIR=str(home / "cache"))
    # Side by side: each spends most of its time on its environment.
    started = {file: _start(clone, content_repository, file, env) for file in ("draft.md", "clean.md")}
    outputs = {file: process.communicate()[0] for file, process in started.items()}
    return {file: (started[file].returncode, _by_hook(output), output) for file, output in outputs.items()}


@pytest.fixture(scope="module")
def hooks():
    """Return the hooks that this repository offers, by id."""
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for hook in offered}


@pytest.mark.slow
def test_hook_fails_on_findings_and_shows_them(tried):
    code, hooks, output = tried["draft.md"]
    assert code == 1, output
    assert re.match(r"\.+Failed\n", hooks["stigmalint"])
    assert "- exit code: 1\n" in hooks["stigmalint"]
    assert "suicide/commit" in hooks["stigmalint"]


@pytest.mark.slow
def test_advisory_hook_passes_on_findings_and_shows_them(tried):
    _, hooks, output = tried["draft.md"]
    assert re.match(r"\.+Passed\n", hooks["stigmalint (advisory)"]), output
    assert "suicide/commit" in hooks["stigmalint (advisory)"]


@pytest.mark.slow
def test_hooks_pass_on_a_clean_page(tried):
    code, hooks, output = tried["clean.md"]
    assert code == 0, output
    assert set(hooks) == {"stigmalint", "stigmalint (advisory)"}
    assert all(re.match(r"\.+Passed\n", part) for part in hooks.values())


def test_hooks_run_once_on_what_is_not_excluded(hooks):
    assert tuple(hooks) == HOOKS
    assert all(hook["require_serial"] and "--force-exclude" in hook["entry"] for hook in hooks.values())


def test_advisory_hook_shows_its_output_though_it_passes(hooks):
    assert hooks["stigmalint-advisory"]["verbose"]
    assert "--exit-zero" in hooks["stigmalint-advisory"]["entry"]


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_takes_every_format_that_is_read(hooks, hook):
    wanted = set(hooks[hook]["types_or"])
    tags = {suffix: identify.tags_from_filename(f"page{suffix}") for suffix in FORMATS if suffix}
    missed = [suffix for suffix, known in tags.items() if known and not wanted & known]
    assert missed == [".qmd"]  # see the note in .pre-commit-hooks.yaml

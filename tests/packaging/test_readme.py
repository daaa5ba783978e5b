"""The README's commands are those that are run, and their output is the real one."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def fenced(mark):
    """Return the content of the fenced block that follows `<!-- mark -->` in the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pattern = rf"^<!-- {re.escape(mark)} -->\n+```\w*\n(.*?)^```$"
    blocks = re.findall(pattern, text, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1, f"README.md: expected one fenced block after <!-- {mark} -->"
    return blocks[0].strip("\n")


def check_command():
    """Return the arguments of the `stigmalint` that the first command ends with."""
    last = shlex.split(fenced("command: try").split("&&")[-1])
    assert Path(last[0]).name == "stigmalint"
    return last[1:]


def test_second_command_is_the_one_that_is_run_in_ci():
    assert fenced("command: test") in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_each_command_is_one_line():
    assert [mark for mark in ("command: try", "command: test") if "\n" in fenced(mark)] == []


def run(command, cwd, env):
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def env(user_env, tmp_path):
    """Return the environment of somebody whose terminal has 80 columns and no colours."""
    return user_env(COLUMNS="80", NO_COLOR="1", STIGMALINT_CACHE_DIR=str(tmp_path))


def test_output_is_what_the_first_command_prints(env):
    done = run([sys.executable, "-m", "stigmalint", *check_command()], ROOT, env)
    assert (done.stderr, done.returncode) == ("", 1)
    assert done.stdout.strip("\n") == fenced("output: try")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the command is for a POSIX shell")
def test_first_command_works_in_a_clean_clone(clone, env):
    done = run(["bash", "-c", fenced("command: try")], clone, env)
    assert done.returncode == 1, done.stderr
    assert done.stdout.strip("\n") == fenced("output: try")

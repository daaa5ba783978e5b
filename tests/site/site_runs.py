"""Runs of `stigmalint site` in a process of their own: Scrapy runs once in a process."""

import json
import os
import signal
import subprocess
import sys
from typing import NamedTuple

# Quick, and independent of what the word lists hold besides.
QUICK = ["--isolated", "--model", "none", "--delay", "0", "--retry-wait", "0.05", "--allow-private"]


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def report(self):
        return json.loads(self.out)

    @property
    def found(self):
        """Return the path and the rule of every finding."""
        return [(finding["path"], finding["rule"]) for finding in self.report["findings"]]


def start(*arguments, cwd, quick=True, env=(), stderr=subprocess.PIPE, before=""):
    """Start the command, after the code `before` has run in its process."""
    program = ["-c", f"{before}\nimport stigmalint.cli\nstigmalint.cli.main()"] if before else ["-m", "stigmalint"]
    command = [sys.executable, *program, "site", *map(str, arguments), *(QUICK if quick else ())]
    return subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "default", **dict(env)},
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
    )


def run(*arguments, cwd, json=True, **more):
    """Run the command to its end; with the report as JSON unless told otherwise."""
    process = start(*arguments, *(["--output-format", "json"] if json else []), cwd=cwd, **more)
    try:
        out, err = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        raise
    return Ran(process.returncode, out, err)

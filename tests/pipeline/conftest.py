"""What the tests of the pipeline share: a few rules of their own, read with the shipped cues and names."""

import pytest

from pipeline.small_rules import small_rules
from stigmalint.linter import Linter


@pytest.fixture(scope="session")
def linter(tmp_path_factory):
    """Return a linter of the small rules, without a model and without checks of the whole document."""
    with small_rules(tmp_path_factory.mktemp("small")) as rules:
        return Linter(rules, model=None, documents=False)


@pytest.fixture(scope="session")
def lint(linter):
    """Return a function that gives (words found, severity, context) of every finding in a text."""

    def run(text, format="markdown"):  # noqa: A002
        return [(f.text, f.severity, f.context) for f in linter.check_text(text, format=format)]

    return run

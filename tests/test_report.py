"""Counts and exit codes."""

import pytest

from stigmalint.outcomes import Checked, Failed, Warned, describe
from stigmalint.report import Report, exit_code


@pytest.mark.parametrize(
    ("outcomes", "exit_zero", "expected"),
    [
        ([], False, 0),
        ([Checked("a", "text", (), 0, 0, "d")], False, 0),
        ([Checked("a", "text", (), 0, 1, "d")], False, 1),
        ([Checked("a", "text", (), 0, 1, "d")], True, 0),
        ([Warned("a", "odd")], False, 0),
        ([Failed("a", "bad")], False, 2),
        ([Failed("a", "bad")], True, 2),
        ([Checked("a", "text", (), 0, 1, "d"), Failed("b", "bad")], False, 2),
    ],
    ids=[
        "nothing",
        "clean",
        "findings",
        "findings and --exit-zero",
        "a warning",
        "an error",
        "an error and --exit-zero",
        "findings and an error",
    ],
)
def test_exit_code(outcomes, exit_zero, expected):
    report = Report()
    for outcome in outcomes:
        report.add(outcome)
    assert exit_code(report, exit_zero=exit_zero) == expected


def test_digest_of_the_rules():
    report = Report()
    assert report.rules is None
    report.add(Checked("a", "text", (), 0, 0, "d1"))
    assert report.rules == "d1"
    report.add(Checked("b", "text", (), 0, 0, "d2"))
    assert report.rules not in {None, "d1", "d2"}


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        (Failed("a.md", "cannot be read"), "a.md: cannot be read"),
        (Failed("a.md", "a.md: not text"), "a.md: not text"),
        (Failed("a.md", "b.yml:1: unknown key", placed=True), "b.yml:1: unknown key"),
        (Warned("a", "odd"), "a: odd"),
    ],
)
def test_describe_names_the_file_once(outcome, text):
    assert describe(outcome) == text

"""`check --history`, `check --no-text` and `trend`: whole output, both streams and the exit code."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from fake_rules import run, use_fakes

DRAFT = "He committed suicide in 1994.\n\nMany sufferers are here.\n"
FIRST = "This is the first run that is kept; the next will be compared with it.\n"
CONCISE = """\
a.md:1:4: error suicide/commit “committed suicide”
a.md:3:6: warning pity/sufferer “sufferers”
2 findings in 1 file: 1 error, 1 warning.
"""
DAYS = ["2026-09-03T12:00:00Z", "2026-10-03T12:00:00Z", "2026-11-03T12:00:00Z"]


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    use_fakes(monkeypatch, tmp_path)
    (tmp_path / "a.md").write_text(DRAFT, "utf-8")
    return tmp_path


def check(monkeypatch, day, *arguments):
    """Check this folder on a day, and keep the run."""
    monkeypatch.setattr("stigmalint.history.keeping.now", lambda: day)
    return run("check", "--history", "history.db", "--output-format", "concise", *arguments)


@pytest.fixture
def three_runs(folder, monkeypatch):
    check(monkeypatch, DAYS[0])
    (folder / "a.md").write_text("Title\n\nMany sufferers are still here.\n\nPoor sufferers of rain.\n", "utf-8")
    check(monkeypatch, DAYS[1])
    (folder / "a.md").rename(folder / "b.md")
    check(monkeypatch, DAYS[2])
    return folder


def test_first_run(monkeypatch):
    assert check(monkeypatch, DAYS[0]) == (1, CONCISE + FIRST, "")


def test_second_run(folder, monkeypatch):
    check(monkeypatch, DAYS[0])
    (folder / "a.md").write_text("Title\n\nMany sufferers are still here.\n\nPoor sufferers of rain.\n", "utf-8")
    ran = check(monkeypatch, DAYS[1])
    assert ran.out.splitlines()[-2:] == [
        "2 findings in 1 file: 2 warnings.",
        "1 new, 1 fixed, 1 remaining since 3 September.",
    ]


def test_text_says_it_in_one_line(monkeypatch):
    check(monkeypatch, DAYS[0])
    out = check(monkeypatch, DAYS[1], "--output-format", "text").out
    assert "\n2 findings in 1 file: 1 error, 1 warning.\n0 new, 0 fixed, 2 remaining since 3 September.\n" in out


@pytest.mark.usefixtures("three_runs")
def test_a_renamed_file_keeps_its_findings():
    assert run("trend", "history.db").out.splitlines()[3] == "  0 new, 0 fixed, 2 remaining since 3 October"


def test_a_deleted_file_is_gone(folder, monkeypatch):
    (folder / "b.md").write_text("All is well.\n", "utf-8")
    check(monkeypatch, DAYS[0])
    (folder / "a.md").unlink()
    ran = check(monkeypatch, DAYS[1])
    assert ran == (
        0,
        "No findings in 1 file.\n0 new, 0 fixed, 0 remaining since 3 September; 2 on pages that are gone.\n",
        "",
    )


@pytest.mark.parametrize(
    "options", [["--select", "pity"], ["--ignore", "suicide"]], ids=lambda options: options[0].strip("-")
)
def test_rules_that_are_not_asked_for_fix_nothing(monkeypatch, options):
    check(monkeypatch, DAYS[0])
    ran = check(monkeypatch, DAYS[1], *options)
    assert ran.out.endswith("0 new, 0 fixed, 1 remaining since 3 September; 1 not looked at again.\n")
    assert check(monkeypatch, DAYS[2]).out.endswith("0 new, 0 fixed, 2 remaining since 3 October.\n")


def test_hidden_severities_are_not_fixed(monkeypatch):
    check(monkeypatch, DAYS[0])
    ran = check(monkeypatch, DAYS[1], "--min-severity", "error")
    assert ran.out.endswith("0 new, 0 fixed, 1 remaining since 3 September; 1 not looked at again.\n")


def test_a_file_that_is_excluded_is_not_fixed(monkeypatch):
    check(monkeypatch, DAYS[0])
    ran = check(monkeypatch, DAYS[1], "--exclude", "a.md")
    assert ran.out.endswith("0 new, 0 fixed, 0 remaining since 3 September; 2 not looked at again.\n")


def test_words_that_are_now_kept_on_purpose(folder, monkeypatch):
    check(monkeypatch, DAYS[0])
    (folder / "a.md").write_text(DRAFT.replace("1994.", "1994. <!-- stigmalint: ignore[suicide] -- law -->"), "utf-8")
    ran = check(monkeypatch, DAYS[1])
    assert ran.out.endswith("0 new, 0 fixed, 1 remaining since 3 September; 1 now kept on purpose.\n")


def test_fixed_by_fix(monkeypatch):
    check(monkeypatch, DAYS[0])
    assert check(monkeypatch, DAYS[1], "--fix").out.endswith("0 new, 2 fixed, 0 remaining since 3 September.\n")


def test_quiet_says_nothing_of_it(monkeypatch):
    check(monkeypatch, DAYS[0])
    assert check(monkeypatch, DAYS[1], "-q").out == "".join(CONCISE.splitlines(keepends=True)[:2])


def test_a_report_in_a_file_is_summed_up_on_stderr(monkeypatch):
    check(monkeypatch, DAYS[0])
    assert check(monkeypatch, DAYS[1], "-o", "out.txt").err == (
        "2 findings in 1 file: 1 error, 1 warning. 0 new, 0 fixed, 2 remaining since 3 September. "
        "The report is in out.txt.\n"
    )


def test_json_has_the_comparison(monkeypatch):
    check(monkeypatch, DAYS[0])
    report = json.loads(check(monkeypatch, DAYS[1], "--output-format", "json").out)
    assert report["comparison"] == {
        "since": DAYS[0],
        "new": 0,
        "fixed": 0,
        "remaining": 2,
        "gone": 0,
        "suppressed": 0,
        "unseen": 0,
        "rules_changed": False,
        "new_findings": [],
    }


def test_standard_input_is_a_target():
    arguments = ["check", "--history", "history.db", "--output-format", "concise", "-"]
    run(*arguments, stdin=DRAFT)
    assert run(*arguments, stdin=DRAFT).out.splitlines()[-1].startswith("0 new, 0 fixed, 2 remaining since ")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.md", "a.md: is not a history; name another file"),
        ("no/history.db", "no/history.db: there is no folder no; make it first"),
    ],
)
def test_a_file_that_cannot_be_a_history(folder, name, message):
    assert run("check", "--history", name, "-o", "out.txt") == (2, "", f"error: {message}\n")
    assert (folder / "a.md").read_text("utf-8") == DRAFT
    assert not (folder / "out.txt").exists()


def test_the_report_cannot_take_the_place_of_the_history(folder, monkeypatch):
    check(monkeypatch, DAYS[0])
    before = (folder / "history.db").read_bytes()
    message = "error: --history and --output-file name the same file: history.db\n"
    assert check(monkeypatch, DAYS[1], "-o", folder / "history.db") == (2, "", message)
    assert (folder / "history.db").read_bytes() == before


def test_a_history_that_is_lost_meanwhile_hides_no_findings(folder, monkeypatch):
    from stigmalint.check import Checker

    work = Checker.check

    def check_and_spoil(self, paths):
        yield from work(self, paths)
        (folder / "history.db").write_text("text" * 400, "utf-8")

    monkeypatch.setattr(Checker, "check", check_and_spoil)
    assert check(monkeypatch, DAYS[0]) == (
        2,
        CONCISE.replace("1 warning.", "1 warning. 1 problem kept stigmalint from checking everything."),
        "error: history.db: is not a history; name another file\n",
    )


@pytest.mark.parametrize("option", [["--history", "history.db"], ["--no-text"]], ids=["history", "no text"])
def test_a_diff_goes_without(option):
    assert run("check", "--diff", *option) == (
        2,
        "",
        "error: --diff shows words and keeps no run: it goes without --history and --no-text\n",
    )


NO_TEXT = """\
a.md

  1:4  error  suicide/commit
    The words hurt.

  3:6  warning  pity/sufferer
    The words hurt.

2 findings in 1 file: 1 error, 1 warning.
Why, and what to say instead, in full: stigmalint explain suicide/commit
To keep words on purpose: <!-- stigmalint: ignore[suicide/commit] -- your reason -->
"""


def test_no_text():
    assert run("check", "--no-text") == (1, NO_TEXT, "")


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "csv"])
def test_no_format_shows_words_with_no_text(form):
    words = ("1994", "committed", "sufferers", "people with depression", "died by")
    assert [word for word in words if word in run("check", "--output-format", form).out] != []
    out = run("check", "--no-text", "--output-format", form).out
    assert [word for word in words if word in out] == []
    assert "pity/sufferer" in out


def test_runs_without_words_are_compared(folder, monkeypatch):
    check(monkeypatch, DAYS[0], "--no-text")
    (folder / "a.md").write_text("\n\nMany sufferers, are here!\n", "utf-8")
    ran = check(monkeypatch, DAYS[1], "--no-text")
    assert ran.out == (
        "a.md:3:6: warning pity/sufferer (words left out)\n1 finding in 1 file: 1 warning.\n"
        "0 new, 1 fixed, 1 remaining since 3 September.\n"
    )
    assert b"sufferers" not in (folder / "history.db").read_bytes()


def test_jsonl():
    lines = [json.loads(line) for line in run("check", "--output-format", "jsonl").out.splitlines()]
    assert [(line["type"], line.get("rule")) for line in lines] == [
        ("finding", "suicide/commit"),
        ("finding", "pity/sufferer"),
        ("summary", None),
    ]


def test_csv_is_read_by_a_spreadsheet(folder):
    (folder / "a.md").write_text("=HYPERLINK sufferers\n", "utf-8")
    run("check", "--output-format", "csv", "-o", "out.csv")
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream, strict=True)
    assert (row["path"], row["line"], row["text"], row["sentence"]) == (
        "a.md",
        "1",
        "sufferers",
        "'=HYPERLINK sufferers",
    )


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_statistics_are_for_people(form):
    message = f"error: --statistics is for people: it goes without --output-format {form}\n"
    assert run("check", "--statistics", "--output-format", form) == (2, "", message)


TREND = """\
.
  3 runs from 3 September to 3 November 2026
  ███  from 2 findings to 2
  0 new, 0 fixed, 2 remaining since 3 October

                 new    fixed  remaining
    warning        0        0          2

    pity           0        0          2
"""
TREND_SINCE = """\
.
  2 runs from 3 October to 3 November 2026
  ██  from 2 findings to 2
  1 new, 1 fixed, 1 remaining since 3 September

                 new    fixed  remaining
    error          0        1          0
    warning        1        0          1

    pity           1        0          1
    suicide        0        1          0
"""


@pytest.mark.usefixtures("three_runs")
def test_trend():
    assert run("trend", "history.db") == (0, TREND, "")


@pytest.mark.usefixtures("three_runs")
def test_trend_since():
    assert run("trend", "history.db", "--since", "2026-09-20") == (0, TREND_SINCE, "")


@pytest.mark.usefixtures("three_runs")
def test_trend_of_a_target(monkeypatch):
    check(monkeypatch, DAYS[2], "b.md")
    assert run("trend", "history.db", "--target", ".") == (0, TREND, "")
    both = run("trend", "history.db").out
    assert both.startswith(f"{TREND}\nb.md\n  1 run on 3 November 2026\n")


@pytest.mark.usefixtures("three_runs")
def test_trend_json():
    ran = run("trend", "history.db", "--output-format", "json")
    (target,) = json.loads(ran.out)["targets"]
    assert (ran.code, ran.err, target["target"], target["since"]) == (0, "", ".", DAYS[1])
    assert target["total"] == {"new": 0, "fixed": 0, "remaining": 2, "gone": 0, "suppressed": 0, "unseen": 0}


@pytest.mark.usefixtures("three_runs")
def test_trend_of_no_runs():
    assert run("trend", "history.db", "--since", "2027-01-01") == (0, "No runs to show.\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no.db"], "no.db: there is no such history; a check with --history no.db makes one"),
        (["a.md"], "a.md: is not a history; name another file"),
        (["history.db", "--target", "docs"], '--target: history.db has no runs over "docs"; there are: .'),
    ],
)
def test_trend_of_what_is_not_there(monkeypatch, arguments, message):
    check(monkeypatch, DAYS[0])
    assert run("trend", *arguments) == (2, "", f"error: {message}\n")


def test_trend_since_no_day(monkeypatch):
    check(monkeypatch, DAYS[0])
    ran = run("trend", "history.db", "--since", "yesterday")
    assert (ran.code, ran.out) == (2, "")
    assert "'yesterday' does not match the format '%Y-%m-%d'" in ran.err


def test_a_history_with_times_that_are_none(monkeypatch):
    check(monkeypatch, DAYS[0])
    with closing(sqlite3.connect("history.db")) as connection:
        connection.execute("UPDATE runs SET started = 'soon'")
        connection.commit()
    message = 'history.db: is damaged (a run was started at "soon"); move it away, and the next run starts a new one'
    assert run("trend", "history.db") == (2, "", f"error: {message}\n")


def test_a_history_that_somebody_has_filled_with_other_things(monkeypatch):
    check(monkeypatch, DAYS[0])
    check(monkeypatch, DAYS[1])
    with closing(sqlite3.connect("history.db")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE runs SET target = '\x1b[2J', errors = 'many', documents = 1.5")
        connection.execute("UPDATE findings SET severity = 'dire', category = '\x1b[31m'")
        connection.commit()
    ran = run("trend", "history.db")
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert r"\x1b[2J" in ran.out
    assert "dire" in ran.out


def test_a_closed_pipe_keeps_no_run(folder):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "stigmalint",
            "check",
            "--isolated",
            "--history",
            "piped.db",
            "--output-format",
            "jsonl",
        ],
        cwd=folder,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert done.stderr == b""
    with closing(sqlite3.connect(folder / "piped.db")) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (0,)

"""`stigmalint check`: whole output, both streams and the exit code."""

import json
import os
import subprocess
import sys
from importlib import resources

import jsonschema
import pytest
from fake_rules import FakeLinter, make_rules, run, use_fakes

from stigmalint.findings import fingerprint

DRAFT = """\
# Draft

He committed suicide in 1994.

Many sufferers are crazy.
"""

TEXT = """\
draft.md

  3:4  error  suicide/commit
    He committed suicide in 1994.
       ^^^^^^^^^^^^^^^^^
    The words hurt.
    Try: “died by suicide”

  5:6  warning  pity/sufferer
    Many sufferers are crazy.
         ^^^^^^^^^
    The words hurt.
    Try: “people with depression”

  5:20  info  derogatory/crazy
    Many sufferers are crazy.
                       ~~~~~
    The words hurt.

3 findings in 1 file: 1 error, 1 warning, 1 info.
Why, and what to say instead, in full: stigmalint explain suicide/commit
To keep words on purpose: <!-- stigmalint: ignore[suicide/commit] -- your reason -->
"""

CONCISE = """\
draft.md:3:4: error suicide/commit “committed suicide”
draft.md:5:6: warning pity/sufferer “sufferers”
draft.md:5:20: info derogatory/crazy “crazy”
3 findings in 1 file: 1 error, 1 warning, 1 info.
"""


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    use_fakes(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def draft(folder):
    (folder / "draft.md").write_text(DRAFT, "utf-8")
    return "draft.md"


def lines(ran):
    """Return what concise output says, without the paths and the summary."""
    return [line.split(" ")[2] for line in ran.out.splitlines() if ": " in line and ".md:" in line]


def test_text(draft):
    assert run("check", draft) == (1, TEXT, "")


def test_concise(draft):
    assert run("check", draft, "--output-format", "concise") == (1, CONCISE, "")


@pytest.mark.usefixtures("draft")
def test_the_default_is_this_folder():
    assert run("check") == (1, TEXT, "")


def test_clean(folder):
    (folder / "clean.md").write_text("All is well.\n", "utf-8")
    assert run("check", "clean.md") == (0, "No findings in 1 file.\n", "")
    assert run("check", "-q", "clean.md") == (0, "", "")


def test_quiet_shows_findings_only(draft):
    ran = run("check", draft, "-q", "--output-format", "concise")
    assert (ran.code, ran.out) == (1, "".join(CONCISE.splitlines(keepends=True)[:3]))


def test_verbose_shows_reasons_in_full_sources_and_configuration(draft, folder):
    (folder / ".stigmalint.yml").write_text("select: [suicide]\n", "utf-8")
    ran = run("check", draft, "-v")
    assert "    The words hurt. They say that suicide/commit is normal.\n" in ran.out
    assert "    A Guide to Words: https://example.org/guide\n" in ran.out
    assert ran.err == f"configuration: {folder / '.stigmalint.yml'}\n"


@pytest.mark.usefixtures("draft")
def test_statistics(folder):
    (folder / "two.md").write_text("Sad sufferers.\n", "utf-8")
    ran = run("check", "--statistics", "-q")
    assert ran == (1, "2  pity/sufferer\n1  derogatory/crazy\n1  suicide/commit\n", "")


def test_color_marks_the_phrase(draft):
    out = run("check", draft, "--color", "always").out
    assert "He \x1b[1;31mcommitted suicide\x1b[0m in 1994." in out
    assert "\x1b" not in run("check", draft, "--color", "never").out


def test_control_characters_are_escaped(folder):
    (folder / "bad.md").write_text("Sad\x1b[2J\x07 sufferers\u202eevil.\n", "utf-8")
    for form in ("text", "concise"):
        out = run("check", "bad.md", "--output-format", form).out
        assert out.isprintable() or set(out) - {"\n"} <= {c for c in out if c.isprintable()}
    assert r"Sad\x1b[2J\x07 sufferers" in run("check", "bad.md").out


@pytest.mark.skipif("sys.platform == 'win32'", reason="such a name cannot exist")
def test_control_characters_in_file_names_are_escaped(folder):
    (folder / "a\x1b[31mb.md").write_text("sufferers\n", "utf-8")
    assert run("check", "-q", "--output-format", "concise").out == (
        "a\\x1b[31mb.md:1:1: warning pity/sufferer “sufferers”\n"
    )


def test_json_follows_its_schema(draft):
    ran = run("check", draft, "missing.md", "--output-format", "json")
    report = json.loads(ran.out)
    schema = json.loads(resources.files("stigmalint").joinpath("schemas/output.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert set(report) == set(schema["properties"])
    assert set(report["findings"][0]) == set(schema["$defs"]["finding"]["properties"])
    assert ran.code == 2


def test_json(draft):
    report = json.loads(run("check", draft, "--output-format", "json", "--select", "suicide").out)
    assert report["findings"] == [
        {
            "path": "draft.md",
            "rule": "suicide/commit",
            "category": "suicide",
            "severity": "error",
            "message": "“committed suicide”",
            "why": "The words hurt. They say that suicide/commit is normal.",
            "text": "committed suicide",
            "sentence": "He committed suicide in 1994.",
            "line": 3,
            "column": 4,
            "end_line": 3,
            "end_column": 21,
            "start": 12,
            "end": 29,
            "context": None,
            "suggestions": [{"text": "died by suicide", "fix": "safe"}],
            "sources": [{"id": "guide", "title": "A Guide to Words", "url": "https://example.org/guide"}],
            "fingerprint": fingerprint("suicide/commit", "draft.md", "He committed suicide in 1994."),
            "suppressed": False,
            "suppression_reason": None,
            "pages": 1,
        }
    ]
    assert report["summary"] == {
        "files": 1,
        "findings": 1,
        "errors": 0,
        "by_severity": {"error": 1, "warning": 0, "info": 0},
        "by_rule": {"suicide/commit": 1},
    }
    assert report["tool"]["rules"] == "d1"


def test_json_of_nothing(folder):
    report = json.loads(run("check", folder, "--output-format", "json").out)
    assert (report["findings"], report["tool"]["rules"], report["summary"]["files"]) == ([], None, 0)


def test_suppressed_findings_are_kept_in_json_and_hidden_in_text(folder):
    (folder / "a.md").write_text("Sad sufferers. <!-- stigmalint: ignore[pity] -- a quotation -->\n", "utf-8")
    ran = run("check", "a.md", "--output-format", "json")
    finding = json.loads(ran.out)["findings"][0]
    assert (ran.code, finding["suppressed"], finding["suppression_reason"]) == (0, True, "a quotation")
    assert json.loads(ran.out)["summary"]["findings"] == 0
    assert run("check", "a.md") == (0, "No findings in 1 file (1 suppressed).\n", "")


def test_context_is_noted(folder):
    (folder / "a.md").write_text('She said "sufferers".\n', "utf-8")
    ran = run("check", "a.md")
    assert "  1:11  info  pity/sufferer  (in a quotation: your call)\n" in ran.out
    assert ran.code == 0


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--select", "suicide"], ["suicide/commit"]),
        (["--select", "suicide,pity/sufferer"], ["suicide/commit", "pity/sufferer"]),
        (["--select", "suicide", "--select", "pity"], ["suicide/commit", "pity/sufferer"]),
        (["--select", "suicide/old"], ["suicide/commit"]),
        (["--ignore", "pity"], ["suicide/commit", "derogatory/crazy"]),
        (["--ignore", "ALL"], []),
        (["--ignore", "ALL", "--extend-select", "pity"], ["pity/sufferer"]),
        (["--min-severity", "warning"], ["suicide/commit", "pity/sufferer"]),
    ],
    ids=lambda value: " ".join(value) if value and value[0].startswith("--") else "",
)
def test_selection(draft, arguments, expected):
    assert lines(run("check", draft, "--output-format", "concise", *arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "error", "--ignore", "suicide"], 0),
        (["--fail-on", "info", "--select", "derogatory"], 1),
        (["--select", "derogatory"], 0),
        (["--exit-zero"], 0),
        (["--fail-on", "info", "--select", "derogatory", "--min-severity", "error"], 1),
    ],
    ids=lambda value: " ".join(value) or "default" if isinstance(value, list) else "",
)
def test_exit_code(draft, arguments, code):
    assert run("check", draft, *arguments).code == code


def test_what_is_hidden_is_said(draft):
    out = run("check", draft, "--select", "derogatory", "--min-severity", "error").out
    assert out == "No findings in 1 file (1 below --min-severity not shown).\n"


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_unknown_rule(draft, option):
    assert run("check", draft, option, "suicide/comit") == (
        2,
        "",
        f'error: {option}: unknown rule or category "suicide/comit"; did you mean "suicide/commit"?\n',
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-q", "-v"], "--quiet and --verbose do not go together"),
        (["--config", "a.yml", "--isolated"], "--config and --isolated do not go together"),
        (["--config", "none.yml"], "none.yml: there is no such configuration file"),
        (["--stdin-filename", "a.md"], "--stdin-filename goes with `-`, which reads standard input"),
        (["-", "b.md"], "`-` (standard input) goes alone, without other paths"),
        (["--statistics", "--output-format", "json"], "--statistics is for people"),
        (["--statistics", "--output-format", "html"], "--statistics is for people: it goes without"),
        (
            ["-o", "no/such/folder.txt"],
            "--output-file no/such/folder.txt: cannot be written: no such file or directory",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_contradictions(arguments, message):
    ran = run("check", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}")


def test_a_path_that_does_not_exist_does_not_hide_the_others(draft):
    ran = run("check", "none.md", draft, "--output-format", "concise")
    assert ran.code == 2
    assert lines(ran) == ["suicide/commit", "pity/sufferer", "derogatory/crazy"]
    assert ran.err == "error: none.md: there is no such file or folder\n"
    assert ran.out.endswith(" 1 problem kept stigmalint from checking everything.\n")


@pytest.mark.usefixtures("draft")
def test_an_unreadable_file_does_not_hide_the_others(folder):
    (folder / "a.md").write_bytes(b"\x00\x01\x02" * 100)
    ran = run("check", "--output-format", "json")
    report = json.loads(ran.out)
    assert ran.code == 2
    assert [error["path"] for error in report["errors"]] == ["a.md"]
    assert {finding["path"] for finding in report["findings"]} == {"draft.md"}
    assert ran.err.startswith("error: a.md: ")
    assert ran.err.count("a.md") == 1


def test_nothing_checked():
    assert run("check", "none.md") == (
        2,
        "Nothing was checked. 1 problem kept stigmalint from checking everything.\n",
        "error: none.md: there is no such file or folder\n",
    )


def test_an_empty_folder_is_a_warning():
    assert run("check") == (0, "Nothing was checked.\n", "warning: .: no files to check in this folder\n")


def test_output_file(draft, folder):
    ran = run("check", draft, "-o", "report.json", "--output-format", "json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "3 findings in 1 file: 1 error, 1 warning, 1 info. The report is in report.json.\n"
    assert json.loads((folder / "report.json").read_text("utf-8"))["version"] == 1
    assert sorted(path.name for path in folder.iterdir()) == ["draft.md", "report.json"]


def test_html_links_to_the_files_beside_it(draft, folder):
    ran = run("check", draft, "-o", "report.html", "--output-format", "html")
    assert (ran.code, ran.out) == (1, "")
    page = (folder / "report.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert '"href":"./draft.md"' in page


def test_html_on_stdout_links_to_no_files(draft):
    assert '"href":""' in run("check", draft, "--output-format", "html").out


def test_output_file_is_left_as_it_was_when_the_run_fails(draft, folder, monkeypatch):
    (folder / "report.txt").write_text("old", "utf-8")
    monkeypatch.setattr(FakeLinter, "lint", lambda _self, _document: 1 / 0)
    assert run("check", draft, "-o", "report.txt").code == 2
    assert (folder / "report.txt").read_text("utf-8") == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["draft.md", "report.txt"]


def test_output_file_has_no_color(draft, folder, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("check", draft, "-o", "report.txt")
    assert (folder / "report.txt").read_text("utf-8") == TEXT


def test_standard_input():
    ran = run("check", "-", "--output-format", "concise", stdin="sufferers\n")
    assert (ran.code, ran.out.splitlines()[0]) == (1, "<stdin>:1:1: warning pity/sufferer “sufferers”")


def test_standard_input_takes_the_format_of_its_name():
    ran = run(
        "check", "-", "--stdin-filename", "a/b.html", "--output-format", "concise", stdin="<p>x</p><p>sufferers</p>"
    )
    assert ran.out.splitlines()[0] == "a/b.html:1:12: warning pity/sufferer “sufferers”"


def test_standard_input_that_is_excluded():
    arguments = ("check", "-", "--stdin-filename", "vendor/b.md", "--force-exclude")
    assert run(*arguments, stdin="sufferers") == (0, "Nothing was checked.\n", "")


def test_explicit_files_are_checked_unless_force_exclude(folder):
    (folder / "vendor").mkdir()
    (folder / "vendor" / "a.md").write_text("sufferers\n", "utf-8")
    assert run("check", "vendor/a.md").code == 1
    assert run("check", "vendor/a.md", "--force-exclude").code == 0


def test_exclude(folder):
    for name in ("a.md", "b.md", "c.md"):
        (folder / name).write_text("sufferers\n", "utf-8")
    ran = run("check", "--exclude", "a.md", "--extend-exclude", "b*", "--output-format", "concise", "-q")
    assert ran.out == "c.md:1:1: warning pity/sufferer “sufferers”\n"


def test_the_configuration_nearest_to_each_file_holds(folder):
    (folder / "sub").mkdir()
    (folder / ".stigmalint.yml").write_text("ignore: [pity]\n", "utf-8")
    (folder / "sub" / "pyproject.toml").write_text('[tool.stigmalint]\nfail-on = "never"\n', "utf-8")
    for name in ("a.md", "sub/b.md"):
        (folder / name).write_text("sufferers\n", "utf-8")
    ran = run("check", "--output-format", "concise", "-q")
    assert ran == (0, "sub/b.md:1:1: warning pity/sufferer “sufferers”\n".replace("/b", "/b"), "")


def test_a_broken_configuration_is_said_once_and_the_rest_is_checked(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / ".stigmalint.yml").write_text("profil: news\n", "utf-8")
    for name in ("a.md", "sub/b.md", "sub/c.md"):
        (folder / name).write_text("sufferers\n", "utf-8")
    ran = run("check", ".", "sub/b.md", "--output-format", "concise", "-q")
    assert ran == (
        2,
        "a.md:1:1: warning pity/sufferer “sufferers”\n",
        'error: sub/.stigmalint.yml:1: unknown key "profil"; did you mean "profile"?\n',
    )


def test_an_unknown_rule_in_a_configuration_names_its_line(folder):
    (folder / "a.md").write_text("sufferers\n", "utf-8")
    (folder / ".stigmalint.yml").write_text("profile: outreach\nignore: [pitty]\n", "utf-8")
    ran = run("check", "--output-format", "json")
    assert ran.code == 2
    assert ran.err == 'error: .stigmalint.yml:2: unknown rule or category "pitty"; did you mean "pity"?\n'
    assert json.loads(ran.out)["errors"] == [
        {"path": "a.md", "message": '.stigmalint.yml:2: unknown rule or category "pitty"; did you mean "pity"?'}
    ]


def test_a_pattern_that_is_none_stops_only_its_folder(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / ".stigmalint.yml").write_text("exclude: ['!']\n", "utf-8")
    for name in ("a.md", "sub/b.md"):
        (folder / name).write_text("sufferers\n", "utf-8")
    ran = run("check", "--output-format", "concise", "-q")
    assert ran == (
        2,
        "a.md:1:1: warning pity/sufferer “sufferers”\n",
        'error: sub/.stigmalint.yml:1: "!" is not a pattern of paths\n',
    )


def test_linters_are_shared_by_configurations_that_need_the_same_rules(folder, monkeypatch):
    made = []
    use_fakes(monkeypatch, folder, lambda config: made.append(config.profile) or FakeLinter(make_rules()))
    for name, text in (("a", "ignore: [pity]"), ("b", "fail-on: never"), ("c", "profile: news")):
        (folder / name).mkdir()
        (folder / name / ".stigmalint.yml").write_text(text, "utf-8")
        (folder / name / "x.md").write_text("well\n", "utf-8")
    assert run("check").code == 0
    assert made == ["outreach", "news"]


def test_unused_suppressions(folder):
    (folder / "a.md").write_text("Well. <!-- stigmalint: ignore[pity] -- x -->\n", "utf-8")
    assert run("check", "a.md").code == 0
    ran = run("check", "a.md", "--report-unused-suppressions", "--output-format", "concise", "-q")
    assert ran == (0, "a.md:1:7: info meta/unused-suppression ignore[pity] suppresses nothing\n", "")


def test_invalid_suppression(folder):
    (folder / "a.md").write_text("Sad sufferers. <!-- stigmalint: ignore[pitty] -->\n", "utf-8")
    ran = run("check", "a.md")
    assert ran.code == 1
    assert (
        ran.out
        == """\
a.md

  1:5  warning  pity/sufferer
    Sad sufferers.
        ^^^^^^^^^
    The words hurt.
    Try: “people with depression”

  1:16  warning  meta/invalid-suppression
    <!-- stigmalint: ignore[pitty] -->
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    Unknown rule or category "pitty" in a suppression; did you mean "pity"? A
    suppression of a rule that does not exist has no effect.

2 findings in 1 file: 2 warnings.
Why, and what to say instead, in full: stigmalint explain pity/sufferer
To keep words on purpose: <!-- stigmalint: ignore[pity/sufferer] -- your reason -->
"""
    )


CLEAN_RUN = """
import sys
import stigmalint.engine
from stigmalint.linter import Inspection
class Rules:
    digest = "d"
class Linter:
    rules = Rules()
    def inspect(self, document):
        return Inspection(())
stigmalint.engine.make_linter = lambda config: Linter()
from stigmalint.cli import cli
try:
    cli.main(["check", "--isolated", "a.md"])
finally:
    print(*sys.modules, file=sys.stderr)
"""
SLOW = {"difflib", "importlib.metadata", "jsonschema", "lemminflect", "numpy", "pathspec", "rich", "spacy", "yaml"}


def test_a_clean_run_imports_nothing_slow(folder):
    (folder / "a.md").write_text("All is well.\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", CLEAN_RUN]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout == "No findings in 1 file.\n"
    assert SLOW & set(done.stderr.split()) == set()

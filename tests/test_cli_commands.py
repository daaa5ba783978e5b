"""The other commands: rules, explain, test-rules, config, completion, and what all have in common."""

import json
import os
import subprocess
import sys
from typing import NamedTuple

import pytest
from fake_rules import PROFILE, FakeLinter, make_rule, make_rules, run, use_fakes

import stigmalint
from stigmalint.commands.catalogue import phrase_text
from stigmalint.rules.model import Examples, Location, PhraseSpec, SuggestionTemplate

EXPLAINED = """\
suicide/commit  error

What it finds
  committed suicide

Why
  The words hurt. They say that suicide/commit is normal.

Say instead
  “died by suicide”

Examples
  found: One committed suicide here.
  found: Two committed suicide here.
  left alone: One.
  left alone: Two.

Sources
  A Guide to Words: https://example.org/guide

Severity by profile
"""


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    use_fakes(monkeypatch, tmp_path)
    return tmp_path


def test_version():
    assert run("--version") == (0, f"stigmalint {stigmalint.__version__}\n", "")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help(option):
    ran = run(option)
    assert (ran.code, ran.err) == (0, "")
    for command in ("check", "trend", "rules", "explain", "test-rules", "config", "completion"):
        assert f"  {command}" in ran.out
        assert run(command, option).code == 0


def test_no_command_shows_help():
    ran = run()
    assert ran.code == 2
    assert "Usage: stigmalint [OPTIONS] COMMAND" in ran.out + ran.err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("chek", 'there is no command "chek"; did you mean "check"?'),
        ("draft.md", 'there is no command "draft.md"; to check a file: stigmalint check FILE'),
    ],
)
def test_unknown_command(name, message):
    ran = run(name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"Usage: stigmalint [OPTIONS] COMMAND [ARGS]...\nHelp: stigmalint --help\n\nerror: {message}\n"


def test_unknown_option():
    ran = run("check", "--slect", "a")
    assert (ran.code, ran.out) == (2, "")
    assert "--select" in ran.err


def test_rules():
    assert run("rules") == (
        0,
        (
            "suicide/commit    error    committed suicide\n"
            "pity/sufferer     warning  sufferers\n"
            "derogatory/crazy  info     crazy\n"
            "\n"
            "3 rules. More about one: stigmalint explain RULE\n"
        ),
        "",
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--category", "pity"], ["pity/sufferer"]),
        (["--category", "pity", "--category", "suicide"], ["suicide/commit", "pity/sufferer"]),
        (["--severity", "error"], ["suicide/commit"]),
        (["--severity", "error", "--category", "pity"], []),
    ],
    ids=" ".join,
)
def test_rules_are_filtered(arguments, expected):
    report = json.loads(run("rules", "--output-format", "json", *arguments).out)
    assert [rule["id"] for rule in report["rules"]] == expected


def test_rules_as_json():
    report = json.loads(run("rules", "--output-format", "json", "--category", "suicide").out)
    assert report == {
        "version": 1,
        "language": "en",
        "profile": "outreach",
        "rules": [
            {
                "id": "suicide/commit",
                "category": "suicide",
                "severity": "error",
                "preview": False,
                "why": "The words hurt. They say that suicide/commit is normal.",
                "match": ["committed suicide"],
                "suggest": [{"text": "died by suicide", "fix": "safe"}],
                "sources": [{"id": "guide", "title": "A Guide to Words", "url": "https://example.org/guide"}],
                "aliases": ["suicide/old"],
                "file": "words.yml",
                "line": 3,
            }
        ],
    }


def test_rules_of_an_unknown_category():
    assert run("rules", "--category", "pitty") == (
        2,
        "",
        'error: --category: unknown category "pitty"; did you mean "pity"?\n',
    )


def test_explain():
    ran = run("explain", "suicide/commit")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(EXPLAINED)
    assert "outreach error" in ran.out


def test_explain_a_former_id():
    assert run("explain", "suicide/old").out.startswith("suicide/commit  error  (formerly suicide/old)\n")


def test_explain_says_all_that_a_rule_has(monkeypatch, folder):
    suggest = (
        SuggestionTemplate(one="person with {condition}", many="people* with {condition}"),
        SuggestionTemplate(text="Say who.", fix="manual"),
    )
    examples = Examples(("A.",), ("B.",), {"Sad sufferers.": "Sad people."})
    rule = make_rule("pity/x", "warning", "(very) sufferer/n|victim of ..3 {condition}", preview=True)
    changed = {"suggest": suggest, "examples": examples, "profiles": {"outreach": "info"}}
    rules = make_rules(rules={"pity/x": make_rule("pity/x", "warning", rule.match[0].phrase, preview=True, **changed)})
    use_fakes(monkeypatch, folder, lambda _config: FakeLinter(rules))
    out = run("explain", "pity/x").out
    for line in (
        "pity/x  info  (preview: it may still change)",
        "  sufferer/victim of … {condition}",
        "  “person with {condition} / people with {condition}”",
        "  Rewrite: Say who.",
        "  rewritten: Sad sufferers. → Sad people.",
    ):
        assert line in out.splitlines()


def test_explain_says_that_no_guideline_names_the_words(monkeypatch, folder):
    suggest = (SuggestionTemplate("{own_word} home"),)
    rules = make_rules(rules={"pity/x": make_rule("pity/x", "warning", "sad home", sources=(), suggest=suggest)})
    use_fakes(monkeypatch, folder, lambda _config: FakeLinter(rules))
    lines = run("explain", "pity/x").out.splitlines()
    assert "  “{own word} home”" in lines
    assert lines[lines.index("Sources") + 1].startswith("  No published guideline known to us")


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("commit/v suicide", "commit suicide"),
        ("=get|=getting (a|{x}) =grip*", "get/getting grip"),
        ("a|b|c|d/n {label_pastime}", "a/b/c/… {label pastime}"),
        ("{care_person}|who _ don't ..3 help", "{care person}/who … don't … help"),
    ],
)
def test_the_gist_of_a_phrase(phrase, shown):
    assert phrase_text(PhraseSpec(phrase)) == shown


@pytest.mark.parametrize("name", ["meta/invalid-suppression", "meta/unused-suppression"])
def test_explain_a_finding_about_suppressions(name):
    ran = run("explain", name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{name}  ")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("suicide/comit", 'there is no rule "suicide/comit"; did you mean "suicide/commit"?'),
        ("sufferer", 'there is no rule "sufferer"; did you mean "pity/sufferer"?'),
        ("qqq", 'there is no rule "qqq"; all rules: stigmalint rules'),
        ("pity", '"pity" is a category; its rules: stigmalint rules --category pity'),
    ],
    ids=["a slip", "the slug alone", "something else", "a category"],
)
def test_explain_an_unknown_rule(name, message):
    assert run("explain", name) == (2, "", f"error: {message}\n")


def test_color_of_explain():
    assert "\x1b[1msuicide/commit\x1b[0m" in run("explain", "suicide/commit", "--color", "always").out


class Result(NamedTuple):
    rule: str
    kind: str
    sentence: str
    ok: bool
    detail: str
    location: Location


class TestTestRules:
    """`test-rules`: the examples themselves are run by `stigmalint.rules.testing`."""

    RESULTS = (
        Result("pity/sufferer", "flag", "Sad sufferers.", True, "", Location("a.yml", 4, 3)),
        Result("pity/sufferer", "pass", "No \x1b sufferers.", False, "expected nothing", Location("a.yml", 4, 3)),
        Result("suicide/commit", "missing", "", False, "expected two examples", Location("b.yml", 9, 3)),
    )

    @pytest.fixture
    def results(self, monkeypatch):
        asked = []

        def run_examples(_rules, _check, only):
            asked.append(list(only))
            return (result for result in self.RESULTS if result.rule in only)

        monkeypatch.setattr("stigmalint.rules.testing.run_examples", run_examples)
        monkeypatch.setattr(FakeLinter, "check_text", None, raising=False)
        return asked

    @pytest.mark.usefixtures("results")
    def test_failures(self):
        assert run("test-rules") == (
            1,
            (
                "a.yml:4: pity/sufferer: pass: expected nothing\n"
                "    No \\x1b sufferers.\n"
                "b.yml:9: suicide/commit: missing: expected two examples\n"
                "3 rules, 3 examples: 2 failed.\n"
            ),
            "",
        )

    @pytest.mark.usefixtures("results")
    def test_success(self, monkeypatch):
        monkeypatch.setattr(self.__class__, "RESULTS", self.RESULTS[:1])
        assert run("test-rules") == (0, "3 rules, 1 example: all as written.\n", "")

    def test_only_the_rules_of_the_files_named(self, results, monkeypatch, folder):
        own = folder / "own"
        own.mkdir()
        (own / "a.yml").touch()
        rules = {
            "pity/sufferer": make_rule("pity/sufferer", "error", "x", location=Location(str(own / "a.yml"), 4, 3)),
            "suicide/commit": make_rule("suicide/commit", "error", "y", location=Location("b.yml", 9, 3)),
        }
        configs = []

        def make(config):
            configs.append(config)
            return FakeLinter(make_rules(PROFILE, rules))

        use_fakes(monkeypatch, folder, make)
        ran = run("test-rules", own)
        assert (ran.code, results) == (1, [["pity/sufferer"]])
        assert configs[0].wordlists == (str(own),)

    @pytest.mark.usefixtures("results")
    def test_a_missing_file(self):
        assert run("test-rules", "none.yml") == (2, "", "error: none.yml: there is no such file or folder\n")


def test_config_show(folder):
    (folder / ".stigmalint.yml").write_text("profile: news\nignore: [pity, 'a b']\nseverity: {pity: off}\n", "utf-8")
    ran = run("config", "show", "--fail-on", "never", "--ignore", "suicide", "--no-respect-gitignore")
    assert (ran.code, ran.err) == (0, "")
    shown = {line.partition(":")[0]: line for line in ran.out.splitlines()}
    assert shown["profile"].split("  # ") == ["profile: news                    ", ".stigmalint.yml:1"]
    assert shown["ignore"].endswith('ignore: [pity, "a b", suicide]     # .stigmalint.yml:2, --ignore')
    assert shown["severity"].rstrip() == "severity: {pity: off}              # .stigmalint.yml:3"
    assert shown["fail-on"].endswith("# command line (--fail-on)")
    assert shown["respect-gitignore"].endswith("# command line (--no-respect-gitignore)")
    assert shown["language"].endswith("# default")


def test_config_show_can_be_read_as_a_configuration(folder):
    shown = run("config", "show").out
    (folder / ".stigmalint.yml").write_text(shown, "utf-8")
    again = run("config", "show").out
    assert [line.partition("  #")[0] for line in again.splitlines()] == [
        line.partition("  #")[0] for line in shown.splitlines()
    ]


def test_config_show_of_another_folder(folder):
    (folder / "sub").mkdir()
    (folder / "sub" / ".stigmalint.yml").write_text("profile: news\n", "utf-8")
    (folder / "sub" / "a.md").touch()
    for path in ("sub", "sub/a.md"):
        assert run("config", "show", path).out.startswith("profile: news ")


def test_config_schema():
    ran = run("config", "schema")
    assert (ran.code, json.loads(ran.out)["title"]) == (0, "stigmalint configuration")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert "_STIGMALINT_COMPLETE" in ran.out


def test_completion_completes(monkeypatch):
    monkeypatch.setenv("_STIGMALINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "stigmalint exp")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run() == (0, "plain,explain\n", "")


def test_completion_of_an_unknown_shell():
    assert run("completion", "tcsh").code == 2


def test_a_crash_gives_a_report_to_paste(monkeypatch, folder):
    (folder / "a.md").write_text("sufferers\n", "utf-8")
    monkeypatch.setattr(FakeLinter, "lint", lambda _self, _document: {}["\x1b"])
    ran = run("check", "a.md")
    assert (ran.code, ran.out) == (2, "")
    assert f"stigmalint {stigmalint.__version__}\nPython {sys.version.split()[0]} on " in ran.err
    assert "Traceback (most recent call last):" in ran.err
    assert "\x1b" not in ran.err


def test_interrupt(monkeypatch, folder):
    (folder / "a.md").write_text("sufferers\n", "utf-8")

    def interrupt(_self, _document):
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeLinter, "lint", interrupt)
    ran = run("check", "a.md", "-o", "report.txt")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "Interrupted.")
    assert [path.name for path in folder.iterdir()] == ["a.md"]


@pytest.mark.skipif("sys.platform == 'win32'", reason="pipes are closed in another way")
def test_a_closed_pipe_is_quiet(folder):
    (folder / "words.md").write_text("well\n", "utf-8")
    read, written = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "stigmalint", "config", "schema"]
    done = subprocess.run(command, stdout=written, stderr=subprocess.PIPE, env=environment, cwd=folder, check=False)
    os.close(written)
    assert (done.returncode, done.stderr) == (0, b"")  # nothing failed


@pytest.mark.skipif("sys.platform == 'win32'", reason="pipes are closed in another way")
def test_a_closed_pipe_keeps_the_exit_code(folder):
    (folder / "a.md").write_text("sufferers\n" * 20_000, "utf-8")
    script = (
        "import fake_rules, stigmalint.engine as e;"
        "e.make_linter = lambda c: fake_rules.FakeLinter(fake_rules.make_rules());"
        "fake_rules.cli.main(['check', 'a.md', '--output-format', 'concise'])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    read, written = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=written, stderr=subprocess.PIPE, env=environment, cwd=folder, check=False
    )
    os.close(written)
    assert (done.returncode, done.stderr) == (1, b"")

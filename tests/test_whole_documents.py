"""Whole-document findings on the command line: shown, counted, selected and suppressed like others, help apart."""

import json

import pytest
from fake_rules import run

from stigmalint.check import check_document
from stigmalint.config import Configs, command_line
from stigmalint.documents import read_text
from stigmalint.engine import Engine, make_linter

DISCLOSURE = "The kettle is on.\n\nI want to end my life. People who suffer from depression know why.\n"
STORY = """\
# Village notes

My cousin died by suicide in March, and suicide is hard to talk about in our house.

The hall has a new roof, and the swifts are back. The committee met twice in May and once in June, under the chestnut,
and agreed about the curtains. Nobody has claimed the green umbrella. The minutes are on the board beside the door,
with the photographs of the summer fair, the timetable of the library van and the list of keys.
"""


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def checked(text, *arguments):
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        return run("check", "--isolated", *arguments, "page.md")

    return checked


class TestCrisis:
    @pytest.mark.parametrize("options", [(), ("--min-severity", "error"), ("--fail-on", "info")])
    def test_never_fails_and_is_always_shown(self, check, options):
        done = check(DISCLOSURE, *options)
        assert (done.code, done.err) == (0, "")
        assert "116 123" in done.out

    def test_is_said_without_severity_rule_or_hints(self, check):
        done = check(DISCLOSURE)
        for word in ("info", "document/", "stigmalint", "suffer", "finding", "life."):
            assert word not in done.out.replace("Lifeline", "")

    def test_is_a_finding_in_json(self, check):
        report = json.loads(check(DISCLOSURE, "--output-format", "json").out)
        [finding] = report["findings"]
        assert (finding["rule"], finding["severity"], finding["line"]) == ("document/crisis", "info", 3)
        assert (finding["text"], finding["suggestions"]) == ("", [])
        assert report["summary"]["findings"] == 1

    ALONE = (
        "warning: page.md: left alone: its writer may be in crisis, and document/crisis, which offers them help,"
        " is ignored here\n"
    )

    @pytest.mark.parametrize(
        "options",
        [
            ("--ignore", "document"),
            ("--ignore", "ALL"),
            ("--select", "pity"),
            ("--select", "pity", "--min-severity", "error"),
        ],
    )
    def test_is_shown_whatever_else_is_left_out(self, check, options):
        done = check(DISCLOSURE, *options)
        assert (done.code, done.err) == (0, "")
        assert "116 123" in done.out

    @pytest.fixture
    def configured(self, check, tmp_path):  # noqa: ARG002 - which makes the folder the working folder
        def checked(settings):
            (tmp_path / "settings.yml").write_text(settings, encoding="utf-8")
            (tmp_path / "page.md").write_text(DISCLOSURE, encoding="utf-8")
            return run("check", "--config", "settings.yml", "page.md")

        return checked

    def test_is_shown_where_the_category_is_off(self, configured):
        done = configured('severity: {document: "off"}\n')
        assert (done.code, done.err) == (0, "")
        assert "116 123" in done.out

    @pytest.mark.parametrize("fix", [(), ("--fix",), ("--diff",)])
    def test_by_its_own_name_it_is_left_out_and_so_is_everything_else(self, check, tmp_path, fix):
        done = check(DISCLOSURE, "--ignore", "document/crisis", *fix)
        assert (done.code, self.ALONE in done.err) == (0, True)
        assert "pity" not in done.out
        assert (tmp_path / "page.md").read_text(encoding="utf-8") == DISCLOSURE

    @pytest.mark.parametrize("directive", ["disable[document/crisis]", "ignore-file[document/crisis]", "ignore-file"])
    def test_by_a_comment_it_is_left_out_and_so_is_everything_else(self, check, directive):
        done = check(f"<!-- stigmalint: {directive} -- a letter that we print -->\n\n{DISCLOSURE}")
        assert (done.code, done.err) == (0, self.ALONE)
        assert "pity" not in done.out

    def test_a_comment_about_the_category_does_not_leave_it_out(self, check):
        done = check(f"<!-- stigmalint: disable[document] -- see the footer -->\n\n{DISCLOSURE}")
        assert (done.code, done.err) == (0, "")
        assert "116 123" in done.out

    def test_left_out_it_is_a_suppressed_finding_in_json(self, check):
        report = json.loads(check(DISCLOSURE, "--ignore", "document/crisis", "--output-format", "json").out)
        assert [(finding["rule"], finding["suppressed"]) for finding in report["findings"]] == [
            ("document/crisis", True)
        ]
        assert report["summary"]["findings"] == 0

    def test_switched_off_by_its_own_name_the_text_is_checked_like_any_other(self, configured):
        done = configured('severity: {document/crisis: "off"}\n')
        assert (done.code, done.err) == (1, "")
        assert "pity/suffer-from" in done.out


class TestOthers:
    def test_are_shown_with_advice(self, check):
        done = check(STORY)
        assert (done.code, done.err) == (1, "")
        assert "3:19  warning  document/help-seeking" in done.out
        assert "Try: Add a line that says where to turn" in done.out

    @pytest.mark.parametrize(
        "option", [("--ignore", "document"), ("--ignore", "document/help-seeking"), ("--select", "pity")]
    )
    def test_can_be_left_out(self, check, option):
        assert check(STORY, *option).code == 0

    def test_can_be_suppressed(self, check):
        comment = "<!-- stigmalint: disable[document/help-seeking] -- the site's footer has it -->\n\n"
        assert check(comment + STORY).code == 0

    def test_take_their_severity_from_the_profile(self, check):
        done = check(STORY, "--profile", "clinical")
        assert done.code == 0
        assert "3:19  error  document/help-seeking" in check(STORY, "--profile", "news").out

    @pytest.mark.parametrize("name", ["document/help-seeking", "document/crisis"])
    def test_are_explained(self, name):
        done = run("explain", name)
        assert (done.code, done.err) == (0, "")
        assert "Why" in done.out

    def test_are_listed(self):
        done = run("rules", "--category", "document")
        assert (done.code, done.err) == (0, "")
        assert "document/method-detail" in done.out


class TestPassed:
    """What was asked of a whole text and found nothing is known, and nothing else is."""

    @pytest.fixture
    def passed(self, tmp_path):
        def passed(text, **given):
            config = Configs(command_line({"model": "none", **given}), isolated=True).of(tmp_path)
            return check_document(read_text(text, "page.md", "markdown"), Engine(make_linter).bench(config)).passed

        return passed

    def test_names_what_the_subjects_call_for(self, passed):
        story = {"document/helpline-outdated", "document/method-detail", "document/single-cause"}
        assert set(passed(STORY)) == {*story, "document/suicide-in-title"}

    def test_names_what_is_no_longer_open(self, passed):
        assert "document/help-seeking" in passed(f"{STORY}\nCall Samaritans on 116 123.\n")

    def test_leaves_out_what_is_open_and_hidden(self, passed):
        assert "document/help-seeking" not in passed(STORY, **{"min-severity": "error"})

    def test_leaves_out_what_is_not_selected(self, passed):
        assert passed(STORY, select=("document/method-detail",)) == ("document/method-detail",)

    @pytest.mark.parametrize("text", ["Short.\n", DISCLOSURE], ids=["nothing asked", "a writer in crisis"])
    def test_is_empty_where_nothing_is_asked(self, passed, text):
        assert passed(text) == ()

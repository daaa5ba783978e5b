"""The reporters on findings made by hand."""

import io
import json

import pytest

from stigmalint.findings import Finding, Source, Suggestion
from stigmalint.outcomes import Checked, Failed
from stigmalint.report import Report
from stigmalint.reporters import REPORTERS, Output, words
from stigmalint.reporters.text import first_sentence


def finding(**changes):
    values = {
        "path": "a.md",
        "rule": "pity/sufferer",
        "category": "pity",
        "severity": "warning",
        "message": "“sufferers”",
        "why": "It hurts.",
        "text": "sufferers",
        "sentence": "Many sufferers here.",
        "mark": (5, 14),
        "line": 1,
        "column": 6,
        "end_line": 1,
        "end_column": 15,
        "start": 5,
        "end": 14,
        **changes,
    }
    return Finding(**values)


def report(form, *findings, errors=(), files=1, **look):
    stream = io.StringIO()
    reporter = REPORTERS[form](Output(stream, **look))
    counts = Report()
    for number in range(files):
        checked = Checked(f"{number}.md", "markdown", findings, 0, len(findings), "d")
        counts.add(checked)
        reporter.file(checked)
    for error in errors:
        counts.add(error)
    reporter.finish(counts)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("suggestions", "line"),
    [
        ([], None),
        ([("a person", "safe")], "Try: “a person”"),
        ([("one", "safe"), ("two", "unsafe")], "Try: “one” or “two”"),
        ([("one", "safe"), ("two", "safe"), ("three", "safe"), ("four", "safe")], "Try: “one”, “two” or “three”"),
        ([("Say who.", "manual")], "Rewrite: Say who."),
        ([("Say who.", "manual"), ("one", "safe")], "Try: “one”"),
        ([("o\x1bne", "safe")], r"Try: “o\x1bne”"),
    ],
    ids=["none", "one", "two", "many", "advice", "words before advice", "unsafe characters"],
)
def test_suggestions(suggestions, line):
    out = report("text", finding(suggestions=tuple(Suggestion(*suggestion) for suggestion in suggestions)))
    found = [part.strip() for part in out.splitlines() if part.strip().startswith(("Try", "Rewrite"))]
    assert found == ([line] if line else [])


@pytest.mark.parametrize(("severity", "underline"), [("error", "^^^^"), ("warning", "^^^^"), ("info", "~~~~")])
def test_the_underline_shows_the_severity_without_color(severity, underline):
    assert f"         {underline}" in report("text", finding(severity=severity))


@pytest.mark.parametrize(
    ("context", "note"),
    [
        (None, ""),
        ("quotation", "  (in a quotation: your call)"),
        ("self-description", "  (said of oneself: your call)"),
        ("something-new", "  (something-new: your call)"),
    ],
)
def test_context(context, note):
    assert f"  1:6  info  pity/sufferer{note}\n" in report("text", finding(severity="info", context=context))


@pytest.mark.parametrize(
    ("why", "first"),
    [
        ("One. Two.", "One."),
        ('"Commit" is a crime; so. "Died" is not.', '"Commit" is a crime; so.'),
        ("Only one", "Only one"),
        ("It is 2.5 times worse. Really.", "It is 2.5 times worse."),
        ("Say “no.” They will hear.", "Say “no.”"),
    ],
)
def test_first_sentence(why, first):
    assert first_sentence(why) == first


def test_verbose_shows_a_few_sources():
    sources = tuple(Source(f"s{n}", f"Guide {n}", f"https://example.org/{n}") for n in range(9))
    out = report("text", finding(sources=sources), verbose=True)
    assert out.count("https://example.org/") == 3


def test_text_without_comments_does_not_speak_of_them():
    stream = io.StringIO()
    reporter = REPORTERS["text"](Output(stream))
    counts = Report()
    checked = Checked("a.txt", "text", (finding(),), 0, 1, "d")
    counts.add(checked)
    reporter.file(checked)
    reporter.finish(counts)
    assert "<!--" not in stream.getvalue()


@pytest.mark.parametrize("form", ["text", "concise"])
@pytest.mark.parametrize(
    ("arguments", "summary"),
    [
        ({}, "Nothing was checked."),
        ({"files": 2}, "No findings in 2 files."),
        ({"files": 2, "findings": [finding()]}, "2 findings in 2 files: 2 warnings."),
        ({"files": 1, "findings": [finding(suppressed=True)]}, "No findings in 1 file (1 suppressed)."),
        (
            {"files": 1, "errors": [Failed("b", "bad"), Failed("c", "bad")]},
            "No findings in 1 file. 2 problems kept stigmalint from checking everything.",
        ),
        ({"files": 1, "findings": [finding(severity="info")] * 1200}, "1,200 findings in 1 file: 1,200 info."),
    ],
    ids=["nothing", "clean", "findings", "suppressed", "errors", "many"],
)
def test_summary(form, arguments, summary):
    options = {"files": 0, **arguments}
    out = report(form, *options.pop("findings", ()), **options)
    assert summary in out.splitlines()


def test_json_without_utf8_is_escaped():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    reporter = REPORTERS["json"](Output(stream))
    counts = Report()
    reporter.file(Checked("a.md", "markdown", (finding(message="日本"),), 0, 1, "d"))
    reporter.finish(counts)
    stream.flush()
    data = stream.buffer.getvalue()
    assert data.isascii()
    assert json.loads(data)["findings"][0]["message"] == "日本"


def test_json_keeps_hostile_text_apart():
    hostile = '"}],\n\u2028\x00<script>'
    assert json.loads(report("json", finding(text=hostile)))["findings"][0]["text"] == hostile


def test_json_with_a_file_name_that_is_not_text():
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace")
    reporter = REPORTERS["json"](Output(stream))
    reporter.file(Checked("a\udcff.md", "markdown", (finding(path="a\udcff.md"),), 0, 1, "d"))
    reporter.finish(Report())
    stream.flush()
    assert json.loads(stream.buffer.getvalue())["findings"][0]["path"] == "a\udcff.md"


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("text", "  1:6  warning  pity/sufferer  (on 12 pages)"),
        ("concise", "a.md:1:6: warning pity/sufferer “sufferers” (on 12 pages)"),
        ("json", '"pages": 12'),
    ],
)
def test_words_that_pages_share_say_how_many(form, line):
    assert line in report(form, finding(pages=12))


def test_words_of_one_page_say_nothing_of_pages():
    assert "on 1 page" not in report("text", finding()) + report("concise", finding())


def test_a_site_has_pages():
    counts = Report(unit="page")
    counts.add(Checked("https://example.org/", "html", (), 0, 0, "d"))
    assert words.summary(counts) == "No findings in 1 page."

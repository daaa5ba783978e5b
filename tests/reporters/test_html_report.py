"""The HTML report: what it holds, what it leaves out, and that nothing of a document can act in it."""

import io
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from html_reports import GUIDE, HOSTILE, SITE, checked, data, finding, html, site, whole

from stigmalint.findings import Source, Suggestion
from stigmalint.history.records import Comparison, RunCount
from stigmalint.outcomes import Failed
from stigmalint.pipeline.documents.checks import CHECKS as ASKED
from stigmalint.redaction import redact
from stigmalint.reporters.base import Output
from stigmalint.reporters.days import clock
from stigmalint.reporters.html import reporter as reporter_module
from stigmalint.reporters.html.links import local_link, text_fragment, web_address
from stigmalint.reporters.html.page import _asset
from stigmalint.reporters.html.records import dump
from stigmalint.reporters.html.sections import TOP, sections_of
from stigmalint.reporters.html.shown import Parts, shown, shown_parts
from stigmalint.reporters.html.trend import change_notes, trend_of
from stigmalint.reporters.html.wording import CHECKS


class Elements(HTMLParser):
    """Collects elements with their attributes, and the text outside scripts and styles."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text, self._inside = [], "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        self.text += " " if tag in {"br", "dd", "dt", "h3", "li", "p", "td", "th"} else ""

    def handle_endtag(self, _tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside not in {"script", "style"}:
            self.text += data

    def attributes(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]


def text(page):
    return re.sub(r"\s+", " ", Elements(page).text)


class TestFigures:
    def test_subject_counts_and_version(self):
        said = text(html(*site(3, 2)))
        assert "The words of example.org" in said
        assert "6 findings in 3 of 3 pages." in said
        assert "Made on 5 November 2026, 09:30 with stigmalint 0.1.0, rules d1" in said

    @pytest.mark.parametrize(
        ("documents", "said"),
        [
            ([], "Nothing was checked."),
            ([checked("a.md")], "1 document read, and nothing found to say about the words."),
            ([checked("a.md", finding()), checked("b.md"), checked("c.md")], "Most of what is written here is fine"),
        ],
        ids=["nothing", "clean", "mostly clean"],
    )
    def test_lead(self, documents, said):
        assert said in text(html(*documents))

    @pytest.mark.parametrize(
        ("paths", "subject"),
        [
            (["pages/a.md"], "pages/a.md"),
            (["pages/a.md", "pages/b/c.md"], "pages/"),
            (["a.md", "b.md"], "these documents"),
            ([f"{SITE}/a", f"{SITE}/b/c"], "example.org"),
        ],
    )
    def test_subject(self, paths, subject):
        assert f"The words of {subject}" in text(html(*map(checked, paths)))

    def test_bars_have_their_figures_as_text(self):
        assert re.search(r"Suicide\s*2 \( ?2 errors\)", text(html(checked("a.md", finding(), finding(line=4)))))

    def test_problems_are_named(self):
        assert "b.docx: is not a Word file" in text(
            html(checked("a.md"), errors=[Failed("b.docx", "is not a Word file")])
        )

    def test_what_is_hidden_is_said(self):
        assert "4 milder findings left out by --min-severity." in text(html(checked("a.md", hidden=4)))


class TestFindings:
    def test_hold_sentence_reason_suggestions_and_sources(self):
        held = data(html(checked("a.md", finding())))
        [record] = held["findings"]
        assert [record[key] for key in ("before", "words", "after")] == ["She ", "committed suicide", " last spring."]
        assert (record["try"], record["line"], record["column"]) == (["died by suicide"], 3, 5)
        assert held["reasons"][record["why"]] == "The verb belongs to crimes."
        assert held["rules"][record["rule"]]["sources"] == [[GUIDE.title, GUIDE.url]]

    def test_advice_is_apart_from_words_to_copy(self):
        suggestions = (Suggestion("Say who.", "manual"), Suggestion("people", "unsafe"))
        [record] = data(html(checked("a.md", finding(suggestions=suggestions))))["findings"]
        assert (record["try"], record["advice"]) == (["people"], ["Say who."])

    def test_shared_text_is_held_once(self):
        assert html(*site(9, 3)).count('"The verb belongs to crimes."') == 1

    def test_words_that_recur_name_the_number_of_pages(self):
        [record] = data(html(checked(f"{SITE}/", finding(f"{SITE}/", pages=41))))["findings"]
        assert record["pages"] == 41

    def test_new_ones_are_marked(self):
        comparison = Comparison(1, 2, 1, frozenset({"a.md:addict"}), TestTrend.RUNS, since=TestTrend.RUNS[-2].started)
        held = data(html(checked("a.md", finding(), finding(words="addict")), comparison=comparison))
        assert [record.get("new", False) for record in held["findings"]] == [False, True]
        assert held["compared"]

    def test_suppressed_ones_are_set_aside_with_their_reason(self):
        page = html(checked("a.md", finding(suppressed=True, suppression_reason="quoting the Act")))
        assert data(page)["findings"] == []
        assert "Set aside on purpose (1)" in text(page)
        assert "Reason: quoting the Act" in text(page)

    def test_without_scripts_the_first_are_there(self, monkeypatch):
        monkeypatch.setattr(reporter_module, "MOST_PLAIN", 2)
        page = html(checked("a.md", *(finding(words=f"words{n}") for n in range(5))))
        fallback = page.partition("<noscript>")[2].partition("</noscript>")[0]
        assert re.findall(r"<mark>(.*?)</mark>", fallback) == ["words0", "words1"]
        assert "the first 2 findings" in fallback

    def test_without_text_the_rule_and_its_reason_are_left(self):
        page = html(redact(checked("a.md", finding(), title="Her story"), b"key"))
        [record] = data(page)["findings"]
        assert (record["line"], record["says"]) == (3, "(words left out)")
        assert "committed suicide" not in page
        assert "Her story" not in page

    def test_many_go_to_a_file_on_the_way(self, monkeypatch):
        monkeypatch.setattr(reporter_module, "MOST_IN_MEMORY", 100)
        assert len(data(html(*site(30, 4)))["findings"]) == 120


class TestCrisis:
    HELP = "You have written a lot.\nUnited Kingdom: Samaritans, call 116 123"

    def page(self):
        help_ = finding("b.md", "", "", rule="document/crisis", category="document", severity="info", why=self.HELP)
        return html(checked("a.md", finding()), checked("b.md", help_))

    def test_stands_before_everything_else(self):
        said = text(self.page())
        assert said.index("somebody may need help") < said.index("call 116 123") < said.index("At a glance")

    def test_is_no_finding_among_others(self):
        assert [record["words"] for record in data(self.page())["findings"]] == ["committed suicide"]
        assert "1 finding in 1 of 2 documents" in text(self.page())


class TestWholePages:
    def test_every_check_has_its_words(self):
        assert set(CHECKS) == set(ASKED)

    def test_open_and_fine_are_counted(self):
        name = "document/help-seeking"
        page = html(checked("a.md", whole("a.md")), checked("b.md", passed=(name,)), checked("c.md", passed=(name,)))
        assert "Does it say where to turn? 1 2" in text(page)

    def test_fine_is_said_only_where_it_is_known(self):
        said = text(html(checked("a.md", whole("a.md")), checked("b.md")))
        assert "Asked Open Does it say where to turn? 1 Findings" in said
        assert "everything that was asked" not in said

    def test_pages_with_nothing_open_are_listed(self):
        said = text(html(checked("a.md", passed=("document/help-seeking",), title="Where to go")))
        assert "everything that was asked is fine (1) Where to go a.md It says where to turn." in said


class TestTrend:
    RUNS = tuple(RunCount(f"2026-0{n}-01T12:00:00Z", 9, {"error": 10 - n, "info": 2}) for n in range(1, 5))

    def test_figures_and_line(self):
        page = html(
            checked("a.md", finding()), comparison=Comparison(1, 2, 3, frozenset(), self.RUNS, self.RUNS[-2].started)
        )
        assert "Since the last run, on 1 March 2026" in text(page)
        assert "New 1 Fixed 2 Remaining 3" in text(page)
        assert "11 on 1 January 2026, 8 on 1 April 2026, 11 at most" in text(page)
        assert f"1 March 2026 {clock(self.RUNS[2].started)}" in text(page)

    def test_a_first_run_is_compared_with_nothing(self):
        page = html(checked("a.md", finding()), comparison=Comparison(0, 0, 0, frozenset(), self.RUNS[:1]))
        assert "Since the last run" not in text(page)
        assert not data(page)["compared"]

    def test_runs_of_one_day_are_told_apart_by_their_time(self):
        runs = (RunCount("2026-01-01T12:00:00Z", 1, {}), RunCount("2026-01-01T12:30:00Z", 1, {}))
        times = [f"at {clock(run.started)}" for run in runs]
        assert [point.when for point in trend_of(runs).points] == times

    def test_what_is_counted_apart_is_said(self):
        comparison = Comparison(0, 0, 0, frozenset(), self.RUNS, "x", gone=2000, unseen=1, rules_changed=True)
        assert change_notes(comparison) == [
            "2,000 on pages that are gone.",
            "1 not looked at again.",
            "The rules have changed since, so some of the difference is theirs.",
        ]

    def test_one_run_makes_no_line(self):
        assert trend_of(self.RUNS[:1]) is None

    def test_the_highest_point_is_at_the_top(self):
        heights = [point.y for point in trend_of(self.RUNS).points]
        assert heights == sorted(heights)

    def test_runs_without_findings_lie_on_the_axis(self):
        runs = (RunCount("2026-01-01T08:00:00Z", 1, {}),) * 2
        assert {point.y for point in trend_of(runs).points} == {140}


class TestShell:
    def test_policy_allows_only_the_script_and_the_style_of_the_file(self):
        [policy] = [a["content"] for _, a in Elements(html(checked("a.md"))).elements if "http-equiv" in a]
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy
        assert _asset("report.js")[1] in policy
        assert _asset("report.css")[1] in policy

    def test_nothing_is_loaded(self):
        page = Elements(html(*site()))
        assert page.attributes("src") == []
        assert [tag for tag, _ in page.elements if tag in {"link", "iframe", "object", "img", "base"}] == []

    @pytest.mark.parametrize("name", ["report.js", "report.css"])
    def test_parts_can_be_written_to_any_stream(self, name):
        part, _ = _asset(name)
        assert part.isascii()
        assert "</" not in part

    def test_streams_of_another_encoding_get_references(self):
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding="cp1252", newline="\n")
        stream.getvalue = lambda: (stream.flush(), raw.getvalue().decode("ascii"))[1]
        page = html(checked("日本.md", finding(words="日本")), stream=stream)
        assert data(page)["findings"][0]["words"] == "日本"
        assert "日本.md" in text(page)

    def test_foot_names_helplines_with_source_and_date(self):
        said = text(html(checked("a.md")))
        assert re.search(r"Samaritans, call 116 123 \(read on 20\d\d-\d\d-\d\d, source", said)


class TestHostile:
    """Every place that others fill, filled with what would act if it were not escaped."""

    @pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
    def page(self, request):
        bad = request.param
        nasty = finding(
            bad,
            bad,
            f"{bad} {bad} {bad}",
            rule=bad,
            category=bad,
            message=bad,
            why=bad,
            context=bad,
            suggestions=(Suggestion(bad, "safe"), Suggestion(bad, "manual")),
            sources=(Source(bad, bad, bad),),
        )
        quiet = finding(bad, bad, bad, suppressed=True, suppression_reason=bad)
        help_ = finding(bad, "", "", rule="document/crisis", category="document", why=bad, message=bad)
        return html(
            checked(bad, nasty, quiet, title=bad),
            checked(f"{SITE}/{bad}", nasty, help_, title=bad, passed=(bad,)),
            errors=[Failed(bad, bad)],
        )

    def test_adds_no_element_and_no_attribute_that_acts(self, page):
        found = Elements(page)
        assert [tag for tag, _ in found.elements if tag == "script"] == ["script", "script"]
        assert [tag for tag, _ in found.elements if tag in {"img", "b"}] == []
        assert [name for _, attrs in found.elements for name in attrs if name.startswith("on")] == []

    def test_adds_no_link_that_acts(self, page):
        assert [href for href in Elements(page).attributes("href") if not href.startswith(("#", "https://"))] == []
        held = data(page)
        links = [record["href"] for record in held["pages"]] + [
            url for rule in held["rules"] for _, url in rule["sources"]
        ]
        assert [link for link in links if link and not link.startswith("https://")] == []

    def test_can_be_written_and_reads_in_one_direction(self, page):
        page.encode("utf-8")
        assert re.findall("[\x00\x1b\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]", page) == []


class TestText:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("a\u202eb", r"a\u202eb"),
            ("a\xadb\u200bc", "abc"),
            ("one\ntwo", "one two"),
            ("\ud800", r"\ud800"),
            ("x\ufffcy", "x…y"),
            ("👩‍🚒", "👩‍🚒"),
            ("a" * 700, "a" * 600 + "…"),
        ],
    )
    def test_shown(self, given, expected):
        assert shown(given) == expected

    def test_what_is_far_from_the_words_is_left_out(self):
        parts = shown_parts(Parts("a" * 999, "words", "b" * 999))
        assert parts == Parts("…" + "a" * 320, "words", "b" * 320 + "…")

    def test_data_holds_no_markup(self):
        assert dump({"a": "</script>&"}) == r'{"a":"\u003c/script\u003e\u0026"}'


class TestLinks:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
            ("HTTP://example.org/", "http://example.org/"),
            ("https://name:secret@example.org/", "https://example.org/"),
            ("javascript:alert(1)//https://example.org", None),
            ("data:text/html,x", None),
            ("https://", None),
            ("https://example.org:port/", None),
            ("https://[bad/", None),
            ('https://example.org/"onclick=', None),
            ("https://example.org/\x00", None),
            ("pages/a.md", None),
        ],
    )
    def test_web_address(self, given, expected):
        assert web_address(given) == expected

    def test_local_link_is_relative_to_the_report(self, tmp_path):
        (tmp_path / "pages").mkdir()
        (tmp_path / "pages" / "a b#c.md").touch()
        assert local_link(str(tmp_path / "pages" / "a b#c.md"), tmp_path) == "./pages/a%20b%23c.md"

    @pytest.mark.skipif(os.name == "nt", reason="no such file names there")
    def test_local_link_is_never_a_scheme(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("javascript:alert(1)").touch()
        assert local_link("javascript:alert(1)", Path()) == "./javascript%3Aalert%281%29"

    @pytest.mark.parametrize("path", ["<stdin>", "none.md", "a\x00b", "https://example.org/a"])
    def test_no_link_where_there_is_no_file(self, path, tmp_path):
        assert local_link(path, tmp_path) is None

    @pytest.mark.parametrize(
        ("parts", "ambiguous", "expected"),
        [
            (("He took his own", " way out of it", "."), False, "way%20out%20of%20it"),
            (
                ("He took his own", " way out of it", ", then."),
                True,
                "took%20his%20own-,way%20out%20of%20it,-%2C%20then.",
            ),
            (("The ", "addict", " called."), False, "The-,addict,-called."),
            (("", "a well-known, old & new", ""), False, "a%20well%2Dknown%2C%20old%20%26%20new"),
            (("", "one two three four five six seven eight nine", ""), False, "one%20two%20three,seven%20eight%20nine"),
            (("#End", "Crazy", "Now"), False, "%23-,EndCrazyNow"),
            (("a \ufffcb ", "two\ufffcfold", " c\ufffcd"), False, "b-,two,fold,-c"),
            (("", "", "x"), False, ""),
            (("", "\ufffc", "x"), False, ""),
            (("", "\ud800", ""), False, "%3F"),
        ],
        ids=[
            "clear",
            "ambiguous",
            "short",
            "encoded",
            "long",
            "part of a word",
            "placeholders",
            "none",
            "no text",
            "lone",
        ],
    )
    def test_text_fragment(self, parts, ambiguous, expected):
        directive = text_fragment(Parts(*parts), ambiguous=ambiguous)
        assert directive == (f":~:text={expected}" if expected else "")

    def test_the_same_words_on_one_page_are_told_apart(self):
        path, words = f"{SITE}/a", "took their own life"
        one, other = finding(path, words, f"First {words}."), finding(path, words, f"Then {words}.")
        directives = [record["at"] for record in data(html(checked(path, one, other)))["findings"]]
        assert ["First-," in directives[0], "Then-," in directives[1]] == [True, True]


class TestSections:
    @pytest.mark.parametrize(
        ("paths", "sections"),
        [
            (["a.md", "b/c.md", "b/d/e.md"], [TOP, "b", "b"]),
            (["/x/y/a/1.md", "/x/y/b/1.md"], ["a", "b"]),
            ([f"{SITE}/", f"{SITE}/news", f"{SITE}/news/1", f"{SITE}/about"], [TOP, "news", "news", TOP]),
            ([f"{SITE}/en/a/1", f"{SITE}/en/b/2"], ["a", "b"]),
            ([f"{SITE}/a", "https://blog.example.org/b"], ["example.org", "blog.example.org"]),
            ([], []),
        ],
    )
    def test_sections(self, paths, sections):
        assert list(sections_of(paths).of) == sections


def test_an_unfinished_report_writes_and_keeps_nothing():
    stream = io.StringIO()
    reporter = reporter_module.HtmlReporter(Output(stream))
    reporter.file(checked("a.md", finding()))
    spool = reporter._spool
    del reporter
    assert stream.getvalue() == ""
    assert spool.closed

"""The HTML report in a real browser: that it works for everybody, and that nothing else runs in it."""

import http.server
import threading
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from html_reports import HOSTILE, SITE, checked, finding, html, site, whole
from playwright.sync_api import expect, sync_playwright
from real_browser import ARGUMENTS, Watched, chromium

from stigmalint.findings import Source, Suggestion
from stigmalint.history.records import Comparison, RunCount
from stigmalint.outcomes import Failed
from stigmalint.reporters.html.wording import CHECKS

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUNS = tuple(RunCount(f"2026-0{n}-01T08:00:00Z", 9, {"error": 10 - n}) for n in range(1, 5))


@pytest.fixture(scope="module")
def browser():
    executable = chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def show(browser, tmp_path):
    """Return a function that opens a report and gives the page, watched; at the end it must have done nothing else."""
    contexts, watched = [], []

    def show(text, fragment="", **look):
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **look)
        contexts.append(context)
        context.set_default_timeout(8000)
        made = Watched(context)
        watched.append((made, file.as_uri()))
        made.page.goto(file.as_uri() + fragment)
        return made.page

    yield show
    for context in contexts:
        context.close()
    for made, address in watched:
        assert made.problems == []
        assert {request.partition("#")[0] for request in made.requests} == {address}


def count(page):
    return page.locator("#count").inner_text()


def shown_words(page):
    return page.locator(".finding mark").all_inner_texts()


class TestFilters:
    def test_all_are_shown_at_first(self, show):
        page = show(html(*site(3, 3)))
        assert count(page) == "All 9 findings, on 3 pages"
        assert page.locator(".finding").count() == 9

    def test_severity(self, show):
        page = show(html(*site(3, 3)))
        page.get_by_label("Errors").check()
        assert count(page) == "3 of 9 findings, on 3 pages"
        assert set(page.locator(".finding .severity").all_inner_texts()) == {"Error"}

    def test_two_severities_are_either(self, show):
        page = show(html(*site(3, 3)))
        page.get_by_label("Errors").check()
        page.get_by_label("Notes").check()
        assert count(page) == "6 of 9 findings, on 3 pages"

    def test_category_section_and_rule_narrow_each_other(self, show):
        page = show(html(*site(4, 3)))
        page.get_by_label("Pity").check()
        assert count(page) == "4 of 12 findings, on 4 pages"
        page.get_by_label("Section").select_option("news")
        assert count(page) == "2 of 12 findings, on 2 pages"
        page.get_by_label("Rule").select_option("suicide/commit")
        assert count(page) == "No finding matches. Try fewer filters or other words."

    def test_counts_follow_the_other_filters(self, show):
        page = show(html(*site(4, 3)))
        page.get_by_label("Section").select_option("help")
        assert page.locator("#facet-severity .n").all_inner_texts() == ["2", "2", "2"]
        assert page.locator("#section option").all_inner_texts() == ["All sections", "help (6)", "news (6)"]

    def test_new_only(self, show):
        documents = site(3, 3)
        new = frozenset({documents[1].findings[0].fingerprint})
        page = show(html(*documents, comparison=Comparison(1, 0, 8, new, RUNS, RUNS[-2].started)))
        page.get_by_label("New only").check()
        assert count(page) == "1 of 9 findings, on 1 page"
        assert page.locator(".finding .badge").all_inner_texts() == ["new"]

    def test_a_chart_leads_to_its_findings(self, show):
        page = show(html(*site(3, 3)))
        page.locator(".chart-category a", has_text="Trivialising").click()
        assert count(page) == "3 of 9 findings, on 3 pages"
        assert page.get_by_label("Trivialising").is_checked()
        assert page.evaluate("document.activeElement.id") == "findings"

    def test_a_page_to_begin_with_and_back(self, show):
        page = show(html(*site(3, 3)))
        page.locator(".chart-page a", has_text="Page 2").click()
        assert page.locator("#only-name").inner_text() == "Page 2"
        assert page.locator(".page h3 bdi").all_inner_texts() == ["Page 2"]
        page.get_by_role("button", name="Show all pages").click()
        assert page.locator(".page").count() == 3

    def test_clear(self, show):
        page = show(html(*site(3, 3)), "#severity=error&q=words&order=address")
        page.get_by_role("button", name="Clear all filters").click()
        assert count(page) == "All 9 findings, on 3 pages"
        assert page.locator("#q").input_value() == ""
        assert page.evaluate("location.hash") == "#findings"

    def test_order(self, show):
        documents = [checked(f"{SITE}/a", finding(f"{SITE}/a", severity="info")), checked(f"{SITE}/b", finding())]
        page = show(html(*documents))
        assert page.locator(".page h3").all_inner_texts()[0].startswith("b")
        page.get_by_label("Order").select_option("address")
        assert page.locator(".page h3").all_inner_texts()[0].startswith("a")


class TestSearch:
    def search(self, page, words):
        page.get_by_label("Search").fill(words)
        page.wait_for_url(lambda url: "q=" in url)

    @pytest.mark.parametrize(
        ("words", "found"),
        [("BETA words", 3), ("pity/sufferer", 3), ("help/1", 3), ("died suicide", 9), ("zebra", 0)],
    )
    def test_looks_in_sentence_rule_title_address_and_suggestions(self, show, words, found):
        page = show(html(*site(3, 3)))
        self.search(page, words)
        assert page.locator(".finding").count() == found

    def test_every_word_must_be_there(self, show):
        page = show(
            html(checked("a.md", finding(), title="In a garden"), checked("b.md", finding(), title="In a shed"))
        )
        self.search(page, "GARDEN suicide")
        assert page.locator(".page h3").all_inner_texts() == ["In a garden"]

    def test_signs_are_no_expressions(self, show):
        page = show(html(checked("a.md", finding(words="(a.*b)"))))
        self.search(page, "(a.*b)")
        assert shown_words(page) == ["(a.*b)"]

    def test_state_is_in_the_address(self, show):
        report = html(*site(3, 3))
        page = show(report)
        page.get_by_label("Errors").check()
        self.search(page, "beta")
        fragment = page.evaluate("location.hash")
        assert count(show(report, fragment)) == count(page) == "1 of 9 findings, on 1 page"

    def test_what_is_found_is_announced(self, show):
        assert show(html(*site())).locator("#count").get_attribute("role") == "status"


class TestCards:
    def test_copy(self, show):
        page = show(html(checked("a.md", finding())))
        page.get_by_role("button", name="Copy “died by suicide”").click()
        expect(page.locator("#said")).to_have_text("Copied: died by suicide")
        assert page.evaluate("navigator.clipboard.readText()") == "died by suicide"

    def test_advice_has_no_copy_button(self, show):
        page = show(html(checked("a.md", finding(suggestions=(Suggestion("Say who.", "manual"),)))))
        assert page.get_by_text("Say who.").count() == 1
        assert page.locator(".copy").count() == 0

    def test_words_are_marked_in_their_sentence(self, show):
        page = show(html(checked("a.md", finding())))
        assert page.locator(".finding blockquote").inner_text() == "She committed suicide last spring."
        assert shown_words(page) == ["committed suicide"]

    def test_a_quotation_says_why_it_is_only_a_note(self, show):
        page = show(html(checked("a.md", finding(severity="info", context="quotation"))))
        assert "in a quotation" in page.locator(".context").inner_text()

    def test_local_files_have_a_plain_place(self, show):
        page = show(html(checked("docs/a.md", finding("docs/a.md"))))
        assert page.locator(".place").inner_text() == "docs/a.md:3:5"
        assert page.locator(".page a").evaluate_all("links => links.map(a => a.protocol)") == ["https:"]

    def test_checks_of_a_page_are_a_list(self, show):
        path = f"{SITE}/a"
        document = checked(path, finding(path), whole(path), passed=("document/method-detail",))
        page = show(html(document))
        items = page.locator(".whole > li")
        assert items.nth(0).inner_text().startswith("Open")
        assert "Does it say where to turn?" in items.nth(0).inner_text()
        assert items.nth(1).inner_text().split() == ["Fine", *CHECKS["document/method-detail"].fine.split()]

    def test_fine_points_are_not_shown_for_other_filters(self, show):
        document = checked(f"{SITE}/a", finding(f"{SITE}/a"), passed=("document/method-detail",))
        assert show(html(document), "#severity=error").locator(".whole > li").count() == 0


class TestManyFindings:
    def test_a_part_is_shown_and_more_on_demand(self, show):
        page = show(html(*site(60, 3)))
        assert page.locator(".finding").count() == 50
        page.get_by_role("button", name="Show 50 more of 130").click()
        assert page.locator(".finding").count() == 100
        focused = page.evaluate("[...document.querySelectorAll('.finding h4')].indexOf(document.activeElement)")
        assert focused == 50

    def test_printing_shows_more_than_the_screen(self, show):
        page = show(html(*site(60, 3)))
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".finding").count() == 180
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".finding").count() == 50


class TestKeyboard:
    def test_everything_is_reached_and_used_without_a_mouse(self, show):
        page = show(html(*site(3, 3)))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "findings"
        page.keyboard.press("Tab")
        page.keyboard.type("gamma")
        page.wait_for_url(lambda url: "q=" in url)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert "severity=error" in page.evaluate("location.hash")
        assert count(page) == "1 of 9 findings, on 1 page"

    def test_copy_and_sources_by_keys(self, show):
        page = show(html(checked("a.md", finding())))
        page.get_by_role("button", name="Copy").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_have_text("Copied: died by suicide")
        page.locator(".sources summary").focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("link", name="A Guide to Words").is_visible()


class TestAccessibility:
    def report(self):
        path = f"{SITE}/news/a"
        kinds = [
            finding(path, severity=severity, context=context, pages=pages)
            for severity, context, pages in (("error", None, 1), ("warning", None, 9), ("info", "quotation", 1))
        ]
        help_ = finding("b", "", "", rule="document/crisis", category="document", severity="info", why="Call.\nNow.")
        documents = [
            checked(path, whole(path), *kinds, passed=("document/method-detail",), title="A story"),
            checked(f"{SITE}/b", help_, finding(suppressed=True, suppression_reason="quoted"), title="B"),
            checked(f"{SITE}/c", passed=("document/help-seeking",), title="C"),
            *site(3, 3),
        ]
        new = frozenset({kinds[0].fingerprint})
        return html(
            *documents, errors=[Failed("x", "broken")], comparison=Comparison(1, 2, 3, new, RUNS, RUNS[-2].started)
        )

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [1400, 360])
    def test_axe_finds_nothing(self, show, scheme, width):
        page = show(self.report(), color_scheme=scheme, viewport={"width": width, "height": 800})
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        results = Axe().run(page, options={"runOnly": STANDARDS})
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in results.response["violations"]] == []
        assert len(results.response["passes"]) > 20

    def test_a_phone_needs_no_sideways_scrolling(self, show):
        page = show(self.report(), viewport={"width": 360, "height": 800})
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == 360

    def test_without_scripts_the_findings_are_there(self, show):
        page = show(self.report(), java_script_enabled=False)
        assert page.locator(".finding").count() == 13
        assert not page.locator("#filters").is_visible()


class TestHostile:
    @pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
    def test_nothing_runs(self, show, bad):
        path = f"{SITE}/{bad}"
        nasty = finding(
            path,
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
        check = whole(path, rule=f"document/{bad}", why=bad)
        page = show(
            html(
                checked(bad, nasty, title=bad),
                checked(path, nasty, check, title=bad, passed=(bad,)),
                errors=[Failed(bad, bad)],
            )
        )
        page.get_by_label("Errors").check()
        page.get_by_label("Search").fill(bad[:40])
        page.wait_for_timeout(200)
        page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        for element in page.locator(".copy, .finding, summary").all():
            element.dispatch_event("mouseover")
            element.dispatch_event("click")
        assert page.evaluate("typeof hacked") == "undefined"
        schemes = page.locator("a").evaluate_all("links => [...new Set(links.map(link => link.protocol))]")
        assert set(schemes) <= {"https:", "file:", ":"}

    @pytest.mark.parametrize(
        "fragment", ["#severity=%22%3E%3Cimg%20src=x%20onerror=hacked=1%3E", "#q=%", "#page=-1", "#page=length", "#=&="]
    )
    def test_an_address_that_somebody_made_up(self, show, fragment):
        page = show(html(*site()), fragment)
        assert page.evaluate("typeof hacked") == "undefined"
        assert count(page)

    def test_markup_would_be_refused_even_if_it_got_in(self, browser, tmp_path):
        (tmp_path / "report.html").write_text(html(*site()), encoding="utf-8")
        page = browser.new_page()
        page.goto((tmp_path / "report.html").as_uri())
        refused = "try { document.body.innerHTML = '<b>x</b>'; 'written' } catch (error) { error.name }"
        assert page.evaluate(refused) == "TypeError"
        page.context.close()


class TestTextFragments:
    """A link opens the page at the words, among others that are the same."""

    FILLER = "<p>The bus left at nine, and the rain went on. </p>\n" * 200

    @pytest.fixture
    def serve(self, tmp_path):
        folder = tmp_path / "served"
        folder.mkdir()

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()

            def serve(page):
                (folder / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{page}", encoding="utf-8")
                return f"http://127.0.0.1:{server.server_port}/page.html"

            yield serve
            server.shutdown()

    @pytest.mark.parametrize(
        ("sentence", "words"),
        [
            ("Then an addict, of all people, sang.", "addict"),
            ("A well-known addict & friend – 100 % – sang.", "well-known addict & friend"),
            ("addict", "addict"),
        ],
        ids=["told apart", "signs", "alone"],
    )
    def test_opens_at_the_words(self, show, serve, browser, sentence, words):
        before = "" if sentence == words else "<p>First an addict called.</p>"
        marked = sentence.replace("&", "&amp;").replace("addict", "<b>addict</b>")
        address = serve(f"{before}{self.FILLER}<p id=there>{marked}</p>{self.FILLER}")
        report = show(html(checked(address, finding(address, words, sentence))))
        link = report.locator(".finding .place a").get_attribute("href")
        context = browser.new_context(viewport={"width": 800, "height": 600})
        page = context.new_page()
        page.goto(link)
        page.wait_for_function("scrollY > 0")
        top = page.evaluate("document.getElementById('there').getBoundingClientRect().top")
        context.close()
        assert 0 <= top < 600

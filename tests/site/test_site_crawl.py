"""Crawling a well-behaved site: what is read, once, and what is said of it."""

import contextlib
import itertools
import os
import time

import pytest
from site_runs import run, start
from site_server import links, page

COMMITTED = "<p>He committed suicide in 1994.</p>"
LATIN = {"Content-Type": "text/html; charset=iso-8859-1"}
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{0}/only-in-sitemap</loc></url></urlset>"""


@pytest.fixture(scope="module")
def site(serve):
    site = serve({})
    site.pages |= {
        "/": page(
            "Home",
            links(
                "/about", "about", "/about#team", "/about?utm_source=x", "/about?PHPSESSID=0123456789abcdef",
                "/old", "/copy", "/index.html", "/secret/plan", "/leaflet.pdf", "/notes.txt", "/guide.md", "/gone",
                "https://elsewhere.invalid/", "/away", f"http://user:secret@127.0.0.1:{site.port}/account",
                "/latin", "/wrong-charset", "/refresh", "mailto:a@b.invalid", "http://[broken", "/nofollow-page",
            ),
        ),
        "/about": page("About us", COMMITTED),
        "/account": page("Account", COMMITTED),
        "/old": (301, {"Location": "/about"}, ""),
        "/away": (302, {"Location": "https://elsewhere.invalid/page"}, ""),
        "/copy": page("Copy", COMMITTED, head='<link rel="canonical" href="/about">'),
        "/secret/plan": page("Secret", COMMITTED),
        "/leaflet.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
        "/notes.txt": (200, {"Content-Type": "text/plain"}, "He committed suicide.\n"),
        "/guide.md": (200, {"Content-Type": "text/markdown"}, "# Guide\n\nHe *committed* suicide.\n"),
        "/latin": (200, LATIN, "<p>Café: he committed suicide.</p>".encode("latin-1")),
        "/wrong-charset": (
            200,
            {"Content-Type": "text/html; charset=utf-8"},
            "<meta charset=utf-8><p>Café: he committed suicide.</p>".encode("latin-1"),
        ),
        "/refresh": '<meta http-equiv="refresh" content="0; url=/refreshed"><p>He committed suicide.</p>',
        "/refreshed": page("Refreshed", COMMITTED),
        "/nofollow-page": page("Quiet", links("/never"), head='<meta name="robots" content="nofollow">'),
        "/robots.txt": (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /secret/\nSitemap: /more.txt\n"),
        "/sitemap.xml": (200, {"Content-Type": "application/xml"}, SITEMAP.format(site.url)),
        "/only-in-sitemap": page("Far", COMMITTED),
        "/more.txt": (200, {"Content-Type": "text/plain"}, f"{site.url}/listed\n"),
        "/listed": page("Listed", "<p>She committed suicide.</p>"),
    }  # fmt: skip
    return site


@pytest.fixture(scope="module")
def ran(site, folder):
    return run(site.url, cwd=folder)


@pytest.mark.parametrize(
    "path",
    [
        "/about",
        "/account",
        "/notes.txt",
        "/guide.md",
        "/latin",
        "/wrong-charset",
        "/refreshed",
        "/only-in-sitemap",
        "/listed",
    ],
)
def test_words_are_found_on(path, ran, site):
    assert ran.found.count((site.url + path, "suicide/commit")) == 1


def test_nothing_else_is_found(ran):
    assert len([rule for _, rule in ran.found if rule == "suicide/commit"]) == 9


def test_exit_code_says_that_there_are_findings(ran):
    assert ran.code == 1


@pytest.mark.usefixtures("ran")
def test_every_page_is_asked_for_once(site):
    assert sorted(site.paths()) == sorted(
        [
            "/", "/about", "/old", "/copy", "/leaflet.pdf", "/notes.txt", "/guide.md", "/gone", "/away", "/account",
            "/latin", "/wrong-charset", "/refresh", "/refreshed", "/nofollow-page", "/only-in-sitemap",
            "/more.txt", "/listed",
        ]
    )  # fmt: skip


def test_pages_are_counted_once(ran):
    assert ran.report["summary"]["files"] == 11  # those with words, the start page and the quiet page


@pytest.mark.parametrize(
    "line",
    [
        "1 file of types that are not read yet: 1 PDF",
        "1 address could not be had: 1 × 404",
        "1 address redirected to another site: 1 × elsewhere.invalid",
        "1 address left out, as robots.txt asks",
        "1 page not counted: other addresses of pages that were read (canonical)",
    ],
)
def test_what_is_not_read_is_said(line, ran, site):
    assert f"warning: {site.url}/: {line}\n" in ran.err


def test_nothing_else_is_said(ran):
    assert len(ran.err.splitlines()) == 5


def test_credentials_are_neither_sent_nor_kept_nor_printed(ran, site, folder):
    assert not [headers for _, headers in site.asked if headers.get("Authorization")]
    kept = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert b"secret@" not in kept
    assert "secret@" not in ran.out + ran.err


@pytest.mark.usefixtures("ran")
def test_server_is_told_who_asks(site):
    agents = {headers["User-Agent"] for _, headers in site.asked}
    assert [agent.startswith("stigmalint/") and "(+https://" in agent for agent in agents] == [True]


def test_positions_are_those_of_the_source(ran):
    finding = next(finding for finding in ran.report["findings"] if finding["path"].endswith("/latin"))
    assert (finding["line"], finding["column"], finding["text"]) == (1, 13, "committed suicide")


def test_words_of_pages_are_told_apart_by_title(site, folder):
    ran = run(site.url, "--resume", cwd=folder, json=False)
    assert "/about\n" in ran.out


def test_finished_run_is_reported_again_without_asking(ran, site, folder):
    asked = len(site.asked)
    again = run(site.url, "--resume", cwd=folder)
    assert (again.out, len(site.asked)) == (ran.out, asked)


def test_delay_that_robots_txt_asks_for(serve, tmp_path):
    times = []

    def make(body):
        return lambda _: times.append(time.monotonic()) or body

    site = serve({"/": make(page("Home", links("/a", "/b"))), "/a": make(page("A")), "/b": make(page("B"))})
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, "User-agent: *\nCrawl-delay: 1\n")
    run(site.url, cwd=tmp_path)
    assert min(after - before for before, after in itertools.pairwise(times[1:])) > 0.4  # half of it, by chance


def test_listed_pages_only(serve, tmp_path):
    site = serve({"/a": page("A", links("/b"), COMMITTED), "/b": page("B", COMMITTED), "/c": page("C", COMMITTED)})
    (tmp_path / "list.txt").write_text(f"# two\n{site.url}/a\n\n{site.url}/c#part\n{site.url}/none\n", "utf-8")
    ran = run("--urls", "list.txt", cwd=tmp_path)
    assert [path for path, _ in ran.found] == [f"{site.url}/a", f"{site.url}/c"]
    assert ran.report["errors"] == [{"path": f"{site.url}/none", "message": "the server answers 404"}]


@pytest.mark.parametrize(
    ("options", "read"),
    [
        (("--depth", "0"), ["/"]),
        (("--depth", "1"), ["/", "/a", "/blog/c"]),
        (("--include", "/blog/*"), ["/", "/blog/c"]),
        (("--exclude", "/a"), ["/", "/blog/c"]),
    ],
)
def test_extent(options, read, serve, tmp_path):
    site = serve(
        {"/": page("Home", links("/a", "/blog/c")), "/a": page("A", links("/b")), "/b": page("B"), "/blog/c": page("C")}
    )
    run(site.url, *options, cwd=tmp_path)
    assert sorted(site.paths()) == read


def test_start_page_outside_the_pattern_is_not_judged(serve, tmp_path):
    site = serve(
        {"/": page("Home", links("/blog/c"), COMMITTED), "/blog/c": page("C", "<p>She committed suicide.</p>")}
    )
    ran = run(site.url, "--include", "/blog/*", cwd=tmp_path)
    assert ([path for path, _ in ran.found], ran.report["summary"]["files"]) == ([f"{site.url}/blog/c"], 1)


def test_progress_is_shown_on_a_terminal_only(serve, tmp_path):
    pages = {f"/{number}": page(number) for number in range(25)}
    site = serve({"/": page("Home", links(*pages)), **pages})
    ours, theirs = os.openpty()
    with start(site.url, cwd=tmp_path, stderr=theirs, env={"TERM": "xterm", "COLUMNS": "120"}) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal ends
            while more := os.read(ours, 10_000):
                shown += more
    os.close(ours)
    assert b" addresses " in shown
    assert process.returncode == 0

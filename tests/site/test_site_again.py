"""Running again: what has not changed is neither fetched nor judged, and what was cut short goes on."""

import signal
import sqlite3
import time
from collections import Counter

import pytest
from site_runs import run, start
from site_server import links, page

BAD = "<p>He committed suicide in {}.</p>"
PAGES = 60


def tagged(tag, body):
    """Return an answer with an ETag, 304 for who has it."""

    def answer(request):
        if request.headers.get("If-None-Match") == tag:
            return 304, {"ETag": tag}, ""
        return 200, {"ETag": tag}, body

    return answer


def dated(date, body):
    """Return an answer with a date, 304 for who has it."""

    def answer(request):
        if request.headers.get("If-Modified-Since") == date:
            return 304, {}, ""
        return 200, {"Last-Modified": date}, body

    return answer


def paths(ran):
    return [path.rpartition("/")[2] for path, _ in ran.found]


@pytest.fixture
def site(serve):
    return serve(
        {
            "/": tagged('"1"', page("Home", links("/tagged", "/dated", "/plain", "/edited"))),
            "/tagged": tagged('"2"', page("Tagged", BAD.format("March"), links("/deep"))),
            "/dated": dated("Sat, 01 Nov 2025 10:00:00 GMT", page("Dated", BAD.format("April"))),
            "/plain": page("Plain", BAD.format("May")),
            "/edited": page("Edited", BAD.format("June")),
            "/deep": page("Deep", BAD.format("July")),
        }
    )


def test_unchanged_page_is_neither_sent_nor_judged_again(site, tmp_path):
    first = run(site.url, cwd=tmp_path)
    # Every finding is lost behind the tool's back: a page that is judged again would bring its own back.
    with sqlite3.connect(next(tmp_path.rglob("state.sqlite"))) as state:
        state.execute("DELETE FROM finding")
    state.close()
    site.pages["/edited"] = page("Edited", BAD.format("August"))
    assert paths(first) == ["dated", "edited", "plain", "tagged", "deep"]
    assert paths(run(site.url, cwd=tmp_path)) == ["edited"]


def test_links_of_unchanged_pages_are_followed(site, tmp_path):
    run(site.url, cwd=tmp_path)
    site.asked.clear()
    run(site.url, cwd=tmp_path)
    assert "/deep" in site.paths()


def test_page_that_is_gone_is_forgotten(site, tmp_path):
    run(site.url, cwd=tmp_path)
    del site.pages["/plain"]
    assert "plain" not in paths(run(site.url, cwd=tmp_path))


def test_page_that_is_gone_is_not_fixed(site, tmp_path):
    run(site.url, "--history", "history.db", cwd=tmp_path)
    del site.pages["/plain"]
    ran = run(site.url, "--history", "history.db", cwd=tmp_path, json=False)
    assert "0 new, 0 fixed, 4 remaining" in ran.out
    assert "gone" in ran.out


def test_other_rules_fetch_and_judge_everything_again(site, tmp_path):
    run(site.url, cwd=tmp_path)
    site.asked.clear()
    run(site.url, "--profile", "news", cwd=tmp_path)
    assert not [path for path, headers in site.asked if headers.get("If-None-Match")]


def test_other_selection_needs_nothing_judged_again(site, tmp_path):
    run(site.url, cwd=tmp_path)
    ran = run(site.url, "--ignore", "suicide", "--resume", cwd=tmp_path)
    assert (ran.code, ran.found) == (0, [])


def many(serve, pause=0.0):
    """Return a site that is a chain of small fans, so that losing one page would lose others."""

    def answer(number):
        def make(_):
            time.sleep(pause)
            nearby = {2 * number + 1, 2 * number + 2, number + 1}
            return page(f"Page {number}", BAD.format(number), links(*(f"/p{n}" for n in nearby if n < PAGES)))

        return make

    return serve({"/": answer(0), **{f"/p{number}": answer(number) for number in range(1, PAGES)}})


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_run_that_was_cut_short_goes_on(how, serve, tmp_path):
    site = many(serve, pause=0.02)
    process = start(site.url, "--concurrency", "4", cwd=tmp_path)
    while len(site.paths()) < PAGES // 2:
        time.sleep(0.01)
    process.send_signal(how)
    process.communicate()
    ran = run(site.url, "--resume", cwd=tmp_path)
    assert len(ran.found) == PAGES
    again = sum(number - 1 for number in Counter(site.paths()).values())
    assert again <= (8 if how == signal.SIGKILL else 0)  # those on their way or waiting to be judged


def test_interruption_is_said_and_exits_with_130(serve, tmp_path):
    site = many(serve, pause=0.05)
    process = start(site.url, "--concurrency", "1", cwd=tmp_path)
    while len(site.paths()) < 3:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    assert err.startswith("Interrupted. ")
    assert err.endswith(" go on with --resume.\n")


def test_most_pages_are_a_limit(serve, tmp_path):
    site = many(serve)
    ran = run(site.url, "--max-pages", "7", cwd=tmp_path)
    assert len(ran.found) == 7
    assert "stopped at --max-pages 7; " in ran.err
    assert len(run(site.url, "--resume", cwd=tmp_path).found) == PAGES


def test_two_runs_over_one_state(serve, tmp_path):
    site = many(serve, pause=0.1)
    process = start(site.url, "--concurrency", "1", cwd=tmp_path)
    while not site.paths():
        time.sleep(0.01)
    second = run(site.url, cwd=tmp_path, json=False)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (second.code, second.out) == (2, "")
    assert "another run uses this state" in second.err

"""What is followed, and what a redirect comes to."""

import pytest

from stigmalint.site.addresses import MOST_CHAIN, Pattern, Scope
from stigmalint.site.plan import Plan
from stigmalint.site.sitemaps import Sitemap
from stigmalint.site.state import Address, Found, State
from stigmalint.site.trail import Step, Trail

SITE = "https://example.org"


@pytest.fixture
def state():
    made = State(None)
    made.begin("target", [])
    yield made
    made.close()


def make_trail(state, start=f"{SITE}/", **more):
    scope = Scope.of([start], exclude=(Pattern.of("/not/*"),))
    return Trail(Plan("target", (start,), scope, **more), state)


def at(path="/", **more):
    values = {"id": 1, "url": SITE + path, "kind": "page", "depth": 2, "chain": 0, "hops": 0, **more}
    return Address(**values)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (f"{SITE}/a", Found(f"{SITE}/a", depth=3)),
        ("http://example.org/a", Found(f"{SITE}/a", depth=3)),  # the site speaks TLS
        ("https://other.example/a", None),
        (f"{SITE}/not/a", None),
        (f"{SITE}/a/a/a/a/a", None),
    ],
)
def test_link(url, found, state):
    assert list(make_trail(state).worth([url], at())) == ([found] if found else [])


@pytest.mark.parametrize("more", [{"depth": 2}, {"follow": False}])
def test_links_beyond_the_plan(more, state):
    assert list(make_trail(state, **more).worth([f"{SITE}/a"], at())) == []


def test_pages_of_a_row(state):
    trail = make_trail(state)
    assert list(trail.worth([f"{SITE}/n/2"], at("/n/1", chain=3))) == [Found(f"{SITE}/n/2", depth=3, chain=4)]
    assert list(trail.worth([f"{SITE}/m/2"], at("/n/1", chain=3))) == [Found(f"{SITE}/m/2", depth=3)]
    assert list(trail.worth([f"{SITE}/n/2", f"{SITE}/n/3"], at("/n/1", chain=MOST_CHAIN))) == []
    assert [subject for subject, _ in state.notes()] == ["example.org/n/#"]


def test_sitemap_reaches_what_a_row_does_not(state):
    found = make_trail(state).from_sitemap(at("/sitemap.xml", kind="sitemap"), Sitemap((f"{SITE}/n/99",)))
    assert list(found) == [Found(f"{SITE}/n/99", depth=1)]


def test_more_addresses_than_anybody_reads(state, monkeypatch):
    monkeypatch.setattr("stigmalint.site.trail.MOST_KNOWN", 5)
    state.add(Found(f"{SITE}/{number}") for number in range(30))
    assert list(make_trail(state, max_pages=1).worth([f"{SITE}/a"], at())) == []
    assert state.notes() == [("target", "more than 20 addresses are known; no more were taken note of")]


@pytest.mark.parametrize(
    ("address", "written", "step"),
    [
        (at("/a"), f"{SITE}/b#x", Step("moved", f"{SITE}/b", (Found(f"{SITE}/b", depth=2, hops=1),))),
        (at("/a"), f"{SITE}/not/b", Step("moved", f"{SITE}/not/b")),
        (at("/a"), "https://other.example/b", Step("left", "other.example")),
        (
            at("/a", kind="start"),
            "https://user:secret@other.example/b",
            Step("failed", "redirects to https://other.example/b, which is another site: check that address instead"),
        ),
        (at("/a"), "mailto:x@y", Step("failed", "redirects to something that is no address of a page")),
        (at("/a"), f"{SITE}/a?PHPSESSID=abcdef", Step("again", f"{SITE}/a?PHPSESSID=abcdef")),
        (at("/a"), "https://user:secret@example.org/a", Step("again", f"{SITE}/a")),
        (at("/a", hops=10), f"{SITE}/a", Step("failed", "redirects in a circle")),
        (at("/a", hops=10), f"{SITE}/b", Step("failed", "redirects more than 10 times")),
    ],
)
def test_redirect(address, written, step, state):
    assert make_trail(state).redirected(address, written) == step


def test_circle(state):
    trail = make_trail(state)
    state.add([Found(f"{SITE}/a"), Found(f"{SITE}/b")])
    a, b = state.take(2)
    assert trail.redirected(a, f"{SITE}/b").outcome == "moved"
    state.done(a, "moved", b.key)
    assert trail.redirected(b, f"{SITE}/a") == Step("failed", "redirects in a circle")


def test_host_that_turns_out_to_speak_tls(state):
    trail = make_trail(state, start="http://example.org/")
    trail.redirected(at()._replace(url="http://example.org/"), f"{SITE}/x")
    assert [found.url for found in trail.worth(["http://example.org/a"], at())] == [f"{SITE}/a"]

"""Addresses: which are the same page, and which belong to the site."""

import pytest

from stigmalint.errors import UsageError
from stigmalint.site.addresses import Pattern, Scope, clean, has_credentials, key_of, repeats, shape_of

SESSION = "0123456789abcdef0123"


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://bücher.example/ä?q=ö", "https://xn--bcher-kva.example/%C3%A4?q=%C3%B6"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/a?utm_source=x&id=1&gclid=y", "https://example.org/a?id=1"),
        (f"https://example.org/a?PHPSESSID={SESSION}", "https://example.org/a"),
        (f"https://example.org/a;jsessionid={SESSION}?b=1", "https://example.org/a?b=1"),
        (f"https://example.org/(S({SESSION}))/a", "https://example.org/a"),
        (f"https://example.org/a?sid={SESSION}", "https://example.org/a"),
        ("https://example.org/a?sid=12", "https://example.org/a?sid=12"),
        ("https://example.org/a?sessions=3", "https://example.org/a?sessions=3"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("https://example.org./a", "https://example.org/a"),
        (" https://example.org/a\n", "https://example.org/a"),
    ],
)
def test_clean(written, cleaned):
    assert clean(written) == cleaned
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "written",
    [
        "",
        "mailto:a@example.org",
        "javascript:void(0)",
        "file:///etc/passwd",
        "https://",
        "https://[broken/",
        "https://example.org:port/",
        "https://exa\x00mple.org:99999/",
        "https://example.org/" + "a" * 2_000,
    ],
)
def test_no_address_of_a_page(written):
    assert clean(written) is None


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("b", "https://example.org/a/b"),
        ("/b", "https://example.org/b"),
        ("//other.example/b", "https://other.example/b"),
        ("../../b", "https://example.org/b"),
        ("?q=1", "https://example.org/a/?q=1"),
        ("http://[broken", None),
    ],
)
def test_clean_relative(written, cleaned):
    assert clean(written, "https://example.org/a/") == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a/", "https://example.org/a/index.html"),
        ("https://example.org/", "https://example.org/default.aspx"),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1"),
        ("https://example.org/%7Ejo", "https://example.org/~jo"),
        ("https://example.org/caf%c3%a9", "https://example.org/caf%C3%A9"),
    ],
)
def test_same_page(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/a/"),
        ("https://example.org/a?b=1", "https://example.org/a?b=2"),
        ("https://example.org/index", "https://example.org/"),
        ("https://example.org/a%2Fb", "https://example.org/a%252Fb"),
        ("https://example.org/%FF", "https://example.org/%FE"),
    ],
)
def test_other_page(one, other):
    assert key_of(one) != key_of(other)


def test_credentials():
    assert has_credentials("https://user@example.org/")
    assert not has_credentials("https://example.org/@user")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/cal/2024/05", "https://example.org/cal/2031/06/07"),
        ("https://example.org/cal?month=5", "https://example.org/cal?month=6"),
    ],
)
def test_pages_of_a_calendar_have_one_shape(one, other):
    assert shape_of(one) == shape_of(other)


def test_path_that_goes_in_circles():
    assert repeats("https://example.org/a/b/a/b/a/b/a/b")
    assert not repeats("https://example.org/a/b/a/b/a/b")


@pytest.mark.parametrize(
    ("glob", "url", "matches"),
    [
        ("/blog/*", "https://example.org/blog/2024/a", True),
        ("/blog/*", "https://example.org/a/blog/b", False),
        ("/blog", "https://example.org/blog?page=2", True),
        ("/blog?page=*", "https://example.org/blog?page=2", True),
        ("*/print", "https://example.org/a/print", True),
        ("https://example.org/a*", "https://example.org/about", True),
        ("*.pdf", "https://example.org/a.html", False),
        ("/[ab]/*", "https://example.org/b/c", True),
    ],
)
def test_pattern(glob, url, matches):
    assert Pattern.of(glob).matches(url) is matches


def test_pattern_of_many_stars_takes_no_time():
    # 30 stars over a path without the last letter: an expression that backtracks would not end
    assert not Pattern.of("/" + "*a" * 30 + "b").matches("https://example.org/" + "a" * 1_500)


def test_empty_pattern():
    with pytest.raises(UsageError):
        Pattern.of(" ")


@pytest.mark.parametrize(
    ("url", "belongs"),
    [
        ("https://example.org/a", True),
        ("http://www.example.org/a", True),
        ("https://blog.example.org/", False),
        ("https://example.org.evil.invalid/", False),
        ("https://notexample.org/", False),
        ("https://example.org:8443/", False),
    ],
)
def test_scope(url, belongs):
    assert Scope.of(["https://www.example.org/"]).holds(url) is belongs


@pytest.mark.parametrize(
    ("url", "belongs"),
    [("https://blog.example.org/", True), ("https://a.b.example.org/", True), ("https://notexample.org/", False)],
)
def test_scope_with_subdomains(url, belongs):
    assert Scope.of(["https://example.org/"], subdomains=True).holds(url) is belongs

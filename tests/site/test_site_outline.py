"""Where elements stand in the source, and what selectors mean."""

import pytest

from stigmalint.errors import UsageError
from stigmalint.site.outline import Selector, blank, outline, ranges


def texts(source, *selectors):
    spans = ranges(outline(source), [Selector.of(css) for css in selectors])
    return [source[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("source", "selector", "found"),
    [
        ("<p>a</p><p class='x y'>b</p>", ".x", ["<p class='x y'>b</p>"]),
        ("<div id=a><div>b</div></div>c", "#a", ["<div id=a><div>b</div></div>"]),
        ("<ul><li>a<li class=c>b<li>d</ul>", ".c", ["<li class=c>b"]),
        ("<p class=c>a<p>b", ".c", ["<p class=c>a"]),
        ("<p class=c>a<div>b</div>", ".c", ["<p class=c>a"]),
        ("<table><tr><td class=c>a<td>b</table>", ".c", ["<td class=c>a"]),
        ("a<br class=c>b<img class=c>d", ".c", ["<br class=c>", "<img class=c>"]),
        ("<DIV CLASS=c>a</DIV>", "div.c", ["<DIV CLASS=c>a</DIV>"]),
        ("<div class=c>never closed", ".c", ["<div class=c>never closed"]),
        ("<b><p class=c>x</b>y</p>", ".c", ["<p class=c>x"]),
        ("</p></div><p class=c>x</p>", ".c", ["<p class=c>x</p>"]),
        ("<!-- <p class=c>a</p> --><script>'<p class=c>'</script>", ".c", []),
        ("<main>a</main><div role=main>b</div>", "main, [role=main]", ["<main>a</main>", "<div role=main>b</div>"]),
        ("<section><p>a</p></section><p>b</p>", "section > p", ["<p>a</p>"]),
        ("<p>a</p><p>b</p>", "p:nth-child(2)", ["<p>b</p>"]),
        ("<p>a</p>", "p:not(.x)", ["<p>a</p>"]),
        ("<x-y data-z=1>a</x-y>", "x-y[data-z]", ["<x-y data-z=1>a</x-y>"]),
        ('<a<b c"="d>e</a<b><p class=c>f</p>', ".c", ["<p class=c>f</p>"]),
        ('<p class="\x01c c">a</p>', ".c", ['<p class="\x01c c">a</p>']),
    ],
)
def test_selector(source, selector, found):
    assert texts(source, selector) == found


def test_nested_and_repeated_ranges_become_one():
    source = "<div class=a><p class=b>x</p></div><p class=b>y</p>"
    assert texts(source, ".a", ".b", "p.b") == ["<div class=a><p class=b>x</p></div>", "<p class=b>y</p>"]


@pytest.mark.parametrize("css", ["", "p[", "p::before", "p:hover(", "..", "p:nth-child(x)"])
def test_no_selector(css):
    with pytest.raises(UsageError, match="is no CSS selector"):
        Selector.of(css)


def test_deep_nesting_ends_where_browsers_end_it():
    source = "<div>" * 50_000 + "<p class=c>x</p>"
    assert texts(source, "div")[0] == source


def test_blank_keeps_length_and_lines():
    source = "a<p>b\r\nc\rd\u2028</p>e"
    assert blank(source, [(1, len(source) - 1)]) == "a    \r\n \r      e"

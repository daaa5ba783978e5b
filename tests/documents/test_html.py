import pytest
from look import marked, read, segment_with, source_of, texts

from stigmalint.documents import PLACEHOLDER as P

POSITIONS = {
    "plain": ("<p>He committed suicide.", "committed suicide", "committed suicide", (1, 7)),
    "inline tag": ("<p>He <em>committed</em> suicide.", "committed suicide", "committed</em> suicide", (1, 11)),
    "tag inside a word": ("<p>He commit<b>ted</b> suicide.", "committed suicide", "commit<b>ted</b> suicide", (1, 7)),
    "entities": (
        "<p>Caf&eacute; &#99;ommitted&nbsp;suicide",
        "committed suicide",
        "&#99;ommitted&nbsp;suicide",
        (1, 16),
    ),
    "entity without semicolon": ("<p>R&ampD", "R&D", "R&ampD", (1, 4)),
    "unknown entity": ("<p>a &bogus; b", "a &bogus; b", "a &bogus; b", (1, 4)),
    "entity of two characters": ("<p>a&NotEqualTilde;b", "a\u2242\u0338b", "a&NotEqualTilde;b", (1, 4)),
    "invisible": (
        "<p>com&#8203;mit&shy;ted\u200b suicide",
        "committed suicide",
        "com&#8203;mit&shy;ted\u200b suicide",
        (1, 4),
    ),
    "wrapped": ("<p>\n  He committed\n  suicide.\n</p>", "committed suicide", "committed\n  suicide", (2, 6)),
    "wrapped, CRLF": ("<p>\r\n  He committed\r\n  suicide.", "committed suicide", "committed\r\n  suicide", (2, 6)),
    "comment inside": (
        "<p>He committed<!-- x --> suicide.",
        "committed suicide",
        "committed<!-- x --> suicide",
        (1, 7),
    ),
    "hard break": ("<p>committed<br/>suicide", "committed\nsuicide", "committed<br/>suicide", (1, 4)),
    "word break": ("<p>com<wbr>mitted", "committed", "com<wbr>mitted", (1, 4)),
    "attribute": ('<img alt="He committed\n suicide">', "committed suicide", "committed\n suicide", (1, 14)),
    "unquoted attribute": ("<img alt=committed>", "committed", "committed", (1, 10)),
    "single-quoted attribute": ("<img alt='a &quot;b&quot;'>", 'a "b"', "a &quot;b&quot;", (1, 11)),
    "title": ("<title>He committed &amp; suicide</title>", "committed & suicide", "committed &amp; suicide", (1, 11)),
    "less-than sign": ("<p>a < b <3", "a < b <3", "a < b <3", (1, 4)),
    "footnote": ('<p>suicide<sup><a href="#1">[1]</a></sup> rate', "suicide rate", None, (1, 4)),
    "ordinal": ("<p>the 1<sup>st</sup> time", "1st", "1<sup>st", (1, 8)),
}


@pytest.mark.parametrize(("text", "phrase", "source", "position"), POSITIONS.values(), ids=POSITIONS)
def test_positions(text, phrase, source, position):
    found = source_of(read(text, "html"), phrase)
    assert found[1] == position
    assert source is None or found[0] == source


SEGMENTS = {
    "paragraphs": ("<p>one<p>two</p>three", [("paragraph", t) for t in ("one", "two", "three")]),
    "upper case": ("<P>one</P><H2>two</H2>", [("paragraph", "one"), ("heading", "two")]),
    "divisions": ("<div>one<div>two</div>three</div>", [("paragraph", t) for t in ("one", "two", "three")]),
    "list without end tags": (
        "<ul><li>one<li>two</ul>three",
        [("list-item", "one"), ("list-item", "two"), ("paragraph", "three")],
    ),
    "definition list": (
        "<dl><dt>one<dd>two<dt>three</dl>",
        [("term", "one"), ("definition", "two"), ("term", "three")],
    ),
    "table without end tags": (
        "<table><tr><th>one<th>two<tr><td>three<td>four</table>",
        [("table-header", "one"), ("table-header", "two"), ("table-cell", "three"), ("table-cell", "four")],
    ),
    "captions": (
        "<figure><figcaption>one</figcaption></figure><table><caption>two</table><fieldset><legend>three",
        [("caption", "one"), ("caption", "two"), ("caption", "three")],
    ),
    "controls": (
        "<label>one <input></label><button>two</button><select><option>three</select><textarea>four<b></textarea>",
        [("control", t) for t in ("one", "two", "three", "four<b>")],
    ),
    "title": ("<title>one <b></title>", [("title", "one <b>")]),
    "image": ("<p>a <img src=b alt='c d'> e", [("paragraph", f"a {P} e"), ("attribute", "c d")]),
    "code": ("<p>a <code>b <i>c</i></code> d", [("paragraph", f"a {P} d")]),
    "keyboard, sample, variable": ("<p>a <kbd>b</kbd><samp>c</samp> <var>d</var>", [("paragraph", f"a {P}{P} {P}")]),
    "code left open ends with its block": ("<p>a <code>b<p>c", [("paragraph", f"a {P}"), ("paragraph", "c")]),
    "drawing": ("<p>a <svg><title>b</title><text>c</text></svg> d", [("paragraph", f"a {P} d")]),
    "ruby": ("<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby> c", [("paragraph", f"a{P * 3} c")]),
    "preformatted": ("a<pre>b<b>c</b></pre>d", [("paragraph", "a"), ("paragraph", "d")]),
    "script": ("a<script>if (b < c) '<p>d'</script>e", [("paragraph", "ae")]),
    "style": ("<style>p::after {content: 'a'}</style><p>b", [("paragraph", "b")]),
    "template": ("<template><p>a</p></template>b", [("paragraph", "b")]),
    "noscript": ("<noscript><p>a</p></noscript>b", [("paragraph", "a"), ("paragraph", "b")]),
    "inline frame": ("a<iframe title='b'><p>c</iframe>", [("paragraph", "a"), ("attribute", "b")]),
    "hidden block": ("<div hidden><p>a</p><img alt=b></div>c", [("paragraph", "c")]),
    "hidden inline": ("<p>a <span hidden>b</span> c", [("paragraph", f"a {P} c")]),
    "hidden paragraph without end tag": ("<p hidden>a<p>b", [("paragraph", "b")]),
    "hidden otherwise is read": (
        "<p aria-hidden=true>a<p style='display:none'>b",
        [("paragraph", "a"), ("paragraph", "b")],
    ),
    "unknown elements are inline": ("<p>one <x-tip>two</x-tip> three", [("paragraph", "one two three")]),
    "address": ("<p>Mail a@b.org or see www.b.org.", [("paragraph", f"Mail {P} or see {P}.")]),
    "doctype and processing instructions": ("<!DOCTYPE html><?xml version='1.0'?><p>a", [("paragraph", "a")]),
    "character data section": ("<p>a<![CDATA[ b ]]>c", [("paragraph", "ac")]),
    "unclosed tag at the end": ("<p>one <b two three", [("paragraph", "one <b two three")]),
    "unclosed comment": ("<p>one<!-- two", [("paragraph", "one")]),
    "unclosed script": ("<p>one<script>two", [("paragraph", "one")]),
    "unclosed title": ("<title>one<p>two", [("title", "one"), ("title", "two")]),
    "crossed tags": ("<p><b>one<i>two</b>three</i>", [("paragraph", "onetwothree")]),
    "link around blocks": ("<a href=x><h2>one</h2><p>two</p></a>", [("heading", "one"), ("paragraph", "two")]),
}


@pytest.mark.parametrize(("text", "expected"), SEGMENTS.values(), ids=SEGMENTS)
def test_segments(text, expected):
    assert texts(read(text, "html")) == expected


ATTRIBUTES = {
    "alt": ("<img alt='a'>", [("attribute", "alt", "a")]),
    "title": ("<p title='a'>", [("attribute", "title", "a")]),
    "label for screen readers": ("<nav aria-label='a'>", [("attribute", "aria-label", "a")]),
    "placeholder": ("<input placeholder='a'>", [("attribute", "placeholder", "a")]),
    "submit": ("<input type=SUBMIT value='a'>", [("attribute", "value", "a")]),
    "other values": ("<input type=text value='a'><input value='b'>", []),
    "label of an option": ("<option label='a'>", [("attribute", "label", "a")]),
    "description": ("<meta name=description content='a'>", [("description", "content", "a")]),
    "content first": ("<meta content='a' name='Description'>", [("description", "content", "a")]),
    "shared title": ("<meta property='og:title' content='a'>", [("title", "content", "a")]),
    "shared description": ("<meta name='twitter:description' content='a'>", [("description", "content", "a")]),
    "shared image": ("<meta property='og:image:alt' content='a'>", [("attribute", "content", "a")]),
    "other metadata": ("<meta name=keywords content='a'><meta property='og:url' content='b'><meta charset=utf-8>", []),
    "other attributes": ("<p class='a' data-title='b' :title='c' @alt='d' style='e'>", []),
    "first of two": ("<img alt='a' alt='b'>", [("attribute", "alt", "a")]),
    "without value": ("<img alt>", []),
    "template inside": ("<img alt='{{ a }}'><img alt='b {{ c }}'>", [("attribute", "alt", f"b {P}")]),
    "template around": ("<img {% if a %}alt='b'{% endif %}>", [("attribute", "alt", "b")]),
}


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_attributes(text, expected):
    found = [(segment.kind, segment.place.attribute, segment.text) for segment in read(text, "html").segments]
    assert found == expected


def test_marks():
    text = "<p><b>a</b> <strong>b</strong> <i>c</i> <cite>d</cite> <q>e</q> <del>f</del> <a href=x>g</a> <a id=y>h</a>"
    assert marked(read(text, "html")) == [
        ("strong", "a"),
        ("strong", "b"),
        ("emphasis", "c"),
        ("emphasis", "d"),
        ("quote", "e"),
        ("strikethrough", "f"),
        ("link", "g"),
    ]


def test_a_mark_goes_on_in_the_next_segment():
    assert marked(read("<b><p>a<p>b</b> c", "html")) == [("strong", "a"), ("strong", "b")]


def test_nested_marks_of_one_kind_are_one():
    assert marked(read("<p><i>a <em>b</em> c</i> d", "html")) == [("emphasis", "a b c")]


TABLE = """
<p>Words:</p>
<table>
  <thead><tr><th>Say</th><th>Not</th><th>Why</th></tr></thead>
  <tr><th>one</th><td>two</td><td><p>three</p><p>four</p></td></tr>
  <tr><td rowspan=2>five</td><td colspan=2>six</td></tr>
  <tr><td>seven</td><td>eight</td></tr>
</table>
"""


def test_cells_know_column_row_and_introduction():
    document = read(TABLE, "html")
    place = {s.text: (s.kind, s.place.column, s.place.row, s.place.introduction) for s in document.segments}
    assert place == {
        "Words:": ("paragraph", None, None, None),
        "Say": ("table-header", None, None, "Words:"),
        "Not": ("table-header", None, None, "Words:"),
        "Why": ("table-header", None, None, "Words:"),
        "one": ("table-header", "Say", None, "Words:"),
        "two": ("table-cell", "Not", "one", "Words:"),
        "three": ("table-cell", "Why", "one", "Words:"),
        "four": ("table-cell", "Why", "one", "Words:"),
        "five": ("table-cell", "Say", None, "Words:"),
        "six": ("table-cell", "Not", "five", "Words:"),
        "seven": ("table-cell", "Not", None, "Words:"),
        "eight": ("table-cell", "Why", None, "Words:"),
    }


def test_a_first_row_without_header_cells_names_the_columns():
    document = read("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "html")
    assert segment_with(document, "b").kind == "table-cell"
    assert segment_with(document, "d").place.column == "b"


def test_a_nested_table_is_a_table_of_its_own():
    document = read("<table><tr><th>a<tr><td><table><tr><td>b</table>c</table>", "html")
    assert segment_with(document, "b").place.column is None
    assert segment_with(document, "c").place.column == "a"


PLACES = {
    "headings": ("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2><p>x", "headings", ("a", "d")),
    "heading with wrong end tag": ("<h1>a</h2><p>x", "headings", ("a",)),
    "introduction of a list": ("<p>a:</p><div><ul><li>x", "introduction", "a:"),
    "introduction of a nested list": ("<ul><li>a<ul><li>x", "introduction", "a"),
    "text without element as introduction": ("<div>a:<ul><li>x", "introduction", "a:"),
    "no introduction after a heading": ("<p>a<h2>b</h2><ul><li>x", "introduction", None),
    "block quote": ("<blockquote><p>x", "block_quote", True),
    "after a block quote": ("<blockquote><p>a</blockquote>x", "block_quote", False),
    "element": ("<p>x", "element", "p"),
    "element of a paragraph in a cell": ("<table><tr><td><p>x", "element", "td"),
    "element of a division in a list item": ("<ul><li><div>x", "element", "li"),
}


@pytest.mark.parametrize(("text", "name", "expected"), PLACES.values(), ids=PLACES)
def test_place(text, name, expected):
    assert getattr(segment_with(read(text, "html"), "x").place, name) == expected


def test_language():
    assert read("<!doctype html>\n<HTML class=x LANG='en-GB'>", "html").language == "en-GB"
    assert read("<html><p lang=de>x", "html").language is None


COMMENTS = {
    "alone": ("<p>a\n  <!-- b -->\n</p>", [("b", True)]),
    "in a line": ("<p>a <!-- b --></p>", [("b", False)]),
    "empty": ("<!----><!--><!--->", [("", False), ("", False), ("", False)]),
    "closed with a bang": ("<!-- a --!>b", [("a", False)]),
    "not in a script": ("<script><!-- a --></script>", []),
    "not in a style": ("<style><!-- a --></style>", []),
    "not in a text area": ("<textarea><!-- a --></textarea>", []),
    "not in an attribute": ("<p title='<!-- a -->'>", []),
    "in a template": ("{# a #}\n<p>b", [("a", True)]),
    "in a Handlebars template": ("{{!-- a {{b}} --}}", [("a {{b}}", True)]),
}


@pytest.mark.parametrize(("text", "expected"), COMMENTS.values(), ids=COMMENTS)
def test_comments(text, expected):
    assert [(comment.text, comment.alone) for comment in read(text, "html").comments] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a</p><!-- x --><p>b</p><p>c</p>", "<p>b</p>"),
        ("<p>a<!-- x --><p>b<p>c", "<p>b"),
        ("<ul><!-- x --><li>a<li>b</ul>", "<li>a"),
        ("<div><!-- x --> a <b>b</b><p>c</div>", "a <b>b"),
        ("<!-- x --><div><p>a</p></div>", "<div><p>a</p></div>"),
        ("<table><!-- x --><tr><td>a</table>", "<tr><td>a"),
    ],
    ids=["paragraph", "implied end", "list item", "text without element", "division", "row"],
)
def test_next_block_after_a_comment(text, expected):
    document = read(text, "html")
    start, end = next(block for block in document.blocks if block[0] >= document.comments[0].end)
    assert document.text[start:end] == expected


def test_template_tags_are_placeholders():
    text = "{% extends 'a' %}<p>{{ a }} b {% if c > d %}e{% endif %} <%= f %></p>"
    assert texts(read(text, "html")) == [("paragraph", f"{P} b {P}e{P} {P}")]


def test_the_template_of_a_component_is_read():
    text = '<template><p :title="a">b {{ c }}</p></template><script>export default {}</script>'
    assert texts(read(text, "vue")) == [("paragraph", f"b {P}")]

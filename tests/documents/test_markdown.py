import pytest
from look import marked, read, segment_with, source_of, texts

from stigmalint.documents import PLACEHOLDER as P
from stigmalint.errors import DocumentError

POSITIONS = {
    "plain": ("He committed suicide.", "committed suicide", "committed suicide", (1, 4)),
    "emphasis inside": ("He *committed* suicide.", "committed suicide", "committed* suicide", (1, 5)),
    "strong around": ("He **committed suicide**.", "committed suicide", "committed suicide", (1, 6)),
    "part of a word": ("He commit**ted** suicide.", "committed suicide", "commit**ted** suicide", (1, 4)),
    "underscores": ("__committed__ _suicide_", "committed suicide", "committed__ _suicide", (1, 3)),
    "strike-through": ("~~committed~~ suicide", "committed suicide", "committed~~ suicide", (1, 3)),
    "link": ("He [committed](/a) suicide.", "committed suicide", "committed](/a) suicide", (1, 5)),
    "inline tag": ("He <b>committed</b> suicide.", "committed suicide", "committed</b> suicide", (1, 7)),
    "entity": ("He committed&nbsp;suicide.", "committed suicide", "committed&nbsp;suicide", (1, 4)),
    "numeric entity": ("He c&#111;mmitted suicide.", "committed suicide", "c&#111;mmitted suicide", (1, 4)),
    "entity at the end": ("R&amp;D &lt;3", "R&D <3", "R&amp;D &lt;3", (1, 1)),
    "soft hyphen": ("He com\xadmitted suicide.", "committed suicide", "com\xadmitted suicide", (1, 4)),
    "soft hyphen entity": ("He com&shy;mitted suicide.", "committed suicide", "com&shy;mitted suicide", (1, 4)),
    "zero-width space": ("He committed\u200b suicide.", "committed suicide", "committed\u200b suicide", (1, 4)),
    "bidirectional mark": ("He \u2067committed suicide\u2069.", "committed suicide", "committed suicide", (1, 5)),
    "escape": (r"He committed\ suicide \*sic\*", "suicide *sic*", r"suicide \*sic\*", (1, 15)),
    "wrapped": ("He committed\nsuicide.", "committed suicide", "committed\nsuicide", (1, 4)),
    "wrapped, CRLF": ("He committed\r\nsuicide.", "committed suicide", "committed\r\nsuicide", (1, 4)),
    "wrapped, CR": ("He committed\rsuicide.", "committed suicide", "committed\rsuicide", (1, 4)),
    "after CRLF": ("One.\r\n\r\nHe committed suicide.", "committed", "committed", (3, 4)),
    "wrapped, indented": ("He committed\n   suicide.", "committed suicide", "committed\n   suicide", (1, 4)),
    "hard break": ("He committed  \nsuicide.", "committed\nsuicide", "committed  \nsuicide", (1, 4)),
    "hard break, backslash": ("He committed\\\nsuicide.", "committed\nsuicide", "committed\\\nsuicide", (1, 4)),
    "two spaces": ("He committed  suicide.", "committed suicide", "committed  suicide", (1, 4)),
    "tab": ("He committed\tsuicide.", "committed suicide", "committed\tsuicide", (1, 4)),
    "no-break space": ("He committed\xa0suicide.", "committed suicide", "committed\xa0suicide", (1, 4)),
    "block quote": ("> He committed\n> suicide.", "committed suicide", "committed\n> suicide", (1, 6)),
    "lazy block quote": ("> He committed\nsuicide.", "committed suicide", "committed\nsuicide", (1, 6)),
    "nested block quote": ("> > He committed\n> > suicide.", "committed suicide", "committed\n> > suicide", (1, 8)),
    "list item": ("- He committed\n  suicide.", "committed suicide", "committed\n  suicide", (1, 6)),
    "nested list item": ("- a\n  - He committed\n    suicide.", "committed suicide", "committed\n    suicide", (2, 8)),
    "table cell": ("| a | b |\n|-|-|\n| c | committed suicide |", "committed suicide", "committed suicide", (3, 7)),
    "escaped pipe": ("| a |\n|-|\n| committed \\| suicide |", "committed | suicide", "committed \\| suicide", (3, 3)),
    "not ASCII before": ("Zoë “Ж” 😀 committed suicide.", "committed suicide", "committed suicide", (1, 11)),
    "not ASCII lines before": ("Zoë\n\nЖ 😀\n\ncommitted suicide", "committed suicide", "committed suicide", (5, 1)),
    "heading": ("## He committed suicide ##", "committed suicide", "committed suicide", (1, 7)),
    "setext heading": ("He committed\nsuicide\n===", "committed suicide", "committed\nsuicide", (1, 4)),
    "footnote mark": ("He committed[^1] suicide.\n\n[^1]: Note", "committed suicide", "committed[^1] suicide", (1, 4)),
    "raised footnote": (
        "He committed<sup>1</sup> suicide.",
        "committed suicide",
        "committed<sup>1</sup> suicide",
        (1, 4),
    ),
    "comment inside": ("He committed <!-- x -->suicide.", "committed suicide", "committed <!-- x -->suicide", (1, 4)),
}


@pytest.mark.parametrize(("text", "phrase", "source", "position"), POSITIONS.values(), ids=POSITIONS)
def test_positions(text, phrase, source, position):
    assert source_of(read(text, "markdown"), phrase) == (source, position)


SEGMENTS = {
    "paragraphs": ("one\n\ntwo", [("paragraph", "one"), ("paragraph", "two")]),
    "headings": ("# one\ntwo\n---\n", [("heading", "one"), ("heading", "two")]),
    "heading attributes": ("# One {#id .class}", [("heading", "One")]),
    "tight list": ("- one\n- two", [("list-item", "one"), ("list-item", "two")]),
    "loose list": (
        "1. one\n\n2. two\n\n   three",
        [("list-item", "one"), ("list-item", "two"), ("list-item", "three")],
    ),
    "task list": ("- [ ] one\n- [x] two", [("list-item", "one"), ("list-item", "two")]),
    "list in a paragraph's place": ("one\n- two", [("paragraph", "one"), ("list-item", "two")]),
    "quote in a list item": ("- one\n\n  > two", [("list-item", "one"), ("paragraph", "two")]),
    "table": (
        "|a|b|\n|-|-|\n|c|d|",
        [("table-header", "a"), ("table-header", "b"), ("table-cell", "c"), ("table-cell", "d")],
    ),
    "definition list": ("Term\n: One\n: Two", [("term", "Term"), ("definition", "One"), ("definition", "Two")]),
    "footnote": ("A[^n]\n\n[^n]: Note", [("paragraph", "A"), ("paragraph", "Note")]),
    "code": ("a\n\n```\ncode\n```\n\n    code\n\n~~~ python\ncode", [("paragraph", "a")]),
    "code span": ("run `code` now", [("paragraph", f"run {P} now")]),
    "math": ("a $x^2$ b\n\n$$y$$", [("paragraph", f"a {P} b")]),
    "two sums are no math": ("from $5-$10 or $20 a day, US$30", [("paragraph", "from $5-$10 or $20 a day, US$30")]),
    "words between sums": (
        "$20 for people who committed it and 30 US$ more",
        [("paragraph", "$20 for people who committed it and 30 US$ more")],
    ),
    "autolinks": ("see <https://a.b/c> or <a@b.org>", [("paragraph", f"see {P} or {P}")]),
    "bare addresses": (
        "see https://a.b/c_d_e, www.f.org. Or mail a.b+c@d.co.uk!",
        [("paragraph", f"see {P}, {P}. Or mail {P}!")],
    ),
    "only digits": ("2019\n\n---\n\n***", []),
    "image": ("a ![alt *text*](b.png) c", [("paragraph", f"a {P} c"), ("attribute", "alt text")]),
    "image alone": ("![alt text](b.png)", [("attribute", "alt text")]),
    "linked image": ("[![alt text](a)](b)", [("attribute", "alt text")]),
    "hard break": ("one<br>two  \nthree", [("paragraph", "one\ntwo\nthree")]),
    "GitHub alert": ("> [!NOTE]\n> one", [("paragraph", "one")]),
    "reference definition": ("[a]: /b\n\none", [("paragraph", "one")]),
    "unknown reference": ("[a] [b][c]", [("paragraph", "[a] [b][c]")]),
    "no smart punctuation": ("\"a\" -- 'b'...", [("paragraph", "\"a\" -- 'b'...")]),
    "fenced division": ("::: {.note}\none\n:::\n", [("paragraph", "one")]),
    "admonition with a title": (":::tip One two\nthree\n:::", [("paragraph", "One two three")]),
    "colons in code": ("```\n:::tip\n```\none", [("paragraph", "one")]),
}


@pytest.mark.parametrize(("text", "expected"), SEGMENTS.values(), ids=SEGMENTS)
def test_segments(text, expected):
    assert texts(read(text, "markdown")) == expected


HTML = {
    "block": ("<div>\none\n\n*two*\n</div>", [("paragraph", "one"), ("paragraph", "two")]),
    "details": (
        "<details><summary>One</summary>\n\ntwo\n\n</details>",
        [("caption", "One"), ("paragraph", "two")],
    ),
    "in a block quote": ("> <div>one\n> two\n> </div>", [("paragraph", "one two")]),
    "tag over lines in a block quote": (
        '> one <span\n> title="two">three</span>',
        [("paragraph", "one three"), ("attribute", "two")],
    ),
    "image": ('a <img src="b" alt="one"> c', [("paragraph", f"a {P} c"), ("attribute", "one")]),
    "code": ("a <code>b **c**</code> d", [("paragraph", f"a {P} d")]),
    "code left open": ("a <code>b\n\nc", [("paragraph", f"a {P}"), ("paragraph", "c")]),
    "keyboard in a list item": ("- <kbd>b</kbd> c\n- d", [("list-item", f"{P} c"), ("list-item", "d")]),
    "script": ("<script>\nvar a\n\nvar b\n</script>\n\nc", [("paragraph", "c")]),
    "inline script": ("a <script>b</script> c", [("paragraph", "a c")]),
    "preformatted": ("<pre>\na\n\nb</pre>\n\nc", [("paragraph", "c")]),
    "table": (
        "<table><tr><th>a</th></tr>\n<tr><td>b</td></tr></table>\n\nc",
        [("table-header", "a"), ("table-cell", "b"), ("paragraph", "c")],
    ),
    "hidden": ("<div hidden>\n\na\n\n</div>\n\nb", [("paragraph", "b")]),
    "stray end tags": ("- a</li></ul></div>\n- b", [("list-item", "a"), ("list-item", "b")]),
    "unclosed": ("<div><blockquote>\n\na\n\n# b", [("paragraph", "a"), ("heading", "b")]),
    "block tags inside a paragraph": ("a <p>b</p> c", [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c")]),
}


@pytest.mark.parametrize(("text", "expected"), HTML.values(), ids=HTML)
def test_embedded_html(text, expected):
    assert texts(read(text, "markdown")) == expected


MARKS = {
    "emphasis": ("*a* _b_", [("emphasis", "a"), ("emphasis", "b")]),
    "strong": ("**a**", [("strong", "a")]),
    "both": ("***a***", [("emphasis", "a"), ("strong", "a")]),
    "strike-through": ("~~a~~ <s>b</s> <del>c</del>", [("strikethrough", c) for c in "abc"]),
    "link": ("[a b](c)", [("link", "a b")]),
    "reference link": ("[a]\n\n[a]: b", [("link", "a")]),
    "HTML": ("<q>a</q> <em>b</em> <dfn>c</dfn> <mark>d</mark>", [("quote", "a"), *(("emphasis", c) for c in "bcd")]),
    "left open": ("<b>a\n\nb", [("strong", "a")]),
    "over a line": ("> *a\n> b*", [("emphasis", "a b")]),
    "around an address": ("**see https://a.b now**", [("strong", f"see {P} now")]),
    "in an image": ("![a *b*](c)", [("emphasis", "b")]),
}


@pytest.mark.parametrize(("text", "expected"), MARKS.values(), ids=MARKS)
def test_marks(text, expected):
    assert sorted(marked(read(text, "markdown"))) == sorted(expected)


def test_headings_above():
    document = read("# A\n\n## B\n\nb\n\n### C\n\n## D\n\nd\n\n# E\n\ne", "markdown")
    above = {segment.text: segment.place.headings for segment in document.segments}
    assert above == {
        "A": (),
        "B": ("A",),
        "b": ("A", "B"),
        "C": ("A", "B"),
        "D": ("A",),
        "d": ("A", "D"),
        "E": (),
        "e": ("E",),
    }


def test_headings_in_a_block_quote_end_with_it():
    document = read("# A\n\n> # B\n>\n> b\n\na", "markdown")
    assert segment_with(document, "b").place.headings == ("B",)
    assert segment_with(document, "a").place.headings == ("A",)


def test_cells_know_column_and_row():
    document = read("| Say | Not |\n|---|---|\n| `x` one | two |\n| | three |", "markdown")
    place = {segment.text: (segment.place.column, segment.place.row) for segment in document.segments}
    assert place["Not"] == (None, None)
    assert place[f"{P} one"] == ("Say", None)
    assert place["two"] == ("Not", f"{P} one")
    assert place["three"] == ("Not", None)


INTRODUCTIONS = {
    "list": ("Avoid:\n\n- x", "Avoid:"),
    "list without blank line": ("Avoid:\n- x", "Avoid:"),
    "second item": ("Avoid:\n\n- a\n- x", "Avoid:"),
    "second paragraph of an item": ("Avoid:\n\n- a\n\n  x", "Avoid:"),
    "nested list": ("Avoid:\n\n- words like\n  - x", "words like"),
    "nested list, second item": ("- one\n- two\n  - a\n  - x", "two"),
    "item after a nested list": ("Avoid:\n\n- a\n  - b\n- x", "Avoid:"),
    "table": ("Avoid:\n\n| a |\n|-|\n| x |", "Avoid:"),
    "block quote": ("She wrote:\n\n> x", "She wrote:"),
    "definition list": ("Words:\n\nTerm\n: x", "Words:"),
    "not the heading": ("Avoid:\n\n## B\n\n- x", None),
    "not across code": ("Avoid:\n\n```\n```\n\n- x", None),
    "not across a rule": ("Avoid:\n\n***\n\n- x", None),
    "not across a list": ("Avoid:\n\n- a\n\n1. x", None),
    "none": ("- x", None),
    "no list": ("Avoid:\n\nx", None),
}


@pytest.mark.parametrize(("text", "expected"), INTRODUCTIONS.values(), ids=INTRODUCTIONS)
def test_introduction(text, expected):
    assert segment_with(read(text, "markdown"), "x").place.introduction == expected


QUOTED = {
    "block quote": ("> x", True),
    "list in a block quote": ("> - x", True),
    "after it": ("> a\n\nx", False),
    "alert": ("> [!TIP]\n> x", False),
    "HTML around Markdown": ("<blockquote>\n\nx\n\n</blockquote>", True),
    "after HTML around Markdown": ("<blockquote>\n\na\n\n</blockquote>\n\nx", False),
}


@pytest.mark.parametrize(("text", "expected"), QUOTED.values(), ids=QUOTED)
def test_block_quote(text, expected):
    assert segment_with(read(text, "markdown"), "x").place.block_quote is expected


def test_levels():
    document = read("### a\n\n- b\n  - c\n\n    d", "markdown")
    assert [(segment.text, segment.level) for segment in document.segments] == [("a", 3), ("b", 1), ("c", 2), ("d", 2)]


def test_attributes_name_themselves():
    document = read('![a](b "c") <span aria-label="d">', "markdown")
    place = {segment.text: (segment.place.attribute, segment.place.element) for segment in document.segments}
    assert place == {"a": ("alt", "img"), "c": ("title", "img"), "d": ("aria-label", "span")}


COMMENTS = {
    "alone": ("<!-- a -->\n\nb", [("a", 1, 1, True)]),
    "before a paragraph": ("  <!-- a -->\nb", [("a", 1, 3, True)]),
    "between lines": ("b\n<!-- a -->\nc", [("a", 2, 1, True)]),
    "trailing": ("b <!-- a -->", [("a", 1, 3, False)]),
    "leading": ("<!-- a --> b", [("a", 1, 1, False)]),
    "two on a line": ("<!-- a --> <!-- b -->", [("a", 1, 1, False), ("b", 1, 12, False)]),
    "over lines": ("<!--\na\nb\n-->", [("a\nb", 1, 1, True)]),
    "in a block quote": ("> <!-- a -->\n> b", [("a", 1, 3, True)]),
    "in a list item": ("- b <!-- a -->", [("a", 1, 5, False)]),
    "in a table cell": ("|b|\n|-|\n|c <!-- a -->|", [("a", 3, 4, False)]),
    "in HTML": ("<div>\n<!-- a -->\n</div>", [("a", 2, 1, True)]),
    "not in a fence": ("```\n<!-- a -->\n```", []),
    "not in indented code": ("    <!-- a -->", []),
    "not in a code span": ("`<!-- a -->`", []),
    "not in a script": ("<script>\n<!-- a -->\n</script>", []),
    "not closed": ("<!-- a\n\nb", [("a\n\nb", 1, 1, True)]),
    "escaped": ("\\<!-- a -->", []),
    "template": ("{# a #}\n\nb {# c #}", [("a", 1, 1, True), ("c", 3, 3, False)]),
}


@pytest.mark.parametrize(("text", "expected"), COMMENTS.values(), ids=COMMENTS)
def test_comments(text, expected):
    document = read(text, "markdown")
    assert [(c.text, *document.position(c.start), c.alone) for c in document.comments] == expected


def test_a_comment_ends_where_it_ends():
    [comment] = read("b <!-- a --> c", "markdown").comments
    assert (comment.start, comment.end) == (2, 12)


NEXT_BLOCKS = {
    "paragraph": ("one\ntwo", "one\ntwo"),
    "heading": ("# one", "# one"),
    "list": ("- one\n- two", "- one\n- two"),
    "table": ("| a |\n|-|\n| b |", "| a |\n|-|\n| b |"),
    "block quote": ("> one\n>\n> two", "> one\n>\n> two"),
    "code": ("```\ncode\n```", "```\ncode\n```"),
    "HTML": ("<div>one</div>", "<div>one</div>"),
    "after another comment": ("<!-- b -->\n\none", "one"),
    "emphasis": ("**one**", "**one**"),
}


@pytest.mark.parametrize(("after", "expected"), NEXT_BLOCKS.values(), ids=NEXT_BLOCKS)
def test_next_block_after_a_comment(after, expected):
    document = read(f"<!-- a -->\n\n{after}\n\nlast", "markdown")
    end = document.comments[0].end
    start, stop = next(block for block in document.blocks if block[0] >= end)
    assert document.text[start:stop].rstrip() == expected


def test_absurdly_short_rows_are_refused():
    with pytest.raises(DocumentError, match="<test>: tables with far more columns"):
        read("a|" * 300 + "\n" + "-|" * 300 + "\n" + "a\n" * 300, "markdown")


@pytest.mark.parametrize("opening", ["> ", ">", "- ", "1. ", "* > "])
def test_absurd_nesting_is_refused(opening):
    with pytest.raises(DocumentError, match="line 2: more than 500 block quotes and lists"):
        read("a\n" + opening * 600 + "b", "markdown")

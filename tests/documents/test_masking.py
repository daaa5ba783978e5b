import pytest
from look import read, source_of, texts

from stigmalint.documents import PLACEHOLDER as P
from stigmalint.documents.masking import Fences

TEMPLATES = {
    "expression": ("Hello {{ name | upper }}, you", f"Hello {P}, you"),
    "two without space": ("{{ a }}{{ b }} c", f"{P} c"),
    "three braces": ("a {{{ b }}} c", f"a {P} c"),
    "statement in a line": ("a {% if b %}c{% endif %} d", f"a {P}c{P} d"),
    "comment": ("a {# not this #} b", f"a {P} b"),
    "ERB": ("a <%= b > c %> d", f"a {P} d"),
    "PHP": ("a <?php if ($a > 1) { echo 'x'; } ?> d", f"a {P} d"),
    "shortcode": ('a {{< figure alt="not this" >}} b', f"a {P} b"),
    "expression over lines": ("a {{ b\n| c }} d", f"a {P} d"),
    "emphasised": ("**{{ a }}** b", f"{P} b"),
    "not closed": ("a {{ b", "a {{ b"),
    "not across a blank line": ("a {{ b\n\n}}", "a {{ b"),
    "quoted braces": ("use `{{` and `}}` here", f"use {P} and {P} here"),
    "code block tag": ("{% highlight python %}\nx = 1\n\ny\n{% endhighlight %}\na", "a"),
    "comment block": ("{% comment %}\n\nnot this\n\n{% endcomment %}\na", "a"),
}


@pytest.mark.parametrize(("text", "expected"), TEMPLATES.values(), ids=TEMPLATES)
def test_templates_are_placeholders(text, expected):
    assert read(text, "markdown").segments[0].text == expected


def test_a_statement_on_its_own_line_ends_the_paragraph():
    document = read("a\n{% include b %}\nc", "markdown")
    assert texts(document) == [("paragraph", "a"), ("paragraph", "c")]


def test_templates_keep_positions():
    document = read("é {{ x }}\n{% y %}\n\nHe {{ z }} committed suicide", "markdown")
    assert source_of(document, "committed suicide") == ("committed suicide", (4, 12))


MDX = {
    "import": ("import A from './a'\nimport {\n  B,\n} from 'b'\n\none", [("paragraph", "one")]),
    "export": ("export const meta = {\n  title: 'x'\n}\n\none", [("paragraph", "one")]),
    "not in a sentence": ("one\nimport duty", [("paragraph", "one import duty")]),
    "expression": ("one {props.name} two", [("paragraph", f"one {P} two")]),
    "nested expression": ("one {a.map(x => ({b: `}`}))} two", [("paragraph", f"one {P} two")]),
    "component": (
        '<Card title="One" on={() => x > 1}>\n\ntwo\n\n</Card>',
        [("attribute", "One"), ("paragraph", "two")],
    ),
    "component in a line": ("one <Icon name={a} /> two", [("paragraph", "one two")]),
    "component's text": ("<Note>\n  one\n</Note>", [("paragraph", "one")]),
    "indented text": ("<A>\n\n    one\n\n</A>", [("paragraph", "one")]),
    "comment": ("{/* one */}\n\ntwo", [("paragraph", "two")]),
    "unbalanced": ("one {two", [("paragraph", "one {two")]),
    "code": ("```js\nimport a from 'b'\n\n{x}\n```\none `{` two `}`", [("paragraph", f"one {P} two {P}")]),
    "escaped brace": (r"one \{two\}", [("paragraph", "one {two}")]),
}


@pytest.mark.parametrize(("text", "expected"), MDX.values(), ids=MDX)
def test_mdx(text, expected):
    assert texts(read(text, "mdx")) == expected


def test_mdx_comments():
    document = read("{/* a */}\n\none {/* b */} `{/* c */}`\n\n```\n{/* d */}\n```", "mdx")
    assert [(c.text, *document.position(c.start), c.alone) for c in document.comments] == [
        ("a", 1, 1, True),
        ("b", 3, 5, False),
    ]


def test_imports_are_skipped_in_markdown_too():
    text = "import A from '@site/a';\nimport 'b'\n\n# One\n\nexport default Layout\n\nimport duties rose"
    assert texts(read(text, "markdown")) == [("heading", "One"), ("paragraph", "import duties rose")]


def test_fences():
    text = "a\n```js\n~~~\n````\nb\n> ~~~\nc"
    fences = Fences(text)
    assert [fences.end(text.index(line)) for line in ("a", "~~~\n```", "b", "c")] == [-1, 16, -1, len(text)]

import pytest
from look import read, segment_with, source_of, texts

VALUES = {
    "plain": ("title: One two", "One two", "One two", (2, 8)),
    "plain with a comment": ("title: One two # three", "One two", "One two", (2, 8)),
    "plain with colon and quote": ("title: It's one: two", "It's one: two", "It's one: two", (2, 8)),
    "plain over lines": ("title: One\n  two\nother: a", "One two", "One\n  two", (2, 8)),
    "double-quoted": ('title: "One \\"two\\" \\u00e9"', 'One "two" é', 'One \\"two\\" \\u00e9', (2, 9)),
    "double-quoted over lines": ('title: "One\n  two"', "One two", "One\n  two", (2, 9)),
    "single-quoted": ("title: 'It''s one'", "It's one", "It''s one", (2, 9)),
    "folded": ("title: >\n  One\n  two\n\n  three\nother: a", "One two three", "One\n  two\n\n  three", (3, 3)),
    "folded and stripped": ("title: >-\n  One\n", "One", "One", (3, 3)),
    "literal": ("title: |\n  One\n  two\n", "One two", "One\n  two", (3, 3)),
    "after other keys": ("date: 2024-01-01\ntags: [a, b]\nnested:\n  - c\ntitle: One", "One", "One", (6, 8)),
    "nested": ("seo:\n  title: One", "One", "One", (3, 10)),
    "with an anchor": ("title: &a One", "One", "One", (2, 11)),
    "quoted key": ('"title": One', "One", "One", (2, 10)),
    "not ASCII before": ("author: Zoë Ж\ntitle: Naïve one", "Naïve one", "Naïve one", (3, 8)),
}


@pytest.mark.parametrize(("yaml", "text", "source", "position"), VALUES.values(), ids=VALUES)
def test_yaml_values(yaml, text, source, position):
    document = read(f"---\n{yaml}\n---\n\nbody\n", "markdown")
    assert segment_with(document, text).text == text
    assert source_of(document, text) == (source, position)


@pytest.mark.parametrize(
    ("toml", "text", "source"),
    [
        ('title = "One \\"two\\""', 'One "two"', 'One \\"two\\"'),
        ("title = 'One two'", "One two", "One two"),
        ('title = """\nOne\ntwo"""', "One two", "One\ntwo"),
        ("title = '''One\ntwo'''", "One two", "One\ntwo"),
    ],
    ids=["basic", "literal", "basic over lines", "literal over lines"],
)
def test_toml_values(toml, text, source):
    document = read(f"+++\ndraft = true\n{toml}\n+++\n\nbody\n", "markdown")
    assert source_of(document, text)[0] == source
    assert texts(document) == [("title", text), ("paragraph", "body")]


def test_crlf():
    document = read("---\r\ntitle: One\r\nsummary: >\r\n  two\r\n  three\r\n---\r\n\r\nbody", "markdown")
    assert texts(document) == [("title", "One"), ("description", "two three"), ("paragraph", "body")]


def test_keys_that_are_prose():
    block = "title: a\nsubtitle: b\nseo_title: c\ndescription: d\nsummary: e\nexcerpt: f\nlede: g\nslug: h\nlayout: i"
    kinds = [("title", t) for t in "abc"] + [("description", t) for t in "defg"]
    assert texts(read(f"---\n{block}\n---\n", "markdown")) == kinds


def test_place():
    [segment] = read("---\ntitle: One\n---\n", "markdown").segments
    assert (segment.place.attribute, segment.place.element) == ("title", None)


@pytest.mark.parametrize("key", ["lang", "language"])
def test_language(key):
    assert read(f"---\n{key}: en-GB\n---\n", "markdown").language == "en-GB"


def test_language_of_something_else():
    assert read("---\ncode:\n  lang: python\n---\n", "markdown").language is None


NOT_PROSE = {
    "list": "title: [One, two]",
    "mapping": "title: {one: two}",
    "alias": "title: *one",
    "empty": "title:\nother: a",
    "comment": "title: # one",
    "broken quote": 'title: "one',
    "commented out": "# title: one",
}


@pytest.mark.parametrize("yaml", NOT_PROSE.values(), ids=NOT_PROSE)
def test_what_is_left_out(yaml):
    assert texts(read(f"---\n{yaml}\n---\n\nbody", "markdown")) == [("paragraph", "body")]


NO_FRONT_MATTER = {
    "prose between rules": ("---\nOne two.\n\n---\n", [("paragraph", "One two.")]),
    "blank line after the first rule": ("---\n\ntitle: one\n\n---\n", [("paragraph", "title: one")]),
    "not at the start": ("a\n\n---\n\ntitle: one\n\n---\n", [("paragraph", "a"), ("paragraph", "title: one")]),
    "not closed": ("---\ntitle: one\n", [("paragraph", "title: one")]),
}


@pytest.mark.parametrize(("text", "expected"), NO_FRONT_MATTER.values(), ids=NO_FRONT_MATTER)
def test_what_is_no_front_matter(text, expected):
    assert texts(read(text, "markdown")) == expected


def test_comments_and_templates_in_it_are_its_own():
    document = read("---\ntitle: One {{ two }}\nx: <!-- a -->\n---\n<!-- b -->", "markdown")
    assert [comment.text for comment in document.comments] == ["b"]


def test_positions_after_it():
    document = read("---\ntitle: Zoë\n---\n\nZoë committed suicide", "markdown")
    assert source_of(document, "committed suicide") == ("committed suicide", (5, 5))

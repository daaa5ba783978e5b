"""Suppressions in comments: their grammar, what they cover, and what is wrong with them."""

import re

import pytest
from fake_rules import FakeLinter, make_rules

from stigmalint.config import Config
from stigmalint.documents import read_text
from stigmalint.selection import Vocabulary
from stigmalint.suppressions import apply

RULES = make_rules()
NAMES = Vocabulary(RULES)


def applied(text, form="markdown", **options):
    document = read_text(text, "a.md", form)
    return apply(document, FakeLinter(RULES).lint(document), NAMES, Config(**options))


def outcome(text, **options):
    """Return, for every finding from a rule file, its line and whether it is suppressed."""
    return [(found.line, found.suppressed) for found in applied(text, **options) if found.category != "meta"]


def problems(text, **options):
    return [(found.rule, found.line, found.message) for found in applied(text, **options) if found.category == "meta"]


@pytest.mark.parametrize(
    "directive",
    [
        "stigmalint: ignore[pity/sufferer]",
        "stigmalint: ignore[pity]",
        "stigmalint:ignore[pity]",
        "  Stigmalint :  IGNORE [ suicide , pity ]  ",
        "stigmalint: ignore[pity] -- because",
        "stigmalint: ignore[pity]-- because -- of\nthis",
        "stigmalint: ignore-file",
        "stigmalint: ignore-file -- an archive",
        "stigmalint: ignore-file[pity]",
    ],
)
def test_grammar(directive):
    text = f"Sad sufferers. <!-- {directive} -->\n"
    assert outcome(text) == [(1, True)]
    assert problems(text) == []


def test_former_ids_are_honoured():
    assert outcome("He committed suicide. <!-- stigmalint: ignore[suicide/old] -->\n") == [(1, True)]


@pytest.mark.parametrize("comment", ["ignore[pity]", "see stigmalint: ignore[pity]", "stigmalint is a linter", "x"])
def test_other_comments(comment):
    text = f"Sad sufferers. <!-- {comment} -->\n"
    assert (outcome(text), problems(text)) == ([(1, False)], [])


def test_only_comments_count():
    assert outcome("Sad sufferers. `<!-- stigmalint: ignore[pity] -->`\n") == [(1, False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sufferers\nsufferers <!-- stigmalint: ignore[pity] -->\nsufferers\n", [(1, False), (2, True), (3, False)]),
        ("sufferers <!-- stigmalint: ignore[pity] -->", [(1, True)]),
        ("sufferers\r\nsufferers <!-- stigmalint: ignore[pity] -->\r\n", [(1, False), (2, True)]),
        ("sufferers <!-- stigmalint: ignore[suicide] -->\n", [(1, False)]),
    ],
    ids=["its line only", "at the end of the file", "Windows line ends", "another rule"],
)
def test_after_text_it_covers_its_line(text, expected):
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<!-- stigmalint: ignore[pity] -->\n\nsufferers\nsufferers\n\nsufferers\n",
            [(3, True), (4, True), (6, False)],
        ),
        (
            "sufferers\n\n<!-- stigmalint: ignore[pity] -->\n\n# sufferers\n\nsufferers\n",
            [(1, False), (5, True), (7, False)],
        ),
        (
            "<!-- stigmalint: ignore[pity] -->\n\n- sufferers\n- sufferers\n\nsufferers\n",
            [(3, True), (4, True), (6, False)],
        ),
        ("sufferers\n\n<!-- stigmalint: ignore[pity] -->\n", [(1, False)]),
    ],
    ids=["a paragraph", "a heading", "a list", "nothing follows"],
)
def test_alone_it_covers_the_next_block(text, expected):
    assert outcome(text) == expected


def test_blocks_of_html():
    text = "<div>\n<!-- stigmalint: ignore[pity] -->\n<p>sufferers</p>\n<p>sufferers</p>\n</div>\n"
    assert outcome(text, form="html") == [(3, True), (4, False)]


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        (["disable[pity]", "enable[pity]"], [False, True, False]),
        (["disable[pity]", "x"], [False, True, True]),
        (["disable[pity]", "enable[pity/sufferer]"], [False, True, False]),
        (["disable[pity/sufferer]", "enable[pity]"], [False, True, False]),
        (["disable[suicide]", "enable[suicide]"], [False, False, False]),
        (["disable[pity, suicide]", "enable[suicide]"], [False, True, True]),
    ],
    ids=["a range", "to the end", "a rule of the category", "the category of the rule", "another", "one of two"],
)
def test_ranges(switches, expected):
    first, second = (f"<!-- stigmalint: {switch} -->" for switch in switches)
    text = f"sufferers\n\n{first}\n\nsufferers\n\n{second}\n\nsufferers\n"
    assert [suppressed for _, suppressed in outcome(text)] == expected


def test_the_reason_is_kept():
    (found,) = applied("sufferers <!-- stigmalint: ignore[pity] -- the 1961 Act -->\n")
    assert found.suppression_reason == "the 1961 Act"


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("stigmalint: ignore", "ignore does not say which rule"),
        ("stigmalint: ignore[]", "ignore does not say which rule"),
        ("stigmalint: ignore-file[]", "ignore-file does not say which rule"),
        ("stigmalint: disable", "disable does not say which rule"),
        ("stigmalint: ignroe[pity]", 'unknown suppression "ignroe"; did you mean "ignore"?'),
        ("stigmalint: ignore pity", "this suppression cannot be read"),
        ("stigmalint: ignore[pity", "this suppression cannot be read"),
        ("stigmalint: ignore[pity] because", "this suppression cannot be read"),
        ("stigmalint ignore[pity]", "this suppression cannot be read"),
        ("stigmalint:", "this suppression cannot be read"),
        ("stigmalint: ignore[pitty]", 'unknown rule or category "pitty" in a suppression; did you mean "pity"?'),
        ("stigmalint: ignore[ALL]", 'unknown rule or category "ALL" in a suppression'),
        ("stigmalint: ignore-file[pitty]", 'unknown rule or category "pitty" in a suppression; did you mean "pity"?'),
        ("stigmalint: enable[pity]", "enable[pity] without a disable[pity] above it"),
    ],
)
def test_invalid_suppressions(directive, message):
    text = f"\nsufferers <!-- {directive} -->\n"
    assert outcome(text) == [(2, False)]
    assert problems(text) == [("meta/invalid-suppression", 2, message)]


def test_a_known_rule_beside_an_unknown_one_is_honoured():
    text = "sufferers <!-- stigmalint: ignore[pity, zzz] -->\n"
    assert outcome(text) == [(1, True)]
    assert [message for _, _, message in problems(text)] == ['unknown rule or category "zzz" in a suppression']


def test_where_the_finding_about_a_suppression_stands():
    text = "sufferers\nxx <!-- stigmalint: ignore -->\n"
    found = applied(text)[-1]
    assert text[found.start : found.end] == found.text == "<!-- stigmalint: ignore -->"
    assert (found.line, found.column, found.end_line, found.end_column) == (2, 4, 2, 31)
    assert (found.severity, found.category, found.path) == ("warning", "meta", "a.md")
    assert re.fullmatch("[0-9a-f]{16}", found.fingerprint)


def test_require_reason():
    text = "sufferers <!-- stigmalint: ignore[pity] -->\n"
    assert outcome(text, require_reason=True) == [(1, False)]
    assert problems(text, require_reason=True) == [
        ("meta/invalid-suppression", 1, "this suppression has no reason, so it is not honoured")
    ]
    assert outcome(text.replace("]", "] -- because"), require_reason=True) == [(1, True)]


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("sufferers <!-- stigmalint: ignore[pity] -->", []),
        ("sufferers <!-- stigmalint: ignore[pity, suicide] -->", ["ignore[suicide]"]),
        ("well <!-- stigmalint: ignore[pity] -->", ["ignore[pity]"]),
        ("<!-- stigmalint: ignore-file -->\n\nwell", ["ignore-file"]),
        (
            "<!-- stigmalint: disable[pity] -->\n\nwell\n\n<!-- stigmalint: enable[pity] -->\n\nsufferers",
            ["disable[pity]"],
        ),
        ("<!-- stigmalint: disable[pity] -->\n\nsufferers <!-- stigmalint: ignore[pity] -->\n", ["disable[pity]"]),
    ],
    ids=["used", "one of two", "none", "a file", "a range", "a narrower one is enough"],
)
def test_unused(text, unused):
    found = problems(text, report_unused_suppressions=True)
    assert [(rule, message) for rule, _, message in found] == [
        ("meta/unused-suppression", f"{what} suppresses nothing") for what in unused
    ]
    assert problems(text) == []


@pytest.mark.parametrize(
    ("severity", "expected"),
    [({"meta/invalid-suppression": "error"}, ["error"]), ({"meta": "info"}, ["info"]), ({"meta": "off"}, [])],
    ids=str,
)
def test_the_severity_of_problems_can_be_set(severity, expected):
    found = applied("x <!-- stigmalint: ignore -->", severity=severity)
    assert [finding.severity for finding in found] == expected


def test_many_suppressions_are_quick():
    text = "<!-- stigmalint: ignore[pity] -->\n\nsufferers <!-- stigmalint: ignore[suicide] -->\n\n" * 3000
    assert all(suppressed for _, suppressed in outcome(text))

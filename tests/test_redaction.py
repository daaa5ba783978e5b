"""Without words: counts, rules and places stay; nothing that somebody wrote does."""

from dataclasses import fields, replace

import pytest

from stigmalint.findings import Finding, Source, Suggestion
from stigmalint.outcomes import Checked, Failed, Warned
from stigmalint.redaction import keyed, redact, without_query

KEY = b"k" * 32
NAME = "Ann"
FOUND = Finding(
    path=f"https://a.org/story?{NAME}",
    rule="pity/sufferer",
    category="pity",
    severity="warning",
    message=f"“{NAME}”",
    why="It hurts.",
    text=NAME,
    sentence=f"{NAME} is a sufferer.",
    mark=(0, 3),
    line=3,
    column=4,
    end_line=3,
    end_column=7,
    start=30,
    end=33,
    context="quotation",
    suggestions=(Suggestion(f"{NAME}, a person", "safe"), Suggestion(f"Ask {NAME}.", "manual")),
    sources=(Source("guide", "A Guide", "https://example.org/guide"),),
    fingerprint="0123456789abcdef",
    suppressed=True,
    suppression_reason=f"{NAME} wants it so",
    pages=3,
)
PAGE = Checked(FOUND.path, "html", (FOUND,), 1, 1, "d", diff=f"-{NAME}", title=f"The story of {NAME}")
# Fields that hold words, an address with them, or a digest of them; every other field stays.
CHANGED = {"path", "message", "text", "sentence", "mark", "suggestions", "fingerprint", "suppression_reason", "wording"}


def test_no_words_are_left():
    assert NAME in repr(PAGE)
    assert NAME not in repr(redact(PAGE, KEY))


def test_places_rules_and_counts_stay():
    (left,) = redact(PAGE, KEY).findings
    names = {field.name for field in fields(Finding)} - CHANGED
    assert {name: getattr(left, name) for name in names} == {name: getattr(FOUND, name) for name in names}
    assert redact(PAGE, KEY)._replace(findings=()) == PAGE._replace(
        path="https://a.org/story", findings=(), diff="", title=""
    )


def test_what_checks_of_whole_documents_say_stays():
    help_first = replace(
        FOUND,
        rule="document/crisis",
        category="document",
        message="You matter.",
        suggestions=(Suggestion("Say where help is.", "manual"),),
    )
    (left,) = redact(PAGE._replace(findings=(help_first,)), KEY).findings
    assert (left.message, left.suggestions, left.text) == ("You matter.", help_first.suggestions, "")


def test_fingerprints_depend_on_the_key():
    prints = {redact(PAGE, key).findings[0].fingerprint for key in (KEY, b"l" * 32)} | {FOUND.fingerprint}
    assert len(prints) == 3
    assert redact(PAGE, KEY) == redact(PAGE, KEY)


def test_keyed_nothing_is_nothing():
    assert keyed("", KEY) == ""


@pytest.mark.parametrize("kind", [Failed, Warned])
@pytest.mark.parametrize(
    ("path", "message", "left"),
    [
        (
            "https://a.org/x?q=Ann",
            "https://a.org/x?q=Ann: not found",
            ("https://a.org/x", "https://a.org/x: not found"),
        ),
        ("a.md", "redirects to https://a.org/x?q=Ann#Ann, twice", ("a.md", "redirects to https://a.org/x twice")),
        ("why?.md", "why?.md: cannot be read", ("why?.md", "why?.md: cannot be read")),
        ("", "no files?", ("", "no files?")),
    ],
    ids=["address", "address in a message", "file name", "no path"],
)
def test_messages_lose_the_queries_of_addresses(kind, path, message, left):
    assert redact(kind(path, message), KEY)[:2] == left


@pytest.mark.parametrize(
    ("path", "left"),
    [
        ("https://a.org/x?y#z", "https://a.org/x"),
        ("https://a.org/x#z?y", "https://a.org/x"),
        ("https://a.org/", "https://a.org/"),
        ("what?#1.md", "what?#1.md"),
    ],
)
def test_without_query(path, left):
    assert without_query(path) == left

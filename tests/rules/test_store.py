"""Large collections come back entry by entry, and only those that are asked for are decoded."""

import pytest

from stigmalint.rules.store import Lazy, dump, load

DATA = {"list": [{"a": 1}, "ü\n", None], "named": {"one": [1], "two": {"ü": "\u2028"}}, "rest": {"x": [1, 2]}}


def test_what_is_dumped_comes_back():
    back = load(dump(DATA, ("list", "named")))
    assert dict(back["list"]) == dict(enumerate(DATA["list"]))
    assert dict(back["named"]) == DATA["named"]
    assert back["rest"] == DATA["rest"]


def test_collections_may_be_empty():
    back = load(dump({"list": [], "named": {}, "rest": 1}, ("list", "named")))
    assert (dict(back["list"]), dict(back["named"]), back["rest"]) == ({}, {}, 1)


def test_entry_that_nobody_asks_for_is_not_decoded():
    content = dump({"named": {"good": [1], "bad": ["BAD"]}}, ("named",)).replace(b'["BAD"]', b"[[[[[[[")
    named = load(content)["named"]
    assert named["good"] == [1]
    with pytest.raises(ValueError, match="Expecting"):
        named["bad"]


@pytest.mark.parametrize("content", [b"", b"{}", b"\n", b"no json\n", b"1\n"], ids=repr)
def test_other_content_is_refused(content):
    with pytest.raises((ValueError, TypeError)):
        load(content)


def test_value_is_made_once():
    made = []
    lazy = Lazy({"a": 1, "b": 2}, lambda value: made.append(value) or value * 10)
    assert (lazy["a"], lazy["a"], list(lazy), len(lazy), "b" in lazy, "c" in lazy) == (
        10,
        10,
        ["a", "b"],
        2,
        True,
        False,
    )
    assert made == [1]
    with pytest.raises(KeyError):
        lazy["c"]

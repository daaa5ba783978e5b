"""What a run says of findings known before: only what was looked at again can be fixed."""

import pytest
from making import finding, known, page, scope

from stigmalint.history.comparing import Sight, compare
from stigmalint.history.keeping import kept
from stigmalint.redaction import redact

KEY = b"k" * 32


def change(before, now, pages=None, *, redacted=False, **about):
    """Return what a run over a.md with the findings `now` changes, as (statuses, endings)."""
    seen = {path: (state, "") for path, state in (pages or {"a.md": "checked"}).items()}
    found = compare(before, [kept(one) for one in now], Sight(seen, scope(**about)), redacted=redacted, key=KEY)
    return [fate.status for fate in found.fates], dict(found.ended), found.unseen


@pytest.mark.parametrize(
    ("pages", "about", "expected"),
    [
        ({"a.md": "checked"}, {}, ({"fixed": 1}, 0)),
        ({"a.md": "failed"}, {"gone": {"a.md"}}, ({"gone": 1}, 0)),
        ({"a.md": "failed"}, {}, ({}, 1)),
        ({"a.md": "set aside"}, {}, ({}, 1)),
        ({"b.md": "checked"}, {}, ({}, 1)),
        ({"b.md": "checked"}, {"gone": {"a.md"}}, ({"gone": 1}, 0)),
        ({"a.md": "checked"}, {"asks": lambda _path, rule, _severity: rule != "pity/sufferer"}, ({}, 1)),
        ({"a.md": "checked"}, {"asks": lambda _path, _rule, severity: severity == "error"}, ({}, 1)),
    ],
    ids=[
        "looked at",
        "page could not be read, being gone",
        "page could not be read",
        "page not judged",
        "page not looked at",
        "page not there",
        "rule not asked for",
        "severity not asked for",
    ],
)
def test_what_is_not_found_again(pages, about, expected):
    assert change([known(1, finding())], [], pages, **about) == ([], *expected)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([], [finding()], (["new"], {}, 0)),
        ([known(1, finding())], [finding()], (["remaining"], {}, 0)),
        ([known(1, finding())], [finding(), finding()], (["remaining", "new"], {}, 0)),
        ([known(1, finding()), known(2, finding())], [finding()], (["remaining"], {"fixed": 1}, 0)),
        ([], [finding(suppressed=True)], (["suppressed"], {}, 0)),
        ([known(1, finding())], [finding(suppressed=True)], (["suppressed"], {"suppressed": 1}, 0)),
        ([known(1, finding(), "suppressed")], [finding()], (["new"], {}, 0)),
        ([known(1, finding(), "suppressed")], [finding(suppressed=True)], (["suppressed"], {}, 0)),
        ([known(1, finding(), "suppressed")], [], ([], {}, 0)),
    ],
    ids=[
        "new",
        "remaining",
        "one more of the same",
        "one fewer of the same",
        "kept on purpose",
        "now kept on purpose",
        "not kept on purpose any more",
        "still kept on purpose",
        "kept on purpose, and removed",
    ],
)
def test_what_is_found(before, now, expected):
    assert change(before, now) == expected


def test_words_that_many_pages_share_from_now_on_are_one_finding():
    pages = {"a.md": "checked", "b.md": "checked", "c.md": "checked"}
    before = [known(1, finding()), known(2, finding(path="b.md")), known(3, finding("Other sufferers.", path="c.md"))]
    assert change(before, [finding(pages=3)], pages) == (["remaining"], {"fixed": 1}, 0)


def test_the_identity_is_handed_on():
    found = compare(
        [known(7, finding())],
        [kept(finding()), kept(finding("Other sufferers."))],
        Sight({"a.md": ("checked", "")}, scope()),
        redacted=False,
        key=KEY,
    )
    assert [fate.identity for fate in found.fates] == [70, None]


def bare(one):
    """Return a finding as it is in a redacted run."""
    return redact(page(one.path, one), KEY).findings[0]


MOVED = finding(path="b.md")
QUERY, PLAIN = finding(path="https://a.org/x?id=1"), finding(path="https://a.org/x")


@pytest.mark.parametrize(
    ("before", "now", "redacted"),
    [
        (known(1, bare(finding()), redacted=True), bare(finding()), True),
        (known(1, finding()), bare(finding()), True),
        (known(1, bare(finding()), redacted=True), finding(), False),
        (known(1, bare(finding()), redacted=True), bare(MOVED), True),
        (known(1, finding()), bare(MOVED), True),
        (known(1, QUERY), bare(QUERY), True),
    ],
    ids=["both without words", "now", "before", "both, moved", "now, moved", "an address with a query"],
)
def test_runs_without_words_compare_with_runs_with_words(before, now, redacted):
    assert change([before], [now], {"b.md": "checked"}, redacted=redacted)[0] == ["remaining"]


def test_a_page_is_known_without_its_query_in_a_run_without_words():
    assert change([known(1, QUERY)], [], {PLAIN.path: "checked"}, redacted=True) == ([], {"fixed": 1}, 0)

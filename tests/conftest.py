"""What every test shares: a cache of its own, and word lists made from a string."""

from textwrap import dedent

import pytest

SOURCES = """
guide:
  title: A Guide to Words
  url: https://example.org/guide
stylebook:
  title: A Stylebook
  url: https://example.org/stylebook
"""
OUTREACH = """
description: Campaigns.
contexts:
  mention: pass
"""


@pytest.fixture(autouse=True, scope="session")
def cache_folder(tmp_path_factory):
    """Keep what tests compute away from the user's cache."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STIGMALINT_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture
def wordlists(tmp_path, monkeypatch):
    """Return a function that puts word lists in place of the shipped ones.

    It takes the rules of `en/rules.yml` as text, and further files as a mapping from path to text; it returns the
    folder.
    """
    root = tmp_path / "wordlists"

    def make(rules="", files=()):
        written = {
            "en/rules.yml": rules,
            "sources.yml": SOURCES,
            "profiles/outreach.yml": OUTREACH,
            **dict(files),
        }
        for name, text in written.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")
        monkeypatch.setattr("stigmalint.rules.locate.shipped_wordlists", lambda: root)
        return root

    return make

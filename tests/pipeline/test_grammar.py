"""Grammar is read by the model, loaded when it is first asked for, or from the tags on a `Doc`."""

import pytest
import spacy

from stigmalint.documents import read_text
from stigmalint.pipeline import model as model_module
from stigmalint.pipeline.grammar import DocGrammar, LazyGrammar
from stigmalint.pipeline.model import load_model

ROLES = [
    ("The addict slept.", "addict", "noun"),
    ("She met an alcoholic.", "alcoholic", "noun"),
    ("We sell alcoholic drinks.", "alcoholic", "adjective"),
    ("The addict support group met.", "addict", "adjective"),
    ("She is depressed.", "depressed", "adjective"),
    ("They abuse alcohol.", "abuse", "verb"),
    ("The abuse stopped.", "abuse", "noun"),
    ("He went quickly.", "quickly", None),
]


@pytest.fixture(scope="module")
def lazy():
    return LazyGrammar("auto")


def place(text, word):
    [segment] = read_text(f"Before this. {text} After that.").segments
    start = segment.text.index(text)
    at = segment.text.index(word, start)
    return segment, (start, start + len(text)), at, at + len(word)


@pytest.mark.parametrize(("text", "word", "role"), ROLES)
def test_the_model_reads_roles(lazy, text, word, role):
    assert lazy.role(*place(text, word)) == role


@pytest.mark.parametrize(("text", "word", "role"), ROLES)
def test_tags_of_a_doc_are_read(text, word, role):
    segment, *where = place(text, word)
    assert DocGrammar(load_model("auto")(segment.text)).role(segment, *where) == role


def test_the_model_is_loaded_once_and_late(monkeypatch):
    loaded = []
    monkeypatch.setattr(model_module, "load_model", lambda name, *, needed: loaded.append((name, needed)))
    lazy = LazyGrammar("auto", lambda: frozenset({"LEMMA", "LOWER"}))
    assert loaded == []
    for word in ("addict", "slept"):
        assert lazy.role(*place("The addict slept.", word)) is None
    assert loaded == [("auto", {"lemmatizer"})]


def test_without_a_model_nothing_is_known():
    assert LazyGrammar(None).role(*place("The addict slept.", "addict")) is None


def test_a_doc_without_tags_knows_nothing():
    segment, *where = place("The addict slept.", "addict")
    assert DocGrammar(spacy.blank("en")(segment.text)).role(segment, *where) is None


def test_a_sentence_is_parsed_once(lazy):
    before = lazy._parse.cache_info()
    for word in ("cat", "slept"):
        lazy.role(*place("The cat slept twice.", word))
    after = lazy._parse.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 1)

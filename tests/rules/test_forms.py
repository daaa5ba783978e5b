"""The forms of words: by part of speech, by spelling, from the table and from lemminflect."""

import json

import pytest

from stigmalint.rules import forms
from stigmalint.rules.forms import Inflector, lemmas, lemminflect_forms, spelling_variants
from stigmalint.rules.notation import Word


@pytest.fixture(scope="module")
def inflector():
    return Inflector({})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param(Word("commit", "v"), {"commit", "commits", "committed", "committing"}, id="verb"),
        pytest.param(Word("die", "v"), {"die", "dies", "died", "dying"}, id="irregular-verb"),
        pytest.param(Word("addict", "n"), {"addict", "addicts"}, id="noun"),
        pytest.param(Word("addict"), {"addict", "addicts", "addicted", "addicting"}, id="noun-and-verb"),
        pytest.param(Word("crazy", "adj"), {"crazy", "crazier", "craziest"}, id="adjective"),
        pytest.param(Word("soon", "adv"), {"soon", "sooner", "soonest"}, id="adverb"),
        pytest.param(Word("commit", "v", exact=True), {"commit"}, id="exact"),
        pytest.param(Word("person", "n"), {"person", "people"}, id="people"),
        pytest.param(Word("self-harm", "v"), {"self-harm", "self-harms", "self-harmed", "self-harming"}, id="hyphen"),
        pytest.param(Word("schizo", "n"), {"schizo", "schizos"}, id="word-of-no-dictionary"),
    ],
)
def test_forms_of_a_word(inflector, word, expected):
    assert set(inflector.forms(word)) == expected


def test_comparatives_are_only_for_adjectives_and_adverbs(inflector):
    assert not {"crazier", "craziest"} & set(inflector.forms(Word("crazy")))


@pytest.mark.parametrize(
    ("lemma", "form", "tags"),
    [
        pytest.param("commit", "committed", "VBD VBN", id="past"),
        pytest.param("suicide", "suicides", "NNS VBZ", id="plural-and-verb"),
        pytest.param("suicide", "suicide", "NN VB VBP", id="singular-is-no-plural"),
        pytest.param("person", "person", "NN", id="person-is-no-plural"),
        pytest.param("be", "'s", "VBZ", id="contraction"),
        pytest.param("have", "'ve", "VBP", id="contracted-have"),
    ],
)
def test_tags_of_a_form(lemma, form, tags):
    assert lemminflect_forms(lemma)[form] == tags


@pytest.mark.parametrize(
    ("lemma", "form"),
    [pytest.param("die", "dice", id="dice"), pytest.param("person", "persons", id="persons")],
)
def test_forms_of_another_sense_are_left_out(lemma, form):
    assert form not in lemminflect_forms(lemma)


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("die", "VBD", "died"),
        ("die", "VBG", "dying"),
        ("live", "VBZ", "lives"),
        ("person", "NNS", "people"),
        ("be", "VBZ", "is"),
        ("be", "VBP", "am"),
        ("have", "VBP", "have"),
        ("die", "JJ", None),
    ],
)
def test_inflect(inflector, lemma, tag, form):
    assert inflector.inflect(lemma, tag) == form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stigmatise", "stigmatize"),
        ("criminalising", "criminalizing"),
        ("trivialised", "trivialized"),
        ("glamorises", "glamorizes"),
        ("prioritise", "prioritize"),
        ("hospitalisation", "hospitalization"),
        ("analyse", "analyze"),
        ("paralysed", "paralyzed"),
        ("behaviour", "behavior"),
        ("programmes", "programs"),
        ("person-centred", "person-centered"),
        ("counsellor", "counselor"),
        ("labelled", "labeled"),
        ("paediatric", "pediatric"),
        ("fulfils", "fulfills"),
        ("practise", "practice"),
        ("offence", "offense"),
    ],
)
def test_spelling_is_accepted_both_ways(one, other):
    assert other in spelling_variants(one)
    assert one in spelling_variants(other)


@pytest.mark.parametrize(
    "form",
    [
        "wise",
        "otherwise",
        "advise",
        "supervise",
        "exercise",
        "surprise",
        "compromise",
        "promise",
        "franchise",
        "disguise",
        "bruise",
        "raise",
        "size",
        "prize",
        "capsize",
        "stopped",
        "pedestrian",
        "suicide",
    ],
)
def test_word_of_one_spelling_has_no_other(form):
    assert spelling_variants(form) == (form,)


@pytest.mark.parametrize("form", ["behaviour", "stigmatising", "person-centred"])
def test_a_word_is_the_first_of_its_spellings(form):
    assert spelling_variants(form)[0] == form


class TestTable:
    @pytest.fixture
    def path(self, tmp_path):
        path = tmp_path / "forms.json"
        path.write_text(json.dumps({"wug": {"wug": "NN", "wugga": "NNS"}}), encoding="utf-8")
        return path

    def test_comes_first(self, path):
        assert Inflector.from_file(path).forms(Word("wug", "n")) == {"wug": "NN", "wugga": "NNS"}

    def test_spares_lemminflect(self, path, monkeypatch):
        monkeypatch.setattr(forms, "lemminflect_forms", pytest.fail)
        assert Inflector.from_file(path).inflect("wug", "NNS") == "wugga"

    def test_falls_back_to_lemminflect(self, path):
        assert "committed" in Inflector.from_file(path).forms(Word("commit"))

    def test_may_be_missing(self, tmp_path):
        assert "committed" in Inflector.from_file(tmp_path / "none.json").forms(Word("commit"))


def test_lemmas_for_the_table_are_last_parts_of_words_that_inflect():
    assert lemmas([Word("self-harm"), Word("addict", "n"), Word("the", exact=True)]) == {"harm", "addict"}

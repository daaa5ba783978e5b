"""The spaCy component: on any pipeline, in worker processes, and saved to disk with its local rules."""

import pytest
import spacy
from spacy.tokens import Doc

import stigmalint
from pipeline.small_rules import small_rules
from stigmalint.errors import UsageError
from stigmalint.pipeline.component import StigmalintComponent
from stigmalint.pipeline.model import load_model

TEXT = "He committed suicide. The addict slept."
LOCAL = """\
rules:
  - id: deficit/our-estate
    severity: info
    match: [our estate]
    why: Neighbours asked us to.
"""


@pytest.fixture(autouse=True, scope="module")
def small(tmp_path_factory):
    """Put the small rules in place of the shipped ones."""
    with small_rules(tmp_path_factory.mktemp("component")):
        yield


@pytest.fixture(scope="module")
def nlp():
    return stigmalint.load("en")


@pytest.fixture
def local(tmp_path):
    path = tmp_path / "ours.yml"
    path.write_text(LOCAL, "utf-8")
    return path


def spans(doc, key="stigmalint"):
    return [(span.text, span.label_, span.id_) for span in doc.spans[key]]


def test_spans_are_labelled_with_rules(nlp):
    doc = nlp(TEXT)
    assert spans(doc) == [
        ("committed suicide", "suicide/commit", "error"),
        ("addict", "identity-label/addict", "warning"),
    ]


def test_findings_are_an_attribute(nlp):
    doc = nlp(TEXT)
    assert [finding.rule for finding in doc._.stigmalint] == ["suicide/commit", "identity-label/addict"]
    assert doc._.stigmalint[0].suggestions[0].text == "died by suicide"
    assert all(doc.text[finding.start : finding.end] == finding.text for finding in doc._.stigmalint)


@pytest.mark.parametrize("text", ["", " ", "Nothing here.", "\n\n\n"])
def test_a_doc_without_findings(nlp, text):
    doc = nlp(text)
    assert spans(doc) == []
    assert doc._.stigmalint == []


def test_a_doc_that_no_pipeline_read():
    assert spacy.blank("en")("He committed suicide.")._.stigmalint == []


def test_the_factory_is_found_by_its_name():
    nlp = spacy.blank("en")
    nlp.add_pipe("stigmalint")
    assert nlp.has_factory("stigmalint")
    assert len(nlp(TEXT).spans["stigmalint"]) == 2


def test_tags_of_the_pipeline_are_used_and_no_other_model_is_loaded(monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("a model was loaded")

    nlp = load_model("auto")
    monkeypatch.setattr("stigmalint.pipeline.model.load_model", refuse)
    nlp.add_pipe("stigmalint")
    doc = nlp("The addict group met. We know alcoholic fathers and an alcoholic from Leeds.")
    assert spans(doc) == [("an alcoholic", "identity-label/addict", "warning")]


def test_tokens_are_covered_whole(nlp):
    doc = nlp("He was ex-addict-like, an addict/drunk.")
    for span in doc.spans["stigmalint"]:
        assert doc.text[span.start_char : span.end_char] == span.text


def test_texts_are_piped(nlp):
    docs = list(nlp.pipe([TEXT, "Nothing.", TEXT]))
    assert [len(doc.spans["stigmalint"]) for doc in docs] == [2, 0, 2]


def test_texts_are_piped_to_worker_processes(local):
    nlp = stigmalint.load("en", wordlists=[local])
    docs = list(nlp.pipe([TEXT, "Our estate.", "Nothing."] * 2, n_process=2, batch_size=2))
    assert [[finding.rule for finding in doc._.stigmalint] for doc in docs] == [
        ["suicide/commit", "identity-label/addict"],
        ["deficit/our-estate"],
        [],
    ] * 2


def test_a_pipeline_is_saved_with_its_local_rules(local, tmp_path):
    stigmalint.load("en", wordlists=[local]).to_disk(tmp_path / "saved")
    local.unlink()
    nlp = spacy.load(tmp_path / "saved")
    assert spans(nlp("Our estate.")) == [("Our estate", "deficit/our-estate", "info")]
    # Saved once more, it still has them.
    nlp.to_disk(tmp_path / "again")
    assert spans(spacy.load(tmp_path / "again")("Our estate.")) == [("Our estate", "deficit/our-estate", "info")]


def test_a_pipeline_is_saved_as_bytes_with_its_local_rules(local):
    nlp = stigmalint.load("en", wordlists=[local])
    data = nlp.to_bytes()
    local.unlink()
    again = spacy.blank("en")
    again.add_pipe("stigmalint")
    again.from_bytes(data)
    assert spans(again("Our estate.")) == [("Our estate", "deficit/our-estate", "info")]


def test_settings_are_saved(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("stigmalint", config={"profile": "strict", "spans_key": "words", "model": None})
    nlp.to_disk(tmp_path / "saved")
    doc = spacy.load(tmp_path / "saved")("“He committed suicide,” she told us.")
    assert spans(doc, "words") == [("committed suicide", "suicide/commit", "error")]


@pytest.mark.parametrize("data", [b"[]", b'"text"'])
def test_saved_rules_that_are_malformed(data):
    with pytest.raises(UsageError, match="malformed; save the pipeline again"):
        StigmalintComponent().from_bytes(data)


def test_a_doc_is_saved_with_its_findings(nlp):
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert spans(again) == spans(doc)
    assert again._.stigmalint == doc._.stigmalint


def test_two_components(local):
    nlp = spacy.blank("en")
    nlp.add_pipe("stigmalint", name="ours", config={"wordlists": [str(local)], "spans_key": "ours"})
    nlp.add_pipe("stigmalint", name="theirs", config={"profile": "strict", "spans_key": "theirs"})
    doc = nlp("“Our estate,” he said, “is crazy.”")
    assert spans(doc, "ours") == [("Our estate", "deficit/our-estate", "info"), ("crazy", "derogatory/crazy", "info")]
    assert spans(doc, "theirs") == [("crazy", "derogatory/crazy", "warning")]

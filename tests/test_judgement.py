"""The labelled sentences: most of what must be found is found, and next to nothing else."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "judgement"
FILES = sorted(path for path in FOLDER.glob("*.jsonl") if path.name != "suggestions.jsonl")
SENTENCES = [
    (path.name, json.loads(line)) for path in FILES for line in path.read_text(encoding="utf-8").splitlines() if line
]
LEAST_SENTENCES = 600
# A little lower without the trained model, which tells nouns from adjectives where the words around do not.
FLOORS = {"auto": (0.99, 0.98), None: (0.98, 0.97)}


@pytest.fixture(scope="module")
def judgement():
    """Return the module that measures judgement, so that the figures are those it prints."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        import judgement

        yield judgement
        sys.modules.pop("judgement", None)


@pytest.mark.parametrize(("model", "precision", "recall"), [(m, *floors) for m, floors in FLOORS.items()])
def test_precision_and_recall(judgement, model, precision, recall):
    rows = [row for _, row in SENTENCES]
    checker = judgement.stigmalint_checker("outreach", model)
    report = judgement.score(rows, checker(rows), None)
    shown = "\n".join(["missed:", *report.misses, "false alarms:", *report.false_alarms])
    assert report.total.precision >= precision, shown
    assert report.total.recall >= recall, shown


def test_there_are_enough_sentences():
    assert len(SENTENCES) >= LEAST_SENTENCES


def test_ids_and_texts_are_unique():
    for key in ("id", "text"):
        values = [row[key] for _, row in SENTENCES]
        assert sorted(value for value in set(values) if values.count(value) > 1) == []


@pytest.mark.parametrize("name", [path.name for path in FILES])
def test_rows_are_well_formed(judgement, name):
    categories = {path.stem for path in (ROOT / "wordlists" / "en").glob("*.yml")}
    for row in (row for file, row in SENTENCES if file == name):
        for entry in (*row.get("flag", ()), *row.get("info", ())):
            start, end = judgement.span_of(row["text"], entry)
            span = entry if isinstance(entry, str) else entry["span"]
            assert row["text"][start:end].lower() == span.lower() != "", row["id"]
        for entry in row.get("flag", ()):
            assert {entry["category"], *entry.get("also", ())} <= categories, row["id"]
        assert set(row) <= {"id", "group", "text", "flag", "info", "capability", "about", "window", "note"}, row["id"]

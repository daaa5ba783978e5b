"""The first suggestion, put in place, is one of the good rewrites of each labelled sentence."""

import json
from pathlib import Path

import pytest

from stigmalint.linter import Linter
from stigmalint.rules import load_rules

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "judgement" / "suggestions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def linter():
    return Linter(load_rules(), documents=False)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_first_suggestion(linter, row):
    text = row["text"]
    start = text.index(row["span"])
    on_span = [f for f in linter.check_text(text) if f.start < start + len(row["span"]) and start < f.end]
    words = [(f, s.text) for f in on_span for s in f.suggestions if s.fix != "manual"]
    assert words, on_span
    finding, first = words[0]
    assert text[: finding.start] + first + text[finding.end :] in row["good"]

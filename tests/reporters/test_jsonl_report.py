"""JSON Lines: every record is whole, described by the schema, and seen at once."""

import io
import json
from importlib import resources

import jsonschema
import pytest
from referencing import Registry, Resource
from test_reporters import finding, report

from stigmalint.history.records import Comparison, RunCount
from stigmalint.outcomes import Checked, Failed
from stigmalint.report import Report
from stigmalint.reporters import REPORTERS, Output

RUN = RunCount("2026-11-03T09:00:00Z", 1, {"error": 0, "warning": 1, "info": 0})


def schema(name):
    return json.loads(resources.files("stigmalint").joinpath(f"schemas/{name}.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def validator():
    registry = Registry().with_resource("output.schema.json", Resource.from_contents(schema("output")))
    jsonschema.Draft202012Validator.check_schema(schema("jsonl"))
    return jsonschema.Draft202012Validator(schema("jsonl"), registry=registry)


def records(text):
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_findings_then_errors_then_the_summary(validator):
    found = records(report("jsonl", finding(), finding(suppressed=True), errors=[Failed("b.md", "bad")]))
    assert [record["type"] for record in found] == ["finding", "finding", "error", "summary"]
    for record in found:
        validator.validate(record)
    assert found[2] == {"type": "error", "path": "b.md", "message": "bad"}
    assert (found[3]["files"], found[3]["findings"], found[3]["errors"], found[3]["comparison"]) == (1, 1, 1, None)


@pytest.mark.parametrize("kind", ["finding", "error", "summary", "other"])
def test_the_schema_refuses_records_that_lack_something(validator, kind):
    assert not validator.is_valid({"type": kind})


def test_a_finding_is_that_of_the_json_report():
    (line, _) = records(report("jsonl", finding()))
    assert {"type": "finding", **json.loads(report("json", finding()))["findings"][0]} == line


def test_the_comparison_is_in_the_summary(validator):
    counts = Report(comparison=Comparison(1, 2, 3, frozenset({"b", "a"}), (RUN,), since="2026-10-03T09:00:00Z"))
    stream = io.StringIO()
    REPORTERS["jsonl"](Output(stream)).finish(counts)
    (summary,) = records(stream.getvalue())
    validator.validate(summary)
    assert summary["comparison"] == {
        "since": "2026-10-03T09:00:00Z",
        "new": 1,
        "fixed": 2,
        "remaining": 3,
        "gone": 0,
        "suppressed": 0,
        "unseen": 0,
        "rules_changed": False,
        "new_findings": ["a", "b"],
    }


def test_hostile_text_stays_in_its_line():
    hostile = 'a\n\r\u2028\x00"}'
    assert records(report("jsonl", finding(text=hostile)))[0]["text"] == hostile


def test_lines_are_flushed_before_the_next_document():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    REPORTERS["jsonl"](Output(stream)).file(Checked("a.md", "markdown", (finding(),), 0, 1, "d"))
    assert raw.getvalue().endswith(b"}\n")

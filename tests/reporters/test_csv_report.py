"""CSV for spreadsheets: a row a finding, and no cell that acts."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_reporters import finding, report

from stigmalint.findings import Suggestion
from stigmalint.reporters.csv import COLUMNS, cell_text


def table(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_holds_a_finding():
    suggestions = (Suggestion("people", "safe"), Suggestion("those, who", "unsafe"))
    assert table(report("csv", finding(suggestions=suggestions, fingerprint="0f", pages=3))) == [
        {
            "path": "a.md",
            "line": "1",
            "column": "6",
            "severity": "warning",
            "category": "pity",
            "rule": "pity/sufferer",
            "text": "sufferers",
            "sentence": "Many sufferers here.",
            "message": "“sufferers”",
            "why": "It hurts.",
            "suggestions": "people | those, who",
            "context": "",
            "pages": "3",
            "suppressed": "no",
            "suppression_reason": "",
            "fingerprint": "0f",
        }
    ]


def test_suppressed_findings_are_marked():
    (row,) = table(report("csv", finding(suppressed=True, suppression_reason="a quotation")))
    assert (row["suppressed"], row["suppression_reason"]) == ("yes", "a quotation")


def test_nothing_found_leaves_the_header():
    assert report("csv") == '"' + '","'.join(COLUMNS) + '"\n'


def stream_in(encoding):
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace")


@pytest.mark.parametrize(("encoding", "start"), [("utf-8", b'\xef\xbb\xbf"path"'), ("cp1252", b'"path"')])
def test_the_byte_order_mark_is_for_utf8(encoding, start):
    from stigmalint.report import Report
    from stigmalint.reporters import REPORTERS, Output

    stream = stream_in(encoding)
    REPORTERS["csv"](Output(stream)).finish(Report())
    stream.flush()
    assert stream.buffer.getvalue().startswith(start)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("  =1", "'=1"),
        ('"=1"', '\'"=1"'),
        ("'=1", "''=1"),
        ("“ =1”", "'“ =1”"),
        ("\u00a0=1", "'=1"),
        ("\ufeff=1", r"\ufeff=1"),
        ("＝1", "'＝1"),
        ("|calc", "'|calc"),
        ("a;=1", "a;'=1"),
        ('a; "=1', "a;' \"=1"),
        ("a = b; c - d", "a = b; c - d"),
        ("a,=1", "a,=1"),
        ("plain", "plain"),
        ("", ""),
        ("two\nlines\r\nand\ttabs", "two lines and tabs"),
        ("bell\x07 and \x1b[31m", r"bell\x07 and \x1b[31m"),
        ("nul\x00", r"nul\x00"),
    ],
)
def test_cells_are_plain_text(text, cell):
    assert cell_text(text) == cell


@pytest.mark.parametrize("field", ["path", "text", "sentence", "message", "why", "context", "suppression_reason"])
def test_every_cell_of_words_is_made_safe(field):
    (row,) = table(report("csv", finding(**{field: "=cmd|'/c calc'!A1\n=2"})))
    assert row[field] == "'=cmd|'/c calc'!A1 =2"


def test_suggestions_are_made_safe_together():
    (row,) = table(report("csv", finding(suggestions=(Suggestion("=1", "safe"),))))
    assert row["suggestions"] == "'=1"


def test_a_row_is_a_line():
    out = report("csv", finding(sentence='a "quoted",\r\nbroken\u2028line', text="a\nb"), finding())
    assert len(out.splitlines()) == 3


@given(st.text(alphabet=st.one_of(st.sampled_from("=+-@|%;'\"“ \t\r\n\u00a0\u2028\x00,a"), st.characters())))
def test_whatever_is_written_stays_one_plain_cell(text):
    cell = cell_text(text)
    for part in cell.split(";"):
        assert part.lstrip(" \"“”‘’'")[:1] not in set("=+-@|%＝＋－＠") or part.startswith("'")
    assert len(cell.splitlines()) <= 1
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerow([cell, 1])
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline=""), strict=True)) == [cell, "1"]

import pytest

from stigmalint.documents import Document, Run, SourceMap


def test_span_of_one_to_one_and_atomic_runs():
    # source: "a&amp;b  cd", text: "a&b cd"
    source = SourceMap((Run(0, 1, 0, 1), Run(1, 1, 1, 6), Run(2, 1, 6, 7), Run(3, 1, 7, 9), Run(4, 2, 9, 11)))
    assert source.span(0, 1) == (0, 1)
    assert source.span(1, 2) == (1, 6)
    assert source.span(0, 6) == (0, 11)
    assert source.span(3, 5) == (7, 10)
    assert source.span(5, 6) == (10, 11)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_positions(end):
    document = Document("a", f"😀a{end}{end}bc", "text", ())
    assert document.position(0) == (1, 1)
    assert document.position(2) == (1, 3)
    assert document.position(document.text.index("b")) == (3, 1)
    assert document.position(len(document.text)) == (3, 3)


def test_position_after_the_last_line_end():
    assert Document("a", "a\n", "text", ()).position(2) == (2, 1)
    assert Document("a", "", "text", ()).position(0) == (1, 1)

"""What the tests look for in a document."""

from __future__ import annotations

from itertools import pairwise

from stigmalint.documents import read_text


def texts(document):
    """Return (kind, text) of every segment."""
    return [(segment.kind, segment.text) for segment in document.segments]


def segment_with(document, phrase):
    """Return the only segment whose text holds `phrase`."""
    [segment] = [segment for segment in document.segments if phrase in segment.text]
    return segment


def source_of(document, phrase):
    """Return the source that shows `phrase`, and its line and column."""
    segment = segment_with(document, phrase)
    at = segment.text.index(phrase)
    start, end = segment.source.span(at, at + len(phrase))
    return document.text[start:end], document.position(start)


def marked(document):
    """Return (kind, marked text) of every mark but placeholders, in all segments."""
    return [
        (mark.kind, segment.text[mark.start : mark.end])
        for segment in document.segments
        for mark in segment.marks
        if mark.kind != "placeholder"
    ]


def check_maps(document):
    """Check what holds for every segment of every document."""
    for segment in document.segments:
        runs = segment.source.runs
        assert segment.text == segment.text.strip() != ""
        assert runs[0].start == 0
        assert all(a.start + a.length == b.start for a, b in pairwise(runs)), "without gaps"
        assert runs[-1].start + runs[-1].length == len(segment.text)
        assert all(a.source_end <= b.source_start for a, b in pairwise(runs)), "in order"
        assert runs[0].source_start >= 0
        assert runs[-1].source_end <= len(document.text)
        for run in runs:
            assert run.length > 0
            assert run.source_end > run.source_start
            check_run(document, segment, run)
        for mark in segment.marks:
            assert 0 <= mark.start < mark.end <= len(segment.text)
    starts = [segment.source.runs[0].source_start for segment in document.segments]
    assert starts == sorted(starts)
    assert list(document.blocks) == sorted(set(document.blocks), key=lambda block: (block[0], -block[1]))
    assert all(0 <= start <= end <= len(document.text) for start, end in document.blocks)


def check_run(document, segment, run):
    """Check that a one-to-one run shows the source, but for white space."""
    shown = segment.text[run.start : run.start + run.length]
    source = document.text[run.source_start : run.source_end]
    if 1 < len(shown) == len(source):
        assert [(" " if c == "\n" else c) for c in shown] == [(" " if c.isspace() else c) for c in source]


def read(text, format):  # noqa: A002
    """Read and check `text`."""
    document = read_text(text, "<test>", format)
    check_maps(document)
    return document

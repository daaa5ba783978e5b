"""What reaches a terminal is safe, and fits."""

import io

import pytest

from stigmalint.terminal import MAX_WIDTH, MIN_WIDTH, Style, cells, fit, safe, safe_lines, wants_color, width, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("naïve “quotes” – 日本 👍🏽", "naïve “quotes” – 日本 👍🏽"),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\rb\nc\td", r"a\x0db\x0ac\x09d"),
        ("\x07\x7f\x9b", r"\x07\x7f\x9b"),
        ("a\u202eb\u2066c\u200f", r"a\u202eb\u2066c\u200f"),
        ("a\u2028b\ufeff", r"a\u2028b\ufeff"),
        ("a\U000e0041b", r"a\U000e0041b"),
        ("a\udcffb", r"a\udcffb"),
        ("code \ufffc here", "code … here"),
    ],
    ids=[
        "ascii",
        "letters of the world",
        "an escape sequence",
        "line ends and tabs",
        "other controls",
        "directions",
        "separators",
        "tags",
        "a lone surrogate",
        "a placeholder",
    ],
)
def test_safe(text, shown):
    assert safe(text) == shown
    safe(text).encode()


def test_safe_lines_keeps_line_breaks():
    assert safe_lines("a\x1b\nb") == "a\\x1b\nb"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environment", "expected"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_wants_color(choice, stream, environment, expected):
    assert wants_color(choice, stream, environment) is expected


@pytest.mark.parametrize(
    ("columns", "expected"), [("60", 60), ("10", MIN_WIDTH), ("500", MAX_WIDTH), ("0", 80), ("x", 80), ("-1", 80)]
)
def test_width(monkeypatch, columns, expected):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("os.get_terminal_size", lambda _fd: (_ for _ in ()).throw(OSError()))
    assert width() == expected


def test_style_without_color_changes_nothing():
    style = Style(color=False)
    assert style.bold("a") + style.dim("b") + style.severity("c", "error") == "abc"


@pytest.mark.parametrize(("text", "expected"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("", 0)])
def test_cells(text, expected):
    assert cells(text) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one", 10, ["one"]),
        ("abcdefghij k", 4, ["abcd", "efgh", "ij k"]),
        ("see https://example.org/a/b now", 8, ["see", "https://example.org/a/b", "now"]),
        ("日本語 日本", 4, ["日本", "語", "日本"]),
    ],
)
def test_wrap(text, room, expected):
    lines = wrap(text, room)
    assert lines == expected
    assert all(cells(line) <= room for line in lines if "://" not in line)


@pytest.mark.parametrize(
    ("text", "room", "expected"), [("abc", 2, "ab"), ("日本", 3, "日"), ("日本", 1, "日"), ("a日", 9, "a日")]
)
def test_fit(text, room, expected):
    assert fit(text, room) == expected

"""From text to findings: positions through markup, fingerprints, and what holds for any document."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigmalint import Linter, read_text
from stigmalint.errors import DocumentError
from stigmalint.rules import load_rules


@pytest.fixture(scope="module")
def linter():
    return Linter(load_rules(), model=None)


# (source, format, words found as written, line, column, end line, end column)
POSITIONS = {
    "plain": ("He committed suicide.", "text", "committed suicide", 1, 4, 1, 21),
    "second line": ("One.\nHe committed suicide.", "text", "committed suicide", 2, 4, 2, 21),
    "across lines": ("He committed\nsuicide.", "markdown", "committed\nsuicide", 1, 4, 2, 8),
    "Windows line ends": ("One.\r\n\r\nHe committed\r\nsuicide.", "markdown", "committed\r\nsuicide", 3, 4, 4, 8),
    "emphasis inside": ("He *committed* suicide.", "markdown", "committed* suicide", 1, 5, 1, 23),
    "emphasis around": ("He **committed suicide**.", "markdown", "committed suicide", 1, 6, 1, 23),
    "heading": ("# One\n\n## He committed suicide\n", "markdown", "committed suicide", 3, 7, 3, 24),
    "list item": ("- one\n- he committed suicide\n", "markdown", "committed suicide", 2, 6, 2, 23),
    "block quote over lines": ("> He committed\n> suicide.", "markdown", "committed\n> suicide", 1, 6, 2, 10),
    "table": ("| a | b |\n|---|---|\n| c | committed suicide |\n", "markdown", "committed suicide", 3, 7, 3, 24),
    "entity": ("Tom &amp; Ann committed suicide.", "markdown", "committed suicide", 1, 15, 1, 32),
    "entity inside": ("He committed&nbsp;suicide.", "html", "committed&nbsp;suicide", 1, 4, 1, 26),
    "tags inside": ("<p>He <b>committed</b> suicide.</p>", "html", "committed</b> suicide", 1, 10, 1, 31),
    "attribute": ('<img alt="He committed suicide">', "html", "committed suicide", 1, 14, 1, 31),
    "front matter": ("---\ntitle: He committed suicide\n---\n", "markdown", "committed suicide", 2, 11, 2, 28),
    "astral characters": ("😀😀 committed suicide.", "markdown", "committed suicide", 1, 4, 1, 21),
    "soft hyphen": ("He com\xadmitted suicide.", "markdown", "com\xadmitted suicide", 1, 4, 1, 22),
    "no-break space": ("He committed\xa0suicide.", "markdown", "committed\xa0suicide", 1, 4, 1, 21),
    "hashtag": ("#HeCommittedSuicide", "text", "CommittedSuicide", 1, 4, 1, 20),
    "byte order mark": ("\ufeffHe committed suicide.", "text", "committed suicide", 1, 5, 1, 22),
}


@pytest.mark.parametrize(
    ("source", "format", "text", "line", "column", "end_line", "end_column"), POSITIONS.values(), ids=POSITIONS
)
def test_positions(linter, source, format, text, line, column, end_line, end_column):  # noqa: A002, PLR0913, PLR0917
    [finding] = linter.check_text(source, format=format)
    assert finding.rule == "suicide/commit"
    assert finding.text == text == source[finding.start : finding.end]
    assert (finding.line, finding.column) == (line, column)
    assert (finding.end_line, finding.end_column) == (end_line, end_column)


def test_findings_come_in_the_order_of_the_text(linter):
    starts = [finding.start for finding in linter.check_text("A junkie. He committed suicide. A druggie.\n\nA psycho.")]
    assert starts == sorted(starts)
    assert len(starts) == 4


def test_the_sentence_and_the_mark(linter):
    [finding] = linter.check_text("One.  He, *too,* committed\nsuicide in   1994. Two.")
    assert finding.sentence == "He, too, committed suicide in 1994."
    assert finding.sentence[slice(*finding.mark)] == "committed suicide"


def test_the_fingerprint_stays_when_lines_move(linter):
    [before] = linter.check_text("He committed suicide in 1994.")
    [after] = linter.check_text("# New\n\nOther words.\n\nHe *committed*\nsuicide in 1994!\n")
    assert before.fingerprint == after.fingerprint
    assert len(before.fingerprint) == 16


def test_the_fingerprint_changes_with_sentence_path_and_rule(linter):
    texts = [
        ("He committed suicide in 1994.", "a"),
        ("She committed suicide in 1994.", "a"),
        ("He committed suicide in 1994.", "b"),
    ]
    found = [finding for text, name in texts for finding in linter.lint(read_text(text, name))]
    assert len({finding.fingerprint for finding in found}) == 3


def test_what_a_finding_says(linter):
    [finding] = linter.lint(read_text("He committed suicide.", "draft.md", "markdown"))
    assert (finding.path, finding.category, finding.severity) == ("draft.md", "suicide", "error")
    assert finding.message == "“committed suicide”"
    assert finding.why
    assert finding.sources
    assert finding.suggestions[0].text == "died by suicide"
    assert (finding.context, finding.suppressed) == (None, False)


@pytest.mark.parametrize(
    "text", ["", "\n", "Nothing to see here.", "😀", "```\ncommitted suicide\n```\n", "`committed suicide`"]
)
def test_clean(linter, text):
    assert linter.check_text(text) == []


def test_the_same_text_gives_the_same_findings(linter):
    text = "He is an addict. She suffers from depression, and he is crazy."
    assert linter.check_text(text) == linter.check_text(text) == Linter(load_rules(), model=None).check_text(text)


TRIGGERS = """
committed suicide|commits|suicide|addict|an addict|the addicts|alcoholic|junkie's|crazy|so OCD|suffers from|depression
schizophrenic|the mentally ill|substance abuse|drug users|#CleanAndSober|getting clean|hard-to-reach|say|not|“|”|"|'
lost her battle with|the word|avoid|I am|my brother|Alcoholics Anonymous|Psycho|800-273-8255|help|I want to end my life
"""
NOISE = """
. |! |? |, |: |; |  |# |- |> |* |**|_|`|~~|---|[|](a)|<b>|</b>|<p>|</p>|<li>|<td>|<table>|<tr>|<q>|</q>|<del>|<h1>|</h1>
<blockquote>|&amp;|&nbsp;|&#x41;|<!--|-->|é|İ|ß|文|😀|\xad|\u200b|\ufeff|\u2028|1|'s|–|…|→|❌|{{|}}
"""
ODD = ["\n", "\n\n", "\r\n", "\t", " ", "|", "\n|---|---|\n"]
PIECES = [piece for text in (TRIGGERS, NOISE) for line in text.split("\n") for piece in line.split("|") if piece]
HIDDEN = {"document/crisis", "document/method-detail", "document/language"}
DOCUMENTS = st.lists(st.sampled_from([*PIECES, *ODD]) | st.text(max_size=2), max_size=40)


@given(
    pieces=DOCUMENTS,
    space=st.sampled_from([" ", ""]),
    format=st.sampled_from(["text", "markdown", "mdx", "html", "vue"]),
)
@settings(
    deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_any_document_is_linted_and_every_finding_is_in_its_place(linter, pieces, space, format):  # noqa: A002
    text = space.join(pieces)
    try:
        document = read_text(text, "a", format)
    except DocumentError:
        assert "\0" in text or any("\ud800" <= char <= "\udfff" for char in text)
        return
    lines = re.split("\r\n|\r|\n", text)
    for finding in linter.lint(document):
        # What a writer in crisis wrote, method detail and another language are placed, and never repeated.
        hidden = finding.rule in HIDDEN
        assert finding.text == ("" if hidden else text[finding.start : finding.end])
        assert finding.sentence or hidden
        assert 0 <= finding.start <= finding.end <= len(text)
        assert document.position(finding.start) == (finding.line, finding.column)
        assert document.position(finding.end) == (finding.end_line, finding.end_column)
        assert 0 <= finding.mark[0] <= finding.mark[1] <= len(finding.sentence)
        assert lines[finding.line - 1][finding.column - 1 :].startswith(re.split("[\r\n]", finding.text)[0])

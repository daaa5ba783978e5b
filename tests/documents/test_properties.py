"""What holds for any input whatever."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from look import check_maps

from stigmalint.documents import READERS, read_bytes, read_text
from stigmalint.errors import DocumentError

SIGNS = r"""
* ** _ ~~ ` # > - 1. | [ ] ( ) ![ ]( [^1] < > /> </ = & @ { } $ $$ " ' : \ ``` ~~~ |-|-| --- +++ [^1]: title: :::note
<b> </b> <p> </p> <div> </div> <ul><li> </ul> <table><tr><td> </table> <h2> <code> </code> <svg> <sup> </sup> <br>
<script> </script> <title> </title> <pre> <blockquote> <!-- --> <! <? title= &amp; &shy; &nbsp; &#x41; &NotEqualTilde;
{{ }} {% %} {# #} <% %> {/* */} http://a.b www. a@b.org é 文字 😀 word 1
"""
LINES = (
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  \n",
    "\\\n",
    "\n---\n",
    "---\n",
    "+++\n",
    "title: ",
    "title = ",
    "```\n",
    "> ",
    "- ",
)
BLOCKS = (
    "# ",
    ": ",
    "- [ ] ",
    "    ",
    "[a]: /b 'c'\n",
    "<td colspan=3 rowspan=2>",
    "<img alt='",
    "import a from 'b'\n",
)
ODD = ("\t", " ", "\xad", "\u200b", "\u2067", "\xa0", "\u2028", "\x1a", "\ufffc", "\ufeff")
MARKUP = (*SIGNS.split(), *LINES, *BLOCKS, *ODD)
DOCUMENTS = st.lists(st.sampled_from(MARKUP) | st.text(max_size=3), max_size=60).map("".join)
NO_DEADLINE = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@given(text=DOCUMENTS, format=st.sampled_from(sorted(READERS)))
@NO_DEADLINE
def test_any_document_is_read_and_mapped(text, format):  # noqa: A002
    try:
        document = read_text(text, "a", format)
    except DocumentError:
        assert "\0" in text or any("\ud800" <= char <= "\udfff" for char in text)
        return
    assert document.text == text
    check_maps(document)
    for comment in document.comments:
        assert 0 <= comment.start < comment.end <= len(text)


@given(data=st.binary(max_size=60), name=st.sampled_from(["a.md", "a.html", "a.txt"]))
@NO_DEADLINE
def test_any_bytes_are_read_or_refused(data, name):
    try:
        check_maps(read_bytes(data, name))
    except DocumentError as error:
        assert str(error).startswith(f"{name}: ")  # noqa: PT017 - most are read


@given(
    words=st.lists(st.sampled_from(["one", "zwei", "trés", "文"]), min_size=1, max_size=8),
    format=st.sampled_from(sorted(READERS)),
)
@NO_DEADLINE
def test_plain_words_come_back(words, format):  # noqa: A002
    text = " ".join(words)
    source = f"<template>{text}</template>" if format == "vue" else text
    [segment] = read_text(source, "a", format).segments
    assert segment.text == text
    start, end = segment.source.span(0, len(text))
    assert source[start:end] == text

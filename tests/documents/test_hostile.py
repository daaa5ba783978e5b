"""Absurd input is read, or refused with a message, in time that grows with its length."""

import time
from contextlib import suppress
from itertools import product

import pytest

from stigmalint.documents import read_text
from stigmalint.errors import DocumentError

N = 6_000
SECONDS_PER_MB = 40  # ordinary text takes a hundredth of it

HOSTILE = {
    "one long line": "word " * 100_000,
    "one long word": "w" * 100_000,
    "white space": " " * 200_000,
    "line ends": "\n" * 200_000,
    "carriage returns": "a\r" * N,
    "nested block quotes": ">" * N + "x",
    "nested block quotes and lazy lines": ">" * N + "x\n" + "y\n" * N,
    "nested lists": "- " * N + "x",
    "lists nested line by line": "".join(" " * 2 * depth + "- x\n" for depth in range(900)),
    "nested emphasis": "*" * N + "x" + "*" * N,
    "emphasis never closed": "*a " * N,
    "emphasis never opened": "*a " * N + " b*" * N,
    "brackets": "[" * N + "x" + "]" * N,
    "links never closed": "[a](" * N,
    "nested images": "![" * N + "a" + "]()" * N,
    "nested images with titles": "![" * N + "a" + '](b "c")' * N,
    "definitions with titles never closed": "[a]\n\n" * 50 + '[a]: b "c\n' * N,
    "image titles": '![a](b "c") ' * N,
    "code spans never closed": "".join("`" * n + " " for n in range(600)),
    "fences": "```\n" * N,
    "wide table": "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + "|b" * 2000,
    "short rows in a wide table": "a|" * 2000 + "\n" + "-|" * 2000 + "\n" + "a\n" * 2000,
    "definitions": "".join(f'[a{n}]: b "c"\n' for n in range(N)),
    "footnotes": "[^a]: b\n\n" * N,
    "headings": "# a\n" * N,
    "underlines": "a\n---\n" * N,
    "front matter never closed": "---\ntitle: |\n" + "  a\n" * N,
    "front matter of one key": "---\n" + "title: x\n" * N + "---\n",
    "front matter of brackets": "---\na: b\ntitle: " + "[" * N + "\n---\n",
    "front matter of quotes": '---\na: "' + "\\" * N + "\n" + "title: '" * N + "\n---\n",
    "templates never closed": "{{" * N,
    "template closed late": "{{" * N + "\n\n}}",
    "template comments never closed": "{# " * N,
    "template blocks never closed": "{% comment %}" * N,
    "braces": "{" * N + "}" * N,
    "imports": "import {a\n\n" * N,
    "expression comments": "{/*" * N,
    "nested tags": "<div>" * N + "x" + "</div>" * N,
    "tags never closed": "<a " * N,
    "attributes never closed": '<a b="' * N,
    "attributes": "<a " + "b=c " * N + ">",
    "comments never closed": "<!--" * N,
    "comments": "<!-- a -->  " * N,
    "stray end tags": "</div></b>" * N,
    "crossed tags": "<b><i>" * N + "</b>" * N,
    "marks open over paragraphs": "<b>" * N + "<p>x" * N,
    "paragraphs never closed": "<p>x" * N,
    "nested lists of HTML": "<ul><li>x" * N,
    "nested quotes of HTML": "<blockquote>" * N + "x",
    "table cells behind a wall": "<section><td>" + "<div>" * N + "</section>" * N,
    "spanning cells": "<table><tr>" + "<td rowspan=65534 colspan=1000>x" * 200 + "<tr><td>y" * N,
    "scripts": "<script></script>" * N,
    "scripts never closed": "<script>" * N,
    "titles": "<title>" * N,
    "drawings": "<svg>" * N,
    "raised text": "a<sup>1" * N,
    "ampersands": "&" * N + "&amp " * N,
    "less-than signs": "<" * 100_000,
    "at signs": "a@" * N + "b" * 100_000 + "@",
    "addresses": "http://a.b c@d.ef *g* " * N,
    "invisible characters": "a\xad\u200b" * N,
    "astral characters": "😀*文* " * N,
    "fillers": "\x1aa" * N,
}


# What only these two have beyond Markdown and HTML.
FOR_MDX = ("braces", "imports", "expression comments", "code spans never closed", "fences")
FOR_TEXT = ("one long line", "one long word", "white space", "line ends", "carriage returns", "underlines", "addresses")
CASES = [
    *product(HOSTILE, ("html", "markdown")),
    *((name, "mdx") for name in FOR_MDX),
    *((name, "text") for name in FOR_TEXT),
]


@pytest.mark.parametrize(("name", "format"), CASES)
def test_hostile_input(name, format):  # noqa: A002
    text = HOSTILE[name]
    began = time.process_time()
    with suppress(DocumentError):
        read_text(text, "a", format)
    assert time.process_time() - began < 2 + len(text) / 1_000_000 * SECONDS_PER_MB

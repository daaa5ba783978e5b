import subprocess
import sys

import pytest
from look import source_of

from stigmalint.documents import FORMATS, READERS, format_of, read, read_bytes, read_text
from stigmalint.errors import DocumentError, UsageError

NAMES = {
    "a.md": "markdown",
    "A.MARKDOWN": "markdown",
    "a.Rmd": "markdown",
    "a.qmd": "markdown",
    "a.mdx": "mdx",
    "a.html": "html",
    "a.xhtml": "html",
    "a.htm": "html",
    "a.txt": "text",
    "a.rst": "text",
    "a.unknown": "text",
    "README": "text",
    "dir.md/README": "text",
    "dir/a.b.md": "markdown",
    ".md": "text",
    "a.njk": "html",
    "a.hbs": "html",
    "a.md.j2": "markdown",
    "a.html.erb": "html",
    "a.txt.liquid": "text",
    "a.vue": "vue",
    "<stdin>": "text",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_format_of(name, expected):
    assert format_of(name) == expected


def test_every_format_has_a_reader():
    assert set(FORMATS.values()) <= set(READERS)


@pytest.mark.parametrize("format", READERS)
def test_every_reader_reads(format):  # noqa: A002
    document = read_text("<template>One two</template>\n\nthree", "name", format)
    assert document.path == "name"
    assert document.text == "<template>One two</template>\n\nthree"
    assert "three" in [segment.text for segment in document.segments]


def test_read(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf# One\r\n\r\nZo\xc3\xab *committed* suicide")
    document = read(path)
    assert document.path == str(path)
    assert document.format == "markdown"
    assert source_of(document, "committed suicide") == ("committed* suicide", (3, 6))


def test_the_byte_order_mark_is_not_counted(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("committed suicide", encoding="utf-16")
    assert source_of(read(path, name="shown"), "committed") == ("committed", (1, 1))
    assert read(path, name="shown").path == "shown"


def test_the_format_is_that_of_the_file_and_not_of_the_shown_name(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# One", encoding="utf-8")
    assert read(path, name="<shown>").format == "markdown"


def test_too_large_is_not_read(tmp_path):
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError) as caught:
        read(path, name="a.md")
    assert str(caught.value) == "a.md: larger than 20 MB, not read. Split it, exclude it, or raise the limit."


def test_the_limit_is_inclusive(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"ab")
    assert read(path, max_bytes=2).text == "ab"
    with pytest.raises(DocumentError, match="larger than 1e-06 MB"):
        read(path, max_bytes=1)


def test_what_cannot_be_opened(tmp_path):
    with pytest.raises(DocumentError, match=r"^a\.md: No such file or directory$"):
        read(tmp_path / "a.md", name="a.md")
    with pytest.raises(DocumentError, match=r"^dir: Is a directory$"):
        read(tmp_path, name="dir")


def test_read_bytes():
    assert read_bytes(b"# One", "a.md").segments[0].kind == "heading"
    assert read_bytes(b"# One.", "a.md", "text").segments[0].kind == "paragraph"
    assert read_bytes("<meta charset=latin1><p>Zoë".encode("latin-1"), "a.html").segments[0].text == "Zoë"


def test_text_that_no_file_has():
    with pytest.raises(DocumentError, match="<text>: NUL character at offset 1"):
        read_text("a\0")
    with pytest.raises(DocumentError, match="<text>: lone surrogate at offset 2"):
        read_text("é \ud800")


def test_unknown_format():
    with pytest.raises(UsageError, match="unknown format 'doc'; known: html, markdown"):
        read_text("a", format="doc")


def test_importing_is_light():
    code = (
        "import sys; before = set(sys.modules); import stigmalint.documents;"
        "print([m for m in ('pyromark', 'yaml', 'spacy', 'html', 'stigmalint.documents.html') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

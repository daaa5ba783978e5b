"""What servers send, as documents."""

import gzip

import pytest

from stigmalint.errors import DocumentError
from stigmalint.site import sitemaps
from stigmalint.site.links import leads_of
from stigmalint.site.reading import Sent, decoded, format_for, is_drawn, read, title_of, type_name

URL = "https://example.org/a/"


@pytest.mark.parametrize(
    ("content_type", "url", "expected"),
    [
        ("text/html; charset=utf-8", URL, "html"),
        ("TEXT/HTML", URL, "html"),
        ("application/xhtml+xml", URL, "html"),
        ("", URL, "html"),
        ("", "https://example.org/a.md", "markdown"),
        ("text/plain", URL, "text"),
        ("text/plain", "https://example.org/a.md", "markdown"),
        ("text/markdown", URL, "markdown"),
        ("application/octet-stream", "https://example.org/a.txt", "text"),
        ("application/octet-stream", URL, None),
        ("application/pdf", URL, None),
        ("application/pdf", "https://example.org/a.html", None),
        ("image/png", "https://example.org/a.html", None),
        ("text/css", URL, None),
        ("application/json", "https://example.org/a.txt", None),
        ("no such type", URL, None),
    ],
)
def test_format(content_type, url, expected):
    assert format_for(content_type, url) == expected


@pytest.mark.parametrize(
    ("content_type", "url", "name"),
    [
        ("application/pdf", URL, "PDF"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", URL, "Word"),
        ("application/octet-stream", "https://example.org/a.PDF", "PDF"),
        ("image/png", URL, "image/png"),
        ("", "https://example.org/a", "unknown"),
    ],
)
def test_type_name(content_type, url, name):
    assert type_name(content_type, url) == name


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode("latin-1"), "text/html; charset=iso-8859-1", "é"),
        ("“é”".encode("cp1252"), "text/html; charset=latin1", "“é”"),  # what browsers make of it
        ("é".encode(), "text/html; charset=iso-8859-1", "Ã©"),  # the server is believed where it can be
        ("<meta charset=koi8-r>é".encode(), "text/html; charset=utf-8", "<meta charset=koi8-r>é"),
        ("<meta charset=koi8-r>ж".encode("koi8-r"), "text/html", "<meta charset=koi8-r>ж"),
        ("ж".encode("koi8-r"), "text/html; charset=utf-8", "�"),  # the server is wrong, and nobody knows better
        (b"caf\xe9 cr\xc3\xa8me", "text/html", "caf� crème"),
        (b"\xef\xbb\xbf\xc3\xa9", "text/html; charset=iso-8859-1", "é"),  # a mark says it best
        ("é".encode("utf-16"), "text/html", "é"),
        ("é".encode(), "text/html; charset=nonsense", "é"),
        ("日本".encode("shift_jis"), "text/html; charset=Shift_JIS", "日本"),
    ],
)
def test_charset(body, content_type, text):
    assert decoded(Sent(URL, body, content_type), URL, declared=True) == text


@pytest.mark.parametrize("body", [b"\x89PNG\0", b"a\0b"])
def test_bytes_that_are_no_text(body):
    with pytest.raises(DocumentError, match="not a text file"):
        read(Sent(URL, body, "text/html"), URL)


@pytest.mark.parametrize(
    ("body", "content_type"), [(b"<p>a" * 200_001, "text/html"), (b"a\n\n" * 100_001, "text/plain")]
)
def test_page_that_is_made_to_keep_readers_busy(body, content_type):
    with pytest.raises(DocumentError, match="more than 200,000"):
        read(Sent(URL, body, content_type), URL)


def test_type_that_nothing_reads():
    with pytest.raises(DocumentError, match="no reader for PDF"):
        read(Sent(URL, b"%PDF", "application/pdf"), URL)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("<title> A\n title </title><h1>H</h1>", "A title"),
        ("<h2>Heading</h2>", "Heading"),
        ("<p>text</p>", ""),
    ],
)
def test_title(source, title):
    assert title_of(read(Sent(URL, source.encode(), "text/html"), URL)) == title


@pytest.mark.parametrize(
    ("source", "drawn"),
    [
        ("<div id=root></div><script src=a.js></script>", True),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><script></script>", True),
        ("<p>Short.</p>", False),
        ("<script></script><p>" + "A page of some words, as many small pages have them, all of its own.</p>", False),
        ("<script></script>" + "<li>An item.</li>" * 40, False),
    ],
)
def test_drawn_by_a_script(source, drawn):
    assert is_drawn(read(Sent(URL, source.encode(), "text/html"), URL)) is drawn


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("<a href=b>", (f"{URL}b",)),
        ("<base href='https://example.org/c/'><a href=b>", ("https://example.org/c/b",)),
        ("<a href=b rel='nofollow me'><a href=c>", (f"{URL}c",)),
        ("<meta name=robots content='noindex, nofollow'><a href=b>", ()),
        ("<a href=mailto:x@y><a href='#top'><a href='javascript:x()'><a>", (URL,)),
        ("<a href=a.jpg><a href=a.css><a href=a.zip><a href=a.pdf>", (f"{URL}a.pdf",)),
        ("<iframe src=b></iframe><map><area href=c></map>", (f"{URL}b", f"{URL}c")),
        ("<a href=b><a href='b#x'><a href='b?utm_source=1'>", (f"{URL}b",)),
        ("<!-- <a href=b> --><script>'<a href=b>'</script>", ()),
        ("<base href='http://[x'><a href=b>", (f"{URL}b",)),
        ("", ()),
        ("\x00<a href=b>", (f"{URL}b",)),
    ],
)
def test_links(source, links):
    assert leads_of(source, URL).links == links


@pytest.mark.parametrize(
    ("source", "canonical", "onward"),
    [
        ("<link rel='Canonical' href=/b>", "https://example.org/b", None),
        ("<link rel=canonical href='mailto:x'>", None, None),
        ("<meta http-equiv=Refresh content='0; URL=/b'>", None, "https://example.org/b"),
        ("<meta http-equiv=refresh content=\"3;url='/b'\">", None, "https://example.org/b"),
        ("<meta http-equiv=refresh content='300; url=/b'>", None, None),
        ("<meta http-equiv=refresh content='30'>", None, None),
        ("<meta http-equiv=refresh content='soon; url=/b'>", None, None),
    ],
)
def test_where_a_page_sends_readers(source, canonical, onward):
    leads = leads_of(source, URL)
    assert (leads.canonical, leads.onward) == (canonical, onward)


MAP = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc> {} </loc></url></urlset>"


@pytest.mark.parametrize(
    ("data", "pages", "inner"),
    [
        (MAP.format(URL).encode(), (URL,), ()),
        (gzip.compress(MAP.format(URL).encode()), (URL,), ()),
        (b"<sitemapindex><sitemap><loc>https://example.org/s.xml</loc></sitemap></sitemapindex>", (), ("https://example.org/s.xml",)),
        (f"{URL}\nnonsense\n".encode(), (URL,), ()),
        (MAP.format(URL).encode()[:-20], (URL,), ()),
        (b"<html><p>no sitemap", (), ()),
        (b"", (), ()),
        (b"\x1f\x8bnonsense", (), ()),
    ],
)  # fmt: skip
def test_sitemap(data, pages, inner):
    assert sitemaps.read(data) == sitemaps.Sitemap(pages, inner)


def test_entities_of_a_sitemap_are_not_expanded():
    entities = "<!DOCTYPE u [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    bomb = f"{entities}<urlset><url><loc>&b;</loc></url></urlset>"
    assert sitemaps.read(bomb.encode()).pages == ()

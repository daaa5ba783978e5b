"""Where a page leads: its links, what it says it is (canonical), and where it sends readers on."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from stigmalint.site.addresses import clean
from stigmalint.site.reading import suffix_of

MOST = 5_000  # links of one page
# What no reader will ever read, and what is large.
_NEVER = frozenset(
    ".7z .apk .avi .bmp .bz2 .css .dmg .eot .exe .flac .gif .gz .ico .iso .jpeg .jpg .js .json .m4a .m4v .map .mov "
    ".mp3 .mp4 .mpeg .mpg .msi .ogg .ogv .otf .pkg .png .rar .rss .svg .tar .tgz .tif .tiff .ttf .wav .webm .webp "
    ".wmv .woff .woff2 .xml .zip".split()
)
_QUIET = frozenset({"nofollow", "none"})  # what <meta name="robots"> asks for
_SOURCES = {"a": "href", "area": "href", "frame": "src", "iframe": "src"}
_LONGEST_REFRESH = 5.0  # seconds, after which a page is one to read and not one to pass


class Leads(NamedTuple):
    """Where a page leads; addresses are cleaned, off the site, too."""

    links: tuple[str, ...] = ()
    canonical: str | None = None
    onward: str | None = None  # where <meta http-equiv="refresh"> sends readers at once


def leads_of(text: str, url: str) -> Leads:
    """Return where a page leads.

    Args:
        text: its source.
        url: its address.
    """
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Leads()
    base = _base(root, url)
    canonical, onward, quiet = None, None, False
    for element in root.iter("link", "meta"):
        if element.tag == "link" and "canonical" in element.get("rel", "").lower().split():
            canonical = canonical or clean(element.get("href", ""), base)
        elif element.get("http-equiv", "").lower() == "refresh":
            onward = onward or _refresh(element.get("content", ""), base)
        elif element.get("name", "").lower() == "robots":
            quiet = quiet or not _QUIET.isdisjoint(element.get("content", "").lower().replace(",", " ").split())
    return Leads(() if quiet else _links(root, base), canonical, onward)


def _base(root: etree._Element, url: str) -> str:
    written = next((element.get("href", "") for element in root.iter("base")), "")
    try:
        return urljoin(url, written.strip())
    except ValueError:
        return url


def _links(root: etree._Element, base: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for element in root.iter(*_SOURCES):
        written = element.get(_SOURCES[str(element.tag)])
        if not written or "nofollow" in element.get("rel", "").lower().split():
            continue
        url = clean(written, base)
        if url and suffix_of(url) not in _NEVER:
            found[url] = None
            if len(found) >= MOST:
                break
    return tuple(found)


def _refresh(content: str, base: str) -> str | None:
    seconds, _, rest = content.partition(";")
    name, sign, target = rest.strip().partition("=")
    try:
        soon = float(seconds.strip() or 0) <= _LONGEST_REFRESH
    except ValueError:
        return None
    if not soon or not sign or name.strip().lower() != "url":
        return None
    return clean(target.strip().strip("'\""), base)

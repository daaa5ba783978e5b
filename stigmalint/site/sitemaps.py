"""The addresses that a sitemap, or an index of sitemaps, names: https://www.sitemaps.org/protocol.html."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 50_000  # addresses of one sitemap, by the protocol
MAX_BYTES = 50_000_000  # of one sitemap, by the protocol
_GZIP = b"\x1f\x8b"


class Sitemap(NamedTuple):
    """What a sitemap names."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read(data: bytes) -> Sitemap:
    """Read a sitemap: XML, perhaps compressed, or a list of addresses as plain text; what is neither is empty."""
    data = _unzipped(data)
    if data.lstrip()[:1] != b"<":
        lines = data[:MAX_BYTES].decode("utf-8", "replace").splitlines()
        return Sitemap(tuple(line.strip() for line in lines[:MOST] if line.strip().startswith("http")))
    found: dict[str, list[str]] = {"url": [], "sitemap": []}
    for kind, address in _locations(data):
        if len(found[kind]) < MOST:
            found[kind].append(address)
    return Sitemap(tuple(found["url"]), tuple(found["sitemap"]))


def _unzipped(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(MAX_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _locations(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the kind and the address of every entry."""
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if name in {"url", "sitemap"}:
                for child in element:
                    if isinstance(child.tag, str) and etree.QName(child).localname == "loc" and child.text:
                        yield name, child.text.strip()
                        break
                element.clear()
    except etree.XMLSyntaxError:
        return

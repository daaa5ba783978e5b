"""What to say about a page that could not be had, and what to do about it."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from service_identity import VerificationError

from stigmalint.site.network import addresses_of, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 10


def describe(error: BaseException, url: str, *, timeout: float, max_bytes: int) -> str:
    """Return what kept a page from being read, in one line with a remedy where there is one.

    Args:
        error: as Scrapy gives it.
        url: the address.
        timeout: how many seconds a page may take.
        max_bytes: how large a page may be.
    """
    if isinstance(error, CannotResolveHostError):
        return _unresolved(url)
    if is_certificate(error):
        return (
            "its certificate cannot be trusted (expired, self-signed or for another host): have it renewed, "
            "or pass --no-verify-tls for a test server of your own"
        )
    size = f"{max_bytes / 1_000_000:g} MB"
    said: dict[type[BaseException], str] = {
        DownloadTimeoutError: f"no full answer within {timeout:g} seconds; a longer --timeout may help",
        DownloadCancelledError: f"larger than {size}, not read",
        ResponseDataLossError: "the connection ended before the page was complete",
        DownloadConnectionRefusedError: "the server refuses the connection",
    }
    if isinstance(error, (gzip.BadGzipFile, zlib.error, EOFError)):
        return "its compression is broken, or not the one that the server names"
    if "DOWNLOAD_MAXSIZE" in str(error):
        return f"decompresses to more than {size}, not read"
    return said.get(type(error)) or f"the connection failed ({_plain(error)})"


def is_certificate(error: BaseException) -> bool:
    """Tell whether TLS stands in the way: the server's certificate, or its version of the protocol."""
    return any(isinstance(part, (TlsError, VerificationError)) for part in _parts(error, 0))


def _parts(error: BaseException, depth: int) -> Iterator[BaseException]:
    """Yield an exception, what caused it, and what Twisted packed into it."""
    yield error
    if depth >= _DEEPEST:
        return
    packed = [getattr(reason, "value", reason) for reason in getattr(error, "reasons", ()) or ()]
    for inner in (error.__cause__, *packed):
        if isinstance(inner, BaseException):
            yield from _parts(inner, depth + 1)


def _unresolved(url: str) -> str:
    host = urlsplit(url).hostname or ""
    private = [address for address in addresses_of(host) if not is_public(address)]
    if private:
        at = f" is at {private[0]}," if private[0] != host else " is"
        return f"{host}{at} no address of the public internet; pass --allow-private if this is your own server"
    return f"there is no host called {host}"


def _plain(error: BaseException) -> str:
    *_, last = _parts(error, 0)
    return " ".join(str(last).split())[:120] or type(last).__name__

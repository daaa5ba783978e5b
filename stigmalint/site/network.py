"""Which network addresses may be connected to: public ones, and others only where the user says so."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any, cast

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IResolutionReceiver
from zope.interface import implementer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.interfaces import IAddress, IHostResolution

ALLOW_PRIVATE = "STIGMALINT_ALLOW_PRIVATE"  # Scrapy setting
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind NAT64: https://www.rfc-editor.org/rfc/rfc6052


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also where it wraps another."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            found = inner
    return found.is_global and not found.is_multicast and not found.is_reserved


def addresses_of(host: str) -> list[str]:
    """Return the IP addresses of a host; none when it has no name service entry."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes on the addresses that are public."""

    def __init__(self, receiver: Any) -> None:  # noqa: ANN401 - anything that provides the interface
        self._receiver = receiver

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - Twisted's interface
        """Pass on that it began."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 - as above
        """Pass on a public address."""
        if is_public(str(getattr(address, "host", ""))):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802 - as above
        """Pass on that there are no more."""
        self._receiver.resolutionComplete()


class GuardedResolver(CachingHostnameResolver):
    """Gives only addresses that may be connected to.

    The connection is made to exactly the addresses given here, so a name that resolves otherwise a moment later (DNS
    rebinding) changes nothing, and redirects and addresses written as numbers pass through here, too.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, *, allow_private: bool = False) -> None:
        super().__init__(reactor, cache_size)
        self._allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Return the resolver that Scrapy's settings ask for."""
        settings = crawler.settings
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), allow_private=settings.getbool(ALLOW_PRIVATE))

    def resolveHostName(  # noqa: N802 - as above
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803 - as above
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve a name; the receiver hears of addresses only that may be connected to."""
        receiver = resolutionReceiver if self._allow_private else _PublicOnly(resolutionReceiver)
        return super().resolveHostName(
            cast("IResolutionReceiver", receiver), hostName, portNumber, addressTypes, transportSemantics
        )

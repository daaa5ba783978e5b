"""A SOCKS proxy on loopback that connects to public addresses only: what stands between a browser and the network.

It resolves every name itself, and connects to exactly the address that it has looked at, whatever a script on a page
asks for.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import socketserver
import struct
import threading
from typing import TYPE_CHECKING, Any

from stigmalint.site.network import addresses_of, is_public

if TYPE_CHECKING:
    from typing_extensions import Self

# SOCKS version 5: https://www.rfc-editor.org/rfc/rfc1928
_VERSION, _CONNECT, _NO_AUTH = 5, 1, 0
_IPV4, _NAME, _IPV6 = 1, 3, 4
_GRANTED, _FORBIDDEN, _UNREACHABLE, _UNSUPPORTED = 0, 2, 4, 7
_CHUNK = 65_536  # bytes


class _Tunnel(socketserver.BaseRequestHandler):
    """One connection of the browser."""

    server: Proxy

    def handle(self) -> None:
        """Connect where the browser asks for, if that is allowed, and pass on what both sides say."""
        with contextlib.suppress(OSError, struct.error):
            target = self._asked()
            if target is None:
                self._answer(_UNSUPPORTED)
                return
            host, port = target
            allowed = [found for found in addresses_of(host) if self.server.allow_private or is_public(found)]
            if not allowed:
                self._answer(_FORBIDDEN)
                return
            try:
                upstream = socket.create_connection((allowed[0], port), timeout=self.server.patience)
            except OSError:
                self._answer(_UNREACHABLE)
                return
            with upstream:
                self._answer(_GRANTED)
                self._pass_on(upstream)

    def _asked(self) -> tuple[str, int] | None:
        self.request.settimeout(self.server.patience)
        _, methods = self._take("!BB")
        self._bytes(methods)
        self.request.sendall(struct.pack("!BB", _VERSION, _NO_AUTH))
        version, command, _, kind = self._take("!BBBB")
        if version != _VERSION or command != _CONNECT or kind not in {_IPV4, _NAME, _IPV6}:
            return None
        if kind == _NAME:
            host = self._bytes(self._take("!B")[0]).decode("ascii", "replace")
        else:
            family, size = (socket.AF_INET, 4) if kind == _IPV4 else (socket.AF_INET6, 16)
            host = socket.inet_ntop(family, self._bytes(size))
        return host, self._take("!H")[0]

    def _take(self, form: str) -> tuple[int, ...]:
        return struct.unpack(form, self._bytes(struct.calcsize(form)))

    def _bytes(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self.request.recv(count - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data

    def _answer(self, code: int) -> None:
        self.request.sendall(struct.pack("!BBBBIH", _VERSION, code, 0, _IPV4, 0, 0))

    def _pass_on(self, upstream: socket.socket) -> None:
        ways = {self.request: upstream, upstream: self.request}
        with selectors.DefaultSelector() as selector:
            for end in ways:
                selector.register(end, selectors.EVENT_READ)
            while ready := selector.select(self.server.patience):
                for key, _ in ready:
                    source: Any = key.fileobj
                    data = source.recv(_CHUNK)
                    if not data:
                        return
                    ways[source].sendall(data)


class Proxy(socketserver.ThreadingTCPServer):
    """The proxy; as a context it runs.

    Args:
        allow_private: also connect to addresses that are not public.
        patience: seconds to wait for a connection, or for more of what passes through it.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, *, allow_private: bool, patience: float) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.allow_private = allow_private
        self.patience = patience

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"socks5://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True, kwargs={"poll_interval": 0.1}).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """Say nothing of a connection that broke: the page that needed it says what it lacks."""

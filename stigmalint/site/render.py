"""Let a browser draw pages that have no text without a script: Chromium, by Playwright, behind a proxy of our own.

The proxy is what keeps the browser from private addresses: it resolves every name itself and connects to exactly the
address that it has looked at, whatever a script on the page asks for.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import socketserver
import struct
import threading
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from stigmalint.errors import DocumentError, UsageError
from stigmalint.site.network import addresses_of, is_public

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import Self

    from stigmalint.site.plan import Plan

# SOCKS version 5: https://www.rfc-editor.org/rfc/rfc1928
_VERSION, _CONNECT, _NO_AUTH = 5, 1, 0
_IPV4, _NAME, _IPV6 = 1, 3, 4
_GRANTED, _FORBIDDEN, _UNREACHABLE, _UNSUPPORTED = 0, 2, 4, 7
_CHUNK = 65_536  # bytes
_SKIPPED = frozenset({"font", "image", "media"})  # what the text of a page does without
_QUIET_TIME = 10_000  # milliseconds that a page may take to come to rest after it is there


class _Tunnel(socketserver.BaseRequestHandler):
    """One connection of the browser."""

    server: _Proxy

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


class _Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_private = False
    patience = 30.0  # seconds


class Browser:
    """Draws pages; as a context it gives the function that does.

    The browser is started with the first page, and used in one thread only, the one that judges.

    Args:
        executable: a Chromium, in place of Playwright's own.
        plan: says what may be connected to, and for how long.
    """

    def __init__(self, executable: Path | None, plan: Plan) -> None:
        if executable is not None and not executable.is_file():
            raise UsageError(f"--browser {executable}: there is no such file")
        self._executable = executable
        self._plan = plan
        self._proxy = _Proxy(("127.0.0.1", 0), _Tunnel)
        self._proxy.allow_private = plan.allow_private
        self._proxy.patience = plan.timeout
        self._context: Any = None
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        threading.Thread(target=self._proxy.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._proxy.shutdown()
        self._proxy.server_close()

    def close(self) -> None:
        """End the browser, in the thread that uses it."""
        self._stack.close()

    def __call__(self, url: str) -> str:
        """Return the source of a page as the browser has drawn it.

        Raises:
            DocumentError: it cannot draw this page.
            UsageError: it cannot be started.
        """
        context = self._context or self._start()
        page = context.new_page()
        try:
            page.route("**/*", _skip)
            page.goto(url, wait_until="load", timeout=self._plan.timeout * 1000)
            with contextlib.suppress(BrowserError):  # a page that never rests is read as it is
                page.wait_for_load_state("networkidle", timeout=_QUIET_TIME)
            source: str = page.content()
        except BrowserError as error:
            raise DocumentError(f"{url}: the browser could not draw it: {_first_line(error)}") from None
        finally:
            page.close()
        if len(source.encode("utf-8", "replace")) > self._plan.max_bytes:
            raise DocumentError(f"{url}: larger than {self._plan.max_bytes / 1_000_000:g} MB when drawn, not read")
        return source

    def _start(self) -> Any:  # noqa: ANN401 - Playwright's browser context
        host, port = self._proxy.server_address[:2]
        try:
            playwright = self._stack.enter_context(sync_playwright())
            browser = playwright.chromium.launch(
                executable_path=str(self._executable) if self._executable else None,
                proxy={"server": f"socks5://{host!s}:{port}", "bypass": "<-loopback>"},
                args=["--disable-background-networking", "--disable-component-update", "--disable-quic"],
            )
        except BrowserError as error:
            raise UsageError(
                f"--render: the browser does not start ({_first_line(error)}): install one with "
                "`playwright install chromium`, or name a Chromium with --browser or STIGMALINT_BROWSER"
            ) from None
        self._stack.callback(browser.close)
        self._context = browser.new_context(
            user_agent=self._plan.agent,
            ignore_https_errors=not self._plan.verify_tls,
            accept_downloads=False,
            service_workers="block",
        )
        return self._context


def _skip(route: Any) -> None:  # noqa: ANN401 - Playwright's
    if route.request.resource_type in _SKIPPED:
        route.abort()
    else:
        route.continue_()


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)[:200]

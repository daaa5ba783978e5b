"""Let a browser draw pages that have no text without a script: Chromium, by Playwright, behind a proxy of our own."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright

from stigmalint.errors import DocumentError, UsageError
from stigmalint.site.proxy import Proxy

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import Self

    from stigmalint.site.plan import Plan

_SKIPPED = frozenset({"font", "image", "media"})  # what the text of a page does without
_QUIET_TIME = 10_000  # milliseconds that a page may take to come to rest after it is there


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
        self._proxy = Proxy(allow_private=plan.allow_private, patience=plan.timeout)
        self._context: Any = None
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._proxy.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._proxy.__exit__()

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
        try:
            playwright = self._stack.enter_context(sync_playwright())
            browser = playwright.chromium.launch(
                executable_path=str(self._executable) if self._executable else None,
                proxy={"server": self._proxy.url, "bypass": "<-loopback>"},
                chromium_sandbox=getattr(os, "geteuid", lambda: 1)()
                != 0,  # which Chromium refuses to the administrator
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

"""Wait where a server asks for it, and try again a few times: a downloader middleware in place of Scrapy's own."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.extensions.throttle import AutoThrottle
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet import task
from twisted.internet.error import ConnectError, ConnectionLost

from stigmalint.site.problems import is_certificate

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

FIRST_WAIT = "STIGMALINT_FIRST_WAIT"  # Scrapy setting: seconds before the first new try; each after waits twice as long
LONGEST_WAIT = "STIGMALINT_LONGEST_WAIT"  # Scrapy setting: seconds; a server that asks for more ends the run
STATUSES = frozenset({408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
ASKS_TO_WAIT = "asks to wait"
STOPPED = "stopped"
_FAILURES = (
    ConnectError,
    ConnectionLost,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
_CLIENT_ERROR, _TOO_MANY = 400, 429
_UNAVAILABLE = 503
_NAP = 0.25  # seconds: how soon a wait hears of Ctrl-C


def wait_asked_for(header: str, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, by a number or a date; None where it asks for nothing."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return float(header[:9])
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle, for which an answer like 304 is as good as a page.

    With anything but 200 it only ever slows down, so that a second run over a site that has not changed would crawl.
    """

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        good = response.status < _CLIENT_ERROR
        super()._adjust_delay(slot, latency, response.replace(status=200) if good else response)


class Backoff:
    """Tries again what may work later; while a host asks to wait, all of its requests wait."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._first = settings.getfloat(FIRST_WAIT)
        self._longest = settings.getfloat(LONGEST_WAIT)
        self._max_delay = settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self._not_before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Backoff:
        """Return the middleware for a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Hold a request back while its host asks to wait."""
        await self._wait(_host(request))

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Try again after an answer that says to, or that a server gives when it is not well."""
        if response.status not in STATUSES:
            return response
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = wait_asked_for(header, time.time()) if response.status in {_TOO_MANY, _UNAVAILABLE} else None
        if asked is not None and asked > self._longest:
            await self._give_up(_host(request), asked)
            raise IgnoreRequest(STOPPED)
        if response.status == _TOO_MANY:
            self._slow_down(request)
        return await self._again(request, f"{response.status}", asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Try again after a failure of the network, not after a certificate that cannot be trusted."""
        if not isinstance(exception, _FAILURES) or is_certificate(exception):
            return None
        return await self._again(request, type(exception).__name__, None)

    async def _again(self, request: Request, reason: str, asked: float | None) -> Request | None:
        spider = self._crawler.spider
        again = get_retry_request(request, spider=spider, reason=reason) if spider else None
        if again is None:
            return None
        tries: int = again.meta["retry_times"]
        wait = self._first * 2 ** (tries - 1) if asked is None else asked
        until = time.monotonic() + min(wait, self._longest)
        host = _host(request)
        if asked is not None:
            self._not_before[host] = max(until, self._not_before.get(host, 0))
        await self._sleep_until(until)
        return again

    async def _wait(self, host: str) -> None:
        while (until := self._not_before.get(host, 0)) > time.monotonic():
            await self._sleep_until(until)

    async def _sleep_until(self, until: float) -> None:
        from twisted.internet import reactor

        while (left := until - time.monotonic()) > 0:
            if self._crawler.engine is None or not self._crawler.engine.running:
                raise IgnoreRequest(STOPPED)
            await maybe_deferred_to_future(task.deferLater(reactor, min(left, _NAP)))

    def _slow_down(self, request: Request) -> None:
        """Double the delay between requests; AutoThrottle brings it down again when answers are quick."""
        engine = self._crawler.engine
        slot = engine.downloader.slots.get(request.meta.get("download_slot", "")) if engine else None
        if slot:
            slot.delay = min(max(slot.delay, 0.5) * 2, self._max_delay)

    async def _give_up(self, host: str, asked: float) -> None:
        spider = self._crawler.spider
        if spider is not None:
            spider.stop(f"{host} asks to wait {asked:,.0f} seconds before the next request: go on then with --resume")  # type: ignore[attr-defined]


def _host(request: Request) -> str:
    return request.url.split("/")[2]

"""Visit the addresses that wait in the state, one answer at a time: keep what each page came to and where it leads."""

from __future__ import annotations

import sqlite3
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from twisted.internet.threads import deferToThreadPool
from twisted.python.threadpool import ThreadPool

from stigmalint.errors import DocumentError, StigmalintError, UsageError
from stigmalint.site import sitemaps
from stigmalint.site.addresses import key_of
from stigmalint.site.backoff import STOPPED, Throttle
from stigmalint.site.judge import digest_of
from stigmalint.site.links import Leads, leads_of
from stigmalint.site.plan import ROBOT
from stigmalint.site.problems import describe
from stigmalint.site.progress import Counts
from stigmalint.site.reading import Sent, format_for, is_sent_as_html, type_name
from stigmalint.site.state import Page
from stigmalint.site.trail import AGAIN, FAILED, Trail

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scrapy.crawler import Crawler
    from scrapy.http import Headers, Response
    from scrapy.robotstxt import ProtegoRobotParser
    from twisted.python.failure import Failure

    from stigmalint.site.judge import Judge, Judged
    from stigmalint.site.plan import Plan
    from stigmalint.site.state import Address, State

MOST_FAILURES = 20  # one after the other, after which a site is taken for down
FORBIDDEN = (
    "its robots.txt asks not to read it, or the server fails to give it: the owner of the site can allow “stigmalint”"
)
LONGEST_CRAWL_DELAY = 60.0  # seconds; what robots.txt asks for beyond that is taken for a mistake
WORTH_KEEPING = 64_000  # bytes: less is let come in, as a connection that is cut has to be made anew
FINISHED, INTERRUPTED = "finished", "shutdown"  # why a run ended: Scrapy's words

_MOVED = frozenset({301, 302, 303, 307, 308})
_UNCHANGED = 304
_CLIENT_ERROR, _SERVER_ERROR = 400, 500


class Scheduler(BaseScheduler):
    """Gives Scrapy the addresses that wait in the state; what is to be tried again waits here, in memory."""

    def __init__(self) -> None:
        self._again: deque[Request] = deque()

    def open(self, spider: Spider) -> None:
        """Take what the spider knows."""
        self._spider: Any = spider

    def enqueue_request(self, request: Request) -> bool:
        """Take a request that is to be tried again."""
        self._again.append(request)
        return True

    def has_pending_requests(self) -> bool:
        """Tell whether something is left to visit."""
        return bool(self._again or self._spider.has_more())

    def next_request(self) -> Request | None:
        """Return what comes next."""
        if self._again:
            return self._again.popleft()
        request: Request | None = self._spider.next_request()
        return request


class Version(NamedTuple):
    """By what a page is known again."""

    digest: bytes
    etag: str = ""
    modified: str = ""


class Examined(NamedTuple):
    """A page that was judged, and where it leads."""

    judged: Judged
    leads: Leads
    version: Version


class Redraws(Protocol):
    """Gives the source of a page as a browser shows it; used in one thread."""

    def __call__(self, url: str) -> str:
        """Return the source of the page at `url`."""

    def close(self) -> None:
        """End the browser."""


class SiteSpider(Spider):
    """Visits one site by a plan.

    Args:
        plan: what to visit.
        state: where everything is kept.
        judge: judges the pages.
        tick: called whenever something changed.
        redraw: draws pages, where there is a browser.
    """

    name = "stigmalint"

    def __init__(
        self,
        *,
        plan: Plan,
        state: State,
        judge: Judge,
        tick: Callable[[Counts], None],
        redraw: Redraws | None = None,
        **_: Any,  # noqa: ANN401 - Scrapy's own
    ) -> None:
        super().__init__()
        self.plan = plan
        self.site = state
        self.judge = judge
        self.counts = Counts(read=state.count("page", f"run = {state.run}"))
        self.reason: str | None = None
        self.error: Exception | None = None
        self.stopping = ""
        self._tick = tick
        self._redraw = redraw
        self.trail = Trail(plan, state)
        self._pool = ThreadPool(1, 1, name="judge")  # one: judging is bound by Python's lock, not by waiting

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SiteSpider:  # noqa: ANN401 - Scrapy's
        """Return the spider, connected to what Scrapy tells it."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        for handler, signal in (
            (spider.look_at_headers, signals.headers_received),
            (spider.look_at_robots, signals.robots_parsed),
            (spider.end, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal=signal)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Start the thread that judges; what to visit comes from the state."""
        from twisted.internet import reactor

        self._pool.start()
        reactor.addSystemEventTrigger("during", "shutdown", self._pool.stop)  # type: ignore[arg-type]
        return
        yield  # which makes this what Scrapy expects

    async def end(self, reason: str) -> None:
        """Note why the run ended, and end the browser."""
        self.reason = self.stopping or reason
        if self._redraw:
            await self._aside(self._redraw.close)

    def stop(self, why: str) -> None:
        """End the run early, saying why; what waits goes on waiting."""
        if not self.stopping and self.crawler.engine:
            self.stopping = why
            deferred_from_coro(self.crawler.engine.close_spider_async(reason=why))

    # What comes next

    def has_more(self) -> bool:
        """Tell whether something is left to visit."""
        return not self._is_full() and self.site.waiting()

    def _is_full(self) -> bool:
        return self.counts.read + len(self.counts.flying) >= self.plan.max_pages

    def next_request(self) -> Request | None:
        """Return the request for the address that is nearest to the start."""
        if self.stopping or self._is_full():
            return None
        for address in self.site.take(1):
            if address.kind != "sitemap":
                self.counts.flying.add(address.id)
            return self._request(address, address.url)
        return None

    def _request(self, address: Address, url: str) -> Request:
        headers = {}
        known = self.site.page(address.key) if address.kind != "sitemap" else None
        if known and known.judged == self.judge.basis:
            headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        meta = {"address": address, "handle_httpstatus_all": True}
        if address.kind == "sitemap":
            meta["download_maxsize"] = sitemaps.MAX_BYTES
        return Request(
            url,
            callback=self.arrived,
            errback=self.failed,
            headers={name: value for name, value in headers.items() if value},
            meta=meta,
            dont_filter=True,
        )

    # What Scrapy tells on the way

    def look_at_headers(self, headers: Headers, body_length: int | None, request: Request) -> None:
        """Stop a long download as soon as its type says that nothing here reads it."""
        address = request.meta.get("address")
        if body_length is not None and body_length <= WORTH_KEEPING:
            return
        content_type = _text(headers, "Content-Type")
        if address and address.kind != "sitemap" and content_type:
            kind = content_type.partition(";")[0].strip().lower()
            if format_for(content_type, request.url) is None and kind != "application/octet-stream":
                raise StopDownload

    def look_at_robots(self, robotparser: ProtegoRobotParser, request: Request) -> None:
        """Take the sitemaps and the delay that robots.txt names."""
        if self.plan.follow and self.plan.depth > 0:
            self.site.add(self.trail.from_robots(robotparser.rp.sitemaps, request.url))
        delay = robotparser.crawl_delay(ROBOT)
        if delay:
            self._slow_down(min(delay, LONGEST_CRAWL_DELAY))

    def _slow_down(self, delay: float) -> None:
        throttle = self.crawler.get_extension(Throttle)
        if throttle and self.crawler.engine:
            throttle.mindelay = max(throttle.mindelay, delay)
            for slot in self.crawler.engine.downloader.slots.values():
                slot.delay = max(slot.delay, delay)

    # What arrives

    async def arrived(self, response: Response) -> None:
        """Keep what an address came to."""
        address: Address = response.meta["address"]
        async with self._landing(address):
            try:
                await self._handle(address, response)
            except UsageError:  # not about this page
                raise
            except StigmalintError as error:
                self._fail(address, str(error))
            else:
                self.counts.failures = 0 if response.status < _SERVER_ERROR else self.counts.failures

    async def failed(self, failure: Failure) -> None:
        """Note why an address could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        async with self._landing(request.meta["address"]):
            await self._note_failure(request, failure.value)  # type: ignore[arg-type]

    @asynccontextmanager
    async def _landing(self, address: Address) -> AsyncIterator[None]:
        """Bring what began with an address to its end; what nobody foresaw ends the run: Scrapy would swallow it."""
        try:
            yield
        except sqlite3.Error as error:
            self._break(UsageError(f"{self.site.folder}: the state cannot be written: {error}"))
        except Exception as error:  # noqa: BLE001 - raised again when Scrapy has ended
            self._break(error)
        self.counts.flying.discard(address.id)
        self._tick(self.counts)

    async def _note_failure(self, request: Request, error: BaseException) -> None:
        address: Address = request.meta["address"]
        if isinstance(error, StopDownload) and error.response is not None:
            self.site.done(address, "unread", type_name(_text(error.response.headers, "Content-Type"), address.url))
        elif isinstance(error, IgnoreRequest) and str(error) == STOPPED:
            self.site.put_back([address])
        elif isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
            if address.kind == "start":
                self._fail(address, FORBIDDEN)
            else:
                self.site.done(address, "robots")
        else:
            plan = self.plan
            why = await self._aside(
                lambda: describe(error, request.url, timeout=plan.timeout, max_bytes=plan.max_bytes)
            )
            self._fail(address, why)

    def _break(self, error: Exception) -> None:
        self.error = self.error or error
        self.stop("error")

    def _fail(self, address: Address, why: str) -> None:
        if address.kind == "sitemap":  # many sites have none, and links lead to the pages, too
            self.site.done(address, "sitemap", why)
            return
        self.site.done(address, "failed", why)
        self.counts.failures += 1
        if self.counts.failures >= MOST_FAILURES:
            self.stop(
                f"{MOST_FAILURES} addresses in a row could not be read; go on with --resume when the site is well"
            )

    async def _aside(self, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever `work` returns
        """Do something in the thread that judges."""
        from twisted.internet import reactor

        return await maybe_deferred_to_future(deferToThreadPool(reactor, self._pool, work))

    async def _handle(self, address: Address, response: Response) -> None:
        if response.status == _UNCHANGED:
            self._keep_unchanged(address)
        elif response.status in _MOVED:
            self._move(address, _joined(response.url, _text(response.headers, "Location")))
        elif response.status >= _CLIENT_ERROR:
            self._refuse(address, response.status)
        elif address.kind == "sitemap":
            sitemap = await self._aside(lambda: sitemaps.read(response.body))
            with self.site.together():
                self.site.add(self.trail.from_sitemap(address, sitemap))
                self.site.done(address, "sitemap")
        else:
            await self._take_page(address, response)

    def _refuse(self, address: Address, status: int) -> None:
        if address.kind == "sitemap":
            self.site.done(address, "sitemap", str(status))
        elif status >= _SERVER_ERROR:
            self._fail(address, f"the server answers {status}, also when asked again")
        elif address.kind == "start":
            self._fail(address, f"the server answers {status}")
        else:
            self.site.done(address, "absent", str(status))

    def _keep_unchanged(self, address: Address) -> None:
        known = self.site.page(address.key)
        if known is None:  # a server that answers so without being asked whether something changed
            self._fail(address, "the server answers 304 (not modified), though nothing was asked of the kind")
            return
        with self.site.together():
            self.site.save(known._replace(depth=address.depth), None)
            self.site.add(self.trail.worth(known.links, address))
            self._settle(address, known)
        self._count(known.key)

    async def _take_page(self, address: Address, response: Response) -> None:
        sent = Sent(address.url, response.body, _text(response.headers, "Content-Type"))
        if format_for(sent.content_type, sent.url) is None and not is_sent_as_html(sent):
            self.site.done(address, "unread", type_name(sent.content_type, sent.url))
            return
        version = Version(digest_of(sent), _text(response.headers, "ETag"), _text(response.headers, "Last-Modified"))
        known = self.site.page(address.key)
        if known and known.digest == version.digest and known.judged == self.judge.basis:
            self.site.save(known._replace(**version._asdict()), None)
            self._keep_unchanged(address)
            return
        examined = await self._aside(lambda: self._examine(address, sent, version))
        onward = examined.leads.onward
        if onward and key_of(onward) != address.key:
            self._move(address, onward)
        else:
            self._keep(address, self._page(address, examined), examined.judged)

    def _examine(self, address: Address, sent: Sent, version: Version) -> Examined:
        """Judge a page and look where it leads; drawn by a browser where it has to be.

        Raises:
            DocumentError: it cannot be read, or there is a defect; the other pages are not affected.
        """
        try:
            return self._judged(address, sent, version)
        except StigmalintError:
            raise
        except Exception as error:  # the boundary of a page: one must not keep a site from being read
            name = f"{type(error).__name__}: {error}"[:200]
            raise DocumentError(
                f"{address.url}: stigmalint stopped on something that it does not foresee ({name}). "
                "This is a defect: please report it, with the page if you can share it"
            ) from error

    def _judged(self, address: Address, sent: Sent, version: Version) -> Examined:
        judged = self.judge.judge(sent, address.url)
        if judged.drawn and self._redraw:
            drawn = self._redraw(address.url).encode("utf-8", "replace")
            judged = self.judge.judge(Sent(address.url, drawn, "text/html; charset=utf-8"), address.url)
            judged = judged._replace(drawn=judged.empty)
            version = Version(b"")  # what a script draws may change though the page does not
        leads = leads_of(judged.source, address.url) if judged.format == "html" else Leads()
        return Examined(judged, leads, version)

    def _page(self, address: Address, examined: Examined) -> Page:
        judged, leads, version = examined
        canonical, shown = None, address.url
        if leads.canonical and self.plan.scope.holds(leads.canonical):
            if key_of(leads.canonical) == address.key:
                shown = leads.canonical  # the spelling that the page itself prefers
            else:
                canonical = leads.canonical
        return Page(
            key=address.key,
            address=shown,
            depth=address.depth,
            canonical=canonical,
            title=judged.title,
            format=judged.format,
            judged=self.judge.basis,
            drawn=judged.drawn,
            passed=judged.passed,
            links=leads.links,
            **version._asdict(),
        )

    def _keep(self, address: Address, page: Page, judged: Judged) -> None:
        wanted = self.plan.scope.wants(address.url)
        with self.site.together():
            self.site.save(page, judged.findings if wanted else ())
            self.site.keep_judged(judged.segments)
            self.site.add(self.trail.worth(page.links, address))
            if page.canonical and self.plan.follow:
                self.site.add(self.trail.worth((page.canonical,), address, near=True))
            self._settle(address, page)
        self._count(page.key)

    def _settle(self, address: Address, page: Page) -> None:
        """Note that a page was read; one that only leads to others is not among them."""
        if self.plan.scope.wants(address.url):
            self.site.done(address, "page", page.canonical or "")
        else:
            self.site.done(address, "passed")
            self.site.drop(page.key)

    def _count(self, key: str) -> None:
        self.counts.read += 1
        self.counts.findings += self.site.finding_count(key)

    def _move(self, address: Address, written: str) -> None:
        """Follow a redirect: its target is an address like any other, so that a page counts once."""
        step = self.trail.redirected(address, written)
        if step.outcome == FAILED:
            self._fail(address, step.detail)
        elif step.outcome == AGAIN:
            self._ask_again(address, step.detail)
        else:
            with self.site.together():
                self.site.add(step.found)
                self.site.done(address, step.outcome, step.detail)

    def _ask_again(self, address: Address, url: str) -> None:
        if self.crawler.engine and self.crawler.engine.scheduler:
            again = self._request(address._replace(hops=address.hops + 1), url)
            self.crawler.engine.scheduler.enqueue_request(again)


def _text(headers: Headers, name: str) -> str:
    value: bytes = headers.get(name) or b""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""

"""Run Scrapy over one site, in this process."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.crawler import CrawlerProcess

from stigmalint.site.backoff import FIRST_WAIT, LONGEST_WAIT
from stigmalint.site.network import ALLOW_PRIVATE
from stigmalint.site.plan import ROBOT
from stigmalint.site.spider import INTERRUPTED, SiteSpider

if TYPE_CHECKING:
    from collections.abc import Callable

    from stigmalint.site.judge import Judge
    from stigmalint.site.plan import Plan
    from stigmalint.site.progress import Counts
    from stigmalint.site.spider import Redraws
    from stigmalint.site.state import State


_EXTENSIONS = (
    "corestats.CoreStats",
    "feedexport.FeedExporter",
    "logstats.LogStats",
    "memusage.MemoryUsage",
    "throttle.AutoThrottle",
)


def crawl(
    plan: Plan,
    state: State,
    judge: Judge,
    tick: Callable[[Counts], None],
    redraw: Redraws | None = None,
) -> str:
    """Visit what waits in `state`; return why it ended: "finished", "shutdown" (Ctrl-C), or a sentence.

    Args:
        plan: what to visit, and how.
        state: where everything is kept.
        judge: judges the pages.
        tick: called whenever something changed.
        redraw: draws pages, where there is a browser.
    """
    logging.getLogger().addHandler(logging.NullHandler())  # the report says better what Scrapy and Twisted would say
    process = CrawlerProcess(_settings(plan))
    crawler = process.create_crawler(SiteSpider)
    crawled = process.crawl(crawler, plan=plan, state=state, judge=judge, tick=tick, redraw=redraw)
    failures: list[BaseException] = []
    crawled.addErrback(lambda failure: failures.append(failure.value))  # type: ignore[call-overload]
    process.start()
    spider: Any = crawler.spider
    for error in (getattr(spider, "error", None), *failures):
        if error is not None:
            raise error
    return getattr(spider, "reason", None) or INTERRUPTED


def _settings(plan: Plan) -> dict[str, Any]:
    here = "stigmalint.site"
    scrapy = "scrapy.downloadermiddlewares"
    return {
        # what is not needed, or must not be
        "COOKIES_ENABLED": True,  # some sites answer with redirects until a cookie is set
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "s3")),
        "HTTPPROXY_ENABLED": False,  # a proxy would connect to addresses that nobody checked
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "EXTENSIONS": {
            f"{here}.backoff.Throttle": 0,
            **{f"scrapy.extensions.{name}": None for name in _EXTENSIONS},
        },
        "SPIDER_MIDDLEWARES": {
            f"scrapy.spidermiddlewares.{name}": None
            for name in (
                "depth.DepthMiddleware",
                "httperror.HttpErrorMiddleware",
                "referer.RefererMiddleware",
                "urllength.UrlLengthMiddleware",
            )
        },
        "DOWNLOADER_MIDDLEWARES": {
            f"{here}.robots.Robots": 100,
            f"{here}.backoff.Backoff": 550,
            f"{scrapy}.httpauth.HttpAuthMiddleware": None,
            f"{scrapy}.offsite.OffsiteMiddleware": None,
            f"{scrapy}.redirect.MetaRefreshMiddleware": None,  # RedirectMiddleware stays, for robots.txt
            f"{scrapy}.retry.RetryMiddleware": None,
            f"{scrapy}.robotstxt.RobotsTxtMiddleware": None,
        },
        # politeness
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "AUTOTHROTTLE_START_DELAY": plan.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": max(1.0, plan.concurrency / 2),
        "CONCURRENT_ITEMS": 1,  # as many tasks are made for every answer, and the spider gives no items
        "CONCURRENT_REQUESTS": plan.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": plan.concurrency,
        "DOWNLOAD_DELAY": plan.delay,
        "RETRY_TIMES": plan.tries,
        FIRST_WAIT: plan.first_wait,
        LONGEST_WAIT: plan.longest_wait,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOT,
        "USER_AGENT": plan.agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
            **({"From": plan.contact} if "@" in plan.contact and "/" not in plan.contact else {}),
        },
        # limits
        "DNS_TIMEOUT": min(plan.timeout, 20),
        "DOWNLOAD_MAXSIZE": plan.max_bytes,
        "DOWNLOAD_TIMEOUT": plan.timeout,
        "DOWNLOAD_VERIFY_CERTIFICATES": plan.verify_tls,
        "DOWNLOAD_WARNSIZE": 0,
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 20_000,  # bytes waiting to be judged, beyond which nothing more is asked for
        # ours
        ALLOW_PRIVATE: plan.allow_private,
        "SCHEDULER": f"{here}.spider.Scheduler",
        "TWISTED_DNS_RESOLVER": f"{here}.network.GuardedResolver",
    }

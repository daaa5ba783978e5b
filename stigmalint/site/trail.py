"""Where a page leads that is worth a visit: what belongs to the site, what is a redirect, what is a trap."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from stigmalint.site.addresses import MOST_CHAIN, clean, is_numbered, key_of, repeats, shape_of
from stigmalint.site.state import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from stigmalint.site.plan import Plan
    from stigmalint.site.sitemaps import Sitemap
    from stigmalint.site.state import Address, State

MOST_HOPS = 10  # redirects from one address
MOST_KNOWN = 100_000  # addresses that are taken note of, at least
KNOWN_PER_PAGE = 20  # … for each page that is to be read
MOST_SITEMAPS = 200
MOST_SITEMAP_DEPTH = 3  # of indexes inside indexes
# What becomes of an address that redirects, see `Step`.
MOVED, LEFT, AGAIN, FAILED = "moved", "left", "again", "failed"


class Step(NamedTuple):
    """What a redirect comes to.

    Args:
        outcome: one of those above.
        detail: the key of the page that it leads to, the host that it leaves for, the address to ask again, or why it
            fails.
        found: the page that it leads to.
    """

    outcome: str
    detail: str
    found: tuple[Found, ...] = ()


class Trail:
    """Decides what is followed.

    Args:
        plan: what to visit.
        state: knows what was visited; what is to be said once is noted there.
    """

    def __init__(self, plan: Plan, state: State) -> None:
        self._plan = plan
        self._state = state
        self._secure = {urlsplit(url).netloc for url in plan.start if url.startswith("https:")}

    def worth(self, urls: Iterable[str], address: Address, *, near: bool = False) -> Iterator[Found]:
        """Yield the addresses that are worth a visit.

        Args:
            urls: cleaned addresses.
            address: where they were found.
            near: they are as far from the start as the page itself.
        """
        plan, depth = self._plan, address.depth + (not near)
        if not plan.follow or depth > plan.depth or self._is_flooded():
            return
        shape = shape_of(address.url)
        for written in urls:
            url = self._secured(written)
            if not plan.scope.holds(url) or not plan.scope.wants(url) or repeats(url):
                continue
            chain = address.chain + 1 if is_numbered(url) and shape_of(url) == shape else 0
            if chain > MOST_CHAIN:
                self._note_trap(shape)
            else:
                yield Found(url, "page", depth, chain)

    def from_robots(self, urls: Iterable[str], base: str) -> Iterator[Found]:
        """Yield the sitemaps that robots.txt names, as far as they belong to the site."""
        for written in islice(urls, MOST_SITEMAPS):
            url = clean(written, base)
            if url and self._plan.scope.holds(url):
                yield Found(url, "sitemap")

    def from_sitemap(self, address: Address, sitemap: Sitemap) -> Iterator[Found]:
        """Yield what a sitemap names, as far as it belongs to the site; its pages are one link away from the start."""
        scope = self._plan.scope
        if self._is_flooded():
            return
        if address.depth < MOST_SITEMAP_DEPTH and self._state.count("address", "kind = 'sitemap'") < MOST_SITEMAPS:
            found = (clean(url, address.url) for url in sitemap.sitemaps)
            wanted = [Found(url, "sitemap", address.depth + 1) for url in found if url and scope.holds(url)]
            yield from wanted[:MOST_SITEMAPS]
        for written in sitemap.pages:
            url = clean(written, address.url)
            if url and scope.holds(url) and scope.wants(url):
                yield Found(self._secured(url), "page", 1)

    def redirected(self, address: Address, written: str) -> Step:
        """Return what becomes of an address that redirects to another, absolute one."""
        target = clean(written)
        if target is None:
            return Step(FAILED, "redirects to something that is no address of a page")
        if not self._plan.scope.holds(target):
            return _off_the_site(address, target)
        key = key_of(target)
        if key == address.key:
            return _to_itself(address, written)
        if address.hops >= MOST_HOPS or self._is_circle(address.key, key):
            far = f"more than {MOST_HOPS} times" if address.hops >= MOST_HOPS else "in a circle"
            return Step(FAILED, f"redirects {far}")
        if address.url.startswith("http:") and target.startswith("https:"):
            self._secure.add(urlsplit(target).netloc)
        if address.kind == "page" and not self._plan.scope.wants(target):
            return Step(MOVED, key)
        return Step(MOVED, key, (Found(target, address.kind, address.depth, address.chain, address.hops + 1),))

    def _is_circle(self, key: str, target: str) -> bool:
        for _ in range(MOST_HOPS):
            outcome, detail = self._state.outcome_of(target) or (None, None)
            if outcome != MOVED or not detail:
                return False
            target = detail
            if target == key:
                return True
        return True

    def _is_flooded(self) -> bool:
        """Tell whether so many addresses are known that more would only fill the disk."""
        most = max(MOST_KNOWN, self._plan.max_pages * KNOWN_PER_PAGE)
        if self._state.known() <= most:
            return False
        self._state.note(self._plan.target, f"more than {most:,} addresses are known; no more were taken note of")
        return True

    def _note_trap(self, shape: str) -> None:
        self._state.note(
            shape,
            f"pages like this follow one another without an end, as in a calendar; after {MOST_CHAIN} of them no more "
            "were followed. What a sitemap names is read all the same",
        )

    def _secured(self, url: str) -> str:
        """Return an address of a host that is known to speak TLS with `https`, as it would redirect there."""
        host = urlsplit(url).netloc
        return f"https{url[4:]}" if url.startswith("http:") and host in self._secure else url


def _off_the_site(address: Address, target: str) -> Step:
    if address.kind == "start":
        return Step(FAILED, f"redirects to {target}, which is another site: check that address instead")
    return Step(LEFT, urlsplit(target).netloc)


def _to_itself(address: Address, written: str) -> Step:
    """Ask again for a page that redirects to itself: with a cookie set, or a session id that is not kept."""
    if address.hops >= MOST_HOPS:
        return Step(FAILED, "redirects in a circle")
    parts = urlsplit(written)
    return Step(AGAIN, parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl())

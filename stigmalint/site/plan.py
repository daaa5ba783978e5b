"""What a run over a site is asked to do."""

from __future__ import annotations

from dataclasses import dataclass

from stigmalint import __version__
from stigmalint.site.addresses import Scope

HOME = "https://github.com/stigmalint/stigmalint"
ROBOT = "stigmalint"  # the name that robots.txt may call us by


@dataclass(frozen=True, slots=True)
class Plan:
    """What to visit, and how politely."""

    target: str  # what the run is called
    start: tuple[str, ...]  # cleaned addresses
    scope: Scope
    follow: bool = True  # links and sitemaps
    depth: int = 30  # how many links away from the start
    max_pages: int = 10_000
    user_agent: str = ""
    contact: str = ""
    delay: float = 0.25  # seconds between two requests, at least
    concurrency: int = 4
    timeout: float = 30  # seconds for one page
    max_bytes: int = 10_000_000
    first_wait: float = 1  # seconds before trying again
    longest_wait: float = 120  # seconds
    tries: int = 3  # after the first
    allow_private: bool = False
    verify_tls: bool = True

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        return self.user_agent or f"{ROBOT}/{__version__} (+{self.contact or HOME})"


DEFAULTS = Plan("", (), Scope(frozenset()))

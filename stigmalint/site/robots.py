"""Respect robots.txt as RFC 9309 asks, also where the server cannot give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

if TYPE_CHECKING:
    from scrapy.http import Request, Response

_CLIENT_ERROR = 400
_SERVER_ERROR = 500
_NOTHING = b"User-agent: *\nDisallow: /\n"


class Robots(RobotsTxtMiddleware):
    """Scrapy's, which reads the page that comes with an error as if it were rules.

    Rules that a server does not have allow everything; rules that it fails to give forbid everything:
    https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1
    """

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= _SERVER_ERROR:
            response = response.replace(body=_NOTHING)
        elif response.status >= _CLIENT_ERROR:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

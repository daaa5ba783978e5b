"""What makes two addresses the same page, and which addresses belong to the site: no network, no state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import translate
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from stigmalint.errors import UsageError

SCHEMES = {"http": 80, "https": 443}
MAX_LENGTH = 2_000  # code points; what is longer is a trap or a mistake
MOST_REPEATS = 3  # of one path segment: /a/b/a/b/a/b is a link gone wrong
MOST_CHAIN = 20  # pages of one shape, each found on the one before: a calendar without an end

_SESSION = re.compile(
    r"(?:php|asp|j)?sess(?:ion)?_?(?:id)?|jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken|zenid|oscsid|s_id",
    re.IGNORECASE,
)
_SHORT_SESSION = frozenset(("sid", "s"))  # of which only a long value is a session
_SESSION_VALUE = re.compile(r"[0-9A-Za-z,-]{16,}")
_TRACKING = re.compile(
    r"utm_\w+|gclid|gclsrc|dclid|fbclid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|"
    r"hsa_\w+|vero_id|mkt_tok|wbraid|gbraid|srsltid",
    re.IGNORECASE,
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)  # Java's way
_COOKIELESS = re.compile(r"/\([A-Z]\([0-9A-Za-z]{16,}\)\)(?=/)")  # ASP.NET's way: /(S(…))/
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|xhtml|php|aspx?|jsp|cfm)$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
# RFC 3986, what a path or a query may hold as it is; "%" because it is quoted already
_SAFE_PATH, _SAFE_QUERY = "/:@!$&'()*+,;=~-._%", "/?:@!$'()*+,;=~-._%&"


def split(url: str) -> SplitResult | None:
    """Return the parts of an http address; None for any other, and for what is no address."""
    if len(url) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if parts.scheme in SCHEMES and host else None


def has_credentials(url: str) -> bool:
    """Tell whether an address holds a user name or a password."""
    parts = split(url)
    return parts is not None and "@" in parts.netloc


def clean(url: str, base: str = "") -> str | None:
    """Return an address as it is fetched, stored and shown; None when it is none of a page.

    Without credentials, fragment, session ids and tracking parameters; host in lower case; no default port.

    Args:
        url: an address as written, perhaps relative.
        base: the address that it is relative to.
    """
    try:
        parts = split(urljoin(base, url.strip()) if base else url)
    except ValueError:
        return None
    if parts is None or parts.hostname is None:
        return None
    try:
        host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    except UnicodeError:
        return None
    if ":" in host:
        host = f"[{host}]"
    port = f":{parts.port}" if parts.port and parts.port != SCHEMES[parts.scheme] else ""
    path = _COOKIELESS.sub("", _PATH_SESSION.sub("", parts.path)) or "/"
    path, query = quote(path, safe=_SAFE_PATH), quote(_without_sessions(parts.query), safe=_SAFE_QUERY)
    return urlunsplit((parts.scheme, host.lower().rstrip(".") + port, path, query, ""))


def _without_sessions(query: str) -> str:
    if not query:
        return ""
    kept = (pair for pair in query.split("&") if pair and not _is_noise(*pair.partition("=")[::2]))
    return "&".join(kept)


def _is_noise(name: str, value: str) -> bool:
    name = unquote(name)
    if name.lower() in _SHORT_SESSION:
        return bool(_SESSION_VALUE.fullmatch(value))
    return bool(_SESSION.fullmatch(name) or _TRACKING.fullmatch(name))


def key_of(url: str) -> str:
    """Return what is the same for all spellings of a cleaned address: of escapes, order of parameters, index page."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", quote(unquote(parts.path, errors="surrogateescape"), safe="/~", errors="surrogateescape"))
    pairs = parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape")
    query = urlencode(sorted(pairs), errors="surrogateescape")
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def shape_of(url: str) -> str:
    """Return what the pages of a calendar have in common: the path up to the first number, the names of parameters."""
    parts = urlsplit(url)
    steps = parts.path.split("/")
    first = next((place for place, step in enumerate(steps) if _DIGIT.search(step)), len(steps))
    path = "/".join(steps[:first]) + ("/#" if first < len(steps) else "")
    names = sorted({unquote(pair.partition("=")[0]) for pair in parts.query.split("&") if pair})
    return f"{parts.netloc}{path}{'?' if names else ''}{'&'.join(names)}"


def is_numbered(url: str) -> bool:
    """Tell whether an address is one of a row: it has a number or parameters."""
    parts = urlsplit(url)
    return bool(parts.query or _DIGIT.search(parts.path))


def repeats(url: str) -> bool:
    """Tell whether a path goes in circles."""
    steps = [step for step in urlsplit(url).path.split("/") if step]
    return any(steps.count(step) > MOST_REPEATS for step in set(steps)) if len(steps) > MOST_REPEATS else False


class Pattern(NamedTuple):
    """A glob over addresses: one that begins with "/" is matched with the path and the query, others with all."""

    glob: str
    compiled: re.Pattern[str]

    @classmethod
    def of(cls, glob: str) -> Pattern:
        """Return the pattern for a glob; `*` matches anything, "/" too.

        Raises:
            UsageError: it is empty.
        """
        if not glob.strip():
            raise UsageError("an empty pattern matches nothing: give a glob such as '/blog/*'")
        # `translate` makes an expression that does not backtrack: https://docs.python.org/3/library/fnmatch.html
        return cls(glob, re.compile(translate(glob.strip())))

    def matches(self, url: str) -> bool:
        """Tell whether a cleaned address matches."""
        if not self.glob.startswith("/"):
            return self.compiled.match(url) is not None
        parts = urlsplit(url)
        whole = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return bool(self.compiled.match(whole) or self.compiled.match(parts.path))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which addresses belong to the site.

    Args:
        hosts: host names, with a port where it is not the default one.
        subdomains: hosts below these belong, too.
        include: where there are any, only what one of them matches is read.
        exclude: what one of these matches is not read.
    """

    hosts: frozenset[str]
    subdomains: bool = False
    include: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()

    @classmethod
    def of(cls, urls: list[str], **more: object) -> Scope:
        """Return the scope of the sites that cleaned addresses belong to."""
        return cls(frozenset(_site(urlsplit(url).netloc) for url in urls), **more)  # type: ignore[arg-type]

    def holds(self, url: str) -> bool:
        """Tell whether the site of a cleaned address is one of these; "www." makes no difference."""
        host = _site(urlsplit(url).netloc)
        return host in self.hosts or (self.subdomains and any(host.endswith(f".{own}") for own in self.hosts))

    def wants(self, url: str) -> bool:
        """Tell whether a cleaned address on the site is to be read."""
        if any(pattern.matches(url) for pattern in self.exclude):
            return False
        return not self.include or any(pattern.matches(url) for pattern in self.include)


def _site(netloc: str) -> str:
    return netloc.removeprefix("www.")

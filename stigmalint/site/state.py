"""What is kept of a crawl: one SQLite file that every step changes as a whole, so that a crash loses nothing.

Addresses wait, are taken, and are done; taking is forgotten in a crash, being done is not. What a page came to and the
links on it are written in the transaction that makes its address done. Neither pages nor their bytes are kept: only
digests, findings with their sentences, titles and links.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from stigmalint.errors import UsageError
from stigmalint.site.addresses import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

VERSION = 1
FILE = "state.sqlite"
GONE = ("404", "410")  # answers, at the end of details
WAITING, TAKEN, DONE = 0, 1, 2

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE address (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    kind TEXT NOT NULL,             -- start, page or sitemap
    depth INTEGER NOT NULL,
    chain INTEGER NOT NULL,         -- how many pages of its shape led here, each from the one before
    hops INTEGER NOT NULL,          -- how many redirects led here
    state INTEGER NOT NULL,
    outcome TEXT,                   -- what became of it, see outcomes.py
    detail TEXT
);
CREATE INDEX waiting ON address (depth, id) WHERE state = 0;
CREATE TABLE page (
    key TEXT PRIMARY KEY,
    run INTEGER NOT NULL,           -- that saw it last
    address TEXT NOT NULL,
    depth INTEGER NOT NULL,
    canonical TEXT,                 -- the page that it says it is, where that is another
    title TEXT NOT NULL,
    format TEXT NOT NULL,
    digest BLOB NOT NULL,           -- of what the server sent
    judged TEXT NOT NULL,           -- digest of the rules, and of whatever else decides about findings
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    drawn INTEGER NOT NULL,         -- whether a script draws it, so that it has no text of its own
    passed TEXT NOT NULL,           -- checks of the whole page that found nothing, with commas
    links BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE finding (
    page TEXT NOT NULL,
    number INTEGER NOT NULL,        -- the order in which they are reported
    same BLOB,                      -- alike for the same words in the same place of every page
    record TEXT NOT NULL,
    PRIMARY KEY (page, number)
) WITHOUT ROWID;
CREATE INDEX same ON finding (same);
CREATE TABLE segment (digest BLOB PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE note (subject TEXT PRIMARY KEY, message TEXT NOT NULL) WITHOUT ROWID;
"""


class Address(NamedTuple):
    """An address to visit."""

    id: int
    url: str
    kind: str
    depth: int
    chain: int
    hops: int

    @property
    def key(self) -> str:
        """What it has in common with other spellings of itself."""
        return key_of(self.url)


class Found(NamedTuple):
    """An address that was found, and how."""

    url: str
    kind: str = "page"
    depth: int = 0
    chain: int = 0
    hops: int = 0


class Kept(NamedTuple):
    """A finding as it is kept."""

    same: bytes | None
    record: str


class Page(NamedTuple):
    """A page that was read."""

    key: str
    address: str
    depth: int
    canonical: str | None
    title: str
    format: str
    digest: bytes
    judged: str
    etag: str = ""
    modified: str = ""
    drawn: bool = False
    passed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


_COLUMNS = ", ".join(Page._fields)


class State:
    """The state of one site; safe to use from two threads.

    Args:
        folder: where it is kept; None keeps it in memory.

    Raises:
        UsageError: the folder cannot be written, or holds something else, or another run uses it.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.run = 1
        self._lock = threading.RLock()
        self._depth = 0  # of transactions
        try:
            self._db = _opened(folder)
        except (sqlite3.DatabaseError, OSError) as error:
            raise UsageError(f"{folder}: {_reason(error)}") from None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make what is changed inside one transaction; one inside another is part of it."""
        with self._lock:
            if self._depth:
                yield
                return
            self._depth += 1
            try:
                with self._db:
                    yield
            finally:
                self._depth -= 1

    # What is known about the run

    def about(self, name: str) -> str | None:
        """Return a value that was kept, or None."""
        row = self._one("SELECT value FROM about WHERE name = ?", name)
        return row[0] if row else None

    def keep(self, name: str, value: str) -> None:
        """Keep a value."""
        with self.together():
            self._db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def begin(self, target: str, found: Iterable[Found]) -> None:
        """Begin a run from what was `found` before it; what earlier runs know about pages stays."""
        with self.together():
            self._db.execute("DELETE FROM address")
            self._db.execute("DELETE FROM note")
            self.run = int(self.about("run") or 0) + 1
            for name, value in (("run", str(self.run)), ("target", target), ("finished", "")):
                self.keep(name, value)
            self.add(found)

    def resume(self, target: str, basis: str) -> bool:
        """Go on with the last run; return false when there is none. Pages that were not judged by `basis` wait again.

        Raises:
            UsageError: it was for something else.
        """
        known = self.about("target")
        if known is None:
            return False
        if known != target:
            raise UsageError(
                f"{self.folder}: holds a crawl of {known}, which --resume goes on with; use another --state"
            )
        self.run = int(self.about("run") or 1)
        with self.together():
            self._db.execute("UPDATE address SET state = ? WHERE state = ?", (WAITING, TAKEN))
            self._db.execute(
                "UPDATE address SET state = ? WHERE key IN (SELECT key FROM page WHERE run = ? AND judged != ?)",
                (WAITING, self.run, basis),
            )
            self._db.execute("UPDATE page SET run = 0 WHERE run = ? AND judged != ?", (self.run, basis))
        return True

    @property
    def unfinished(self) -> int:
        """How many pages the last run had read when it was cut short; 0 where it was not."""
        if self.about("target") is None or self.about("finished"):
            return 0
        return self.count("page", f"run = {int(self.about('run') or 1)}")

    def finish(self) -> None:
        """Note that nothing waits any more, and forget the pages that are gone from the site."""
        with self.together():
            gone = "run NOT IN (0, ?)"
            self._db.execute(f"DELETE FROM finding WHERE page IN (SELECT key FROM page WHERE {gone})", (self.run,))  # noqa: S608
            self._db.execute(f"DELETE FROM page WHERE {gone}", (self.run,))  # noqa: S608 - a constant
            self.keep("finished", "yes")

    # Addresses

    def add(self, found: Iterable[Found]) -> int:
        """Add addresses to visit; return how many are new."""
        rows = [(key_of(item.url), item.url, item.kind, *item[2:], WAITING) for item in found]
        with self.together():
            before = self._db.total_changes
            self._db.executemany(
                "INSERT OR IGNORE INTO address (key, url, kind, depth, chain, hops, state) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            return self._db.total_changes - before

    def take(self, most: int) -> list[Address]:
        """Take the addresses that come next, nearest to the start first."""
        with self.together():
            rows = self._db.execute(
                "SELECT id, url, kind, depth, chain, hops FROM address WHERE state = ? ORDER BY depth, id LIMIT ?",
                (WAITING, most),
            ).fetchall()
            taken = [Address(*row) for row in rows]
            self._db.executemany("UPDATE address SET state = ? WHERE id = ?", ((TAKEN, item.id) for item in taken))
        return taken

    def put_back(self, addresses: Iterable[Address]) -> None:
        """Let addresses wait again."""
        with self.together():
            self._db.executemany("UPDATE address SET state = ? WHERE id = ?", ((WAITING, a.id) for a in addresses))

    def done(self, address: Address, outcome: str, detail: str = "") -> None:
        """Note what became of an address."""
        with self.together():
            self._db.execute(
                "UPDATE address SET state = ?, outcome = ?, detail = ? WHERE id = ?",
                (DONE, outcome, detail, address.id),
            )

    def outcome_of(self, key: str) -> tuple[str | None, str | None] | None:
        """Return what became of an address and its detail; None when it is not known."""
        row: tuple[str | None, str | None] | None = self._one("SELECT outcome, detail FROM address WHERE key = ?", key)
        return row

    def is_gone(self, url: str) -> bool:
        """Tell whether the server says of an address that its page does not exist any more."""
        outcome, detail = self.outcome_of(key_of(url)) or (None, None)
        return outcome in {"absent", "failed"} and (detail or "").endswith(GONE)

    def waiting(self) -> bool:
        """Tell whether an address waits."""
        return self._one("SELECT 1 FROM address WHERE state = ? LIMIT 1", WAITING) is not None

    def known(self) -> int:
        """Return about how many addresses are known, quickly."""
        row = self._one("SELECT max(id) FROM address")
        return int(row[0] or 0)

    def outcomes(self, *names: str) -> Iterator[tuple[str, str, str]]:
        """Yield address, outcome and detail of those with one of these outcomes, in the order of their addresses."""
        marks = ", ".join("?" * len(names))
        query = f"SELECT url, outcome, coalesce(detail, '') FROM address WHERE outcome IN ({marks}) ORDER BY url"  # noqa: S608
        return self._rows(query, *names)

    def counts(self, outcome: str) -> list[tuple[str, int]]:
        """Return how many addresses have an outcome, by its detail, the most frequent first."""
        query = "SELECT coalesce(detail, ''), count(*) FROM address WHERE outcome = ? GROUP BY 1 ORDER BY 2 DESC, 1"
        return list(self._rows(query, outcome))

    def count(self, table: str, condition: str = "1") -> int:
        """Return how many rows a table has; both arguments are this program's own."""
        row = self._one(f"SELECT count(*) FROM {table} WHERE {condition}")  # noqa: S608 - as the docstring says
        return int(row[0]) if row else 0

    # Pages

    def page(self, key: str) -> Page | None:
        """Return what is known about a page, perhaps from an earlier run."""
        row = self._one(f"SELECT {_COLUMNS} FROM page WHERE key = ?", key)  # noqa: S608 - constants
        return _page(row) if row else None

    def seen(self, key: str) -> bool:
        """Tell whether this run has read a page."""
        return self._one("SELECT 1 FROM page WHERE key = ? AND run = ?", key, self.run) is not None

    def save(self, page: Page, findings: Sequence[Kept] | None) -> None:
        """Keep a page; its findings stay as they are where `findings` is None."""
        values = {**page._asdict(), "run": self.run, "passed": ",".join(page.passed), "links": _packed(page.links)}
        names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
        with self.together():
            self._db.execute(f"INSERT OR REPLACE INTO page ({names}) VALUES ({marks})", values)  # noqa: S608 - constants
            if findings is not None:
                self._db.execute("DELETE FROM finding WHERE page = ?", (page.key,))
                self._db.executemany(
                    "INSERT INTO finding VALUES (?, ?, ?, ?)",
                    ((page.key, number, *kept) for number, kept in enumerate(findings)),
                )

    def pages(self) -> Iterator[Page]:
        """Yield the pages that this run has read, nearest to the start first."""
        query = f"SELECT {_COLUMNS} FROM page WHERE run = ? ORDER BY depth, address"  # noqa: S608 - constants
        return map(_page, self._rows(query, self.run))

    def aliases(self) -> dict[str, str]:
        """Return the pages that say they are another, by key."""
        query = "SELECT key, canonical FROM page WHERE run = ? AND canonical IS NOT NULL"
        return {key: key_of(canonical) for key, canonical in self._rows(query, self.run)}

    def drop(self, key: str) -> None:
        """Leave a page out of this run; what is known about it stays."""
        with self.together():
            self._db.execute("UPDATE page SET run = 0 WHERE key = ?", (key,))

    def finding_count(self, key: str) -> int:
        """Return how many findings a page has."""
        return int(self._one("SELECT count(*) FROM finding WHERE page = ?", key)[0])

    def findings(self, key: str) -> list[Kept]:
        """Return the findings on a page, in order."""
        return [
            Kept(*row) for row in self._rows("SELECT same, record FROM finding WHERE page = ? ORDER BY number", key)
        ]

    def shared(self, least: int, left_out: Iterable[str]) -> dict[bytes, int]:
        """Return on how many pages of this run the words of a finding stand, where that is at least `least`."""
        with self.together():
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS apart (key TEXT PRIMARY KEY)")
            self._db.execute("DELETE FROM apart")
            self._db.executemany("INSERT OR IGNORE INTO apart VALUES (?)", ((key,) for key in left_out))
        query = (
            "SELECT same, count(DISTINCT page) FROM finding JOIN page ON page.key = finding.page WHERE run = ? "
            "AND same IS NOT NULL AND page NOT IN apart GROUP BY same HAVING count(DISTINCT page) >= ?"
        )
        return dict(self._rows(query, self.run, least))

    # Segments that were judged

    def judged(self, digest: bytes) -> str | None:
        """Return what a segment came to."""
        row = self._one("SELECT record FROM segment WHERE digest = ?", digest)
        return row[0] if row else None

    def keep_judged(self, records: Iterable[tuple[bytes, str]]) -> None:
        """Keep what segments came to."""
        with self.together():
            self._db.executemany("INSERT OR IGNORE INTO segment VALUES (?, ?)", records)

    def forget_judged(self) -> None:
        """Forget what segments came to, for other rules hold now."""
        with self.together():
            self._db.execute("DELETE FROM segment")

    # What is to be said once

    def note(self, subject: str, message: str) -> None:
        """Keep something to say at the end, once for every subject."""
        with self.together():
            self._db.execute("INSERT OR IGNORE INTO note VALUES (?, ?)", (subject, message))

    def notes(self) -> list[tuple[str, str]]:
        """Return what is to be said."""
        return list(self._rows("SELECT subject, message FROM note ORDER BY subject"))

    def _one(self, query: str, *values: Any) -> Any:  # noqa: ANN401 - a row
        with self._lock:
            return self._db.execute(query, values).fetchone()

    def _rows(self, query: str, *values: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        with self._lock:
            cursor = self._db.execute(query, values)
        while rows := self._some(cursor):
            yield from rows

    def _some(self, cursor: sqlite3.Cursor) -> list[Any]:
        with self._lock:
            return cursor.fetchmany(200)


def _opened(folder: Path | None) -> sqlite3.Connection:
    if folder is None:
        database = sqlite3.connect(":memory:", check_same_thread=False)
    else:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
        database = sqlite3.connect(folder / FILE, check_same_thread=False, timeout=1)
    try:
        _prepare(database, shared=folder is not None)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, *, shared: bool) -> None:
    """Make the tables, or see that they are ours, and keep other runs out."""
    if shared:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")  # two runs over one state would mix
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")  # survives the death of the process, if not of the machine
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version not in {0, VERSION}:
        raise sqlite3.DatabaseError(f"made by another version of stigmalint; delete {FILE} in it to start afresh")
    with database:
        if version == 0:
            # one by one: `executescript` would commit between them
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    database.execute(statement)
            database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute("CREATE TABLE IF NOT EXISTS lock (held INTEGER)")  # writing takes the lock at once
        database.execute("DELETE FROM lock")


def _reason(error: Exception) -> str:
    if "locked" in str(error):
        return "another run uses this state; wait for it, or give another folder with --state"
    if isinstance(error, OSError):
        return f"cannot be written: {(error.strerror or str(error)).lower()}. Give another folder with --state."
    return f"is no state of a crawl: {error}"


def _page(row: Sequence[Any]) -> Page:
    page = Page(*row)
    passed = tuple(filter(None, str(page.passed).split(",")))
    return page._replace(drawn=bool(page.drawn), passed=passed, links=_unpacked(row[-1]))


def _packed(links: Sequence[str]) -> bytes:
    return zlib.compress(json.dumps(links).encode(), 1)


def _unpacked(data: bytes) -> tuple[str, ...]:
    return tuple(json.loads(zlib.decompress(data)))

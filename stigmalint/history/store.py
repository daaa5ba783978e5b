"""Open a history file, and read and write its rows."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from typing import TYPE_CHECKING, NamedTuple

from stigmalint.errors import HistoryError
from stigmalint.history.records import KEPT_TIME, Known, RunCount
from stigmalint.history.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from stigmalint.history.records import Ending, Kept

PATIENCE = 60  # seconds that a run waits for another to finish writing
KEY_BYTES = 32

_START_AFRESH = "move it away, and the next run starts a new one"

# Latest row of every identity over a target that has not ended.
_KNOWN = """
SELECT f.id, f.identity, f.status, f.path, f.rule, f.category, f.severity, f.line, f.words, f.sentence, f.fingerprint,
  f.wording, runs.redacted
FROM (
  SELECT max(findings.id) AS id FROM findings JOIN runs ON runs.id = findings.run WHERE runs.target = ?
  GROUP BY findings.identity
) AS latest
JOIN findings AS f ON f.id = latest.id
JOIN runs ON runs.id = f.run
WHERE NOT EXISTS (SELECT 1 FROM endings WHERE endings.finding = f.id)
ORDER BY f.path, f.line, f.id
"""

# Every identity over a target that was known after a run: its latest row by then, if it had not ended.
_OPEN = """
SELECT f.identity, f.run, f.status, f.severity, f.category
FROM (
  SELECT max(findings.id) AS id FROM findings JOIN runs ON runs.id = findings.run
  WHERE runs.target = :target AND runs.id <= :run GROUP BY findings.identity
) AS latest
JOIN findings AS f ON f.id = latest.id
WHERE NOT EXISTS (SELECT 1 FROM endings WHERE endings.finding = f.id AND endings.run <= :run AND how <> 'suppressed')
"""


class Open(NamedTuple):
    """A finding that was known after a run."""

    identity: int
    run: int  # that saw it last
    status: str
    severity: str
    category: str


class Last(NamedTuple):
    """The last run that was kept over a target."""

    id: int
    started: str
    rules: str | None
    profile: str


class Store:
    """The rows of an open history file.

    Args:
        connection: outside a transaction, or inside that of `writing`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @property
    def key(self) -> bytes:
        """The key of the fingerprints of redacted runs; it also tells one history from another."""
        return bytes(self.connection.execute("SELECT key FROM history").fetchone()[0])

    def last(self, target: str) -> Last | None:
        """Return the last run over `target`."""
        query = "SELECT id, started, rules, profile FROM runs WHERE target = ? ORDER BY id DESC LIMIT 1"
        row = self.connection.execute(query, (target,)).fetchone()
        return Last(*row) if row else None

    def known(self, target: str) -> list[Known]:
        """Return what earlier runs over `target` found and later ones did not end, in the order of pages and lines."""
        return [Known(*row) for row in self.connection.execute(_KNOWN, (target,))]

    def runs(self, target: str) -> tuple[RunCount, ...]:
        """Return the figures of every run over `target`, the oldest first."""
        query = (
            "SELECT started, CAST(documents AS INTEGER), CAST(errors AS INTEGER), CAST(warnings AS INTEGER),"
            " CAST(infos AS INTEGER) FROM runs WHERE target = ? ORDER BY id"
        )
        return tuple(
            RunCount(started, documents, {"error": errors, "warning": warnings, "info": infos})
            for started, documents, errors, warnings, infos in self.connection.execute(query, (target,))
        )

    def targets(self) -> list[str]:
        """Return what runs looked at, in the order of their first runs."""
        query = "SELECT CAST(target AS TEXT) FROM runs GROUP BY target ORDER BY min(id)"
        return [target for (target,) in self.connection.execute(query)]

    def starts(self, target: str) -> list[tuple[int, str]]:
        """Return the id and the start of every run over `target`, the oldest first."""
        query = "SELECT id, started FROM runs WHERE target = ? ORDER BY id"
        starts = list(self.connection.execute(query, (target,)))
        for _, started in starts:
            _check_time(started)
        return starts

    def open_after(self, target: str, run: int) -> dict[int, Open]:
        """Return the findings that were known after `run`, suppressed ones among them, by identity."""
        rows = self.connection.execute(_OPEN, {"target": target, "run": run})
        return {row[0]: Open(*row) for row in rows}

    def ended_between(self, target: str, after: int, run: int) -> dict[int, str]:
        """Return how findings ended in the runs past `after` up to `run`, by identity."""
        query = (
            "SELECT findings.identity, endings.how FROM endings JOIN findings ON findings.id = endings.finding"
            " JOIN runs ON runs.id = endings.run WHERE runs.target = ? AND runs.id > ? AND runs.id <= ?"
            " ORDER BY runs.id"
        )
        return dict(self.connection.execute(query, (target, after, run)))

    def add_run(self, values: Mapping[str, object]) -> int:
        """Write the row of a run, by column; return its id."""
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        # the names of the columns are this package's own
        cursor = self.connection.execute(f"INSERT INTO runs ({columns}) VALUES ({marks})", (*values.values(),))  # noqa: S608
        return int(cursor.lastrowid or 0)

    def add_documents(self, run: int, pages: Mapping[str, tuple[str, str]]) -> None:
        """Write what became of every page, given as state and title by path."""
        self.connection.executemany(
            "INSERT INTO documents (run, path, state, title) VALUES (?, ?, ?, ?)",
            ((run, path, state, title) for path, (state, title) in pages.items()),
        )

    def add_finding(self, run: int, kept: Kept, status: str, identity: int | None) -> None:
        """Write a finding; one that was not known before gets an identity of its own."""
        cursor = self.connection.execute(
            "INSERT INTO findings (run, identity, status, rule, category, severity, path, line, col, words, sentence,"
            " context, pages, fingerprint, wording) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (run, identity or 0, status, *kept.columns()),
        )
        if identity is None:
            self.connection.execute("UPDATE findings SET identity = id WHERE id = ?", (cursor.lastrowid,))

    def add_endings(self, run: int, endings: Iterable[tuple[int, Ending]]) -> None:
        """Write which findings ended with `run`, and how."""
        self.connection.executemany(
            "INSERT INTO endings (finding, run, how) VALUES (?, ?, ?)",
            ((finding, run, how) for finding, how in endings),
        )


@contextmanager
def writing(path: Path) -> Iterator[Store]:
    """Give the history at `path`, made where there is none, inside one transaction that only one run holds.

    Everything is written when the block ends, and nothing if it fails.

    Raises:
        HistoryError: the file cannot be written, or is not a history that this version can add to.
    """
    # The journal is SQLite's default: a run is one short transaction, and the file stays a single file that can be
    # copied and kept on a network drive, unlike one with a write-ahead log (https://sqlite.org/wal.html).
    if path.exists() and not path.is_file():
        raise HistoryError(f"{path}: is not a file")
    if not path.parent.is_dir():
        raise HistoryError(f"{path}: there is no folder {path.parent}; make it first")
    with _reporting(path), closing(_connect(path, "rwc")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _prepare(connection, path)
            yield Store(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """Give the history at `path`; nothing in it is changed.

    Raises:
        HistoryError: there is no such file, or it is not a history that this version can read.
    """
    if not path.is_file():
        raise HistoryError(f"{path}: there is no such history; a check with --history {path} makes one")
    with _reporting(path), closing(_connect(path, "ro")) as connection:
        connection.execute("BEGIN")
        _check_version(connection, path)
        if _number(connection, "user_version") < VERSION:
            raise HistoryError(f"{path}: is of an older version; the next run with --history brings it up to date")
        yield Store(connection)


def now() -> str:
    """Return the time in UTC to the second, as histories write it."""
    return at(datetime.now(timezone.utc))


def at(moment: datetime) -> str:
    """Return a time as histories write it: UTC, to the second."""
    return moment.astimezone(timezone.utc).strftime(KEPT_TIME)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")  # a file may come from anywhere
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def _reporting(path: Path) -> Iterator[None]:
    """Say what is wrong with a file in the user's terms."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            message = f"{path}: another run has been writing to it for {PATIENCE} seconds; try again"
            raise HistoryError(message) from error
        raise HistoryError(f"{path}: cannot be used as history: {error}") from error
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise HistoryError(f"{path}: is not a history; name another file") from error
        raise HistoryError(f"{path}: is damaged ({error}); {_START_AFRESH}") from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file, and bring those of an older version up to date."""
    if not _is_new(connection):
        _check_version(connection, path)
    for version in range(_number(connection, "user_version"), VERSION):
        for statement in _statements(MIGRATIONS[version]):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version + 1}")
    if _number(connection, "application_id") != APPLICATION_ID:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(
            "INSERT INTO history (id, created, key) VALUES (1, ?, ?)", (now(), secrets.token_bytes(KEY_BYTES))
        )


def _is_new(connection: sqlite3.Connection) -> bool:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return not (tables or _number(connection, "application_id") or _number(connection, "user_version"))


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    if _number(connection, "application_id") != APPLICATION_ID:
        raise HistoryError(f"{path}: is a database of another program, not a history; name another file")
    version = _number(connection, "user_version")
    if version > VERSION:
        raise HistoryError(
            f"{path}: was written by a newer stigmalint (version {version} of the file, this one knows {VERSION}); "
            "update stigmalint"
        )
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise HistoryError(f"{path}: is damaged ({verdict}); {_START_AFRESH}")


def _check_time(text: object) -> None:
    try:
        datetime.strptime(str(text), KEPT_TIME)  # noqa: DTZ007 - only its form is of interest
    except ValueError:
        raise sqlite3.DatabaseError(f'a run was started at "{text}"') from None


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script: `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

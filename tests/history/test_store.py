"""A history file is written whole or not at all, and what is no history is never touched."""

import sqlite3
import threading

import pytest
from making import figures, keep_run, page

from stigmalint.errors import HistoryError
from stigmalint.history import schema, store
from stigmalint.history.store import reading, writing


@pytest.fixture
def file(tmp_path):
    return tmp_path / "history.db"


def foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()


def newer(path):
    keep_run(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()


def damaged(path):
    keep_run(path, page("a.md", *(f"Many sufferers, {number} of them." for number in range(300))))
    data = bytearray(path.read_bytes())
    data[4096 * 4 : 4096 * 12] = b"\xff" * 4096 * 8
    path.write_bytes(data)


def cut_off(path):
    keep_run(path, page("a.md", *(f"Many sufferers, {number} of them." for number in range(300))))
    path.write_bytes(path.read_bytes()[:9000])


BAD = [
    (lambda path: path.write_text("# Notes\n" * 200, "utf-8"), "is not a history; name another file"),
    (foreign, "is a database of another program, not a history; name another file"),
    (newer, "was written by a newer stigmalint (version 2 of the file, this one knows 1); update stigmalint"),
    (damaged, "is damaged"),
    (cut_off, "is damaged"),
]


@pytest.mark.parametrize("opened", [writing, reading], ids=["writing", "reading"])
@pytest.mark.parametrize(("make", "message"), BAD, ids=["text", "foreign", "newer", "damaged", "cut off"])
def test_what_is_no_history_is_not_touched(file, make, message, opened):
    make(file)
    before = file.read_bytes()
    with pytest.raises(HistoryError) as error, opened(file):
        pass
    assert str(error.value).startswith(f"{file}: {message}")
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "message"),
    [("no/history.db", "no/history.db: there is no folder no; make it first"), (".", ".: is not a file")],
)
def test_places_where_no_file_can_be(name, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(HistoryError, match="^" + message.replace(".", r"\.")), writing(tmp_path.__class__(name)):
        pass


def test_a_history_that_is_not_there_cannot_be_read(file):
    with pytest.raises(HistoryError, match="there is no such history"), reading(file):
        pass
    assert not file.exists()


def test_an_empty_file_becomes_a_history(file):
    file.touch()
    keep_run(file)
    with reading(file) as opened:
        assert opened.targets() == ["docs"]


def test_nothing_is_written_when_the_block_fails(file):
    keep_run(file)

    def interrupted():
        with writing(file) as opened:
            opened.connection.execute("DELETE FROM runs")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with reading(file) as opened:
        assert len(opened.runs("docs")) == 1


def test_reading_changes_nothing(file):
    keep_run(file)
    with pytest.raises(HistoryError, match="readonly"), reading(file) as opened:
        opened.connection.execute("DELETE FROM runs")


def test_a_file_of_an_older_version_is_brought_up_to_date(file, monkeypatch):
    keep_run(file, page("a.md", "Many sufferers here."))
    monkeypatch.setattr(store, "MIGRATIONS", (*schema.MIGRATIONS, "ALTER TABLE runs ADD COLUMN note TEXT;"))
    monkeypatch.setattr(store, "VERSION", 2)
    with pytest.raises(HistoryError, match="of an older version"), reading(file):
        pass
    assert figures(keep_run(file, page("a.md", "Many sufferers here."))[0].comparison) == {"remaining": 1}
    with reading(file) as opened:
        assert opened.connection.execute("SELECT note FROM runs").fetchall() == [(None,), (None,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(file, monkeypatch):
    keep_run(file)
    before = file.read_bytes()
    monkeypatch.setattr(store, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE more (x);\nDROP TABLE missing;"))
    monkeypatch.setattr(store, "VERSION", 2)
    with pytest.raises(HistoryError, match="no such table"), writing(file):
        pass
    assert file.read_bytes() == before


def test_runs_that_write_at_once_wait_for_each_other(file):
    together = threading.Barrier(4)

    def run(number):
        together.wait()
        keep_run(file, page(f"{number}.md", f"Number {number}: many sufferers here."))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(file) as opened:
        assert [run.findings for run in opened.runs("docs")] == [1, 1, 1, 1]
        # every run knew what the ones before it had written
        assert len(opened.known("docs")) == 4


def test_a_run_gives_up_on_a_file_that_stays_locked(file, monkeypatch):
    keep_run(file)
    monkeypatch.setattr(store, "PATIENCE", 0.01)
    blocker = sqlite3.connect(file, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(HistoryError, match="another run has been writing to it"), writing(file):
        pass
    blocker.close()


@pytest.mark.parametrize("name", ["with space.db", "question?.db", "hash#.db", "percent%41.db", "ü.db"])
def test_names_with_characters_that_mean_something_in_addresses(tmp_path, name):
    keep_run(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_file_is_alone_when_nobody_writes(tmp_path, file):
    keep_run(file, page("a.md", "Many sufferers here."))
    assert list(tmp_path.iterdir()) == [file]

"""The state of a run: what is done is done, what is taken waits again after a crash."""

import sqlite3

import pytest

from stigmalint.config import Config
from stigmalint.engine import Bench
from stigmalint.errors import UsageError
from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules
from stigmalint.selection import Selection, Vocabulary
from stigmalint.site.judge import Judge, finding_from
from stigmalint.site.outcomes import outcomes
from stigmalint.site.reading import Sent
from stigmalint.site.state import FILE, Found, Kept, Page, State

URL = "https://example.org/{}"


def pages(*names, **more):
    return [Found(URL.format(name), **more) for name in names]


def make_page(name, **more):
    url = URL.format(name)
    return Page(url, url, 0, None, name, "html", b"d", "basis", **more)


@pytest.fixture
def state():
    made = State(None)
    made.begin("target", pages("a", "b"))
    yield made
    made.close()


def test_nearest_comes_first(state):
    state.add(pages("far", depth=2))
    state.add(pages("near", depth=1))
    assert [address.url[-1] for address in state.take(10)] == ["a", "b", "r", "r"]


def test_address_is_added_once(state):
    assert state.add([*pages("a"), Found("https://example.org/a/index.html"), Found("https://example.org/a/")]) == 1


def test_taken_addresses_wait_again_after_a_crash(tmp_path):
    first = State(tmp_path)
    first.begin("target", pages("a", "b", "c"))
    one, _two = first.take(2)
    first.done(one, "page")
    first.close()
    second = State(tmp_path)
    assert second.resume("target", "basis")
    assert [address.url[-1] for address in second.take(10)] == ["b", "c"]
    second.close()


def test_pages_that_other_rules_judged_wait_again(tmp_path):
    state = State(tmp_path)
    state.begin("target", pages("a"))
    state.save(make_page("a"), ())
    state.done(state.take(1)[0], "page")
    state.resume("target", "other")
    assert state.waiting()
    assert not state.seen(URL.format("a"))
    state.close()


def test_run_for_something_else_is_not_gone_on_with(state):
    with pytest.raises(UsageError, match="holds a crawl of target"):
        state.resume("other", "basis")


def test_nothing_to_go_on_with():
    state = State(None)
    assert not state.resume("target", "basis")
    state.close()


def test_page_comes_back_as_it_was_kept(state):
    page = make_page("a", etag='"1"', drawn=True, links=("https://example.org/ä", "b"))
    state.save(page, ())
    assert state.page(page.key) == page


def test_change_that_fails_changes_nothing(state):
    def fail():
        with state.together():
            state.save(make_page("a"), [Kept(None, "{}")])
            state.done(state.take(1)[0], "page")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert state.page(URL.format("a")) is None
    assert len(state.take(10)) == 2


def test_folder_is_private_and_not_for_git(tmp_path):
    folder = tmp_path / "deep" / "state"
    State(folder).close()
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda file: file.write_bytes(b"nonsense" * 1_000), "is no state of a crawl"),
        (lambda file: _version(file, 99), "made by another version of stigmalint"),
        (lambda file: file.mkdir(), "is no state of a crawl"),
    ],
)
def test_file_that_is_no_state(spoil, message, tmp_path):
    spoil(tmp_path / FILE)
    with pytest.raises(UsageError, match=message):
        State(tmp_path)


def _version(file, number):
    database = sqlite3.connect(file)
    database.execute(f"PRAGMA user_version = {number}")
    database.close()


def test_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="Give another folder with --state"):
        State(tmp_path / "file" / "state")


def test_page_is_reported_with_what_is_known_of_it(state):
    rules = load_rules()
    bench = Bench(Config(), Linter(rules, model=None), Vocabulary(rules), Selection(()))
    state.save(make_page("a", passed=("document/help-seeking",)), ())
    (checked,) = outcomes(state, bench, "target")
    assert (checked.path, checked.title, checked.passed) == (URL.format("a"), "a", ("document/help-seeking",))


# Segments that pages share


class Counting:
    """Counts the segments that are examined."""

    def __init__(self, monkeypatch):
        from stigmalint.pipeline import examine

        self.calls = 0
        real = examine.examine

        def counted(*arguments):
            self.calls += 1
            return real(*arguments)

        monkeypatch.setattr(examine, "examine", counted)


def make_judge(recall=lambda _: None):
    rules = load_rules()
    bench = Bench(Config(), Linter(rules, model=None), Vocabulary(rules), Selection(()))
    return Judge(bench, (), recall)


def sent(body):
    return Sent("https://example.org/", body.encode(), "text/html")


def test_segment_is_judged_once(monkeypatch):
    counting = Counting(monkeypatch)
    judge = make_judge()
    one = judge.judge(sent("<p>He committed suicide.</p>"), "one")
    other = judge.judge(sent("<p>\n<b></b>He commit&#116;ed suicide.</p>"), "other")
    assert counting.calls == 1
    rules = load_rules()
    (a,), (b,) = ([finding_from(kept.record, rules) for kept in judged.findings] for judged in (one, other))
    assert (a.path, a.start, a.text) == ("one", 6, "committed suicide")
    assert (b.path, b.start, b.line, b.column, b.text) == ("other", 14, 2, 11, "commit&#116;ed suicide")
    assert a.sources == b.sources != ()
    assert a.fingerprint != b.fingerprint


def test_segment_that_an_earlier_run_judged(monkeypatch):
    first = make_judge()
    kept = dict(first.judge(sent("<p>He committed suicide.</p>"), "one").segments)
    counting = Counting(monkeypatch)
    again = make_judge(kept.get).judge(sent("<p>He committed suicide.</p>"), "one")
    assert (counting.calls, len(again.findings), again.segments) == (0, 1, ())


def test_segment_in_another_place_is_judged_again(monkeypatch):
    counting = Counting(monkeypatch)
    judge = make_judge()
    judge.judge(sent("<p>He committed suicide.</p>"), "one")
    judge.judge(sent("<h1>Words to avoid</h1><p>He committed suicide.</p>"), "other")
    assert counting.calls == 2


def test_memory_gives_what_judging_gives():
    body = "<h2>Addicts</h2><p>She suffers from depression.</p><ul><li>He committed suicide.</ul>"
    judge = make_judge()
    first, second = (judge.judge(sent(body), "page") for _ in range(2))
    assert first.findings == second.findings
    assert len(first.findings) == 3

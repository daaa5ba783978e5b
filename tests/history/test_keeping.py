"""A run is kept when it has come to its end, and compared with what earlier runs over the same target knew."""

import sqlite3
from contextlib import closing

import pytest
from making import figures, finding, keep_run, page, scope

from stigmalint.errors import HistoryError
from stigmalint.findings import CRISIS
from stigmalint.history.keeping import begin, keep
from stigmalint.outcomes import Failed, Warned
from stigmalint.report import Report

ONE, TWO = "Many sufferers here.", "Sufferers are many in the other town."


@pytest.fixture
def file(tmp_path):
    return tmp_path / "history.db"


def rows(file, query):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def test_the_first_run_has_nothing_to_compare_with(file):
    comparison = keep_run(file, page("a.md", ONE))[0].comparison
    assert (figures(comparison), comparison.since, comparison.new_findings) == ({}, None, frozenset())
    assert [run.findings for run in comparison.runs] == [1]


def test_outcomes_pass_through_unchanged(file):
    outcomes = [page("a.md", ONE, title="A"), Failed("b.md", "bad"), Warned("c", "odd")]
    assert keep_run(file, *outcomes)[1] == outcomes


def test_the_second_run_is_compared_with_the_first(file):
    keep_run(file, page("a.md", ONE, TWO))
    comparison = keep_run(file, page("a.md", "Poor sufferers of rain.", TWO))[0].comparison
    assert figures(comparison) == {"new": 1, "fixed": 1, "remaining": 1}
    new = finding("Poor sufferers of rain.").fingerprint
    assert comparison.new_findings == {new}
    assert [run.findings for run in comparison.runs] == [2, 2]
    assert comparison.since == comparison.runs[0].started


def test_runs_over_other_targets_are_not_compared(file):
    keep_run(file, page("a.md", ONE), target="docs")
    assert keep_run(file, page("a.md", ONE), target="blog")[0].comparison.since is None


def test_what_a_partial_run_did_not_look_at_is_remembered(file):
    keep_run(file, page("a.md", ONE), page("b.md", TWO))
    assert figures(keep_run(file, page("a.md", ONE))[0].comparison) == {"remaining": 1, "unseen": 1}
    assert figures(keep_run(file, page("a.md", ONE), page("b.md", TWO))[0].comparison) == {"remaining": 2}
    assert figures(keep_run(file, page("a.md"), page("b.md"))[0].comparison) == {"fixed": 2}


def test_a_page_that_is_gone_counts_once(file):
    keep_run(file, page("a.md", ONE))
    assert figures(keep_run(file, gone={"a.md"})[0].comparison) == {"gone": 1}
    assert figures(keep_run(file, gone={"a.md"})[0].comparison) == {}


def test_what_comes_back_is_new(file):
    keep_run(file, page("a.md", ONE))
    keep_run(file, page("a.md"))
    assert figures(keep_run(file, page("a.md", ONE))[0].comparison) == {"new": 1}


def test_a_finding_keeps_its_identity_through_edits_and_moves(file):
    keep_run(file, page("a.md", ONE))
    keep_run(file, page("a.md", "So many sufferers here."))
    keep_run(file, page("b.md", "So many sufferers here."), gone={"a.md"})
    assert len(rows(file, "SELECT DISTINCT identity FROM findings")) == 1
    assert rows(file, "SELECT status FROM findings ORDER BY id") == [("new",), ("remaining",), ("remaining",)]


def test_other_rules_or_another_profile_are_told(file):
    keep_run(file, page("a.md", ONE))
    assert not keep_run(file, page("a.md", ONE))[0].comparison.rules_changed
    assert keep_run(file, page("a.md", ONE, rules="d2"))[0].comparison.rules_changed
    assert keep_run(file, page("a.md", ONE, rules="d2"), profile="news")[0].comparison.rules_changed


def test_nothing_is_kept_of_a_run_that_is_interrupted(file):
    keep_run(file, page("a.md", ONE))
    run = keep([page("a.md"), page("b.md")], Report(), begin(file), scope())
    next(run)
    run.close()
    assert rows(file, "SELECT count(*) FROM runs") == [(1,)]


def test_a_bad_file_is_refused_before_the_run(file):
    file.write_text("text" * 400, "utf-8")
    with pytest.raises(HistoryError):
        begin(file)


def test_a_file_that_goes_bad_meanwhile_is_a_failure_among_the_outcomes(file):
    run = keep([page("a.md", ONE)], Report(), begin(file), scope())
    next(run)
    file.write_text("text" * 400, "utf-8")
    assert list(run) == [Failed(str(file), f"{file}: is not a history; name another file", placed=True)]


def test_a_file_that_is_replaced_meanwhile_is_left_alone(file):
    run = keep([page("a.md", ONE)], Report(), begin(file), scope())
    next(run)
    file.unlink()
    (failure,) = run
    assert failure.message == f"{file}: was replaced while the run went on; the run is not kept"


def test_what_a_writer_in_crisis_says_is_not_kept(file):
    crisis = finding("", "", rule=CRISIS)
    keep_run(file, page("a.md", ONE))
    assert figures(keep_run(file, page("a.md", crisis))[0].comparison) == {"unseen": 1}
    assert rows(file, "SELECT rule FROM findings") == [("pity/sufferer",)]
    assert rows(file, "SELECT state FROM documents ORDER BY run") == [("checked",), ("set aside",)]


def test_everything_that_is_asked_later_is_there(file):
    keep_run(file, page("a.md", finding(path="a.md", line=3, column=6, pages=4, context="quotation"), title="A"))
    query = "SELECT path, line, col, severity, category, rule, words, sentence, context, pages FROM current_findings"
    assert rows(file, query) == [
        ("a.md", 3, 6, "warning", "pity", "pity/sufferer", "sufferers", ONE, "quotation", 4),
    ]
    assert rows(file, "SELECT path, state, title FROM documents") == [("a.md", "checked", "A")]
    assert rows(file, "SELECT target, rules, profile, redacted FROM runs") == [("docs", "d1", "outreach", 0)]


def test_only_a_part_of_an_endless_sentence_is_kept(file):
    sentence = "very " * 10_000 + "sad sufferers " + "indeed " * 10_000
    keep_run(file, page("a.md", sentence))
    ((kept,),) = rows(file, "SELECT sentence FROM findings")
    assert (len(kept), "sufferers" in kept) == (500, True)
    assert figures(keep_run(file, page("a.md", sentence))[0].comparison) == {"remaining": 1}


def test_names_that_are_not_text_are_kept_with_escapes(file):
    keep_run(file, page("a\udcff.md", ONE))
    assert rows(file, "SELECT path FROM findings") == [(r"a\udcff.md",)]
    assert figures(keep_run(file, page("a\udcff.md", ONE))[0].comparison) == {"remaining": 1}


def test_a_run_without_words_leaves_none_in_the_file(file):
    address = "https://a.org/story?name=Ann"
    story = page(
        address, finding("Ann met sufferers.", path=address, suppression_reason="Ann"), title="The story of Ann"
    )
    _, shown = keep_run(file, story, Failed("https://a.org/b?Ann", "https://a.org/b?Ann: bad"), redacted=True)
    assert "Ann" not in repr(shown)
    assert "sufferers" not in repr(shown)
    for word in (b"Ann", b"sufferers"):
        assert word not in file.read_bytes()


def test_a_target_has_no_query_in_a_run_without_words(file):
    keep_run(file, target="https://a.org/?name=Ann", redacted=True)
    assert rows(file, "SELECT target FROM runs") == [("https://a.org/",)]


def test_fingerprints_without_words_stay_within_a_history_and_differ_between_two(tmp_path):
    def prints(name):
        return keep_run(tmp_path / name, page("a.md", ONE), redacted=True)[1][0].findings[0].fingerprint

    assert prints("one.db") == prints("one.db")
    assert prints("one.db") != prints("two.db")

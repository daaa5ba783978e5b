"""Matches stay in their sentences, and no shortcut loses one that the expression alone would find."""

import pytest

from stigmalint.documents import read_text
from stigmalint.linter import Linter
from stigmalint.pipeline.match import match, words_of
from stigmalint.pipeline.normalise import normalise
from stigmalint.pipeline.scan import Scanner
from stigmalint.pipeline.sentences import sentence_bounds
from stigmalint.rules.load import load_rules
from stigmalint.rules.program import program_for

CASES = {
    "inflected": ("She commits suicide.", ["commits suicide"]),
    "across a line end": ("He committed\nsuicide.", ["committed\nsuicide"]),
    "across a sentence": ("A crime was committed. Suicide is none.", []),
    "part of a hyphenated word": ("He committed suicide-prevention money.", []),
    "part of a longer word": ("He committed suicidology to paper.", []),
    "with an aside": ("They suffer, often in silence, from depression.", ["suffer, often in silence, from depression"]),
    "twice in a sentence": ("So OCD and so OCD.", ["So OCD", "so OCD"]),
    "once in each of two sentences": ("An addict. Another addict.", ["addict", "addict"]),
    "possessive": ("The addict's family.", ["addict's"]),
    "capitals": ("COMMITTED SUICIDE", ["COMMITTED SUICIDE"]),
    "curly apostrophe": ("The addict’s family.", ["addict’s"]),
}


def candidates(program, text):
    [segment] = read_text(text).segments
    plain = normalise(segment.text)
    return segment, list(match(program, segment, plain, Scanner(program.anchors).hits(plain)))


@pytest.fixture(scope="module")
def program(linter):
    return linter._program


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_match(program, text, expected):
    segment, found = candidates(program, text)
    # A text keeps its line ends apart from its segments, where they are spaces.
    assert [segment.text[c.start : c.end] for c in found] == [words.replace("\n", " ") for words in expected]


def test_a_candidate_knows_its_sentence_head_and_slots(program):
    segment, [found] = candidates(program, "Come in. They suffered from bipolar disorder for years. Go.")
    assert segment.text[slice(*found.sentence)] == "They suffered from bipolar disorder for years."
    assert segment.text[slice(*found.head)] == "suffered"
    [(name, start, end)] = found.slots
    assert (name, segment.text[start:end]) == ("condition", "bipolar disorder")
    assert found.tags == {"VBD", "VBN"}
    assert not found.possessive


def test_a_match_in_a_text_without_punctuation(program):
    _, found = candidates(program, "word " * 5_000 + "committed suicide " + "word " * 5_000)
    assert len(found) == 1


@pytest.mark.parametrize("times", [2, 300])
def test_matches_in_a_text_without_punctuation(program, times):
    _, found = candidates(program, ("word " * 50 + "committed suicide ") * times)
    assert len({candidate.start for candidate in found}) == times


@pytest.mark.parametrize("before", range(480, 520))
def test_matches_where_stretches_of_a_long_text_meet(program, before):
    for blocks in (0, 500, 1000):
        words = "w " * ((before + blocks) // 2) + "x" * (before % 2)
        _, found = candidates(program, f"He committed suicide {words} committed suicide {'w ' * 1000}")
        assert len(found) == 2
        _, found = candidates(program, f"{words} committed suicide-prevention money {'w ' * 1000}")
        assert found == []


def test_words_are_also_read_in_parts():
    assert words_of("the non-compliant patient's l.s.d.") == {
        "the", "non", "compliant", "non-compliant", "patient", "s", "patient's", "l", "d", "l.s.d",
    }  # fmt: skip


def test_required_words_lose_no_match():
    """What the expressions of a rule find in its examples is also found after the scan and the shortcuts."""
    rules = load_rules()
    program = program_for(rules)
    phrases = {}
    # One phrase in three: to expand them all takes half a minute.
    for index, phrase in list(enumerate(program.phrases))[::3]:
        phrases.setdefault(phrase.rule, []).append((index, phrase))
    scanner = Scanner(program.anchors)
    lost = []
    for rule in rules.rules.values():
        for example in rule.examples.flag:
            text = normalise(example)
            named = {index for _, indexes in scanner.hits(text) for index in indexes}
            lost += [
                (rule.id, phrase.written, example)
                for index, phrase in phrases.get(rule.id, ())
                if phrase.regex is not None and _found(program, phrase, text)
                if index not in named or not _could_match(program, index, text)
            ]
    assert lost == []


def _found(program, phrase, text):
    return any(program.expression(phrase.regex).search(text, *bounds) for bounds in sentence_bounds(text))


def _could_match(program, index, text):
    return any(list(program.could_match([index], words_of(text[slice(*bounds)]))) for bounds in sentence_bounds(text))


PATTERNS = """\
rules:
  - id: deficit/insight
    severity: warning
    match: [{pattern: [{LOWER: lacks}, {LOWER: insight}]}]
    why: It blames.
"""


def test_raw_patterns_need_no_trained_model(wordlists):
    wordlists(PATTERNS)
    [finding] = Linter(load_rules(), model=None, documents=False).check_text("The **patient lacks** insight. Who?")
    assert (finding.text, finding.sentence) == ("lacks** insight", "The patient lacks insight.")

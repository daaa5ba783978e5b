"""Raw token patterns: what spaCy gets to see, and what is refused before it does."""

import re

import pytest
import spacy
from spacy.matcher import Matcher

from stigmalint.errors import RuleError
from stigmalint.rules.rawpattern import TOKEN_KEYS, check_pattern, literal_words
from stigmalint.rules.yamlfile import parse_yaml


@pytest.fixture(scope="module")
def vocab():
    return spacy.blank("en").vocab


def check(text):
    return check_pattern(parse_yaml(text, "a.yml"), "suicide/commit: match")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        pytest.param("[{LOWER: suicide}]", ({"LOWER": "suicide"},), id="word"),
        pytest.param(
            "[{LEMMA: commit}, {POS: DET, OP: '?'}]", ({"LEMMA": "commit"}, {"POS": "DET", "OP": "?"}), id="tags"
        ),
        pytest.param("[{LOWER: 'true'}]", ({"LOWER": "true"},), id="word-that-reads-like-a-boolean"),
        pytest.param("[{LOWER: '988'}]", ({"LOWER": "988"},), id="word-that-reads-like-a-number"),
        pytest.param("[{LOWER: a}, {IS_ALPHA: true}]", ({"LOWER": "a"}, {"IS_ALPHA": True}), id="flag"),
        pytest.param("[{LOWER: a}, {LENGTH: 3}]", ({"LOWER": "a"}, {"LENGTH": 3}), id="length"),
        pytest.param("[{LOWER: a}, {LENGTH: {'>=': 3}}]", ({"LOWER": "a"}, {"LENGTH": {">=": 3}}), id="comparison"),
        pytest.param("[{LOWER: {IN: [a, b]}}]", ({"LOWER": {"IN": ["a", "b"]}},), id="one-of"),
        pytest.param(
            "[{LOWER: a}, {LOWER: {REGEX: '^un'}}]", ({"LOWER": "a"}, {"LOWER": {"REGEX": "^un"}}), id="regex"
        ),
        pytest.param(
            "[{LOWER: a}, {LOWER: {FUZZY: lunatic}}]", ({"LOWER": "a"}, {"LOWER": {"FUZZY": "lunatic"}}), id="fuzzy"
        ),
        pytest.param("[{LOWER: a}, {}]", ({"LOWER": "a"}, {}), id="any-token"),
        pytest.param("[{LOWER: a, OP: '{1,3}'}]", ({"LOWER": "a", "OP": "{1,3}"},), id="counted"),
    ],
)
def test_pattern(vocab, text, pattern):
    assert check(text) == pattern
    Matcher(vocab, validate=True).add("x", [list(map(dict, pattern))])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "{LOWER: a}", "1:1: suicide/commit: match: expected a list (- item), found a mapping", id="no-list"
        ),
        pytest.param(
            "[a]", "1:2: suicide/commit: match: expected a mapping (key: value), found the text 'a'", id="no-mapping"
        ),
        pytest.param(
            "[{LOWR: a}]",
            "1:3: suicide/commit: match: unknown key 'LOWR' (did you mean 'LOWER'?); expected one of: "
            + ", ".join(TOKEN_KEYS),
            id="unknown-attribute",
        ),
        pytest.param(
            "[{LOWER: {INN: [a]}}]",
            "1:11: suicide/commit: match: LOWER: unknown key 'INN' (did you mean 'IN'?); expected one of: REGEX, FUZZY,"
            " IN, NOT_IN, INTERSECTS, ==, !=, >=, <=, >, <",
            id="unknown-predicate",
        ),
        pytest.param(
            "[{LOWER: a, OP: x}]",
            "1:17: suicide/commit: match: OP 'x'; expected one of ! ? + * {n} {n,m}",
            id="unknown-operator",
        ),
        pytest.param(
            "[{LOWER: a, OP: '{1000}'}]",
            "1:17: suicide/commit: match: OP '{1000}'; expected one of ! ? + * {n} {n,m}",
            id="operator-too-large",
        ),
        pytest.param(
            "[{LOWER: {IN: abc}}]",
            "1:15: suicide/commit: match: LOWER: IN: expected a list (- item), found the text 'abc'",
            id="one-of-no-list",
        ),
        pytest.param(
            "[{LOWER: {REGEX: [a]}}]",
            "1:18: suicide/commit: match: LOWER: REGEX: expected text, found a list",
            id="regex-list",
        ),
        pytest.param(
            "[{LOWER: [a, b]}]", "1:10: suicide/commit: match: LOWER: expected text, found a list", id="list-without-in"
        ),
        pytest.param(
            "[{LOWER: a}, {LENGTH: long}]",
            "1:23: suicide/commit: match: LENGTH: expected a number, found the text 'long'",
            id="length-no-number",
        ),
        pytest.param(
            "[{LOWER: a}, {IS_ALPHA: 1}]",
            "1:25: suicide/commit: match: IS_ALPHA: '1' is not known; expected one of: true, false",
            id="flag-no-boolean",
        ),
        pytest.param(
            "[{LOWER: a}, {LOWER: {REGEX: '['}}]",
            "1:30: suicide/commit: match: LOWER: REGEX: '[' is not a regular expression: unterminated character set at"
            " position 0",
            id="no-regex",
        ),
    ],
)
def test_mistake(text, message):
    with pytest.raises(RuleError) as caught:
        check(text)
    assert str(caught.value) == f"a.yml:{message}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[]", id="nothing"),
        pytest.param("[{POS: NOUN}]", id="tags-only"),
        pytest.param("[{LOWER: a, OP: '?'}]", id="optional-word"),
        pytest.param("[{LOWER: a, OP: '*'}]", id="repeated-or-missing-word"),
        pytest.param("[{LOWER: a, OP: '!'}]", id="forbidden-word"),
        pytest.param("[{LOWER: a, OP: '{0,2}'}]", id="counted-from-zero"),
        pytest.param("[{LOWER: a, OP: '{,2}'}]", id="counted-from-nothing"),
        pytest.param("[{LOWER: {REGEX: a}}]", id="regex-only"),
        pytest.param("[{LOWER: {NOT_IN: [a]}}]", id="forbidden-words"),
        pytest.param('[{LOWER: "n\'t"}]', id="no-whole-word"),
        pytest.param("[{ORTH: ','}]", id="punctuation"),
    ],
)
def test_pattern_without_a_word_to_look_for(text):
    with pytest.raises(RuleError, match="expected at least one token with ORTH, LOWER or LEMMA"):
        check(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("[{LOWER: commit}]", [(("LOWER", "commit"),)], id="word"),
        pytest.param("[{ORTH: OCD}]", [(("ORTH", "ocd"),)], id="lower-cased"),
        pytest.param("[{LEMMA: {IN: [go, come]}}]", [(("LEMMA", "go"), ("LEMMA", "come"))], id="one-of"),
        pytest.param("[{LOWER: a, OP: '?'}, {LOWER: b}]", [(("LOWER", "b"),)], id="optional-passed-over"),
        pytest.param(
            "[{LOWER: a, OP: '+'}, {LOWER: b}]",
            [(("LOWER", "a"),), (("LOWER", "b"),)],
            id="every-one-that-must-be-there",
        ),
        pytest.param("[{ORTH: ','}, {LOWER: b}]", [(("LOWER", "b"),)], id="punctuation-passed-over"),
    ],
)
def test_words_to_look_for(text, words):
    assert list(literal_words(check(text))) == words


@pytest.mark.parametrize(
    "regex",
    [
        pytest.param("(a+)+", id="repeat-in-repeat"),
        pytest.param("(a*)*b", id="stars"),
        pytest.param("(a|aa)+", id="choice-in-repeat"),
        pytest.param("(?:(?:ab?)c)+", id="optional-in-repeat"),
        pytest.param("(a?){30}a{30}", id="optional-in-counted-repeat"),
        pytest.param("(a{1,30}){1,30}", id="counted-in-counted"),
        pytest.param("(?=(a+)+)b", id="in-lookahead"),
        pytest.param(".*.*x", id="open-repeats"),
        pytest.param("(a*)(a*)(a*)b", id="open-repeats-in-groups"),
        pytest.param("a{0,999}a{0,999}b", id="long-repeats"),
        pytest.param("a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaa", id="many-optional"),
    ],
)
def test_regex_that_could_take_for_ever(regex):
    with pytest.raises(RuleError, match="could take for ever on some texts"):
        check(f"[{{LOWER: a}}, {{LOWER: {{REGEX: '{regex}'}}}}]")


@pytest.mark.parametrize(
    "regex",
    [
        "^un",
        "ing$",
        "^(?:re)?hab",
        "^(crazy|mad|insane)$",
        "[aeiou]{2}",
        "^[a-z]+$",
        "^a.*z$",
        "^(?!un)",
        "colou?r",
        r"\d+",
    ],
)
def test_regex_that_is_fine(regex):
    assert check(f"[{{LOWER: a}}, {{LOWER: {{REGEX: '{regex}'}}}}]")[1] == {"LOWER": {"REGEX": regex}}


@pytest.mark.filterwarnings("error")
def test_regex_with_a_warning_of_its_own_is_fine():
    with pytest.warns(FutureWarning, match="nested set"):
        re.compile("[[a]")
    assert check("[{LOWER: a}, {LOWER: {REGEX: '[[b]'}}]")


@pytest.mark.parametrize(
    "operators",
    [
        pytest.param(["*"] * 3, id="stars"),
        pytest.param(["+", "*", "{2,}"], id="open"),
        pytest.param(["?"] * 13, id="optional"),
        pytest.param(["{0,99}"], id="counted"),
    ],
)
def test_pattern_that_could_take_for_ever(operators):
    tokens = ", ".join(f"{{OP: '{operator}'}}" for operator in operators)
    with pytest.raises(RuleError, match="expected at most 2 tokens with \\* or \\+ and 12 that may be missing"):
        check(f"[{{LOWER: a}}, {tokens}]")

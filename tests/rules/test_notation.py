"""The notation of phrases: what every construct becomes, and what every mistake is answered with."""

import pytest

from stigmalint.rules.notation import (
    Aside,
    Choice,
    Gap,
    NotationError,
    Optional_,
    Slot,
    Word,
    head_index,
    parse,
    slots,
    words,
)


def one(*options, head=False):
    return Choice(options, head=head)


EDGE = "a gap or an aside stands between words, not at the edge of a phrase"
A, B = one(Word("a")), one(Word("b"))


@pytest.mark.parametrize(
    ("phrase", "elements"),
    [
        pytest.param("commit", (one(Word("commit")),), id="word"),
        pytest.param("commit/v", (one(Word("commit", "v")),), id="verb"),
        pytest.param("addict/n", (one(Word("addict", "n")),), id="noun"),
        pytest.param("crazy/adj", (one(Word("crazy", "adj")),), id="adjective"),
        pytest.param("badly/adv", (one(Word("badly", "adv")),), id="adverb"),
        pytest.param("=suicide", (one(Word("suicide", exact=True)),), id="exact"),
        pytest.param("OCD", (one(Word("ocd")),), id="upper-case"),
        pytest.param("non-compliant", (one(Word("non-compliant")),), id="hyphen"),
        pytest.param("alzheimer's", (one(Word("alzheimer's")),), id="straight-apostrophe"),
        pytest.param("alzheimer’s", (one(Word("alzheimer's")),), id="curly-apostrophe"),
        pytest.param("ph.d.", (one(Word("ph.d.")),), id="full-stops"),
        pytest.param("r&d", (one(Word("r&d")),), id="ampersand"),
        pytest.param("a|b", (one(Word("a"), Word("b")),), id="choice"),
        pytest.param("a|{drug}", (one(Word("a"), Slot("drug")),), id="choice-with-list"),
        pytest.param("{drug}", (one(Slot("drug")),), id="list"),
        pytest.param("{drug+}", (one(Slot("drug", many=True)),), id="coordination"),
        pytest.param("word*", (one(Word("word"), head=True),), id="head"),
        pytest.param("a|b*", (one(Word("a"), Word("b"), head=True),), id="head-of-choice"),
        pytest.param("{drug}*", (one(Slot("drug"), head=True),), id="head-list"),
        pytest.param("(a) b", (Optional_((A,)), B), id="optional"),
        pytest.param("b (a b)", (B, Optional_((A, B))), id="optional-words"),
        pytest.param("b ((a) b)", (B, Optional_((Optional_((A,)), B))), id="nested-optional"),
        pytest.param("a(b)", (A, Optional_((B,))), id="no-space-before-parenthesis"),
        pytest.param("a ..3 b", (A, Gap(0, 3), B), id="gap"),
        pytest.param("a ..8 b", (A, Gap(0, 8), B), id="longest-gap"),
        pytest.param("a (..2 b)", (A, Optional_((Gap(0, 2), B))), id="gap-in-optional"),
        pytest.param("a _ b", (A, Gap(1, 1), B), id="any-word"),
        pytest.param("_ b", (Gap(1, 1), B), id="any-word-first"),
        pytest.param("a ,, b", (A, Aside(), B), id="aside"),
        pytest.param("  a \n b ", (A, B), id="white-space"),
    ],
)
def test_construct(phrase, elements):
    assert parse(phrase) == elements


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        pytest.param("", "a phrase needs at least one word or {list} that is not optional", id="empty"),
        pytest.param("(a)", "a phrase needs at least one word or {list} that is not optional", id="all-optional"),
        pytest.param("_", "a phrase needs at least one word or {list} that is not optional", id="any-word-only"),
        pytest.param("a )", "a ')' without its '('", id="stray-close"),
        pytest.param("(a b", "a '(' without its ')'", id="stray-open"),
        pytest.param("a () b", "empty parentheses", id="empty-parentheses"),
        pytest.param(
            "((a) (b)) c",
            "parentheses in parentheses without a word between; expected (a) (b)",
            id="parentheses-of-parentheses",
        ),
        pytest.param("..2 a", EDGE, id="gap-first"),
        pytest.param("a ..2", EDGE, id="gap-last"),
        pytest.param("(a) ..2 b", EDGE, id="gap-after-optional"),
        pytest.param("b ..2 (a)", EDGE, id="gap-before-optional"),
        pytest.param(
            "b (a ..2)",
            EDGE,
            id="gap-last-in-optional",
        ),
        pytest.param(
            "(..2 a) b",
            EDGE,
            id="gap-first-in-optional",
        ),
        pytest.param(",, a", EDGE, id="aside-first"),
        pytest.param("a ,,", EDGE, id="aside-last"),
        pytest.param("a ..0 b", "a gap of 0 words; expected ..1 to ..8", id="gap-of-nothing"),
        pytest.param("a ..9 b", "a gap of 9 words; expected ..1 to ..8", id="gap-too-wide"),
        pytest.param("a* b*", "two words are marked as the head (*); expected one", id="two-heads"),
        pytest.param("(a*) b", "the head (*) cannot be optional", id="optional-head"),
        pytest.param(
            "a/x", "unknown part of speech /x in 'a/x'; expected /n, /v, /adj, /adv", id="unknown-part-of-speech"
        ),
        *(
            pytest.param(
                token,
                f"cannot read {token!r}; expected a word, {{list}}, (optional), a|b, ..3, ,, or _",
                id=name,
            )
            for token, name in [
                ("a,", "comma"),
                ("what?", "question-mark"),
                ('"a"', "quotes"),
                ("{Drug}", "list-in-upper-case"),
                ("{drug", "open-brace"),
                ("{drug*}", "star-in-braces"),
                ("a||b", "empty-choice"),
                ("a*|b", "star-before-choice"),
                ("a/", "empty-part-of-speech"),
                ("a/V", "part-of-speech-in-upper-case"),
                ("..x", "gap-without-number"),
                ("...", "dots"),
                ("-a", "leading-hyphen"),
                ("*", "star-alone"),
                ("[a]", "brackets"),
            ]
        ),
    ],
)
def test_mistake(phrase, message):
    with pytest.raises(NotationError) as caught:
        parse(phrase)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        pytest.param("commit suicide", 1, id="last-word"),
        pytest.param("commit/v suicide", 0, id="first-verb"),
        pytest.param("suicide be/v commit/v", 1, id="first-of-two-verbs"),
        pytest.param("commit/v suicide*", 1, id="star-over-verb"),
        pytest.param("suffer|endure/v {condition}", 0, id="verb-in-a-choice"),
        pytest.param("suffer from {condition}", 2, id="list-last"),
        pytest.param("addict (in recovery)", 0, id="optional-is-no-head"),
        pytest.param("addict _", 0, id="any-word-is-no-head"),
    ],
)
def test_head(phrase, head):
    assert head_index(parse(phrase)) == head


def test_slots_are_named_in_order_optional_ones_too():
    assert slots(parse("{a} ({b}|x) {c+} {a}")) == ("a", "b", "c", "a")


def test_words_are_given_with_optional_ones_and_without_lists():
    assert [word.lemma for word in words(parse("suffer (very|so badly) from {condition}"))] == [
        "suffer",
        "very",
        "so",
        "badly",
        "from",
    ]

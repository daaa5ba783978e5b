"""What phrases match in text and what they must let pass, and the words by which the scan finds them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stigmalint.pipeline.match import places_of, words_of
from stigmalint.pipeline.normalise import normalise
from stigmalint.pipeline.scan import Scanner
from stigmalint.rules.compile import PhraseCompiler, anchor_spellings
from stigmalint.rules.compiled import Compiled, ContextData, Phrase
from stigmalint.rules.forms import Inflector
from stigmalint.rules.model import Profile, RuleData
from stigmalint.rules.notation import Aside, Choice, Gap, NotationError, Optional_, Slot, parse
from stigmalint.rules.program import Program
from stigmalint.rules.ruleset import RuleSet

LISTS = {
    "condition": dict.fromkeys(
        (
            "depression/n",
            "anxiety/n",
            "anxiety disorder/n",
            "panic/v",
            "panic attack/n",
            "=OCD",
            "post-natal depression/n",
        )
    ),
    "condition_person": {
        "schizophrenic/n": "schizophrenia",
        "drug addict/n": "a drug addiction",
        "manic-depressive/n": "bipolar disorder",
        "(=chronic) alcoholic/n": "an alcohol addiction",
    },
    "any_condition": {"{condition}": None, "{condition_person}": None, "=grief": None},
    "degree": dict.fromkeys(("=very", "=so", "=not at all")),
}
INFLECTOR = Inflector({})


@pytest.fixture(scope="module")
def compiler():
    return PhraseCompiler(LISTS, INFLECTOR)


def found(regex, text):
    plain = normalise(text)
    assert len(plain) == len(text)
    return [text[match.start() : match.end()] for match in re.finditer(regex, plain)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("addict/n", "An addict.", "addict", id="word"),
        pytest.param("addict/n", "Two addicts.", "addicts", id="plural"),
        pytest.param("addict/n", "ADDICTS", "ADDICTS", id="upper-case"),
        pytest.param("addict/n", "the addict's wife", "addict's", id="possessive"),
        pytest.param("addict/n", "the addict’s wife", "addict’s", id="curly-possessive"),
        pytest.param("addict/n", "(addict)", "addict", id="brackets"),
        pytest.param("addict/n", "“addict”", "addict", id="quotes"),
        pytest.param("addict/n", "- addict -", "addict", id="dashes-with-spaces"),
        pytest.param("addict/n", "recovery—addict—recovery", "addict", id="dashes-without-spaces"),
        pytest.param("commit/v suicide", "He committed suicide.", "committed suicide", id="phrase"),
        pytest.param("commit/v suicide", "committing\nsuicide", "committing\nsuicide", id="line-break"),
        pytest.param("commit/v suicide", "commits\r\n   suicide", "commits\r\n   suicide", id="wrapped-and-indented"),
        pytest.param("commit/v suicide", "commit\u00a0suicide", "commit\u00a0suicide", id="no-break-space"),
        pytest.param("commit/v suicide", "a commit-suicide note", "commit-suicide", id="hyphen-between-words"),
        *(
            pytest.param("non-compliant", text, text, id=name)
            for name, text in {
                "hyphen": "non-compliant",
                "apart": "non compliant",
                "joined": "noncompliant",
                "no-break-hyphen": "non\u2011compliant",
                "hyphen-at-line-end": "non-\ncompliant",
            }.items()
        ),
        pytest.param("alzheimer's", "Alzheimer’s", "Alzheimer’s", id="curly-apostrophe"),
        pytest.param("alzheimer’s", "alzheimer's", "alzheimer's", id="straight-apostrophe"),
        pytest.param("stigmatise/v", "They stigmatized us.", "stigmatized", id="american-spelling"),
        pytest.param("counselor/n", "Counsellors", "Counsellors", id="british-spelling"),
        pytest.param("=addicts", "addicts", "addicts", id="exact"),
        pytest.param("crazy|mad|insane person", "a mad person", "mad person", id="choice"),
        pytest.param("drug|drug-use problem", "a drug use problem", "drug use problem", id="longer-choice-first"),
        pytest.param("commit/v (a) suicide", "committed suicide", "committed suicide", id="optional-missing"),
        pytest.param("commit/v (a|the) suicide", "committed a suicide", "committed a suicide", id="optional-present"),
        pytest.param("(mentally) ill", "mentally ill", "mentally ill", id="optional-first"),
        pytest.param("(mentally) ill", "ill", "ill", id="optional-first-missing"),
        pytest.param("ill (person)", "an ill person", "ill person", id="optional-last"),
        pytest.param("ill (very (much) so)", "ill very so", "ill very so", id="optional-in-optional"),
        pytest.param("ill (very (much) so)", "ill very much so", "ill very much so", id="both-optional"),
        pytest.param("({degree}) ill", "not at all ill", "not at all ill", id="optional-list"),
        pytest.param("suffer ..3 from", "suffers from", "suffers from", id="gap-of-nothing"),
        pytest.param("suffer ..3 from", "suffers a great deal from", "suffers a great deal from", id="gap-of-three"),
        pytest.param("suffer ..3 from", "suffers day-to-day from", "suffers day-to-day from", id="gap-with-hyphens"),
        pytest.param(
            "suffer ..3 from",
            "suffers pre- and postnatally from",
            "suffers pre- and postnatally from",
            id="gap-with-open-hyphen",
        ),
        pytest.param("ill (..2 from {condition})", "ill only from OCD", "ill only from OCD", id="gap-in-optional"),
        pytest.param("ill (..2 from {condition})", "ill today", "ill", id="gap-in-optional-missing"),
        pytest.param("suffer _ depression", "suffers bad depression", "suffers bad depression", id="any-word"),
        pytest.param("_ addict/n", "an old addict", "old addict", id="any-word-first"),
        pytest.param("(_) addict/n", "old addict", "old addict", id="any-word-optional"),
        pytest.param("suffer ,, from", "suffers, she says, from", "suffers, she says, from", id="aside"),
        pytest.param("suffer ,, from", "suffers from", "suffers from", id="aside-missing"),
        pytest.param("suffer from {condition}", "suffers from anxiety", "suffers from anxiety", id="list"),
        pytest.param("suffer from {condition}", "suffers from ocd", "suffers from ocd", id="list-acronym"),
        pytest.param(
            "suffer from {condition}",
            "suffer from anxiety disorders",
            "suffer from anxiety disorders",
            id="longest-entry",
        ),
        pytest.param("{condition}", "panic attack", "panic attack", id="entry-of-most-words"),
        pytest.param("{any_condition}", "two drug addicts", "drug addicts", id="list-in-list"),
        pytest.param(
            "suffer from {condition+}",
            "suffers from anxiety, depression and OCD",
            "suffers from anxiety, depression and OCD",
            id="coordination",
        ),
        pytest.param(
            "suffer from {condition+}",
            "suffers from anxiety, or OCD",
            "suffers from anxiety, or OCD",
            id="oxford-comma",
        ),
        pytest.param(
            "suffer from {condition+}",
            "suffers from OCD as well as panic",
            "suffers from OCD as well as panic",
            id="as-well",
        ),
        pytest.param("from {condition+}", "from OCD and joy", "from OCD", id="coordination-ends"),
        pytest.param("be crazy", "She is crazy.", "is crazy", id="be"),
        pytest.param("be crazy", "She’s crazy.", "’s crazy", id="contraction-first"),
        pytest.param("she be crazy", "She’s crazy.", "She’s crazy", id="contraction-inside"),
        pytest.param("they be (all) crazy", "they're all crazy", "they're all crazy", id="contraction-before-optional"),
        pytest.param("i have lose", "I've lost", "I've lost", id="contracted-have"),
        pytest.param("she be crazy", "she isn't crazy", "she isn't crazy", id="denied-be"),
    ],
)
def test_match(compiler, phrase, text, expected):
    matches = found(compiler.phrase(phrase).regex, text)
    assert matches == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        pytest.param("addict/n", "addicted", id="other-part-of-speech"),
        pytest.param("addict/n", "antiaddict", id="end-of-longer-word"),
        pytest.param("addict", "addictionology", id="start-of-longer-word"),
        pytest.param("=addict", "addicts", id="exact"),
        pytest.param("suicide", "a suicide-prevention plan", id="start-of-hyphenated-word"),
        pytest.param("alcoholic/n", "a non-alcoholic drink", id="end-of-hyphenated-word"),
        pytest.param("mental", "semi-mental-ish", id="middle-of-hyphenated-word"),
        pytest.param("alcoholic/n", "a non–alcoholic drink", id="en-dash-for-hyphen"),
        pytest.param("=can", "I can't", id="denied-verb"),
        pytest.param("=can", "I can’t", id="denied-verb-curly"),
        pytest.param("mad", "mad_max", id="underscore"),
        pytest.param("addict", "addict2", id="digit"),
        pytest.param("commit/v suicide", "commit, suicide", id="comma-between-words"),
        pytest.param("commit/v suicide", "commit. Suicide", id="full-stop-between-words"),
        pytest.param("commit/v suicide", "commitsuicide", id="joined-words"),
        pytest.param("commit/v suicide", "commit - suicide", id="dash-between-words"),
        pytest.param("suffer ..3 from", "suffers, she says, from", id="gap-over-comma"),
        pytest.param("suffer ..3 from", "suffers now. He is from", id="gap-over-full-stop"),
        pytest.param("suffer ..3 from", "suffers - she says from", id="gap-over-dash"),
        pytest.param("suffer ..3 from", "suffers – now from", id="gap-over-en-dash"),
        pytest.param("suffer ..3 from", "suffers: now from", id="gap-over-colon"),
        pytest.param("suffer ..3 from", "suffers (daily) from", id="gap-over-brackets"),
        pytest.param("suffer ..2 from", "suffers a great deal from", id="gap-too-wide"),
        pytest.param("suffer _ from", "suffers from", id="any-word-missing"),
        pytest.param("suffer from {condition}", "suffers from", id="list-missing"),
        pytest.param("suffer from {condition}", "suffers from depressions-like moods", id="entry-in-hyphenated-word"),
    ],
)
def test_noop(compiler, phrase, text):
    assert found(compiler.phrase(phrase).regex, text) == []


def test_a_condition_matches_like_a_phrase(compiler):
    regex = compiler.neighbour("suffer from {condition}").regex
    assert found(regex, "He suffered from an anxiety.") == []
    assert found(regex, "He suffered from anxiety's grip.") == ["suffered from anxiety's"]


class TestParts:
    def match(self, compiler, phrase, text):
        compiled = compiler.phrase(phrase)
        return compiled, re.search(compiled.regex, normalise(text))

    @pytest.mark.parametrize(
        ("phrase", "text", "head"),
        [
            ("commit/v suicide", "They committed suicide.", "committed"),
            ("suicide attempt*", "two suicide attempts", "attempts"),
            ("suffer/v from {condition}", "suffering from OCD", "suffering"),
            ("{condition_person}", "the schizophrenics", "schizophrenics"),
            ("addict/n (in recovery)", "addicts in recovery", "addicts"),
        ],
    )
    def test_head(self, compiler, phrase, text, head):
        assert self.match(compiler, phrase, text)[1]["h"] == head

    @pytest.mark.parametrize(
        ("phrase", "form", "tags"),
        [
            ("commit/v suicide", "committed", "VBD VBN"),
            ("addict/n", "addicts", "NNS"),
            ("{condition_person}|junkie/n", "junkies", "NNS"),
            ("self-harmer/n", "self harmers", "NNS"),
        ],
    )
    def test_tags_of_the_head(self, compiler, phrase, form, tags):
        assert compiler.phrase(phrase).head_forms[form] == tags

    @pytest.mark.parametrize(
        ("phrase", "lists"),
        [("{condition_person}", ("condition_person",)), ("{degree}|mad {condition}*", ("condition",)), ("mad", ())],
    )
    def test_lists_of_the_head(self, compiler, phrase, lists):
        assert compiler.phrase(phrase).head_lists == lists

    def test_slots_are_groups_in_order(self, compiler):
        compiled, match = self.match(compiler, "{degree} {condition+}", "so anxiety and OCD")
        assert compiled.slots == ("degree", "condition")
        assert (match["s0"], match["s1"]) == ("so", "anxiety and ocd")

    def test_slot_of_a_missing_optional_is_no_group(self, compiler):
        assert self.match(compiler, "ill ({condition})", "ill")[1]["s0"] is None

    @pytest.mark.parametrize(("text", "expected"), [("addict's", "'s"), ("addict’s", "'s"), ("addict", None)])
    def test_possessive(self, compiler, text, expected):
        assert self.match(compiler, "addict/n", text)[1]["poss"] == expected


class TestList:
    @pytest.mark.parametrize(
        ("words", "carried"),
        [
            pytest.param("schizophrenic", "schizophrenia", id="word"),
            pytest.param("schizophrenics", "schizophrenia", id="inflected-word"),
            pytest.param("drug addicts", "a drug addiction", id="inflected-words"),
            pytest.param("manic depressives", "bipolar disorder", id="hyphen-as-space"),
            pytest.param("manicdepressive", "bipolar disorder", id="joined"),
            pytest.param("alcoholic", "an alcohol addiction", id="optional-missing"),
            pytest.param("chronic alcoholics", "an alcohol addiction", id="optional-present"),
        ],
    )
    def test_carries_its_text_for_every_form(self, compiler, words, carried):
        assert compiler.list("condition_person").carried[words] == carried

    @pytest.mark.parametrize("words", ["schizophrenics", "drug addicts", "manic depressives", "manicdepressives"])
    def test_knows_the_tags_of_its_forms(self, compiler, words):
        assert compiler.list("condition_person").forms[words] == "NNS"

    def test_without_texts_carries_nothing(self, compiler):
        assert compiler.list("condition").carried == {}

    def test_that_names_another_carries_the_words_as_written(self, compiler):
        assert compiler.list("any_condition").carried == {}

    def test_is_compiled_once(self, compiler):
        assert compiler.list("condition") is compiler.list("condition")


def test_unknown_list_is_a_key_error(compiler):
    with pytest.raises(KeyError, match="wug"):
        compiler.phrase("{wug}")


def test_mistake_in_a_phrase(compiler):
    with pytest.raises(NotationError, match="without its"):
        compiler.phrase("(a")


@pytest.mark.parametrize(
    ("form", "spellings"),
    [
        pytest.param("suicide", {"suicide"}, id="word"),
        pytest.param("non-compliant", {"noncompliant", "compliant"}, id="two-parts"),
        pytest.param("well-to-do", {"welltodo", "wellto", "todo", "well"}, id="three-parts"),
    ],
)
def test_words_by_which_a_form_is_found(form, spellings):
    assert set(anchor_spellings(form)) == spellings


def test_anchors_are_the_rarest_word(compiler):
    assert set(compiler.phrase("be in a straitjacket of the mind").anchors) >= {"straitjacket", "straitjackets"}
    assert "be" not in compiler.phrase("be in a straitjacket of the mind").anchors


# "be" and "have" alone could not be found: "'s" is no word of its own.
TELLING = [
    "commit/v",
    "suicide",
    "non-compliant",
    "well-to-do",
    "alzheimer's patient",
    "=OCD",
    "junkie/n",
    "be|become crazy",
]
LISTED = ["{condition}", "{condition_person}", "{condition+}", "{any_condition}", "{degree}|too"]
TOKENS = [*TELLING, *LISTED, "=the", "be", "have", "of"]
tokens = st.sampled_from(TOKENS)
optional = st.sampled_from([*TOKENS, "_", "..2 the", "of (the)"]).map("({})".format)
between = st.one_of(tokens, optional, st.sampled_from(["..3", "_", ",,"]))
phrases = st.builds(
    lambda first, middle, last, turned: " ".join([last, *middle, first] if turned else [first, *middle, last]),
    st.sampled_from([*TELLING, *LISTED]),
    st.lists(between, max_size=3),
    tokens,
    st.booleans(),
)
FILLERS = ["once", "day-to-day", "quite"]
_COMPILER = PhraseCompiler(LISTS, INFLECTOR)


@st.composite
def sayings(draw, elements, *, pending=False):
    """Draw a text that elements of a phrase stand for."""
    text = ""
    for element in elements:
        lead = " " if text or pending else ""
        if isinstance(element, Gap):
            count = draw(st.integers(element.least, element.most))
            text += "".join(f" {draw(st.sampled_from(FILLERS))}" for _ in range(count))
        elif isinstance(element, Aside):
            text += draw(st.sampled_from(["", ", they say,", " (for once)"]))
        elif isinstance(element, Optional_):
            if draw(st.booleans()):
                text += draw(sayings(element.elements, pending=bool(lead)))
        elif isinstance(element, Choice):
            option = draw(st.sampled_from(element.options))
            if isinstance(option, Slot):
                entry = draw(st.sampled_from(sorted(LISTS[option.name])))
                said = draw(sayings(parse(entry)))
            else:
                said = draw(st.sampled_from(sorted(_COMPILER.word(option))))
            text += ("" if said.startswith("'") else lead) + draw(respelled(said))
    return text


def respelled(said):
    """Draw one of the ways to write words with hyphens and apostrophes."""
    joints = st.sampled_from(["-", " ", "", "\u2011", "-\n"])
    return st.lists(joints, min_size=said.count("-"), max_size=said.count("-")).map(
        lambda drawn: "".join(part + joint for part, joint in zip(said.split("-"), [*drawn, ""], strict=True)).replace(
            "'", "’"
        )
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), phrase=phrases)
def test_whatever_a_phrase_stands_for_is_matched_and_an_anchor_occurs_in_it(data, phrase):
    compiled = _COMPILER.phrase(phrase)
    text = "He" + data.draw(sayings(parse(phrase), pending=True)) + "."
    plain = normalise(text)
    matches = list(re.finditer(compiled.regex, plain))
    assert matches, (phrase, text)
    hits = [start for start, _ in Scanner(dict.fromkeys(compiled.anchors, (0,))).hits(plain)]
    for match in matches:
        assert any(match.start() <= hit < match.end() for hit in hits), (phrase, match[0], compiled.anchors)
        lists = {name: _COMPILER.list(name) for name in LISTS}
        made = program(compiled, lists)
        assert list(made.could_match([0], words_of(match[0]))) == [0], (phrase, match[0], compiled.required)
        assert made.in_reach(0, places_of(plain)), (phrase, match[0], compiled.required, compiled.reaches)


def program(compiled, lists):
    phrase = Phrase(
        "a/b", compiled.regex, None, (), {}, None, "error", (), "any", "", compiled.required, compiled.reaches
    )
    rules = RuleSet("en", "0", lambda: RuleData(Profile("", "", {}, {}), {}, {}, {}))
    return Program(rules, {}, lambda: Compiled((phrase,), {}, lists, ContextData({}), ()))


@pytest.mark.parametrize("phrase", TOKENS)
def test_expression_is_fast_on_hostile_text(compiler, phrase):
    regex = re.compile(compiler.phrase(f"commit/v ..8 ,, ({phrase}) ..8 {{condition+}} ..8 suicide").regex)
    hostile = "commit " * 300 + "depression, " * 300 + "- " * 300 + "'" * 300 + "commit the the the " * 100
    assert regex.search(hostile) is None


@pytest.mark.parametrize(
    ("phrase", "text", "in_reach"),
    [
        ("commit suicide", "people commit suicide", True),
        ("commit suicide", "suicide is no crime that people commit", False),
        ("commit suicide", "commit to the prevention of suicide", False),
        ("commit ..2 suicide", "commit a quiet suicide", True),
        ("commit ..2 suicide", "commit to the prevention of suicide", False),
        ("commit (to) suicide", "commit to suicide", True),
        ("commit ,, suicide", "commit, as they said in those days, suicide", True),
        ("non-compliant patient", "non compliant patient", True),
        ("non-compliant patient", "noncompliant, said the patient", False),
        ("{condition} of his", "the panic attacks of his", True),
        ("{condition} of his", "of his sadness and panic", False),
    ],
)
def test_words_that_a_phrase_needs_must_be_near_enough_in_its_order(phrase, text, in_reach):
    compiled = _COMPILER.phrase(phrase)
    lists = {name: _COMPILER.list(name) for name in LISTS}
    assert program(compiled, lists).in_reach(0, places_of(text)) is in_reach

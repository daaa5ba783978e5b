"""What rules compile to, and that it is the same from the cache."""

import pytest

from stigmalint.errors import RuleError
from stigmalint.linter import Linter
from stigmalint.rules import compiler
from stigmalint.rules.load import load_rules
from stigmalint.rules.program import program_for

RULES = """\
lists:
  herb: {sage/n: wisdom, rue/n: regret, bitter rue/n: bitter regret}
  spice: [pepper/n, salt/n, nutmeg/n, turmeric/n, cardamom/n, cinnamon/n, coriander/n, cumin/n]
rules:
  - id: suicide/commit
    severity: error
    match:
      - commit/v suicide
      - {phrase: complete/v suicide, severity: warning, suggest: [{rewrite: Say who died.}]}
    suggest: [die by suicide, "end {possessive} life"]
    not_after: [prevention]
    except: [commit suicide pact]
    why: It is no crime.
  - id: pity/suffer
    severity: warning
    match: ["suffer/v from {herb}", "plagued by {spice+}"]
    suggest: ["live with {herb}", {one: one, many: many}]
    near: ["{spice}"]
    why: It pities.
  - id: identity-label/the-mad
    severity: info
    match: [{phrase: mad, role: noun}]
    case: exact
    why: People are more.
  - id: deficit/pattern
    severity: info
    match: [{pattern: [{LEMMA: lack}, {LOWER: insight}]}]
    why: It blames.
  - id: blaming/quiet
    severity: "off"
    match: [quiet word]
    why: Nobody minds.
"""
TEXT = """\
He committed suicide. They complete suicide with salt. She suffers from bitter rue and pepper. He lacks insight.

Plagued by salt, pepper and cumin. He suffered from sage. The mad and the MAD. A suicide-prevention plan, a quiet word.
"""


@pytest.fixture
def rules(wordlists):
    def load(**options):
        wordlists(RULES)
        return load_rules(**options)

    return load


def findings(rules):
    return Linter(rules, model=None).check_text(TEXT)


def test_findings_are_the_same_through_the_cache(rules, monkeypatch):
    fresh = findings(rules())
    monkeypatch.setattr(compiler, "compile_rules", pytest.fail)
    assert findings(rules()) == fresh
    assert {finding.rule for finding in fresh} >= {"suicide/commit", "pity/suffer", "identity-label/the-mad"}


def test_findings_are_the_same_without_a_cache(rules, monkeypatch):
    kept = findings(rules())
    monkeypatch.setenv("STIGMALINT_CACHE_DIR", "")
    assert findings(rules()) == kept


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null", "1", '{"phrases": []}'])
@pytest.mark.parametrize("part", ["anchors", "program"])
def test_strange_content_of_the_cache_is_compiled_again(rules, cache_folder, part, content):
    fresh = findings(rules())
    (path,) = cache_folder.glob(f"{rules().digest}-*.{part}.json")
    path.write_text(content, encoding="utf-8")
    assert findings(rules()) == fresh


class TestProgram:
    @pytest.fixture
    def program(self, rules):
        return program_for(rules())

    def test_phrases_keep_the_order_of_the_rules(self, program):
        assert [(phrase.rule, phrase.severity, phrase.role) for phrase in program.phrases] == [
            ("suicide/commit", "error", None),
            ("suicide/commit", "warning", None),
            ("pity/suffer", "warning", None),
            ("pity/suffer", "warning", None),
            ("identity-label/the-mad", "info", "noun"),
            ("deficit/pattern", "info", None),
        ]

    def test_anchors_name_phrases(self, program):
        assert program.anchors["suicide"] == [0, 1]
        assert program.anchors["suffers"] == [2]
        assert [word for word, phrases in program.anchors.items() if 5 in phrases] == ["insight"]

    def test_rules_that_are_off_leave_no_anchor(self, program):
        assert "quiet" not in program.anchors

    def test_suggestions_have_the_forms_of_their_head(self, program):
        template = program.phrases[0].templates[0]
        assert (template.head, template.forms["VBD"], template.forms["VBG"]) == ("die", "died", "dying")

    def test_phrase_may_have_suggestions_of_its_own(self, program):
        assert [template.spec.text for template in program.phrases[1].templates] == ["Say who died."]

    def test_lists_of_phrases_and_conditions_are_there(self, program):
        assert set(program.lists) == {"herb", "spice"}

    def test_conditions_are_those_that_were_written(self, program):
        assert {rule: set(conditions) for rule, conditions in program.conditions.items()} == {
            "suicide/commit": {"not_after", "except_"},
            "pity/suffer": {"near"},
        }

    def test_attributes_are_those_of_patterns(self, program):
        assert program.attributes() == {"LEMMA", "LOWER"}

    @pytest.mark.parametrize(
        ("words", "could"),
        [({"suffered", "from", "sage"}, True), ({"suffered", "from", "salt"}, False), ({"suffered"}, False)],
        ids=["all", "no-entry-of-the-list", "one"],
    )
    def test_a_sentence_without_the_words_cannot_match(self, program, words, could):
        assert list(program.could_match([2], words)) == ([2] if could else [])


def test_profile_switches_phrases_off(rules):
    program = program_for(rules(severities={"suicide": "off", "pity/suffer": "error"}))
    assert {(phrase.rule, phrase.severity) for phrase in program.phrases if phrase.rule < "q"} == {
        ("pity/suffer", "error"),
        ("identity-label/the-mad", "info"),
        ("deficit/pattern", "info"),
    }


def test_cue_that_cannot_be_read(wordlists):
    root = wordlists(RULES, {"en/contexts.yml": "contexts:\n  mention_words: ['(a']\n"})
    with pytest.raises(RuleError) as caught:
        program_for(load_rules())
    assert str(caught.value) == f"{root}/en/contexts.yml:2:19: mention_words: a '(' without its ')'"

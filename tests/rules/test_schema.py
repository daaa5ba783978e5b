"""What the keys of a rule file become, and the file, line, rule and expectation that every mistake names."""

from textwrap import dedent

import pytest

from stigmalint.errors import RuleError
from stigmalint.findings import Source
from stigmalint.rules.model import CATEGORIES, Conditions, Examples, Location, PhraseSpec, Profile, SuggestionTemplate
from stigmalint.rules.schema import (
    CONDITION_KEYS,
    CONTEXTS,
    PHRASE_KEYS,
    RULE_KEYS,
    read_profile,
    read_rule,
    read_rule_file,
    read_sources,
    rule_id,
    template_slots,
)
from stigmalint.rules.yamlfile import parse_yaml

SOURCES = {"guide": Source("guide", "A Guide", "https://example.org")}
SEVERITY = "{}: {!r} is not known{}; expected one of: error, warning, info, off"
FULL = """\
id: suicide/commit
severity: error
message: Words of crime
match: [commit suicide]
suggest: [die by suicide]
why: It is no crime.
sources: [guide]
role: verb
before: ["=he"]
after: [today]
near: [police]
near_paragraph: [news]
not_before: ["=to"]
not_after: [prevention]
not_near: [bomber]
not_near_paragraph: [history]
except: [commit suicide squad]
contexts: {quotation: flag, self-description: info}
profiles: {news: warning}
case: exact
aliases: [suicide/committed]
preview: true
examples:
  flag: [He committed suicide.]
  pass: [He committed a crime.]
  fix: {She committed suicide.: She died by suicide.}
"""
SHORT = "id: suicide/commit\nseverity: error\nmatch: [commit suicide]\nwhy: It is no crime.\n"


def value(text):
    return parse_yaml(dedent(text), "a.yml")


def read(text, base=None):
    return read_rule(value(text), SOURCES, base)


def refused(action):
    with pytest.raises(RuleError) as caught:
        action()
    return str(caught.value)


class TestRule:
    @pytest.fixture
    def rule(self):
        return read(FULL)

    @pytest.mark.parametrize(
        ("attribute", "expected"),
        [
            ("id", "suicide/commit"),
            ("category", "suicide"),
            ("severity", "error"),
            ("message", "Words of crime"),
            ("match", (PhraseSpec("commit suicide"),)),
            ("suggest", (SuggestionTemplate("die by suicide"),)),
            ("why", "It is no crime."),
            ("sources", (SOURCES["guide"],)),
            ("role", "verb"),
            ("contexts", {"quotation": "flag", "self-description": "info"}),
            ("profiles", {"news": "warning"}),
            ("case", "exact"),
            ("aliases", ("suicide/committed",)),
            ("preview", True),
            ("location", Location("a.yml", 1, 1)),
            (
                "examples",
                Examples(
                    ("He committed suicide.",),
                    ("He committed a crime.",),
                    {"She committed suicide.": "She died by suicide."},
                ),
            ),
            (
                "conditions",
                Conditions(
                    before=("=he",),
                    after=("today",),
                    near=("police",),
                    near_paragraph=("news",),
                    not_before=("=to",),
                    not_after=("prevention",),
                    not_near=("bomber",),
                    not_near_paragraph=("history",),
                    except_=("commit suicide squad",),
                ),
            ),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_key(self, rule, attribute, expected):
        assert getattr(rule, attribute) == expected

    def test_every_key_is_among_them(self):
        assert {*value(FULL).data, "add"} == set(RULE_KEYS)

    def test_keys_have_defaults(self):
        rule = read(SHORT)
        assert (rule.suggest, rule.sources, rule.role, rule.case, rule.preview) == ((), (), None, "any", False)
        assert rule.conditions == Conditions()

    @pytest.mark.parametrize("category", CATEGORIES)
    def test_category(self, category):
        assert rule_id(value(f"id: {category}/x")) == f"{category}/x"


class TestMatch:
    def specs(self, text):
        return read(f"id: suicide/commit\nseverity: error\nwhy: x\nmatch:\n{text}").match

    def test_phrase_with_keys_of_its_own(self):
        text = "- {phrase: commit/v suicide, role: verb, severity: info, suggest: [die]}"
        assert self.specs(text) == (PhraseSpec("commit/v suicide", None, (SuggestionTemplate("die"),), "verb", "info"),)

    def test_pattern(self):
        assert self.specs("- pattern: [{LOWER: suicide}]") == (PhraseSpec(None, ({"LOWER": "suicide"},)),)


class TestSuggestion:
    def templates(self, text):
        return read(f"{SHORT}suggest:\n- {text}").suggest

    @pytest.mark.parametrize(
        ("text", "template"),
        [
            pytest.param("die by suicide", SuggestionTemplate("die by suicide"), id="text"),
            pytest.param('"end {possessive} life"', SuggestionTemplate("end {possessive} life"), id="possessive"),
            pytest.param('"use of {match}"', SuggestionTemplate("use of {match}"), id="match"),
            pytest.param('"person with {condition}"', SuggestionTemplate("person with {condition}"), id="list"),
            pytest.param("{one: a rise, many: rises}", SuggestionTemplate(one="a rise", many="rises"), id="by-number"),
            pytest.param("{text: die, fix: unsafe}", SuggestionTemplate("die", fix="unsafe"), id="unsafe"),
            pytest.param(
                "{text: die, near: [Week, day], not_after: [x]}",
                SuggestionTemplate("die", when=(("near", ("week", "day")), ("not_after", ("x",)))),
                id="conditions",
            ),
            pytest.param("{text: die, fix: safe}", SuggestionTemplate("die"), id="safe"),
            pytest.param(
                '{rewrite: "Say {what} helped."}', SuggestionTemplate("Say {what} helped.", fix="manual"), id="advice"
            ),
        ],
    )
    def test_template(self, text, template):
        assert self.templates(text) == (template,)

    def test_slots_are_those_of_lists(self):
        (template,) = self.templates('{one: "{match} with {a}", many: "{b} and {possessive} {a}"}')
        assert template_slots(template) == ("a", "b", "a")

    def test_advice_has_no_slots(self):
        (template,) = self.templates('{rewrite: "Say {what} helped."}')
        assert template_slots(template) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("severity: error", "1:1: rule: the key 'id' is missing; expected category/slug", id="no-id"),
        pytest.param("- a", "1:1: rule: expected a mapping (key: value), found a list", id="no-mapping"),
        pytest.param(
            "id: Suicide/Commit",
            "1:5: id 'Suicide/Commit': expected category/slug in lower case, such as suicide/commit",
            id="id-in-upper-case",
        ),
        pytest.param(
            "id: commit",
            "1:5: id 'commit': expected category/slug in lower case, such as suicide/commit",
            id="id-no-slash",
        ),
        pytest.param(
            "id: suicid/commit",
            "1:5: id 'suicid/commit': unknown category 'suicid' (did you mean 'suicide'?); expected one of: "
            + ", ".join(CATEGORIES),
            id="unknown-category",
        ),
        pytest.param(
            "id: suicide/x\nmatch: [a]\nwhy: b",
            "1:1: suicide/x: the key 'severity' is missing; a new rule needs it",
            id="no-severity",
        ),
        pytest.param(
            "id: suicide/x\nseverity: error\nwhy: b",
            "1:1: suicide/x: the key 'match' is missing; a new rule needs it",
            id="no-match",
        ),
        pytest.param(
            "id: suicide/x\nseverity: error\nmatch: [a]",
            "1:1: suicide/x: the key 'why' is missing; a new rule needs it",
            id="no-why",
        ),
        *(
            pytest.param(f"{SHORT}{text}", f"{place}: suicide/commit: {message}", id=name)
            for name, text, place, message in [
                (
                    "unknown-key",
                    "exmaples:\n  flag: []",
                    "5:1",
                    "unknown key 'exmaples' (did you mean 'examples'?); expected one of: " + ", ".join(RULE_KEYS),
                ),
                (
                    "add-without-a-base",
                    "add: {match: [a]}",
                    "5:6",
                    "'add' extends a rule of another file, but there is none with this id",
                ),
                (
                    "unknown-role",
                    "role: nuon",
                    "5:7",
                    "role: 'nuon' is not known (did you mean 'noun'?); expected one of: noun, adjective, verb",
                ),
                (
                    "unknown-case",
                    "case: lower",
                    "5:7",
                    "case: 'lower' is not known; expected one of: any, upper, exact",
                ),
                (
                    "preview-not-boolean",
                    "preview: 1",
                    "5:10",
                    "preview: '1' is not known; expected one of: true, false",
                ),
                (
                    "unknown-source",
                    "sources: [giude]",
                    "5:11",
                    "sources: unknown source 'giude' (did you mean 'guide'?); sources are listed in sources.yml",
                ),
                (
                    "sources-no-list",
                    "sources: guide",
                    "5:10",
                    "sources: expected a list (- item), found the text 'guide'",
                ),
                ("aliases-no-list", "aliases: a", "5:10", "aliases: expected a list (- item), found the text 'a'"),
                (
                    "unknown-context",
                    "contexts: {quotations: flag}",
                    "5:12",
                    "contexts: unknown key 'quotations' (did you mean 'quotation'?); expected one of: "
                    + ", ".join(CONTEXTS),
                ),
                (
                    "unknown-action",
                    "contexts: {quotation: skip}",
                    "5:23",
                    "contexts: quotation: 'skip' is not known; expected one of: flag, info, pass",
                ),
                (
                    "unknown-severity-of-a-profile",
                    "profiles: {news: warn}",
                    "5:18",
                    SEVERITY.format("profiles: news", "warn", " (did you mean 'warning'?)"),
                ),
                *(
                    (f"{key}-{name}", f"{key}: {text}", f"5:{len(key) + 3 + step}", f"{key}: {message}")
                    for key in CONDITION_KEYS
                    for name, text, step, message in [
                        ("no-list", "a", 0, "expected a list (- item), found the text 'a'"),
                        ("no-phrase", '["(a"]', 1, "'(a': a '(' without its ')'"),
                    ]
                ),
                (
                    "unknown-kind-of-example",
                    "examples: {flags: [a]}",
                    "5:12",
                    "examples: unknown key 'flags' (did you mean 'flag'?); expected one of: flag, pass, fix",
                ),
                ("example-no-text", "examples: {flag: [[a]]}", "5:19", "examples: expected text, found a list"),
                (
                    "fix-no-mapping",
                    "examples: {fix: [a]}",
                    "5:17",
                    "examples: expected a mapping (key: value), found a list",
                ),
                ("suggest-no-list", "suggest: a", "5:10", "suggest: expected a list (- item), found the text 'a'"),
                (
                    "unknown-key-of-a-suggestion",
                    "suggest: [{txt: a}]",
                    "5:12",
                    (
                        "suggest: unknown key 'txt' (did you mean 'text'?); expected one of: text, one, many, fix,"
                        " rewrite, before, after, near, not_before, not_after, not_near"
                    ),
                ),
                (
                    "one-without-many",
                    "suggest: [{one: a}]",
                    "5:11",
                    "suggest: expected 'text', 'rewrite', or both 'one' and 'many'",
                ),
                (
                    "condition-no-list",
                    "suggest: [{text: a, near: week}]",
                    "5:27",
                    "suggest: expected a list (- item), found the text 'week'",
                ),
                (
                    "rewrite-with-text",
                    "suggest: [{rewrite: a, text: b}]",
                    "5:11",
                    "suggest: 'rewrite' is advice and stands alone; give words in a suggestion of their own",
                ),
                (
                    "unknown-fix",
                    "suggest: [{text: a, fix: manual}]",
                    "5:26",
                    "suggest: 'manual' is not known; expected one of: safe, unsafe",
                ),
                (
                    "slot-that-cannot-be-read",
                    'suggest: ["a {b c}"]',
                    "5:11",
                    "suggest: cannot read {b c}; expected the name of a list of the match, {possessive} or {match}",
                ),
                (
                    "slot-of-a-coordination",
                    'suggest: ["a {b+}"]',
                    "5:11",
                    "suggest: cannot read {b+}; expected the name of a list of the match, {possessive} or {match}",
                ),
                (
                    "open-slot",
                    'suggest: ["a {b"]',
                    "5:11",
                    "suggest: 'a {b': a '{' without its '}', or the other way round",
                ),
            ]
        ),
        *(
            pytest.param(
                f"id: suicide/x\nseverity: error\nwhy: x\nmatch: {text}", f"4:{column}: suicide/x: {message}", id=name
            )
            for name, text, column, message in [
                ("match-no-list", "a", 8, "match: expected a list (- item), found the text 'a'"),
                ("match-empty", "[]", 8, "match: expected at least one phrase"),
                (
                    "match-no-phrase",
                    '["a|"]',
                    9,
                    "match: 'a|': cannot read 'a|'; expected a word, {list}, (optional), a|b, ..3, ,, or _",
                ),
                (
                    "unknown-key-of-a-phrase",
                    "[{phrse: a}]",
                    10,
                    "match: unknown key 'phrse' (did you mean 'phrase'?); expected one of: " + ", ".join(PHRASE_KEYS),
                ),
                ("neither-phrase-nor-pattern", "[{role: noun}]", 9, "match: expected either 'phrase' or 'pattern'"),
                ("phrase-and-pattern", "[{phrase: a, pattern: []}]", 9, "match: expected either 'phrase' or 'pattern'"),
                (
                    "unknown-severity-of-a-phrase",
                    "[{phrase: a, severity: bad}]",
                    31,
                    "match: 'bad' is not known; expected one of: error, warning, info, off",
                ),
            ]
        ),
        pytest.param(
            "id: suicide/x\nseverity: fatal\nmatch: [a]\nwhy: b",
            "2:11: suicide/x: severity: 'fatal' is not known; expected one of: error, warning, info, off",
            id="unknown-severity",
        ),
    ],
)
def test_mistake_in_a_rule(text, message):
    assert refused(lambda: read(text)) == f"a.yml:{message}"


class TestChange:
    """A rule of a later file with the id of an earlier one."""

    @pytest.fixture
    def base(self):
        return read(FULL)

    def test_keys_given_replace(self, base):
        rule = read("id: suicide/commit\nwhy: Our reason.\nexcept: [commit suicide pact]", base)
        assert rule.why == "Our reason."
        assert rule.conditions.except_ == ("commit suicide pact",)

    def test_keys_left_out_are_inherited(self, base):
        rule = read("id: suicide/commit\nwhy: Our reason.", base)
        assert (rule.match, rule.suggest, rule.examples, rule.conditions) == (
            base.match,
            base.suggest,
            base.examples,
            base.conditions,
        )

    def test_stands_in_the_file_that_changes_it(self, base):
        assert read("# ours\nid: suicide/commit\nwhy: x", base).location.line == 2

    def test_severity_is_pinned_over_profiles_and_phrases(self, base):
        shipped = read("id: suicide/commit\nmatch: [{phrase: a, severity: info}]\nprofiles: {news: error}", base)
        rule = read("id: suicide/commit\nseverity: off", shipped)
        assert (rule.severity, rule.pinned, rule.profiles) == ("off", True, None)
        assert rule.match == (PhraseSpec("a"),)

    def test_severity_may_come_with_profiles(self, base):
        rule = read("id: suicide/commit\nseverity: off\nprofiles: {news: info}", base)
        assert rule.profiles == {"news": "info"}

    def test_an_empty_list_replaces(self, base):
        assert read("id: suicide/commit\nexcept: []", base).conditions.except_ == ()

    def test_add_extends(self, base):
        rule = read(
            """
            id: suicide/commit
            add:
              match: [commit self-murder]
              suggest: ["lose {possessive} life"]
              except: [commit suicide pact]
              examples:
                flag: [They committed self-murder.]
                fix: {I committed self-murder.: I died.}
            """,
            base,
        )
        assert rule.match == (*base.match, PhraseSpec("commit self-murder"))
        assert rule.suggest == (SuggestionTemplate("lose {possessive} life"), *base.suggest)
        assert rule.conditions.except_ == ("commit suicide squad", "commit suicide pact")
        assert rule.conditions.near == base.conditions.near
        assert rule.examples.flag == ("He committed suicide.", "They committed self-murder.")
        assert rule.examples.pass_ == base.examples.pass_
        assert list(rule.examples.fix) == ["She committed suicide.", "I committed self-murder."]

    def test_add_extends_what_the_same_change_replaces(self, base):
        rule = read("id: suicide/commit\nmatch: [a]\nadd: {match: [b]}", base)
        assert rule.match == (PhraseSpec("a"), PhraseSpec("b"))

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            pytest.param(
                "add: {why: x}",
                "2:7: suicide/commit: add: unknown key 'why'; expected one of: match, suggest, examples, "
                + ", ".join(CONDITION_KEYS),
                id="unknown-key",
            ),
            pytest.param(
                "add: [a]", "2:6: suicide/commit: add: expected a mapping (key: value), found a list", id="no-mapping"
            ),
            pytest.param(
                'add: {match: ["(a"]}', "2:15: suicide/commit: add: '(a': a '(' without its ')'", id="no-phrase"
            ),
        ],
    )
    def test_mistake_in_add(self, base, text, message):
        assert refused(lambda: read(f"id: suicide/commit\n{text}", base)) == f"a.yml:{message}"


class TestFile:
    def file(self, text, expected=None):
        return read_rule_file(value(text), "a.yml", expected)

    def test_empty(self):
        file = self.file("")
        assert (file.lists, file.rules) == ({}, ())

    def test_list_of_phrases(self):
        words = self.file("lists: {herb: [sage/n, rue]}").lists["herb"]
        assert words.items == {"sage/n": None, "rue": None}
        assert words.location == Location("a.yml", 1, 15)

    def test_list_with_texts(self):
        assert self.file("lists: {herb: {sage/n: wisdom}}").lists["herb"].items == {"sage/n": "wisdom"}

    def test_language(self):
        assert self.file("language: en", "en").language == "en"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            pytest.param("- a", "1:1: rule file: expected a mapping (key: value), found a list", id="no-mapping"),
            pytest.param(
                "rule: []",
                "1:1: rule file: unknown key 'rule' (did you mean 'rules'?); expected one of: language, description,"
                " countries, lists, rules",
                id="unknown-key",
            ),
            pytest.param(
                "countries: [gb]",
                "1:13: countries: 'gb': expected the code of a country in two capitals, such as GB",
                id="country",
            ),
            pytest.param("rules: {a: b}", "1:8: rules: expected a list (- item), found a mapping", id="rules-no-list"),
            pytest.param(
                "lists: [a]", "1:8: lists: expected a mapping (key: value), found a list", id="lists-no-mapping"
            ),
            pytest.param(
                "lists: {Herb: [a]}",
                "1:15: list 'Herb': a name has lower-case letters, digits and _ only",
                id="list-name",
            ),
            pytest.param("lists: {herb: []}", "1:15: list 'herb': expected at least one entry", id="empty-list"),
            pytest.param("lists:\n  herb:", "2:3: list 'herb': expected a list (- item), found nothing", id="no-list"),
            pytest.param("lists: {herb: [a, a]}", "1:19: list 'herb': 'a' stands twice", id="entry-twice"),
            pytest.param("lists: {herb: ['(a']}", "1:16: list 'herb': '(a': a '(' without its ')'", id="no-phrase"),
            pytest.param("lists: {herb: {a: }}", "1:16: list 'herb', 'a': expected text, found nothing", id="no-text"),
            pytest.param(
                "language: de", "1:11: language: this file is for 'de', but 'en' is checked", id="other-language"
            ),
        ],
    )
    def test_mistake(self, text, message):
        assert refused(lambda: self.file(text, "en")) == f"a.yml:{message}"


class TestSources:
    def test_read(self):
        assert read_sources(value("guide: {title: A Guide, url: 'https://example.org'}")) == SOURCES

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("guide: {title: A}", "1:8: source 'guide': the key 'url' is missing"),
            ("guide: {title: A, link: b}", "1:19: source 'guide': unknown key 'link'; expected one of: title, url"),
        ],
        ids=["missing-key", "unknown-key"],
    )
    def test_mistake(self, text, message):
        assert refused(lambda: read_sources(value(text))) == f"a.yml:{message}"


class TestProfile:
    def test_read(self):
        text = "description: News.\nextends: outreach\nseverity: {suicide: error}\ncontexts: {quotation: info}"
        assert read_profile(value(text), "news") == (
            Profile("news", "News.", {"suicide": "error"}, {"quotation": "info"}),
            "outreach",
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            pytest.param(
                "extends: outreach", "1:1: profile 'news': the key 'description' is missing", id="no-description"
            ),
            pytest.param(
                "description: a\nseverities: {}",
                "2:1: profile 'news': unknown key 'severities' (did you mean 'severity'?);"
                " expected one of: description, extends, severity, contexts",
                id="unknown-key",
            ),
            pytest.param(
                "description: a\nseverity: {suicide: bad}",
                "2:21: severity: suicide: 'bad' is not known; expected one of: error, warning, info, off",
                id="unknown-severity",
            ),
        ],
    )
    def test_mistake(self, text, message):
        assert refused(lambda: read_profile(value(text), "news")) == f"a.yml:{message}"

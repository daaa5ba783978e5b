"""The rules in force: shipped files, local files that change them, packs, profiles and the user's own choices."""

import sys
from textwrap import dedent

import pytest

from stigmalint.errors import RuleError, UsageError
from stigmalint.rules.load import languages, load_rules, locales, profiles
from stigmalint.rules.locate import PACK_GROUP, digest, rule_files, shipped_wordlists

RULES = """\
language: en
lists:
  herb: [sage/n, rue/n]
rules:
  - id: suicide/commit
    severity: error
    match: [commit/v suicide]
    suggest: [die by suicide]
    why: It is no crime.
    sources: [guide]
    aliases: [suicide/committed]
    profiles: {news: warning}
    examples: {flag: [He committed suicide.], pass: [A committed suicide charity.]}
  - id: pity/suffer
    severity: warning
    match: ["suffer/v from {herb}"]
    suggest: ["live with {herb}"]
    why: It pities.
    examples: {flag: [He suffers from sage.], pass: [He suffers.]}
"""
PITY = "{id: pity/a, severity: info, match: [a], why: b}"
NEWS = """\
description: News.
extends: outreach
severity: {suicide: info, pity/suffer: error}
contexts: {quotation: info}
"""


@pytest.fixture
def shipped(wordlists):
    return wordlists(
        RULES, {"profiles/news.yml": NEWS, "en/contexts.yml": "", "en/names.yml": "", "en/forms.json": "{}"}
    )


@pytest.fixture
def local(tmp_path, shipped):  # noqa: ARG001 - local files change shipped rules
    """Return a function that loads the rules with a local file of this text."""

    def load(text, **options):
        path = tmp_path / "ours.yml"
        path.write_text(dedent(text), encoding="utf-8")
        return load_rules(wordlists=[path], **options)

    return load


def refused(kind, action, *arguments, **options):
    with pytest.raises(kind) as caught:
        action(*arguments, **options)
    return str(caught.value)


class TestShipped:
    def test_rules_keep_the_order_of_the_file(self, shipped):  # noqa: ARG002
        assert list(load_rules().rules) == ["suicide/commit", "pity/suffer"]

    def test_files_are_read_by_name(self, shipped):
        (shipped / "en/a.yml").write_text("rules: [{id: pity/a, severity: info, match: [a], why: b}]", encoding="utf-8")
        assert list(load_rules().rules) == ["pity/a", "suicide/commit", "pity/suffer"]

    @pytest.mark.parametrize("name", ["contexts.yml", "names.yml", "forms.json", "notes.txt"])
    def test_files_of_something_else_are_no_rules(self, shipped, name):
        (shipped / "en" / name).write_text("{}", encoding="utf-8")
        assert [path.name for path in rule_files("en")] == ["rules.yml"]

    def test_languages_and_profiles(self, shipped):  # noqa: ARG002
        assert (languages(), profiles()) == (("en",), ("news", "outreach"))

    def test_aliases(self, shipped):  # noqa: ARG002
        assert load_rules().aliases == {"suicide/committed": "suicide/commit"}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            pytest.param(
                "rules: [{id: suicide/commit, severity: info, match: [a], why: b}]",
                "b.yml:1:9: suicide/commit: this id stands at a.yml:1:9 already",
                id="id-of-another-file",
            ),
            pytest.param(
                "rules: [{id: suicide/old, severity: info, match: [a], why: b}]",
                "b.yml:1:9: suicide/old: this id is an alias of suicide/commit, at a.yml:1:9",
                id="id-that-is-an-alias",
            ),
            pytest.param(
                "rules: [{id: pity/a, severity: info, match: [a], why: b, aliases: [suicide/commit]}]",
                "b.yml:1:9: pity/a: the alias 'suicide/commit' is the id of a rule",
                id="alias-that-is-an-id",
            ),
            pytest.param(
                "rules: [{id: pity/a, severity: info, match: [a], why: b, aliases: [suicide/old]}]",
                "b.yml:1:9: pity/a: the alias 'suicide/old' belongs to suicide/commit already",
                id="alias-of-two-rules",
            ),
            pytest.param(
                "lists: {herb: [a]}",
                "b.yml:1:15: the list 'herb' stands at a.yml:2:15 already",
                id="list-of-another-file",
            ),
            pytest.param(
                f"rules: [{PITY}, {PITY}]",
                "b.yml:1:59: pity/a: this id stands twice in this file (first on line 1)",
                id="id-twice-in-a-file",
            ),
            pytest.param(
                "rules: [{id: pity/a, severity: info, match: ['{hreb}'], why: b}]",
                "b.yml:1:9: pity/a: '{hreb}' names the unknown list {hreb} (did you mean 'herb'?)",
                id="unknown-list",
            ),
            pytest.param(
                "rules: [{id: pity/a, severity: info, match: [a], why: b, not_near: ['x ({wug})']}]",
                "b.yml:1:9: pity/a: 'x ({wug})' names the unknown list {wug}",
                id="unknown-list-of-a-condition",
            ),
            pytest.param(
                "rules: [{id: pity/a, severity: info, match: [a], why: b, suggest: ['{posessive} life']}]",
                "b.yml:1:9: pity/a: suggest: unknown list {posessive} (did you mean 'possessive'?)",
                id="unknown-list-of-a-suggestion",
            ),
            pytest.param(
                "lists: {tea: ['{hreb} tea']}",
                "b.yml:1:14: list 'tea': unknown list {hreb} (did you mean 'herb'?)",
                id="unknown-list-of-a-list",
            ),
            pytest.param(
                "lists: {tea: ['{tea} tea']}",
                "b.yml:1:14: list 'tea' contains itself through '{tea} tea'",
                id="list-in-itself",
            ),
            pytest.param(
                "lists: {tea: ['{pot} tea'], pot: ['{tea} pot']}",
                "b.yml:1:34: list 'pot' contains itself through '{tea} pot'",
                id="lists-in-each-other",
            ),
            pytest.param(
                "language: de", "b.yml:1:11: language: this file is for 'de', but 'en' is checked", id="other-language"
            ),
        ],
    )
    def test_mistake(self, wordlists, text, message):
        first = (
            "rules: [{id: suicide/commit, severity: info, match: [a], why: b, aliases: [suicide/old]}]\n"
            "lists: {herb: [sage]}\n"
        )
        root = wordlists(files={"en/a.yml": first, "en/b.yml": text})
        assert refused(RuleError, load_rules).replace(f"{root}/en/", "") == message


class TestLocal:
    """Files of an organisation, after the shipped ones."""

    def test_keys_given_replace_and_the_others_stay(self, local):
        before = load_rules().rules["suicide/commit"]
        rule = local("rules: [{id: suicide/commit, why: Our reason.}]").rules["suicide/commit"]
        assert rule.why == "Our reason."
        assert (rule.severity, rule.match, rule.suggest, rule.sources) == (
            before.severity,
            before.match,
            before.suggest,
            before.sources,
        )

    def test_a_former_id_changes_the_rule(self, local):
        rules = local("rules: [{id: suicide/committed, why: Our reason.}]").rules
        assert list(rules) == ["suicide/commit", "pity/suffer"]
        assert rules["suicide/commit"].why == "Our reason."

    def test_add(self, local):
        rule = local("rules: [{id: suicide/commit, add: {match: [commit/v self-murder]}}]").rules["suicide/commit"]
        assert [spec.phrase for spec in rule.match] == ["commit/v suicide", "commit/v self-murder"]

    def test_new_rule(self, local):
        rules = local("rules: [{id: deficit/estate, severity: info, match: [sink estate], why: It labels.}]").rules
        assert list(rules) == ["suicide/commit", "pity/suffer", "deficit/estate"]

    def test_list_of_a_shipped_name_extends_it(self, local):
        assert list(local("lists: {herb: [thyme]}").lists["herb"].items) == ["sage/n", "rue/n", "thyme"]

    def test_entry_of_a_shipped_list_can_be_given_a_text(self, local):
        assert local("lists: {herb: {sage/n: wisdom}}").lists["herb"].items == {"sage/n": "wisdom", "rue/n": None}

    def test_may_use_shipped_lists_and_sources(self, local):
        rules = local("rules: [{id: pity/a, severity: info, match: ['{herb}'], why: b, sources: [stylebook]}]").rules
        assert rules["pity/a"].sources[0].title == "A Stylebook"

    def test_later_files_change_earlier_ones(self, tmp_path, shipped):  # noqa: ARG002
        for name in ("b", "a"):
            (tmp_path / f"{name}.yml").write_text(f"rules: [{{id: suicide/commit, why: {name}}}]", encoding="utf-8")
        assert load_rules(wordlists=[tmp_path / "b.yml", tmp_path / "a.yml"]).rules["suicide/commit"].why == "a"

    def test_folder_gives_its_files_by_name(self, tmp_path, shipped):  # noqa: ARG002
        folder = tmp_path / "ours"
        folder.mkdir()
        for name in ("b.yml", "a.yaml", "notes.txt"):
            (folder / name).write_text("", encoding="utf-8")
        assert [path.name for path in rule_files("en", [folder])] == ["rules.yml", "a.yaml", "b.yml"]

    def test_texts_from_memory_come_last(self, local):
        rules = local(
            "rules: [{id: suicide/commit, why: ours}]", texts={"mine": "rules: [{id: suicide/commit, why: mine}]"}
        )
        rule = rules.rules["suicide/commit"]
        assert (rule.why, str(rule.location)) == ("mine", "mine:1:9")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            pytest.param(
                "rules: [{id: suicide/commit, sources: [guid]}]",
                "1:40: suicide/commit: sources: unknown source 'guid' (did you mean 'guide'?);"
                " sources are listed in sources.yml",
                id="unknown-source",
            ),
            pytest.param(
                "rules: [{id: pity/sufer, add: {match: [a]}}]",
                "1:31: pity/sufer: 'add' extends a rule of another file, but there is none with this id"
                " (did you mean 'pity/suffer'?)",
                id="addition-to-an-unknown-rule",
            ),
            pytest.param(
                "rules: [{id: pity/sufer, why: Ours.}]",
                "1:9: pity/sufer: the key 'severity' is missing; a new rule needs it (did you mean 'pity/suffer'?)",
                id="change-of-an-unknown-rule",
            ),
            pytest.param(
                "rules: [{id: suicide/commit, why: a}, {id: suicide/commit, why: b}]",
                "1:39: suicide/commit: this id stands twice in this file (first on line 1)",
                id="id-twice",
            ),
            pytest.param(
                "lists: {herb: ['{tea}'], tea: ['{herb}']}",
                "1:31: list 'tea' contains itself through '{herb}'",
                id="list-cycle",
            ),
        ],
    )
    def test_mistake(self, local, tmp_path, text, message):
        assert refused(RuleError, local, text) == f"{tmp_path}/ours.yml:{message}"

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            pytest.param(
                "none.yml",
                "word lists 'none.yml': no such file, folder or installed pack; no packs are installed",
                id="missing",
            ),
            pytest.param("empty", "word lists '{}': no .yml file in this folder", id="empty-folder"),
        ],
    )
    def test_no_word_lists(self, tmp_path, shipped, monkeypatch, name, message):  # noqa: ARG002
        (tmp_path / "empty").mkdir()
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group: ())  # noqa: ARG005
        path = tmp_path / name if name == "empty" else name
        assert refused(UsageError, rule_files, "en", [path]) == message.format(path)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param(
            {"language": "eng"},
            "no word lists for the language 'eng' (did you mean 'en'?); there are: en",
            id="language",
        ),
        pytest.param(
            {"profile": "outreech"},
            "unknown profile 'outreech' (did you mean 'outreach'?); there are: news, outreach",
            id="profile",
        ),
        pytest.param({"locale": "her"}, "unknown locale 'her'; there are: ", id="locale"),
    ],
)
def test_unknown_name(shipped, options, message):  # noqa: ARG001
    assert refused(UsageError, load_rules, **options) == message


HERE = """\
description: Here.
countries: [XX]
rules:
  - {id: suicide/commit, severity: info, why: They say so here.}
"""


class TestLocale:
    @pytest.fixture
    def placed(self, shipped):
        path = shipped / "en" / "locales" / "here.yml"
        path.parent.mkdir()
        path.write_text(HERE, encoding="utf-8")
        return path

    def severity(self, **options):
        rules = load_rules(**options)
        return rules.severity(rules.rules["suicide/commit"])

    def test_is_known_by_name(self, placed):  # noqa: ARG002
        assert (locales("en"), languages()) == (("here",), ("en",))

    def test_weighs_words_and_says_why(self, placed):  # noqa: ARG002
        rule = load_rules(locale="here").rules["suicide/commit"]
        assert (self.severity(locale="here"), rule.why, rule.sources[0].id) == ("info", "They say so here.", "guide")

    def test_says_whom_the_texts_are_for(self, placed):  # noqa: ARG002
        assert (load_rules(locale="here").countries, load_rules().countries) == (("XX",), ())
        assert load_rules(locale="here").countries == ("XX",)  # from the cache

    def test_leaves_rules_alone_where_none_is_named(self, placed):  # noqa: ARG002
        assert self.severity() == "error"

    def test_of_a_profile_comes_over_it(self, placed):  # noqa: ARG002
        assert self.severity(locale="here", profile="news") == "warning"

    def test_of_the_user_comes_over_it(self, placed):  # noqa: ARG002
        assert self.severity(locale="here", severities={"suicide/commit": "off"}) == "off"

    def test_local_files_come_after_it(self, tmp_path, placed):  # noqa: ARG002
        path = tmp_path / "ours.yml"
        path.write_text("rules: [{id: suicide/commit, severity: warning}]", encoding="utf-8")
        assert self.severity(locale="here", wordlists=[path]) == "warning"

    def test_local_files_can_name_countries(self, local):
        assert local("countries: [ZA]").countries == ("ZA",)

    def test_digest_depends_on_it(self, placed):
        before = load_rules(locale="here").digest
        assert before != load_rules().digest
        placed.write_text(HERE + "\n", encoding="utf-8")
        assert load_rules(locale="here").digest != before


class TestProfile:
    def severities(self, rules):
        return {name: rules.severity(rule) for name, rule in rules.rules.items()}

    def test_default_leaves_rules_as_they_are(self, shipped):  # noqa: ARG002
        assert self.severities(load_rules()) == {"suicide/commit": "error", "pity/suffer": "warning"}

    def test_of_a_rule_comes_before_the_profile_of_the_category(self, shipped):  # noqa: ARG002
        assert self.severities(load_rules(profile="news")) == {"suicide/commit": "warning", "pity/suffer": "error"}

    def test_extends_another(self, shipped):  # noqa: ARG002
        assert load_rules(profile="news").profile.contexts == {"mention": "pass", "quotation": "info"}

    def test_contexts_of_the_user_come_over_it(self, shipped):  # noqa: ARG002
        contexts = load_rules(profile="news", contexts={"quotation": "flag"}).profile.contexts
        assert contexts == {"mention": "pass", "quotation": "flag"}

    @pytest.mark.parametrize(
        ("severities", "expected"),
        [
            pytest.param({"suicide/commit": "info"}, "info", id="rule"),
            pytest.param({"suicide": "off"}, "off", id="category"),
            pytest.param({"suicide": "off", "suicide/commit": "error"}, "error", id="rule-over-category"),
        ],
    )
    def test_severities_of_the_user_come_over_it(self, shipped, severities, expected):  # noqa: ARG002
        rules = load_rules(profile="news", severities=severities)
        assert self.severities(rules)["suicide/commit"] == expected

    @pytest.mark.parametrize("profile", ["news", "outreach"])
    @pytest.mark.parametrize("name", ["suicide/commit", "pity/suffer"])
    def test_off_in_a_local_file_is_off_whatever_the_profile_says(self, local, profile, name):
        rules = local(f"rules: [{{id: {name}, severity: off}}]", profile=profile)
        assert self.severities(rules)[name] == "off"

    def test_of_unknown_rule(self, shipped):
        (shipped / "profiles/news.yml").write_text("description: x\nseverity: {suicide/comit: off}", encoding="utf-8")
        assert refused(RuleError, load_rules, profile="news") == (
            "profile 'news': severity of unknown rule or category 'suicide/comit' (did you mean 'suicide/commit'?)"
        )

    def test_may_name_a_category_without_rules(self, shipped):
        (shipped / "profiles/news.yml").write_text("description: x\nseverity: {deficit: off}", encoding="utf-8")
        assert load_rules(profile="news").profile.severities == {"deficit": "off"}


class TestPack:
    """Word lists of an installed package, found by its entry point."""

    @pytest.fixture
    def install(self, tmp_path, monkeypatch, shipped):  # noqa: ARG002
        site = tmp_path / "site"

        def make(value="acme_words.en", folder="acme_words/en", *, place=site):
            info = site / "acme_words-1.0.dist-info"
            info.mkdir(parents=True)
            (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-words\nVersion: 1.0\n", encoding="utf-8")
            (info / "entry_points.txt").write_text(f"[{PACK_GROUP}]\nacme = {value}\n", encoding="utf-8")
            if folder:
                (place / folder).mkdir(parents=True)
                text = "rules: [{id: suicide/commit, why: Acme says so.}]"
                (place / folder / "words.yml").write_text(text, encoding="utf-8")
                (place / folder.partition("/")[0] / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
            monkeypatch.syspath_prepend(str(site))
            if place != site:
                monkeypatch.syspath_prepend(str(place))
            return site

        return make

    @pytest.mark.parametrize(
        ("value", "folder"),
        [("acme_words", "acme_words"), ("acme_words.en", "acme_words/en")],
        ids=["package", "folder-in-a-package"],
    )
    def test_is_read_without_being_run(self, install, value, folder):
        install(value, folder)
        assert load_rules(wordlists=["acme"]).rules["suicide/commit"].why == "Acme says so."
        assert "acme_words" not in sys.modules

    def test_may_lie_elsewhere_than_its_metadata(self, install, tmp_path):
        install(place=tmp_path / "checkout")
        assert load_rules(wordlists=["acme"]).rules["suicide/commit"].why == "Acme says so."
        assert "acme_words" not in sys.modules

    def test_unknown(self, install):
        install()
        assert refused(UsageError, load_rules, wordlists=["acne"]) == (
            "word lists 'acne': no such file, folder or installed pack (did you mean 'acme'?); installed packs: acme"
        )

    def test_without_its_folder(self, install):
        site = install(folder="")
        assert refused(UsageError, load_rules, wordlists=["acme"]) == (
            f"word lists 'acme': the pack's entry point names {site}/acme_words/en, which is not a folder"
        )

    def test_a_file_of_that_name_comes_first(self, install, tmp_path, monkeypatch):
        install()
        monkeypatch.chdir(tmp_path)
        (tmp_path / "acme").write_text("rules: [{id: suicide/commit, why: The file says so.}]", encoding="utf-8")
        assert load_rules(wordlists=["acme"]).rules["suicide/commit"].why == "The file says so."


class TestDigest:
    def test_is_that_of_the_same_content(self, shipped):  # noqa: ARG002
        assert load_rules().digest == load_rules().digest

    def test_does_not_depend_on_the_place(self, tmp_path):
        for name in ("a.yml", "b.yml"):
            (tmp_path / name).write_text("x", encoding="utf-8")
        assert digest([tmp_path / "a.yml"]) == digest([tmp_path / "b.yml"])

    @pytest.mark.parametrize(
        "name", ["en/rules.yml", "en/contexts.yml", "en/names.yml", "en/forms.json", "sources.yml", "profiles/news.yml"]
    )
    def test_changes_with_every_file(self, shipped, name):
        before = load_rules(profile="news").digest
        with (shipped / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert load_rules(profile="news").digest != before

    @pytest.mark.parametrize(
        "options",
        [
            {"profile": "news"},
            {"severities": {"suicide": "off"}},
            {"contexts": {"mention": "flag"}},
            {"texts": {"mine": ""}},
        ],
        ids=lambda options: next(iter(options)),
    )
    def test_changes_with_every_option(self, shipped, options):  # noqa: ARG002
        assert load_rules(**options).digest != load_rules().digest

    def test_of_a_missing_file(self, tmp_path):
        path = tmp_path / "none.yml"
        assert refused(RuleError, digest, [path]) == f"{path}: cannot read this file: No such file or directory"


class TestCached:
    def test_rules_are_equal(self, shipped):  # noqa: ARG002
        assert load_rules().data == load_rules().data

    def test_the_same_content_elsewhere_stands_there(self, tmp_path, shipped):  # noqa: ARG002
        for name in ("a.yml", "b.yml"):
            path = tmp_path / name
            path.write_text("rules: [{id: suicide/commit, why: Ours.}]", encoding="utf-8")
            assert load_rules(wordlists=[path]).rules["suicide/commit"].location.file == str(path)

    @pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null", '{"rules": 1}', '{"rules": [{}]}'])
    def test_strange_content_is_read_again(self, shipped, cache_folder, content):  # noqa: ARG002
        before = load_rules(contexts={"name": "flag"})
        for path in cache_folder.glob(f"{before.digest}*"):
            path.write_text(content, encoding="utf-8")
        assert load_rules(contexts={"name": "flag"}).data == before.data


def test_word_lists_lie_beside_the_package_in_a_checkout():
    assert (shipped_wordlists() / "en" / "lists.yml").is_file()

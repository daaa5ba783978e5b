"""The data of whole-document checks: sound, and read with messages that name what is wrong."""

import re
from pathlib import Path

import pytest

from stigmalint.errors import RuleError
from stigmalint.pipeline.crisis import help_lines
from stigmalint.pipeline.scan import Scanner
from stigmalint.rules.documentfile import (
    FILE,
    HELPLINES,
    compile_documents,
    read_checks,
    read_file,
    read_gate,
    read_helplines,
)
from stigmalint.rules.documents import documents_from_plain, documents_to_plain
from stigmalint.rules.load import load_rules, locales
from stigmalint.rules.locate import shipped_wordlists
from stigmalint.rules.merge import shipped_sources

LEAST_HELPLINES = 5
ENGLISH = shipped_wordlists() / "en"


def read(tmp_path, text):
    path = tmp_path / FILE
    path.write_text(text, encoding="utf-8")
    return read_checks(read_file(path), {})


def check(**changes):
    values = {"id": "document/tea", "severity": "info", "message": "no tea", "why": "Tea helps.", **changes}
    return "checks:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in values.items() if value) + "\n"


class TestShipped:
    CHECKS = read_checks(read_file(ENGLISH / FILE), shipped_sources())
    SERVICES = read_helplines(ENGLISH / HELPLINES)

    @pytest.mark.parametrize("name", CHECKS)
    def test_check_has_a_reason_and_sources(self, name):
        found = self.CHECKS[name]
        assert found.sources or name == "document/language"
        assert found.why.endswith(".")

    @pytest.mark.parametrize("name", sorted(set(CHECKS) - {"document/crisis", "document/language"}))
    def test_check_gives_advice(self, name):
        assert [template.fix for template in self.CHECKS[name].suggest] == ["manual"]

    @pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
    def test_helpline_is_shown_only_when_checked(self, service):
        assert bool(service.checked) is (service.source != "own")
        assert service.checked or not service.crisis

    @pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
    def test_helpline_says_where_it_was_read_and_for_whom(self, service):
        assert service.source == "own" or service.source.startswith("http")
        assert service.countries or service.emergency or service.name in {"Find A Helpline", "Befrienders Worldwide"}
        assert all(re.fullmatch("[A-Z]{2}", country) for country in service.countries)

    def test_what_a_person_in_crisis_is_shown_was_checked(self):
        lines = "\n".join(help_lines(self.SERVICES, (), None))
        checked = [service for service in self.SERVICES if service.checked and service.source.startswith("http")]
        shown = [service for service in self.SERVICES if service.reach in lines]
        assert [service.name for service in shown if service not in checked] == []
        assert len(shown) == len(lines.splitlines())

    @pytest.mark.parametrize("name", locales("en"))
    def test_every_locale_has_helplines(self, name):
        [country] = load_rules(locale=name).countries
        own = [service for service in self.SERVICES if country in service.countries]
        assert [service for service in own if service.emergency]
        assert len(own) > LEAST_HELPLINES

    @pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
    def test_helpline_can_be_recognised(self, service):
        assert service.numbers or service.short or service.sites

    def test_gate_opens_for_what_is_looked_for(self):
        gate = Scanner({}, read_gate(read_file(ENGLISH / FILE)))
        for text in ("suicide", "he took his own life", "i want to die", "self-harm", "an eating disorder", "273-8255"):
            assert gate.scan(text) == ([], True)
        for text in ("a campaign", "the tea is free", "suicidology", "a dyeing workshop"):
            assert gate.scan(text)[1] is False

    def test_cues_are_the_same_from_the_cache(self):
        data = compile_documents(load_rules())
        again = documents_from_plain(documents_to_plain(data))
        assert [phrase.written for phrase in again.compiled.phrases] == [p.written for p in data.compiled.phrases]
        assert (again.words, again.helplines) == (data.words, data.helplines)


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (check(id="pity/tea"), r"id 'pity/tea': expected document/slug"),
            (check(why=None), r"the key 'why' is missing"),
            (check(severity="grave"), r"'grave' is not known"),
            (check(sources="[nobody]"), r"unknown source 'nobody'"),
            (check() + check().partition("\n")[2], r"document/tea: this id stands twice"),
            ("chekcs: []\n", r"unknown key 'chekcs' \(did you mean 'checks'\?\)"),
        ],
    )
    def test_in_checks(self, tmp_path, text, message):
        with pytest.raises(RuleError, match=message):
            read(tmp_path, text)

    @pytest.mark.parametrize(
        ("entry", "message"),
        [
            ("{name: A, reach: call}", r"the key 'source' is missing"),
            ("{name: A, reach: call, source: own, crisis: true}", r"nobody has checked is never shown"),
            ("{name: A, reach: call, source: own, checked: yesterday}", r"year-month-day"),
            ("{name: A, reach: call, source: own, numbers: [none]}", r"'none' is no number"),
        ],
    )
    def test_in_helplines(self, tmp_path, entry, message):
        path = tmp_path / HELPLINES
        path.write_text(f"helplines:\n  - {entry}\n", encoding="utf-8")
        with pytest.raises(RuleError, match=message):
            read_helplines(path)

    @pytest.mark.parametrize("cue", ["..3 tea", "{nothing} tea"])
    def test_in_cues(self, wordlists, cue):
        wordlists("", {"en/documents.yml": f"cues:\n  tea:\n    - '{cue}'\n"})
        with pytest.raises(RuleError, match=re.escape(str(Path("en") / FILE))):
            compile_documents(load_rules())

    def test_missing_files_have_nothing(self, tmp_path):
        assert read_file(tmp_path / FILE) == {}
        assert read_helplines(tmp_path / HELPLINES) == ()


def test_the_page_shows_the_severities():
    page = (Path(__file__).resolve().parents[2] / "docs" / "document-checks.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    names = rows[0][2:]
    rows = [row for row in rows if row[0].startswith("`document/")]
    sets = {name: load_rules(profile=name) for name in names}
    shown = {row[0].strip("`"): row[2:] for row in rows}
    assert shown == {
        check: [rules.severity(rules.checks[check]) for rules in sets.values()] for check in sets[names[0]].checks
    }

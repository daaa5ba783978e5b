"""The pages that are made from the rules are up to date, and the pages that people write name what exists."""

import importlib.util
import re
from pathlib import Path

import pytest

from stigmalint.rules.load import load_rules, locales, profiles

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_rules_page_is_up_to_date():
    spec = importlib.util.spec_from_file_location("build_rules", DOCS / "build_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run: python docs/build_rules.py"


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        *(f"docs/{name}.md" for name in ("document-checks", "history", "locales", "output", "report", "rule-files")),
        "CONTRIBUTING.md",
    ],
)
def test_files_that_are_linked_exist(page):
    path = DOCS.parent / page
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_readme_names_the_profiles():
    text = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert [name for name in profiles() if name not in text] == []


def test_explained_rules_exist():
    text = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"stigmalint explain ([a-z-]+/[a-z-]+)", text))
    assert named <= set(load_rules().rules)


def test_locales_page_shows_the_severities():
    page = (DOCS / "locales.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("|")]
    names = rows[0][2:]
    assert sorted(names) == list(locales("en"))
    sets = [load_rules(), *(load_rules(locale=name) for name in names)]
    severities = {rule: [rules.severity(rules.rules[rule]) for rules in sets] for rule in sets[0].rules}
    changed = {rule: levels for rule, levels in severities.items() if len(set(levels)) > 1}
    assert {row[0].strip("`"): row[1:] for row in rows[2:]} == changed

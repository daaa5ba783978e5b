"""Write docs/rules.md, the page of all rules, from the word lists.

python docs/build_rules.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stigmalint.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stigmalint.findings import Source
    from stigmalint.rules.model import Rule

PAGE = Path(__file__).with_name("rules.md")
_HEAD = """<!-- stigmalint: ignore-file -->
# Rules

Every rule of the English word lists: what it is called, how grave it is in the default profile, why, what to say
instead, and which published guidelines ask for it. `stigmalint explain RULE` shows the same with examples. This page is
made from `wordlists/` by `docs/build_rules.py`; do not edit it.
"""


def page() -> str:
    """Return the text of the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    rules = load_rules()
    yield _HEAD
    category = ""
    sources: dict[str, Source] = {}
    for rule in sorted(rules.rules.values(), key=lambda rule: rule.category):
        if rule.category != category:
            category = rule.category
            yield f"## {category}\n"
            yield "| rule | severity | why | say instead | sources |"
            yield "|---|---|---|---|---|"
        sources.update({source.id: source for source in rule.sources})
        links = ", ".join(f"[{source.id}][]" for source in rule.sources)
        yield f"| `{rule.id}` | {rules.severity(rule)} | {_cell(rule.why)} | {_instead(rule)} | {links} |"
    yield ""
    for source in sorted(sources.values(), key=lambda source: source.id):
        title = source.title.replace('"', "'")
        yield f'[{source.id}]: {source.url} "{title}"'


def _instead(rule: Rule) -> str:
    """Return the first suggestions of a rule, in code, so that the page is not prose for the linter's own hook."""
    texts = [t.text or f"{t.one} / {t.many}" for t in rule.suggest]
    texts = texts or [t.text or f"{t.one} / {t.many}" for spec in rule.match for t in spec.suggest or ()][:2]
    return _cell("; ".join(texts[:3]))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("*", "").replace("{", "`{").replace("}", "}`")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

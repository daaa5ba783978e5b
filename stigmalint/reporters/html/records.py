"""Turn findings into the data of the page, each as one line of JSON, with what many share kept once."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from stigmalint.findings import NOTICES
from stigmalint.reporters.html.links import text_fragment, web_address
from stigmalint.reporters.html.shown import parts_of, shown, shown_parts
from stigmalint.reporters.html.wording import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stigmalint.findings import Finding, Source

# In a script element, "<" could end it; the others are for readers that take it for HTML all the same.
_MARKUP = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
_MOST_WHY = 4000


class Table:
    """Values that many findings share, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:  # noqa: ANN401 - anything that can be a key
        """Return the number of a value, a new one where it has none."""
        return self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> list[Any]:
        """Return the values by their numbers."""
        return list(self._numbers)


class Records:
    """Makes the records of findings."""

    def __init__(self) -> None:
        self._rules = Table()
        self._reasons = Table()

    def of(self, findings: Sequence[Finding], page: int, *, web: bool) -> Iterable[dict[str, Any]]:
        """Yield the records of the findings of one document.

        Args:
            findings: those to report.
            page: the number of the document.
            web: the document is a page of the web, which can be opened at the words found.
        """
        words = Counter(parts_of(finding).words.casefold() for finding in findings)
        for finding in findings:
            record = self._record(finding, page)
            if web and finding.sentence:
                parts = parts_of(finding)
                found = parts.words.casefold()
                ambiguous = words[found] > 1 or finding.sentence.casefold().count(found) > 1
                record["at"] = text_fragment(parts, ambiguous=ambiguous)
            yield {key: value for key, value in record.items() if value or value == 0}

    def _record(self, finding: Finding, page: int) -> dict[str, Any]:
        before, words, after = shown_parts(parts_of(finding))
        says = finding.category == "meta" or finding.rule in NOTICES or not finding.sentence
        return {
            "page": page,
            "rule": self._rules.number((finding.rule, finding.category, finding.sources)),
            "severity": SEVERITIES.index(finding.severity),
            "line": finding.line,
            "column": finding.column,
            "before": before,
            "words": words,
            "after": after,
            "why": self._reasons.number(shown(finding.why, _MOST_WHY)),
            "says": shown(finding.message) if says else None,
            "context": finding.context and shown(finding.context),
            "try": [shown(item.text) for item in finding.suggestions if item.fix != "manual"],
            "advice": [shown(item.text) for item in finding.suggestions if item.fix == "manual"],
            "pages": finding.pages if finding.pages > 1 else None,
        }

    def shared(self) -> dict[str, Any]:
        """Return what the records refer to by number."""
        return {
            "rules": [
                {"id": shown(rule), "category": shown(category), "sources": [source_record(s) for s in sources]}
                for rule, category, sources in self._rules.values()
            ],
            "reasons": self._reasons.values(),
        }


def source_record(source: Source) -> list[str]:
    """Return the title of a source, and its address where that is one of the web."""
    return [shown(source.title), web_address(source.url) or ""]


def dump(value: object, *, plain: bool = False) -> str:
    """Return JSON that can stand in a script element; `plain` is for streams that cannot carry all letters."""
    return json.dumps(value, ensure_ascii=plain, separators=(",", ":")).translate(_MARKUP)

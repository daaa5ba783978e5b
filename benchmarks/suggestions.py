"""Judge suggestions: put the first one in place, and compare the sentence with good rewrites.

    python benchmarks/suggestions.py tests/judgement/suggestions.jsonl

Each line of a file is a JSON object with `text`, `span` (the words to replace), `good` (rewrites of the whole sentence;
examples, not the only right ones) and `bad` (what must never be produced). Exits with 1 when a bad one is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stigmalint.linter import Linter
from stigmalint.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stigmalint.findings import Finding


class Result(NamedTuple):
    """What became of one sentence."""

    outcome: str  # "equal", "differs", "manual", "nothing" or "bad"
    rewritten: str  # the sentence, or the advice
    rule: str = ""


def rewrite(row: dict[str, Any], findings: Sequence[Finding]) -> Result:
    """Put the first suggestion with words in place, of the first finding on the span that has one."""
    text = row["text"]
    start = text.lower().find(row["span"].lower())
    on_span = [f for f in findings if f.start < start + len(row["span"]) and start < f.end]
    for finding in on_span:
        for suggestion in finding.suggestions:
            if suggestion.fix != "manual":
                words = text[: finding.start] + suggestion.text + text[finding.end :]
                outcome = "bad" if words == row["bad"] else "equal" if words in row["good"] else "differs"
                return Result(outcome, words, finding.rule)
    if not on_span:
        return Result("nothing", "")
    advice = on_span[0].suggestions[0].text if on_span[0].suggestions else ""
    return Result("manual", advice, on_span[0].rule)


def main() -> int:
    """Print every sentence that is not equal to a good rewrite, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--all", action="store_true", help="print the equal ones too")
    options = parser.parse_args()
    linter = Linter(load_rules(), documents=False)
    counts: Counter[str] = Counter()
    for file in options.files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            result = rewrite(row, linter.check_text(row["text"]))
            counts[result.outcome] += 1
            if result.outcome != "equal" or options.all:
                sys.stdout.write(f"{result.outcome}: {row['text']}  [{result.rule}]\n    {result.rewritten}\n")
                sys.stdout.write(f"    good: {' | '.join(row['good'])}\n")
    total = counts.total() or 1
    sys.stdout.write(", ".join(f"{name} {count} ({count / total:.0%})" for name, count in counts.most_common()) + "\n")
    return 1 if counts["bad"] else 0


if __name__ == "__main__":
    sys.exit(main())

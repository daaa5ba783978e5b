"""Measure precision and recall on labelled sentences, show every miss and false alarm, beside another linter.

    python benchmarks/judgement.py tests/judgement/*.jsonl
    python benchmarks/judgement.py labelled.jsonl --alex path/to/node_modules/.bin/alex

Each line of a labelled file is a JSON object with `text`, `flag` (spans that must be found), `info` (spans that may be
reported as info) and optionally `window` (the range of the text that was labelled). A finding of level warning or error
that overlaps a `flag` span is a hit; one that overlaps neither a `flag` nor an `info` span is a false alarm.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stigmalint.linter import Linter
from stigmalint.rules import load_rules

Found = tuple[int, int, str, str]  # start, end, rule, severity
Checker = Callable[[list[dict[str, Any]]], Iterator[list[Found]]]


@dataclass
class Score:
    """Counts of one group of sentences."""

    hits: int = 0
    false_alarms: int = 0
    met: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Share of the findings that are right."""
        return self.hits / (self.hits + self.false_alarms) if self.hits + self.false_alarms else 1.0

    @property
    def recall(self) -> float:
        """Share of the spans that were found."""
        return self.met / self.wanted if self.wanted else 1.0


@dataclass
class Report:
    """The score of a run, in whole and by group, with what went wrong."""

    total: Score = field(default_factory=Score)
    by: dict[str, Score] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    wrong_category: int = 0


def span_of(text: str, entry: Any) -> tuple[int, int]:
    """Return the range of a labelled span."""
    if isinstance(entry, str):
        entry = {"span": entry}
    start = entry.get("start", text.lower().find(entry["span"].lower()))
    return start, start + len(entry["span"])


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def score(rows: Iterable[dict[str, Any]], results: Iterable[list[Found]], only: str | None) -> Report:
    """Compare findings with labels; see the module's text for what counts."""
    report = Report()
    for row, found in zip(rows, results, strict=True):
        text = row["text"]
        window = row.get("window") or (0, len(text))
        flags = [(span_of(text, entry), entry) for entry in row.get("flag", ())]
        infos = [span_of(text, entry) for entry in row.get("info", ())]
        serious = [item for item in found if item[3] != "info" and overlaps(item[:2], tuple(window))]
        kind = row.get("capability") or row.get("corpus") or "all"
        groups = {kind, *(f"about {name}" for name in row.get("about", ()))}
        for span, entry in flags:
            met = [item for item in serious if overlaps(item[:2], span)]
            if only and entry["category"] != only:
                continue
            for target in _targets(report, {*groups, f"category {entry['category']}"}):
                target.wanted += 1
                target.met += bool(met)
            if not met:
                report.misses.append(f"{row['id']} [{entry['category']}] {_mark(text, *span)}")
            else:
                allowed = {entry["category"], *entry.get("also", ())}
                report.wrong_category += not any(item[2].split("/")[0] in allowed for item in met)
        for item in serious:
            if only and not item[2].startswith(only):
                continue
            hit = any(overlaps(item[:2], span) for span, _ in flags)
            if not hit and any(overlaps(item[:2], span) for span in infos):
                continue
            for target in _targets(report, {*groups, f"category {item[2].split('/')[0]}"}):
                target.hits += hit
                target.false_alarms += not hit
            if not hit:
                report.false_alarms.append(f"{row['id']} [{item[2]}] {_mark(text, *item[:2])}")
    return report


def _targets(report: Report, groups: Iterable[str]) -> Iterator[Score]:
    yield report.total
    for group in groups:
        yield report.by.setdefault(group, Score())


def _mark(text: str, start: int, end: int) -> str:
    shown = f"{text[max(0, start - 110) : start]}[[{text[start:end]}]]{text[end : end + 90]}"
    return " ".join(shown.split())


# Findings about a whole text, which labelled spans do not concern.
WHOLE = frozenset({"document", "meta"})


def stigmalint_checker(profile: str, model: str | None) -> Checker:
    """Return a checker that runs stigmalint on each text, read as Markdown."""
    linter = Linter(load_rules(profile=profile), model=model, documents=False)

    def run(rows: list[dict[str, Any]]) -> Iterator[list[Found]]:
        for row in rows:
            found = linter.check_text(row["text"], format="markdown")
            yield [(f.start, f.end, f.rule, f.severity) for f in found if f.category not in WHOLE]

    return run


# The rules of alex that concern this project's subject; its others (gender, race, age) are not counted against it.
ALEX_RULES = re.compile(
    r"suicide|addict|alcohol|insan|crazy|nuts|psycho|mental|deprived|disab|suffer|victim|stricken|retard|bipolar|schizo|depress|anorexi|bulimi|"
    r"drug|junkie|lunatic|maniac|manic|ocd|adhd|asylum|handicap|special|lame|moron|idiot|demented|dumb|sane|abuse|clean|kill|hysteric|crack|invalid|cripple|paranoi|normal"
)


def alex_checker(binary: str) -> Checker:
    """Return a checker that runs alex once over all texts."""

    def run(rows: list[dict[str, Any]]) -> Iterator[list[Found]]:
        with tempfile.TemporaryDirectory() as folder:
            for number, row in enumerate(rows):
                Path(folder, f"{number:06}.md").write_text(row["text"], encoding="utf-8")
            out = subprocess.run([binary, "--why", folder], capture_output=True, text=True, check=False).stderr
        yield from _alex_findings(out, rows)

    return run


def _alex_findings(out: str, rows: list[dict[str, Any]]) -> Iterator[list[Found]]:
    found: dict[int, list[Found]] = {}
    current = -1
    for line in out.splitlines():
        name = re.search(r"(\d{6})\.md", line)
        if name:
            current = int(name[1])
        place = re.match(r"\s+(\d+):(\d+)-(\d+):(\d+)\s+warning\s+(.*?)\s{2,}(\S+)\s+retext-(\w+)", line)
        if place and current >= 0 and place[7] == "equality" and ALEX_RULES.search(place[6]):
            starts = _line_starts(rows[current]["text"])
            begin = starts[int(place[1]) - 1] + int(place[2]) - 1
            end = starts[int(place[3]) - 1] + int(place[4]) - 1
            found.setdefault(current, []).append((begin, end, f"alex/{place[6]}", "warning"))
    return (found.get(number, []) for number in range(len(rows)))


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def show(report: Report, title: str, *, verbose: bool) -> None:
    """Print the table of a run."""
    print(f"\n## {title}\n")
    print("| group | precision | recall | findings right/wrong | spans met/wanted |")
    print("|---|---|---|---|---|")
    for name, value in [("**all**", report.total), *sorted(report.by.items())]:
        shares = f"{value.precision:.3f} | {value.recall:.3f}"
        print(f"| {name} | {shares} | {value.hits}/{value.false_alarms} | {value.met}/{value.wanted} |")
    print(f"\nfound under another category than labelled: {report.wrong_category}")
    if verbose:
        for kind, lines in (("misses", report.misses), ("false alarms", report.false_alarms)):
            print(f"\n### {kind}: {len(lines)}\n")
            for line in lines:
                print(f"- {line}")


def main() -> None:
    """Run the measurement from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--only", help="count the spans and findings of one category alone")
    parser.add_argument("--profile", default="outreach")
    parser.add_argument("--no-model", action="store_true", help="the reading without a trained model")
    parser.add_argument("--alex", metavar="BINARY", help="also run alex, in the same run")
    parser.add_argument("--quiet", action="store_true", help="only the tables")
    options = parser.parse_args()
    lines = (line for path in options.files for line in path.read_text(encoding="utf-8").splitlines())
    rows = [json.loads(line) for line in lines if line]
    runs = {"stigmalint": stigmalint_checker(options.profile, None if options.no_model else "auto")}
    if options.alex:
        runs["alex"] = alex_checker(options.alex)
    for title, checker in runs.items():
        show(score(rows, checker(rows), options.only), f"{title}, {len(rows)} texts", verbose=not options.quiet)


if __name__ == "__main__":
    sys.exit(main())

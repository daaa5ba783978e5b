"""Measure the HTML report on many findings: how long it takes to write, to show its list and to filter it.

    python benchmarks/report.py [FINDINGS]

Needs Chromium; the browser works headless and without a graphics card. Medians of five.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from stigmalint.findings import SEVERITIES, Finding, Source, Suggestion
from stigmalint.outcomes import Checked
from stigmalint.report import Report
from stigmalint.reporters import REPORTERS, Output

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = 5
EACH = 10  # findings on a page
RULES = 120
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
# When the list of findings is there, from the beginning of the navigation.
WATCH = """new MutationObserver((_, observer) => {
  const browse = document.getElementById("browse");
  if (browse && !browse.hidden) { window.listed = performance.now(); observer.disconnect(); }
}).observe(document, { subtree: true, childList: true, attributes: true })"""
# Until the list is laid out again.
CHOOSE = """() => {
  const begun = performance.now();
  document.querySelector("#facet-severity input").click();
  document.body.offsetHeight;
  return performance.now() - begun;
}"""
SEARCH = """() => {
  document.getElementById("q").value = "families";
  const begun = performance.now();
  document.getElementById("q").dispatchEvent(new Event("change", { bubbles: true }));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


def documents(findings: int) -> Iterator[Checked]:
    """Yield the pages of a site."""
    for page in range(findings // EACH):
        path = f"https://example.org/section-{page % 23}/page-{page}"
        found = tuple(finding(path, page, number) for number in range(EACH))
        yield Checked(path, "html", found, 0, EACH, "digest", title=f"Page {page} of many")


def finding(path: str, page: int, number: int) -> Finding:
    """Return a finding in a sentence of ordinary length."""
    rule = (page * 7 + number * 13) % RULES
    words = "committed suicide" if number % 2 else "hard-to-reach communities"
    before = f"In week {number} of term the college wrote to all families about a student who "
    after = f", and asked everyone to look after one another as well as they could (page {page})."
    return Finding(
        path=path,
        rule=f"category-{rule % 13}/rule-{rule}",
        category=f"category-{rule % 13}",
        severity=SEVERITIES[(page + number) % len(SEVERITIES)],
        message=f"“{words}”",
        why=f"The reason of rule {rule}, in one sentence of some length. The words say more than they mean to.",
        text=words,
        sentence=before + words + after,
        mark=(len(before), len(before + words)),
        line=number,
        column=4,
        end_line=number,
        end_column=9,
        start=number * 100,
        end=number * 100 + 9,
        suggestions=(Suggestion("died by suicide", "safe"), Suggestion("ended their life", "unsafe")),
        sources=(Source("guide", "A Guide to Words", "https://example.org/guide"),),
        fingerprint=f"{page:08x}{number:08x}",
    )


def write(path: Path, findings: int) -> float:
    """Write the report, and return how many seconds that took."""
    begun = time.perf_counter()
    report = Report()
    with path.open("w", encoding="utf-8") as stream:
        reporter = REPORTERS["html"](Output(stream))
        for document in documents(findings):
            report.add(document)
            reporter.file(document)
        reporter.finish(report)
    return time.perf_counter() - begun


def look(browser: Any, path: Path) -> tuple[float, ...]:
    """Return the milliseconds until something is painted, until the list is there, of a filter and of a search."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_selector("#browse:not([hidden])")
    page.wait_for_timeout(500)
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    figures = (painted, page.evaluate("window.listed"), page.evaluate(CHOOSE), page.evaluate(SEARCH))
    page.close()
    return figures


def main() -> None:
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        seconds = write(path, findings)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{findings:,} findings: {path.stat().st_size / 1e6:.1f} MB, {seconds:.1f} s to make and write them")
        print(f"peak memory of the process {memory:.0f} MB")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            measured = zip(*(look(browser, path) for _ in range(RUNS)), strict=True)
            for name, times in zip(("first paint", "list shown", "filter", "first search"), measured, strict=True):
                print(f"{name}: {statistics.median(times):.0f} ms")
            browser.close()


if __name__ == "__main__":
    main()

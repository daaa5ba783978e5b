"""HTML reports made by hand, for the tests of what they hold and of how they work in a browser."""

import io
import json
import re
from datetime import datetime, timezone

from stigmalint.findings import Finding, Source, Suggestion
from stigmalint.outcomes import Checked
from stigmalint.report import Report
from stigmalint.reporters.base import Output
from stigmalint.reporters.html.reporter import HtmlReporter

GUIDE = Source("guide", "A Guide to Words", "https://example.org/guide")
MADE = datetime(2026, 11, 5, 9, 30, tzinfo=timezone.utc)
SITE = "https://example.org"
WORDS = ("alpha", "beta", "gamma", "delta")

# Text that would act where it is not escaped: it is put in every place that a document, a rule or a server can fill.
HOSTILE = (
    "</script><script>hacked=1</script>",
    "<img src=x onerror=hacked=1>",
    "\"' onmouseover=hacked=1 x='",
    "javascript:hacked=1",
    "<!--<script>",
    "]]></style><style>@import 'https://example.org/x.css'",
    "{{ 7 * 7 }}{% raw %}",
    "\u202eevil\u2066\u200f",
    "\ud800\udfff lone \udcff",
    "\x00\x1b[31m\u2028\u2029",
    "constructor",
    "__proto__",
    "&lt;b&gt; \\u003cscript\\u003e",
)


def finding(path="a.md", words="committed suicide", sentence=None, **changes):
    sentence = f"She {words} last spring." if sentence is None else sentence
    start = sentence.find(words) if words else 0
    values = {
        "path": path,
        "rule": "suicide/commit",
        "category": "suicide",
        "severity": "error",
        "message": f"“{words}”",
        "why": "The verb belongs to crimes.",
        "text": words,
        "sentence": sentence,
        "mark": (start, start + len(words)),
        "line": 3,
        "column": 5,
        "end_line": 3,
        "end_column": 22,
        "start": 40,
        "end": 57,
        "suggestions": (Suggestion("died by suicide", "safe"),),
        "sources": (GUIDE,),
        "fingerprint": f"{path}:{words}",
        **changes,
    }
    return Finding(**values)


def whole(path, rule="document/help-seeking", **changes):
    """Return the finding of a check of a whole document."""
    values = {"category": "document", "severity": "warning", "why": "Nothing says where to turn.", **changes}
    return finding(path, "suicide", rule=rule, suggestions=(Suggestion("Add a line.", "manual"),), **values)


def checked(path, *findings, **more):
    return Checked(path, "markdown", findings, more.pop("hidden", 0), len(findings), "d1", **more)


def html(*documents, errors=(), comparison=None, stream=None, folder=None):
    """Return the report on documents as text."""
    stream = stream or io.StringIO()
    reporter = HtmlReporter(Output(stream, folder=folder), now=lambda: MADE)
    web = all("://" in document.path for document in documents)
    report = Report(unit="page" if web else "file", comparison=comparison)
    for document in documents:
        report.add(document)
        reporter.file(document)
    for error in errors:
        report.add(error)
    reporter.finish(report)
    return stream.getvalue()


def data(page):
    """Return the data that a report holds."""
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def site(pages=3, each=2):
    """Return documents of a site with many kinds of findings."""
    severities, rules = ("error", "warning", "info"), ("suicide/commit", "pity/sufferer", "trivialising/crazy")
    made = []
    for page in range(pages):
        path = f"{SITE}/{('news', 'help')[page % 2]}/{page}"
        kinds = [(page + number) % 3 for number in range(each)]
        findings = [
            finding(
                path,
                f"{WORDS[number]} words",
                rule=rules[kind],
                category=rules[kind].partition("/")[0],
                severity=severities[kind],
            )
            for number, kind in enumerate(kinds)
        ]
        made.append(checked(path, *findings, title=f"Page {page}"))
    return made

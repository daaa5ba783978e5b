"""Fixing texts: what is put in place, what is left alone, and that fixing is done when it is done."""

import json
from pathlib import Path

import pytest

from stigmalint.documents import read_text
from stigmalint.fixes import Edit, apply, fix
from stigmalint.linter import Linter
from stigmalint.rules import load_rules

JUDGEMENT = Path(__file__).parent / "judgement"


@pytest.fixture(scope="module")
def linter():
    return Linter(load_rules(), documents=False)


def lint_with(linter, format="markdown"):  # noqa: A002 - as in the package
    def lint(text):
        document = read_text(text, format=format)
        return document, list(linter.lint(document))

    return lint


def fixed(linter, text, format="markdown", **options):  # noqa: A002
    return fix(text, lint_with(linter, format), **options).document.text


def test_apply_puts_adjacent_edits_in_place():
    assert apply("abcdef", [Edit(3, 5, "XY"), Edit(0, 1, ""), Edit(1, 3, "long")]) == "longXYf"


@pytest.mark.parametrize(
    ("format", "before", "after"),
    [
        ("text", "He committed suicide.", "He died by suicide."),
        ("text", "An addict met an alcoholic.", "A person with an addiction met a person with alcohol use disorder."),
        ("markdown", "> Notes\n\nHe **committed suicide** in May.", "> Notes\n\nHe **died by suicide** in May."),
        (
            "markdown",
            '---\ntitle: "An addict\'s story"\n---\n',
            '---\ntitle: "The story of a person with an addiction"\n---\n',
        ),
        ("markdown", "He committed\nsuicide.", "He died by suicide."),
        ("html", "<p>He committed&nbsp;suicide.</p>", "<p>He died by suicide.</p>"),
        ("html", '<img alt="An addict">', '<img alt="A person with an addiction">'),
        ("html", "<p>He abuses heroin&amp;gin.</p>", "<p>He uses heroin&amp;gin.</p>"),
        ("text", "He commit\u00adted suicide.", "He died by suicide."),
    ],
)
def test_fixed(linter, format, before, after):  # noqa: A002
    assert fixed(linter, before, format) == after


@pytest.mark.parametrize(
    ("format", "text"),
    [
        pytest.param("markdown", "He **committed** suicide.", id="markup in the words"),
        pytest.param("html", "<p>He <b>committed</b> suicide.</p>", id="elements in the words"),
        pytest.param("html", "<img alt=addict>", id="attribute without quotation marks"),
        pytest.param("text", 'Police said: "He committed suicide."', id="quotation"),
        pytest.param("text", "They wrote “he committed suicide” on the form.", id="curly quotation"),
        pytest.param("markdown", "> He committed suicide.", id="block quote"),
        pytest.param("markdown", "He ~~committed suicide~~ died.", id="struck out"),
        pytest.param(
            "markdown", "Run `committed suicide` now: https://x.org/committed-suicide", id="code and addresses"
        ),
        pytest.param("text", "We met #CleanAndSober friends.", id="hashtag"),
        pytest.param("text", "The client in room four is manipulative.", id="advice only"),
    ],
)
def test_left_alone(linter, format, text):  # noqa: A002
    assert fixed(linter, text, format, unsafe=True) == text


def test_unsafe_only_on_request(linter):
    text = "The neighbours told police that he was psychotic."
    assert fixed(linter, text) == text
    assert fixed(linter, text, unsafe=True) != text


def test_attributes_keep_their_quotation_marks(linter):
    text = "<img alt='An addict’s mother, &quot;Ann&quot;'>"
    assert fixed(linter, text, "html") == "<img alt='The mother of a person with an addiction, &quot;Ann&quot;'>"


def _judged():
    for path in sorted(JUDGEMENT.glob("*.jsonl")):
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())


def _sentences():
    rules = load_rules().rules
    yield from (sentence for rule in rules.values() for sentence in rule.examples.flag)
    yield from _judged()


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_every_fix_is_final(linter, unsafe):
    """Whatever is fixed has no finding left, nothing new is found, and fixing again changes nothing."""
    lint = lint_with(linter)
    wrong = []
    for sentence in dict.fromkeys(_sentences()):
        document, before = lint(sentence)
        once = fix(
            sentence,
            lambda text, given=(document, before): given if text == given[0].text else lint(text),
            unsafe=unsafe,
        )
        if not once.fixed:
            continue
        after = once.findings
        again = fix(once.document.text, lint, unsafe=unsafe)
        new = {finding.rule for finding in after} - {finding.rule for finding in before}
        if again.fixed or len(after) > len(before) - once.fixed or new:
            wrong.append((sentence, once.document.text, again.document.text, new))
    assert wrong == []


def test_no_first_suggestion_is_flagged(linter):
    """A suggestion that a rule objects to is of no use: `fix` leaves it out, and the reader is told in vain."""
    wrong = []
    for rule in load_rules().rules.values():
        for sentence in rule.examples.flag:
            for finding in linter.check_text(sentence):
                words = next((item.text for item in finding.suggestions if item.fix != "manual"), None)
                if finding.rule != rule.id or words is None or finding.severity == "info":
                    continue
                text = sentence[: finding.start] + words + sentence[finding.end :]
                end = finding.start + len(words)
                found = [f for f in linter.check_text(text) if finding.start <= f.start and f.end <= end]
                wrong.extend((sentence, text, f.rule, f.text) for f in found if f.severity != "info")
    assert wrong == []

"""The output formats, one module each, and the registry of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stigmalint.reporters.base import Output, Reporter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _text(output: Output) -> Reporter:
    from stigmalint.reporters.text import TextReporter

    return TextReporter(output)


def _concise(output: Output) -> Reporter:
    from stigmalint.reporters.concise import ConciseReporter

    return ConciseReporter(output)


def _json(output: Output) -> Reporter:
    from stigmalint.reporters.json import JsonReporter

    return JsonReporter(output)


def _html(output: Output) -> Reporter:
    from stigmalint.reporters.html.reporter import HtmlReporter

    return HtmlReporter(output)


def _jsonl(output: Output) -> Reporter:
    from stigmalint.reporters.jsonl import JsonLinesReporter

    return JsonLinesReporter(output)


def _csv(output: Output) -> Reporter:
    from stigmalint.reporters.csv import CsvReporter

    return CsvReporter(output)


REPORTERS: Mapping[str, Callable[[Output], Reporter]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "html": _html,
}

__all__ = ["REPORTERS", "Output", "Reporter"]

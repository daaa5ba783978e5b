"""The spaCy component: finds on any `Doc` what the rules in force object to."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from stigmalint.documents import read_text
from stigmalint.errors import UsageError
from stigmalint.findings import Finding, Source, Suggestion
from stigmalint.linter import Linter
from stigmalint.pipeline.grammar import DocGrammar
from stigmalint.rules.load import load_rules
from stigmalint.rules.locate import rule_files, shipped_rule_files

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

SPANS_KEY = "stigmalint"
# Plain data, so that it survives `Doc.to_bytes` and worker processes.
_USER_DATA = "stigmalint_findings"


def findings_of(doc: Doc) -> list[Finding]:
    """Return the findings that the component left on a `Doc`; also reached as `doc._.stigmalint`."""
    return [_finding(data) for data in doc.user_data.get(_USER_DATA, ())]


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        **{
            **data,
            "mark": tuple(data["mark"]),
            "suggestions": tuple(Suggestion(**item) for item in data["suggestions"]),
            "sources": tuple(Source(**item) for item in data["sources"]),
        }
    )


@Language.factory(
    "stigmalint",
    default_config={
        "language": "en",
        "profile": "outreach",
        "locale": None,
        "wordlists": [],
        "model": "auto",
        "spans_key": SPANS_KEY,
    },
    assigns=["doc.spans", "doc._.stigmalint"],
)
def make_stigmalint(  # noqa: PLR0913, PLR0917 - the names are the configuration, by keyword
    nlp: Language,
    name: str,
    language: str,
    profile: str,
    locale: str | None,
    wordlists: list[str],
    model: str | None,
    spans_key: str,
) -> StigmalintComponent:
    """Make the component for `nlp.add_pipe("stigmalint")`."""
    del nlp
    return StigmalintComponent(
        name,
        language=language,
        profile=profile,
        locale=locale,
        wordlists=wordlists,
        model=model,
        spans_key=spans_key,
    )


class StigmalintComponent:
    """Finds language that blames, sensationalises, pities or labels people, and sets it on the `Doc`.

    Tags, parse and entities of the `Doc` are used where an earlier component set them; otherwise the rules that need
    grammar ask the model named in the configuration.

    Args:
        name: name of the component in its pipeline.
        language: language of the rules.
        profile: name of a profile.
        locale: name of a locale, or None.
        wordlists: further rule files, folders or packs.
        model: "auto", None or the name of a spaCy pipeline; asked only on a `Doc` without tags.
        spans_key: where in `doc.spans` the spans go; their labels are the ids of rules.
    """

    def __init__(  # noqa: PLR0913 - the names are the configuration, by keyword
        self,
        name: str = "stigmalint",
        *,
        language: str = "en",
        profile: str = "outreach",
        locale: str | None = None,
        wordlists: Sequence[str | Path] = (),
        model: str | None = "auto",
        spans_key: str = SPANS_KEY,
    ) -> None:
        self.name = name
        self._settings: dict[str, Any] = {
            "language": language,
            "profile": profile,
            "locale": locale,
            "model": model,
            "spans_key": spans_key,
        }
        self._wordlists: list[str | Path] = list(wordlists)
        self._files: dict[str, str] = {}  # local rule files by name, once loaded from disk or bytes
        self._linter: Linter | None = None
        if not Doc.has_extension("stigmalint"):
            Doc.set_extension("stigmalint", getter=findings_of)

    @property
    def linter(self) -> Linter:
        """The linter behind the component, made when it is first needed."""
        if self._linter is None:
            rules = load_rules(
                language=self._settings["language"],
                profile=self._settings["profile"],
                locale=self._settings["locale"],
                wordlists=self._wordlists,
                texts=self._files,
            )
            self._linter = Linter(rules, model=self._settings["model"])
        return self._linter

    def __call__(self, doc: Doc) -> Doc:
        """Find and set the findings of one `Doc`."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Finding]:
        """Return the findings in the text of `doc`, without changing it."""
        grammar = DocGrammar(doc) if doc.has_annotation("TAG") and doc.has_annotation("DEP") else None
        return list(self.linter.lint(read_text(doc.text, name="<doc>", format="text"), grammar=grammar))

    def set_annotations(self, doc: Doc, findings: Iterable[Finding]) -> None:
        """Set findings on `doc`: spans labelled with rule ids, and the findings themselves as `doc._.stigmalint`."""
        found = list(findings)
        spans = []
        for finding in found:
            if finding.category == "document":
                continue  # it is about the whole text, and would hide the spans that it overlaps
            span = doc.char_span(finding.start, finding.end, label=finding.rule, alignment_mode="expand")
            if span is not None:
                spans.append(Span(doc, span.start, span.end, label=finding.rule, span_id=finding.severity))
        doc.spans[self._settings["spans_key"]] = filter_spans(spans)
        doc.user_data[_USER_DATA] = [_plain(finding) for finding in found]

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the local rule files as bytes; settings are in the pipeline's configuration."""
        del exclude
        return json.dumps(self._rule_texts()).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> StigmalintComponent:
        """Take the local rule files from bytes."""
        del exclude
        return self._take(json.loads(data))

    def to_disk(self, path: str | os.PathLike[str], *, exclude: Iterable[str] = ()) -> None:
        """Write the local rule files below `path`, so that the pipeline works where they are not."""
        del exclude
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "wordlists.json").write_text(json.dumps(self._rule_texts()), encoding="utf-8")

    def from_disk(self, path: str | os.PathLike[str], *, exclude: Iterable[str] = ()) -> StigmalintComponent:
        """Take the local rule files from disk."""
        del exclude
        return self._take(json.loads((Path(path) / "wordlists.json").read_text(encoding="utf-8")))

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the linter, which worker processes make for themselves."""
        return {**self.__dict__, "_linter": None}

    def _rule_texts(self) -> dict[str, str]:
        if self._files or not self._wordlists:
            return self._files
        language = self._settings["language"]
        local = rule_files(language, self._wordlists)[len(shipped_rule_files(language)) :]
        return {str(path): path.read_text(encoding="utf-8") for path in local}

    def _take(self, files: object) -> StigmalintComponent:
        if not isinstance(files, dict):
            raise UsageError("the saved word lists of the stigmalint component are malformed; save the pipeline again")
        self._files = files
        self._wordlists = []
        self._linter = None
        return self


def _plain(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "mark": list(finding.mark)}


def load(
    language: str = "en",
    *,
    profile: str = "outreach",
    locale: str | None = None,
    wordlists: Sequence[str | Path] = (),
) -> Language:
    """Return a spaCy pipeline that lints: a tokenizer and the component `stigmalint`."""
    import spacy

    nlp = spacy.blank(language)
    nlp.add_pipe(
        "stigmalint",
        config={
            "language": language,
            "profile": profile,
            "locale": locale,
            "wordlists": [str(w) for w in wordlists],
        },
    )
    return nlp

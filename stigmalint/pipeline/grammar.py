"""Answer questions of grammar with spaCy: a model loaded on first need, or the tags already on a `Doc`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from stigmalint.documents.model import Segment
    from stigmalint.rules.compiled import Phrase
    from stigmalint.rules.model import Role

# Token attributes that only a trained pipeline gives, and the component that gives the rarer ones.
TRAINED = frozenset({"POS", "TAG", "DEP", "MORPH", "LEMMA", "ENT_TYPE"})
COMPONENTS = {"LEMMA": "lemmatizer", "ENT_TYPE": "ner"}
_NOMINAL_DEPS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "obj", "iobj", "dative", "pobj", "attr", "conj", "appos", "ROOT", "poss"}
)


class LazyGrammar:
    """Parses sentences with a model that is loaded when the first question is asked."""

    def __init__(self, model: str | None, attributes: Callable[[], frozenset[str]] = frozenset) -> None:
        self._name = model
        self._attributes = attributes
        self._nlp: Language | None = None
        self._blank: Language | None = None
        self._loaded = False
        self._parse = lru_cache(maxsize=512)(self._parsed)

    def role(self, segment: Segment, sentence: tuple[int, int], start: int, end: int) -> Role | None:
        """See `roles.Grammar`."""
        doc = self._parse(segment.text[slice(*sentence)])
        if doc is None:
            return None
        span = doc.char_span(start - sentence[0], end - sentence[0], alignment_mode="expand")
        return _role(span[-1]) if span else None

    def matches(self, phrase: Phrase, segment: Segment, sentence: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """See `roles.Grammar`."""
        text = segment.text[slice(*sentence)]
        trained = any(key in TRAINED for token in phrase.pattern or () for key in token)
        doc = self._parse(text) if trained else self._tokenizer()(text)
        for span in _pattern_spans(phrase, doc) if doc is not None else ():
            yield sentence[0] + span.start_char, sentence[0] + span.end_char

    def _parsed(self, text: str) -> Doc | None:
        if not self._loaded:
            self._loaded = True
            if self._name:
                from stigmalint.pipeline.model import load_model

                needed = frozenset(COMPONENTS[name] for name in self._attributes() if name in COMPONENTS)
                self._nlp = load_model(self._name, needed=needed)
        return self._nlp(text) if self._nlp else None

    def _tokenizer(self) -> Language:
        if self._blank is None:
            import spacy

            self._blank = spacy.blank("en")
        return self._blank


class DocGrammar:
    """Reads the tags, parse and entities that somebody's pipeline put on a `Doc`."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def role(self, segment: Segment, sentence: tuple[int, int], start: int, end: int) -> Role | None:  # noqa: ARG002
        """See `roles.Grammar`."""
        span = self._doc.char_span(*segment.source.span(start, end), alignment_mode="expand")
        return _role(span[-1]) if span else None

    def matches(self, phrase: Phrase, segment: Segment, sentence: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """See `roles.Grammar`."""
        start, end = segment.source.span(*sentence)
        within = self._doc.char_span(start, end, alignment_mode="expand")
        for span in _pattern_spans(phrase, within) if within else ():
            yield span.start_char - start + sentence[0], span.end_char - start + sentence[0]


def _pattern_spans(phrase: Phrase, text: Doc | Span) -> list[Span]:
    from spacy.matcher import Matcher
    from spacy.util import filter_spans

    matcher = Matcher(text.vocab)
    matcher.add(phrase.rule, [[dict(token) for token in phrase.pattern or ()]])
    return list(filter_spans(matcher(text, as_spans=True)))


def _role(token: Token) -> Role | None:
    """Return how a token is used: what modifies a noun to its right is an adjective, whatever its tag."""
    if token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i:
        return "adjective"
    if token.pos_ in {"NOUN", "PROPN"}:
        return "noun"
    if token.pos_ == "ADJ" or token.tag_ == "VBN":
        determined = any(child.dep_ == "det" for child in token.children)
        if determined and token.dep_ in _NOMINAL_DEPS:
            return "noun"
    if token.pos_ == "ADJ":
        return "adjective"
    return "verb" if token.pos_ == "VERB" else None

"""Compile a rule set into a program: what the pipeline runs, made of plain data that can be kept on disk."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stigmalint.errors import RuleError
from stigmalint.rules import cache
from stigmalint.rules.compile import CompiledList, Neighbour, PhraseCompiler, anchor_spellings
from stigmalint.rules.contexts import ContextData, read_contexts, read_names
from stigmalint.rules.forms import Inflector, spelling_variants
from stigmalint.rules.load import head_word, shipped_wordlists
from stigmalint.rules.model import Conditions, PhraseSpec, Rule, RuleSet, RuleSeverity, SuggestionTemplate
from stigmalint.rules.notation import NotationError, Word
from stigmalint.rules.rawpattern import literal_words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

# Positions of a condition's phrase, by the name of the condition.
_BEFORE = r"(?:\s+|-)\Z"
_AFTER = r"(?:\s+|-)"
_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS")


@dataclass(frozen=True, slots=True)
class Template:
    """A suggestion with the forms of its head, by tag."""

    spec: SuggestionTemplate
    head: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One compiled phrase of a rule."""

    rule: str
    regex: str | None
    pattern: tuple[Mapping[str, Any], ...] | None
    slots: tuple[str, ...]
    head_forms: Mapping[str, str]
    role: str | None
    severity: RuleSeverity
    templates: tuple[Template, ...]
    case: str
    written: str
    required: tuple[tuple[str, ...], ...] = ()  # see `compile.CompiledPhrase`


@dataclass(frozen=True, slots=True)
class Compiled:
    """What matching, judging and suggesting need once something has been found."""

    phrases: tuple[Phrase, ...]
    conditions: Mapping[str, Mapping[str, tuple[Neighbour, ...]]]  # rule → condition → phrases
    lists: Mapping[str, CompiledList]
    contexts: ContextData
    names: tuple[str, ...]


class Program:
    """The rules in force, compiled. The anchors are there at once, the rest when it is first asked for.

    Args:
        rules: the rules in force.
        anchors: word → indexes of the phrases that it may begin.
        load: gives the rest.
    """

    def __init__(self, rules: RuleSet, anchors: Mapping[str, Sequence[int]], load: Callable[[], Compiled]) -> None:
        self.rules = rules
        self.anchors = anchors
        self._load = load
        self._required: dict[Hashable, tuple[frozenset[str], ...]] = {}

    def could_match(self, index: int, words: AbstractSet[str]) -> bool:
        """Tell whether a sentence of these words can hold the phrase number `index`."""
        return self._could(index, lambda: self.phrases[index].required, words)

    def could_hold(self, rule: str, condition: str, number: int, words: AbstractSet[str]) -> bool:
        """Tell whether a text of these words can hold a phrase of a condition."""
        return self._could((rule, condition, number), lambda: self.conditions[rule][condition][number].required, words)

    def _could(self, key: Hashable, required: Callable[[], Sequence[Sequence[str]]], words: AbstractSet[str]) -> bool:
        sets = self._required.get(key)
        if sets is None:
            sets = self._required[key] = tuple(self._words(entry) for entry in required())
        return not any(alternatives.isdisjoint(words) for alternatives in sets)

    def _words(self, entry: Sequence[str]) -> frozenset[str]:
        plain = frozenset(word for word in entry if not word.startswith("{"))
        return plain.union(*(self.lists[word[1:-1]].anchors for word in entry if word.startswith("{")))

    @cached_property
    def compiled(self) -> Compiled:
        """The compiled phrases and conditions."""
        return self._load()

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases, in the order of the rules."""
        return self.compiled.phrases

    @property
    def conditions(self) -> Mapping[str, Mapping[str, tuple[Neighbour, ...]]]:
        """The conditions of rules: rule → condition → phrases."""
        return self.compiled.conditions

    @property
    def lists(self) -> Mapping[str, CompiledList]:
        """The named lists that phrases use as slots."""
        return self.compiled.lists

    @property
    def contexts(self) -> ContextData:
        """The cues of contexts."""
        return self.compiled.contexts

    def attributes(self) -> frozenset[str]:
        """Return the token attributes that raw patterns ask for."""
        return frozenset(key for phrase in self.phrases for token in phrase.pattern or () for key in token)

    @property
    def names(self) -> tuple[str, ...]:
        """The names in which matched words always pass."""
        return self.compiled.names


def program_for(rules: RuleSet) -> Program:
    """Return the program of a rule set, from the cache where it is kept.

    Raises:
        RuleError: a phrase cannot be compiled.
    """
    anchors = cache.read(rules.digest, "anchors")
    if anchors is not None:
        return Program(rules, anchors, lambda: _kept(rules))
    anchors, compiled = compile_rules(rules)
    cache.write(rules.digest, "program", asdict(compiled))
    cache.write(rules.digest, "anchors", anchors)
    return Program(rules, anchors, lambda: compiled)


def _kept(rules: RuleSet) -> Compiled:
    try:
        return _from_plain(cache.read(rules.digest, "program"))
    except (AttributeError, KeyError, TypeError, ValueError):
        return compile_rules(rules)[1]


def _from_plain(data: Any) -> Compiled:  # noqa: ANN401 - whatever the cache held
    return Compiled(
        tuple(_phrase_from_plain(item) for item in data["phrases"]),
        {
            rule: {name: tuple(Neighbour(*phrase) for phrase in phrases) for name, phrases in conditions.items()}
            for rule, conditions in data["conditions"].items()
        },
        {name: CompiledList(**item) for name, item in data["lists"].items()},
        ContextData(**data["contexts"]),
        tuple(data["names"]),
    )


def _phrase_from_plain(item: dict[str, Any]) -> Phrase:
    templates = tuple(
        Template(SuggestionTemplate(**entry["spec"]), entry["head"], entry["forms"]) for entry in item["templates"]
    )
    return Phrase(
        **{**item, "slots": tuple(item["slots"]), "templates": templates, "required": tuple(item["required"])}
    )


def compile_rules(rules: RuleSet) -> tuple[dict[str, list[int]], Compiled]:
    """Compile every rule that the profile does not switch off: anchors, and the rest.

    Raises:
        RuleError: a phrase cannot be compiled.
    """
    folder = shipped_wordlists() / rules.language
    inflector = Inflector.from_file(folder / "forms.json")
    compiler = PhraseCompiler({name: words.items for name, words in rules.lists.items()}, inflector)
    phrases: list[Phrase] = []
    anchors: dict[str, list[int]] = {}
    conditions = {}
    for rule in rules.rules.values():
        for spec in rule.match:
            severity = rules.severity(rule, spec)
            if severity == "off":
                continue
            phrase, words = _phrase(rule, spec, severity, compiler, inflector)
            for word in words:
                anchors.setdefault(word, []).append(len(phrases))
            phrases.append(phrase)
        compiled = _conditions(rule.conditions, compiler)
        if compiled:
            conditions[rule.id] = compiled
    used = {name for phrase in phrases for name in (*phrase.slots, *_lists_required(phrase.required))}
    for held in conditions.values():
        used.update(name for group in held.values() for phrase in group for name in _lists_required(phrase.required))
    return anchors, Compiled(
        tuple(phrases),
        conditions,
        {name: compiler.list(name) for name in sorted(used)},
        read_contexts(folder / "contexts.yml", compiler),
        read_names(folder / "names.yml"),
    )


def _lists_required(required: Sequence[Sequence[str]]) -> Iterable[str]:
    return (word[1:-1] for words in required for word in words if word.startswith("{"))


def _phrase(
    rule: Rule, spec: PhraseSpec, severity: RuleSeverity, compiler: PhraseCompiler, inflector: Inflector
) -> tuple[Phrase, Iterable[str]]:
    templates = tuple(_template(t, inflector) for t in (spec.suggest if spec.suggest is not None else rule.suggest))
    role = spec.role or rule.role
    if spec.phrase is None:
        pattern = spec.pattern or ()
        words = _pattern_anchors(pattern, inflector)
        return Phrase(rule.id, None, pattern, (), {}, role, severity, templates, rule.case, ""), words
    try:
        compiled = compiler.phrase(spec.phrase)
    except NotationError as error:
        raise RuleError(f"{rule.location}: {rule.id}: {spec.phrase!r}: {error}") from error
    phrase = Phrase(
        rule.id,
        compiled.regex,
        None,
        compiled.slots,
        compiled.head_forms,
        role,
        severity,
        templates,
        rule.case,
        spec.phrase,
        compiled.required,
    )
    return phrase, compiled.anchors


def _pattern_anchors(pattern: tuple[Mapping[str, Any], ...], inflector: Inflector) -> list[str]:
    anchors: dict[str, None] = {}
    for key, text in literal_words(tuple(dict(token) for token in pattern)):
        forms = inflector.forms(Word(text)) if key == "LEMMA" else {text: ""}
        for form in forms:
            for variant in spelling_variants(form):
                anchors.update(dict.fromkeys(anchor_spellings(variant)))
    return list(anchors)


def _template(spec: SuggestionTemplate, inflector: Inflector) -> Template:
    if spec.text is None or spec.fix == "manual":
        return Template(spec)
    head = head_word(spec.text)
    if not head.isalpha():
        return Template(spec)
    forms = {tag: form for tag in _TAGS if (form := inflector.inflect(head, tag))}
    return Template(spec, head, forms)


def _conditions(conditions: Conditions, compiler: PhraseCompiler) -> dict[str, tuple[Neighbour, ...]]:
    compiled: dict[str, tuple[Neighbour, ...]] = {}
    for name in Conditions.__slots__:
        phrases = getattr(conditions, name)
        if not phrases:
            continue
        compiled[name] = tuple(_placed(name, compiler.neighbour(phrase)) for phrase in phrases)
    return compiled


def _placed(name: str, neighbour: Neighbour) -> Neighbour:
    """Tie the phrase of a condition to its place beside the match."""
    if name.endswith("before"):
        return neighbour._replace(regex=f"{neighbour.regex}{_BEFORE}")
    if name.endswith("after"):
        return neighbour._replace(regex=f"{_AFTER}{neighbour.regex}")
    return neighbour

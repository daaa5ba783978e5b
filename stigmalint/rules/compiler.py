"""Compile a rule set: phrases, conditions, lists, cues, names, and the anchors by which the scan finds phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stigmalint.errors import RuleError
from stigmalint.rules import locate
from stigmalint.rules.compile import PhraseCompiler, anchor_spellings, rarest
from stigmalint.rules.compiled import Compiled, Neighbour, Phrase, Template, folding
from stigmalint.rules.contexts import read_contexts, read_names
from stigmalint.rules.forms import Inflector, spelling_variants
from stigmalint.rules.merge import head_word
from stigmalint.rules.model import Conditions, PhraseSpec, Rule, RuleSeverity, SuggestionTemplate
from stigmalint.rules.notation import NotationError, Word
from stigmalint.rules.rawpattern import literal_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stigmalint.rules.ruleset import RuleSet

# Positions of a condition's phrase, by the name of the condition.
_BEFORE = r"(?:\s+|-)\Z"
_AFTER = r"(?:\s+|-)"
_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS")


def compile_rules(rules: RuleSet) -> tuple[dict[str, list[int]], Compiled]:
    """Compile every rule that the profile does not switch off: anchors, and the rest.

    Raises:
        RuleError: a phrase cannot be compiled.
    """
    folder = locate.shipped_wordlists() / rules.language
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
    contexts = read_contexts(folder / "contexts.yml", compiler)
    lists = compiler.lists()
    fold = folding(lists)
    return anchors, Compiled(
        tuple(phrase._replace(regex=fold(phrase.regex)) if phrase.regex else phrase for phrase in phrases),
        {
            rule: {name: tuple(p._replace(regex=fold(p.regex)) for p in group) for name, group in held.items()}
            for rule, held in conditions.items()
        },
        {name: words._replace(entries=tuple(map(fold, words.entries))) for name, words in lists.items()},
        contexts,
        read_names(folder / "names.yml"),
    )


def _phrase(
    rule: Rule, spec: PhraseSpec, severity: RuleSeverity, compiler: PhraseCompiler, inflector: Inflector
) -> tuple[Phrase, Iterable[str]]:
    templates = tuple(_template(t, inflector) for t in (spec.suggest if spec.suggest is not None else rule.suggest))
    role = spec.role or rule.role
    if spec.phrase is None:
        pattern = spec.pattern or ()
        groups = _pattern_words(pattern, inflector)
        phrase = Phrase(rule.id, None, pattern, (), {}, role, severity, templates, rule.case, "", groups)
        return phrase, rarest(groups)
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
        compiled.reaches,
        compiled.head_lists,
    )
    return phrase, compiled.anchors


def _pattern_words(pattern: tuple[Mapping[str, Any], ...], inflector: Inflector) -> tuple[tuple[str, ...], ...]:
    """Return the words of every token of a raw pattern that must be there."""
    groups = []
    for pairs in literal_words(tuple(dict(token) for token in pattern)):
        words: dict[str, None] = {}
        for key, text in pairs:
            for form in inflector.forms(Word(text)) if key == "LEMMA" else (text,):
                for variant in spelling_variants(form):
                    words.update(dict.fromkeys(anchor_spellings(variant)))
        groups.append(tuple(words))
    return tuple(groups)


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

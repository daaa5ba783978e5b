"""The rules in force, compiled: anchors at once, the rest when it is first asked for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from stigmalint.rules import cache
from stigmalint.rules.compiled import FOLDED

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from stigmalint.rules.compiled import Compiled, CompiledList, ContextData, Neighbour, Phrase
    from stigmalint.rules.ruleset import RuleSet


class Program:
    """The rules in force, compiled. The anchors are there at once, the rest when it is first asked for.

    Args:
        rules: the rules in force.
        anchors: word → indexes of the phrases that it may begin.
        load: gives the rest.
        gates: words that a document has, "anywhere" or in its "titles", if it is worth looking at as a whole.
        levels: the severities of whole-document checks by id; those of the rules, where they are not at hand.
        countries: the countries of the readers; those of the rules, where they are not at hand.
    """

    def __init__(  # noqa: PLR0913 - each is at hand by itself
        self,
        rules: RuleSet,
        anchors: Mapping[str, Sequence[int]],
        load: Callable[[], Compiled],
        gates: Mapping[str, Sequence[str]] | None = None,
        *,
        levels: Mapping[str, str] | None = None,
        countries: Sequence[str] | None = None,
    ) -> None:
        self.rules = rules
        self.anchors = anchors
        self.gates = gates or {"anywhere": (), "titles": ()}
        self._load = load
        self._levels = levels
        self._countries = countries
        self._expressions: dict[tuple[str, tuple[AbstractSet[str] | None, ...]], re.Pattern[str]] = {}
        self._folds: dict[str, list[str]] = {}
        self._anchors_of: dict[str, frozenset[str]] = {}
        self._required: dict[Hashable, tuple[frozenset[str], ...]] = {}
        self._in_order: dict[int, tuple[frozenset[str], ...]] = {}

    def could_match(self, indexes: Iterable[int], words: AbstractSet[str]) -> Iterator[int]:
        """Yield those numbers of phrases that a sentence of these words can hold."""
        known = self._required
        for index in indexes:
            sets = known.get(index)
            if sets is None:
                sets = known[index] = self._sets(self.compiled.required(index))
            # A plain loop: this is asked for every phrase of every word that is hit.
            for alternatives in sets:
                if alternatives.isdisjoint(words):
                    break
            else:
                yield index

    def in_reach(self, index: int, places: Mapping[str, Sequence[int]]) -> bool:
        """Tell whether the words that a phrase needs stand in its order, and near enough to each other.

        Args:
            index: number of the phrase.
            places: word → where it stands in a sentence, counted in words between white space.
        """
        phrase = self.phrases[index]
        reached: set[int] | None = None
        for words, reach in zip(self._ordered(index, phrase), phrase.reaches, strict=False):
            found = {place for word in words & places.keys() for place in places[word]}
            if reached is not None:
                before = reached
                found = {place for place in found if any(place - reach <= other <= place for other in before)}
            if not found:
                return False
            reached = found
        return True

    def could_hold(self, rule: str, condition: str, number: int, words: AbstractSet[str]) -> bool:
        """Tell whether a text of these words can hold a phrase of a condition."""
        key = (rule, condition, number)
        sets = self._required.get(key)
        if sets is None:
            sets = self._required[key] = self._sets(self.conditions[rule][condition][number].required)
        return not any(alternatives.isdisjoint(words) for alternatives in sets)

    def tags(self, phrase: Phrase, head: str) -> frozenset[str]:
        """Return the Penn Treebank tags that the form `head` of the head of a phrase can carry."""
        form = re.sub(r"[\s-]+", " ", head)
        for forms in (phrase.head_forms, *(self.lists[name].forms for name in phrase.head_lists)):
            found = forms.get(form) or forms.get(form.replace(" ", ""))
            if found is not None:
                return frozenset(found.split())
        return frozenset()

    def expression(self, regex: str, words: AbstractSet[str] | None = None) -> re.Pattern[str]:
        """Return a compiled expression of this program, made once.

        Args:
            regex: the expression, with lists folded to their names.
            words: the words of the text that it is for: entries of lists that cannot occur in it are left out, since
                compiling long lists takes longer than all the rest. None leaves none out.
        """
        present = tuple(self._present(name, words) for name in self._names(regex))
        expression = self._expressions.get((regex, present))
        if expression is None:
            expression = self._expressions[regex, present] = re.compile(self._unfolded(regex, words))
        return expression

    def _names(self, regex: str) -> list[str]:
        """Return the names of the lists that are folded in an expression."""
        if regex not in self._folds:
            self._folds[regex] = FOLDED.findall(regex)
        return self._folds[regex]

    def _present(self, name: str, words: AbstractSet[str] | None) -> AbstractSet[str] | None:
        """Return those of `words` that entries of a list, or of the lists in it, need."""
        if words is None:
            return None
        if name not in self._anchors_of:
            self._anchors_of[name] = frozenset(self.lists[name].anchors)
        return self._anchors_of[name] & words

    def _unfolded(self, regex: str, words: AbstractSet[str] | None) -> str:
        """Return an expression with those entries of its lists that can occur in a text of these words."""

        def entries(name: re.Match[str]) -> str:
            words_of_list = self.lists[name[1]]
            occurring = (
                entry
                for entry, needed in zip(words_of_list.entries, words_of_list.keys, strict=True)
                if words is None or not needed or not words.isdisjoint(needed)
            )
            # With no entry left, nothing matches.
            return "|".join(self._unfolded(entry, words) for entry in occurring) or r"(?!)"

        return FOLDED.sub(entries, regex) if "\0" in regex else regex

    def _ordered(self, index: int, phrase: Phrase) -> tuple[frozenset[str], ...]:
        """Return the sets of words that a phrase needs, in its order."""
        if index not in self._in_order:
            self._in_order[index] = tuple(map(self._words, phrase.required))
        return self._in_order[index]

    def _sets(self, required: Iterable[Sequence[str]]) -> tuple[frozenset[str], ...]:
        """Return sets of words of each of which a text needs one, the smallest first: it is the least likely."""
        return tuple(sorted(map(self._words, required), key=len))

    def _words(self, entry: Sequence[str]) -> frozenset[str]:
        plain = frozenset(word for word in entry if not word.startswith("{"))
        return plain.union(*(self.lists[word[1:-1]].anchors for word in entry if word.startswith("{")))

    @property
    def levels(self) -> Mapping[str, str]:
        """The severities of whole-document checks, by id."""
        return _levels(self.rules) if self._levels is None else self._levels

    @property
    def countries(self) -> Sequence[str]:
        """The countries of the readers, empty where nothing says them."""
        return self.rules.countries if self._countries is None else self._countries

    @cached_property
    def compiled(self) -> Compiled:
        """The compiled phrases and conditions."""
        return self._load()

    @property
    def phrases(self) -> Sequence[Phrase]:
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
    kept = cache.read(rules.digest, "anchors")
    if kept is not None:
        return Program(rules, load=lambda: _kept(rules), **kept)
    from stigmalint.rules.compiled import COLLECTIONS, to_plain
    from stigmalint.rules.compiler import compile_rules
    from stigmalint.rules.documentfile import gates_of

    anchors, compiled = compile_rules(rules)
    # What most runs need, and all that the runs over clean texts need: the rules themselves are not read for it.
    at_hand: dict[str, Any] = {
        "anchors": anchors,
        "gates": gates_of(rules.language),
        "levels": _levels(rules),
        "countries": rules.countries,
    }
    cache.write(rules.digest, "program", to_plain(compiled), COLLECTIONS)
    cache.write(rules.digest, "anchors", at_hand)
    return Program(rules, load=lambda: compiled, **at_hand)


def _levels(rules: RuleSet) -> dict[str, str]:
    return {name: rules.severity(check) for name, check in rules.checks.items()}


def _kept(rules: RuleSet) -> Compiled:
    data = cache.read(rules.digest, "program")
    if data is None:
        from stigmalint.rules.compiler import compile_rules

        return compile_rules(rules)[1]
    from stigmalint.rules.compiled import from_plain

    return from_plain(data)

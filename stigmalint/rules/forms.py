"""Give every form of a word, with its tags, and the form of a word for a tag.

Forms come from `wordlists/<language>/forms.json`, written by `python -m stigmalint.rules.forms` from lemminflect;
words that are not in it (local rules) ask lemminflect itself, which takes about two seconds to import.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from stigmalint.rules.notation import POS_CODES, Word

if TYPE_CHECKING:
    from pathlib import Path

Forms = Mapping[str, str]  # form → tags joined by spaces, Penn Treebank: "VBD VBN"

# Words without a part of speech take these; comparatives only on /adj and /adv.
_DEFAULT_TAGS = ("NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ", "RB")
_TAGS_BY_POS = {
    "n": ("NN", "NNS"),
    "v": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "adj": ("JJ", "JJR", "JJS"),
    "adv": ("RB", "RBR", "RBS"),
}
# Contractions are forms of their verbs, and lemminflect has no plural "people".
_EXTRA: Mapping[str, Forms] = {
    "be": {"'s": "VBZ", "'re": "VBP", "'m": "VBP", "isn't": "VBZ", "aren't": "VBP", "wasn't": "VBD", "weren't": "VBD"},
    "have": {"'ve": "VBP"},
    "person": {"people": "NNS"},
}
_DROPPED = frozenset({("person", "persons"), ("die", "dice"), ("stay", "staid"), ("stay", "staves")})

# Two spellings of stems that this subject uses; either is accepted for the other. The first is not part of the second.
_SPELLINGS = (
    ("behaviour", "behavior"),
    ("counsell", "counsel"),
    ("programme", "program"),
    ("labell", "label"),
    ("centred", "centered"),
    ("centre", "center"),
    ("paediatr", "pediatr"),
    ("paedo", "pedo"),
    ("anaesth", "anesth"),
    ("colour", "color"),
    ("favour", "favor"),
    ("honour", "honor"),
    ("judgement", "judgment"),
    ("fulfill", "fulfil"),
    ("grey", "gray"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("practis", "practic"),
    ("labour", "labor"),
    ("foetal", "fetal"),
)
_IZE = re.compile(r"(?<=[a-z]{3})(i|y)([sz])(e|es|ed|er|ers|ing|ation|ations|able)$")
# Words of other origin, which have one spelling: "-wise", "-prise", "-vise" and some more.
_NEVER_IZE = re.compile(
    r"(?:wi|ai|oi|ui|pri|advi|devi|revi|televi|supervi|improvi|sunri|moonri|exerci|circumci|conci|preci|inci|exci"
    r"|promi|premi|surmi|\bdemi|\bchemi|chasti|mortia|treati|experti|chi|despi|paradi|merchandi|\bceri|capsi)"
    r"[sz](?:e|es|ed|er|ers|ing|able)$"
)


def spelling_variants(form: str) -> tuple[str, ...]:
    """Return `form` and its British or American twin."""
    found = [form]
    for one, other in _SPELLINGS:
        if one in form:
            found.append(form.replace(one, other))
        elif other in form:
            found.append(form.replace(other, one))
    if _IZE.search(form) and not _NEVER_IZE.search(form):
        found.append(_IZE.sub(lambda m: f"{m[1]}{'z' if m[2] == 's' else 's'}{m[3]}", form))
    return tuple(dict.fromkeys(found))


class Inflector:
    """Forms of words, from a table kept with the word lists and from lemminflect for the rest."""

    def __init__(self, table: Mapping[str, Forms]) -> None:
        self._table = dict(table)

    @classmethod
    def from_file(cls, path: Path) -> Inflector:
        """Read the table of one language; a missing file is an empty table."""
        if not path.is_file():
            return cls({})
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def forms(self, word: Word) -> dict[str, str]:
        """Return every form of `word` with its tags; a hyphenated word inflects its last part."""
        if word.exact:
            return {word.lemma: ""}
        stem, hyphen, last = word.lemma.rpartition("-")
        wanted = _TAGS_BY_POS[word.pos] if word.pos else _DEFAULT_TAGS
        forms = {}
        for form, tags in self._all(last).items():
            kept = " ".join(tag for tag in tags.split() if tag in wanted)
            if kept:
                forms[stem + hyphen + form] = kept
        forms.setdefault(word.lemma, "")
        return forms

    def inflect(self, lemma: str, tag: str) -> str | None:
        """Return the form of `lemma` that carries `tag`, or None when it has none."""
        for form, tags in self._all(lemma).items():
            if tag in tags.split() and not form.startswith("'") and not form.endswith("n't"):
                return form
        return None

    def _all(self, lemma: str) -> Forms:
        if not lemma:  # "pre-": nothing to inflect
            return {}
        if lemma not in self._table:
            self._table[lemma] = lemminflect_forms(lemma)
        return self._table[lemma]


@lru_cache(maxsize=4096)
def lemminflect_forms(lemma: str) -> Forms:
    """Ask lemminflect for every form of `lemma`, as form → tags."""
    import lemminflect

    found: dict[str, list[str]] = {}
    inflections = dict(lemminflect.getAllInflections(lemma))
    if "NN" in inflections or not inflections:
        inflections = {**lemminflect.getAllInflectionsOOV(lemma, "NOUN"), **inflections}
    if "VBD" in inflections and "VBN" not in inflections:
        inflections["VBN"] = inflections["VBD"]
    for tag, forms in inflections.items():
        for form in forms:
            # An uncountable reading ("NNS: suicide") would make every singular ambiguous.
            uncountable = tag == "NNS" and form == lemma and (len(forms) > 1 or lemma in _EXTRA)
            if not uncountable and (lemma, form) not in _DROPPED:
                found.setdefault(form, []).append(tag)
    for form, tags in _EXTRA.get(lemma, {}).items():
        found.setdefault(form, []).extend(tags.split())
    return {form: " ".join(sorted(set(tags))) for form, tags in sorted(found.items())}


def lemmas(words: Iterable[Word]) -> set[str]:
    """Return the lemmas that the table must hold for `words`."""
    return {word.lemma.rpartition("-")[2] for word in words if not word.exact}


def main() -> None:
    """Write the table of forms for the shipped rules."""
    from stigmalint.rules.contexts import context_lemmas
    from stigmalint.rules.documentfile import FILE, cue_lemmas, read_file
    from stigmalint.rules.load import load_rules, locales
    from stigmalint.rules.locate import shipped_wordlists
    from stigmalint.rules.merge import needed_lemmas

    sets = [load_rules(language="en", locale=locale) for locale in (None, *locales("en"))]
    folder = shipped_wordlists() / "en"
    needed = (
        set().union(*map(needed_lemmas, sets))
        | cue_lemmas(read_file(folder / FILE))
        | context_lemmas(folder / "contexts.yml")
    )
    table = {lemma: lemminflect_forms(lemma) for lemma in sorted(needed)}
    path = folder / "forms.json"
    lines = (
        f"{json.dumps(lemma, ensure_ascii=False)}: {json.dumps(forms, ensure_ascii=False)}"
        for lemma, forms in table.items()
    )
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


__all__ = ["POS_CODES", "Inflector", "lemmas", "lemminflect_forms", "spelling_variants"]

if __name__ == "__main__":
    main()

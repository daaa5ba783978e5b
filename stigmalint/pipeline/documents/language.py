"""Is a text in the expected language, or clearly in another one?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stigmalint.documents.model import Document

# Fewer letters tell too little.
LEAST_LETTERS = 200
# A text whose beginning, of so many code points, is in the expected language is not looked at any further.
_SAMPLE = 1500
# Shares of function words among all words: running text has about three times as many.
_EXPECTED, _OTHER = 0.12, 0.12
_LATIN_END = "\u024f"
_WORD = re.compile(r"[^\W\d_]+")

# The most frequent words of a language that are not frequent in the others here.
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        """the of and to that for it with be by not his but are this have from they which you were there would
        their been has when who will more if out what up its about into than them can other some
        could then any my now such our over even most after also many before through where your
        should because how people is was""".split()
    ),
}
_OTHERS = frozenset(
    # Spanish, French, German, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian, Polish, Welsh, Turkish;
    # without the particles of names ("de la", "van"), which English texts hold too
    """el los las una por con para como pero sus este porque esta entre cuando muy sin sobre también hasta hay
    donde quien
    desde todo nos durante que se lo su más es en
    le les et un une est pour qui dans par pas au sur ne ce il sont avec ou mais nous vous cette aux leur être
    der und zu das mit sich auf für ist im dem nicht ein eine als auch werden aus er hat dass sie nach wird bei
    einer
    um sind noch wie einem über die den ich wir
    e do da em um não uma os no na mais dos foi ao ele das tem à seu sua ser quando muito já eu também só pelo pela
    isso
    che per non sono si come anche dei nel alla della gli al più ma il
    het een dat op te zijn voor niet aan om ook dan maar bij nog wordt naar uit door ik wij
    och att det som på är av den till inte har ett og til af ikke jeg vi
    w nie jest że jak po dla od przez się
    yn yr mae ar gan ei eu wedi i'r sydd hwn ac neu
    ve bir bu için ile çok daha""".split()
)


def is_foreign(document: Document, expected: str) -> bool:
    """Tell whether a document is clearly not in the expected language; in doubt it is not.

    Args:
        document: what to look at; what it declares (`<html lang>`, front matter) counts where the words leave a doubt.
        expected: the language of the rules, such as "en".
    """
    words = _FUNCTION_WORDS.get(expected)
    if words is None:
        return False
    declared = re.split(r"[-_]", document.language or "")[0].lower()
    elsewhere = bool(declared) and declared != expected
    beginning = _words(document, _SAMPLE)
    if not beginning or _share(beginning, words) >= _EXPECTED:
        return False
    whole = _words(document, None)
    share = _share(whole, words)
    if share >= _EXPECTED:
        return False
    if sum(map(len, whole)) < LEAST_LETTERS:
        return elsewhere and len(declared) in {2, 3} and share == 0
    return elsewhere or _is_other_script(whole) or _share(whole, _OTHERS) >= max(_OTHER, 2 * share)


def _words(document: Document, most: int | None) -> list[str]:
    """Return the words of the prose, of its first `most` code points."""
    found: list[str] = []
    length = 0
    for segment in document.segments:
        if most is not None and length >= most:
            break
        found.extend(_WORD.findall(segment.text[:most].lower()))
        length += len(segment.text)
    return found


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0


def _is_other_script(words: list[str]) -> bool:
    """Tell whether most letters are not Latin."""
    letters = "".join(words)
    return sum(letter > _LATIN_END for letter in letters) > len(letters) / 2

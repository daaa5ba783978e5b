"""Is the match part of a name: an organisation, a law, a title, a product, a person?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from stigmalint.pipeline.contexts import acronym, reference

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

_CAPITAL = re.compile(r"[A-Z][\w'’&.-]*")
# "OCD", "OCD-tidy".
_ACRONYM = re.compile(r"[A-Z]{2,}(?![a-z])")
# Words that may stand in lower case inside a name.
_LINKS = frozenset(
    {"of", "on", "and", "for", "the", "in", "with", "to", "against", "a", "an", "de", "&", "at", "by", "from"}
)
_OPENINGS = frozenset(
    """this that these those his her their my our your its some many most all every each any few several other
    another such no not both if when while as because since although though after before until once in at by on
    for from with without about like unlike he she they we you i it who what why how is are was were do does did
    has have had can could will would should may might must only even just also but and or so yet then there
    here never always sometimes often too very more less stop help meet call ask local young old former new
    drunk two three four five ten dozens hundreds thousands""".split()
)
# What a name in capitals is called by the word before it: "the charity Revolving Doors".
_KINDS = re.compile(
    r"\b(?:charity|company|firm|band|group|film|movie|novel|book|memoir|play|musical|song|single|album|track|show|series|sitcom|podcast|magazine|journal|zine|"
    r"newspaper|documentary|drama|anthology|poem|rapper|dj|yacht|cider|coaster|rollercoaster|computer|newspaper|website|site|app|brand|label|shop|store|cafe|café|pub|restaurant|bar|brewery|beer|ale|campaign|organisation|organization|"
    r"programme|program|project|scheme|course|game|comic|exhibition|festival|club|team|act|report|study|trust|network|horse|boat|ship|street|road|"
    r"called|named|titled|entitled|starring|by|watched|watching|reread|rereading),?(?:\s+(?:is|was))?\s+[\"'“‘]?(?:the\s+)?\Z"
)
# Of listed names and hashtags, in code points.
_LONGEST_NAME = 100
# Shorter words stay in lower case in Title Case.
_SHORT = 3
# In lower case before a full stop, these make a sentence of capitalised names: "The Royal School is in Leeds."
_SMALL_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had)\b")
_WORD = re.compile(r"[\w'’&.-]+")
# "Addicts in Leeds": what follows is where, not a name with the match.
_PLACED = re.compile(r"\s+(?:a|an|at|by|from|in|on|the|to|with)\s")
# After the name of a work or a band at the start of a sentence: "Psycho is on at the Rex", "Madness played our hall".
_WORK_AFTER = re.compile(
    r"\s+(?:(?:is|was|are|were)\s+(?:on\b|showing|playing|directed|filmed|released|screened|published|shown|written\s+by)|"
    r"stars?\b|starring\b|starred\b|screens\b|premiered\b|headlines?\b|headlined\b|(?:opened|closed)\s+with\b|toured\b|(?:split|broke)\s+up\b|reunited\b|(?:play|plays|played)\s+(?:the|a|at|our|their|live|in)\b)"
)
_THING = (
    r"(?:[\w-]+\s+){0,3}(?:dog|cat|horse|pony|llama|donkey|rabbit|parrot|puppy|kitten|goose|clown|band|film|novel|book|album|song|single|musical|play|"
    r"boat|yacht|podcast|magazine|game|workout|app|brewery|beer|cafe|café|pub|shop|charity|arcade|bakery|ballad|bar|bistro|bookshop|cartoon|"
    r"comedy|diner|documentary|drama|duo|florist|gallery|gym|hit|mascot|memoir|painting|poem|puppet|restaurant|ride|rollercoaster|salon|"
    r"series|sitcom|store|studio|thriller|trio|zine)\b"
)
# "Bonkers, the therapy dog", "Bonkers the dog", "Deranged is a band", "Insanity by Shaun T".
_APPOSED = re.compile(
    rf"(?:,\s+(?:the|our|a|an|his|her|my|their)|\s+the|\s+(?:is|was|are|were)\s+(?:a|an|the|our))\s+{_THING}|\s+by\s+[A-Z]"
)
# "Lunatic exposes its functions": a noun for one person that does without an article is a name.
_BARE = re.compile(
    r"\s+(?:is|was|has|can|will|exposes|follows|lets|offers|provides|returns|stars|supports|tells|tops)\s"
)
# "Addict is a dictionary"; "Alcoholic is jailed" is a headline.
_DEFINED = re.compile(r"\s+is\s+(?:a|an|the)\s")
# "Jamison's Illness": the possessive of the owner is no part of what may be a name.
_OWNER = re.compile(r"['’]s\b[\s*_“\"‘']*")
# A headline's first clause: "From Hospital to Home: forty flats".
_CLAUSE_END = re.compile(r":\s|\s[|–—-]\s")
# "John P. Looney"
_INITIALS = re.compile(r"\b[A-Z][\w'’-]+\s+(?:[A-Z]\.\s?)+\Z")
_YEAR = re.compile(r"\s*,?\s*(?:\(?(?:1[5-9]|20)\d\d\b)")


def applies(view: View) -> bool:
    """Tell whether the match stands in a listed name, in a run of capitalised words or in a reference to a work."""
    view = _without_owner(view)
    return (
        _listed(view)
        or _work(view)
        or _surname(view)
        or _capitalised(view)
        or acronym.applies(view)
        or reference.applies(view)
    )


def _without_owner(view: View) -> View:
    """Take the possessive of the owner ("Jamison's Illness"), which reads like a verb, out of the match."""
    found = _OWNER.match(view.written)
    text = view.segment.text
    owner = re.search(r"([^\W\d_]+)\Z", text[max(0, view.candidate.start - _LONGEST_NAME) : view.candidate.start])
    if found is None or owner is None or owner[1].lower() in _OPENINGS:
        return view
    return replace(view, candidate=view.candidate._replace(start=view.candidate.start + found.end()))


def _listed(view: View) -> bool:
    start, end = view.candidate.start, view.candidate.end
    # Only the neighbourhood: a long text with many matches would be searched once for each.
    left = max(0, start - _LONGEST_NAME)
    text = view.segment.text[left : end + _LONGEST_NAME].replace("’", "'").replace("\n", " ")
    start, end = start - left, end - left
    for name in view.program.names:
        position = text.find(name)
        while position >= 0:
            if position < end and start < position + len(name):
                return True
            position = text.find(name, position + 1)
    return False


def _work(view: View) -> bool:
    """Tell whether the match is in the title of a work: emphasised or quoted, in capitals."""
    range_ = view.marked("emphasis") or view.quote()
    if range_ is None:
        return False
    words = [word for word in _WORD.findall(view.segment.text[slice(*range_)]) if word.lower() not in _LINKS]
    # One capitalised word is a title or a nickname only where neither the sentence nor a speech has just begun.
    before = view.segment.text[view.candidate.sentence[0] : range_[0]].rstrip("\"“‘'*_ ")
    opening = not re.search(r"\w", before) or before.endswith((":", ",", ".", "!", "?"))
    nickname = re.match(r"[\"”’]\s+[A-Z][a-z]", view.segment.text[range_[1] : range_[1] + _SHORT + 1])
    if not words or (len(words) == 1 and opening and not nickname):
        return False
    return (
        all(word[0].isupper() or word[0].isdigit() for word in words)
        and not view.segment.text[slice(*range_)].isupper()
    )


def _surname(view: View) -> bool:
    """Tell whether the match is one capitalised word after a first name and initials."""
    before = view.segment.text[view.candidate.sentence[0] : view.candidate.start]
    return _CAPITAL.fullmatch(view.written) is not None and _INITIALS.search(before) is not None


def _capitalised(view: View) -> bool:
    """Tell whether every word of the match is capitalised inside running text, beside another capitalised word."""
    words = _WORD.findall(view.written)
    # Acronyms (OCD) and the word that opens a sentence have capitals anyway.
    content = [word for word in words if word.lower() not in _LINKS and not _ACRONYM.match(word)]
    if _at_start(view) and content and content[0].lower() in _OPENINGS:
        content.pop(0)
    if not content or not all(word[0].isupper() for word in content):
        return False
    if _titled(view) or _in_hashtag(view):
        return False
    left, right = _neighbours(view)
    if _at_start(view):
        # The first word of a sentence is capitalised anyway: the rest must show that it is a name.
        if len(content) > 1 and _lone(view, content):
            return True
        return (_is_name_word(right) and not _PLACED.match(view.after)) or _named_by_rest(view, content)
    if _KINDS.search(view.before) or _lone(view, content):
        return True
    return _is_name_word(left) or _is_name_word(right) or bool(_YEAR.match(view.after))


def _named_by_rest(view: View, content: list[str]) -> bool:
    """Tell whether what follows the first words of a sentence treats them as a name."""
    after = view.segment.text[view.candidate.end : view.candidate.sentence[1]]
    if _WORK_AFTER.match(after) or _APPOSED.match(after) or re.match(r"\s\((?:19|20)\d\d\)", after):
        return True
    single = len(content) == 1 and view.candidate.tags == {"NN"} and len(view.written.split()) == 1
    bare = {"derogatory": _BARE, "identity-label": _DEFINED}.get(view.candidate.phrase.rule.partition("/")[0])
    return single and bare is not None and bare.match(after) is not None and after.endswith(".")


def _lone(view: View, content: list[str]) -> bool:
    """Tell whether words that are no label for people stand capitalised among words that are not."""
    category = view.candidate.phrase.rule.partition("/")[0]
    return (
        bool(content)
        and view.segment.kind != "heading"
        and category in {"derogatory", "sensationalist", "trivialising"}
    )


def _is_name_word(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word != word.upper()


def _at_start(view: View) -> bool:
    before = view.segment.text[view.candidate.sentence[0] : view.candidate.start]
    return not re.search(r"\w", before) or before.rstrip().endswith((":", "“", '"', "‘"))


def _neighbours(view: View) -> tuple[str, str]:
    """Return the words beside the match, skipping links such as "of" and "the"."""
    text = view.segment.text
    start, end = view.candidate.sentence
    left = [word for word in _WORD.findall(text[start : view.candidate.start]) if word]
    right = _WORD.findall(text[view.candidate.end : end])
    gap_left = re.search(r"[^\w\s'’&-]\s*$", text[start : view.candidate.start])
    gap_right = re.match(r"\s*[^\w\s'’&-]", text[view.candidate.end : end])
    while left and left[-1].lower() in _LINKS and len(left) > 1:
        left.pop()
    while right and right[0].lower() in _LINKS and len(right) > 1:
        right.pop(0)
    # A capital at the start of a sentence is a name's only where the word is not a common opening.
    opening = len(left) == 1 and left[0].lower() in _OPENINGS
    return (
        "" if gap_left or not left or opening else left[-1],
        "" if gap_right or not right else right[0],
    )


def _in_hashtag(view: View) -> bool:
    """Tell whether the match is in a hashtag, whose capitals only part its words."""
    return bool(
        re.search(
            r"#(?:\w+ )*\Z", view.segment.text[max(0, view.candidate.start - _LONGEST_NAME) : view.candidate.start]
        )
    )


def _titled(view: View) -> bool:
    """Tell whether the sentence or its first clause is in Title Case, as headlines are: capitals say nothing there."""
    start, end = view.candidate.sentence
    sentence = view.segment.text[start:end]
    clause = _CLAUSE_END.search(sentence)
    # "Mad Girl: a memoir by …" is a title with its subtitle.
    if clause and view.candidate.end <= start + clause.start() and not re.search(r"\bby\s+[A-Z]", sentence):
        return _title_case(sentence[: clause.start()]) or _title_case(sentence)
    return _title_case(sentence)


def _title_case(text: str) -> bool:
    if text.endswith(".") and _SMALL_VERB.search(text):
        return False
    words = (word.rstrip(".'’&-") for word in _WORD.findall(text))
    content = [word for word in words if word.isalpha() and len(word) > _SHORT]
    capitals = sum(word[0].isupper() for word in content)
    # A headline has no full stop; with one, nearly every word must be capitalised, and there must be a few.
    share, least = (0.9, 4) if text.endswith((".", "?")) else (0.75, 2)
    return len(content) >= least and capitals >= share * len(content)

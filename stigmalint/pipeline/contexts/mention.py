"""Is the match shown as words (style advice, a glossary, "the word crazy") rather than used?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

# A quoted phrase of at most this many words can be a mention; a longer one is somebody's sentence.
MAX_MENTION_WORDS = 8
# What may stand between a cue and the match: a list of other phrases, each quoted or short.
_ENTRY = r"(?:[\"'“‘*_(]*[\w'-]+(?:\s[\w'-]+){0,3}[\"'”’*_)]*\s*(?:,\s*(?:and|or|nor)?|/|;|\bor\b|\band\b|\bnor\b)\s*)"
_LISTED = re.compile(rf"(?:[^.:;]{{0,60}}:\s*{_ENTRY}{{0,8}}|[\s:]*{_ENTRY}{{1,8}})[\"'“‘*_(]*(?:an?\s+|the\s+)?")
_ARROW = re.compile(r"\s*[\"'”’*_)]*\s*(?:→|->|=>|⇒|➜|➔|»»|=\s)")
_CROSS = re.compile(r"(?:❌|✗|✘|🚫|⛔|✖|👎)\s*[\"'“‘*_]*(?:[\w' ,/-]{0,60})\Z")
_TERM_FIRST = re.compile(r"[\"'“‘*_]*\s*(?:an?\s+|the\s+)?\Z")
_TERM_END = re.compile(r"[\"'”’*_]*\s*(?:[:.–—(]|-\s|is\b|are\b|means\b)")
# How far around the match advice, answers and lists of words are looked for, in code points.
_REACH = 300
# "Say disabled, not …": advice that names the better words first.
_ADVICE = re.compile(
    rf"(?:\A|[.:;–—-]\s|\bplease\s|\bwe\s|\bto\s)(?:say|use|try|write|prefer|choose|put)\s[^.;!?]{{2,80}}?"
    rf"(?:,\s*|\s)(?:not|never|instead\s+of|rather\s+than)\s+{_ENTRY}{{0,5}}[\"'“‘*_(]*(?:an?\s+|the\s+)?\Z"
)
# "Committed suicide? We say …"
_ANSWER = re.compile(
    r"[\"'”’*_]*\s*[?!:–—-]\s*(?:no[.,:]?\s+)?(?:we|you\s+can|please)?\s*(?:say|use|try|write|prefer)\b"
)
# A part of speech, as dictionaries write it.
_DICTIONARY = re.compile(r"[\"'”’*_]*,?\s*\(?(?:n|v|vb|adj|adv|noun|verb|adjective|adverb)\.?\)?\s*[.:–—-]")
_QUESTION_BEFORE = re.compile(
    r"(?:so\s+)?what(?:'s|\s+is|\s+are|\s+was|\s+does|\s+do)\s+[\"'“‘*_]*(?:an?\s+|the\s+)?\Z"
)
_QUESTION_AFTER = re.compile(r"[\"'”’*_]*\s*(?:mean\s*)?\?")
# "Nutter, loony, psycho: words that …", "Nutter. Loony. Psycho. These are names that …".
_FRAGMENT = r"[\"'“‘*_]*[\w'-]+(?:\s[\w'-]+){0,3}[\"'”’*_]*\s*[,./:;?!–—]\s*(?:(?:and|or)\s)?"
_FRAGMENTS_BEFORE = re.compile(
    rf"(?:\A|[.!?]\s+)(?:{_FRAGMENT}){{0,8}}(?:[\w'-]+\s+(?:and|or)\s+)?[\"'“‘*_]*(?:an?\s+)?\Z"
)
_FRAGMENTS_AFTER = re.compile(
    rf"[\"'”’*_]*\s*(?:[,./]\s*)?(?:{_FRAGMENT}){{0,8}}(?:(?:[\"“‘']*[\w'-]+[\"”’']*\s+)?(?:and|or)\s+[\"“‘']*[\w'-]+(?:\s[\w'-]+)?[\"”’']*)?\s*[.:!?–—-]?\s*"
    r"(?:(?:he|she|i|we|these|those|they|all|such|are|is|just|some|the|why\s+we)\s[^.!?]{0,40}?|(?:why\s+we)\s)?"
    r"\b(?:(?:have|has)\s+no\s+place|words?|terms?|labels?|names|insults|slurs|phrases|(?:dropped|ditched|stopped|avoid|banned|retired)\s+(?:using\s+|saying\s+)?(?:them|it)|(?:heard|been\s+called)\s+(?:them|it)\s+all)\b"
)
# "Saying you are … hurts", "it is not OK to say that …": words that are spoken of, and judged.
_SPEAKING = (
    r"(?:jok(?:e|es|ed|ing)|tweet(?:s|ing)?|post(?:s|ing)?|says?|saying|describ(?:e|es|ing)|calls?|calling|"
    r"refer(?:s|ring)?\s+to)"
)
_VERDICT = (
    r"(?:hurt(?:s|ful)?|harm(?:s|ful)?|mak(?:es?|ing)\s+light|trivialis\w+|trivializ\w+|belittl\w+|stigmatis\w+|stigmatiz\w+|reinforc\w+|"
    r"perpetuat\w+|spreads?\s+(?:a|the)\s+myth|hates?\s+it\s+when|think\s+(?:twice\s+)?before|rarely\s+(?:met|meet|know)|"
    r"have\s+rarely\s+met|(?:not|never|isn't|aren't|no\s+longer)\s+(?:\w+\s+)?(?:ok|okay|funny|fair|harmless|helpful|kind|cool|nice|right|acceptable)|"
    r"mak(?:es?|ing)\s+it\s+(?:\w+\s+)?(?:harder|difficult)|say\s+something|speak\s+up|correct\s+(?:them|him|her)|"
    r"(?:is|are|it's)\s+(?:\w+\s+)?(?:lazy|hurtful|harmful|offensive|unkind|cruel|wrong|insulting|unhelpful))"
)
_JUDGED = re.compile(rf"\b{_VERDICT}\b")
_SUBJECT = re.compile(
    rf"(?:\A\W*(?:please\s+stop\s+)?(?:joking|jokes?\s+(?:about|that)|saying|describing|calling|using|referring\s+to)|\b(?:who|when|if)\s+(?:\w+\s+){{0,2}}{_SPEAKING})"
    r"\b[^.;!?]{0,60}\Z"
)
_JUDGED_SPEAKING = re.compile(rf"\b{_VERDICT}\b[^.;!?]{{0,40}}?\b{_SPEAKING}\b[^.;!?]{{0,60}}\Z")
_USING = re.compile(r"\bus(?:e|es|ing)\s+(?:the\s+word\s+)?[\"'“‘*_]*\Z")
_AS_WORD = re.compile(
    r"[\"'”’*_]*\s+(?:as\s+an?\s+(?:\w+\s+)?(?:insult|metaphor|joke|slur|put-down|adjective|punchline|swear\s?word)|to\s+mean)\b"
)
# "Out: … In: …", "Bad: … Good: …".
_LABEL_BEFORE = re.compile(
    r"\b(?:out|bad|wrong|don't|not\s+this|avoid|incorrect|poor|worse)\s*:\s*[\"'“‘*_]*(?:[\w']+\s+){0,3}[\"'“‘*_]*\Z"
)
_LABEL_AFTER = re.compile(r"\b(?:in|good|right|yes|do|this|say|use|new|after|now|correct|better|try)\s*:")
# "Instead of committed suicide, write …".
_INSTEAD = re.compile(r"\b(?:instead|in\s+place)\s+of\s+[\"'“‘*_]*(?:an?\s+|the\s+)?\Z")
_BETTER = re.compile(r"[\"'”’*_]*[^.;!?]{0,60}?[,:]\s*(?:please\s+|we\s+|you\s+can\s+)?(?:say|use|try|write|prefer)\b")
# "The dictionary defines crazy as …".
_DEFINES = re.compile(r"\bdefin(?:e|es|ed|ing)\s+[\"'“‘*_]*\Z")
_AS_MEANING = re.compile(r"[\"'”’*_]*\s+as\b")
# "The verb commit, as in commit suicide".
_AS_IN = re.compile(r"\b(?:words?|verbs?|terms?|nouns?|phrases?)\b[^.;!?]{0,60}\bas\s+in\s+[\"'“‘*_]*\Z")
# A verb without its subject: "people who say committed suicide".
_SAID = re.compile(r"\b(?:says?|said|saying|writes?|writing|wrote|prints?|printed|reads?|heard?)\s+[\"'“‘*_]*\Z")
_VERB_ALONE = re.compile(r"commit\w*\s+suicide\b")
_ARTICLE = re.compile(r"[\"'“‘*_(\s]*(?:an?|the)?[\"'“‘*_\s]*")


def applies(view: View) -> bool:
    """Tell whether the match is mentioned."""
    return (
        view.marked("strikethrough") is not None
        or view.segment.kind == "term"
        or _under_cue(view)
        or _after_cue(view)
        or _set_off(view)
        or _arrow(view)
        or _explained(view)
        or _advised_against(view)
        or _judged(view)
    )


def _under_cue(view: View) -> bool:
    """Judge by the place: the column, list or heading says that words are shown."""
    place = view.segment.place
    if place.column and view.cue("mention_headings", place.column.lower()):
        return True
    if view.segment.kind not in {"list-item", "table-cell", "definition", "paragraph"}:
        return False
    if view.segment.kind == "list-item" and place.introduction and _introduces(view, place.introduction.lower()):
        return True
    heading = place.headings[-1].lower() if place.headings else ""
    return bool(view.cue("mention_headings", heading)) and _is_entry(view)


def _introduces(view: View, introduction: str) -> bool:
    tail = introduction[-160:]
    return introduction.rstrip().endswith(":") and bool(
        view.cue("mention_headings", tail) or (view.cue("mention_words", tail) and view.cue("mention_denials", tail))
    )


def _is_entry(view: View) -> bool:
    """Tell whether the match opens its segment as a term does: "Junkie. A slur."."""
    before = view.text[: view.candidate.start]
    after = view.text[view.candidate.end :]
    if view.segment.kind in {"list-item", "table-cell"} and len(view.text.split()) <= MAX_MENTION_WORDS:
        return True
    starts = bool(_TERM_FIRST.fullmatch(before)) or view.candidate.start == view.candidate.sentence[0]
    return starts and (
        bool(_TERM_END.match(after)) or not after.strip() or view.marked("strong", "emphasis") is not None
    )


def _after_cue(view: View) -> bool:
    """Judge by a cue that governs the match: "avoid …", "the word …", "… is a slur"."""
    before = view.before
    if view.cue_ending("mention_before", before):
        return True
    if view.cue_starting("mention_after", view.after):
        set_off = view.quote() is not None or view.marked("emphasis", "strong") is not None
        return set_off or _ARTICLE.fullmatch(before) is not None
    # "avoid words such as crazy, nuts and …": between the cue and the match stand other phrases.
    return any(_LISTED.fullmatch(before, end) for end in view.cue_ends("mention_before", before))


def _explained(view: View) -> bool:
    """Judge by what follows a word that stands for itself: its new name, its definition, the answer to a question."""
    text = view.text
    first = _ARTICLE.fullmatch(view.before) is not None
    after = text[view.candidate.end : view.candidate.end + _REACH]
    before = text[max(0, view.candidate.start - _REACH) : view.candidate.start]
    renamed = re.match(r"[\"'”’*_]*\s*(?:(?:in\s+)?\d{4}s?\s*)?[,(–—-]?\s*", view.after)
    if renamed and view.cue_starting("mention_renamed", view.after[renamed.end() :]):
        return first or view.candidate.phrase.rule.startswith("outdated/")
    if first and (_ANSWER.match(after) or (_DICTIONARY.match(after) and not before.strip("\"'“‘*_ "))):
        return True
    if _QUESTION_BEFORE.fullmatch(view.before) and _QUESTION_AFTER.match(view.after):
        return True
    labelled = _LABEL_BEFORE.search(before)
    if labelled and (_LABEL_AFTER.search(after) or _LABEL_AFTER.match(before.lstrip("\"'“‘*_ "))):
        return True
    fragments = _FRAGMENTS_BEFORE.search(before)
    # A list has at least two members.
    listed = re.match(r"[\"'”’*_]*\s*(?:[,./:!?–—]|and\b|or\b)", after) or (
        fragments and re.search(r"\w", fragments.group())
    )
    return bool(fragments and listed and _FRAGMENTS_AFTER.match(after))


def _advised_against(view: View) -> bool:
    """Judge by advice that names the better words first: "say disabled, not …"."""
    if _INSTEAD.search(view.before) and _BETTER.match(view.after[:_REACH]):
        return True
    return _ADVICE.search(view.before[-_REACH:]) is not None


def _judged(view: View) -> bool:
    """Judge by a sentence that speaks of saying the words, and says that it does harm."""
    before = view.before[-_REACH:]
    # "They use junkies as a punchline" is about people.
    if _USING.search(before) and _AS_WORD.match(view.after) and "NNS" not in view.candidate.tags:
        return True
    if (_DEFINES.search(before) and _AS_MEANING.match(view.after)) or _AS_IN.search(before):
        return True
    if _SAID.search(before) and _VERB_ALONE.match(view.words):
        return True
    if _SUBJECT.search(before) and _JUDGED.search(view.after[:_REACH]):
        return True
    return _JUDGED_SPEAKING.search(before) is not None


def _set_off(view: View) -> bool:
    """Judge a phrase in quotation marks or emphasis: short, with a word about words in its sentence or heading."""
    range_ = view.quote() or view.marked("emphasis", "strong", "quote")
    if range_ is None:
        return False
    inside = view.text[slice(*range_)]
    if len(inside.split()) > MAX_MENTION_WORDS:
        return False
    start, end = view.candidate.sentence
    outside = view.text[start : max(start, range_[0])] + " " + view.text[min(end, range_[1]) : end]
    if view.cue("mention_words", outside) or _in_style_guide(view):
        quoted = view.quote() is not None or view.marked("quote") is not None
        return not quoted or not _spoken(view, outside)
    return False


def _in_style_guide(view: View) -> bool:
    """Tell whether a heading above says that the text is about language."""
    return any(view.cue("style_headings", heading.lower()) for heading in view.segment.place.headings)


def _spoken(view: View, outside: str) -> bool:
    """Tell whether the words outside a quotation report who said it."""
    return bool(
        re.search(
            r"\b(?!(?:nobody|one|few|people)\b)(?:he|she|they|who|i|we|[a-z]+s?)\s+(?:said|says|told|asked|shouted|called|added|wrote|replied)\b",
            outside,
        )
    ) and not (view.cue("mention_before", outside))


def _arrow(view: View) -> bool:
    """Judge by typography: "addict → person with an addiction", "❌ addict"."""
    return bool(_ARROW.match(view.after)) or bool(_CROSS.search(view.before))

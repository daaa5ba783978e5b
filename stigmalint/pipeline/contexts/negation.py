"""Is the claim denied, or a myth that is being put right?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stigmalint.pipeline.contexts.view import View

# Only claims can be denied: a slur or "commit suicide" stays what it is in a sentence with "not".
CATEGORIES = frozenset({"blaming", "derogatory", "sensationalist", "deficit", "clinical-label", "trivialising"})
# Claims of other categories.
CLAIMS = frozenset({"suicide/cowardly"})
_MYTH = re.compile(
    r"\b(?:myths?|misconceptions?|misunderstandings?|untrue|falsehoods?|contrary\s+to|no\s+such\s+thing\s+as|stereotyp\w+|wrongly|unfairly|mistakenly)\b"
)
_NOT = r"(?:\b(?:not|never|nor|neither|hardly|rarely|seldom|scarcely|nobody|no\s+one|nothing)(?:\s+ever)?|n't|\bcannot)"
_END = r"[\s\"'(*_,]*\Z"
# Between a denial and what it denies stand only small words: "is not about …", "doesn't mean that you are …".
_DENIED = re.compile(
    rf"(?:{_NOT}|\b(?:is|are|was|were)\s+no)"
    r"(?:\s+(?:a|an|the|any|just|really|simply|merely|necessarily|being|be|been|is|are|was|were|about|because|due|to|of|for|by|from|on|your|their|his|her|our|my|"
    r"you|they|he|she|we|i|it|that|this|people|someone|somebody|anyone|anybody|make|makes|made|mean|means|meant|call|calling|called|as|or|nor|"
    r"sign|matter|question|case|choice|fault|result|form|kind|sort|bid|plea|cry|attempt|afraid|worried|way|weak|lazy|selfish|dangerous|at\s+all|out|looking|asking|trying|think|thinks|thought|all)){0,7}"
    rf"{_END}"
)
# "Don't be a …" tells off whoever is; it denies nothing.
_FORBIDDEN = re.compile(
    r"(?:\A|[,;:.!?]\s*|\bplease\s+|\band\s+)(?:don't|do\s+not|never|stop)\s+be(?:ing)?\b[^,;]{0,20}\Z"
)
# A label before the claim, as quizzes and lists of myths have it.
_MYTH_LABEL = re.compile(
    r"\b(?:myth(?:\s+or\s+fact)?|fact\s+or\s+(?:myth|fiction)|true\s+or\s+false)\b[^.;]{0,10}[:?–—-]\s*\Z"
)
_LABEL_REACH = 60
# A word of a subject, which ends where another clause or another person's attitude begins.
_SUBJECT_WORD = (
    r"(?:\s+(?!(?:and|because|but|can|could|deal\w*|if|knows?|likes?|needs?|sees?|than|that|treats?|trusts?|until|wants?|wanted|when|which|will|would)\b)"
    r"[\w'-]+)"
)
_PREDICATE = (
    r"(?:\s+(?:am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|should|could|can|ever|just|simply|really|actually|deliberately|all|always|ought|"
    r"chooses?|chose|chosen|wants?|sets?|out|to|told|asked|expected|called|(?:accused|called|blamed)\s+(?:of|as|for)|deserves?|a|an|the))"
)
# "nobody on this ward …", "none of our callers is …", "no child ever …": the subject denies its whole clause.
_NOBODY = re.compile(
    r"\b(?:nobody|no[\s-]one|none\s+of(?:\s+[\w'-]+){1,3}?|not\s+one(?:\s+of)?(?:\s+[\w'-]+){0,3}?|"
    r"no\s+(?!(?:better|children|desire|doubt|excuse|family|help|insight|intention|interest|job|less|longer|matter|money|more|need|patience|place|reason|room|secret|sense|surprise|time|use|wish|wonder)\b)[\w'-]+)"
    rf"(?:(?:\s+(?:who|with|on|in|at|from|of|here|there|under|over|else|living|alive){_SUBJECT_WORD}{{0,5}}?)?{_PREDICATE}{{0,5}}|{_SUBJECT_WORD}{{1,4}}?\s+(?:and|or))"
    rf"{_END}"
)
# "few people who self-harm …", "only a small minority of callers are …": nearly nobody.
_FEW = re.compile(
    r"\b(?:(?:only\s+a\s+|very\s+|relatively\s+)?(?<!a )few|hardly\s+any|"
    r"(?:only\s+)?a\s+(?:very\s+|tiny\s+|small\s+)+(?:minority|number|proportion|share|part|fraction))"
    r"(?:\s+of)?(?:\s+(?:the|our|these|those))?\s+[\w'-]+"
    rf"(?:\s+(?:who|with|in|on){_SUBJECT_WORD}{{0,6}}?)?{_PREDICATE}{{0,4}}{_END}"
)
# "it is not that people who drink …", "does not mean that a girl with scars is …": what follows is denied as a whole.
_COMPLEMENT = re.compile(
    r"(?:\b(?:not|never|hardly)|n't|\bcannot)\s+"
    r"(?:(?:that|because|as\s+if|as\s+though)|(?:\w+ly\s+|ever\s+)?(?:mean|imply|suggest|believe|think|assume|say|claim|accept|pretend|true|prove)(?:\s+that)?)"
    rf"{_SUBJECT_WORD}{{1,7}}{_END}"
)
# "far from being …", "rather than blaming patients for …"
_CONTRAST = re.compile(
    r"\b(?:far\s+from|rather\s+than|instead\s+of|as\s+opposed\s+to|anything\s+but)"
    r"(?:\s+(?:being|call(?:ing)?|brand(?:ing)?|label(?:l?ing)?|blam(?:e|ing)|see(?:ing)?|dismiss(?:ing)?|treat(?:ing)?))?"
    rf"(?:\s+(?:[\w'-]+\s+){{0,3}}(?:as|for|of)(?:\s+being)?)?(?:\s+(?:a|an|the|any|just|merely|simply))*{_END}"
)
# "too often dismissed as …": who reports a verdict as unjust does not share it.
_UNJUST = re.compile(
    r"\b(?:dismiss(?:ed|es|ing)?|written\s+off|writ(?:e|es|ing)\s+off|accus(?:e|ed|es|ing)|misread|mistak(?:e|en|es|ing)|misunderstood|misinterpreted|shamed?|sham(?:es|ing))"
    rf"(?:\s+[\w'-]+){{0,4}}?\s+(?:as|of|for)(?:\s+(?:being|a|an|the|just|mere|merely|only|simply|or|and|lazy|weak|selfish))*{_END}"
)
_TOLD = (
    r"(?:tell(?:s|ing)?|told|say(?:ing|s)?|said|hear(?:ing|s)?|heard|call(?:s|ed|ing)?|urg(?:e|ed|ing)|think(?:s|ing)?|believ(?:e|es|ing)|"
    r"assum(?:e|es|ing|ption)|ideas?|beliefs?|notions?|views?|claims?|suggestions?|accusations?|prejudices?|attitudes?)"
)
# "stop telling people to …"
_DONT_TELL = re.compile(
    rf"(?:\b(?:stop|never|not|avoid|resist|without|quit)|n't)\s+(?:just\s+|ever\s+)?{_TOLD}{_SUBJECT_WORD}{{0,6}}{_END}"
)
# "telling somebody to … does not help", "the belief that … has cost lives"
_SAYING = re.compile(rf"\b{_TOLD}(?:\s+[\w'-]+){{0,7}}{_END}")
_REPROACHED = re.compile(
    r"(?:n't|\b(?:not|never|no|rarely|hardly))\s+(?:\w+\s+){0,2}(?:help\w*(?!\s+(?:but|\w+ing))|work\w*|true|fair|right|useful|use|accurate|an\s+answer)\b"
    r"|\b(?:wrong|false|unhelpful|harm(?:s|ful|ed|ing)|hurt(?:s|ful|ing)?|cruel|damag(?:es|ed|ing)|dangerous|nonsense|outdated|unfair|worse|useless|insulting|shaming|"
    r"do(?:es)?(?:n't|\s+not)\s+(?:understand|know\s+(?:what|how|much))|never\s+(?:spoke|asked|went|came|told|said|rang)|stopped\s+(?:asking|talking|coming)|"
    r"discredited|dispel\w*|debunk\w*|reject\w*|costs?\s+lives|cost\s+\w+\s+lives)\b"
    r"|\b(?:keep|keeps|kept|stop|stops|stopped|prevent|prevents|drive|drives|put|puts)\s+(?:\w+\s+){1,4}(?:from|away|off)\b"
)
# "You may feel that you are weak", "she thought that it was her own fault": a fear about oneself.
_FEARED = re.compile(
    r"\b(?:feel(?:s|ing)?|felt|fear(?:s|ed|ing)?|worr(?:y|ies|ied|ying)|afraid|ashamed|think(?:s|ing)?|thought|believ(?:e|es|ed|ing))\b"
)
_OTHERS = r"(?!\s+(?:son|daughter|child|kids|brother|sister|mother|father|mum|dad|wife|husband|partner|friend|client))"
_OF_ONESELF = re.compile(
    rf"\b(?:you\b[^.;!?]*?\b(?:you|your)|(?:she|who)\b[^.;!?]*?\b(?:she|her)|(?:he|who)\b[^.;!?]*?\b(?:he|his)|"
    rf"(?:they|people|who|many|some)\b[^.;!?]*?\b(?:they|their)|(?:feeling|worry|fear|thinking)\s+(?:that\s+)?(?:you|they))\b{_OTHERS}"
)
# "Is self-harm attention-seeking?", "Why do people think that …?": asked, not said.
_ASKED = re.compile(
    r"\W*(?:(?:is|are|do|does)\s+(?:it\s+true|all|most|people|those|self-?\s?harm\w*|depress\w+|addicti?\w*|alcohol\w*|anxiety|adhd|suicide|mental\w*|cutting|eating|obesity)\b"
    r"|why\s+(?:do|does|did|are|is)\s+(?:so\s+many\s+|some\s+|many\s+)?(?:people|others|we|they|everyone|staff|doctors|parents)\s+(?:still\s+|often\s+)?(?:think|say|believe|assume|call))\b"
)
# What answers a question or puts right the sentence before it.
_CORRECTED = re.compile(
    r"[\s\"'*_)]*(?:no(?=[.,!;: ])|never(?=[.!])|not\s+(?:so|true|at\s+all|really|quite)|"
    r"(?:of\s+course|absolutely)\s+not|wrong(?=[.!])|false(?=[.!])|untrue|nonsense|rubbish|nothing\s+could\s+be\s+further|"
    r"(?:they|he|she|it|this|that|those|these|all\s+of\s+\w+|both)(?:'s|'re|\s+(?:is|are|was|were|could\s+not|couldn't))?\s*"
    r"(?:simply\s+|just\s+|all\s+|both\s+|plain\s+|be\s+)*"
    r"(?:wrong|false|untrue|mistaken|nonsense|a\s+myth|myths|not\s+(?:true|so|fair|right))|"
    r"(?:it|this|that)\s+(?:isn't|is\s+not|was\s+not|wasn't)\s+(?:true|so|fair|right))\b"
)
# "Cold mothers do not cause schizophrenia": the verdict on the match is denied.
_CLEARED = re.compile(
    r"[\s\"'*_)]*(?:(?:do|does|did|is|are|was|were|can|could|has|have)(?:n't|\s+not|\s+never)|never)\s+(?:[\w'-]+\s+){0,2}"
    r"(?:cause\w*|to\s+blame|lead|explain\w*|responsible|at\s+fault|why|reasons?|factors?|the\s+(?:root|answer|problem))\b"
    r"|[\s\"'*_)]*(?:was|were)\s+(?:once|long|wrongly|unfairly)\s+(?:\w+\s+)?(?:blamed|thought|believed|said)\b"
)
# "doctors once blamed …"
_ONCE = re.compile(
    rf"\b(?:once|used\s+to|wrongly|for\s+decades),?\s+(?:[\w'-]+\s+){{0,2}}blame[ds]?(?:\s+(?:the|their|a|it|this))*(?:\s+on)?{_END}"
)
# "It is easy to think that …, but it is not", "Some say … In fact …": an opinion that is put right.
_OPINION = re.compile(
    r"\b(?:think|thinks|thought|say|says|said|assume|assumes|assumed|believe|believes|believed|seem|seems|seemed|look|looks|looked|imagine|suppose|claim|claims|told|hear|heard|feel|feels)\b"
)
_BUT_NOT = re.compile(
    r"[^.;!?]{0,80}?[,;–—-]\s*(?:but|yet|though|although)\s+(?:in\s+fact\s+|really\s+)?(?:it|this|that|they|he|she|they|these)"
    r"(?:'s|'re|\s+(?:is|are|was|were|do|does|did|rarely|seldom|hardly))?(?:\s+(?:really|usually|almost|very))?(?:\s*(?:n't|\bnot|never|rarely|seldom|wrong|untrue|a\s+myth))+"
    r"(?:\s+(?:true|so|the\s+case|right|fair|ever|at\s+all))?\s*(?:[.!;]|\Z)"
)
_IN_FACT = re.compile(
    r"[\s\"'*_)]*(?:(?:but\s+)?in\s+(?:fact|reality|truth)|actually|(?:but\s+)?the\s+(?:truth|reality|opposite|facts?)|far\s+from\s+it|on\s+the\s+contrary|quite\s+the\s+(?:opposite|reverse))\b"
)
# "Why don't people …?" asks, and denies nothing.
_ASKS = re.compile(
    r"\W*(?:(?:why|when|where|how|what|who)\s+)?(?:do|does|did|is|are|was|were|can|could|would|should|wo|has|have)n't\b"
)
_NEGATIVE = re.compile(r"n't\b|\bnot\b|\bnever\b")
_GOVERNING = (_DENIED, _NOBODY, _FEW, _COMPLEMENT, _CONTRAST, _UNJUST, _DONT_TELL, _ONCE)


def applies(view: View) -> bool:
    """Tell whether a denial governs the match."""
    category = view.candidate.phrase.rule.partition("/")[0]
    if category not in CATEGORIES and view.candidate.phrase.rule not in CLAIMS:
        return False
    if _myth(view) or _CLEARED.match(view.after) or _corrected(view) or _put_right(view) or _denies_itself(view):
        return True
    if view.sentence.rstrip("\"' )*_").endswith("?") and _ASKS.match(view.sentence):
        return False
    if category == "blaming" and (_asked(view) or _feared(view)):
        return True
    before = re.split(r"[;:—]|,\s+but\s", view.before)[-1]
    if _FORBIDDEN.search(before):
        return False
    return any(denial.search(before) for denial in _GOVERNING) or _reproached(view, before)


def _myth(view: View) -> bool:
    """Tell whether the sentence, or a label before it, calls the claim a myth."""
    start = view.candidate.sentence[0]
    return bool(_MYTH.search(view.sentence) or _MYTH_LABEL.search(view.text[max(0, start - _LABEL_REACH) : start]))


def _denies_itself(view: View) -> bool:
    """Tell whether the match has a "not" that its phrase did not ask for: "isn't" is a form of "be"."""
    return _NEGATIVE.search(view.words) is not None and _NEGATIVE.search(view.candidate.phrase.written) is None


def _corrected(view: View) -> bool:
    """Tell whether the next sentence says that this one is wrong, or answers its question with no."""
    following = view.text[view.candidate.sentence[1] : view.candidate.sentence[1] + 80]
    answer = _CORRECTED.match(following)
    if answer is None:
        return False
    return view.sentence.rstrip("\"' )*_").endswith("?") or "no" not in answer[0].split()[:1]


def _put_right(view: View) -> bool:
    """Tell whether the match is an opinion that the rest of the sentence, or the next one, puts right."""
    if not _OPINION.search(view.before):
        return False
    end = view.candidate.sentence[1]
    return _BUT_NOT.match(view.after) is not None or _IN_FACT.match(view.text[end : end + 80]) is not None


def _asked(view: View) -> bool:
    """Tell whether the sentence asks whether the claim is so."""
    return view.sentence.rstrip("\"' )*_").endswith("?") and _ASKED.match(view.sentence) is not None


def _feared(view: View) -> bool:
    """Tell whether the match is what people feel about themselves."""
    said = f"{view.before}{view.words}"
    return _FEARED.search(view.before) is not None and _OF_ONESELF.search(said) is not None


def _reproached(view: View, before: str) -> bool:
    """Tell whether the match is what somebody says or thinks, and the sentence says that this does harm."""
    return _SAYING.search(before) is not None and _REPROACHED.search(f"{view.before} {view.after}") is not None

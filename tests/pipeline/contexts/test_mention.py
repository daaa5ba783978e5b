"""Words that are shown, not used, pass; the same words in use do not."""

import pytest

MENTIONED = {
    "not to write": 'Do not write "committed suicide" in a headline.',
    "the word": "The word crazy hurts.",
    "the phrase in quotation marks": "The phrase “committed suicide” comes from criminal law.",
    "so-called": "We ask why the so-called “junkie” is never heard.",
    "say instead": "Say “died by suicide”, not “committed suicide”.",
    "emphasis": "The label *junkie* tells us nothing about a person.",
    "a list of words": "Avoid words such as crazy, nuts and psycho.",
    "a quoted list": 'Avoid "crazy", "nuts" or "psycho".',
    "is a slur": "“Junkie” is a slur.",
    "called": "Nobody likes being called a junkie.",
    "formerly": "It was formerly known as drug abuse.",
    "old name": "Drug abuse is an older name for drug use.",
    "renamed": "Drug abuse, now called drug use, was the title of the first chapter.",
    "advice that names the better words first": "Use died by suicide, not committed suicide.",
    "answer": "Committed suicide? We say died by suicide.",
    "labels": "BAD: He committed suicide. GOOD: He died by suicide.",
    "dictionary": "lunatic (n.): a word of the law",
    "question": "What does “lunatic” mean?",
    "words before a colon": "Psycho, junkie, lunatic: words that our members hear.",
    "words in sentences of their own": "Psycho. Junkie. Lunatic. These are words that our members hear.",
    "words that have no place": "Psycho, junkie and lunatic have no place in our newsroom.",
    "judged saying": "Calling people crazy is hurtful.",
    "judged joke": "Joking that you are so OCD makes light of an illness.",
    "better words after instead of": "Instead of committed suicide, write died by suicide.",
    "as in": "The verb commit, as in commit suicide, implies a crime.",
    "defined": "The dictionary defines crazy as foolish.",
    "a verb without its subject": "She corrects people who say committed suicide.",
    "what people call it": "What some people may call drug abuse has a name in medicine.",
    "called by others": "People called me a junkie.",
    "arrow": "addict → person with an addiction",
    "typed arrow": "addict -> person with an addiction",
    "cross": "❌ committed suicide",
    "strike-through": "~~An addict~~ A person with an addiction.",
    "list under a heading": "# Words to avoid\n\n- committed suicide\n- junkie\n- an addict\n",
    "list under an introduction": "Please avoid the following:\n\n- committed suicide\n- junkie\n",
    "list under an introduction about words": "These words are not used here:\n\n- junkie\n- lunatic\n",
    "column": "| Avoid | Say instead |\n|---|---|\n| committed suicide | died by suicide |\n",
    "column of several": "| We write | We do not write |\n|---|---|\n| died by suicide | committed suicide |\n",
    "rows under a heading": "# Stigmatising language\n\n| Phrase | Why |\n|---|---|\n| an addict | It names. |\n",
    "glossary": "# Glossary\n\n**Junkie.** A slur for people who use drugs.\n",
    "definition list": "Glossary\n\nJunkie\n: A slur.\n",
    "style guide": "# House style\n\n## Our language\n\nInstead of *an addict* we name the person.\n",
}
HTML = {
    "term": "<dl><dt>Junkie</dt><dd>A slur.</dd></dl>",
    "deleted": "<p><del>An addict</del> A person with an addiction.</p>",
    "struck": "<p><s>An addict</s> A person with an addiction.</p>",
    "column": "<table><tr><th>Avoid</th><th>Say</th></tr><tr><td>an addict</td><td>a person</td></tr></table>",
    "list": "<h2>Words to avoid</h2><ul><li>an addict</li></ul>",
}
USED = {
    "plain": ("He committed suicide.", "error"),
    "list under another heading": ("# Our clients\n\n- an addict\n- a junkie\n", "warning"),
    "prose under a heading": (
        "# Words to avoid\n\nOur neighbour, whom we met at the market last year, committed suicide.\n",
        "error",
    ),
    "the other column": ("| Avoid | Say |\n|---|---|\n| nothing | committed suicide |\n", "error"),
    "other avoidance": ("Avoid the junkie on the corner.", "warning"),
    "emphasis alone": ("He is *crazy*.", "warning"),
    "a long quotation": ("“He is a junkie and we never want to see him here again,” she said.", "info"),
    "spoken": ("“Junkie!” he shouted.", "info"),
    "other advice": ("Use the back gate: a lunatic parked by the front one.", "warning"),
    "other answer": ("Committed suicide? Yes, in May.", "error"),
    "instead of without better words": ("He rang us instead of committing suicide in May.", "error"),
    "other saying": ("People say he committed suicide.", "error"),
    "saying without a verdict": ("She says that he is a lunatic.", "warning"),
    "one word and words": ("Junkies are not happy that the words on the door changed.", "warning"),
    "called by the writer": ("He called the junkie at home.", "warning"),
    "other headings": ("# Say hello\n\nThe junkie next door.\n", "warning"),
}


@pytest.mark.parametrize("text", MENTIONED.values(), ids=MENTIONED)
def test_mentioned(lint, text):
    assert lint(text) == []


@pytest.mark.parametrize("text", HTML.values(), ids=HTML)
def test_mentioned_in_html(lint, text):
    assert lint(text, "html") == []


@pytest.mark.parametrize(("text", "severity"), USED.values(), ids=USED)
def test_used(lint, text, severity):
    assert {found for _, found, _ in lint(text)} == {severity}

"""A claim that is denied passes; words that are wrong whatever is said with them do not."""

import pytest

DENIED = [
    "It is not about being lazy.",
    "They are not lazy.",
    "She isn't attention-seeking.",
    "Self-harm is never attention-seeking.",
    "It is a myth that they are lazy.",
    "People wrongly think that it is attention-seeking.",
    "Nobody is lazy because of depression.",
    "Contrary to what you may hear, they are not just lazy.",
    "You cannot simply snap out of it.",
    "It doesn't mean that you are crazy.",
    "He is no lunatic.",
    "Fact or myth? People in bed are lazy.",
    "Myth: people in bed are lazy.",
    "Nobody on this ward is lazy.",
    "None of our callers is attention-seeking.",
    "No teenager is attention-seeking.",
    "It is not that people who drink are lazy.",
    "That does not mean that a girl with scars is attention-seeking.",
    "Far from being lazy, they work nights.",
    "People in pain are too often dismissed as lazy.",
    "Stop telling people to snap out of it.",
    "Telling a friend to snap out of it rarely helps.",
    "The idea that they are lazy has done harm and is wrong.",
    "Are they lazy? No.",
    "Some say that they are lazy. They are wrong.",
    "Some say that they are lazy. In fact they are tired.",
    "It is easy to think that they are lazy, but they are not.",
    "They are rarely lazy.",
    "They are hardly ever attention-seeking.",
    "Few people who self-harm are attention-seeking.",
    "Only a small minority of callers are attention-seeking.",
    "You may feel that you are lazy.",
    "She thought that she was lazy.",
    "Is self-harm attention-seeking?",
    "Why do people think that it is attention-seeking?",
]
NOT_DENIED = [
    "He does not wait: he is lazy.",
    "She is not ill; she is lazy.",
    "They did not come, but they are lazy.",
    "Not all of them came, and the ones who stayed behind at the centre were lazy.",
    "Don't be a lunatic on the roads.",
    "He never committed suicide.",
    "Addicts are not welcome.",
    "She does not suffer from depression.",
    "He is not an addict.",
    "Nobody likes a lazy neighbour.",
    "No doubt he is lazy.",
    "He was not admitted because he went home and was lazy.",
    "I can't help thinking that she is lazy.",
    "Why don't lazy people call?",
    "They told us that he is lazy.",
    "He is lazy. No, we have no bed.",
    "They are rarely at home: they are lazy.",
    "A few of them are lazy.",
    "Staff feel that she is lazy.",
    "Some say that they are lazy. In May they rang.",
    "Is she lazy?",
]


@pytest.mark.parametrize("text", DENIED)
def test_denied(lint, text):
    assert lint(text) == []


@pytest.mark.parametrize("text", NOT_DENIED)
def test_not_denied(lint, text):
    assert [severity for _, severity, _ in lint(text)] in (["warning"], ["error"])

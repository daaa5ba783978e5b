"""What writers say of themselves is a note; what they say of others is not."""

import pytest

OWN = [
    "I am an alcoholic.",
    "I'm an addict.",
    "I’m a recovering addict.",
    "I have been an alcoholic for ten years.",
    "As an addict, I know what waiting means.",
    "We are junkies.",
    "I used to be a junkie.",
    "As someone who was a junkie, I know.",
    "Once a junkie myself, I run the group.",
    "I suffer from depression.",
    "I have suffered from anxiety all my life.",
    "I still suffer, now and then, from anxiety.",
    "My drug habit cost me a house.",
    "I call myself a junkie.",
    "I used to be sad and I nearly committed suicide.",
]
OTHERS = [
    "My brother is an addict.",
    "My brother suffers from depression.",
    "I am the mother of an addict.",
    "I live with an alcoholic.",
    "I know that he is an addict.",
    "I was married to a junkie.",
    "He committed suicide while I slept.",
    "My psycho ex rang.",
    "My brother's drug habit cost us a house.",
    "I think she suffers from depression.",
    "He says I help him, and he is an addict.",
    "You are an alcoholic.",
    "It reminds me of the junkie next door.",
    "They told me the junkie had left.",
    "As an addict, he knows what waiting means.",
    "As someone who married a junkie, he knows.",
    "We have treated addicts since 1990.",
]


@pytest.mark.parametrize("text", OWN)
def test_said_of_oneself(lint, text):
    [(_, severity, context)] = lint(text)
    assert (severity, context) == ("info", "self-description")


@pytest.mark.parametrize("text", OTHERS)
def test_said_of_others(lint, text):
    assert [(severity != "info", context) for _, severity, context in lint(text)] == [(True, None)]


def test_a_rule_can_leave_jokes_about_oneself_flagged(lint):
    assert lint("I'm so OCD about socks.") == [("so OCD", "warning", None)]

"""A writer who says that they want to die gets help and no advice on style; nobody else does."""

from dataclasses import replace

import pytest

from stigmalint.documents import read_text
from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules
from stigmalint.rules.ruleset import RuleSet

DISCLOSED = (
    "I want to end my life.",
    "I don't want to be alive any more.",
    "I don’t want to be alive anymore.",
    "I'm going to kill myself tonight.",
    "I am going to end my life tomorrow.",
    "I just want to die.",
    "I really just want to die, I can't do this.",
    "Honestly, I want to die.",
    "i want to kill myself",
    "I wish I was dead.",
    "I feel like ending it all.",
    "I keep thinking about suicide.",
    "I'm thinking of ending my life and I don't know who to tell.",
    "I have been thinking about killing myself for weeks.",
    "I am suicidal and nobody knows.",
    "I feel suicidal today.",
    "I'm feeling really suicidal right now.",
    "My family would be better off without me.",
    "Everyone would be better off without me and I want to end it all.",
    "I don't want to live any more. Please help.",
    "I do not want to live anymore",
    "I can't stop thinking about ending my life.",
    "I have nothing left to live for.",
    "I'll kill myself tonight.",
    "I plan to take my own life.",
    "I've decided to end my life.",
    "This is our draft. It is about hope. But I want to die and I can't write it.",
    "Sometimes I think about ending my life.",
    "I don't want to wake up tomorrow.",
    "Please help. I'm going to end it tonight.",
    "And now I want to kill myself.",
    "I want to die. I want to die. I want to die.",
    "I have suicidal thoughts every day.",
    "Im going to kill myself",
    "I dont want to live anymore",
)
# Jokes, conditions, the past, denials, quotations, titles, other people, other senses.
NOT_DISCLOSED = (
    "I'd kill myself if I had to wear that.",
    "If I have to sit through one more meeting I'm going to kill myself.",
    "I'm going to kill myself if this printer jams again.",
    "I wanted to kill myself.",
    "I used to think about ending my life every day.",
    "When I was nineteen I wanted to die.",
    "I don't want to kill myself.",
    "I no longer want to die.",
    "I'm not suicidal.",
    "I am not going to kill myself.",
    "She said, “I want to end my life.”",
    "“I want to die,” he told the nurse.",
    "> I want to end my life.",
    "People may say: I want to die.",
    "Warning signs include saying I want to die.",
    "Someone might say I want to die or I can't go on.",
    "He was singing I Want to Die in a New York bar.",
    "The song *I Want to Die* was number one.",
    "I want to die laughing.",
    "I want to die in my own bed, with the window open.",
    "I want to die of embarrassment.",
    "I want to die with dignity.",
    "I want to end my life insurance policy.",
    "I want to end my lifelong habit of being late.",
    "I want to kill myself every time the printer jams.",
    "I'm dying to see you.",
    "This traffic makes me want to kill myself.",
    "My mother thinks I am suicidal.",
    "They asked whether I am suicidal.",
    "Do I want to die?",
    "I thought I wanted to end it all.",
    "I think about suicide prevention all day, because it is my job.",
    "I am thinking about suicide prevention training.",
    "I keep thinking about suicide rates in our county.",
    "I have been thinking about suicide among farmers.",
    "**Dee:** I want to die most days.",
    "Caller: I want to end my life.",
    "# I want to end my life",
    "[I want to end my life](help.md)",
    'What to do if you think "I want to die"',
    "If you think I want to die, call us.",
    "I want to die lol",
    "I want to die 😂",
    "I'm so tired I want to die lol",
    "Nobody who says I want to die is joking.",
    "You might hear I don't want to be here any more.",
    "I want to live.",
    "I don't want to be here any more than you do.",
    "I don't want to live in Leeds any more.",
    "I don't want to live without a garden.",
    "I don't want to be here anymore than you do",
    "I have nothing to live for, sang the tenor.",
    "The character says I want to die and leaves.",
    "I am a suicidal ideation researcher.",
    "I'm going to end it all with a song.",
    "I'm going to end it here and thank our speakers.",
    "I need to end my life as a smoker.",
    "I think about suicide differently now.",
    "I tell them that I want to die old.",
    "The club would be better off without me as treasurer.",
    "I will end my life's work with this book.",
    "He is better off without me.",
    "The team is better off without me.",
    "I was better off without my phone.",
    "I'm going to kill myself laughing.",
    "I want to commit suicide statistics to memory.",
    "I'm thinking about ending my life membership of the club.",
)


@pytest.fixture(scope="module")
def linter():
    return Linter(load_rules(), model=None)


def rules_of(linter, text, format="markdown"):  # noqa: A002
    return [finding.rule for finding in linter.lint(read_text(text, format=format))]


@pytest.mark.parametrize("format", ["markdown", "text"])
@pytest.mark.parametrize("text", DISCLOSED)
def test_is_seen(linter, text, format):  # noqa: A002
    assert rules_of(linter, text, format) == ["document/crisis"]


@pytest.mark.parametrize("text", NOT_DISCLOSED)
def test_is_not_seen_in(linter, text):
    assert "document/crisis" not in rules_of(linter, text)


@pytest.mark.parametrize(
    ("introduction", "seen"),
    [
        ("People who are in danger may say:", False),
        ("Warning signs:", False),
        ("What I did today:", True),
    ],
)
def test_list_items_depend_on_what_introduces_them(linter, introduction, seen):
    text = f"{introduction}\n\n- I slept until noon\n- I don't want to live any more\n"
    assert ("document/crisis" in rules_of(linter, text)) is seen


def test_a_page_that_counsels_its_readers_is_not_its_writers_own(linter):
    text = """\
# How do I go on?

I cry every night, and I sometimes think of ending my life.

Thank you for writing. If you are thinking about suicide now, call 988. You are not alone.
"""
    assert "document/crisis" not in rules_of(linter, text)


class TestFinding:
    TEXT = "The psychos at work laugh.\n\nI want to end my life, and people who suffer from depression know why.\n"

    @pytest.fixture
    def finding(self, linter):
        [finding] = linter.lint(read_text(self.TEXT, format="markdown"))
        return finding

    def test_stands_in_place_of_all_others(self, finding):
        assert (finding.rule, finding.severity, finding.line) == ("document/crisis", "info", 3)

    def test_repeats_nothing_and_corrects_nothing(self, finding):
        assert (finding.text, finding.sentence, finding.suggestions) == ("", "", ())

    def test_says_where_to_turn(self, finding):
        for words in ("116 123", "988", "findahelpline.com", "emergency number"):
            assert words in finding.why

    def test_names_only_helplines_that_were_checked(self, finding):
        assert "Childline" not in finding.why

    def test_names_those_of_the_declared_country(self, linter):
        text = f"<html lang='en-IE'><body><p>{self.TEXT}</p></body></html>"
        [finding] = linter.lint(read_text(text, format="html"))
        assert "116 123" in finding.why
        assert "988" not in finding.why
        assert "findahelpline.com" in finding.why

    @pytest.mark.parametrize(("country", "number", "other"), [("AU", "13 11 14", "988"), ("US", "988", "116 123")])
    def test_names_those_of_the_locale(self, linter, country, number, other):
        there = RuleSet("en", linter.rules.digest, lambda: replace(linter.rules.data, countries=(country,)))
        [finding] = Linter(there, model=None).lint(read_text(self.TEXT, format="markdown"))
        assert number in finding.why
        assert other not in finding.why

    def test_can_be_switched_off(self):
        linter = Linter(load_rules(severities={"document/crisis": "off"}), model=None)
        assert "pity/suffer-from" in " ".join(rules_of(linter, self.TEXT))

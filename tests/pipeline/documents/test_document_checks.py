"""Each whole-document check, against near twins that must pass."""

from dataclasses import replace

import pytest

from stigmalint.documents import read_text
from stigmalint.linter import Linter
from stigmalint.rules.load import load_rules
from stigmalint.rules.ruleset import RuleSet

# Makes a document of a few sentences, and is about nothing that a check looks for.
FILLER = """\
The hall has a new roof, and the swifts are back. The committee met twice in May and once in June, under the
chestnut, and agreed about the curtains. Nobody has claimed the green umbrella. The minutes are on the board
beside the door, with the photographs of the summer fair, the timetable of the library van and the list of
keys.
"""
HELP = "\nIf you need to talk, call Samaritans on 116 123.\n"


@pytest.fixture(scope="module")
def linter():
    return Linter(load_rules(), model=None)


@pytest.fixture(scope="module")
def news():
    return Linter(load_rules(profile="news"), model=None)


@pytest.fixture(scope="module")
def placed():
    """Linters for readers of a country, which share the compiled rules."""
    rules = load_rules()

    def of(country):
        return Linter(
            RuleSet("en", f"{country}-{rules.digest}", lambda: replace(rules.data, countries=(country,))), model=None
        )

    return {country: of(country) for country in ("GB", "US", "CA", "NZ")}


def found(linter, text, format="markdown"):  # noqa: A002
    return {finding.rule for finding in linter.lint(read_text(text, format=format)) if finding.category == "document"}


def page(*paragraphs, title="Village notes"):
    return f"# {title}\n\n" + "\n\n".join((*paragraphs, FILLER))


class TestHelpSeeking:
    @pytest.mark.parametrize(
        "paragraph",
        [
            "My cousin died by suicide in March, and we have not known what to say to each other since.",
            "Self-harm is spoken of in our school, and suicide is not.",
            "Two of the boys had suicidal thoughts that winter. Nobody had asked them about suicide before.",
            "She rang a helpline once and nobody answered. A year later she took her own life.",
        ],
    )
    def test_is_missed(self, linter, paragraph):
        assert "document/help-seeking" in found(linter, page(paragraph))

    @pytest.mark.parametrize(
        "advice",
        [
            "If you need to talk, call Samaritans on 116 123.",
            "Call or text **988**, at any hour.",
            "Text HOME to 741741.",
            "You can talk to your doctor, a teacher or somebody you trust.",
            "Please see your GP.",
            "In an emergency, dial 999.",
            "Visit [our helpline page](https://988lifeline.org/chat).",
            "Our listening line is open every night: 020 7946 0123.",
            "The line is confidential. You can still call at any hour.",
            "Occupational health can see anybody the same day.",
            "The confidential line is open to you as well.",
            "{% include helpline.html %}",
            "{{< crisis-box >}}",
            "If you are worried about a friend, encourage them to see a counsellor.",
            "Go to your nearest emergency department.",
            "Find a helpline in your country at findahelpline.com.",
        ],
    )
    def test_is_there(self, linter, advice):
        text = page("My cousin died by suicide in March, and suicide is hard to talk about.", advice)
        assert "document/help-seeking" not in found(linter, text)

    @pytest.mark.parametrize(
        "line",
        [
            "Anyone with information should call police on 01632 960 960.",
            "Tickets: call the box office on 01632 960 961.",
            "988 people came to the fair.",
            "The hotel costs £116 123 a year to run.",
            "He tried to get help at the hospital, and was told to wait.",
            "<!-- put the helpline 116 123 here -->",
        ],
    )
    def test_is_not_any_number(self, linter, line):
        text = page("My cousin died by suicide in March, and suicide is hard to talk about.", line)
        assert "document/help-seeking" in found(linter, text)

    @pytest.mark.parametrize(
        "paragraph",
        [
            "On 10 September we mark World Suicide Prevention Day with a walk.",
            "There is a morning of suicide prevention training in the hall.",
            "The film club shows *The Virgin Suicides* and *Suicide Squad*.",
            "A suicide bomber was stopped at the border, the radio said.",
            "The mayor's decision was called political suicide.",
            "Never write “committed suicide”.",
            "Records about safeguarding, with any risk of suicide or self-harm, are kept for ten years.",
            "A study of suicide has come back from the binder.",
            "The poet took his own life in 1941, and his sister kept the letters.",
            "We list anxiety, depression, eating disorders and grief on the form.",
        ],
    )
    def test_is_not_expected(self, linter, paragraph):
        assert found(linter, page(paragraph)) == set()

    def test_one_remark_in_a_long_text_is_no_subject(self, linter):
        text = page("One of the letters in the archive speaks of a suicide.", *[FILLER] * 8)
        assert found(linter, text) == set()

    def test_severity_by_profile(self, linter, news):
        text = read_text(
            page("My cousin died by suicide in March, and suicide is hard to talk about."), format="markdown"
        )
        levels = [
            {finding.severity for finding in each.lint(text) if finding.rule == "document/help-seeking"}
            for each in (linter, news)
        ]
        assert levels == [{"warning"}, {"error"}]


class TestHelpline:
    @pytest.mark.parametrize(
        ("line", "outdated"),
        [
            ("Call the Lifeline at 1-800-273-8255.", True),
            ("Call (800) 273-8255 and press 1.", True),
            ("Call 1-800-273-TALK.", True),
            ("Call Samaritans on 08457 90 90 90.", True),
            ("Call or text 988 (formerly 1-800-273-8255).", False),
            ("Call 1-800-273-8255 or go to 988lifeline.org.", False),
            ("Call Samaritans on 116 123; the old number was 08457 90 90 90.", False),
            ("Our office: 1-800-273-8256.", False),
        ],
    )
    def test_outdated(self, linter, line, outdated):
        text = page("Thoughts of suicide can pass, and people recover.", line)
        assert ("document/helpline-outdated" in found(linter, text)) is outdated

    @pytest.mark.parametrize(
        ("language", "line", "misplaced"),
        [
            ("en-GB", "Call or text 988.", True),
            ("en-GB", "Call Samaritans on 116 123, or from America 988.", False),
            ("en-IE", "Call Samaritans on 116 123.", False),
            ("en-AU", "Call Lifeline on 13 11 14.", False),
            ("en-US", "Call Samaritans on 116 123.", False),
            ("en", "Call or text 988.", False),
            ("en-GB", "See findahelpline.com.", False),
        ],
    )
    def test_out_of_place(self, linter, language, line, misplaced):
        paragraphs = f"<p>Thoughts of suicide can pass, and people recover.</p><p>{line}</p><p>{FILLER}</p>"
        text = f"<html lang='{language}'><body><h1>Notes</h1>{paragraphs}</body></html>"
        assert ("document/helpline-outdated" in found(linter, text, "html")) is misplaced

    @pytest.mark.parametrize(
        ("country", "line", "misplaced"),
        [
            ("GB", "Call or text 988.", True),
            ("GB", "Visit 988lifeline.org at any hour.", True),
            ("GB", "In an emergency call 999; to talk, call 988.", True),
            ("GB", "In an emergency call 911.", False),
            ("GB", "Call Samaritans on 116 123, or from America 988.", False),
            ("GB", "Call the Lifeline on 988, or [Samaritans](https://www.samaritans.org).", False),
            ("GB", "See findahelpline.com.", False),
            ("GB", "In Australia call 13 11 14; in America call or text 988.", False),
            ("US", "Call Samaritans on 116 123.", True),
            ("US", "Call or text 988.", False),
            ("CA", "Call or text 988.", False),
            ("NZ", "In danger, call 111. To talk, call or text 1737.", False),
            ("NZ", "Call 111.", False),
            ("NZ", "Call Lifeline on 13 11 14.", True),
        ],
    )
    def test_out_of_place_for_a_locale(self, placed, country, line, misplaced):
        text = page("Thoughts of suicide can pass, and people recover.", line)
        assert ("document/helpline-outdated" in found(placed[country], text)) is misplaced

    def test_out_of_place_where_nothing_else_is_looked_for(self, placed):
        text = page("Depression is common, and it passes.", "Our hotline partners answer: call or text 988.")
        assert found(placed["GB"], text) == {"document/helpline-outdated"}

    def test_readers_of_the_declared_country_and_of_the_locale_are_both_served(self, placed):
        paragraphs = f"<p>Thoughts of suicide pass.</p><p>Call Lifeline on 13 11 14.</p><p>{FILLER}</p>"
        text = f"<html lang='en-AU'><body><h1>Notes</h1>{paragraphs}</body></html>"
        assert "document/helpline-outdated" not in found(placed["GB"], text, "html")


class TestSuicideInTitle:
    @pytest.mark.parametrize(
        "title",
        [
            "Teacher dies by suicide",
            "Singer took his own life after tour",
            "Striker takes own life",
            "Inquest into student's suicide opens",
        ],
    )
    def test_of_a_story(self, linter, title):
        assert "document/suicide-in-title" in found(linter, page("The school is closed today.", HELP, title=title))

    @pytest.mark.parametrize(
        "title",
        [
            "Suicide prevention week",
            "Thinking about suicide? You can talk to us",
            "After a suicide: support for families",
            "How to talk about suicide",
            "Understanding suicide",
            "Walk for suicide awareness",
            "Suicide rates in the county fall",
        ],
    )
    def test_of_support_and_facts(self, linter, news, title):
        text = page("Suicide is preventable, and people recover.", HELP, title=title)
        assert "document/suicide-in-title" not in found(linter, text) | found(news, text)

    def test_news_are_stricter(self, linter, news):
        text = page("The verdict on the farmer was read in court.", HELP, title="Verdict: suicide")
        assert "document/suicide-in-title" in found(news, text)
        assert "document/suicide-in-title" not in found(linter, text)

    def test_self_harm_is_no_suicide(self, news):
        text = page("One in seven of the students had harmed themselves.", HELP, title="Self-harm on campus")
        assert "document/suicide-in-title" not in found(news, text)


class TestMethodDetail:
    STORIES = (
        "Her brother died by suicide last year. He jumped from the bridge at Tarn Ford.",
        "My uncle died by suicide. He left a note on the table.",
        "Ann Bell died by suicide at Tarn Ford station on Friday.",
        "The old pier has become a suicide hotspot.",
    )

    @pytest.mark.parametrize("paragraph", STORIES)
    def test_is_reported(self, linter, paragraph):
        assert "document/method-detail" in found(linter, page(paragraph, HELP))

    @pytest.mark.parametrize("paragraph", STORIES)
    def test_is_never_repeated(self, linter, paragraph):
        findings = linter.lint(read_text(page(paragraph, HELP), format="markdown"))
        [finding] = [each for each in findings if each.rule == "document/method-detail"]
        assert (finding.text, finding.sentence, finding.mark) == ("", "", (0, 0))
        assert finding.message == "method detail"
        assert finding.line == 3

    @pytest.mark.parametrize(
        "paragraph",
        [
            "To prevent suicide, lock medicines away and store firearms safely.",
            "Half of the deaths by suicide in the county involved firearms, the statistics say.",
            "If you have taken an overdose, call 999. Suicide can be prevented.",
            "He jumped from the bus. Later we talked about suicide.",
            "She left a note for the milkman and went to the suicide prevention class.",
            "Our suicide prevention stall is at the station on Friday.",
            "My brother died by suicide. We walk along the river every spring.",
            "Barriers on the bridge prevent suicides.",
            "Suicide is spoken of in the letters that she wrote from the station.",
        ],
    )
    def test_is_not_in(self, linter, paragraph):
        assert "document/method-detail" not in found(linter, page(paragraph, HELP))


class TestSingleCause:
    @pytest.mark.parametrize(
        "paragraph",
        [
            "Jon Pryce died by suicide because he had lost his farm.",
            "My sister took her own life after being bullied at school.",
            "The trolls drove her to suicide.",
            "He was driven to suicide by his debts.",
            "The coroner blamed the bank for his suicide.",
        ],
    )
    def test_is_reported(self, linter, paragraph):
        assert "document/single-cause" in found(linter, page(paragraph, HELP))

    @pytest.mark.parametrize(
        "paragraph",
        [
            "Jon Pryce died by suicide in May, after a walk with his dog.",
            "Jon Pryce died by suicide over the winter.",
            "My sister died by suicide. She had been bullied, but there is never a single reason.",
            "She founded the charity after her son died by suicide.",
            "Debt can lead to suicidal thoughts, and so can loneliness.",
            "More men than women died by suicide because services did not reach them.",
            "People who died by suicide after losing a job were counted.",
        ],
    )
    def test_is_not_in(self, linter, paragraph):
        assert "document/single-cause" not in found(linter, page(paragraph, HELP))


class TestHope:
    GRIM = "My cousin died by suicide in March. Self-harm and suicide are all that we hear of."

    def test_is_missed(self, linter):
        assert "document/no-hope" in found(linter, page(self.GRIM, FILLER, FILLER))

    @pytest.mark.parametrize(
        "line",
        [
            "Most people who think of suicide get through it.",
            "Treatment works.",
            "You are not alone.",
            "Recovery is slow and it is real.",
            "It gets easier.",
        ],
    )
    def test_is_there(self, linter, line):
        assert "document/no-hope" not in found(linter, page(self.GRIM, line, FILLER, FILLER))

    @pytest.mark.parametrize(
        "line",
        ["There is no hope of a new roof.", "We hope to mend the clock.", "They recovered the van from the river."],
    )
    def test_is_not_any_hope(self, linter, line):
        assert "document/no-hope" in found(linter, page(self.GRIM, line, FILLER, FILLER))

    def test_is_not_asked_of_a_short_text(self, linter):
        assert "document/no-hope" not in found(linter, page(self.GRIM))


class TestCampaign:
    STEP, BARRIER = "Join us on Friday.", "The waiting list is a year long."

    @pytest.mark.parametrize(
        ("lines", "missing"),
        [
            ((), {"document/no-practical-step", "document/no-barriers"}),
            ((STEP,), {"document/no-barriers"}),
            ((BARRIER,), {"document/no-practical-step"}),
            ((STEP, BARRIER), set()),
        ],
    )
    def test_names_a_step_and_barriers(self, linter, lines, missing):
        assert found(linter, page(*lines, FILLER, title="The Lantern campaign")) == missing

    @pytest.mark.parametrize(
        "line", ["Depression can come for anybody.", "It can take the colour out of a morning.", "Talk it out is ours."]
    )
    def test_what_no_reader_is_asked_for_is_no_step(self, linter, line):
        text = page(line, self.BARRIER, FILLER, title="Talk it out: the campaign")
        assert found(linter, text) == {"document/no-practical-step"}

    def test_other_texts_need_not(self, linter):
        assert found(linter, page("Last year's campaign is over.", FILLER)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "He died by suicide because he had lost his job.",
        "# Man dies by suicide\n\nHe left a note.",
        " ".join([TestHope.GRIM, *FILLER.split("\n")] * 3),
    ],
    ids=["sentence", "two lines", "one paragraph"],
)
def test_a_few_sentences_are_no_document(linter, text):
    assert found(linter, text) == set()


def test_a_check_can_be_switched_off():
    rules = load_rules(severities={"document/help-seeking": "off"})
    text = page("My cousin died by suicide in March, and suicide is hard to talk about.")
    assert found(Linter(rules, model=None), text) == set()


def test_all_checks_can_be_switched_off():
    text = page("My cousin died by suicide in March, and suicide is hard to talk about.")
    assert found(Linter(load_rules(), model=None, documents=False), text) == set()
    assert found(Linter(load_rules(severities={"document": "off"}), model=None), text) == set()

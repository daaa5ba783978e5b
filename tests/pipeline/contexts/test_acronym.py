"""Capitals that abbreviate something else pass; those of a condition and of a shout do not."""

import pytest

OTHER_SENSE = {
    "written out before": "Osteochondritis dissecans (OCD) is a joint condition, so OCD needs rest.",
    "written out after": "OCD (Object-Centred Design) is taught first. The course is so OCD.",
    "stands for": "OCD stands for object-centred design, and this room is so OCD.",
    "in brackets": "Our drama group (PSYCHO) meets in the crypt.",
    "before its kind": "The PSYCHO project followed ninety teenagers.",
    "with a number": "The PSYCHO II ran its first job in 1952.",
    "called": "Los Alamos built one, called PSYCHO for short.",
    "without an article": "The copy came later, and PSYCHO beats a human at chess.",
}
AS_WRITTEN = {
    "condition written out": "Obsessive-compulsive disorder (OCD) is no joke, but she is so OCD.",
    "condition alone": "She is so OCD about it.",
    "shout with an article": "What a PSYCHO, overtaking there!",
    "shout at the end": "He is a total PSYCHO.",
    "capitals throughout": "PSYCHO SYSTEM OF FINES ANGERS TOWN",
}


@pytest.mark.parametrize("text", OTHER_SENSE.values(), ids=OTHER_SENSE)
def test_other_sense(lint, text):
    assert lint(text) == []


@pytest.mark.parametrize("text", AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_as_written(lint, text):
    assert lint(text) != []

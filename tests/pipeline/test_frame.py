"""What a replacement takes with it: an article, or what somebody possesses."""

import pytest

from stigmalint.pipeline.frame import frame_of
from stigmalint.pipeline.match import Candidate


def candidate(text, words, *, tags=("NN",), possessive=False):
    start = text.index(words)
    end = start + len(words)
    return Candidate(None, start, end, (0, len(text)), (start, end), (), possessive, frozenset(tags))


@pytest.mark.parametrize(
    ("text", "words", "framed", "options"),
    [
        ("an addict called", "addict", "an addict", {}),
        ("the addict called", "addict", "addict", {}),
        ("a addict", "addict", "a addict", {"tags": ()}),
        ("banana addict", "addict", "addict", {}),
        ("the addict's mother called", "addict", "the addict's mother", {"possessive": True}),
        ("every addict's mother", "addict", "every addict's mother", {"possessive": True}),
        ("the addict's own mother", "addict", "the addict's own mother", {"possessive": True}),
        ("a young addict's elderly mother rang", "addict", "a young addict's elderly mother", {"possessive": True}),
        ("an addict's support worker rang", "addict", "an addict's support worker", {"possessive": True}),
        ("the addict's is here", "addict", "addict", {"possessive": True}),
        ("two addicts' mothers", "addicts", "addicts' mothers", {"tags": ("NNS",)}),
        ("he died", "died", "died", {"tags": ("VBD",)}),
    ],
)
def test_frame(text, words, framed, options):
    found = candidate(text, words, **options)
    if found.possessive:
        found = found._replace(end=found.end + 2)
    frame = frame_of(found, text)
    expected = framed if framed != words or not found.possessive else f"{words}'s"
    assert text[frame.start : frame.end] == expected

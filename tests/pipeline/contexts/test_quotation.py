"""What stands in quotation marks or a block quote is somebody else's: a note."""

import pytest

QUOTED = {
    "curly": "“He committed suicide,” his mother told us.",
    "straight": '"He committed suicide," his mother told us.',
    "single": "‘He committed suicide,’ his mother told us.",
    "single with an apostrophe inside": "‘It wasn’t known that he committed suicide,’ she told us.",
    "French": "«He committed suicide», she told us.",
    "German": "„He committed suicide“, she told us.",
    "left open": "“He committed suicide, and nobody rang us.",
    "block quote": "> He committed suicide.\n",
    "second sentence of a quotation": "“It was a Tuesday. He committed suicide. We left,” she said.",
}
NOT_QUOTED = {
    "no marks": "He committed suicide, his mother told us.",
    "outside": "“He left,” she said of the day he committed suicide.",
    "between two": "“He left,” she said, he committed suicide, “and I stayed.”",
    "apostrophes": "The boys' father committed suicide in the '90s.",
    "inches": 'The 12" screen fell when he committed suicide.',
    "below a block quote": "> He left.\n\nHe committed suicide.\n",
}


@pytest.mark.parametrize("text", QUOTED.values(), ids=QUOTED)
def test_quoted(lint, text):
    assert lint(text) == [("committed suicide", "info", "quotation")]


@pytest.mark.parametrize("text", NOT_QUOTED.values(), ids=NOT_QUOTED)
def test_not_quoted(lint, text):
    assert lint(text) == [("committed suicide", "error", None)]


def test_quoted_in_html(lint):
    assert lint("<blockquote><p>He committed suicide.</p></blockquote>", "html")[0][1:] == ("info", "quotation")
    assert lint("<p>She said <q>he committed suicide</q> and left.</p>", "html")[0][1:] == ("info", "quotation")

"""Bring text to the one form that rules are matched on, code point by code point."""

from __future__ import annotations

import re

_TABLE = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "′": "'",
        "‐": "-",
        "‑": "-",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u2028": " ",
        "\u2029": " ",
        # Ornaments, which part no words: "still ✨clean✨". Crosses and thumbs say something and stay.
        **dict.fromkeys("✨⭐🌟💫🎉🎊🎈🥳💥💛💙💚💜🧡🤍🖤💗💖💕❤♥🌈🌻🌸🔥💪🙏👏🙌\ufe0f", " "),
    }
)

# "high–functioning": an en dash typed for a hyphen.
_JOINING_DASH = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")


def normalise(text: str) -> str:
    """Return `text` in lower case with straight quotes, plain hyphens and plain spaces, of the same length."""
    plain = _JOINING_DASH.sub("-", text.translate(_TABLE))
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    # A few letters ("İ") grow in lower case; they are kept, so that offsets stay true.
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)

"""Bring text to the one form that rules are matched on, code point by code point."""

from __future__ import annotations

import re

# One code point for one, so that offsets stay true.
_PLAIN = (
    *dict.fromkeys("\n\r\t", " ").items(),
    *dict.fromkeys("’‘ʼ′", "'").items(),
    *dict.fromkeys("‐‑", "-").items(),
    *dict.fromkeys("“”", '"').items(),
    *dict.fromkeys("\u00a0\u202f\u2007\u2009\u2028\u2029", " ").items(),
)
_PLAIN_ASCII = _PLAIN[:3]
# Ornaments part no words: "still ✨clean✨". Crosses and thumbs say something and stay.
_ORNAMENT = re.compile("[✨⭐🌟💫🎉🎊🎈🥳💥💛💙💚💜🧡🤍🖤💗💖💕❤♥🌈🌻🌸🔥💪🙏👏🙌\ufe0f]")

# "high–functioning": an en dash typed for a hyphen.
_JOINING_DASH = re.compile(r"(?<=[^\W\d_])–(?=[^\W\d_])")


def normalise(text: str) -> str:
    """Return `text` in lower case with straight quotes, plain hyphens and plain spaces, of the same length."""
    plain = text
    # Looking for each of a few characters is much faster than `str.translate`.
    for character, replacement in _PLAIN_ASCII if text.isascii() else _PLAIN:
        plain = plain.replace(character, replacement)
    if not text.isascii():
        plain = _ORNAMENT.sub(" ", plain)
    if "–" in plain:
        plain = _JOINING_DASH.sub("-", plain)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    # A few letters ("İ") grow in lower case; they are kept, so that offsets stay true.
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)

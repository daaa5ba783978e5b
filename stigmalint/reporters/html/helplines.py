"""Give the helplines that the foot of a report names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stigmalint.rules.documents import Helpline


def helplines(language: str = "en") -> Sequence[Helpline]:
    """Return the helplines that somebody has checked and that are meant to be shown.

    Raises:
        RuleError: the file of helplines is malformed.
    """
    from stigmalint.rules.documentfile import HELPLINES, read_helplines
    from stigmalint.rules.locate import shipped_wordlists

    return [line for line in read_helplines(shipped_wordlists() / language / HELPLINES) if line.crisis]

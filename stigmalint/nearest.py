"""Say which known name somebody may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], *, most: int = 3) -> list[str]:
    """Return the known names closest to `name`, best first; also those whose last part is close to it."""
    import difflib

    names = sorted(known)
    found = difflib.get_close_matches(name, names, n=most, cutoff=0.6)
    if not found:
        slug = name.rpartition("/")[2]
        by_slug = {full.rpartition("/")[2]: full for full in names}
        found = [by_slug[near] for near in difflib.get_close_matches(slug, by_slug, n=most, cutoff=0.6)]
    return found


def closest(name: str, known: Iterable[str], *, most: int = 1) -> str:
    """Return `; did you mean "…"?` for the known names closest to `name`, or nothing."""
    found = nearest(name, known, most=most)
    return "; did you mean " + " or ".join(f'"{near}"' for near in found) + "?" if found else ""


def nearest_or_all(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?`, or, where nothing is close, `; there are: …`."""
    names = sorted(known)
    return closest(name, names) or f"; there are: {', '.join(names)}"

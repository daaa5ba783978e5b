"""Write plain data so that the entries of its large collections are decoded only when they are asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

K = TypeVar("K")
T = TypeVar("T")


class Lazy(Mapping[K, T]):
    """A mapping whose values are made when they are first asked for.

    Args:
        held: what the values are made of.
        make: makes a value.
    """

    def __init__(self, held: Mapping[K, Any], make: Callable[[Any], T]) -> None:
        self._held = held
        self._make = make
        self._made: dict[K, T] = {}

    def __getitem__(self, key: K) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._held[key])
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        return key in self._held


def dump(data: Mapping[str, Any], collections: Sequence[str]) -> bytes:
    """Return `data` as bytes: a line that says where everything stands, then each entry of `collections` by itself.

    Args:
        data: what JSON can hold.
        collections: keys of `data` whose values are lists, or mappings with strings as keys.
    """
    rest = {key: value for key, value in data.items() if key not in collections}
    places = {}
    entries: list[bytes] = []
    for key in collections:
        named = isinstance(data[key], Mapping)
        encoded = [_encode(entry) for entry in (data[key].values() if named else data[key])]
        places[key] = [list(data[key]) if named else None, [len(entry) for entry in encoded]]
        entries += encoded
    return _encode([rest, places]) + b"\n" + b"".join(entries)


def load(content: bytes, start: int = 0) -> dict[str, Any]:
    """Return what `dump` was given; a collection is a `Lazy` mapping, by number where it was a list.

    Args:
        content: holds what `dump` returned, to its end.
        start: where that begins, in bytes.

    Raises:
        ValueError: this is not what `dump` writes.
    """
    end = content.index(b"\n", start)
    data: dict[str, Any]
    data, places = json.loads(content[start:end])
    start = end + 1

    def decode(place: tuple[int, int]) -> Any:  # noqa: ANN401 - whatever JSON can hold
        return json.loads(content[slice(*place)])

    for key, (names, lengths) in places.items():
        bounds = list(accumulate(lengths, initial=start))
        start = bounds[-1]
        keys = range(len(lengths)) if names is None else names
        data[key] = Lazy(dict(zip(keys, pairwise(bounds), strict=True)), decode)
    return data


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

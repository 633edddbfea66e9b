"""A bounded memory: what has been worked out once is given again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Keeps up to `size` values; when full it forgets all and begins anew."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: dict[K, V] = {}

    def recall(self, key: K, make: Callable[[], V]) -> V:
        """The value kept under the key, made by `make` the first time."""
        if key not in self._kept:
            if len(self._kept) >= self._size:
                self._kept.clear()
            self._kept[key] = make()
        return self._kept[key]

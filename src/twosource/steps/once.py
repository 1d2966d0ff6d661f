"""What is read of a record by itself, worked out once and kept with it, so that it lives no longer than the record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Of = TypeVar("Of")
Read = TypeVar("Read")


def once(read: Callable[[Of], Read]) -> Callable[[Of], Read]:
    """For a pure function of one record without ``__slots__``; a record is held against hundreds of others."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def known(one: Of) -> Read:
        kept = vars(one)
        if name not in kept:
            kept[name] = read(one)
        found: Read = kept[name]
        return found

    return known

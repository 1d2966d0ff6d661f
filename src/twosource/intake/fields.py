"""What is said of a report, value by value, each with where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Stated(NamedTuple):
    """A value and its ``origin``: words that a reader can check ("JSON-LD datePublished", "ferry.txt.meta.json")."""

    value: object
    origin: str


Fields = Mapping[str, Stated]
"""Values by key; ``a | b`` lets ``b`` count before ``a``."""


def stated(values: Mapping[str, object], origin: str) -> dict[str, Stated]:
    """All of ``values`` that are there, read in one place."""
    return {key: Stated(value, origin) for key, value in values.items() if value is not None}

"""Where the reports agree, differ, or only seem to."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import Comparison, Declined, Derivation, Group, Material


def compare(
    material: Material, groups: Sequence[Group], derivations: Sequence[Derivation]
) -> tuple[tuple[Comparison, ...], tuple[Declined, ...]]:
    """Comparisons of the story and what could not be decided."""
    return (), ()

"""Reports that took from one another belong to one family: what they all say was reported once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from twosource.record import Derivation


class Families:
    """Families among any reports, from what is known of who took from whom."""

    def __init__(self, derivations: Iterable[Derivation]) -> None:
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        wires: defaultdict[str, list[str]] = defaultdict(list)
        for derivation in derivations:
            if derivation.source is not None:
                self._near[derivation.report].add(derivation.source)
                self._near[derivation.source].add(derivation.report)
            if derivation.relation == "same_wire" and derivation.wire:
                wires[derivation.wire].append(derivation.report)
        for carriers in wires.values():
            for report in carriers:
                self._near[report].update(carriers)

    def number(self, reports: Iterable[str]) -> int:
        """How many families the reports belong to; two that are related only through a third not among them are two."""
        left, families = set(reports), 0
        while left:
            families += 1
            reached = [left.pop()]
            while reached:
                near = self._near.get(reached.pop(), set()) & left
                left -= near
                reached += near
        return families

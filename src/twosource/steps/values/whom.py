"""Whom "he" or "she" means where that leaves no choice: the one person named before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from twosource.record import Entity, Reading
from twosource.steps.callings import given_names

SEXES = {"he": "male", "she": "female"}


class Persons:
    """The named persons of a story, by where they are named."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._of: dict[str, list[tuple[int, int, Entity]]] = {}
        for entity in entities:
            if entity.kind == "person" and not entity.anonymous and any(c.isupper() for c in entity.name):
                for m in entity.mentions:
                    self._of.setdefault(m.report, []).append((m.start, m.end, entity))
        for found in self._of.values():
            found.sort(key=lambda row: row[:2])

    def meant(self, reading: Reading, place: int, pronoun: str, end: int) -> str | None:
        """The name of whom the pronoun at ``place``, in a sentence up to ``end``, takes up: the one person of its sex
        who is named before it in its paragraph, or in the paragraph before where there is none. None where there are
        two, or none, or another is named in the rest of the sentence ("When he arrived, Roe …")."""
        body = [p for p in reading.passages if p.kind == "body" and p.start <= place]
        if not body or any(q.start <= place < q.end for q in body[-1].quotations):
            return None
        later = self._named(reading.report.id, place, end)
        for passage in reversed(body[-2:]):
            named = self._named(reading.report.id, passage.start, min(place, passage.end))
            if named:
                fitting = {i: e for i, e in {**named, **later}.items() if _sex(e) in ("", SEXES[pronoun])}
                return (
                    next(iter(fitting.values())).name if len(fitting) == 1 and fitting.keys() <= named.keys() else None
                )
        return None

    def _named(self, report: str, start: int, end: int) -> dict[str, Entity]:
        """Who is named between two places."""
        rows = self._of.get(report, [])
        first = bisect_left(rows, start, key=lambda row: row[0])
        return {entity.id: entity for s, e, entity in rows[first:] if e <= end}


def _sex(person: Entity) -> str:
    """By the first given name that tells; empty where none does."""
    given = given_names()
    return next((given[w] for name in sorted(person.names) for w in name.lower().split()[:-1] if w in given), "")

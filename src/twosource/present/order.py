"""One order for everything in a dossier, made from its content alone: whatever order the parts came in, every
presentation shows them alike, and the JSON has the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from twosource.record import (
    Comparison,
    Declined,
    Derivation,
    Dossier,
    Entity,
    Group,
    Mention,
    OriginCount,
    Quote,
    Report,
    TimelineItem,
    instant,
)

_VERDICTS = {"differ": 0, "compatible": 1, "agree": 2}
_Natural = tuple[tuple[int, int, str], ...]


def in_order(dossier: Dossier) -> Dossier:
    """The same dossier, every list sorted: reports by date, what stands in them by place, the rest by its id."""
    reports = tuple(sorted(dossier.reports, key=by_date))
    order = _Order(reports)
    return replace(
        dossier,
        reports=reports,
        entities=tuple(map(order.entity, sorted(dossier.entities, key=_by_weight))),
        statements=tuple(sorted(dossier.statements, key=lambda s: (*order.place(s.mention), natural(s.id)))),
        groups=tuple(map(_group, sorted(dossier.groups, key=lambda g: natural(g.id)))),
        comparisons=tuple(
            map(order.comparison, sorted(dossier.comparisons, key=lambda c: (_VERDICTS[c.verdict], natural(c.id))))
        ),
        quotes=tuple(map(order.quote, sorted(dossier.quotes, key=lambda q: natural(q.id)))),
        derivations=tuple(sorted(map(_derivation, dossier.derivations), key=order.by_pair)),
        origins=tuple(map(order.origins, sorted(dossier.origins, key=_by_subject))),
        timeline=tuple(sorted(map(order.moment, dossier.timeline), key=order.by_moment)),
        declined=tuple(sorted(dossier.declined, key=order.by_step)),
        warnings=tuple(dict.fromkeys(dossier.warnings)),
    )


@lru_cache(maxsize=100_000)
def natural(name: str) -> _Natural:
    """A sorting key in which ``s2`` comes before ``s10``."""
    parts = re.split(r"([0-9]+)", name)
    return tuple((0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part) for part in parts if part)


def by_date(report: Report) -> tuple[str, _Natural]:
    """A sorting key for reports: the oldest first, those without a date last."""
    return instant(report.published), natural(report.id)


class _Order:
    """What depends on the order of the reports."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.of: Mapping[str, int] = {report.id: place for place, report in enumerate(reports)}

    def place(self, mention: Mention) -> tuple[int, int, int, str]:
        return self.of.get(mention.report, len(self.of)), mention.start, mention.end, mention.statement or ""

    def mentions(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        return tuple(sorted(set(mentions), key=self.place))

    def reports(self, reports: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(set(reports), key=lambda r: (self.of.get(r, len(self.of)), r)))

    def entity(self, entity: Entity) -> Entity:
        return replace(entity, names=tuple(sorted(set(entity.names))), mentions=self.mentions(entity.mentions))

    def comparison(self, comparison: Comparison) -> Comparison:
        values = [replace(value, mentions=self.mentions(value.mentions)) for value in comparison.values]
        values.sort(key=lambda v: (v.value, v.as_of or "", [*map(self.place, v.mentions)]))
        return replace(comparison, values=tuple(values))

    def quote(self, quote: Quote) -> Quote:
        variants = sorted(quote.variants, key=lambda v: (self.of.get(v.report, len(self.of)), v.start, v.end))
        return replace(quote, variants=tuple(variants))

    def by_pair(self, derivation: Derivation) -> tuple[int, int, str, str]:
        last = len(self.of)
        pair = self.of.get(derivation.report, last), self.of.get(derivation.source or "", last)
        return *pair, derivation.relation, derivation.wire or ""

    def origins(self, count: OriginCount) -> OriginCount:
        origins = [replace(origin, reports=self.reports(origin.reports)) for origin in count.origins]
        origins.sort(key=lambda o: (natural(o.entity), o.via, o.reports))
        joins = sorted(count.joins, key=lambda j: (natural(j.kept), natural(j.joined)))
        return replace(count, origins=tuple(origins), joins=tuple(joins))

    def moment(self, item: TimelineItem) -> TimelineItem:
        return replace(item, mentions=self.mentions(item.mentions))

    def by_moment(self, item: TimelineItem) -> tuple[str, str, list[tuple[int, int, int, str]]]:
        return item.date, item.label, [*map(self.place, item.mentions)]

    def by_step(self, declined: Declined) -> tuple[str, int, int, int, str]:
        report = self.of.get(declined.report, len(self.of)) if declined.report else -1
        start, end = (-1 if place is None else place for place in (declined.start, declined.end))
        return declined.step, report, start, end, declined.why


def _by_weight(entity: Entity) -> tuple[int, str, _Natural]:
    return -len(entity.mentions), entity.name, natural(entity.id)


def _group(group: Group) -> Group:
    statements, loose = (tuple(sorted(set(ids), key=natural)) for ids in (group.statements, group.loose))
    return replace(group, statements=statements, loose=loose)


def _derivation(derivation: Derivation) -> Derivation:
    passages = sorted(derivation.passages, key=lambda p: (p.start, p.end, p.other_start, p.other_end))
    return replace(derivation, passages=tuple(passages))


def _by_subject(count: OriginCount) -> tuple[_Natural, _Natural]:
    return natural(count.group or "~"), natural(count.comparison or "~")

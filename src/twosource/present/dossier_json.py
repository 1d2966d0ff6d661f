"""A dossier in its published form, ``twosource-dossier/1``; see ``schema.json`` and ``docs/dossier.md``.

The bytes are canonical: lists are put into an order that depends on their content alone, keys stand in the order of the
schema, one item a line. The same dossier therefore gives the same bytes, in whatever order its parts arrive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from twosource.record import (
    Comparison,
    Derivation,
    Dossier,
    Entity,
    Mention,
    OriginCount,
    Quote,
    Report,
    Span,
    Statement,
    TimelineItem,
)

FORMAT = "twosource-dossier/1"

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_VERDICTS = {"differ": 0, "compatible": 1, "agree": 2}
_SURROGATE = re.compile("[\ud800-\udfff]")


def as_json(dossier: Dossier) -> dict[str, Json]:
    """The dossier as plain dictionaries, lists, strings and numbers, ready to be written as JSON."""
    reports = sorted(dossier.reports, key=lambda r: (r.published or "9999", natural(r.id)))
    order = {report.id: place for place, report in enumerate(reports)}

    def place(mention: Mention) -> tuple[int, int, int]:
        return order.get(mention.report, len(order)), mention.start, mention.end

    statements = sorted(dossier.statements, key=lambda s: (*place(s.mention), natural(s.id)))
    return {
        "format": FORMAT,
        "story": {
            "id": _text(dossier.story.id),
            "title": _text(dossier.story.title),
            "from": dossier.story.first,
            "to": dossier.story.last,
        },
        "reports": [_report(r) for r in reports],
        "entities": [_entity(e, order) for e in sorted(dossier.entities, key=_by_weight)],
        "statements": [_statement(s) for s in statements],
        "groups": [
            {"id": g.id, "label": _text(g.label), "statements": [*sorted(g.statements, key=natural)]}
            for g in sorted(dossier.groups, key=lambda g: natural(g.id))
        ],
        "comparisons": [_comparison(c, order) for c in sorted(dossier.comparisons, key=_by_verdict)],
        "quotes": [_quote(q, order) for q in sorted(dossier.quotes, key=lambda q: natural(q.id))],
        "derivations": [_derivation(d) for d in sorted(dossier.derivations, key=lambda d: _by_pair(d, order))],
        "origins": [_origins(o, order) for o in sorted(dossier.origins, key=_by_subject)],
        "timeline": [_moment(t, order) for t in sorted(dossier.timeline, key=lambda t: (t.date, t.label, t.mentions))],
        "declined": [
            {"step": d.step, "report": d.report, "start": d.start, "end": d.end, "why": _text(d.why)}
            for d in sorted(
                dossier.declined,
                key=lambda d: (d.step, order.get(d.report or "", -1), d.start or -1, d.end or -1, d.why),
            )
        ],
        "warnings": [*dict.fromkeys(map(_text, dossier.warnings))],
    }


def dump(dossier: Dossier) -> bytes:
    """The dossier as canonical UTF-8 JSON: one item of each list a line, a newline at the end."""
    return dump_json(as_json(dossier))


def dump_json(document: Mapping[str, Json]) -> bytes:
    """What :func:`as_json` gives, as bytes."""
    parts = [f"{_line(key)}: {_block(value)}" for key, value in document.items()]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key in which ``s2`` comes before ``s10``."""
    parts = re.split(r"([0-9]+)", name)
    return tuple((0, int(part), part) if part.isascii() and part.isdigit() else (1, 0, part) for part in parts if part)


def _block(value: Json) -> str:
    if not isinstance(value, list) or not value:
        return _line(value)
    return "[\n  " + ",\n  ".join(_line(item) for item in value) + "\n]"


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))


def _text(words: str) -> str:
    """A lone surrogate, the trace of a broken decoding, has no UTF-8 form."""
    return _SURROGATE.sub("�", words)


def _maybe(words: str | None) -> str | None:
    return None if words is None else _text(words)


def _span(span: Span) -> dict[str, Json]:
    return {"start": span.start, "end": span.end}


def _place(mention: Mention) -> dict[str, Json]:
    return {"report": mention.report, "start": mention.start, "end": mention.end}


def _in_order(mentions: Iterable[Mention], order: Mapping[str, int]) -> list[Mention]:
    return sorted(
        set(mentions),
        key=lambda m: (order.get(m.report, len(order)), m.start, m.end, m.statement or ""),
    )


def _report(report: Report) -> dict[str, Json]:
    return {
        "id": report.id,
        "url": _maybe(report.url),
        "publisher": _maybe(report.publisher),
        "published": report.published,
        "language": report.language,
        "title": _maybe(report.title),
        "author": _maybe(report.author),
        "sha256": report.sha256,
        "length": len(report.text),
    }


def _by_weight(entity: Entity) -> tuple[int, str, tuple[tuple[int, int, str], ...]]:
    return -len(entity.mentions), entity.name, natural(entity.id)


def _entity(entity: Entity, order: Mapping[str, int]) -> dict[str, Json]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": _text(entity.name),
        "names": [*map(_text, sorted(set(entity.names)))],
        "anonymous": entity.anonymous,
        "mentions": [_place(m) for m in _in_order((Mention(m.report, m.start, m.end) for m in entity.mentions), order)],
    }


def _statement(statement: Statement) -> dict[str, Json]:
    source = statement.source
    return {
        "id": statement.id,
        "report": statement.report,
        "start": statement.start,
        "end": statement.end,
        "pieces": [[piece.start, piece.end] for piece in statement.pieces],
        "kind": statement.kind,
        "source": {"start": source.start, "end": source.end, "name": _text(source.name)} if source else None,
        "cue": _span(statement.cue) if statement.cue else None,
        "speaker": statement.speaker,
        "anonymous": statement.anonymous,
        "chain": [*statement.chain],
        "links": [_place(link) if link else None for link in statement.links],
        "certainty": statement.certainty,
        "found_by": statement.found_by,
        "probability": round(float(statement.probability), 4),
    }


def _by_verdict(comparison: Comparison) -> tuple[int, tuple[tuple[int, int, str], ...]]:
    return _VERDICTS[comparison.verdict], natural(comparison.id)


def _comparison(comparison: Comparison, order: Mapping[str, int]) -> dict[str, Json]:
    values: list[Json] = []
    for value in sorted(comparison.values, key=lambda v: (v.value, v.as_of or "", v.mentions)):
        mentions: list[Json] = [
            {**_place(mention), "statement": mention.statement} for mention in _in_order(value.mentions, order)
        ]
        values.append({"value": _text(value.value), "as_of": value.as_of, "mentions": mentions})
    return {
        "id": comparison.id,
        "group": comparison.group,
        "question": _text(comparison.question),
        "kind": comparison.kind,
        "verdict": comparison.verdict,
        "values": values,
        "cause": comparison.cause,
        "confidence": round(float(comparison.confidence), 4),
        "why": _text(comparison.why),
    }


def _quote(quote: Quote, order: Mapping[str, int]) -> dict[str, Json]:
    variants = sorted(quote.variants, key=lambda v: (order.get(v.report, len(order)), v.start, v.end))
    return {
        "id": quote.id,
        "speaker": quote.speaker,
        "same_wording": quote.same_wording,
        "variants": [
            {
                "statement": v.statement,
                "report": v.report,
                "start": v.start,
                "end": v.end,
                "rendering": v.rendering,
            }
            for v in variants
        ],
    }


def _by_pair(derivation: Derivation, order: Mapping[str, int]) -> tuple[int, int, str, str]:
    last = len(order)
    return (
        order.get(derivation.report, last),
        order.get(derivation.source or "", last),
        derivation.relation,
        derivation.wire or "",
    )


def _derivation(derivation: Derivation) -> dict[str, Json]:
    passages = sorted(derivation.passages, key=lambda p: (p.start, p.end, p.other_start, p.other_end))
    return {
        "report": derivation.report,
        "from": derivation.source,
        "relation": derivation.relation,
        "wire": _maybe(derivation.wire),
        "containment": round(float(derivation.containment), 4),
        "passages": [
            {"start": p.start, "end": p.end, "other_start": p.other_start, "other_end": p.other_end} for p in passages
        ],
        "why": _text(derivation.why),
    }


def _by_subject(count: OriginCount) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    return natural(count.group or "~"), natural(count.comparison or "~")


def _origins(count: OriginCount, order: Mapping[str, int]) -> dict[str, Json]:
    origins = sorted(count.origins, key=lambda o: (natural(o.entity), o.via, o.reports))
    joins = sorted(count.joins, key=lambda j: (natural(j.kept), natural(j.joined)))
    return {
        "group": count.group,
        "comparison": count.comparison,
        "origins": [
            {
                "entity": o.entity,
                "reports": [*sorted(o.reports, key=lambda r: order.get(r, len(order)))],
                "via": [*o.via],
                "anonymous": o.anonymous,
            }
            for o in origins
        ],
        "independent_count": count.independent_count,
        "possible_count": count.possible_count,
        "carriers": count.carriers,
        "rule": count.rule,
        "why": _text(count.why),
        "joins": [{"kept": j.kept, "joined": j.joined, "why": _text(j.why)} for j in joins],
    }


def _moment(item: TimelineItem, order: Mapping[str, int]) -> dict[str, Json]:
    return {
        "date": item.date,
        "precision": item.precision,
        "label": _text(item.label),
        "mentions": [_place(m) for m in _in_order((Mention(m.report, m.start, m.end) for m in item.mentions), order)],
    }

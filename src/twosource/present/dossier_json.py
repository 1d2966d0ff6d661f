"""A dossier in its published form, ``twosource-dossier/1``; see ``schema.json`` and ``docs/dossier.md``.

The bytes are canonical: lists are put into an order that depends on their content alone, keys stand in the order of the
schema, one item a line. The same dossier therefore gives the same bytes, in whatever order its parts arrive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from twosource.present.graph import Graph, graph
from twosource.present.index import Index
from twosource.present.order import in_order
from twosource.record import (
    Comparison,
    Decision,
    Derivation,
    Dossier,
    Entity,
    Group,
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

_SURROGATE = re.compile("[\ud800-\udfff]")


def as_json(dossier: Dossier) -> dict[str, Json]:
    """The dossier as plain dictionaries, lists, strings and numbers, ready to be written as JSON."""
    dossier = in_order(dossier)
    return {
        "format": FORMAT,
        "story": {
            "id": _text(dossier.story.id),
            "title": _text(dossier.story.title),
            "from": dossier.story.first,
            "to": dossier.story.last,
        },
        "reports": [_report(report, dossier.decisions) for report in dossier.reports],
        "entities": [_entity(entity) for entity in dossier.entities],
        "statements": [_statement(statement) for statement in dossier.statements],
        "groups": [_group(group) for group in dossier.groups],
        "comparisons": [_comparison(comparison) for comparison in dossier.comparisons],
        "quotes": [_quote(quote) for quote in dossier.quotes],
        "derivations": [_derivation(derivation) for derivation in dossier.derivations],
        "origins": [_origins(count) for count in dossier.origins],
        "timeline": [_moment(item) for item in dossier.timeline],
        "declined": [
            {"step": d.step, "report": d.report, "start": d.start, "end": d.end, "why": _text(d.why)}
            for d in dossier.declined
        ],
        "warnings": [_text(warning) for warning in dossier.warnings],
        "sure": dossier.sure,
        "stemma": _stemma(graph(Index(dossier))),
        "rule": {"name": _text(dossier.rule.name), "says": _text(dossier.rule.says)},
        "decisions": [_decision(decision) for decision in dossier.decisions],
    }


def dump(dossier: Dossier) -> bytes:
    """The dossier as canonical UTF-8 JSON: one item of each list a line, a newline at the end."""
    return dump_json(as_json(dossier))


def dump_json(document: Mapping[str, Json]) -> bytes:
    """What :func:`as_json` gives, as bytes."""
    parts = [f"{_line(key)}: {_block(value)}" for key, value in document.items()]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8")


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


def _report(report: Report, decisions: Sequence[Decision]) -> dict[str, Json]:
    corrected: list[Json] = [
        d.id for d in decisions if d.action == "correct_report" and any(t.report == report.id for t in d.targets)
    ]
    return {
        "id": report.id,
        "url": _maybe(report.url),
        "publisher": _maybe(report.publisher),
        "published": report.published,
        "language": report.language,
        "title": _maybe(report.title),
        "author": _maybe(report.author),
        "modified": report.modified,
        "provenance": {key: _text(origin) for key, origin in sorted(report.provenance.items())},
        "parts": [
            {
                "start": p.start,
                "end": p.end,
                "name": _text(p.name),
                "first_byte": p.first_byte,
                "last_byte": p.last_byte,
            }
            for p in report.parts
        ],
        "places": [[p.start, p.end, p.first_byte, p.last_byte] for p in report.places],
        "sha256": report.sha256,
        "length": len(report.text),
        "decided": corrected,
    }


def _entity(entity: Entity) -> dict[str, Json]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": _text(entity.name),
        "names": [_text(name) for name in entity.names],
        "anonymous": entity.anonymous,
        "mentions": [_place(mention) for mention in entity.mentions],
        "decided": [*entity.decided],
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


def _group(group: Group) -> dict[str, Json]:
    return {
        "id": group.id,
        "label": _text(group.label),
        "statements": [*group.statements],
        "loose": [*group.loose],
        "decided": [*group.decided],
    }


def _comparison(comparison: Comparison) -> dict[str, Json]:
    values: list[Json] = []
    for value in comparison.values:
        mentions: list[Json] = [{**_place(mention), "statement": mention.statement} for mention in value.mentions]
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
        "decided": [*comparison.decided],
    }


def _quote(quote: Quote) -> dict[str, Json]:
    return {
        "id": quote.id,
        "speaker": quote.speaker,
        "same_wording": quote.same_wording,
        "doubt": quote.doubt,
        "variants": [
            {"statement": v.statement, "report": v.report, "start": v.start, "end": v.end, "rendering": v.rendering}
            for v in quote.variants
        ],
    }


def _derivation(derivation: Derivation) -> dict[str, Json]:
    return {
        "report": derivation.report,
        "from": derivation.source,
        "relation": derivation.relation,
        "wire": _maybe(derivation.wire),
        "containment": round(float(derivation.containment), 4),
        "passages": [
            {"start": p.start, "end": p.end, "other_start": p.other_start, "other_end": p.other_end}
            for p in derivation.passages
        ],
        "why": _text(derivation.why),
        "decided": [*derivation.decided],
    }


def _origins(count: OriginCount) -> dict[str, Json]:
    return {
        "group": count.group,
        "comparison": count.comparison,
        "origins": [
            {"entity": o.entity, "reports": [*o.reports], "via": [*o.via], "anonymous": o.anonymous}
            for o in count.origins
        ],
        "independent_count": count.independent_count,
        "possible_count": count.possible_count,
        "carriers": count.carriers,
        "rule": count.rule,
        "why": _text(count.why),
        "joins": [{"kept": j.kept, "joined": j.joined, "why": _text(j.why)} for j in count.joins],
        "circles": [[*circle] for circle in count.circles],
        "decided": [*count.decided],
    }


def _moment(item: TimelineItem) -> dict[str, Json]:
    return {
        "date": item.date,
        "precision": item.precision,
        "label": _text(item.label),
        "mentions": [_place(mention) for mention in item.mentions],
    }


def _stemma(found: Graph) -> dict[str, Json]:
    nodes: list[Json] = [
        {
            "id": n.id,
            "role": n.role,
            "name": _text(n.name),
            "entity": n.entity,
            "report": n.report,
            "published": n.published,
        }
        for n in found.nodes
    ]
    edges: list[Json] = [
        {"from": e.source, "to": e.target, "parties": [*e.parties], "relation": e.relation} for e in found.edges
    ]
    return {"nodes": nodes, "edges": edges}


def _decision(decision: Decision) -> dict[str, Json]:
    return {
        "id": decision.id,
        "at": decision.at,
        "by": _text(decision.by),
        "action": decision.action,
        "targets": [{"report": t.report, "start": t.start, "end": t.end} for t in decision.targets],
        "field": decision.field,
        "value": _maybe(decision.value),
        "note": _text(decision.note),
    }

"""What is new in a story since the last look: one more origin, a conflict, a correction, a statement withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from twosource.record import (
    Comparison,
    Dossier,
    Group,
    Mention,
    News,
    OriginCount,
    Report,
    Revision,
    Statement,
    StatementChange,
)

_SHOWN = 160  # characters of a statement


def news(before: Dossier, after: Dossier, revisions: Iterable[Revision] = ()) -> tuple[News, ...]:
    """What changed between two dossiers of one story, for a reader, each with the reports it rests on. ``revisions``
    are the articles that changed in between.

    Matters are held against each other by the places they stand at, so that other reports do not make old ones new.
    """
    found = [*_origins(before, after), *_conflicts(before, after), *_settled(before, after)]
    for revision in revisions:
        found += _revised(revision)
    return tuple(found)


# --------------------------------------------------------------------------- origins


def _origins(before: Dossier, after: Dossier) -> Iterator[News]:
    """Matters that rest on an independent origin more than they did."""
    groups = {g.id: g for g in after.groups}
    statements = {s.id: s for s in after.statements}
    names = {e.id: e.name for e in after.entities}
    earlier = _counts_by_statement(before)
    for count in after.origins:
        if count.group is None or count.comparison is not None or count.independent_count < 2:
            continue
        group = groups[count.group]
        was = [earlier[s] for s in group.statements if s in earlier]
        known = {o.entity for c in was for o in c.origins}
        most = max((c.independent_count for c in was), default=0)
        fresh = [o.entity for o in count.origins if o.entity not in known]
        if was and count.independent_count > most and fresh:
            who = ", ".join(names.get(entity, entity) for entity in fresh)
            words = f"{group.label}: now {count.independent_count} independent origins, before {most}; new: {who}."
            yield News("origin", words, _reports(group, statements))


def _counts_by_statement(dossier: Dossier) -> dict[str, OriginCount]:
    counts = {c.group: c for c in dossier.origins if c.group is not None and c.comparison is None}
    return {s: counts[g.id] for g in dossier.groups if g.id in counts for s in g.statements}


def _reports(group: Group, statements: dict[str, Statement]) -> tuple[str, ...]:
    return tuple(sorted({statements[s].report for s in group.statements if s in statements}))


# --------------------------------------------------------------------------- conflicts


def _conflicts(before: Dossier, after: Dossier) -> Iterator[News]:
    known = [c for c in before.comparisons if c.verdict == "differ"]
    for one in after.comparisons:
        if one.verdict == "differ" and not any(_same(one, other) for other in known):
            values = " / ".join(v.value for v in one.values)
            yield News("conflict", f"Reports differ now. {one.question} {values}. {one.why}", _told_by(one))


def _settled(before: Dossier, after: Dossier) -> Iterator[News]:
    there = {r.id for r in after.reports}
    differ = [c for c in after.comparisons if c.verdict == "differ"]
    for one in before.comparisons:
        if one.verdict == "differ" and not any(_same(one, other) for other in differ):
            gone = sorted({*_told_by(one)} - there)
            why = f" {', '.join(gone)} was replaced or is not in the story any more." if gone else ""
            yield News("settled", f"Reports do not differ any more. {one.question}{why}", _told_by(one))


def _same(one: Comparison, other: Comparison) -> bool:
    """Two comparisons of one matter: the same question, or two values in the same places."""
    if one.kind != other.kind:
        return False
    places = {_place(m) for v in one.values for m in v.mentions} & {_place(m) for v in other.values for m in v.mentions}
    return len(places) >= 2 or (one.question == other.question and bool(places))


def _place(mention: Mention) -> tuple[str, int, int]:
    return mention.report, mention.start, mention.end


def _told_by(one: Comparison) -> tuple[str, ...]:
    return tuple(sorted({m.report for v in one.values for m in v.mentions}))


# --------------------------------------------------------------------------- articles that changed


def _revised(revision: Revision) -> Iterator[News]:
    old, new = revision.old, revision.new
    who = new.publisher or new.id
    for change in revision.changes:
        if change.kind == "withdrawn" and change.old is not None:
            yield News("withdrawn", f"{who} took back: “{_words(change.old, old)}”", (old.id, new.id))
        elif change.kind == "changed":
            yield News("correction", f"{who} {_changed(change, old, new)}", (old.id, new.id))
    for key, was, now in revision.values:
        if key == "title":
            yield News("correction", f"{who} changed its headline from “{was}” to “{now}”.", (old.id, new.id))


def _changed(change: StatementChange, old: Report, new: Report) -> str:
    was = _words(change.old, old) if change.old else ""
    now = _words(change.new, new) if change.new else ""
    if was == now:
        return f"changed “{now}” ({change.why})."
    return f"changed “{was}” to “{now}” ({change.why})."


def _words(statement: Statement, report: Report) -> str:
    told = " ".join(" … ".join(piece.of(report.text) for piece in statement.pieces).split()).strip('“”"')
    return told if len(told) <= _SHOWN else told[:_SHOWN].rsplit(" ", 1)[0] + " …"

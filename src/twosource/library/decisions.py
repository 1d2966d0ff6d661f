"""What people decided: kept as given, only ever added to."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from twosource.custody.digests import canonical, sha256
from twosource.library import journal, packing, reports
from twosource.library.database import LibraryError
from twosource.library.schema import decision, decision_about, report


def add(connection: Connection, made: Mapping[str, object]) -> set[str]:
    """Keep a decision. Returns the stories that it is about."""
    ident = made.get("id")
    if not isinstance(ident, str) or not ident:
        raise LibraryError("A decision needs an id.")
    if connection.scalar(select(decision.c.id).where(decision.c.id == ident)) is not None:
        raise LibraryError(f"There is a decision {ident!r} already; decisions are added, never changed.")
    about = _about(connection, made)
    connection.execute(decision.insert(), [{"id": ident, "record": packing.dump(made)}])
    if about:
        connection.execute(decision_about.insert(), [{"decision": ident, "report": r} for r in sorted(about)])
    journal.write(connection, "decided", ident, {"decision": sha256(canonical(made))})
    touched: set[str] = set()
    for some in reports.in_chunks(sorted(about)):
        found = connection.scalars(select(report.c.story).where(report.c.id.in_(some), report.c.story.is_not(None)))
        touched |= {s for s in found if s}
    return touched


def _about(connection: Connection, made: Mapping[str, object]) -> set[str]:
    """The reports that it points to; what an undo is about is what the undone was about."""
    targets = made.get("targets")
    found = {t.get("report") for t in targets if isinstance(t, Mapping)} if isinstance(targets, list | tuple) else set()
    undone = made.get("value")
    if not found and isinstance(undone, str):
        query = select(decision_about.c.report).where(decision_about.c.decision == undone)
        found = set(connection.scalars(query))
    return {r for r in found if isinstance(r, str)}


def read(connection: Connection, story: str | None) -> list[dict[str, object]]:
    """Decisions in order, all or about the reports of a story."""
    query = select(decision.c.record).order_by(decision.c.number)
    if story is not None:
        mine = (
            select(decision_about.c.decision)
            .join(report, report.c.id == decision_about.c.report)
            .where(report.c.story == story)
        )
        query = query.where(decision.c.id.in_(mine))
    return [packing.load(record) for record in connection.scalars(query)]

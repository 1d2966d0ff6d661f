"""What was made from what the library holds: readings, dossiers, revisions. All of it can be made again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, bindparam, select

from twosource.custody.digests import canonical, sha256
from twosource.library import journal, packing
from twosource.library.schema import derived
from twosource.library.types import Derived


def keep(connection: Connection, made: Sequence[Derived]) -> None:
    """Keep each in the place of what was there under its kind and subject."""
    if not made:
        return
    rows = [
        {
            "kind": one.kind,
            "subject": one.subject,
            "made_by": one.made_by,
            "inputs": one.inputs,
            "at": journal.now(),
            "sha256": sha256(one.data),
            "summary": canonical(one.summary).decode("ascii"),
            "data": packing.pack(one.data),
        }
        for one in made
    ]
    there = (derived.c.kind == bindparam("old_kind")) & (derived.c.subject == bindparam("old_subject"))
    connection.execute(derived.delete().where(there), [{"old_kind": m.kind, "old_subject": m.subject} for m in made])
    connection.execute(derived.insert(), rows)
    told = [
        (f"{r['kind']} {r['subject']}".strip(), {key: r[key] for key in ("made_by", "inputs", "sha256")}) for r in rows
    ]
    journal.write_many(connection, "made", told)


def kept(connection: Connection, kind: str, subjects: Sequence[str], made_by: str | None) -> Iterator[Derived]:
    """What is there of subjects, made by anybody or by ``made_by``. What was damaged is left out, as it is made again;
    ``verify`` names it."""
    query = select(derived).where(derived.c.kind == kind, derived.c.subject.in_(subjects))
    if made_by is not None:
        query = query.where(derived.c.made_by == made_by)
    for row in connection.execute(query.order_by(derived.c.subject)):
        try:
            data = packing.unpack(row.data)
        except ValueError:
            continue
        yield Derived(kind, row.subject, row.made_by, row.inputs, data, json.loads(row.summary), row.at)

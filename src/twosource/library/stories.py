"""Stories: which reports they hold, and what a person changed about that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from twosource.custody.digests import canonical, sha256
from twosource.library import journal, reports
from twosource.library.database import LibraryError
from twosource.library.schema import AnyRow, apart, decision_about, derived, report, story
from twosource.library.types import StoryRow

_REFRESH = (
    story.update()
    .where(story.c.id == bindparam("story"))
    .values({name: bindparam(f"new_{name}") for name in ("title", "first", "last", "reports", "changed", "inputs")})
)


def resolve(connection: Connection, ident: str) -> str:
    """The story that an id means now: a merged one is the one it was merged into. Raises LibraryError."""
    seen: set[str] = set()
    while ident not in seen:
        seen.add(ident)
        row = connection.execute(select(story.c.merged_into).where(story.c.id == ident)).first()
        if row is None:
            raise LibraryError(f"There is no story {ident!r} in the library. twosource stories lists them.")
        if row.merged_into is None:
            return ident
        ident = row.merged_into
    raise LibraryError(f"The story {ident!r} was merged into itself. Run: twosource verify")


def place(connection: Connection, groups: Sequence[tuple[str | None, Sequence[str]]]) -> list[str]:
    """Put reports into stories as the program found them: for each group its story (None for a new one) and its
    reports. Those that a person pinned stay where they are."""
    meant = _resolved(connection, [ident for ident, _ in groups if ident is not None])
    made = iter(_new(connection, sum(ident is None for ident, _ in groups)))
    targets = [next(made) if ident is None else meant[ident] for ident, _ in groups]
    here = _with_versions(connection, [m for _, members in groups for m in members])
    moves, left = _moves(zip(targets, (members for _, members in groups), strict=True), here)
    _put(connection, [(row, target) for target, rows in moves for row in rows], pin=False)
    journal.write_many(connection, "placed", [(target, {"reports": [r.id for r in rows]}) for target, rows in moves])
    refresh(connection, {*left, *(target for target, _ in moves)})
    _follow(connection, left)
    return targets


def _resolved(connection: Connection, idents: Sequence[str]) -> dict[str, str]:
    """``resolve`` of each."""
    merged: dict[str, str | None] = {}
    for some in reports.in_chunks(idents):
        query = select(story.c.id, story.c.merged_into).where(story.c.id.in_(some))
        merged.update((row.id, row.merged_into) for row in connection.execute(query))
    return {i: i if i in merged and merged[i] is None else resolve(connection, i) for i in dict.fromkeys(idents)}


def _moves(
    groups: Iterable[tuple[str, Sequence[str]]], here: Mapping[str, Sequence[AnyRow]]
) -> tuple[list[tuple[str, list[AnyRow]]], dict[str, str]]:
    """What is to be moved where, and for each story that loses reports the one that its last one goes to."""
    moves: list[tuple[str, list[AnyRow]]] = []
    left: dict[str, str] = {}
    for target, members in groups:
        rows = {row.number: row for m in members for row in here.get(m, ()) if not row.pinned and row.story != target}
        if rows:
            moves.append((target, [row for _, row in sorted(rows.items())]))
            left.update({row.story: target for row in rows.values() if row.story is not None})
    return moves, left


def _follow(connection: Connection, left: Mapping[str, str]) -> None:
    """The id of a story that lost all its reports goes on meaning them."""
    empty: list[str] = []
    for some in reports.in_chunks(left):
        empty += connection.scalars(select(story.c.id).where(story.c.id.in_(some), story.c.reports == 0))
    if empty:
        statement = story.update().where(story.c.id == bindparam("empty")).values(merged_into=bindparam("by"))
        connection.execute(statement, [{"empty": ident, "by": left[ident]} for ident in sorted(empty)])


def new(connection: Connection) -> str:
    """An empty story."""
    return _new(connection, 1)[0]


def _new(connection: Connection, count: int) -> list[str]:
    if not count:
        return []
    first = int(connection.scalar(select(func.max(story.c.number))) or 0) + 1
    numbers = range(first, first + count)
    empty = {"title": "", "reports": 0, "changed": journal.now(), "inputs": ""}
    connection.execute(story.insert(), [{"number": n, "id": f"s{n}", **empty} for n in numbers])
    return [f"s{n}" for n in numbers]


def _move(connection: Connection, target: str, members: Sequence[str]) -> tuple[list[str], set[str]]:
    """Pin reports to a story. Returns which were moved, and the stories that they left."""
    rows = {row.number: row for some in _with_versions(connection, members).values() for row in some}
    every = [row for _, row in sorted(rows.items())]
    _put(connection, [(row, target) for row in every], pin=True)
    moved = [row for row in every if row.story != target]
    return [row.id for row in moved], {row.story for row in moved if row.story is not None}


def _put(connection: Connection, moved: Sequence[tuple[AnyRow, str]], *, pin: bool) -> None:
    if not moved:
        return
    pinned = {"pinned": True} if pin else {}
    statement = report.update().where(report.c.number == bindparam("at")).values(story=bindparam("target"), **pinned)
    connection.execute(statement, [{"at": row.number, "target": target} for row, target in moved])


def _with_versions(connection: Connection, members: Sequence[str]) -> dict[str, list[AnyRow]]:
    """Where each report is, with all versions of its article, which goes as a whole: (number, id, story, pinned)."""
    asked = [report.c[name] for name in ("number", "id", "story", "pinned", "place")]
    found: dict[str, list[AnyRow]] = {}
    for some in reports.in_chunks(members):
        rows = connection.execute(select(*asked).where(report.c.id.in_(some))).all()
        places = sorted({row.place for row in rows if row.place is not None})
        at: dict[str, list[AnyRow]] = {}
        for row in connection.execute(select(*asked).where(report.c.place.in_(places)).order_by(report.c.number)):
            at.setdefault(row.place, []).append(row)
        found.update((row.id, at.get(row.place, [row])) for row in rows)
    return found


def merge(connection: Connection, into: str, other: str, by: str) -> str:
    """Two stories are one: what comes for either later joins it."""
    into, other = resolve(connection, into), resolve(connection, other)
    if into == other:
        raise LibraryError(f"{into} and {other} are one story already.")
    members = list(connection.scalars(select(report.c.id).where(report.c.story.in_([into, other]))))
    moved, _ = _move(connection, into, members)
    connection.execute(story.update().where(story.c.id == other).values(merged_into=into))
    connection.execute(apart.delete().where(or_(_pair(into, other), _pair(other, into))))
    journal.write(connection, "merged", into, {"story": other, "reports": moved, "by": by})
    refresh(connection, (into, other))
    return into


def split(connection: Connection, ident: str, members: Sequence[str], by: str) -> str:
    """Some reports of a story are another one; the two are never put together again by the program. Returns the new
    story's id."""
    ident = resolve(connection, ident)
    all_of_it = set(connection.scalars(select(report.c.id).where(report.c.story == ident)))
    if strangers := [m for m in members if m not in all_of_it]:
        raise LibraryError(
            f"{', '.join(strangers)}: not in the story {ident}. twosource story show {ident} lists its reports."
        )
    if not members or len(set(members)) == len(all_of_it):
        raise LibraryError(f"A split takes some of the {len(all_of_it)} reports of {ident}, not all and not none.")
    target = new(connection)
    moved, _ = _move(connection, target, members)
    _move(connection, ident, sorted(all_of_it - {*members}))
    connection.execute(apart.insert(), [{"story": ident, "other": target}])
    journal.write(connection, "split", target, {"story": ident, "reports": moved, "by": by})
    refresh(connection, (target, ident))
    return target


def move(connection: Connection, ident: str | None, members: Sequence[str], by: str) -> str:
    """Put reports into a story (None: a new one), where they stay."""
    known = {
        m
        for some in reports.in_chunks(members)
        for m in connection.scalars(select(report.c.id).where(report.c.id.in_(some)))
    }
    for member in members:
        if member not in known:
            raise reports.unknown(member)
    target = new(connection) if ident is None else resolve(connection, ident)
    moved, left = _move(connection, target, members)
    journal.write(connection, "moved", target, {"reports": moved, "by": by})
    refresh(connection, {target, *left})
    return target


def kept_apart(connection: Connection) -> list[tuple[str, str]]:
    """The pairs of stories that a person split."""
    return [(row.story, row.other) for row in connection.execute(select(apart).order_by(apart.c.story, apart.c.other))]


def _pair(one: str, other: str) -> ColumnElement[bool]:
    return and_(apart.c.story == one, apart.c.other == other)


def refresh(connection: Connection, idents: Iterable[str]) -> None:
    """Bring the rows of stories in line with their reports."""
    for some in reports.in_chunks(sorted({*idents})):
        members = _members(connection, some)
        decided = _decided(connection, some)
        rows = [_row(ident, members.get(ident, []), decided.get(ident, set())) for ident in some]
        connection.execute(_REFRESH, rows)


def _members(connection: Connection, idents: Sequence[str]) -> dict[str, list[AnyRow]]:
    asked = ("story", "id", "title", "language", "published", "text_sha256", "values_sha256")
    query = select(*(report.c[name] for name in asked))
    query = query.where(report.c.story.in_(idents), report.c.replaced_by.is_(None))
    found: dict[str, list[AnyRow]] = {}
    for row in connection.execute(query.order_by(func.coalesce(report.c.published, "9999"), report.c.id)):
        found.setdefault(row.story, []).append(row)
    return found


def _decided(connection: Connection, idents: Sequence[str]) -> dict[str, set[str]]:
    """The decisions about reports of stories."""
    query = select(report.c.story, decision_about.c.decision).join(report, report.c.id == decision_about.c.report)
    found: dict[str, set[str]] = {}
    for row in connection.execute(query.where(report.c.story.in_(idents), report.c.replaced_by.is_(None))):
        found.setdefault(row.story, set()).add(row.decision)
    return found


def _row(ident: str, members: Sequence[AnyRow], decided: Iterable[str]) -> dict[str, object]:
    """``inputs`` is the digest of everything that the story's dossier is made from."""
    days = sorted(m.published[:10] for m in members if m.published)
    held = sorted([m.id, m.text_sha256, m.values_sha256] for m in members)
    return {
        "story": ident,
        "new_title": _title(members),
        "new_first": days[0] if days else None,
        "new_last": days[-1] if days else None,
        "new_reports": len(members),
        "new_changed": journal.now(),
        "new_inputs": sha256(canonical([held, sorted(decided)])),
    }


def _title(members: Sequence[AnyRow]) -> str:
    """Of the first report in the language that most are in, as in its dossier."""
    languages = Counter(m.language for m in members if m.title)
    usual = max(sorted(languages), key=lambda x: languages[x], default="")
    titles = [m.title for m in members if m.title and m.language == usual]
    return titles[0] if titles else (members[0].id if members else "")


def listed(
    connection: Connection, kind: str, limit: int | None, offset: int, ident: str | None = None
) -> list[StoryRow]:
    """Stories, the last changed first, each with what was kept with its ``kind`` of derived thing."""
    query = (
        select(story, derived.c.summary, derived.c.inputs.label("made_from"))
        .join(derived, and_(derived.c.kind == kind, derived.c.subject == story.c.id), isouter=True)
        .where(story.c.merged_into.is_(None), story.c.reports > 0)
        .order_by(story.c.changed.desc(), story.c.number.desc())
    )
    query = query.where(story.c.id == ident) if ident is not None else query.limit(limit).offset(offset)
    return [
        StoryRow(
            row.id,
            row.title,
            row.first,
            row.last,
            row.reports,
            row.changed,
            _summary(row.summary),
            row.made_from is not None and row.made_from == row.inputs,
        )
        for row in connection.execute(query)
    ]


def _summary(written: str | None) -> Mapping[str, object]:
    try:
        found = json.loads(written or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

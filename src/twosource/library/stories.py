"""Stories: which reports they hold, and what a person changed about that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from twosource.custody.digests import canonical, sha256
from twosource.library import journal, reports
from twosource.library.database import LibraryError
from twosource.library.schema import AnyRow, apart, decision_about, derived, report, story
from twosource.library.types import StoryRow

_TITLE_WORDS = 12


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
    found = []
    for ident, members in groups:
        target = new(connection) if ident is None else resolve(connection, ident)
        moved, left = _move(connection, target, members, pin=False)
        found.append(target)
        if not moved:
            continue
        journal.write(connection, "placed", target, {"reports": moved})
        for each in sorted({target, *left}):
            refresh(connection, each)
        emptied = story.c.id.in_(sorted(left - {target})) & (story.c.reports == 0)
        connection.execute(story.update().where(emptied).values(merged_into=target))  # its id goes on meaning it
    return found


def new(connection: Connection) -> str:
    """An empty story."""
    number = int(connection.scalar(select(func.max(story.c.number))) or 0) + 1
    ident = f"s{number}"
    row = {"number": number, "id": ident, "title": "", "reports": 0, "changed": journal.now(), "inputs": ""}
    connection.execute(story.insert(), [row])
    return ident


def _move(connection: Connection, target: str, members: Iterable[str], *, pin: bool) -> tuple[list[str], set[str]]:
    """Which reports were moved, and the stories that they left."""
    moved: list[str] = []
    left: set[str] = set()
    for some in reports.in_chunks(members):
        where: ColumnElement[bool] = report.c.id.in_(_with_versions(connection, some))
        if not pin:
            where &= report.c.pinned.is_(False) & report.c.story.is_distinct_from(target)
        for row in connection.execute(select(report.c.id, report.c.story).where(where).order_by(report.c.number)).all():
            if row.story != target:
                moved.append(row.id)
                left |= {row.story} if row.story else set()
        values = {"story": target, "pinned": True} if pin else {"story": target}
        connection.execute(report.update().where(where).values(values))
    return moved, left


def _with_versions(connection: Connection, members: Sequence[str]) -> list[str]:
    """An article goes with all its versions."""
    places = select(report.c.place).where(report.c.id.in_(members), report.c.place.is_not(None))
    others = connection.scalars(select(report.c.id).where(report.c.place.in_(places)))
    return list(dict.fromkeys((*members, *others)))


def merge(connection: Connection, into: str, other: str, by: str) -> str:
    """Two stories are one: what comes for either later joins it."""
    into, other = resolve(connection, into), resolve(connection, other)
    if into == other:
        raise LibraryError(f"{into} and {other} are one story already.")
    members = list(connection.scalars(select(report.c.id).where(report.c.story.in_([into, other]))))
    moved, _ = _move(connection, into, members, pin=True)
    connection.execute(story.update().where(story.c.id == other).values(merged_into=into))
    connection.execute(apart.delete().where(or_(_pair(into, other), _pair(other, into))))
    journal.write(connection, "merged", into, {"story": other, "reports": moved, "by": by})
    refresh(connection, into)
    refresh(connection, other)
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
    moved, _ = _move(connection, target, members, pin=True)
    _move(connection, ident, sorted(all_of_it - {*members}), pin=True)
    connection.execute(apart.insert(), [{"story": ident, "other": target}])
    journal.write(connection, "split", target, {"story": ident, "reports": moved, "by": by})
    refresh(connection, target)
    refresh(connection, ident)
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
    moved, left = _move(connection, target, members, pin=True)
    journal.write(connection, "moved", target, {"reports": moved, "by": by})
    for each in sorted({target, *left}):
        refresh(connection, each)
    return target


def kept_apart(connection: Connection) -> list[tuple[str, str]]:
    """The pairs of stories that a person split."""
    return [(row.story, row.other) for row in connection.execute(select(apart).order_by(apart.c.story, apart.c.other))]


def _pair(one: str, other: str) -> ColumnElement[bool]:
    return and_(apart.c.story == one, apart.c.other == other)


def refresh(connection: Connection, ident: str) -> None:
    """Bring the row of a story in line with its reports."""
    members = connection.execute(
        select(
            report.c.id,
            report.c.title,
            report.c.language,
            report.c.published,
            report.c.text_sha256,
            report.c.values_sha256,
        )
        .where(report.c.story == ident, report.c.replaced_by.is_(None))
        .order_by(func.coalesce(report.c.published, "9999"), report.c.id)
    ).all()
    days = sorted(m.published[:10] for m in members if m.published)
    connection.execute(
        story.update()
        .where(story.c.id == ident)
        .values(
            title=_title(members),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            reports=len(members),
            changed=journal.now(),
            inputs=_inputs(connection, members),
        )
    )


def _title(members: Sequence[AnyRow]) -> str:
    """Of the first report in the language that most are in, as in its dossier."""
    languages = Counter(m.language for m in members if m.title)
    usual = max(sorted(languages), key=lambda x: languages[x], default="")
    titles = [m.title for m in members if m.title and m.language == usual]
    return titles[0] if titles else (members[0].id if members else "")


def _inputs(connection: Connection, members: Sequence[AnyRow]) -> str:
    """The digest of everything that the story's dossier is made from."""
    idents = [m.id for m in members]
    decided: set[str] = set()
    for some in reports.in_chunks(idents):
        decided |= set(connection.scalars(select(decision_about.c.decision).where(decision_about.c.report.in_(some))))
    held = sorted([m.id, m.text_sha256, m.values_sha256] for m in members)
    return sha256(canonical([held, sorted(decided)]))


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

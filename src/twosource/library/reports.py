"""Reports as they are held: read back, corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version

from sqlalchemy import ColumnElement, Connection, Select, func, select

from twosource.custody.digests import canonical, sealed, sha256
from twosource.library import journal, packing, words
from twosource.library.database import LibraryError, plain
from twosource.library.schema import AnyRow, body, correction, exchange, original, report
from twosource.library.types import Correction, Held, Proof, Receipt, ReportRow
from twosource.record import Report

CORRECTABLE = ("title", "publisher", "published", "modified", "language", "author", "url")
"""What a person may put right. The text can't be: a report with another text is another report."""

SHOWN = ("title", "publisher", "published", "language", "url")
"""Values that stand in columns of their own, for lists."""

_IN_LISTS = [
    report.c[name]
    for name in ("number", "id", "title", "publisher", "published", "language", "url", "length", "received", "story")
] + [report.c.replaced_by]
_SOME = 500


@cache
def program() -> str:
    """The name and version that receipts and derived things carry."""
    return f"twosource {version('twosource')}"


def columns(given: Report, known: Mapping[str, object]) -> dict[str, object]:
    """What lists show, and the whole of what is known (``packing.values``) beside it."""
    shown: dict[str, object] = {name: plain(getattr(given, name)) for name in SHOWN}
    return {**shown, "values_sha256": sha256(canonical(known)), "record": packing.dump(known)}


def indexed(given: Report) -> list[str]:
    """The words by which a report is found."""
    return words.distinct((given.title, given.publisher, given.author, given.text))


def fingerprint(row: AnyRow) -> dict[str, str]:
    """A sealed digest of each value of a report and of its receipt, for the log."""
    return sealed_values(_proof(row))


def sealed_values(proof: Proof) -> dict[str, str]:
    """The same of values that are no row yet."""
    return sealed(proof.salt, {**proof.values, **{f"receipt {key}": value for key, value in proof.receipt.items()}})


def proof(connection: Connection, ident: str) -> Proof | None:
    """What the log's sealed digests of a report were made from."""
    row = connection.execute(select(report).where(report.c.id == ident)).first()
    return _proof(row) if row else None


def _proof(row: AnyRow) -> Proof:
    receipt = {name: getattr(row, name) for name in ("received", "how", "source", "program", "place")}
    return Proof(packing.load(row.record), receipt, row.salt)


# --------------------------------------------------------------------------- out


def held(connection: Connection, ident: str) -> Held | None:
    """A report with its text."""
    return next(iter(many(connection, report.c.id == ident)), None)


def many(connection: Connection, where: ColumnElement[bool]) -> Iterator[Held]:
    """Reports with their texts, in order of arrival."""
    query = (
        select(report, body.c.text, original.c.size, original.c.media_type)
        .join(body, body.c.number == report.c.number)
        .join(original, original.c.sha256 == report.c.original)
        .where(where)
        .order_by(report.c.number)
    )
    rows = connection.execute(query).all()
    put_right = _corrections(connection, [row.id for row in rows])
    for row in rows:
        try:
            text = packing.unpack(row.text).decode("utf-8", "surrogatepass")
            known = packing.report(packing.load(row.record), text)
        except ValueError as error:
            raise LibraryError(
                f"{row.id}: what the library holds of it is damaged ({error}). Run: twosource verify"
            ) from error
        yield Held(
            report=known,
            receipt=Receipt(row.received, row.how, row.source, row.program, row.original, row.size, row.media_type),
            story=row.story,
            pinned=bool(row.pinned),
            previous=row.previous,
            replaced_by=row.replaced_by,
            corrections=tuple(put_right.get(row.id, ())),
        )


def rows(connection: Connection, query: Select[tuple[object, ...]]) -> list[ReportRow]:
    """The answer to a query of ``listed``."""
    return [
        ReportRow(
            row.id,
            row.title,
            row.publisher,
            row.published,
            row.language,
            row.url,
            row.length,
            row.received,
            row.story,
            row.replaced_by,
        )
        for row in connection.execute(query)
    ]


def listed() -> Select[tuple[object, ...]]:
    """Reports as lists show them, to be narrowed and ordered."""
    return select(*_IN_LISTS)


def newest_first() -> tuple[ColumnElement[object], ...]:
    """By day of publication, the undated last; of one day the latest received first."""
    return (func.coalesce(report.c.published, "").desc(), report.c.number.desc())


def texts(connection: Connection, idents: Sequence[str]) -> dict[str, str]:
    """The texts of reports."""
    found: dict[str, str] = {}
    for some in in_chunks(idents):
        query = select(report.c.id, body.c.text).join(body, body.c.number == report.c.number)
        for row in connection.execute(query.where(report.c.id.in_(some))):
            found[row.id] = packing.unpack(row.text).decode("utf-8", "surrogatepass")
    return found


def received_bytes(connection: Connection, ident: str) -> bytes | None:
    """The bytes that a report was made from."""
    query = select(original.c.data).join(report, report.c.original == original.c.sha256).where(report.c.id == ident)
    data = connection.scalar(query)
    return None if data is None else packing.unpack(data)


def exchanged(connection: Connection, ident: str) -> bytes | None:
    """The WARC records of the request and response, where it was fetched."""
    query = select(exchange.c.data).join(report, report.c.number == exchange.c.number).where(report.c.id == ident)
    data = connection.scalar(query)
    return None if data is None else packing.unpack(data)


def versions(connection: Connection, ident: str) -> list[str]:
    """All versions of the same place, the oldest first; the report itself alone where there is one."""
    place = connection.scalar(select(report.c.place).where(report.c.id == ident))
    if place is None:
        return [ident]
    return [
        str(i) for i in connection.scalars(select(report.c.id).where(report.c.place == place).order_by(report.c.number))
    ]


# --------------------------------------------------------------------------- corrected


def correct(connection: Connection, ident: str, new: Mapping[str, str | None], by: str, note: str) -> Held:
    """Put values of a report right; what they were stays beside them."""
    now_held = held(connection, ident)
    if now_held is None:
        raise unknown(ident)
    for field in new:
        if field not in CORRECTABLE:
            raise LibraryError(f"{field!r} can't be corrected. What can be: {', '.join(CORRECTABLE)}.")
    old = now_held.report
    changed = {key: value for key, value in new.items() if getattr(old, key) != (value or _unknown(key))}
    if not changed:
        return now_held
    said_so = dict.fromkeys(changed, f"corrected by {by}" if by else "corrected")
    right = replace(
        old,
        **{key: value or _unknown(key) for key, value in changed.items()},  # type: ignore[arg-type]
        provenance={**old.provenance, **said_so},
    )
    row = connection.execute(select(report.c.number).where(report.c.id == ident)).one()
    words.remove(connection, row.number, indexed(old))
    words.add(connection, [(row.number, indexed(right))])
    known = packing.values(right)
    connection.execute(report.update().where(report.c.id == ident).values(**columns(right, known)))
    at = journal.now()
    for key, value in changed.items():
        said = {"field": key, "was": getattr(old, key), "value": value, "by": by, "at": at, "note": note}
        connection.execute(correction.insert(), [{"report": ident, "record": packing.dump(said)}])
    after = connection.execute(select(report).where(report.c.id == ident)).one()
    journal.write(connection, "corrected", ident, {"fields": sorted(changed), "by": by, "values": fingerprint(after)})
    found = held(connection, ident)
    if found is None:
        raise unknown(ident)
    return found


def correct_again(connection: Connection, new: Report, previous: str) -> None:
    """What a person put right in the version before holds for a new one that makes the same mistake."""
    for one in _corrections(connection, [previous]).get(previous, ()):
        if getattr(new, one.field) == one.was:
            correct(connection, new.id, {one.field: one.value}, one.by, one.note)


def _unknown(field: str) -> str | None:
    return "und" if field == "language" else None


def _corrections(connection: Connection, idents: Sequence[str]) -> dict[str, list[Correction]]:
    found: dict[str, list[Correction]] = {}
    for some in in_chunks(idents):
        query = select(correction.c.report, correction.c.record).where(correction.c.report.in_(some))
        for row in connection.execute(query.order_by(correction.c.number)):
            said = packing.load(row.record)
            found.setdefault(row.report, []).append(Correction(**{k: said.get(k) for k in Correction.__slots__}))  # type: ignore[arg-type]
    return found


def in_chunks(idents: Iterable[str]) -> Iterator[list[str]]:
    """A few hundred at a time, which is what a query can name."""
    held_back = list(idents)
    for at in range(0, len(held_back), _SOME):
        yield held_back[at : at + _SOME]


def unknown(ident: str) -> LibraryError:
    """There is no such report."""
    return LibraryError(f"There is no report {ident!r} in the library. twosource search finds it by its words.")

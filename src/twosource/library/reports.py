"""Reports: put in, read back, corrected."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version

from sqlalchemy import ColumnElement, Connection, Select, func, select

from twosource.custody.digests import Blocks, canonical, sealed, sha256
from twosource.library import journal, packing, words
from twosource.library.database import LibraryError, plain
from twosource.library.schema import AnyRow, body, correction, exchange, original, report
from twosource.library.types import Added, Correction, Held, Incoming, Proof, Receipt, ReportRow
from twosource.record import Report

CORRECTABLE = ("title", "publisher", "published", "language", "author", "url")
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


# --------------------------------------------------------------------------- in


def add(connection: Connection, one: Incoming) -> Added:
    """Put a report in; what is there already stays as it is."""
    digest, text_digest = sha256(one.data), one.report.sha256
    if held := _held_already(connection, one, digest, text_digest):
        return Added("held", held)
    previous = _latest_at(connection, one.place)
    ident = _free_id(connection, one.report, digest)
    given = replace(one.report, id=ident)
    number = _store(connection, replace(one, report=given), digest, previous)
    if previous:
        connection.execute(report.update().where(report.c.id == previous).values(replaced_by=ident))
    _log_added(connection, replace(one, report=given), digest, number, previous)
    if previous:
        _correct_again(connection, given, previous)
    return Added("version" if previous else "added", ident, previous)


def _held_already(connection: Connection, one: Incoming, digest: str, text_digest: str) -> str | None:
    """The same bytes, but not under another address, where a copy is another report; or of the same place the same text
    with the same values: a page saved again with other advertisements."""
    columns_asked = [report.c[name] for name in (*SHOWN, "id", "original", "place", "replaced_by")]
    query = select(*columns_asked).where(report.c.text_sha256 == text_digest).order_by(report.c.number)
    shown = {name: plain(getattr(one.report, name)) for name in SHOWN}
    for row in connection.execute(query):
        at_its_place = row.place == one.place
        same = row.original == digest and (at_its_place or row.url == shown["url"])
        same |= at_its_place and one.place is not None and all(getattr(row, k) == v for k, v in shown.items())
        went_back = one.how == "url" and row.replaced_by is not None  # fetched just now: it reads again as it did then
        if same and not went_back:
            return str(row.id)
    return None


def _latest_at(connection: Connection, place: str | None) -> str | None:
    if place is None:
        return None
    query = select(report.c.id).where(report.c.place == place, report.c.replaced_by.is_(None))
    found = connection.scalar(query.order_by(report.c.number.desc()).limit(1))
    return None if found is None else str(found)


def _free_id(connection: Connection, given: Report, digest: str) -> str:
    """The id as given where no other report has it, else with the start of a digest behind it."""
    wanted = plain(given.id) or "report"
    marks = [f"{wanted}~{one[:length]}" for one in (given.sha256, digest) for length in (6, 12)]
    for ident in (wanted, *marks):
        if connection.scalar(select(report.c.id).where(report.c.id == ident)) is None:
            return ident
    return f"{wanted}~{secrets.token_hex(8)}"


def _store(connection: Connection, one: Incoming, digest: str, previous: str | None) -> int:
    given = one.report
    if connection.scalar(select(original.c.sha256).where(original.c.sha256 == digest)) is None:
        row = {"sha256": digest, "size": len(one.data), "media_type": one.media_type, "data": packing.pack(one.data)}
        connection.execute(original.insert(), [row])
    made = connection.execute(
        report.insert().values(
            id=given.id,
            story=None,
            pinned=False,
            length=len(given.text),
            text_sha256=given.sha256,
            original=digest,
            place=one.place,
            previous=previous,
            received=journal.now(),
            how=one.how,
            source=plain(one.where),
            program=program(),
            salt=secrets.token_hex(16),
            **columns(given),
        )
    )
    number = int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0
    connection.execute(body.insert(), [{"number": number, "text": packing.pack(packing.text_bytes(given.text))}])
    if one.exchange is not None:
        row = {"number": number, "sha256": sha256(one.exchange), "data": packing.pack(one.exchange)}
        connection.execute(exchange.insert(), [row])
    words.add(connection, number, indexed(given))
    return number


def columns(given: Report) -> dict[str, object]:
    """What lists show, and the whole of what is known beside it."""
    shown: dict[str, object] = {name: plain(getattr(given, name)) for name in SHOWN}
    known = packing.values(given)
    return {**shown, "values_sha256": sha256(canonical(known)), "record": packing.dump(known)}


def indexed(given: Report) -> list[str]:
    """The words by which a report is found."""
    return words.distinct((given.title, given.publisher, given.author, given.text))


def _log_added(connection: Connection, one: Incoming, digest: str, number: int, previous: str | None) -> None:
    row = connection.execute(select(report).where(report.c.number == number)).one()
    blocks, text_blocks = Blocks.of(one.data), Blocks.of(packing.text_bytes(one.report.text))
    said: dict[str, object] = {
        "bytes": digest,
        "size": len(one.data),
        "blocks": [blocks.size, blocks.digests],
        "text": one.report.sha256,
        "text_blocks": [text_blocks.size, text_blocks.digests],
        "values": fingerprint(row),
        "previous": previous,
    }
    if one.exchange is not None:
        said["exchange"] = sha256(one.exchange)
    journal.write(connection, "added", one.report.id, said)


def fingerprint(row: AnyRow) -> dict[str, str]:
    """A sealed digest of each value of a report and of its receipt, for the log."""
    proof = _proof(row)
    return sealed(row.salt, {**proof.values, **{f"receipt {key}": value for key, value in proof.receipt.items()}})


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
    words.add(connection, row.number, indexed(right))
    connection.execute(report.update().where(report.c.id == ident).values(**columns(right)))
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


def _correct_again(connection: Connection, new: Report, previous: str) -> None:
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

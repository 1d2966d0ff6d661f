"""Reports put in: many at once, each as if it had come alone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, bindparam, select

from twosource.custody.digests import Blocks, sha256
from twosource.library import journal, packing, reports, words
from twosource.library.database import plain
from twosource.library.schema import AnyRow, body, exchange, original, report
from twosource.library.types import Added, Incoming, Proof

_SOME = 500  # reports put in with one statement a table


@dataclass(frozen=True, slots=True)
class _New:
    """What came, with its digests. ``given`` has the id that it gets, ``previous`` is the version before it."""

    given: Incoming
    bytes_digest: str
    text_digest: str
    previous: str | None = None


def add(connection: Connection, incoming: Sequence[Incoming]) -> list[Added]:
    """Put reports in, in their order; what is there already stays as it is."""
    digested = [_New(one, _digests(one.data)[0], one.report.sha256) for one in incoming]
    return [added for some in _strangers(digested) for added in _add(connection, some)]


@lru_cache(maxsize=1)
def _digests(data: bytes) -> tuple[str, Blocks]:
    """Of the bytes received; those of a feed come once for each of its entries."""
    return sha256(data), Blocks.of(data)


def _strangers(incoming: Sequence[_New]) -> Iterator[list[_New]]:
    """Runs of reports of which none has the text or the place of another: that one comes behind it."""
    run: list[_New] = []
    seen: set[tuple[str, str]] = set()
    for one in incoming:
        known = {("text", one.text_digest)} | ({("place", one.given.place)} if one.given.place is not None else set())
        if run and (known & seen or len(run) == _SOME):
            yield run
            run, seen = [], set()
        run.append(one)
        seen |= known
    if run:
        yield run


def _add(connection: Connection, some: Sequence[_New]) -> list[Added]:
    alike, latest, taken = _of_these_texts(connection, some), _latest(connection, some), _taken(connection, some)
    found: list[Added] = []
    fresh: list[_New] = []
    for one in some:
        held = _held_already(one, alike.get(one.text_digest, ()))
        if held is not None:
            found.append(Added("held", held))
            continue
        previous = None if one.given.place is None else latest.get(one.given.place)
        ident = next(name for name in _names(one) if name not in taken)
        taken.add(ident)
        named = replace(one.given, report=replace(one.given.report, id=ident))
        fresh.append(replace(one, given=named, previous=previous))
        found.append(Added("version" if previous else "added", ident, previous))
    if fresh:
        _store(connection, fresh)
    return found


# --------------------------------------------------------------------------- what is there already


def _of_these_texts(connection: Connection, some: Sequence[_New]) -> dict[str, list[AnyRow]]:
    asked = ("text_sha256", *reports.SHOWN, "id", "original", "place", "replaced_by")
    query = select(*(report.c[name] for name in asked)).where(report.c.text_sha256.in_([n.text_digest for n in some]))
    found: dict[str, list[AnyRow]] = {}
    for row in connection.execute(query.order_by(report.c.number)):
        found.setdefault(row.text_sha256, []).append(row)
    return found


def _held_already(new: _New, alike: Sequence[AnyRow]) -> str | None:
    """The same bytes, but not under another address, where a copy is another report; or of the same place the same text
    with the same values: a page saved again with other advertisements."""
    one = new.given
    shown = {name: plain(getattr(one.report, name)) for name in reports.SHOWN}
    for row in alike:
        at_its_place = row.place == one.place
        same = row.original == new.bytes_digest and (at_its_place or row.url == shown["url"])
        same |= at_its_place and one.place is not None and all(getattr(row, k) == v for k, v in shown.items())
        went_back = one.how == "url" and row.replaced_by is not None  # fetched just now: it reads again as it did then
        if same and not went_back:
            return str(row.id)
    return None


def _latest(connection: Connection, some: Sequence[_New]) -> dict[str, str]:
    """The newest report of each place."""
    places = [n.given.place for n in some if n.given.place is not None]
    query = select(report.c.place, report.c.id).where(report.c.place.in_(places), report.c.replaced_by.is_(None))
    return {row.place: row.id for row in connection.execute(query.order_by(report.c.number))}


def _names(new: _New) -> Iterator[str]:
    """The id as given, to be taken where no other report has it, else with the start of a digest behind it."""
    wanted = plain(new.given.report.id) or "report"
    yield wanted
    yield from (f"{wanted}~{one[:length]}" for one in (new.text_digest, new.bytes_digest) for length in (6, 12))
    while True:
        yield f"{wanted}~{secrets.token_hex(8)}"


def _taken(connection: Connection, some: Sequence[_New]) -> set[str]:
    wanted = [name for n in some for name, _ in zip(_names(n), range(5), strict=False)]
    return _among(connection, report.c.id, wanted)


def _among(connection: Connection, column: ColumnElement[str], values: Sequence[str]) -> set[str]:
    chunks = reports.in_chunks(values)
    return {found for some in chunks for found in connection.scalars(select(column).where(column.in_(some)))}


# --------------------------------------------------------------------------- put in


def _store(connection: Connection, fresh: Sequence[_New]) -> None:
    _store_originals(connection, fresh)
    proofs = [_proof(one) for one in fresh]
    rows = [_row(one, proof) for one, proof in zip(fresh, proofs, strict=True)]
    statement = report.insert().returning(report.c.number, sort_by_parameter_order=True)
    numbers = list(connection.scalars(statement, rows))
    texts = [packing.text_bytes(one.given.report.text) for one in fresh]
    connection.execute(
        body.insert(), [{"number": n, "text": packing.pack(t)} for n, t in zip(numbers, texts, strict=True)]
    )
    fetched = [
        {"number": number, "sha256": sha256(one.given.exchange), "data": packing.pack(one.given.exchange)}
        for number, one in zip(numbers, fresh, strict=True)
        if one.given.exchange is not None
    ]
    if fetched:
        connection.execute(exchange.insert(), fetched)
    words.add(connection, [(n, reports.indexed(one.given.report)) for n, one in zip(numbers, fresh, strict=True)])
    _replace_versions(connection, fresh)
    told = [_told(one, text, proof) for one, text, proof in zip(fresh, texts, proofs, strict=True)]
    journal.write_many(connection, "added", told)
    for one in fresh:
        if one.previous is not None:
            reports.correct_again(connection, one.given.report, one.previous)


def _store_originals(connection: Connection, fresh: Sequence[_New]) -> None:
    """Bytes from which several reports were made are kept once."""
    there = _among(connection, original.c.sha256, [one.bytes_digest for one in fresh])
    new = {one.bytes_digest: one.given for one in fresh if one.bytes_digest not in there}
    if new:
        connection.execute(
            original.insert(),
            [
                {"sha256": k, "size": len(one.data), "media_type": one.media_type, "data": packing.pack(one.data)}
                for k, one in new.items()
            ],
        )


def _proof(one: _New) -> Proof:
    given = one.given
    receipt = {
        "received": journal.now(),
        "how": given.how,
        "source": plain(given.where),
        "program": reports.program(),
        "place": given.place,
    }
    return Proof(packing.values(given.report), receipt, secrets.token_hex(16))


def _row(one: _New, proof: Proof) -> dict[str, object]:
    return {
        "id": one.given.report.id,
        "story": None,
        "pinned": False,
        "length": len(one.given.report.text),
        "text_sha256": one.text_digest,
        "original": one.bytes_digest,
        "previous": one.previous,
        "salt": proof.salt,
        **proof.receipt,
        **reports.columns(one.given.report, proof.values),
    }


def _replace_versions(connection: Connection, fresh: Sequence[_New]) -> None:
    replaced = [{"before": one.previous, "by": one.given.report.id} for one in fresh if one.previous is not None]
    if replaced:
        statement = report.update().where(report.c.id == bindparam("before")).values(replaced_by=bindparam("by"))
        connection.execute(statement, replaced)


def _told(one: _New, text: bytes, proof: Proof) -> tuple[str, Mapping[str, object]]:
    """What the log says of it: digests, by which it is seen whether and where anything was changed since."""
    blocks, text_blocks = _digests(one.given.data)[1], Blocks.of(text)
    said: dict[str, object] = {
        "bytes": one.bytes_digest,
        "size": len(one.given.data),
        "blocks": [blocks.size, blocks.digests],
        "text": one.text_digest,
        "text_blocks": [text_blocks.size, text_blocks.digests],
        "values": reports.sealed_values(proof),
        "previous": one.previous,
    }
    if one.given.exchange is not None:
        said["exchange"] = sha256(one.given.exchange)
    return one.given.report.id, said

"""Versions of one article in the library, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import msgspec

from twosource import pipeline
from twosource.custody.digests import sha256
from twosource.desk import reading
from twosource.desk.made import made_by
from twosource.engines import Engines
from twosource.library import Derived, Library
from twosource.pipeline import Reader
from twosource.record import Report, Revision

KIND = "revision"


def revisions(
    library: Library, report: str, load: Callable[[], Engines], *, models: bool = True
) -> tuple[Revision, ...]:
    """What changed from each version of a report to the next, the oldest first; empty where there is one only. Kept,
    and made again only when it must be; ``load`` and ``models`` as for ``checking.check``."""
    versions = [h.report for h in library.reports(library.versions(report))]
    read = reading.reader(library, load, models=models)
    return tuple(_revision(library, old, new, read, made_by(models)) for old, new in pairwise(versions))


def last_kept(library: Library, report: str) -> tuple[Revision, ...] | None:
    """The same as it was last made, by whatever program; None where something of it was not."""
    versions = [h.report for h in library.reports(library.versions(report))]
    found = [_kept(library, old, new, None) for old, new in pairwise(versions)]
    return tuple(r for r in found if r) if all(found) else None


def of_story(library: Library, story: str, load: Callable[[], Engines], *, models: bool = True) -> Iterator[Revision]:
    """What changed in the articles of a story."""
    for row in library.reports_of(story):
        yield from revisions(library, row.id, load, models=models)


def _revision(library: Library, old: Report, new: Report, read: Reader, by: str) -> Revision:
    if found := _kept(library, old, new, by):
        return found
    made = pipeline.revision(old, new, read)
    bare = replace(made, old=replace(old, text=""), new=replace(new, text=""))  # the library has the texts
    kinds = [c.kind for c in made.changes]
    summary = {kind: kinds.count(kind) for kind in ("added", "withdrawn", "changed")}
    library.keep(Derived(KIND, new.id, by, _inputs(old, new), msgspec.json.encode(bare), summary))
    return made


def _kept(library: Library, old: Report, new: Report, by: str | None) -> Revision | None:
    found = library.kept(KIND, new.id, made_by=by, inputs=_inputs(old, new))
    try:
        return replace(msgspec.json.decode(found.data, type=Revision), old=old, new=new) if found else None
    except msgspec.DecodeError:
        return None  # of another form: made again


def _inputs(old: Report, new: Report) -> str:
    return sha256(f"{old.id} {old.sha256} {new.id} {new.sha256}".encode())

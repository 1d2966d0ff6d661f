"""Versions of one article in the library, and what changed from each to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import msgspec

from twosource import pipeline
from twosource.custody.digests import sha256
from twosource.desk.made import made_by
from twosource.engines import Engines
from twosource.library import Derived, Library
from twosource.record import Report, Revision

KIND = "revision"


def revisions(
    library: Library, report: str, load: Callable[[], Engines], *, models: bool = True
) -> tuple[Revision, ...]:
    """What changed from each version of a report to the next, the oldest first; empty where there is one only. Kept,
    and made again only when it must be; ``load`` and ``models`` as for ``checking.check``."""
    versions = [h.report for h in library.reports(library.versions(report))]
    return tuple(_revision(library, old, new, load, made_by(models)) for old, new in pairwise(versions))


def of_story(library: Library, story: str, load: Callable[[], Engines], *, models: bool = True) -> Iterator[Revision]:
    """What changed in the articles of a story."""
    for row in library.reports_of(story):
        yield from revisions(library, row.id, load, models=models)


def _revision(library: Library, old: Report, new: Report, load: Callable[[], Engines], by: str) -> Revision:
    inputs = sha256(f"{old.id} {old.sha256} {new.id} {new.sha256}".encode())
    if found := library.kept(KIND, new.id, made_by=by, inputs=inputs):
        try:
            return replace(msgspec.json.decode(found.data, type=Revision), old=old, new=new)
        except msgspec.DecodeError:
            pass  # of another form: made again
    made = pipeline.revision(old, new, load())
    bare = replace(made, old=replace(old, text=""), new=replace(new, text=""))  # the library has the texts
    kinds = [c.kind for c in made.changes]
    summary = {kind: kinds.count(kind) for kind in ("added", "withdrawn", "changed")}
    library.keep(Derived(KIND, new.id, by, inputs, msgspec.json.encode(bare), summary))
    return made

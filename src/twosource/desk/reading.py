"""Reports of the library read once: what was made of each report by itself is kept, so that a story to which one report
came costs the reading of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec

from twosource import pipeline
from twosource.custody.digests import sha256
from twosource.desk.made import made_by
from twosource.engines import Engines
from twosource.library import Derived, Library
from twosource.pipeline import ReadReport
from twosource.record import Report

KIND = "reading"
_AT_ONCE = 32  # reports that are read before they are kept: what is lost when it is stopped


class _Kept(msgspec.Struct):
    """As it lies in the library, without the report, which is there already; ``missing`` are the learned parts that
    were not there to read it with."""

    read: ReadReport
    missing: tuple[str, ...] = ()


def reader(library: Library, load: Callable[[], Engines], *, models: bool = True) -> pipeline.Reader:
    """Reads reports of the library: those that were never read, were changed, or were read by another version, are
    read and kept. ``load`` gives the engines and is called only if there is one; ``models`` says whether it loads the
    learned ones."""

    def read(reports: Sequence[Report]) -> tuple[list[ReadReport], list[str]]:
        by = made_by(models)
        found = _kept(library, reports, by)
        fresh = [r for r in reports if r.id not in found]
        for start in range(0, len(fresh), _AT_ONCE):
            some, engines = fresh[start : start + _AT_ONCE], load()
            made = [_Kept(one, engines.missing) for one in pipeline.read_reports(some, engines)]
            library.keep(*(_derived(one, by) for one in made))
            found.update((one.read.reading.report.id, one) for one in made)
        every = [found[r.id] for r in reports]
        return [one.read for one in every], list(dict.fromkeys(m for one in every for m in one.missing))

    return read


def _kept(library: Library, reports: Sequence[Report], by: str) -> dict[str, _Kept]:
    made_from = {r.id: _inputs(r) for r in reports}
    given = {r.id: r for r in reports}
    found: dict[str, _Kept] = {}
    for one in library.kept_of(KIND, made_from, made_by=by):
        if one.inputs == made_from[one.subject]:
            try:
                kept = msgspec.msgpack.decode(one.data, type=_Kept)
            except msgspec.DecodeError:
                continue
            reading = replace(kept.read.reading, report=given[one.subject])
            found[one.subject] = _Kept(replace(kept.read, reading=reading), kept.missing)
    return found


def _derived(made: _Kept, by: str) -> Derived:
    report = made.read.reading.report
    bare = replace(made.read, reading=replace(made.read.reading, report=Report(id=report.id, text="")))
    return Derived(KIND, report.id, by, _inputs(report), msgspec.msgpack.encode(_Kept(bare, made.missing)))


def _inputs(report: Report) -> str:
    """The digest of all that is known of a report: title, language, marks and publisher matter to how it is read."""
    return sha256(msgspec.json.encode((replace(report, text=""), report.sha256)))

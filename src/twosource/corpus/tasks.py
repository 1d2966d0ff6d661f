"""The work of a corpus run as functions of files to files: any engine that can call a function can do it.

Each writes one part and may be called again: a part that is there is not made twice. All workers must see the same
folders.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from twosource import engines, intake
from twosource.corpus import filters, parts
from twosource.corpus.plan import Shard
from twosource.errors import Unreadable
from twosource.intake import jsonl
from twosource.record import Fingerprint, Report
from twosource.steps.stories import Memory, Settler, fingerprint

BATCH = 32
_BASIC = ("id", "text", "title", "url", "publisher", "published", "language", "author")

_engines = functools.cache(engines.load)


def read(shard: Shard, number: int, out: Path) -> int:
    """Reports of a shard, each with its fingerprint, to ``reports``; what could not be read to ``refused``. Returns
    how many reports."""
    path = parts.part(out, "reports", number)
    if path.exists():
        return parts.count(path)
    refused: list[dict[str, Any]] = []

    def rows() -> Iterator[dict[str, Any]]:
        for item in _items(shard):
            if isinstance(item, Unreadable):
                refused.append({"why": str(item)})
                continue
            told = fingerprint(item)
            basic = {name: getattr(item, name) for name in _BASIC}
            rest = {"day": told.day, "terms": told.terms, "counts": told.counts, "marks": told.marks}
            yield {**basic, "about": told.language, **rest}

    unreadable = parts.part(out, "refused", number)
    unreadable.unlink(missing_ok=True)
    count = parts.write(path.with_suffix(".ready"), parts.REPORTS, rows())
    parts.write(unreadable, parts.REFUSED, refused)
    path.with_suffix(".ready").replace(path)
    return count


def _items(shard: Shard) -> Iterator[Report | Unreadable]:
    if not shard.path.endswith(".parquet"):
        yield from intake.stream(shard.path, workers=1)  # each worker of the engine is one core
        return
    for number, row in enumerate(parts.read(Path(shard.path)), 1):
        place = f"{shard.path}:{number}"
        try:
            given: dict[str, object] = {
                key: str(value) for key, value in row.items() if key in _BASIC and value is not None
            }
            yield jsonl.of_object(given, place).report
        except Unreadable as refused:
            yield refused


def attribute(number: int, out: Path, models: bool) -> int:
    """The attributions of a part of ``reports`` to ``attributions``. Returns how many."""
    path = parts.part(out, "attributions", number)
    if path.exists():
        return parts.count(path)
    reports = (_report(row) for row in parts.read(parts.part(out, "reports", number), list(_BASIC)))
    found = filters.attribution_rows(reports, _engines(models), BATCH)
    rows = ({"id": ident, **row} for ident, attributions in found for row in attributions)
    return parts.write(path, parts.ATTRIBUTIONS, rows)


def group(shards: int, out: Path) -> int:
    """The story of every report of all parts to ``stories``; returns how many stories. Holds two kilobytes a report.

    A report whose id came before (in an earlier shard, or earlier in its own) is left out.
    """
    path = parts.part(out, "stories", 0)
    if path.exists():
        return len({row["story"] for row in parts.read(path, ["story"])})
    held: dict[str, tuple[str, int, int, Fingerprint]] = {}
    for shard in range(shards):
        columns = ["id", "published", "about", "day", "terms", "counts", "marks"]
        for row, one in enumerate(parts.read(parts.part(out, "reports", shard), columns)):
            told = Fingerprint(one["about"], one["day"], one["terms"], one["counts"], one["marks"])
            held.setdefault(one["id"], (one["published"] or "9999", shard, row, told))
    ids = sorted(held, key=lambda ident: (held[ident][0], ident))
    settled = Settler(Memory()).settle({k: held[ident][3] for k, ident in enumerate(ids)})
    story = {ids[k]: ids[min(s.members)] for s in settled.stories for k in s.members}
    rows = sorted((held[ident][1], held[ident][2], ident) for ident in ids)
    parts.write(
        path, parts.STORIES, ({"id": i, "story": story[i], "shard": shard, "row": row} for shard, row, i in rows)
    )
    return len(settled.stories)


def gather(number: int, groups: int, out: Path) -> int:
    """The reports of a part that share their story with others, in order of the group that their story falls into, to
    ``gathered``. Returns how many."""
    path = parts.part(out, "gathered", number)
    if path.exists():
        return parts.count(path)
    story_of: dict[int, str] = {}
    size: Counter[str] = Counter()
    for row in parts.read(parts.part(out, "stories", 0)):
        size[row["story"]] += 1
        if row["shard"] == number:
            story_of[row["row"]] = row["story"]
    mine = []
    for k, row in enumerate(parts.read(parts.part(out, "reports", number), list(_BASIC))):
        story = story_of.get(k)
        if story is not None and size[story] > 1:
            mine.append({"group": _group(story, groups), "story": story, **row})
    return parts.write(path, parts.GATHERED, sorted(mine, key=lambda row: row["group"]))


def _group(story: str, groups: int) -> int:
    return int.from_bytes(sha256(story.encode()).digest()[:4], "big") % groups


def derive(group: int, shards: int, out: Path) -> int:
    """Which reports of one story are taken from which, for the stories of a group, to ``derivations``. Returns how many
    pairs."""
    path = parts.part(out, "derivations", group)
    if path.exists():
        return parts.count(path)
    rows = [row for k in range(shards) for row in parts.of_group(parts.part(out, "gathered", k), group)]
    rows.sort(key=lambda row: (row["story"], row["id"]))

    def pairs() -> Iterator[dict[str, Any]]:
        for story, members in groupby(rows, key=lambda row: row["story"]):
            for row in filters.derivation_rows([_report(m) for m in members], _engines(False)):
                yield {"story": story, **row}

    return parts.write(path, parts.DERIVATIONS, pairs())


def _report(row: dict[str, Any]) -> Report:
    return Report(**{name: row[name] for name in _BASIC})

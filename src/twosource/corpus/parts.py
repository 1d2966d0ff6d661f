"""The files of a corpus run: Parquet, written whole or not at all, so that a file that is there is finished."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_SPANS = pa.list_(pa.list_(pa.int32()))
_FINGERPRINT = [
    ("day", pa.int32()),
    ("terms", pa.binary()),
    ("counts", pa.binary()),
    ("marks", pa.binary()),
]
_REPORT = [
    (name, pa.string()) for name in ("id", "text", "title", "url", "publisher", "published", "language", "author")
]

REPORTS = pa.schema([*_REPORT, ("about", pa.string()), *_FINGERPRINT])
ATTRIBUTIONS = pa.schema(
    [
        ("id", pa.string()),
        ("source", _SPANS),
        ("cue", _SPANS),
        ("content", _SPANS),
        ("depth", pa.int32()),
        ("speaker", pa.string()),
        ("certainty", pa.string()),
        ("probability", pa.float32()),
        ("found_by", pa.string()),
    ]
)
STORIES = pa.schema([("id", pa.string()), ("story", pa.string()), ("shard", pa.int32()), ("row", pa.int32())])
GATHERED = pa.schema([("group", pa.int32()), ("story", pa.string()), *_REPORT])
DERIVATIONS = pa.schema(
    [
        ("story", pa.string()),
        ("a", pa.string()),
        ("b", pa.string()),
        ("relation", pa.string()),
        ("how", pa.string()),
        ("from", pa.string()),
        ("wire", pa.string()),
        ("containment", pa.float32()),
        ("why", pa.string()),
    ]
)
REFUSED = pa.schema([("why", pa.string())])

_ROWS = 1_000  # in memory and in a row group


def part(out: Path, kind: str, number: int) -> Path:
    """Where a part of a kind lies: ``out/kind/part-00007.parquet``."""
    return out / kind / f"part-{number:05d}.parquet"


def write(path: Path, schema: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows; returns how many. Under its name only when it is whole and on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own for each writer: a shard that is given to a second worker may still be written by the first.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    count = 0
    try:
        with pq.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            batch: list[Mapping[str, Any]] = []
            for row in rows:
                batch.append(row)
                if len(batch) == _ROWS:
                    writer.write_table(pa.Table.from_pylist(batch, schema))
                    count, batch = count + len(batch), []
            if batch:
                writer.write_table(pa.Table.from_pylist(batch, schema))
                count += len(batch)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def read(path: Path, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Rows, a few thousand in memory."""
    with pq.ParquetFile(path) as opened:
        for batch in opened.iter_batches(batch_size=_ROWS, columns=columns):
            yield from batch.to_pylist()


def count(path: Path) -> int:
    """How many rows, without reading them."""
    with pq.ParquetFile(path) as opened:
        return int(opened.metadata.num_rows)


def of_group(path: Path, group: int) -> list[dict[str, Any]]:
    """The rows of one group; others are not read where the file is in order of groups."""
    found: list[dict[str, Any]] = pq.read_table(path, filters=[("group", "=", group)]).to_pylist()
    return found

"""What a run over a corpus is to do, written down before it begins, so that it can go on where it was stopped."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from twosource.errors import TwosourceError

NAMES = (".jsonl", ".ndjson", ".parquet", ".warc", ".wacz")
_PACKED = (".gz", ".zip")
_FILE = "plan.json"


class CorpusError(TwosourceError):
    """A run over a corpus can't begin or go on; the message says why and what to do."""


class Shard(msgspec.Struct, frozen=True):
    """A file of reports."""

    path: str
    size: int


class Plan(msgspec.Struct, frozen=True):
    """The shards, in order, and what they are read with. ``models`` is False for rules alone."""

    made_by: str
    models: bool
    shards: tuple[Shard, ...]


def plan(inputs: Sequence[str], models: bool) -> Plan:
    """The plan for files and folders of shards. Raises CorpusError."""
    paths = sorted({path.resolve() for given in inputs for path in _files(Path(given))})
    if not paths:
        raise CorpusError(
            f"{', '.join(inputs)}: no shard is there. Give files or folders of {', '.join(NAMES)}, also gzipped."
        )
    shards = tuple(Shard(str(path), path.stat().st_size) for path in paths)
    return Plan(f"twosource {version('twosource')}", models, shards)


def _files(given: Path) -> Iterator[Path]:
    if not given.is_dir():
        if not given.exists():
            raise CorpusError(f"{given}: there is no such file or folder.")
        yield given
        return
    for folder, _, names in os.walk(given):
        for name in names:
            bare = next((name.removesuffix(end) for end in _PACKED if name.endswith(end)), name)
            if bare.endswith(NAMES) and not name.startswith("."):
                yield Path(folder, name)


def agree(made: Plan, out: Path) -> None:
    """Write the plan down, or hold it against the one that is there: another one is refused. Raises CorpusError."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / _FILE
    if not path.exists():
        if any(out.iterdir()):
            raise CorpusError(f"{out}: is not empty and holds no {_FILE}. Name a new folder.")
        written = path.with_suffix(".new")
        written.write_bytes(msgspec.json.format(msgspec.json.encode(made)))
        written.replace(path)
        return
    try:
        there = msgspec.json.decode(path.read_bytes(), type=Plan)
    except msgspec.DecodeError as error:
        raise CorpusError(f"{path}: cannot be read ({error}). Name a new folder.") from error
    if there != made:
        raise CorpusError(f"{out}: was begun with {_difference(there, made)}. Give the same again, or a new folder.")


def _difference(there: Plan, made: Plan) -> str:
    if there.made_by != made.made_by:
        return f"{there.made_by}, this is {made.made_by}"
    if there.models != made.models:
        return "models" if there.models else "--no-models"
    before, now = ({s.path: s.size for s in p.shards} for p in (there, made))
    for path in sorted({*before, *now}):
        if path not in now:
            return f"{path}, which is not named now"
        if path not in before:
            return f"other files: {path} was not among them"
        if before[path] != now[path]:
            return f"{path} when it had {before[path]:,} bytes; now it has {now[path]:,}"
    return "another order of files"

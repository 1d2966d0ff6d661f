"""A file beside a report that says what is known of it: ``story.txt`` and ``story.txt.meta.json``.

The keys are those of the front matter. What it says counts before the report's own front matter or page head, because
it is how a user corrects them without touching the file received.
"""

from __future__ import annotations

import json
from pathlib import Path

from twosource.errors import Unreadable
from twosource.intake.fields import Stated, stated
from twosource.intake.metadata import Notes
from twosource.intake.source import Source, is_regular, printable

_LARGEST = 1_048_576


def candidates(path: Path) -> tuple[Path, ...]:
    """Where the sidecar of a report may lie, the most specific first."""
    name = path.name
    beside = (f"{name}.meta.json", f"{name}.json", f"{path.stem}.meta.json")
    return tuple(path.with_name(b) for b in beside if b != name)


def is_sidecar(path: Path) -> bool:
    """True for a file that describes another one lying beside it, and for any ``.meta.json``."""
    name = path.name.lower()
    return name.endswith(".meta.json") or (name.endswith(".json") and is_regular(path.with_suffix("")))


def fields(source: Source, notes: Notes) -> dict[str, Stated]:
    """What the sidecar of a report says; empty where there is none. One that cannot be read is named in ``notes``."""
    if source.path is None:
        return dict(source.sidecar)
    for path in candidates(source.path):
        if is_regular(path):
            return load(Source(printable(path), path), notes)
    return {}


def load(source: Source, notes: Notes) -> dict[str, Stated]:
    """What one sidecar says; empty, with a note, where it cannot be read."""
    try:
        found = json.loads(source.bytes(_LARGEST).decode("utf-8-sig"))
    except Unreadable as error:
        notes.add(f"{error.why} The report was taken without it.", source.where)
        return {}
    except (ValueError, RecursionError):
        notes.add("is not sound JSON, so the report was taken without it.", source.where)
        return {}
    if not isinstance(found, dict):
        notes.add(
            'is not of the form {"publisher": "…", "published": "…"}, so the report was taken without it.', source.where
        )
        return {}
    origin = printable(source.file.name) if source.file else source.where
    return stated({str(key).strip().lower(): value for key, value in found.items()}, origin)

"""What made a derived thing: when this is another, the thing is made again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import twosource
from twosource import engines
from twosource.library import program

_REASONING = ("record.py", "pipeline.py", "steps", "lexicon", "engines")
_ENDINGS = {".py", ".toml", ".txt", ".json"}


def made_by(models: bool, *settings: str) -> str:
    """Program with a digest of its reasoning, models and settings, as they are kept with what was made."""
    return ", ".join((program(), f"reasoning {_reasoning()}", engines.installed(models), *settings))


@cache
def _reasoning() -> str:
    """A digest of all that decides what is made of a report: it shows what is stale between two releases, too."""
    home = Path(twosource.__file__).parent
    found = hashlib.sha256()
    for name in _REASONING:
        place = home / name
        for path in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if path.suffix in _ENDINGS:
                found.update(f"{path.relative_to(home).as_posix()}\0".encode() + path.read_bytes())
    return found.hexdigest()[:12]

"""From what the user named to the files to be read: folders opened, sidecars and what is no report left aside."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from twosource.errors import Unreadable
from twosource.intake import sidecar, unread
from twosource.intake.source import Source, printable, refusal

_PAGE_FOLDERS = ("_files", "_Files", "-Dateien", "_fichiers", "_archivos", "_bestanden")
_NOTE = "tells about a folder by its name and was not read as a report.", "Give it another name if it is a report."


@dataclass(slots=True)
class Walk:
    """One folder being walked: what to say at its end."""

    root: Path
    shown: str
    passed_over: Counter[str] = field(default_factory=Counter)
    found: int = 0


def files(named: str, warn: Callable[[str], None]) -> Iterator[Source | Unreadable]:
    """The file itself, or those of a folder in sorted order. Hidden files, sidecars and the pictures and scripts of
    saved pages are left aside. A link inside a folder is not followed: what it points to is read at its own place.
    One that leads out of the folder is refused, so that a folder from elsewhere cannot pull in other files."""
    shown = printable(named)
    path = Path(named)
    try:
        path.stat()
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield refusal(shown, error)
        return
    if not is_folder:
        yield Unreadable(shown, *_NOTE) if unread.is_note(path.name) else Source(shown, path)
        return
    walk = Walk(path.resolve(), shown.rstrip("/") or "/")
    for item in _folder(path, walk.shown, walk):
        walk.found += 1
        yield item
    if walk.passed_over:
        warn(passed_over(walk.shown, walk.passed_over))
    if not walk.found:
        yield Unreadable(
            walk.shown, "is a folder with nothing in it that can be read.", "Put text, HTML or .jsonl files in it."
        )


def _folder(folder: Path, shown: str, walk: Walk) -> Iterator[Source | Unreadable]:
    try:
        with os.scandir(folder) as opened:
            entries = sorted(opened, key=lambda e: e.name)
    except OSError as error:
        yield refusal(shown, error)
        return
    names = {e.name for e in entries}
    for entry in entries:
        if entry.name.startswith(".") or belongs_to_page(entry.name, names):
            continue
        place = f"{shown}/{printable(entry.name)}"
        yield from _entry(entry, Path(folder, entry.name), place, walk)


def _entry(entry: os.DirEntry[str], path: Path, place: str, walk: Walk) -> Iterator[Source | Unreadable]:
    if entry.is_symlink():
        yield from _link(path, place, walk)
    elif entry.is_dir(follow_symlinks=False):
        yield from _folder(path, place, walk)
    elif not entry.is_file(follow_symlinks=False):
        yield Unreadable(place, "is no file but a pipe or a device.", "Name it itself if you mean it.")
    elif unread.is_note(path.name):
        walk.passed_over[path.name] += 1
    elif path.suffix.lower() in unread.NOT_REPORTS:
        walk.passed_over[path.suffix.lower()] += 1
    elif not sidecar.is_sidecar(path):
        yield Source(place, path)


def _link(path: Path, place: str, walk: Walk) -> Iterator[Unreadable]:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        yield Unreadable(place, "is a link that leads nowhere.", "Remove it, or put the file itself there.")
        return
    if not target.is_relative_to(walk.root):
        yield Unreadable(place, "is a link that leads out of the folder.", "Name the file it points to if you mean it.")


def passed_over(shown: str, endings: Counter[str]) -> str:
    """What to say of the pictures and scripts that were left aside."""
    counted = ", ".join(f"{n} {ending or 'without ending'}" for ending, n in sorted(endings.items()))
    return f"{shown}: passed over what is no report ({counted})."


def belongs_to_page(name: str, names: set[str]) -> bool:
    """True for the folder of pictures and scripts that a browser saves beside ``name.html``."""
    for ending in _PAGE_FOLDERS:
        stem = name.removesuffix(ending)
        if stem != name and (f"{stem}.html" in names or f"{stem}.htm" in names):
            return True
    return False

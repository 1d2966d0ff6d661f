"""Word lists and tables as data, one folder a language, and their loader; nothing here decides anything.

``words("en", "furniture")`` reads ``en/furniture.txt`` (one entry a line, ``#`` starts a comment);
``table("en/cues")`` reads ``en/cues.toml``. Folder ``any`` holds what belongs to no language.
"""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any

_ROOT = files(__name__)


@functools.cache
def words(language: str, name: str) -> frozenset[str]:
    """Entries of a word list; empty where the language has no such list."""
    return frozenset(lines(language, name))


@functools.cache
def lines(language: str, name: str) -> tuple[str, ...]:
    """Entries of a word list in the order of the file; empty where the language has no such list."""
    path = _ROOT / language / f"{name}.txt"
    if not path.is_file():
        return ()
    rows = (row.split("#", 1)[0].strip() for row in path.read_text("utf-8").splitlines())
    return tuple(row for row in rows if row)


@functools.cache
def classes(language: str, name: str) -> dict[str, tuple[str, ...]]:
    """Entries of the form "name: member member", or "name: member, member" where members are of several words, by
    name, in the order of the file. Callers must not change it."""
    rows = (row.partition(":") for row in lines(language, name))
    return {name: _members(rest) for name, _, rest in rows}


@functools.cache
def headings(language: str, name: str) -> dict[str, str]:
    """The name that each member of such a list stands under (the last, where it stands under several)."""
    return {member: name for name, members in classes(language, name).items() for member in members}


def _members(rest: str) -> tuple[str, ...]:
    return tuple(m.strip() for m in rest.split(",")) if "," in rest else tuple(rest.split())


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A TOML table; empty where there is none of that name. Callers must not change it."""
    path = _ROOT / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}

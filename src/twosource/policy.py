"""What a newsroom sets itself, in TOML files: who publishes what, and when a statement has enough behind it.

[[owner]]                                   # publishers.toml
name = "Harbour Press"
titles = ["The Harbour Post", "harbourpost.example"]
source = "https://harbourpress.example/about"

name = "our desk"                           # rule.toml
says = "Two independent origins, one of them named; or one named origin and a document."
any_of = [{ independent = 2, named = 1 }, { named = 2, documents = 1 }]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from twosource.errors import Unreadable
from twosource.record import HouseRule, Need, Owner
from twosource.steps.trace.rules import RULES

_OWNERS = 'Write [[owner]], name = "…", titles = ["…"], source = "…"; see docs/policy.md.'
_RULE = 'Write name = "…", says = "…", any_of = [{ independent = 2, named = 1 }]; see docs/policy.md.'
_COUNTED = tuple(f.name for f in fields(Need))


def owners(path: Path) -> tuple[Owner, ...]:
    """The table of publishers in a file. ``Unreadable`` names the entry that is none."""
    rows = _read(path, _OWNERS).get("owner", [])
    if not isinstance(rows, list):
        raise Unreadable(str(path), "“owner” is no list of entries.", _OWNERS)
    return tuple(_owner(row, f"{path}, owner {number}") for number, row in enumerate(rows, start=1))


def own_owners() -> tuple[Owner, ...]:
    """Those of ``publishers.toml`` in the user's configuration folder; none where there is no such file."""
    path = user_config_path("twosource", appauthor=False) / "publishers.toml"
    return owners(path) if path.is_file() else ()


def rule(named: str) -> HouseRule:
    """The house rule of that name, or the one in that file."""
    if named in RULES:
        return RULES[named]
    if not named.endswith(".toml"):
        raise Unreadable("--rule", f"there is no rule {named!r}.", f"Take {', '.join(RULES)}, or a FILE.toml.")
    row = _read(Path(named), _RULE)
    name, says, needs = row.get("name"), row.get("says", ""), row.get("any_of")
    if not isinstance(name, str) or not name.strip() or not isinstance(says, str):
        raise Unreadable(named, "the rule has no name.", _RULE)
    if not isinstance(needs, list) or not needs:
        raise Unreadable(named, "“any_of” is no list of what suffices.", _RULE)
    return HouseRule(name, says, tuple(_need(need, f"{named}, any_of {k}") for k, need in enumerate(needs, start=1)))


def _read(path: Path, form: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Unreadable(str(path), "there is no such file.", form) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unreadable(str(path), f"this is no TOML ({error}).", form) from error


def _owner(row: object, where: str) -> Owner:
    if not isinstance(row, dict):
        raise Unreadable(where, "this is no entry.", _OWNERS)
    name, titles, source = row.get("name"), row.get("titles"), row.get("source", "")
    if not isinstance(name, str) or not name.strip():
        raise Unreadable(where, "it has no name.", _OWNERS)
    if not isinstance(titles, list) or not titles or not all(isinstance(t, str) and t.strip() for t in titles):
        raise Unreadable(where, f"“titles” of {name} is no list of names.", _OWNERS)
    as_of = row.get("as_of", "")
    return Owner(name, tuple(titles), source if isinstance(source, str) else "", str(as_of))


def _need(row: object, where: str) -> Need:
    if not isinstance(row, dict) or not row:
        raise Unreadable(where, "this says nothing that suffices.", _RULE)
    for key, count in row.items():
        if key not in _COUNTED:
            raise Unreadable(where, f"{key!r} is nothing that is counted.", f"Take {', '.join(_COUNTED)}.")
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            raise Unreadable(where, f"{key} = {count!r} is no number from 1 on.", _RULE)
    return Need(**row)

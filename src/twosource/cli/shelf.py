"""What the commands on a library share: which library is meant, and answers for people or for programs."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from twosource.library import Library

LibraryAt = Annotated[
    str | None,
    typer.Option(
        "--library",
        envvar="TWOSOURCE_LIBRARY",
        metavar="FILE-OR-URL",
        help="The library: a file, or postgresql://user@host/database. Without it, one in your user data folder.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, for programs.")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does it; your login name unless given.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; kept in the log.")]


def opened(where: str | None, *, create: bool = False) -> Library:
    """The library that is meant. Raises LibraryError."""
    from twosource.library import open_library

    return open_library(where or default_library(), create=create)


def default_library() -> str:
    """The file in the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("twosource", appauthor=False) / "library.sqlite")


def person(by: str | None) -> str:
    """Who does something: as given, else the login name."""
    if by is not None:
        return by
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return os.environ.get("USER", "")


def answer(found: object, as_json: bool, lines: Iterable[str]) -> None:
    """The answer on standard output, as one JSON document or as ``lines``."""
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(_plain(found)), indent=2) + b"\n")
        sys.stdout.buffer.flush()
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)


def _plain(found: object) -> Any:
    if hasattr(found, "__dataclass_fields__"):
        return asdict(found)  # type: ignore[call-overload]
    if isinstance(found, dict):
        return {key: _plain(value) for key, value in found.items()}
    if isinstance(found, list | tuple):
        return [_plain(one) for one in found]
    return found


def counted(count: int, noun: str, several: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "story", "stories"), counted(1200, "report")
    ('1 story', '1,200 reports')
    """
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"

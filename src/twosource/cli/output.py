"""Where results go: a file that is whole or not there, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def write(target: str, lines: Iterable[bytes], wanted: Callable[[], bool] = lambda: True) -> None:
    """To a file by way of a temporary one beside it, so that a killed run leaves no half of a file; or to stdout.
    ``wanted`` is asked at the end: a run that read nothing must not replace the result of an earlier one."""
    if target == "-":
        _pour(lines, sys.stdout.buffer)
        return
    path = Path(target).resolve()
    if path.exists() and not path.is_file():  # /dev/null, a pipe: nothing that could be put in another's place
        with path.open("wb") as out:
            _pour(lines, out)
        return
    with whole(path, target, wanted) as out:
        _pour(lines, out)


@contextmanager
def whole(path: Path, named: str | None = None, wanted: Callable[[], bool] = lambda: True) -> Iterator[BinaryIO]:
    """A file to write that takes its place only when it is done. ``named`` is what the user called it."""
    half = path.with_name(path.name + ".part")
    try:
        with half.open("w+b") as out:
            yield out
        if wanted():
            half.replace(path)
    except OSError as error:
        if error.filename in (None, str(half)):
            error.filename = named or str(path)  # not the temporary name, which the user never gave
        raise
    finally:
        with suppress(OSError):
            half.unlink()


def _pour(lines: Iterable[bytes], out: BinaryIO) -> None:
    for line in lines:
        out.write(line)
    out.flush()

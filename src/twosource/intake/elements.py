"""Which bytes of an XML file are one of its entries."""

from __future__ import annotations

from collections.abc import Sequence
from xml.parsers import expat


def spans(data: bytes, names: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """First byte and the one after the last of each outermost element of these local names, in their order. Nothing
    where the file is not sound XML in an encoding of single bytes or UTF-8, or declares entities (a bomb of them is not
    looked into)."""
    if b"<!ENTITY" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ()
    found: list[tuple[int, int]] = []
    open_at: list[int] = []
    depth = 0
    parser = expat.ParserCreate()

    def begin(name: str, _: object) -> None:
        nonlocal depth
        if not open_at and name.rpartition(":")[2] in names:
            open_at.append(parser.CurrentByteIndex)
            depth = 0
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if open_at and not depth:
            found.append((open_at.pop(), data.index(b">", parser.CurrentByteIndex) + 1))

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return ()
    return tuple(found)


def part(name: str, found: Sequence[tuple[int, int]], number: int, count: int) -> tuple[str, int | None, int | None]:
    """The ``number``-th of ``count`` entries with its bytes, where all were found."""
    return (name, *found[number - 1]) if len(found) == count else (name, None, None)

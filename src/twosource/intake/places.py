"""Where the characters of a text stand in the bytes of the page or file it was taken from.

A page is read once more as the runs of words between its tags. The text, which was taken from the page's tree in much
the same order, is laid along them paragraph by paragraph. A place is given only where the bytes say what the text
says.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from twosource.intake.decode import Decoded
from twosource.record import Place

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|title|noscript|template|svg)\b[^<]*+(?:<(?!/\1\s*>)[^<]*+)*+(?:</\1\s*>|\Z)|"
    r"</?[A-Za-z!?][^>]*(?:>|\Z)",
    re.S | re.I,
)
_PART = re.compile(r"&(?:#\w+|\w+);?|[^\s&]+|&")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Row:
    """The page's words without white space: ``flat``, the runs between its tags as (start, end) in the page, and where
    each run begins in ``flat``."""

    flat: str
    runs: list[tuple[int, int]]
    begins: list[int]


def in_page(text: str, page: Decoded, data: bytes) -> tuple[Place, ...]:
    """Runs of ``text`` with the bytes of a page that say them, in the order of the text; inside a run the two are equal
    character for character, or the run is what one character reference stands for."""
    row = _row(page.text)
    found: list[tuple[int, int, int, int]] = []
    cursor = 0
    for line in re.finditer(r"[^\n]+", text):
        for start, end in _findable(line, row.flat):
            squeezed = "".join(text[start:end].split())
            at = row.flat.find(squeezed, cursor)
            at = row.flat.find(squeezed) if at < 0 else at
            if at >= 0:
                cursor = at + len(squeezed)
                found += _laid(text, start, end, at, row, page.text)
    return _in_bytes(found, page, data)


def in_file(text: str, file: Decoded, data: bytes) -> tuple[Place, ...]:
    """The same for a text that is the end of a file, its line ends made plain."""
    if "\r" not in file.text:
        begin = len(file.text) - len(text)
        return _in_bytes([(0, len(text), begin, begin + len(text))], file, data)
    lines = [m.span() for m in re.finditer(r"[^\r\n]+", file.text)]
    own = [m.span() for m in re.finditer(r"[^\n]+", text)]
    return _in_bytes(
        [(*one, *other) for one, other in zip(own, lines[len(lines) - len(own) :], strict=True)], file, data
    )


def _row(page: str) -> _Row:
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    begins: list[int] = []
    size = 0
    for start, end in _between_tags(page):
        raw = page[start:end]
        squeezed = "".join((html.unescape(raw) if "&" in raw else raw).split())
        if squeezed:
            pieces.append(squeezed)
            runs.append((start, end))
            begins.append(size)
            size += len(squeezed)
    return _Row("".join(pieces), runs, begins)


def _between_tags(page: str) -> Iterator[tuple[int, int]]:
    at = 0
    for tag in _TAG.finditer(page):
        if tag.start() > at:
            yield at, tag.start()
        at = tag.end()
    if at < len(page):
        yield at, len(page)


def _findable(line: re.Match[str], flat: str) -> Iterator[tuple[int, int]]:
    """The whole line where the page has it in one go; else (the parser dropped or changed a character) word by word."""
    if "".join(line[0].split()) in flat:
        yield line.span()
        return
    if " | " in line[0]:  # the cells of a row
        at = line.start()
        for cell in line[0].split(" | "):
            if cell and "".join(cell.split()) in flat:
                yield at, at + len(cell)
            at += len(cell) + 3
        return
    for word in _WORD.finditer(line[0]):
        if len(word[0]) > 3 and flat.count(word[0]) == 1:
            yield line.start() + word.start(), line.start() + word.end()


def _laid(text: str, start: int, end: int, at: int, row: _Row, page: str) -> Iterator[tuple[int, int, int, int]]:
    """Pieces of ``text[start:end]``, which begins at ``flat[at]``, with their places in the page."""
    n = bisect_right(row.begins, at) - 1
    skip = at - row.begins[n]
    while start < end:
        first, last = row.runs[n]
        raw = page[first:last]
        if not skip and (whole := raw.strip()) and text.startswith(whole, start) and start + len(whole) <= end:
            begin = first + raw.index(whole[0])
            yield start, start + len(whole), begin, begin + len(whole)
            start += len(whole)
        else:
            for piece in _by_words(text, start, end, skip, first, raw):
                yield piece
                start = piece[1]
            skip = 0
        n += 1
        while start < end and text[start].isspace():
            start += 1
        if n == len(row.runs):
            return


def _by_words(text: str, start: int, end: int, skip: int, first: int, raw: str) -> Iterator[tuple[int, int, int, int]]:
    """The words of one run between tags, those joined that stand in both with the same single space between them."""
    open_piece: tuple[int, int, int, int] | None = None
    for part in _PART.finditer(raw):
        said = "".join(html.unescape(part[0]).split())
        begin, is_entity = part.start(), said != part[0]
        if skip >= len(said):
            skip -= len(said)
            continue
        if skip:
            said, begin, skip = said[skip:], begin + skip, 0
        while start < end and text[start].isspace():
            start += 1
        said = said[: end - start]
        if not said or not text.startswith(said, start):
            said = said[: _common(said, text, start, end)]
            if not said:
                break
        piece = (start, start + len(said), first + begin, first + (part.end() if is_entity else begin + len(said)))
        if open_piece and not is_entity and text[open_piece[1] : start] == raw[open_piece[3] - first : begin]:
            open_piece = (open_piece[0], piece[1], open_piece[2], piece[3])
        else:
            if open_piece:
                yield open_piece
            open_piece = piece
            if is_entity:
                yield piece
                open_piece = None
        start = piece[1]
        if start >= end:
            break
    if open_piece:
        yield open_piece


def _common(said: str, text: str, start: int, end: int) -> int:
    """How many characters of a word stand in the text before its white space (a word that tags cut in two lines)."""
    count = 0
    while count < len(said) and start + count < end and said[count] == text[start + count]:
        count += 1
    return count


def _in_bytes(found: list[tuple[int, int, int, int]], page: Decoded, data: bytes) -> tuple[Place, ...]:
    """Places in the page's characters as places in its bytes; none where the bytes were not sound in their encoding."""
    if not page.encoding or not found or page.text.encode(page.encoding, "replace") != data[page.mark :]:
        return ()
    width = 1 if page.text.isascii() and not page.encoding.startswith("utf-") else 0
    if width or (page.text.isascii() and page.encoding == "utf-8"):
        return tuple(Place(a, b, c + page.mark, d + page.mark) for a, b, c, d in found)
    edges = sorted({edge for _, _, c, d in found for edge in (c, d)})
    bytes_at: dict[int, int] = {}
    before, count = 0, page.mark
    for edge in edges:
        count += len(page.text[before:edge].encode(page.encoding))
        bytes_at[edge] = count
        before = edge
    return tuple(Place(a, b, bytes_at[c], bytes_at[d]) for a, b, c, d in found)

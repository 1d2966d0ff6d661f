"""The words of a PDF: PDFium's runs of text put together to lines and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from twosource.record import Part

MAX_PAGES = 3000
MAX_TEXT = 4_000_000
_LONGEST_HEAD = 60
_FIGURES = re.compile(r"\d+")
_HYPHEN = re.compile(
    r"(?<=[^\W\d_])[-\u2010\xad\ufffe\x02]$"
)  # the last two: PDFium's own for a hyphen at a line's end
_STOP = re.compile(r"[.!?…:;\"”»)]$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """The text of a PDF, its number of pages, its properties, and whether the text was ``cut`` because it is longer
    than any report's, and which page its characters stand on; or why there is none."""

    text: str = ""
    pages: int = 0
    about: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    refused: Literal["password", "damaged", "pages", "scan"] | None = None
    parts: tuple[Part, ...] = ()


def of_bytes(data: bytes) -> Read:
    """What a PDF says."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Read(refused="password" if "assword" in str(error) else "damaged")
    if len(document) > MAX_PAGES:
        return Read(refused="pages")
    pages: list[list[Line]] = []
    numbers: list[int] = []
    size = 0
    for number in range(len(document)):
        try:
            lines = list(_lines(document[number]))
        except pypdfium2.PdfiumError:
            continue  # one damaged page of a sound document
        pages.append(lines)
        numbers.append(number + 1)
        size += sum(len(line.words) for line in lines)
        if size > MAX_TEXT:
            break
    told = [
        (number, "\n\n".join(_paragraphs(page)))
        for number, page in zip(numbers, _without_running_heads(pages), strict=True)
    ]
    text, parts = _joined(told)
    if not text.strip():
        return Read(refused="scan")
    about = document.get_metadata_dict(skip_empty=True)
    return Read(text[:MAX_TEXT], len(document), about, size > MAX_TEXT, parts=parts)


def _joined(pages: Sequence[tuple[int, str]]) -> tuple[str, tuple[Part, ...]]:
    """The text of all pages, and which page its characters stand on."""
    kept = [(number, words) for number, words in pages if words]
    parts: list[Part] = []
    at = 0
    for number, words in kept:
        end = min(at + len(words), MAX_TEXT)
        if at < end:
            parts.append(Part(at, end, f"page {number}"))
        at += len(words) + 2
    return "\n\n".join(words for _, words in kept), tuple(parts)


def _lines(page: object) -> Iterator[Line]:
    """PDFium's runs of text in its order, those on one line put together."""
    text_page = page.get_textpage()  # type: ignore[attr-defined]
    open_line: Line | None = None
    for n in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(n)
        words = " ".join(text_page.get_text_bounded(left, bottom, right, top).split())
        if not words:
            continue
        if open_line and _same_line(open_line, bottom, top, left):
            gap = "" if left - open_line.right < 0.15 * (top - bottom) else " "
            open_line = Line(
                open_line.left,
                min(bottom, open_line.bottom),
                right,
                max(top, open_line.top),
                open_line.words + gap + words,
            )
        else:
            if open_line:
                yield open_line
            open_line = Line(left, bottom, right, top, words)
    if open_line:
        yield open_line


def _same_line(line: Line, bottom: float, top: float, left: float) -> bool:
    shared = min(line.top, top) - max(line.bottom, bottom)
    height = max(top - bottom, 0.1)
    return shared > 0.5 * min(height, line.top - line.bottom) and -height < left - line.right < 1.5 * height


def _without_running_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Pages without the lines that stand first or last on at least half of them, figures aside."""
    edges = Counter(
        key
        for page in pages
        for key in {_key(line) for line in (*page[:2], *page[-2:]) if len(line.words) <= _LONGEST_HEAD}
    )
    often = {key for key, count in edges.items() if len(pages) > 2 and count * 2 >= len(pages)}
    out = []
    for page in pages:
        last = len(page) - 1
        kept = [line for n, line in enumerate(page) if not ((n < 2 or n > last - 2) and _key(line) in often)]
        out.append([line for n, line in enumerate(kept) if not (n in (0, len(kept) - 1) and line.words.isdecimal())])
    return out


def _key(line: Line) -> str:
    return _FIGURES.sub("0", line.words)


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Lines joined until a wider gap, an indent, a change of size or a short line that ends a sentence."""
    if not lines:
        return
    gaps = [a.bottom - b.top for a, b in pairwise(lines) if a.bottom >= b.top]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    width = max(line.right - line.left for line in lines)
    words = lines[0].words
    for before, line in pairwise(lines):
        if _begins(before, line, usual, width):
            yield _HYPHEN.sub("-", words)
            words = line.words
        elif _HYPHEN.search(words) and line.words[:1].islower():
            words = words[:-1] + line.words
        else:
            words = f"{_HYPHEN.sub('-', words)} {line.words}"
    yield _HYPHEN.sub("-", words)


def _begins(before: Line, line: Line, usual: float, width: float) -> bool:
    height = before.top - before.bottom
    gap = before.bottom - line.top
    if gap > usual + 0.45 * height or gap < -3 * height:  # a wider gap; up again into the next column
        return (gap < -3 * height and bool(_STOP.search(before.words))) or gap > 0
    if abs((line.top - line.bottom) - height) > 0.35 * height:
        return True
    if line.left - before.left > 0.8 * height and _STOP.search(before.words):
        return True
    return before.right - before.left < 0.8 * width and _STOP.search(before.words) is not None

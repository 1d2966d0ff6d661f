"""Lines of a fixed width for a terminal, measured in columns rather than characters."""

from __future__ import annotations

from twosource.present.visible import width

# Around each word to be emphasised; no columns wide. Never from a report: ``visible`` shows controls by number.
EMPHASIS, PLAIN = "\x01", "\x02"


def columns(text: str) -> int:
    """Columns that the text takes, emphasis marks not counted."""
    return width(text.replace(EMPHASIS, "").replace(PLAIN, ""))


def wrap(text: str, limit: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines of at most ``limit`` columns. ``first`` begins the first line and ``rest`` (spaces as wide as
    ``first`` if not given) the others. A word wider than a line is cut."""
    indent = " " * columns(first) if rest is None else rest
    lines: list[str] = []
    line, empty = first, True
    for word in text.split():
        for piece in _pieces(word, max(limit - max(columns(first), columns(indent)), 2)):
            if not empty and columns(line) + 1 + columns(piece) > limit:
                lines.append(line)
                line, empty = indent, True
            line, empty = (line + piece if empty else f"{line} {piece}"), False
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(word: str, limit: int) -> list[str]:
    if columns(word) <= limit:
        return [word]
    marked = word.startswith(EMPHASIS)
    pieces, piece = [], ""
    for character in word.replace(EMPHASIS, "").replace(PLAIN, ""):
        if piece and width(piece + character) > limit:
            pieces.append(piece)
            piece = ""
        piece += character
    pieces.append(piece)
    return [f"{EMPHASIS}{p}{PLAIN}" for p in pieces] if marked else pieces


def emphasise(words: str) -> str:
    """Each word marked on its own, so that a line can be broken between them."""
    return " ".join(f"{EMPHASIS}{word}{PLAIN}" for word in words.split())

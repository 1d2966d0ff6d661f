"""Lines about a report at the top of its text.

::

    ---
    title: Ferry sinks on lake
    publisher: Lake Times
    published: 2023-01-16T10:05:00+01:00
    ---
    The report begins here.

A small part of YAML: ``key: value``, values in single or double quotes, ``# comments``, lists (``[a, b]`` or
``- a`` lines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.intake.metadata import KEYS

_MOST_LINES = 200
_MOST_CHARACTERS = 65_536
_KEY = re.compile(r"([^\W\d][\w .-]{0,39}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_ITEM = re.compile(r"\s*-\s+(.*)")
ALIASES = {"date": "published", "lang": "language", "authors": "author", "byline": "author", "link": "url"}
"""Other names of our keys that people use."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``fields`` by their lower-case keys; ``body`` is the text after it; ``complaints`` are (line number, what)."""

    fields: dict[str, object]
    body: str
    complaints: tuple[tuple[int, str], ...] = ()


def split(text: str) -> FrontMatter:
    """Take the front matter off a text (line ends already plain). Never raises: a text without one, or whose first
    lines only look like one, comes back whole, with a complaint where a front matter seems to have been meant."""
    if not re.match(r"---[ \t]*\n", text):
        return FrontMatter({}, text)
    lines, end = _block(text)
    named = [n for n, line in enumerate(lines, 2) if (found := _KEY.fullmatch(line)) and _name(found[1]) in KEYS]
    if not named:
        return FrontMatter({}, text)
    if end is None:
        return FrontMatter({}, text, ((1, "the lines at the top are never closed by a line with ---; read as text."),))
    fields, complaints = _fields(lines)
    return FrontMatter(fields, text[end:].lstrip("\n"), tuple(complaints))


def _block(text: str) -> tuple[list[str], int | None]:
    """The lines between the marks and where the text goes on; the end is None where there is no second mark (the lines
    are then those up to the first blank one)."""
    head = text[:_MOST_CHARACTERS].split("\n")[: _MOST_LINES + 1]
    for n, line in enumerate(head[1:], 1):
        if line.rstrip() in ("---", "..."):
            return head[1:n], min(len(text), sum(len(h) + 1 for h in head[: n + 1]))
    blank = next((n for n, line in enumerate(head) if not line.strip()), len(head))
    return head[1:blank], None


def _fields(lines: list[str]) -> tuple[dict[str, object], list[tuple[int, str]]]:
    fields: dict[str, object] = {}
    complaints: list[tuple[int, str]] = []
    key = ""
    for n, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if key and (item := _ITEM.fullmatch(line)) and isinstance(fields[key], list | None):
            fields[key] = [*_listed(fields[key]), _unquoted(item[1])[0]]
        elif found := _KEY.fullmatch(line):
            key = _name(found[1])
            value, sound = _value(found[2] or "")
            if not sound:
                complaints.append(
                    (n, f'the quotation mark of "{key}" is never closed; the mark was taken as part of it.')
                )
            if key in fields:
                complaints.append((n, f'"{key}" is given twice; the later one counts.'))
            fields[key] = value
        else:
            complaints.append((n, f'"{line.strip()[:40]}" is not of the form "key: value" and was passed over.'))
    return fields, complaints


def _name(written: str) -> str:
    lowered = written.strip().lower()
    return ALIASES.get(lowered, lowered)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _value(written: str) -> tuple[object, bool]:
    """A value and whether its quotation marks are sound; None for an empty one (a list may follow)."""
    written = written.strip()
    if not written:
        return None, True
    if written.startswith("[") and written.endswith("]"):
        return [_unquoted(part)[0] for part in written[1:-1].split(",") if part.strip()], True
    return _unquoted(written)


def _unquoted(written: str) -> tuple[str, bool]:
    """The words without their quotation marks (doubled single marks and backslashes undone) or a trailing comment."""
    written = written.strip()
    if written[:1] == '"':
        found = re.fullmatch(r'"((?:[^"\\]|\\.)*)"(?:\s+#.*)?', written)
        return (re.sub(r"\\(.)", r"\1", found[1]), True) if found else (written, False)
    if written[:1] == "'":
        found = re.fullmatch(r"'((?:[^']|'')*)'(?:\s+#.*)?", written)
        return (found[1].replace("''", "'"), True) if found else (written, False)
    return re.split(r"\s#", written, maxsplit=1)[0].rstrip(), True

"""Words in quotation marks, whatever the marks: "straight", “curly”, «guillemets», »reversed«, „low“, 'single'.

The apostrophe is the difficulty: a single mark opens only where no letter stands before it, and closes only
where none comes after; a plural's apostrophe ("the girls' parents") gives way to a later mark with
punctuation. One paragraph is read at a time; a mark that is never closed costs no more than its paragraph.
"""

from __future__ import annotations

import re

from twosource.record import Quotation, Span

# What can close a quotation that this mark opens; the best known partner first.
_CLOSERS = {
    '"': '"',
    "“": "”“",
    "„": '“”„"',
    "”": "”",
    "«": "»",
    "»": "«»",
    "‟": "”",
    "＂": "＂",
    "「": "」",
    "『": "』",
    "‹": "›",
}
_SINGLES = {"‘": "’", "'": "'", "‚": "‘’"}
_SLIPS = re.compile(r"[\"”](?!\w)|(?:’’|'')(?!\w)")
_BOUNDARY_BEFORE = frozenset("([{―—–-/:;,.!?…>|*")
_ELIDED = re.compile(r"(?:em|cause|til|tis|twas|n|round|bout|cos|\d0s)\b", re.IGNORECASE)


def quotations(
    text: str, start: int, end: int, continuing: bool = False, singles: bool = False
) -> tuple[Quotation, ...]:
    """Quotations of one paragraph ``text[start:end]``, outermost only, in order.

    ``continuing``: the paragraph before left a quotation open; then an opening mark here goes on with it.
    ``singles``: speech stands in single marks here; then one that opens the paragraph needs no partner."""
    found = _doubles(text, start, end)
    found += _singles(text, start, end, found)
    if singles and not found:
        found += _left_open(text, start, end)
    found.sort(key=lambda q: q.start)
    if continuing and found and not text[start : found[0].start].strip():
        q = found[0]
        found[0] = Quotation(q.start, q.end, q.inner, q.closed, continues=True)
    return tuple(found)


def _opens(text: str, i: int, start: int, end: int) -> bool:
    """A mark opens when nothing or a boundary stands before it and a word comes after it."""
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    free = before.isspace() or before in _BOUNDARY_BEFORE or before in _CLOSERS or before in _SINGLES
    return free and not after.isspace()


def _doubles(text: str, start: int, end: int) -> list[Quotation]:
    out: list[Quotation] = []
    i = start
    while i < end:
        char = text[i]
        if char in "'`" and text[i + 1 : i + 2] == char and i + 2 < end:
            typed = _typewriter(text, i, start, end)
            if typed is not None:
                out.append(typed)
            i = typed.end if typed is not None else i + 2
            continue
        if char not in _CLOSERS or not _may_open(text, i, start, end):
            i += 1
            continue
        close = _close(text, i, end)
        stop = end if close is None else close + 1
        made = _quotation(text, i, stop, closed=close is not None)
        if made:
            out.append(made)
        i = stop
    return out


def _typewriter(text: str, i: int, start: int, end: int) -> Quotation | None:
    """Two apostrophes (or two grave accents) for a double mark, as agencies and old systems type it: ''so''."""
    if not _opens(text, i + 1, i + 1, end) or (i > start and text[i - 1].isalnum()):
        return None
    close = text.find("''", i + 2, end)
    while close > 0 and close + 2 < end and text[close + 2].isalnum():
        close = text.find("''", close + 2, end)
    if close < 0:
        return _quotation(text, i, end, closed=False, width=2)
    return _quotation(text, i, close + 2, closed=True, width=2)


def _may_open(text: str, i: int, start: int, end: int) -> bool:
    char = text[i]
    if char in '"”»＂':  # marks that close as often as they open
        return _opens(text, i, start, end)
    return True


def _close(text: str, i: int, end: int) -> int | None:
    """Where the quotation opened at ``i`` ends: with nested marks of its own kind first, then without."""
    nested = _scan(text, i, end, nesting=True)
    plain = nested if nested is not None else _scan(text, i, end, nesting=False)
    slip = _slip(text, i, end)
    if plain is not None and slip is not None and slip < plain and _reopens(text, i, slip, plain):
        return slip
    return plain if plain is not None else slip


def _reopens(text: str, i: int, slip: int, plain: int) -> bool:
    """Whether the mark opens once more between a slip and what would close it ("so'' they said. "We …"")."""
    return any(text[j] == text[i] and _opens(text, j, i, plain) for j in range(slip + 1, plain))


def _slip(text: str, i: int, end: int) -> int | None:
    """The mark of another set that stands for the closing one ("straight”, “two apostrophes’’)."""
    for match in _SLIPS.finditer(text, i + 2, end):
        if text[i] in '"“' and not text[match.start() - 1].isspace():
            return match.end() - 1
    return None


def _scan(text: str, i: int, end: int, nesting: bool) -> int | None:
    mark = text[i]
    closers = _CLOSERS[mark]
    depth = 1
    for j in range(i + 1, end):
        char = text[j]
        if char in closers and not (char == '"' and text[j - 1].isspace() and j + 1 < end and text[j + 1].isalnum()):
            if mark == "“" and char == "“" and (text[j - 1].isspace() or text[j - 1] in "([―—–"):
                depth += nesting  # “ closes „ and, in a few languages, itself; after a space it opens
                continue
            depth -= 1
            if depth == 0:
                return j
        elif char == mark and nesting:
            depth += 1
    return None


def _singles(text: str, start: int, end: int, doubles: list[Quotation]) -> list[Quotation]:
    """Single marks outside the double ones."""
    out: list[Quotation] = []
    edges = [*[(q.start, q.end) for q in doubles], (end, end)]
    at = start
    for stop, resume in edges:
        i = at
        while i < stop:
            close = _single_close(text, i, at, stop) if text[i] in _SINGLES else None
            made = _quotation(text, i, close + 1, closed=True) if close is not None else None
            if made:
                out.append(made)
                i = made.end
            else:
                i += 1
        at = resume
    return out


def _left_open(text: str, start: int, end: int) -> list[Quotation]:
    """ "‘We saw it come down.", the first of several paragraphs of one speech: open to the end of the paragraph."""
    opened = text[start] in _SINGLES and _opens(text, start, start, end) and not _ELIDED.match(text, start + 1)
    made = _quotation(text, start, end, closed=False) if opened and text[start + 1].isupper() else None
    return [made] if made else []


def _single_close(text: str, i: int, start: int, end: int) -> int | None:
    """The closing mark of a single quotation opened at ``i``; None where ``i`` is an apostrophe or nothing closes."""
    if not _opens(text, i, start, end) or _ELIDED.match(text, i + 1):
        return None
    closers = _SINGLES[text[i]] + "'"
    weak: int | None = None
    for j in range(i + 2, end):
        char = text[j]
        if char in _SINGLES and _opens(text, j, start, end) and char not in "’":
            break  # the next one opens: what is between has ended
        if char not in closers or (j + 1 < end and text[j + 1].isalnum()):
            continue
        after = text[j + 1] if j + 1 < end else "\n"
        plural = text[j - 1] in "sS" and after == " "
        if not plural:
            return j
        weak = j if weak is None else weak
    return weak


def _quotation(text: str, start: int, end: int, closed: bool, width: int = 1) -> Quotation | None:
    low, high = start + width, end - width * closed
    while low < high and text[low].isspace():
        low += 1
    if closed and text[start] in '"“' and text[high - 1 : high + 1] in ("''", "’’"):  # one mark in two
        high -= 1
    while high > low and text[high - 1].isspace():
        high -= 1
    if low >= high:
        return None
    return Quotation(start, end if closed else high, Span(low, high), closed)

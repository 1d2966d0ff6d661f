"""The challenge set: read from ``challenge/*.txt`` (see its README), and what the program makes of it judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from twosource.record import Attribution

FOLDER = Path(__file__).parent / "challenge"
#: How much of the words of two contents, and of two sources, must be shared.
CONTENT, SOURCE = 0.75, 0.5

_WORD = re.compile(r"\w+")
_KEY = re.compile(r"(?P<depth>=+|~+) (?P<told>.*)")

Words = frozenset[int]  # where words begin


@dataclass(frozen=True)
class Key:
    """What an editor finds. ``sources`` and ``contents``: any of these is right; an empty one stands for none.
    ``negated`` is None where either is right."""

    line: str
    sources: tuple[Words, ...]
    cue: Words
    contents: tuple[Words, ...]
    depth: int
    negated: bool | None
    needed: bool

    def agrees(self, text: str, a: Attribution) -> bool:
        """True when the attribution is right."""
        content = _words(text, [(s.start, s.end) for s in a.content])
        source = _words(text, [(a.source.start, a.source.end)] if a.source else [])
        cue = _words(text, [(a.cue.start, a.cue.end)] if a.cue else [])
        return (
            any(len(content & c) >= CONTENT * len(content | c) for c in self.contents)
            and any(source == s or 2 * len(source & s) >= SOURCE * (len(source) + len(s)) > 0 for s in self.sources)
            and (not self.cue or bool(self.cue & cue))
            and a.depth == self.depth
            and self.negated in (None, a.negated)
        )


@dataclass(frozen=True)
class Case:
    """A passage with its keys."""

    name: str  # the class and the line in its file
    text: str
    keys: tuple[Key, ...]


@dataclass
class Outcome:
    """What came out for one class."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    clean: int = 0  # passages without a mistake
    cases: int = 0

    @property
    def score(self) -> float:
        """F1 of the attributions; where there is nothing to find, the share of passages in which nothing was."""
        keys, found = self.right + len(self.missed), self.right + len(self.wrong)
        return 2 * self.right / (keys + found) if keys else self.clean / self.cases


def classes() -> list[str]:
    """The classes of difficulty, each a file."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def cases(name: str) -> list[Case]:
    """The passages of a class. Raises ValueError with the line where a key isn't found in its passage."""
    out: list[Case] = []
    text, keys, start = "", [], 0
    rows = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    for number, row in enumerate([*rows, ""], start=1):
        if row.startswith("#"):
            continue
        if match := _KEY.fullmatch(row):
            keys.append((number, len(match["depth"]) - 1, match["depth"][0] == "=", match["told"]))
        elif row:
            text, start = f"{text} {row}".strip(), start or number
        elif text:
            passage = text.replace(" ¶ ", "\n\n")
            read = [_key(passage, f"{name}:{n}", *rest) for n, *rest in keys if rest[-1] != "nothing"]
            if not keys:
                raise ValueError(f"{name}.txt, line {start}: a passage without a key")
            out.append(Case(f"{name}:{start}", passage, tuple(read)))
            text, keys, start = "", [], 0
    return out


def judged(name: str, attributed: Callable[[str], Sequence[Attribution]]) -> Outcome:
    """A class, read by ``attributed`` (text in, attributions out)."""
    out = Outcome()
    for case in cases(name):
        found = list(attributed(case.text))
        open_keys = sorted(case.keys, key=lambda k: not k.needed)
        wrong = []
        for a in found:
            key = next((k for k in open_keys if k.agrees(case.text, a)), None)
            if key is None:
                wrong.append(f"{case.name} {shown(case.text, a)}")
            else:
                open_keys.remove(key)
                out.right += key.needed
        missed = [f"{case.name} {k.line}" for k in open_keys if k.needed]
        out.missed += missed
        out.wrong += wrong
        out.clean += not missed and not wrong
        out.cases += 1
    return out


def shown(text: str, a: Attribution) -> str:
    """An attribution as a line of the set."""
    source = a.source.of(text) if a.source else "-"
    cue = ("!" if a.negated else "") + (a.cue.of(text) if a.cue else "-")
    return f"{'=' * (a.depth + 1)} {source} | {cue} | {' / '.join(s.of(text) for s in a.content)}  [{a.found_by}]"


# ------------------------------------------------------------------------------------------------ finding the words


def _key(text: str, place: str, depth: int, needed: bool, told: str) -> Key:
    try:
        source, cue, content = (part.strip() for part in told.split(" | "))
    except ValueError:
        raise ValueError(f"{place}: a key needs source | cue | content") from None
    flag, cue = (cue[0], cue[1:]) if cue[0] in "!?" else ("", cue)
    contents = [_pieces(text, place, c) for c in content.split(" // ")]
    cues = [_nearest(text, place, c, contents[0]) for c in cue.split(" // ") if c != "-"]
    by = cues or contents[0]
    sources = [[_nearest(text, place, s, by)] if s != "-" else [] for s in source.split(" // ")]
    return Key(
        told,
        tuple(_words(text, s) for s in sources),
        _words(text, cues) if "-" not in cue.split(" // ") else frozenset(),
        tuple(_words(text, c) for c in contents),
        depth,
        {"!": True, "?": None, "": False}[flag],
        needed,
    )


def _pieces(text: str, place: str, content: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for piece in content.split(" / "):
        start = text.find(piece, out[-1][1] if out else 0)
        if start < 0:
            raise ValueError(f"{place}: {piece!r} does not stand in the passage")
        out.append((start, start + len(piece)))
    return out


def _nearest(text: str, place: str, words: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where the words stand nearest to the spans, outside of them if they do."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)" if words[-1].isalnum() else re.escape(words))
    found = [m.span() for m in whole.finditer(text)]
    if not found:
        raise ValueError(f"{place}: {words!r} does not stand in the passage")

    def away(start: int, end: int) -> int:
        gaps = [max(s - end, start - e) for s, e in spans]
        return min(gaps) if min(gaps) >= 0 else len(text)

    return min(found, key=lambda place: (away(*place), place))


def _words(text: str, spans: Sequence[tuple[int, int]]) -> Words:
    return frozenset(m.start() for m in _WORD.finditer(text) if any(s < m.end() and m.start() < e for s, e in spans))

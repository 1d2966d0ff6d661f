"""What the program finds and gets wrong in the written groups (``bench/written``): ``python bench/quality.py written``.

Each group becomes a story of small reports, each with one sentence of ``same`` and two of ``other``. A difference is
found where one comparison sets two answers of one question apart, wrong where it sets apart answers of two questions. A
statement is found where a group has two reports that tell it, wrong where another report's other statement is with it.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "written"
MARK = re.compile(r"\[\[([^\[\]]+)\]\]")
BESIDE = 2  # sentences of ``other`` in each report
HELD_BACK = 3  # of ten
Mark = tuple[int, int, str, int]  # start, end, question, answer


@dataclass(frozen=True)
class Told:
    """A group as reports, with what is marked in each; ``held`` where it is not to be read."""

    name: str
    kind: str
    held: bool
    texts: Mapping[str, str]
    marks: Mapping[str, Sequence[Mark]]


def groups(name: str) -> Iterator[Told]:
    """The groups of one file."""
    for number, line in enumerate((HERE / f"{name}.jsonl").read_text("utf-8").splitlines()):
        row = json.loads(line)
        held = int(hashlib.sha256(line.encode()).hexdigest(), 16) % 10 < HELD_BACK
        yield _as_reports(f"{name}-{number + 1}", row, held)


def _as_reports(name: str, row: Mapping[str, Any], held: bool) -> Told:
    dice = random.Random(name)
    others = [(s, f"other{k}", 0) for k, s in enumerate(row["other"])]
    dice.shuffle(others)
    texts: dict[str, str] = {}
    marks: dict[str, list[Mark]] = {}
    told = [(s, "same", answer) for answer, inner in enumerate(row["same"]) for s in inner]
    for k, one in enumerate(told):
        sentences = [one, *(others[(BESIDE * k + j) % len(others)] for j in range(BESIDE))]
        dice.shuffle(sentences)
        text, found = "", []
        for sentence, question, answer in sentences:
            plain, start, end = _unmarked(sentence)
            text += ("\n" if dice.random() < 0.5 else " ") if text else ""
            found.append((len(text) + start, len(text) + end, question, answer))
            text += plain
        texts[f"r{k}"], marks[f"r{k}"] = text, found
    return Told(name, row["kind"], held, texts, marks)


def _unmarked(sentence: str) -> tuple[str, int, int]:
    """The sentence with a full stop, and where its mark was."""
    mark = MARK.search(sentence)
    assert mark is not None, sentence
    plain = sentence[: mark.start()] + mark[1] + sentence[mark.end() :]
    return plain + ("" if plain[-1] in '.!?”"' else "."), mark.start(), mark.start() + len(mark[1])


def measure() -> tuple[dict[str, float], dict[str, str]]:
    """Shares of groups in which something is found, and in which nothing is wrong; items by group."""
    from twosource import engines, pipeline
    from twosource.record import Report

    parts = replace(engines.load(), tagger=None)
    counts: Counter[str] = Counter()
    items: dict[str, str] = {}
    for file, judge in (("values", _differences), ("statements", _statements)):
        for told in groups(file):
            reports = [
                Report(r, text, publisher=f"Paper {r}", published=f"2024-05-15T{8 + k:02}:00", language="en")
                for k, (r, text) in enumerate(told.texts.items())
            ]
            found, wrong = judge(pipeline.check(reports, parts), told)
            part = f"{file}/{'kept back' if told.held else 'read'}"
            counts.update([f"{part}/of", *([f"{part}/found"] if found else []), *([f"{part}/wrong"] if wrong else [])])
            if file == "values" and not told.held:
                counts.update([f"{file}/{told.kind}/of", *([f"{file}/{told.kind}/found"] if found else [])])
            if not told.held:
                items[told.name] = ", ".join([*(["found"] if found else []), *(["wrong"] if wrong else [])])
    return _shares(counts), items


def _shares(counts: Counter[str]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for part in sorted({key.rsplit("/", 1)[0] for key in counts}):
        of, found, wrong = (counts[f"{part}/{what}"] for what in ("of", "found", "wrong"))
        figures[f"{part}/found"] = found / of
        if part.count("/") and part.split("/")[1] in ("read", "kept back"):
            figures[f"{part}/without anything wrong"] = 1 - wrong / of
    return figures


def _touched(told: Told, report: str, start: int, end: int) -> set[tuple[str, int]]:
    return {(question, answer) for s, e, question, answer in told.marks[report] if s < end and start < e}


def _differences(dossier: Any, told: Told) -> tuple[bool, bool]:
    """Whether the question's answers were set apart, and whether answers of two questions were."""
    found = wrong = False
    for comparison in dossier.comparisons:
        if comparison.verdict != "differ":
            continue
        sides = [
            {t for m in value.mentions for t in _touched(told, m.report, m.start, m.end)} for value in comparison.values
        ]
        for k, one in enumerate(sides):
            for other in sides[k + 1 :]:
                apart = {(a[0] == b[0], a[1] == b[1]) for a in one for b in other}
                found |= (True, False) in apart
                wrong |= bool(apart) and not any(same for same, _ in apart)
    return found, wrong


def _statements(dossier: Any, told: Told) -> tuple[bool, bool]:
    """Whether two reports' tellings of the statement are in one group, and whether another statement is with them."""
    found = wrong = False
    for group in dossier.groups:
        marks = [(m.report, t) for m in group.tellings for t in _touched(told, m.report, m.start, m.end)]
        same = {r for r, (question, answer) in marks if (question, answer) == ("same", 0)}
        found |= len(same) > 1
        wrong |= any(question != "same" and same - {r} for r, (question, _) in marks)
    return found, wrong

"""Pairs of clauses with what is known of them: do they say one thing of one matter?

Three sources, each with its own notion of "one thing": the bank's developers' part and hand-made keys of real stories
(words of one value of the key, both sides known to it), and pairs of real reports that were judged by hand
(``judged.jsonl``: places and a label, no words; the texts are not ours to ship).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "compare"))
from rates import is_test, material

from twosource.engines.meaning import MiniLM
from twosource.engines.parser import SpacyParser
from twosource.pipeline import material_of
from twosource.record import Material, Report
from twosource.steps.align.candidates import candidates
from twosource.steps.align.likeness import forbidden
from twosource.steps.align.nearness import Nearness
from twosource.steps.align.propositions import Proposition, propositions
from twosource.steps.align.signs import SIGNS
from twosource.steps.align.telling import Telling
from twosource.steps.attribute import attribute
from twosource.steps.clauses import clauses_of
from twosource.steps.keys import Covering, Names
from twosource.steps.read import read
from twosource.steps.resolve import resolve

OTHERS = 2.0  # trust in a pair that a key tells apart: of all candidates more are such than of those that keys know
MOST = 300  # pairs of one story that count in full; of more each counts less
JUDGED = 3.0  # trust in a pair judged by hand, where ``judged.jsonl`` says no other: it stands for as many like it
JUDGED_FILE = Path(__file__).parent / "judged.jsonl"


Models = tuple[SpacyParser, MiniLM]


@dataclass(frozen=True)
class Pair:
    """Two clauses: source and story, whether they say one thing (1, 0), the trust in that, their words, their signs and
    how near they are in meaning."""

    source: str
    story: str
    label: float
    weight: float
    words: tuple[str, str]
    signs: list[float]
    nearness: float


class Story:
    """The propositions of one story and its candidate pairs."""

    def __init__(self, known: Material, meaning: MiniLM) -> None:
        self.told = propositions(known, clauses_of(known), Names(known), Covering(known.statements))
        self.telling = Telling(self.told)
        parsed = [p.clause.sentence.parsed for p in self.told]
        self.pairs = [(a, b) for a, b in candidates(self.told, self.telling) if parsed[a] and parsed[b]]
        self.telling.prefer(self.pairs, self.told)
        self._texts = {r.report.id: r.report.text for r in known.readings}
        self._nearness = Nearness(self.told, self._texts, meaning)

    def pair(self, source: str, name: str, places: tuple[int, int], label: bool, weight: float) -> Pair:
        one, two = (self.told[k] for k in places)
        words = (self._words(one), self._words(two))
        self._nearness.prepare(places)
        near = self._nearness.of(*places) if self._nearness.knows(*places) else 0.0
        return Pair(source, name, float(label), weight, words, [s(one, two, self.telling) for s in SIGNS], near)

    def _words(self, p: Proposition) -> str:
        return " ".join(self._texts[p.clause.report][slice(*p.span)].split())


def of_bank(keys: Path, models: Models) -> Iterator[Pair]:
    """Pairs of the bank's developers' part of which the keys know both sides."""
    for folder in sorted(p for p in keys.iterdir() if (p / "reports.jsonl").is_file() and not is_test(p.name)):
        yield from _of_key(folder, "bank", models)


def of_real(keys: Path, models: Models) -> Iterator[Pair]:
    """Pairs of real stories of which hand-made keys in the bank's form know both sides."""
    for folder in sorted(p for p in keys.iterdir() if (p / "reports.jsonl").is_file()):
        yield from _of_key(folder, "real", models)


def _of_key(folder: Path, source: str, models: Models) -> Iterator[Pair]:
    english, meaning = models
    topics = _topics(json.loads((folder / "gold.json").read_text("utf-8")))
    story = Story(material(folder, english), meaning)
    touched = [_touched(p, topics) for p in story.told]
    known: list[tuple[int, int, bool]] = []
    for a, b in story.pairs:
        if not (touched[a] and touched[b]) or forbidden(story.told[a], story.told[b]):
            continue
        same = bool(touched[a] & touched[b])
        if same or not {t for t, _ in touched[a]} & {t for t, _ in touched[b]}:
            known.append((a, b, same))  # one question, answered differently, is neither one nor the other
    share = min(1.0, MOST / max(1, len(known)))
    for a, b, same in known:
        yield story.pair(source, folder.name, (a, b), same, share if same else OTHERS * share)


Topic = tuple[str, str, str, int, int]


def _topics(key: dict) -> list[Topic]:
    """(question, value, report, start, end) for all that the key says; compatible values are one."""
    found: list[Topic] = []
    for fact in key["facts"]:
        for k, value in enumerate(fact["values"]):
            name = str(k) if fact["verdict"] == "differ" else "all"
            found += [(fact["id"], name, r["report"], *r["span"]) for r in value["reports"]]
    for item in key.get("origins") or []:
        found += [("o" + item["id"], "all", s["report"], s["start"], s["end"]) for s in item["spans"]]
    return found


def _touched(p: Proposition, topics: list[Topic]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (fact, value)
        for fact, value, report, start, end in topics
        if report == p.clause.report and start < p.clause.end and p.clause.start < end
    )


def of_judged(stories: Path, keys: Sequence[Path], models: Models) -> Iterator[Pair]:
    """The pairs of ``judged.jsonl``, of events in ``stories`` and of stories in ``keys``; those that are not there, or
    whose clauses are no longer cut so, are left out."""
    judged = [json.loads(line) for line in JUDGED_FILE.read_text("utf-8").splitlines()]
    events: dict[str, list[Report]] = defaultdict(list)
    for line in stories.read_text("utf-8").splitlines():
        row = json.loads(line)
        named = {k: row[k] for k in ("id", "text", "title", "published") if row.get(k) is not None}
        events[row["event"]].append(Report(**named, publisher=row.get("source_domain"), language="en"))
    for event in sorted({j["event"] for j in judged}):
        folder = next((k / event for k in keys if (k / event).is_dir()), None)
        known = material(folder, models[0]) if folder else _known(tuple(events[event][:8]), models[0])
        story = Story(known, models[1])
        at = {(p.clause.report, *p.span): k for k, p in enumerate(story.told)}
        for j in (j for j in judged if j["event"] == event):
            one, two = at.get(tuple(j["one"])), at.get(tuple(j["two"]))
            if one is not None and two is not None:
                yield story.pair("judged", event, (one, two), j["same"], j.get("trust", JUDGED))


def _known(reports: tuple[Report, ...], english: SpacyParser) -> Material:
    readings = read(reports, lambda _: english)
    entities, statements, _ = resolve(readings, {r.report.id: attribute(r)[0] for r in readings})
    return material_of(readings, entities, statements)

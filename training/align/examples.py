"""Pairs of clauses with what is known of them: do they say one thing of one matter?

Three sources, each with its own notion of "one thing" and so much trust: the bank's developers' part (words of one
value of the key), ECB+ (predicates of one chain, whole topics with their two like events as one story) and pairs of
real reports that were judged by hand (``judged.jsonl``: places and a label, no words; the texts are not ours to
ship).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "compare"))
from rates import is_test, material

from twosource.engines.parser import SpacyParser
from twosource.pipeline import material_of
from twosource.record import Material, Report
from twosource.steps.align.candidates import candidates
from twosource.steps.align.likeness import forbidden
from twosource.steps.align.propositions import Proposition, propositions
from twosource.steps.align.signs import SIGNS
from twosource.steps.align.telling import Telling
from twosource.steps.attribute import attribute
from twosource.steps.keys import Covering, Names
from twosource.steps.read import read
from twosource.steps.resolve import resolve

HALF_KNOWN = 0.35  # trust in a negative pair of which the key knows one side only
ECB = 0.1  # trust in a pair of ECB+: there are many, and one happening is less than one statement
JUDGED = 3.0  # trust in a pair judged by hand
JUDGED_FILE = Path(__file__).parent / "judged.jsonl"


@dataclass(frozen=True)
class Pair:
    """Two clauses: source and story, whether they say one thing (1, 0), the trust in that, their words and signs."""

    source: str
    story: str
    label: float
    weight: float
    words: tuple[str, str]
    signs: list[float]


class Story:
    """The propositions of one story and its candidate pairs."""

    def __init__(self, known: Material) -> None:
        self.told = propositions(known, Names(known.entities), Covering(known.statements))
        self.telling = Telling(self.told)
        self.pairs = candidates(self.told, self.telling)
        self.telling.prefer(self.pairs, self.told)
        self._texts = {r.report.id: r.report.text for r in known.readings}

    def pair(self, source: str, name: str, places: tuple[int, int], label: bool, weight: float) -> Pair:
        one, two = (self.told[k] for k in places)
        words = (self._words(one), self._words(two))
        return Pair(source, name, float(label), weight, words, [s(one, two, self.telling) for s in SIGNS])

    def _words(self, p: Proposition) -> str:
        return " ".join(self._texts[p.clause.report][slice(*p.span)].split())


def of_bank(keys: Path, english: SpacyParser) -> Iterator[Pair]:
    """Pairs of the bank's developers' part that the keys say something of."""
    for folder in sorted(p for p in keys.iterdir() if (p / "reports.jsonl").is_file() and not is_test(p.name)):
        topics = _topics(json.loads((folder / "gold.json").read_text("utf-8")))
        story = Story(material(folder, english))
        touched = [_touched(p, topics) for p in story.told]
        for a, b in story.pairs:
            known = touched[a] and touched[b]
            if forbidden(story.told[a], story.told[b]) or not (touched[a] or touched[b]):
                continue
            same = touched[a] & touched[b]
            if not same and {t for t, _ in touched[a]} & {t for t, _ in touched[b]}:
                continue  # one question, answered differently: neither one nor the other
            yield story.pair("bank", folder.name, (a, b), bool(same), 1.0 if known else HALF_KNOWN)


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


def of_ecb(path: Path, english: SpacyParser) -> Iterator[Pair]:
    """Pairs of clauses of ECB+ whose predicates are both annotated; the annotated sentences are the texts."""
    topics: dict[str, list[dict]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        topics[row["topic"]].append(row)
    for topic, rows in sorted(topics.items()):
        marks: dict[str, list[tuple[int, int, str]]] = {}
        reports = tuple(_annotated(row, marks) for row in rows)
        story = Story(_known(reports, english))
        chains = [_chains(p, marks[p.clause.report]) for p in story.told]
        for a, b in story.pairs:
            if chains[a] and chains[b] and not forbidden(story.told[a], story.told[b]):
                yield story.pair("ecb", f"ecb-{topic}", (a, b), bool(chains[a] & chains[b]), ECB)


def _annotated(row: dict, marks: dict[str, list[tuple[int, int, str]]]) -> Report:
    text = ""
    places: dict[int, list[tuple[int, int]]] = {}
    for sentence in row["sentences"]:
        places[sentence["sent_id"]] = []
        for word in sentence["tokens"]:
            places[sentence["sent_id"]].append((len(text), len(text) + len(word)))
            text += word + " "
        text = text.rstrip(" ") + "\n\n"
    marks[row["doc"]] = [
        (places[m["sent_id"]][m["tokens"][0]][0], places[m["sent_id"]][m["tokens"][-1]][1], m["chain"])
        for m in row["mentions"]
        if m["kind"] == "event" and m["sent_id"] in places
    ]
    return Report(row["doc"], text.strip(), language="en")


def _chains(p: Proposition, marks: list[tuple[int, int, str]]) -> frozenset[str]:
    head = p.clause.sentence.tokens[p.clause.head]
    return frozenset(chain for start, end, chain in marks if start < head.end and head.start < end)


def of_judged(stories: Path, english: SpacyParser) -> Iterator[Pair]:
    """The pairs of ``judged.jsonl``; those whose clauses are no longer cut there are left out."""
    judged = [json.loads(line) for line in JUDGED_FILE.read_text("utf-8").splitlines()]
    events: dict[str, list[Report]] = defaultdict(list)
    for line in stories.read_text("utf-8").splitlines():
        row = json.loads(line)
        named = {k: row[k] for k in ("id", "text", "title", "published") if row.get(k) is not None}
        events[row["event"]].append(Report(**named, publisher=row.get("source_domain"), language="en"))
    for event in sorted({j["event"] for j in judged}):
        story = Story(_known(tuple(events[event][:8]), english))
        at = {(p.clause.report, *p.span): k for k, p in enumerate(story.told)}
        for j in (j for j in judged if j["event"] == event):
            one, two = at.get(tuple(j["one"])), at.get(tuple(j["two"]))
            if one is not None and two is not None:
                yield story.pair("judged", event, (one, two), j["same"], JUDGED)


def _known(reports: tuple[Report, ...], english: SpacyParser) -> Material:
    readings = read(reports, lambda _: english)
    entities, statements, _ = resolve(readings, {r.report.id: attribute(r)[0] for r in readings})
    return material_of(readings, entities, statements)

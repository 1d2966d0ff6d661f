"""All reports of a story, prepared for comparing: clauses, sentences, and how telling each word is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from twosource.protocols import Meaning
from twosource.record import Group, Material, Mention, Quantity, Reading, Sentence, Statement
from twosource.steps.clauses import Clause, Clauses, children, clauses_of, roles_alike
from twosource.steps.keys import Covering, Names, event_of, keys_of, plain, weights
from twosource.steps.once import once

OPENING = 4  # the first sentences of a report tell its news
PLACES = frozenset({"GPE", "LOC", "FAC"})  # what the parser calls names of places


class Scene:
    """All reports of a story, prepared: clauses, their sentences, and how telling each word is."""

    def __init__(
        self,
        material: Material,
        groups: Sequence[Group] = (),
        told_in: Clauses | None = None,
        meaning: Meaning | None = None,
    ) -> None:
        self.material = material
        self._meaning = meaning
        self._points: dict[str, NDArray[np.float32]] = {}
        self.groups = tuple(groups)
        self.texts = {r.report.id: r.report.text for r in material.readings}
        self.reports = material.reports()
        self.covering = Covering(material.statements)
        self.names = Names(material)
        self.clauses = told_in or clauses_of(material)
        self._sentences: dict[str, list[tuple[int, Sentence]]] = {}
        self._starts: dict[str, list[int]] = {}
        self._by_sentence: dict[tuple[str, int], list[Clause]] = {}
        self._heads: dict[str, tuple[list[Clause], list[int], list[int]]] = {}
        self._masses: dict[frozenset[str], float] = {}
        self._sourced: dict[str, list[Statement]] = {}
        for statement in material.statements:
            if statement.source is not None and statement.speaker is not None:
                self._sourced.setdefault(statement.report, []).append(statement)
        self._opening: dict[str, frozenset[str]] = {}
        self._below: dict[tuple[str, int], list[list[int]]] = {}
        for reading in material.readings:
            self._read(reading)
        self.weights: Mapping[str, float] = weights(
            {r: [_worded(c) for c in found] for r, found in self.clauses.items()}
        )

    @cached_property
    def all_clauses(self) -> tuple[Clause, ...]:
        """The clauses of all reports, report by report, each in its order."""
        return tuple(c for found in self.clauses.values() for c in found)

    @cached_property
    def deadly(self) -> bool:
        """True when the story tells of deaths and of nobody who was hurt, so that "victims" are the dead."""
        told = {event_of(c.lemma) for c in self.all_clauses if c.lemma != "victim"}
        return "die" in told and "injure" not in told

    def _read(self, reading: Reading) -> None:
        report = reading.report.id
        rows: list[tuple[int, Sentence]] = []
        for passage in reading.passages:
            if passage.kind in ("body", "headline"):
                rows.extend(enumerate(passage.sentences, start=len(rows)))
        self._sentences[report] = rows
        self._starts[report] = [s.start for _, s in rows]
        for clause in self.clauses[report]:
            self._by_sentence.setdefault((report, clause.ordinal), []).append(clause)

    def sentence(self, report: str, start: int) -> tuple[int, Sentence] | None:
        """The sentence that a place of a report stands in, with its number."""
        place = bisect_right(self._starts.get(report, []), start) - 1
        if place < 0:
            return None
        ordinal, sentence = self._sentences[report][place]
        return (ordinal, sentence) if start < sentence.end else None

    def mention(self, report: str, start: int, end: int) -> Mention:
        """Words with the statement that they belong to."""
        statement = self.covering.of(report, start, end)
        return Mention(report, start, end, statement.id if statement else None)

    def one_language(self, one: Clause, two: Clause) -> bool:
        """True when two clauses are in one language."""
        return self.reports[one.report].language.split("-")[0] == self.reports[two.report].language.split("-")[0]

    def day(self, report: str) -> str | None:
        """The day of publication, where it is known."""
        return (self.reports[report].published or "")[:10] or None

    def words(self, report: str, start: int, end: int, longest: int = 120) -> str:
        """The words themselves on one line, shortened for showing."""
        words = " ".join(self.texts[report][start:end].split()).strip(" ,;:-–—\"“”'‘’.")
        words = trimmed(words)
        return words if len(words) <= longest else words[: longest - 3].rsplit(" ", 1)[0] + " …"

    def quantities(self, clause: Clause) -> tuple[Quantity, ...]:
        """The numbers in the words of a clause and of its participants ("eight people" who were "killed in Ostby")."""
        found = self.material.quantities.get(clause.report, ())
        spans = [(clause.start, clause.end), *((a.start, a.end) for a in clause.arguments)]
        return tuple(q for q in found if any(start <= q.start and q.end <= end for start, end in spans))

    def sentence_at(self, report: str, ordinal: int) -> Sentence:
        """A sentence by its number."""
        return self._sentences[report][ordinal][1]

    def sentence_text(self, report: str, ordinal: int) -> str:
        """The words of a sentence, by its number."""
        sentence = self.sentence_at(report, ordinal)
        return self.texts[report][sentence.start : sentence.end]

    def sentences(self, report: str) -> list[Sentence]:
        """Sentences of headline and body, in order."""
        return [s for _, s in self._sentences[report]]

    def places(self, report: str, ordinal: int) -> frozenset[str]:
        """Places named in a sentence, as keys."""
        tokens = [t for t in self.sentence_at(report, ordinal).tokens if t.ent in PLACES]
        return keys_of(report, tokens, self.names)

    def sourced(self, report: str) -> Sequence[Statement]:
        """The statements of a report of which the words say who says so, and who that is."""
        return self._sourced.get(report, ())

    def source_at(self, report: str, start: int) -> str | None:
        """Whose words a statement gives, where the words that name its source begin there ("the 21-year-old")."""
        for statement in self._sourced.get(report, ()):
            if statement.source is not None and 0 <= start - statement.source.start <= len("the "):
                return statement.speaker
        return None

    def opening(self, report: str) -> frozenset[str]:
        """Content words of a report's title and first sentences: what it is about."""
        known = self._opening.get(report)
        if known is None:
            first = [t for s in self.sentences(report)[:OPENING] for t in s.tokens]
            title = frozenset(plain(w) for w in (self.reports[report].title or "").split())
            known = self._opening[report] = keys_of(report, first, self.names) | title
        return known

    def below(self, report: str, ordinal: int, sentence: Sentence) -> list[list[int]]:
        """Dependents of each token of a sentence, made once."""
        found = self._below.get((report, ordinal))
        if found is None:
            found = self._below[(report, ordinal)] = children(sentence)
        return found

    def predicates_in(self, words: Mention) -> list[Clause]:
        """Clauses of parsed sentences whose predicate stands in the words."""
        clauses, starts, order = self._predicates(words.report)
        inside = order[bisect_left(starts, words.start) : bisect_left(starts, words.end)]
        return [clauses[k] for k in sorted(inside)]

    def _predicates(self, report: str) -> tuple[list[Clause], list[int], list[int]]:
        """Its parsed clauses, where their predicates start, in order, and which clause each is of."""
        if report not in self._heads:
            clauses = [c for c in self.clauses.get(report, ()) if c.sentence.parsed]
            starts = [c.sentence.tokens[c.head].start for c in clauses]
            order = sorted(range(len(clauses)), key=lambda k: starts[k])
            self._heads[report] = clauses, [starts[k] for k in order], order
        return self._heads[report]

    def of_sentence(self, report: str, ordinal: int) -> list[Clause]:
        """Clauses of one sentence."""
        return self._by_sentence.get((report, ordinal), [])

    def weight(self, keys: frozenset[str]) -> float:
        """Summed weight of keys, reckoned once for each set (in one order, so that sums are the same everywhere)."""
        known = self._masses.get(keys)
        if known is None:
            known = self._masses[keys] = sum(self.weights.get(k, 0.5) for k in sorted(keys))
        return known

    def like(self, one: Clause, two: Clause) -> float:
        """How much two clauses say the same, 0 to 1: shared words, the same happening, the same participants."""
        a, b = _worded(one), _worded(two)
        least = min(self.weight(a), self.weight(b))
        contained = self.weight(a & b) / least if least else 0.0
        event = float(one.event == two.event and bool(one.event))
        return 0.6 * self.alike(a, b) + 0.15 * contained + 0.15 * roles_alike(one, two) + 0.1 * event

    def nearness(self, one: str, two: str) -> float:
        """How near two wordings are in meaning, -1 to 1; 0 where nothing is there to tell it."""
        if self._meaning is None:
            return 0.0
        new = [words for words in sorted({one, two}) if words not in self._points]
        if new:
            self._points.update(zip(new, self._meaning.vectors(new), strict=True))
        first, second = sorted((one, two))
        return float(self._points[first] @ self._points[second])

    def alike(self, one: frozenset[str], two: frozenset[str]) -> float:
        """Weighted Dice of two sets of keys, 0 to 1."""
        shared = one & two
        mass = self.weight(one) + self.weight(two) if shared else 0.0
        return 2 * self.weight(shared) / mass if mass else 0.0


@once
def _worded(clause: Clause) -> frozenset[str]:
    """The words of a clause and its happening."""
    return clause.keys | {"=" + clause.event}


def trimmed(words: str) -> str:
    """Words of a clause without the joining words at its edges ("that …", "… and")."""
    words = re.sub(r"(?:[\s,;]+(?:and|but|or|nor|to|while|as|&))+$", "", words)
    return re.sub(r"^(?:(?:that|and|but|or|when|where|which|while)[\s,]+)+(?=\S+\s)", "", words).strip(" ,;:-–—")


def within_quotes(words: str) -> str:
    """Words that are to stand in quotation marks: their own become single ones, in pairs."""
    words = re.sub(r'"([^"]*)"', r"‘\1’", words)
    words = re.sub(r"“([^“”]*)”", r"‘\1’", words).strip('"“”')
    words = re.sub(r'["“]([^"“”]*)$', r"‘\1’", words)  # the end of what is quoted was cut off
    return re.sub(r'["“”]', "", words)

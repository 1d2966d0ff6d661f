"""He or she: what a person's own pronouns tell, where neither a title nor a given name does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from twosource.record import Reading, Sentence
from twosource.steps.resolve.cast import Figure, by_report

_OWN = {"his": "male", "himself": "male", "her": "female", "herself": "female"}
#: Behind these the words are somebody else's, or about somebody else ("Roe, her cousin, said").
_APART = frozenset(["“", '"', "''", "``", ":", ";", ",", "(", "—", "–"])


def set_by_own_pronouns(readings: Sequence[Reading], figures: Sequence[Figure]) -> None:
    """Sets the sex of people of whom nothing else tells it, by what most of their own pronouns say: "Roe mourns the
    death of her cousin"."""
    told: dict[int, Counter[str]] = defaultdict(Counter)
    places = by_report(f for f in figures if f.kind == "person" and not f.many and not f.sex)
    for reading in readings:
        sentences = [s for p in reading.passages for s in p.sentences if s.parsed]
        at = 0
        for start, end, figure in places.get(reading.report.id, ()):
            while at + 1 < len(sentences) and sentences[at].end <= start:
                at += 1
            if at < len(sentences) and sentences[at].start <= start:
                told[id(figure)].update(_own(sentences[at], start, end))
    for figure in figures:
        counted = told.get(id(figure), Counter())
        sex, times = max(sorted(counted.items()), key=lambda row: row[1], default=("", 0))
        if times > 2 * (counted.total() - times):
            figure.sex = sex


def _own(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """What the pronoun says that takes up the subject ``start``-``end``, nobody else being spoken of in between."""
    if not any(t.dep == "nsubj" for t in sentence.tokens if start <= t.start < end):
        return
    for token in sentence.tokens:
        if token.start < end:
            continue
        if token.text in _APART or token.dep in ("nsubj", "nsubjpass") or token.ent == "PERSON":
            return
        if token.text.lower() in _OWN and (token.tag == "PRP$" or token.text.lower().endswith("self")):
            yield _OWN[token.text.lower()]
            return

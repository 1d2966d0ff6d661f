"""How likely two wordings are one utterance.

What two wordings share is weighed by how rare it is among the statements of the story: a "canoe" in two statements of a
minister is the same canoe, "the levy" in six is the theme. A quotation that stands word for word in two reports, or
nearly so, is one utterance whoever the reports say it is from.

Across languages, and across translations, words tell nothing: see ``perhaps``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from anyascii import anyascii
from rapidfuzz.distance import LCSseq

from twosource.record import Entity
from twosource.steps.compare.utterances.wordings import Wording, folded

SAME = 0.50  # share of the lighter wording's weight that the other has, for two to be one utterance
TOLD = 0.56  # … where neither is quoted
TOGETHER = 0.36  # the mean of it over all pairs of a group
COMMON = 12  # a word in more of a speaker's statements than this leads to no pair
RUN = 5  # words in a row that make a quotation the same whoever is said to have spoken
DISTINCT = 4  # … and so many different ones where few of them are telling: "made of the same stuff"
NEARLY = 0.75  # share of the shorter quotation's words that the longer one has in the same order …
ENOUGH = 6  # … and so many words at least
MANY, MOST, HALF = 4, 0.7, 0.45  # so many telling words, that share of either wording: "her office" is hers
OTHER_NUMBERS = 0.6  # what is left of a likeness where both give numbers and share none
OTHER_WORDS = 0.4  # … where both put some of it in quotation marks, and share only what stands around those
OTHER_NAME = 0.8  # … where the speakers share a name but were not found to be one
BOTH_QUOTED = 1.2  # … more where both are in quotation marks: words chosen by the speaker count more than retold ones
ALONE = 1.25  # … more where the speaker has nothing else to say in either report
TOLD_SHARE = 1.6  # so many times the weight of the rarest word two retellings must share at least
LITTLE = 0.3  # what is left of a likeness that rests on less
BRIEF = 32  # words of a quotation that another may retell in one sentence
UNNAMED = 0.7  # … where one is a name and the other "the judge"
OTHER_POLARITY = 0.75  # … and where one denies and the other does not


class Likeness:
    """How much of one wording is in another, weighed by how rare the words are among all statements."""

    def __init__(self, wordings: Sequence[Wording], entities: Mapping[str, Entity]) -> None:
        self._wordings = wordings
        df = Counter(u for w in wordings for u in set(w.content))
        # A word in two statements is as rare as it can be if they are one utterance: the second is not counted.
        self._weight = {u: math.log((len(wordings) + 2) / max(1, n - 1)) for u, n in df.items()}
        self._rarest = math.log(len(wordings) + 2)  # the weight of a word that nobody else uses
        self._names = {ident: _name_words(e) for ident, e in entities.items()}
        self._called = {ident: frozenset(n.casefold() for n in e.names) for ident, e in entities.items()}
        self._said = Counter((r, s) for r, s, _ in {(w.report, w.speaker, w.whole) for w in wordings})
        self._wholes = _wholes(wordings)
        self._persons = {i for i, e in entities.items() if e.kind == "person"}
        self._described = {i for i, e in entities.items() if e.anonymous or not any(c.isupper() for c in e.name)}

    def pairs(self) -> list[tuple[int, int, float]]:
        """Pairs that an index of telling words, or of runs of words, brings together, with their likeness."""
        met: set[tuple[int, int]] = set()
        places: dict[tuple[str, ...], list[int]] = {}
        for k, w in enumerate(self._wordings):
            for unit in sorted(set(w.content)):
                places.setdefault((w.speaker or "", unit), []).append(k)
                places.setdefault((unit,), []).append(k)
            if w.direct:
                for run in {w.plain[i : i + RUN] for i in range(len(w.plain) - RUN + 1)}:
                    places.setdefault(("", *run), []).append(k)
        for found in places.values():
            if 1 < len(found) <= COMMON:
                met.update((a, b) for x, a in enumerate(found) for b in found[x + 1 :])
        worth = ((a, b, self.between(a, b)) for a, b in sorted(met) if self._apart(a, b))
        return [
            (a, b, alike)
            for a, b, alike in worth
            if alike == 1.0 or (alike >= SAME and self._more_than_two_words(a, b))
        ]

    def _more_than_two_words(self, a: int, b: int) -> bool:
        """False where all that joins two wordings is two words that stand apart, and that is little of what they say:
        "refugees" and "Syria"."""
        one, other = self._wordings[a], self._wordings[b]
        shared = set(one.content) & set(other.content)
        speakers = self._speakers(one, other)
        return len(shared) != 2 or self._half(one, other, shared) or _one_expression(one, other, shared, speakers)

    def _apart(self, a: int, b: int) -> bool:
        """Of two reports, or a repetition within one."""
        one, other = self._wordings[a], self._wordings[b]
        return one.report != other.report or _repeated(one, other)

    def between(self, a: int, b: int) -> float:
        """Likeness of two wordings, 0 to 1; below 0 where they can never be one utterance."""
        one, other = self._wordings[a], self._wordings[b]
        verbatim = _verbatim(one, other)
        speakers = self._speakers(one, other)
        shared = set(one.content) & set(other.content)
        worth = self._common(one, other)
        if len(shared - one.named) >= MANY and worth >= MOST and self._of_one_house(one, other, shared):
            speakers = max(speakers, OTHER_NAME)  # "her office said", "a spokesman said": the same words of one house
        if not speakers and not verbatim:
            return -1.0
        if verbatim and (one.report != other.report or _repeated(one, other)):
            return 1.0
        if one.report == other.report:
            return TOGETHER  # the parts of an utterance that another report merges
        worth = self._weighed(one, other, worth, shared) * speakers
        return worth if self._enough(one, other, shared) else LITTLE * worth

    def _enough(self, one: Wording, other: Wording, shared: set[str]) -> bool:
        """True where what two wordings share is more than a word that many have ("harm", "his enemies"), or is nearly
        all that either says. Of two retellings more is asked, and not of names alone."""
        told = not (one.direct or other.direct)
        if self._sum(shared) >= (TOLD_SHARE if told else 1.0) * self._rarest:
            return True
        heavier = max(self._sum(set(one.content)), self._sum(set(other.content)))
        return self._sum(shared) >= MOST * heavier and (not told or len(shared - one.named) > 1)

    def _common(self, one: Wording, other: Wording) -> float:
        """The share that two wordings have in common: of their sentences, of what is quoted in them, and of the whole
        of two brief quotations, of which one may run together what the other has in two sentences."""
        worth = self._shared(one.content, other.content)
        if not (one.direct and other.direct):
            return worth
        quoted = set(one.core) & set(other.core)
        short, long = sorted((one.plain, other.plain), key=len)
        if (
            len(quoted) > 1 or quoted & one.nouns & other.nouns or _inside(short, long)
        ):  # that both say "sad" is nothing
            worth = max(worth, self._shared(one.core, other.core))
        mine, theirs = (self._wholes[w.whole] for w in (one, other))
        if worth and max(mine.words, theirs.words) <= BRIEF:
            worth = max(worth, self._shared(mine.content, theirs.content))
        return worth

    def _weighed(self, one: Wording, other: Wording, worth: float, shared: set[str]) -> float:
        """What two wordings have in common, less or more by what speaks against and for one utterance."""
        quoted, nouns = one.direct and other.direct, shared & one.nouns & other.nouns
        brief = max(len(set(one.core)), len(set(other.core))) <= 2
        if shared <= one.named | other.named and len(shared) < MANY:
            worth *= 0.5  # that both speak of one person says nothing of what they say
        elif len(shared) == 1 and not brief and not nouns:
            worth *= 0.5  # "happy" in two quotations is no utterance, "canoe" is
        elif quoted and len(shared) > 1:
            worth = min(1.0, BOTH_QUOTED * worth)
        if one.marked and other.marked and not set(one.core) & set(other.core):
            worth *= OTHER_WORDS
        if one.numbers and other.numbers and not one.numbers & other.numbers:
            worth *= OTHER_NUMBERS
        if bool(one.negated) != bool(other.negated) and shared & (one.negated | other.negated):
            worth *= OTHER_POLARITY
        if nouns and self._alone(one, other):
            worth = min(1.0, ALONE * worth)
        return worth if one.direct or other.direct else worth * SAME / TOLD

    def _of_one_house(self, one: Wording, other: Wording, shared: set[str]) -> bool:
        """One is named, the other is not, and what they share is much of what either says."""
        return len({one.speaker, other.speaker} & self._described) == 1 and self._half(one, other, shared)

    def _half(self, one: Wording, other: Wording, shared: set[str]) -> bool:
        """What they share is about half of what either says, or more."""
        return self._sum(shared) >= HALF * max(self._sum(set(one.content)), self._sum(set(other.content)))

    def _alone(self, one: Wording, other: Wording) -> bool:
        """Each is all that its report has from a person, and one is quoted. (A ministry says many things.)"""
        return (one.direct or other.direct) and all(
            w.speaker in self._persons and self._said[w.report, w.speaker] == 1 for w in (one, other)
        )

    def _shared(self, one: Sequence[str], other: Sequence[str]) -> float:
        """Weight of the words that both have, as a share of the lighter one's."""
        mine, theirs = set(one), set(other)
        shared = mine & theirs
        lighter = min(self._sum(mine), self._sum(theirs))
        if not shared or not lighter:
            return 0.0
        alone = len(shared) == 1 and min(len(mine), len(theirs)) < 2  # one word, and nothing else to go by
        return self._sum(shared) / lighter * (0.5 if alone else 1.0)

    def _sum(self, units: set[str]) -> float:
        return sum(self._weight[u] for u in sorted(units))

    def _speakers(self, a: Wording, b: Wording) -> float:
        """1 for one speaker; less where two could be one under other names; 0 for two."""
        one, other = a.speaker, b.speaker
        if one is None or other is None:
            return 0.0
        if one == other:
            return 1.0
        mine, theirs = self._names.get(one, frozenset()), self._names.get(other, frozenset())
        described = {one, other} <= self._described
        if len(mine & theirs) > described:  # of two descriptions ("a coast guard official") two words must agree
            return OTHER_NAME if mine != theirs else 1.0
        if self._called[one] & self._called[other]:  # "doctors", "Doctors"
            return 1.0
        return UNNAMED if (one in self._described) != (other in self._described) else 0.0


@dataclass(frozen=True, slots=True)
class _Whole:
    """All the sentences of one statement or quotation: how many words, and the telling ones."""

    words: int
    content: tuple[str, ...]


def _wholes(wordings: Sequence[Wording]) -> dict[int, _Whole]:
    found: dict[int, list[Wording]] = {}
    for w in wordings:
        found.setdefault(w.whole, []).append(w)
    return {
        whole: _Whole(
            sum(len(w.plain) for w in parts),
            tuple(u for w in parts for u in w.content),
        )
        for whole, parts in found.items()
    }


def _name_words(entity: Entity) -> frozenset[str]:
    """Words of a person's names, or of what an unnamed source is called."""
    if entity.kind != "person" and not entity.anonymous:
        return frozenset()
    found = {w for name in entity.names for w in folded(anyascii(name)) if len(w) > 3}
    return frozenset(found)


def _verbatim(one: Wording, other: Wording) -> bool:
    """One quotation is the other, or the greater part of it, word for word or nearly so."""
    if not (one.direct and other.direct):
        return False
    short, long = sorted((one, other), key=lambda w: (len(w.plain), w.plain))
    if len(short.plain) < RUN:
        rare = len(set(short.core)) > 1 or short.speaker == long.speaker
        return rare and len(short.plain) > 2 and bool(short.core) and _inside(short.plain, long.plain)
    runs = {long.plain[i : i + RUN] for i in range(len(long.plain) - RUN + 1)}
    inside = sum(short.plain[i : i + RUN] in runs for i in range(len(short.plain) - RUN + 1))
    if len(set(short.core) & set(long.core)) < 2 and not (
        len(set(short.plain)) >= DISTINCT and _inside(short.plain, long.plain)
    ):
        return False  # "ran and ran and ran"
    if inside > 0 and 2 * (inside + RUN - 1) >= len(short.plain):
        return True
    same = LCSseq.similarity(short.plain, long.plain) if len(short.plain) >= ENOUGH else 0
    return same >= NEARLY * len(short.plain)


def _repeated(one: Wording, other: Wording) -> bool:
    """One quotation of a report is there twice, word for word or nearly so: in a headline, beside a picture."""
    if one.start < other.end and other.start < one.end:
        return False  # what is said, and the same within what is told of it
    short, long = sorted((len(one.plain), len(other.plain)))
    if not (one.direct and other.direct) or short < RUN:
        return one.plain == other.plain
    return LCSseq.similarity(one.plain, other.plain) >= NEARLY * long


def _one_expression(one: Wording, other: Wording, shared: set[str], speakers: float) -> bool:
    """True where the two words that are shared make one expression ("a spoiled child"): no names alone and, in both, no
    other telling word between them but names. Of what one speaker is quoted with in both it is not asked that they
    stand together; of two speakers who may be one it is asked that both are quoted."""
    quoted, two_speakers = one.direct and other.direct, speakers < 1.0
    if shared <= one.named | other.named or (two_speakers and not quoted):
        return False
    return (quoted and not two_speakers) or all(
        any({a, b} == shared for a, b in pairwise(u for u in w.content if u in shared or u not in w.named))
        for w in (one, other)
    )


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))

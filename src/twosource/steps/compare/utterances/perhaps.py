"""What may be one utterance though its words don't show it: two translations of it, or two languages.

Who spoke has to be one named person, and of that person's words each report must have nothing else to take for it: it
has the one quotation, or only this one gives a figure or a name. Then two quotations near in meaning, or in two
languages of as many sentences and a like length, are shown as one utterance *perhaps*, with the reason: a translator
chooses words, and a speaker says like things twice. Figures that can't both be right speak against it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from twosource.protocols import Meaning
from twosource.record import Entity, Material, Mention, Span
from twosource.steps.compare.utterances.wordings import Wording

NEAR = 0.58  # cosine from which two quotations of one person can be two translations of one utterance
TRANSLATED = 25  # characters: shorter quotations in two languages say too little by their length …
LONGER = 1.6  # … and so many times as long a translation may be
SMALLEST = 2  # numbers up to this are in every text

TWO_LANGUAGES = (
    "Perhaps one utterance in two languages: one speaker, as many sentences, a like length and no figure against it; "
    "its words could not be held together."
)
TWO_TRANSLATIONS = (
    "Perhaps one utterance, worded or translated in two ways: each report quotes this person once, and they are near "
    "in meaning; they may also be two that are alike."
)


@dataclass(frozen=True, slots=True)
class _Told:
    """All that one report has of an utterance, sentence by sentence."""

    parts: tuple[Wording, ...]
    figures: frozenset[float]
    names: frozenset[str]
    words: str

    @property
    def whole(self) -> int:
        return self.parts[0].whole

    @property
    def report(self) -> str:
        return self.parts[0].report

    @property
    def language(self) -> str:
        return self.parts[0].language

    @property
    def direct(self) -> bool:
        return any(p.direct for p in self.parts)


class Perhaps:
    """Pairs of wholes (statements, or quotations in none) that may be one utterance, with the reason."""

    def __init__(self, material: Material, said: Sequence[Wording], meaning: Meaning | None) -> None:
        """``said`` are all sentences that somebody says; without ``meaning`` only languages are held together."""
        self._meaning = meaning
        named = {e.id for e in material.entities if _named(e)}
        told = [*_told(material, [w for w in said if w.speaker in named])]
        self._of: dict[tuple[str | None, str], list[_Told]] = {}
        for one in told:
            self._of.setdefault((one.parts[0].speaker, one.report), []).append(one)

    def pairs(self) -> Iterator[tuple[int, int, str]]:
        """Numbers of two wholes and why they may be one utterance."""
        by_speaker: dict[str | None, list[list[_Told]]] = {}
        for (speaker, _), told in sorted(self._of.items(), key=lambda item: (item[0][0] or "", item[0][1])):
            by_speaker.setdefault(speaker, []).append(told)
        found = [
            pair
            for reports in by_speaker.values()
            for k, mine in enumerate(reports)
            for theirs in reports[k + 1 :]
            for pair in self._between(mine, theirs)
        ]
        near = self._nearness({t.words for *pair, why in found if why == TWO_TRANSLATIONS for t in pair})
        for one, other, why in found:
            if why == TWO_LANGUAGES or near(one.words, other.words) >= NEAR:
                yield one.whole, other.whole, why

    def _between(self, mine: Sequence[_Told], theirs: Sequence[_Told]) -> Iterator[tuple[_Told, _Told, str]]:
        """What two reports have of one person; whether two translations are near in meaning is asked later."""
        if mine[0].language == theirs[0].language:
            one, other = _only_quoted(mine), _only_quoted(theirs)
            if self._meaning is not None and one and other and _figures_fit(one, other):
                yield one, other, TWO_TRANSLATIONS
            return
        alone = len(mine) == len(theirs) == 1
        for one in mine:
            for other in theirs:
                told = alone and one.direct and other.direct
                if (told or ((one.direct or other.direct) and _shown(one, other, mine, theirs))) and _like(one, other):
                    yield one, other, TWO_LANGUAGES

    def _nearness(self, words: Collection[str]) -> Callable[[str, str], float]:
        """The cosine of any two of these wordings; each is given to the model once, all at a time."""
        wordings = sorted(words) if self._meaning is not None else []
        points = dict(zip(wordings, self._meaning.vectors(wordings), strict=True)) if self._meaning and wordings else {}
        return lambda one, other: float(points[one] @ points[other])


def _named(entity: Entity) -> bool:
    return entity.kind == "person" and not entity.anonymous and any(c.isupper() for c in entity.name)


def _told(material: Material, said: Sequence[Wording]) -> Iterator[_Told]:
    """The wholes that somebody is named for, with their figures and the entities they name besides the speaker."""
    texts = {r.report.id: r.report.text for r in material.readings}
    names: dict[str, list[tuple[Mention, str]]] = {}
    for entity in material.entities:
        for mention in entity.mentions:
            names.setdefault(mention.report, []).append((mention, entity.id))
    wholes: dict[int, list[Wording]] = {}
    for w in said:
        wholes.setdefault(w.whole, []).append(w)
    for parts in wholes.values():
        report, spans = parts[0].report, [p for w in parts for p in w.pieces]
        numbers = (q for q in material.quantities.get(report, ()) if _inside(q.start, q.end, spans))
        yield _Told(
            tuple(parts),
            frozenset(q.low for q in numbers if q.low is not None and q.low > SMALLEST),
            frozenset(e for m, e in names.get(report, ()) if e != parts[0].speaker and _inside(m.start, m.end, spans)),
            " ".join(" ".join(p.of(texts[report]) for p in spans).split()),
        )


def _inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(p.start <= start and end <= p.end for p in spans)


def _only_quoted(told: Sequence[_Told]) -> _Told | None:
    """The one quotation among what a report has of a person."""
    quoted = [t for t in told if t.direct]
    return quoted[0] if len(quoted) == 1 else None


def _like(one: _Told, other: _Told) -> bool:
    """Of as many sentences and like length (Gale and Church, "A program for aligning sentences in bilingual corpora",
    1993), and no figure against it."""
    short, long = sorted((len(one.words), len(other.words)))
    return (
        short >= TRANSLATED
        and long <= LONGER * short
        and one.parts[0].sentences == other.parts[0].sentences
        and _figures_fit(one, other)
    )


def _figures_fit(one: _Told, other: _Told) -> bool:
    """Figures that only one of them gives may have been cut; where both give some, one must be shared."""
    return not (one.figures and other.figures) or bool(one.figures & other.figures)


def _shown(one: _Told, other: _Told, mine: Sequence[_Told], theirs: Sequence[_Told]) -> bool:
    """True where both give a figure, or two names, that nothing else of the person does in either report."""

    def only(clue: float | str) -> bool:
        return all(sum(clue in t.figures | t.names for t in told) == 1 for told in (mine, theirs))

    names = [name for name in one.names & other.names if only(name)]
    return len(names) > 1 or any(only(figure) for figure in one.figures & other.figures)

"""One utterance of one speaker in several wordings: quoted, cut, translated twice, or told in reported speech.

Only statements of one speaker are set against one another, and only those that share a word which few other
statements have. What two wordings share is weighed by how rare it is among the statements of the story: a "canoe"
in two statements of a minister is the same canoe, "the levy" in six is the theme. A quotation that stands word
for word in two reports is one utterance whoever the reports say it is from.

Across languages words tell nothing: there the one quotation that each report has from a person is one utterance if
both have as many sentences, the same figures and a like length.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from twosource.lexicon import words
from twosource.record import Entity, Material, Quote, QuoteVariant, Reading, Span, Statement, Token
from twosource.steps.compare.telling import MARKS, telling
from twosource.steps.linkage import join

SAME = 0.50  # share of the lighter wording's weight that the other has, for two to be one utterance
TOLD = 0.56  # … where neither is quoted
TOGETHER = 0.36  # the mean of it over all pairs of a group
COMMON = 12  # a word in more of a speaker's statements than this leads to no pair
SHORTEST = 4  # letters of a telling word where there is no list of plain ones
RUN = 5  # words in a row that make a quotation the same whoever is said to have spoken
OTHER_NUMBERS = 0.6  # what is left of a likeness where both give numbers and share none
OTHER_NAME = 0.8  # … where the speakers share a name but were not found to be one
BOTH_QUOTED = 1.2  # … more where both are in quotation marks: words chosen by the speaker count more than retold ones
ALONE = 1.25  # … more where the speaker has nothing else to say in either report
TRANSLATED = 25  # characters: shorter quotations in two languages say too little by their length …
LONGER = 1.35  # … and so many times as long a translation may be
UNNAMED = 0.7  # … where one is a name and the other "the judge"
OTHER_POLARITY = 0.75  # … and where one denies and the other does not

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?")
_STOP = re.compile(r"[.!?…]+\s")
_NEGATIONS = frozenset(("not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without", "n't", "deny"))


@dataclass(frozen=True, slots=True)
class _Wording:
    """Something said. ``content`` are its telling words in order, ``core`` those of them in quotation marks (all where
    there are no marks), ``plain`` the words in quotation marks, folded, ``numbers`` those of the content that are
    numbers. ``speaker`` is None where nobody is made out; ``statement`` where the quotation belongs to none."""

    report: str
    start: int
    end: int
    speaker: str | None
    direct: bool
    statement: str | None
    content: tuple[str, ...]
    core: tuple[str, ...]
    plain: tuple[str, ...]
    numbers: frozenset[str]
    nouns: frozenset[str]
    denies: bool
    language: str
    sentences: int


def collate(material: Material) -> tuple[Quote, ...]:
    """The utterances of the story in order of appearance: each quotation with its other wordings, if there are any, and
    what is told in reported speech by two reports alike. A quotation in one report only has one variant."""
    order = {r.report.id: k for k, r in enumerate(material.readings)}
    readings = {r.report.id: r for r in material.readings}
    wordings = sorted(
        (
            w
            for r in material.readings
            for w in _wordings(r, [s for s in material.statements if s.report == r.report.id])
        ),
        key=lambda w: (order[w.report], w.start, w.end, w.statement or ""),
    )
    entities = {e.id: e for e in material.entities}
    likeness = _Likeness(wordings, entities)
    groups = join(likeness.pairs(), likeness.between, SAME, TOGETHER)
    grouped = {k for group in groups for k in group}
    groups += [[k] for k, w in enumerate(wordings) if k not in grouped and w.direct and w.statement]
    quotes = [_quote([wordings[k] for k in sorted(group)], readings, entities) for group in groups]
    return tuple(sorted(quotes, key=lambda q: (order[q.variants[0].report], q.variants[0].start, q.id)))


def differences(a_words: Sequence[str], b_words: Sequence[str]) -> tuple[tuple[str, int, int, int, int], ...]:
    """Word by word, how ``a_words`` become ``b_words``: (tag, a_start, a_end, b_start, b_end), the tag one of "equal",
    "replace", "delete" and "insert". Compare folded words (``folded``) to see past case and marks."""
    found = Levenshtein.opcodes(list(a_words), list(b_words))
    return tuple((o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in found)


def folded(text: str) -> tuple[str, ...]:
    """Words without case, accents' compatibility forms and quotation marks, for comparing wordings."""
    return tuple(m.group() for m in _WORD.finditer(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")))


# ------------------------------------------------------------------------------------------------ wordings


def _wordings(reading: Reading, statements: Sequence[Statement]) -> Iterator[_Wording]:
    """Every statement that is somebody's, and every quotation that is in none of them."""
    spans: list[Span] = []
    for s in statements:
        if s.kind != "narrated":
            spans += s.pieces
            yield _wording(reading, s.pieces, s.speaker, s.kind in ("direct", "mixed"), s.id, s.certainty == "denied")
    narrated = [s for s in statements if s.kind == "narrated"]
    for passage in reading.passages:
        if passage.kind == "body":
            for q in passage.quotations:
                if not any(q.inner.overlaps(p) for p in spans) and len(folded(q.inner.of(reading.report.text))) > 2:
                    owner = next((s.id for s in narrated if any(p.covers(q.inner) for p in s.pieces)), None)
                    yield _wording(reading, (q.inner,), None, True, owner)


def _wording(
    reading: Reading,
    pieces: Sequence[Span],
    speaker: str | None,
    direct: bool,
    statement: str | None,
    denied: bool = False,
) -> _Wording:
    text = reading.report.text
    language = reading.report.language.split("-")[0].lower()
    shortest = 3 if language in ("en", "und") else SHORTEST
    plain_words = words(language, "plain_words") | words("en", "plain_words")
    tokens = [t for piece in pieces for t in _tokens(reading, piece)]
    quoted = list(_quoted(reading, pieces)) or list(pieces)
    content = tuple((t.start, unit) for t in tokens if (unit := telling(t, plain_words, shortest)))
    nouns = frozenset(u for t in tokens if t.pos in ("NOUN", "PROPN", "") and (u := telling(t, plain_words, shortest)))
    core = tuple(u for start, u in content if any(q.start <= start < q.end for q in quoted))
    everything = tuple(u for _, u in content)
    return _Wording(
        reading.report.id,
        pieces[0].start,
        pieces[-1].end,
        speaker,
        direct,
        statement,
        everything,
        core or everything,
        tuple(w for q in quoted for w in folded(q.of(text))),
        frozenset(u for u in everything if u[0] == "#"),
        nouns,
        denied or any(t.lemma in _NEGATIONS or t.text.casefold().endswith("n't") for t in tokens),
        language,
        sum(len(_STOP.findall(q.of(text).strip(MARKS + " .!?…"))) for q in quoted) + 1,
    )


def _quoted(reading: Reading, pieces: Sequence[Span]) -> Iterator[Span]:
    """The parts of the pieces that stand in quotation marks."""
    for piece in pieces:
        for passage in reading.passages:
            for q in passage.quotations:
                if q.inner.overlaps(piece):
                    yield Span(max(q.inner.start, piece.start), min(q.inner.end, piece.end))


def _tokens(reading: Reading, piece: Span) -> Iterator[Token]:
    for passage in reading.passages:
        if passage.start < piece.end and piece.start < passage.end:
            for sentence in passage.sentences:
                if sentence.start < piece.end and piece.start < sentence.end:
                    yield from (t for t in sentence.tokens if piece.start <= t.start and t.end <= piece.end)


# ------------------------------------------------------------------------------------------------ likeness


class _Likeness:
    """How much of one wording is in another, weighed by how rare the words are among all statements."""

    def __init__(self, wordings: Sequence[_Wording], entities: Mapping[str, Entity]) -> None:
        self._wordings = wordings
        df = Counter(u for w in wordings for u in set(w.content))
        # A word in two statements is as rare as it can be if they are one utterance: the second is not counted.
        self._weight = {u: math.log((len(wordings) + 2) / max(1, n - 1)) for u, n in df.items()}
        self._names = {ident: _name_words(e) for ident, e in entities.items()}
        self._said = Counter((w.report, w.speaker) for w in wordings)
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
                if self._alone(w, w):
                    places.setdefault(("alone", w.speaker or "", ""), []).append(k)
                for run in {w.plain[i : i + RUN] for i in range(len(w.plain) - RUN + 1)}:
                    places.setdefault(("", *run), []).append(k)
        for found in places.values():
            if 1 < len(found) <= COMMON:
                met.update((a, b) for x, a in enumerate(found) for b in found[x + 1 :])
        return [(a, b, worth) for a, b in sorted(met) if self._apart(a, b) and (worth := self.between(a, b)) >= SAME]

    def _apart(self, a: int, b: int) -> bool:
        """Of two reports, or a repetition within one."""
        one, other = self._wordings[a], self._wordings[b]
        return one.report != other.report or one.plain == other.plain

    def between(self, a: int, b: int) -> float:
        """Likeness of two wordings, 0 to 1; below 0 where they can never be one utterance."""
        one, other = self._wordings[a], self._wordings[b]
        verbatim = _verbatim(one, other)
        speakers = self._speakers(one.speaker, other.speaker)
        if not speakers and not verbatim:
            return -1.0
        if one.report == other.report:
            return TOGETHER  # the parts of an utterance that another report merges
        if verbatim or self._translated(one, other):
            return 1.0
        worth = self._shared(one.content, other.content)
        if one.direct and other.direct:
            worth = max(worth, self._shared(one.core, other.core))
        shared = set(one.content) & set(other.content)
        brief = max(len(set(one.core)), len(set(other.core))) <= 2
        if len(shared) == 1 and not brief and not shared & one.nouns & other.nouns:
            worth *= 0.5  # "happy" in two quotations is no utterance, "canoe" is
        elif one.direct and other.direct and len(shared) > 1:
            worth = min(1.0, BOTH_QUOTED * worth)
        if one.numbers and other.numbers and not one.numbers & other.numbers:
            worth *= OTHER_NUMBERS
        if one.denies != other.denies:
            worth *= OTHER_POLARITY
        if shared & one.nouns & other.nouns and self._alone(one, other):
            worth = min(1.0, ALONE * worth)
        if not (one.direct or other.direct):
            worth *= SAME / TOLD
        return worth * speakers

    def _translated(self, one: _Wording, other: _Wording) -> bool:
        """Two quotations in two languages, each the only one of one named person in its report, of as many sentences
        and of like length (Gale and Church, "A program for aligning sentences in bilingual corpora", 1993)."""
        if one.language == other.language or not (one.direct and other.direct) or one.speaker != other.speaker:
            return False
        short, long = sorted((one.end - one.start, other.end - other.start))
        return (
            one.speaker not in self._described
            and self._alone(one, other)
            and short >= TRANSLATED
            and long <= LONGER * short
            and one.sentences == other.sentences
            and not any(n[1:2].isdigit() for n in one.numbers ^ other.numbers)
        )

    def _alone(self, one: _Wording, other: _Wording) -> bool:
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

    def _speakers(self, one: str | None, other: str | None) -> float:
        """1 for one speaker; less where two could be one under other names; 0 for two."""
        if one is None or other is None:
            return 0.0
        if one == other:
            return 1.0
        mine, theirs = self._names.get(one, frozenset()), self._names.get(other, frozenset())
        described = {one, other} <= self._described
        if len(mine & theirs) > described:  # of two descriptions ("a coast guard official") two words must agree
            return OTHER_NAME if mine != theirs else 1.0
        return UNNAMED if (one in self._described) != (other in self._described) else 0.0


def _name_words(entity: Entity) -> frozenset[str]:
    """Words of a person's names, or of what an unnamed source is called."""
    if entity.kind != "person" and not entity.anonymous:
        return frozenset()
    found = {w for name in entity.names for w in folded(anyascii(name)) if len(w) > 3}
    return frozenset(found)


def _verbatim(one: _Wording, other: _Wording) -> bool:
    """One quotation is the other, or the greater part of it, word for word."""
    if not (one.direct and other.direct):
        return False
    short, long = sorted((one, other), key=lambda w: (len(w.plain), w.plain))
    if len(short.plain) < RUN:
        rare = len(set(short.core)) > 1 or short.speaker == long.speaker
        return rare and len(short.plain) > 2 and bool(short.core) and _inside(short.plain, long.plain)
    runs = {long.plain[i : i + RUN] for i in range(len(long.plain) - RUN + 1)}
    inside = sum(short.plain[i : i + RUN] in runs for i in range(len(short.plain) - RUN + 1))
    return inside > 0 and 2 * (inside + RUN - 1) >= len(short.plain)


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


# ------------------------------------------------------------------------------------------------ quotes


def _quote(group: Sequence[_Wording], readings: Mapping[str, Reading], entities: Mapping[str, Entity]) -> Quote:
    variants = tuple(_variant(w, readings[w.report]) for w in group)
    # All of them, with their statements: two groups may begin with the same words on the word of two speakers.
    places = "\n".join(f"{w.report} {w.start} {w.end} {w.statement}" for w in group)
    digest = hashlib.sha256(places.encode()).hexdigest()
    same = all(w.direct for w in group) and len({w.plain for w in group}) == 1
    return Quote("q" + digest[:10], _speaker(group, entities), same, variants)


def _speaker(group: Sequence[_Wording], entities: Mapping[str, Entity]) -> str | None:
    """Whom most reports name; a named one before an unnamed one."""
    votes = Counter(w.speaker for w in group if w.speaker is not None)
    if not votes:
        return None

    def rank(ident: str) -> tuple[bool, int, str]:
        entity = entities.get(ident)
        return (entity is None or entity.anonymous, -votes[ident], ident)

    return min(votes, key=rank)


def _variant(w: _Wording, reading: Reading) -> QuoteVariant:
    start, end = _with_marks(reading.report.text, w.start, w.end) if w.direct else (w.start, w.end)
    return QuoteVariant(w.statement, w.report, start, end, "direct" if w.direct else "indirect")


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation marks that stand right around it."""
    if start > 0 and text[start - 1] in MARKS:
        start -= 1
    if end < len(text) and text[end] in MARKS:
        end += 1
    return start, end

"""One utterance of one speaker in several wordings: quoted, cut, translated twice, or told in reported speech.

Only statements of one speaker are set against one another, and only those that share a word which few other
statements have. What two wordings share is weighed by how rare it is among the statements of the story: a "canoe"
in two statements of a minister is the same canoe, "the levy" in six is the theme. A quotation that stands word
for word in two reports is one utterance whoever the reports say it is from.
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
from twosource.steps.linkage import join

SAME = 0.46  # share of the lighter wording's weight that the other has, for two to be one utterance
TOLD = 0.52  # … where neither is quoted
TOGETHER = 0.36  # the mean of it over all pairs of a group
COMMON = 12  # a word in more of a speaker's statements than this leads to no pair
RUN = 5  # words in a row that make a quotation the same whoever is said to have spoken
OTHER_NUMBERS = 0.6  # what is left of a likeness where both give numbers and share none
OTHER_POLARITY = 0.75  # … and where one denies and the other does not

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?")
_NEGATIONS = frozenset(("not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without", "n't", "deny"))
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", ""))
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "ly")
_MARKS = "\"“”„«»‘’'‚‹›"


@dataclass(frozen=True, slots=True)
class _Wording:
    """A statement as something said. ``content`` are its telling words in order, ``plain`` all its words folded,
    ``numbers`` those of the content that are numbers."""

    statement: Statement
    content: tuple[str, ...]
    plain: tuple[str, ...]
    numbers: frozenset[str]
    denies: bool

    @property
    def direct(self) -> bool:
        return self.statement.kind in ("direct", "mixed")


def collate(material: Material) -> tuple[Quote, ...]:
    """The utterances of the story in order of appearance: each quotation with its other wordings, if there are any, and
    what is told in reported speech by two reports alike. A quotation in one report only has one variant."""
    order = {r.report.id: k for k, r in enumerate(material.readings)}
    readings = {r.report.id: r for r in material.readings}
    said = sorted(
        (s for s in material.statements if s.kind != "narrated" and s.report in order),
        key=lambda s: (order[s.report], s.start, s.end, s.id),
    )
    wordings = [_wording(s, readings[s.report]) for s in said]
    likeness = _Likeness(wordings)
    groups = join(likeness.pairs(), likeness.between, SAME, TOGETHER)
    grouped = {k for group in groups for k in group}
    groups += [[k] for k, w in enumerate(wordings) if k not in grouped and w.direct]
    entities = {e.id: e for e in material.entities}
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


def _wording(statement: Statement, reading: Reading) -> _Wording:
    text = reading.report.text
    language = reading.report.language.split("-")[0].lower()
    plain_words = words(language, "plain_words") | words("en", "plain_words")
    tokens = [t for piece in statement.pieces for t in _tokens(reading, piece)]
    content = tuple(unit for t in tokens if (unit := _unit(t, plain_words)))
    plain = tuple(w for piece in statement.pieces for w in folded(piece.of(text)))
    return _Wording(
        statement,
        content,
        plain,
        frozenset(u for u in content if u[0] == "#"),
        any(t.lemma in _NEGATIONS or t.text.casefold().endswith("n't") for t in tokens),
    )


def _tokens(reading: Reading, piece: Span) -> Iterator[Token]:
    for passage in reading.passages:
        if passage.start < piece.end and piece.start < passage.end:
            for sentence in passage.sentences:
                if sentence.start < piece.end and piece.start < sentence.end:
                    yield from (t for t in sentence.tokens if piece.start <= t.start and t.end <= piece.end)


def _unit(token: Token, plain: frozenset[str]) -> str | None:
    """A telling word in the form in which it is compared."""
    lemma = anyascii(token.lemma or token.text).casefold().strip(_MARKS)
    if not lemma or token.pos not in _CONTENT:
        return None
    if lemma[0].isdigit() or token.pos == "NUM":
        return "#" + lemma
    if len(lemma) < 3 or lemma in plain or token.text.casefold() in plain:
        return None
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 4:
            return lemma[: -len(ending)]
    return lemma


# ------------------------------------------------------------------------------------------------ likeness


class _Likeness:
    """How much of one wording is in another, weighed by how rare the words are among all statements."""

    def __init__(self, wordings: Sequence[_Wording]) -> None:
        self._wordings = wordings
        df = Counter(u for w in wordings for u in set(w.content))
        self._weight = {u: math.log((len(wordings) + 2) / n) for u, n in df.items()}
        self._totals = [sum(self._weight[u] for u in set(w.content)) for w in wordings]

    def pairs(self) -> list[tuple[int, int, float]]:
        """Pairs that an index of speakers and words, or of runs of words, brings together, with their likeness."""
        met: set[tuple[int, int]] = set()
        places: dict[tuple[object, ...], list[int]] = {}
        for k, w in enumerate(self._wordings):
            for unit in sorted(set(w.content)):
                if w.statement.speaker is not None:
                    places.setdefault((w.statement.speaker, unit), []).append(k)
            if w.direct:
                for run in {w.plain[i : i + RUN] for i in range(len(w.plain) - RUN + 1)}:
                    places.setdefault(("", *run), []).append(k)
        for found in places.values():
            if 1 < len(found) <= COMMON:
                met.update((a, b) for x, a in enumerate(found) for b in found[x + 1 :])
        return [(a, b, worth) for a, b in sorted(met) if (worth := self.between(a, b)) >= SAME and self._apart(a, b)]

    def _apart(self, a: int, b: int) -> bool:
        """Of two reports, or a repetition within one."""
        one, other = self._wordings[a], self._wordings[b]
        return one.statement.report != other.statement.report or one.plain == other.plain

    def between(self, a: int, b: int) -> float:
        """Likeness of two wordings, 0 to 1; below 0 where they can never be one utterance."""
        one, other = self._wordings[a], self._wordings[b]
        same_words = self._verbatim(one, other)
        if one.statement.speaker != other.statement.speaker and not same_words:
            return -1.0
        if one.statement.report == other.statement.report:
            return TOGETHER  # the parts of an utterance that another report merges
        shared = set(one.content) & set(other.content)
        lighter = min(self._totals[a], self._totals[b])
        if not shared or not lighter:
            return 1.0 if same_words else 0.0
        worth = sum(self._weight[u] for u in shared) / lighter
        if one.numbers and other.numbers and not one.numbers & other.numbers:
            worth *= OTHER_NUMBERS
        if one.denies != other.denies:
            worth *= OTHER_POLARITY
        if not (one.direct or other.direct):
            worth *= SAME / TOLD
        if len(shared) == 1 and min(len(set(one.content)), len(set(other.content))) < 2 and not same_words:
            worth *= 0.5  # one word alone, and nothing else to go by
        return max(worth, 1.0 if same_words else 0.0)

    def _verbatim(self, one: _Wording, other: _Wording) -> bool:
        """One quotation is the other, or the greater part of it, word for word."""
        if not (one.direct and other.direct):
            return False
        if one.plain == other.plain:
            return True
        short, long = sorted((one.plain, other.plain), key=lambda w: (len(w), w))
        runs = {long[i : i + RUN] for i in range(len(long) - RUN + 1)}
        inside = sum(short[i : i + RUN] in runs for i in range(len(short) - RUN + 1))
        return inside >= 2 and 2 * (inside + RUN - 1) >= len(short)


# ------------------------------------------------------------------------------------------------ quotes


def _quote(group: Sequence[_Wording], readings: Mapping[str, Reading], entities: Mapping[str, Entity]) -> Quote:
    variants = tuple(_variant(w, readings[w.statement.report]) for w in group)
    first = group[0].statement
    digest = hashlib.sha256(f"{first.report} {first.start} {first.end}".encode()).hexdigest()
    same = all(w.direct for w in group) and len({w.plain for w in group}) == 1
    return Quote("q" + digest[:10], _speaker(group, entities), same, variants)


def _speaker(group: Sequence[_Wording], entities: Mapping[str, Entity]) -> str | None:
    """Whom most reports name; a named one before an unnamed one."""
    votes = Counter(w.statement.speaker for w in group if w.statement.speaker is not None)
    if not votes:
        return None

    def rank(ident: str) -> tuple[bool, int, str]:
        entity = entities.get(ident)
        return (entity is None or entity.anonymous, -votes[ident], ident)

    return min(votes, key=rank)


def _variant(wording: _Wording, reading: Reading) -> QuoteVariant:
    s = wording.statement
    start, end = _with_marks(reading.report.text, s.start, s.end) if wording.direct else (s.start, s.end)
    return QuoteVariant(s.id, s.report, start, end, "direct" if wording.direct else "indirect")


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation marks that stand right around it."""
    if start > 0 and text[start - 1] in _MARKS:
        start -= 1
    while end < len(text) and text[end] in _MARKS:
        end += 1
        break
    return start, end

"""What was said, sentence by sentence: the units in which wordings of one utterance are found.

One report prints three sentences of a speaker in one pair of marks, another spreads them over two paragraphs, a third
has the second alone. Sentences can be set against one another; whole quotations could only be lumped together.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.lexicon import words
from twosource.record import Quotation, Reading, Sentence, Span, Statement, StatementKind, Token
from twosource.steps.compare.utterances.telling import MARKS, telling

SHORTEST = 4  # letters of a telling word where there is no list of plain ones
SHORT = 16  # words that are not taken apart: "They did not resist. They asked for coffee." is retold in one sentence
FREE = 2  # words of a quotation that belongs to no statement; fewer are a term

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)?")
_HEADING = re.compile(r"\b[A-Z]{4,}(?:['’][A-Z]+)? [A-Z]{4,}\b|\b[A-Z]+['’][A-Z]+ [A-Z]{3,} [A-Z]{3,}\b")
_NEGATIONS = frozenset(("not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "without", "n't", "deny"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence of something said. ``whole`` numbers the statement (or quotation) that it is a part of, ``ordinal``
    its place there, ``sentences`` how many there are. ``content`` are its telling words in order, ``core`` those of
    them in quotation marks (all where there are no marks), ``plain`` the words in quotation marks, folded, ``marked``
    says whether there are such; ``numbers`` are those of the content that are numbers, ``named`` those in names,
    ``negated`` those that are denied. ``speaker`` is None where nobody is made out; ``statement`` where the quotation
    belongs to none."""

    whole: int
    ordinal: int
    sentences: int
    report: str
    pieces: tuple[Span, ...]
    speaker: str | None
    direct: bool
    statement: str | None
    content: tuple[str, ...]
    core: tuple[str, ...]
    plain: tuple[str, ...]
    marked: bool
    numbers: frozenset[str]
    nouns: frozenset[str]
    named: frozenset[str]
    negated: frozenset[str]
    language: str

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.pieces[-1].end


def folded(text: str) -> tuple[str, ...]:
    """Words without case, accents' compatibility forms and quotation marks, for comparing wordings."""
    return tuple(m.group() for m in _WORD.finditer(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")))


def wordings(readings: Sequence[Reading], statements: Sequence[Statement]) -> list[Wording]:
    """Every sentence of what somebody says, and of the quotations that are in no statement, in order of the reports
    and of their text."""
    out: list[Wording] = []
    whole = 0
    for reading in readings:
        mine = [s for s in statements if s.report == reading.report.id]
        found = sorted(_said(reading, mine), key=lambda said: (said.pieces[0].start, said.pieces[-1].end, said.order))
        for said in found:
            out += _sentences(reading, said, whole)
            whole += 1
    return out


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement, or a quotation that is in none."""

    pieces: tuple[Span, ...]
    speaker: str | None
    kind: StatementKind
    statement: str | None
    denied: bool = False

    @property
    def order(self) -> str:
        return self.statement or ""


def _said(reading: Reading, statements: Sequence[Statement]) -> Iterator[_Said]:
    text = reading.report.text
    quotations = [q for p in reading.passages for q in p.quotations]
    told = [s for s in statements if s.kind != "narrated"]
    spans: list[Span] = []
    for s in told:
        if not _only_a_part(text, s, told, quotations):
            spans += s.pieces
            yield _Said(s.pieces, s.speaker, s.kind, s.id, s.certainty == "denied")
    narrated = [s for s in statements if s.kind == "narrated"]
    for passage in reading.passages:
        for q in passage.quotations if passage.kind in ("body", "caption") else ():
            if not any(q.inner.overlaps(p) for p in spans) and len(folded(q.inner.of(text))) >= FREE:
                owner = next((s.id for s in narrated if any(p.covers(q.inner) for p in s.pieces)), None)
                yield _Said((q.inner,), None, "direct", owner)


def _only_a_part(text: str, s: Statement, told: Sequence[Statement], quotations: Sequence[Quotation]) -> bool:
    """True for what a speaker in quotation marks says of somebody's belief: "She believes she is above the law" is one
    utterance. A quotation within the quotation, in marks of its own, is another."""
    around = next((q for q in quotations if q.inner.start <= s.start and s.end <= q.inner.end), None)
    if around is None or text[s.start] in MARKS or (text[s.start - 1] in MARKS and s.start > around.inner.start):
        return False
    return any(
        o is not s and any(p.covers(Span(s.start, s.end)) and len(p) > s.end - s.start for p in o.pieces) for o in told
    )


def _sentences(reading: Reading, said: _Said, whole: int) -> Iterator[Wording]:
    """The parts of what is said, a sentence each."""
    parts: dict[int, list[Span]] = {}
    sentences = [s for p in reading.passages for s in p.sentences]
    starts = [s.start for s in sentences]
    for piece in said.pieces:
        k = max(0, bisect_right(starts, piece.start) - 1)
        first = True
        while k < len(sentences) and (first or sentences[k].start < piece.end):
            end = sentences[k + 1].start if k + 1 < len(sentences) else piece.end
            part = Span(piece.start if first else max(piece.start, sentences[k].start), min(piece.end, end))
            own = _trimmed(reading.report.text, part) if part.start < part.end else None
            if own is not None and any(c.isalnum() for c in own.of(reading.report.text)):
                parts.setdefault(k, []).append(own)
            first = False
            k += 1
    if sum(len(folded(p.of(reading.report.text))) for p in said.pieces) <= SHORT:
        yield _wording(reading, said, (whole, 0, len(parts)), said.pieces, [sentences[k] for k in sorted(parts)])
        return
    for ordinal, k in enumerate(sorted(parts)):
        yield _wording(reading, said, (whole, ordinal, len(parts)), tuple(parts[k]), sentences[k : k + 1])


def _trimmed(text: str, part: Span) -> Span | None:
    """The part without spaces behind it, and without what the page put in between ("… we said. MORE NEWS Storm …");
    None where that is all."""
    heading = _HEADING.search(text, part.start, part.end)
    shouted = text[part.start : part.end].isupper()
    end = part.end if heading is None or shouted else heading.start()
    while end > part.start and text[end - 1].isspace():
        end -= 1
    return Span(part.start, end) if end > part.start else None


def _wording(
    reading: Reading, said: _Said, place: tuple[int, int, int], pieces: tuple[Span, ...], sentences: Sequence[Sentence]
) -> Wording:
    text = reading.report.text
    language = reading.report.language.split("-")[0].lower()
    shortest = 3 if language in ("en", "und") else SHORTEST
    plain_words = words(language, "plain_words") | words("en", "plain_words")
    tokens = [
        t for s in sentences for t in s.tokens if any(piece.start <= t.start and t.end <= piece.end for piece in pieces)
    ]
    marked = list(_quoted(reading, pieces))
    quoted = marked or list(pieces)
    found = [(t, unit) for t in tokens if (unit := telling(t, plain_words, shortest))]
    core = tuple(unit for t, unit in found if any(q.start <= t.start < q.end for q in quoted))
    everything = tuple(unit for _, unit in found)
    return Wording(
        *place,
        reading.report.id,
        pieces,
        said.speaker,
        bool(marked) or (said.kind == "direct" and not any(_quoted(reading, said.pieces))),
        said.statement,
        everything,
        core or everything,
        tuple(w for q in quoted for w in folded(q.of(text))),
        bool(marked) and core != (),
        frozenset(u for u in everything if u[0] == "#"),
        frozenset(unit for t, unit in found if t.pos in ("NOUN", "PROPN", "")),
        frozenset(unit for t, unit in found if t.pos == "PROPN"),
        frozenset(everything) if said.denied else frozenset(_negated(found, sentences)),
        language,
    )


def _negated(found: Sequence[tuple[Token, str]], sentences: Sequence[Sentence]) -> Iterator[str]:
    """The telling words that a "not", "no" or "nobody" hangs on; all of the sentence where it was not parsed."""
    units = {t.start: unit for t, unit in found}
    for sentence in sentences:
        for k, t in enumerate(sentence.tokens):
            if t.lemma not in _NEGATIONS and not t.text.casefold().endswith("n't"):
                continue
            if not sentence.parsed:
                yield from (unit for t, unit in found if sentence.start <= t.start < sentence.end)
                break
            at = t.head
            while sentence.tokens[at].start not in units and sentence.tokens[at].head not in (at, k):
                at = sentence.tokens[at].head
            if sentence.tokens[at].start in units:
                yield units[sentence.tokens[at].start]


def _quoted(reading: Reading, pieces: Sequence[Span]) -> Iterator[Span]:
    """The parts of the pieces that stand in quotation marks."""
    for piece in pieces:
        for passage in reading.passages:
            for q in passage.quotations:
                if q.inner.overlaps(piece):
                    yield Span(max(q.inner.start, piece.start), min(q.inner.end, piece.end))

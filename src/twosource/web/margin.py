"""A report in full, with every attribution noted beside the paragraph in which it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.present.elsewhere import Elsewhere
from twosource.present.index import Index
from twosource.present.marked_text import Badge, Mark, Piece, pieces
from twosource.present.masthead import Masthead, masthead
from twosource.present.visible import one_line
from twosource.record import Report, Statement
from twosource.web import evidence
from twosource.web.addresses import StoryAddresses
from twosource.web.between import partners
from twosource.web.board import speaker_of

LONGEST = 200_000  # characters on a page; what follows is on the next
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Note:
    """Beside a paragraph. ``kind``: ``said`` (who speaks), ``value`` (the answer to a question), ``shared``. ``state``:
    a verdict, ``only here`` or ``also`` (then ``others`` says where)."""

    number: int
    kind: str
    state: str
    words: str
    chain: tuple[evidence.Link, ...]
    certainty: str
    href: str
    words_href: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of the report with marks in them, and their notes."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report. ``only_here`` of its ``statements`` are in no other."""

    id: str
    head: Masthead
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    statements: int
    only_here: int
    left: int
    partners: tuple[tuple[str, str], ...]  # those that it takes from or is taken over by, with the two side by side


@dataclass(frozen=True, slots=True)
class _Noted:
    """A note with the words that it is about."""

    spans: tuple[tuple[int, int], ...]
    note: Note


def report_page(
    index: Index, addresses: StoryAddresses, elsewhere: Elsewhere, report: Report, at: tuple[int, int] | None
) -> ReportPage:
    """The report with its notes; ``at`` are words to be lit up."""
    text = report.text[:LONGEST]
    noted = [
        *_statements(index, addresses, elsewhere, report),
        *_values(index, addresses, report),
        *_shared(index, addresses, report),
    ]
    noted = [_numbered(n, number) for number, n in enumerate(sorted(noted, key=_place), 1)]
    said = [s for s in index.statements.values() if s.report == report.id and speaker_of(s)]
    return ReportPage(
        id=report.id,
        head=masthead(index, report),
        sha256=report.sha256,
        paragraphs=tuple(_paragraphs(text, noted, at)),
        statements=len(said),
        only_here=sum(1 for s in said if not elsewhere.of(s)),
        left=max(0, len(report.text) - LONGEST),
        partners=partners(index, addresses, report.id),
    )


def _numbered(noted: _Noted, number: int) -> _Noted:
    return replace(noted, note=replace(noted.note, number=number, words_href=f"#{anchor(*noted.spans[0])}"))


def _place(noted: _Noted) -> tuple[int, int, int]:
    rank = {"said": 0, "value": 1, "shared": 2}
    return noted.spans[0][0], rank[noted.note.kind], -noted.spans[-1][1]


def _paragraphs(text: str, noted: Sequence[_Noted], at: tuple[int, int] | None) -> Iterator[Paragraph]:
    """The text paragraph by paragraph; a note stands beside the paragraph in which its words begin."""
    marks = [mark for n in noted for mark in _marks(n)]
    if at:
        marks.append(Mark(*at, anchor(*at), ("at",)))
    found = [match.span() for match in _PARAGRAPH.finditer(text)]
    starts = [start for start, _ in found]
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    for n in noted:
        place = max((k for k, start in enumerate(starts) if start <= n.spans[0][0]), default=0)
        notes[place].append(n.note)
    seen: set[str] = set()
    for place, (start, end) in enumerate(found):
        here = [_within(mark, start, end, seen) for mark in marks if mark.start < end and start < mark.end]
        yield Paragraph(tuple(pieces(text[start:end], here)), tuple(notes[place]))


def _marks(noted: _Noted) -> Iterator[Mark]:
    """The words of a note; behind the last of them stands its number."""
    for start, end in noted.spans:
        badge = (Badge(str(noted.note.number), f"#m{noted.note.number}", "note"),) if end == noted.spans[-1][1] else ()
        yield Mark(start, end, anchor(start, end), (noted.note.kind, noted.note.state), badge)


def anchor(start: int, end: int) -> str:
    """The id of words on the page of their report."""
    return f"w{start}-{end}"


def _within(mark: Mark, start: int, end: int, seen: set[str]) -> Mark:
    """The part of a mark that lies in a paragraph; only its first part keeps the id."""
    name = mark.id if mark.id not in seen else f"{mark.id}-{start}"
    seen.add(mark.id)
    return replace(
        mark,
        start=max(0, mark.start - start),
        end=min(end, mark.end) - start,
        id=name,
        badges=mark.badges if mark.end <= end else (),
    )


def _statements(index: Index, addresses: StoryAddresses, elsewhere: Elsewhere, report: Report) -> Iterator[_Noted]:
    for statement in index.statements.values():
        if statement.report == report.id and speaker_of(statement) is not None:
            others = elsewhere.of(statement)
            note = Note(
                0,
                "said",
                "also" if others else "only-here",
                "",
                evidence.chain(index, addresses, statement)[1:],
                evidence.certainty(index, statement),
                addresses.statement(statement),
                "",
                tuple((index.report_name(r), addresses.report(r)) for r in others),
            )
            yield _Noted(_spans(statement), note)


def _spans(statement: Statement) -> tuple[tuple[int, int], ...]:
    return tuple((piece.start, piece.end) for piece in statement.pieces)


def _values(index: Index, addresses: StoryAddresses, report: Report) -> Iterator[_Noted]:
    """Answers to questions on which reports differ, or only seem to: the others would fill the margin."""
    for verdict in ("differ", "compatible"):
        for comparison in index.with_verdict(verdict):
            here = [m for v in comparison.values for m in v.mentions if m.report == report.id]
            if here:
                href = addresses.question(comparison)
                note = Note(0, "value", verdict, one_line(comparison.question), (), "", href, "", ())
                yield _Noted(tuple(sorted({(m.start, m.end) for m in here})), note)


def _shared(index: Index, addresses: StoryAddresses, report: Report) -> Iterator[_Noted]:
    for derivation in index.dossier.derivations:
        source = derivation.source
        if source is None or source not in index.reports or derivation.report not in index.reports:
            continue
        for p in derivation.passages:
            mine, theirs = (p.start, p.end), (p.other_start, p.other_end)
            if derivation.report == report.id:
                words = "taken from" if derivation.directed else "the same words in"
                yield _passage(index, addresses, mine, source, theirs, words)
            elif source == report.id:
                words = "taken over by" if derivation.directed else "the same words in"
                yield _passage(index, addresses, theirs, derivation.report, mine, words)


def _passage(
    index: Index, addresses: StoryAddresses, mine: tuple[int, int], other: str, theirs: tuple[int, int], words: str
) -> _Noted:
    there = (index.report_name(other), addresses.words(other, 0, *theirs))
    return _Noted((mine,), Note(0, "shared", "", words, (), "", there[1], "", (there,)))

"""What the pages of a story show, cut to what one page can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from twosource.present.page_parts import Count, Event, Quotation, Said, Speaker
from twosource.present.summary import Taken
from twosource.present.visible import one_line, web_address
from twosource.present.wording import date, listed
from twosource.record import LaterWord, LedgerEntry
from twosource.web.addresses import COUNTS_A_PAGE, StoryAddresses
from twosource.web.board import STANDINGS, Filters, Row, Standing, speaker_of
from twosource.web.story import StoryRoom

ROWS_A_PAGE = 40
MOST_COLUMNS = 14  # reports side by side; more are shown as a strip
SAID_A_PAGE = 60
QUOTATIONS_A_PAGE = 40
EVENTS_A_PAGE = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of a list this is (from 1), of how many things, how many a page."""

    number: int
    total: int
    size: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some of a list."""

    items: tuple[T, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class Column:
    """A report at the head of the board."""

    id: str
    name: str
    href: str
    number: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Where in time the reports stand that give an answer: an SVG path over all, oldest first, one wide each; and some
    of their names."""

    letter: str
    path: str
    names: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row with its cells: for each column the letters of the report's answers; or, where the columns are too many,
    a strip for each answer."""

    row: Row
    cells: tuple[tuple[str, ...], ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The rows that a reader asked for, those of one standing together."""

    sections: tuple[tuple[Standing, str, tuple[BoardRow, ...]], ...]
    columns: tuple[Column, ...]
    width: int
    pages: Pages


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in the list: how many statements it has, how many of them are in no other, and what it took."""

    id: str
    name: str
    title: str
    href: str
    link: str | None
    published: str
    author: str
    language: str
    length: int
    statements: int
    only_here: int
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Somebody who is cited, in the list."""

    name: str
    href: str
    unnamed: bool
    statements: int
    reports: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Everybody who is cited; and of one, where one is asked for, what he or she says."""

    lines: tuple[SourceLine, ...]
    chosen: Speaker | None
    said: Part[Said] | None
    own_voice: int


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry of the timeline, with the questions on its date that reports answer differently."""

    event: Event
    precision: str
    conflicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A source across stories. Stories and later words with their links; ``alone`` of its ``matters`` have no second
    independent origin."""

    name: str
    names: tuple[str, ...]
    unnamed: bool
    statements: int
    stories: tuple[tuple[str, str], ...]
    outlets: tuple[tuple[str, int], ...]
    matters: int
    alone: int
    confirmed: tuple[tuple[str, str, str], ...]  # about, by whom, link
    contradicted: tuple[tuple[str, str, str], ...]


def part(items: Sequence[T], page: int, size: int) -> Part[T]:
    """One page of a list; a page behind the last is the last."""
    pages = Pages(page, len(items), size)
    number = min(page, pages.last)
    return Part(tuple(items[(number - 1) * size : number * size]), Pages(number, len(items), size))


def board(story: StoryRoom, filters: Filters, page: int) -> Board:
    """The rows that pass the filters, a page of them."""
    found = part([row for row in story.rows if filters.let_through(row)], page, ROWS_A_PAGE)
    answering = {report for row in found.items for report in row.reports}
    reports = [r for r in story.index.reports if r in answering]
    columns = tuple(_column(story, r) for r in reports) if len(reports) <= MOST_COLUMNS else ()
    sections = []
    for standing, words in STANDINGS.items():
        rows = tuple(_board_row(story, row, columns) for row in found.items if row.standing == standing)
        if rows:
            sections.append((standing, words, rows))
    return Board(tuple(sections), columns, len(story.index.reports), found.pages)


def _column(story: StoryRoom, report: str) -> Column:
    index = story.index
    return Column(report, index.report_name(report), story.addresses.report(report), index.order[report] + 1)


def _board_row(story: StoryRoom, row: Row, columns: Sequence[Column]) -> BoardRow:
    if not columns:
        return BoardRow(row, (), tuple(_strip(story, told.letter, told.reports) for told in row.told))
    letters: defaultdict[str, list[str]] = defaultdict(list)
    for told in row.told:
        for report in told.reports:
            letters[report].append(told.letter)
    return BoardRow(row, tuple(tuple(letters[column.id]) for column in columns), ())


def _strip(story: StoryRoom, letter: str, reports: Sequence[str]) -> Strip:
    """Neighbours are drawn as one line: of many reports a path stays short."""
    places = {story.index.order[r] for r in reports if r in story.index.order}
    begins = sorted(p for p in places if p - 1 not in places)
    ends = sorted(p for p in places if p + 1 not in places)
    path = "".join(f"M{b} .5h{e - b + 1}" for b, e in zip(begins, ends, strict=True))
    return Strip(letter, path, listed([story.index.report_name(r) for r in reports], 4))


def reports(story: StoryRoom) -> tuple[ReportLine, ...]:
    """The reports, oldest first."""
    index = story.index
    said: defaultdict[str, int] = defaultdict(int)
    alone: defaultdict[str, int] = defaultdict(int)
    for statement in index.statements.values():
        if speaker_of(statement) is not None:
            said[statement.report] += 1
            alone[statement.report] += not story.elsewhere.of(statement)
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for one in story.view.taken:
        for report in _takers(one):
            taken[report].append(one.words)
    return tuple(
        ReportLine(
            id=r.id,
            name=index.report_name(r.id),
            title=one_line(r.title or ""),
            href=story.addresses.report(r.id),
            link=web_address(r.url),
            published=date(r.published) if r.published else "",
            author=one_line(r.author or ""),
            language=r.language,
            length=len(r.text),
            statements=said[r.id],
            only_here=alone[r.id],
            taken=tuple(taken[r.id]),
        )
        for r in index.reports.values()
    )


def _takers(taken: Taken) -> list[str]:
    return list(dict.fromkeys(d.report for d in taken.derivations))


def sources(story: StoryRoom, name: str, page: int) -> Sources:
    """Everybody who is cited; ``name`` is the id of the one to open."""
    keys, speakers = story.speaker_ids, story.view.speakers
    lines = tuple(
        SourceLine(s.name, story.addresses.source(key), s.unnamed, len(s.said), s.reports)
        for key, s in zip(keys, speakers, strict=True)
    )
    chosen = speakers[keys.index(name)] if name in keys else None
    said = part(chosen.said, page, SAID_A_PAGE) if chosen else None
    return Sources(lines, chosen, said, story.view.own_voice)


def counts(story: StoryRoom, page: int, rule: str = "") -> Part[Count]:
    """Origins counted, what many carry before what few do; where a ``rule`` is given (``met``, ``not_met``), of the
    matters that rest so."""
    if not rule:
        return part(story.view.counts, page, COUNTS_A_PAGE)
    wanted = {story.index.count_number[id(count)] - 1 for count in story.index.resting(rule)}
    return part([c for place, c in enumerate(story.view.counts) if place in wanted], page, COUNTS_A_PAGE)


def quotations(story: StoryRoom, page: int) -> Part[Quotation]:
    """Quotations, those in several reports first."""
    return part(story.view.quotations, page, QUOTATIONS_A_PAGE)


def timeline(story: StoryRoom, page: int) -> Part[Happening]:
    """Dated happenings, each with the conflicts that its words are part of."""
    return part(_happenings(story), page, EVENTS_A_PAGE)


def _happenings(story: StoryRoom) -> tuple[Happening, ...]:
    index = story.index
    conflicts = [(c, m) for c in index.with_verdict("differ") if c.kind == "date" for v in c.values for m in v.mentions]
    items = sorted(index.dossier.timeline, key=lambda t: (t.date, t.label))
    found = []
    for item, event in zip(items, story.view.timeline, strict=True):
        here = {
            (one_line(c.question), story.addresses.question(c))
            for c, m in conflicts
            for t in item.mentions
            if t.report == m.report and t.start < m.end and m.start < t.end
        }
        found.append(Happening(event, item.precision, tuple(sorted(here))))
    return tuple(found)


def ledger(entries: Sequence[LedgerEntry]) -> tuple[LedgerLine, ...]:
    """The ledger, ready to be shown."""
    return tuple(
        LedgerLine(
            one_line(e.name),
            tuple(one_line(n) for n in e.names if n != e.name),
            e.anonymous,
            e.statements,
            tuple((s, StoryAddresses(s).home) for s in e.stories),
            tuple(sorted(((one_line(name), n) for name, n in e.outlets), key=lambda o: (-o[1], o[0]))),
            e.matters,
            e.alone,
            tuple(map(_later, e.confirmed)),
            tuple(map(_later, e.contradicted)),
        )
        for e in entries
    )


def _later(word: LaterWord) -> tuple[str, str, str]:
    return one_line(word.about), one_line(word.by), StoryAddresses(word.story).report(word.report)

"""The nouns of the program, all of them, frozen.

Every step takes some of these and gives others. Offsets are Unicode code points, ``[start, end)``, into
``Report.text`` exactly as stored. Standard library only: no parser, model or database object ever
sits inside a record.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

# --------------------------------------------------------------------------- words and places


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters of one report: ``text[start:end]``; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Span) -> int:
        """Characters that lie in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Words in one report. ``statement`` is the id of the statement they belong to, where known."""

    report: str
    start: int
    end: int
    statement: str | None = None

    @property
    def span(self) -> Span:
        """The place without the report."""
        return Span(self.start, self.end)


# --------------------------------------------------------------------------- intake

MarkKind = Literal["heading", "caption", "pull-quote", "block-quote"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A paragraph of ``Report.text`` that the page or document itself says is no plain prose."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where characters of ``Report.text`` stand in the bytes received: ``[start, end)`` of the text is what
    ``[first_byte, last_byte)`` of the file say, character for character or as one entity (``&amp;``)."""

    start: int
    end: int
    first_byte: int
    last_byte: int


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """Which part of the file received the characters ``[start, end)`` of ``Report.text`` were read from, in the words
    of its format: "page 3", "paragraph 12", "MIME part 2 (text/html)", "entry 3". ``first_byte`` and ``last_byte`` are
    where that part lies in the file, as ``[first_byte, last_byte)``, where it can be told; what is packed or encoded
    has no place of its own there."""

    start: int
    end: int
    name: str
    first_byte: int | None = None
    last_byte: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report as received. ``published`` and ``modified`` are ISO 8601 as far as they are known ("2023-01-15",
    "2023-01", with or without time and zone), never guessed. ``language`` is BCP 47 ("und" where it could not be told).

    ``provenance`` says for each value, by its key, where it was read ("JSON-LD datePublished"); a key of ``extra``
    can have one too. ``marks`` are the paragraphs known to be captions, quotes or headings. ``places`` lead back to
    the bytes received, where the text stands in them; ``parts`` name the part of the file that it was read from, where
    that is a part only or the text does not stand in the bytes as it is."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str = "und"
    author: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict, compare=False)
    modified: str | None = None
    provenance: Mapping[str, str] = field(default_factory=dict, compare=False)
    marks: tuple[Mark, ...] = ()
    places: tuple[Place, ...] = field(default=(), compare=False)
    parts: tuple[Part, ...] = field(default=(), compare=False)

    @property
    def sha256(self) -> str:
        """Hex digest of the text, UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@functools.lru_cache(maxsize=100_000)
def instant(published: str | None) -> str:
    """A time of publication so that strings of reports from all zones stand in their order: in UTC where it has a time
    and a zone, else as it is; "9999" where it is not known."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return published or "9999"
    if moment.tzinfo is None:
        return published or "9999"
    try:
        return moment.astimezone(UTC).isoformat()
    except OverflowError:
        return published or "9999"


TERM_IS_NAME, TERM_IN_TITLE = 1, 2
"""The marks of a term of a ``Fingerprint``; a number counts as a name."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a report is about, as kept for finding the reports it belongs with. Parallel arrays, little-endian:
    ``terms`` (uint32, ascending) are words as numbers, ``counts`` (float32) how much is said of each, ``marks`` (uint8)
    whether it is a name or stands in the title. ``day`` of publication as a proleptic ordinal."""

    language: str
    day: int | None
    terms: bytes
    counts: bytes
    marks: bytes


# --------------------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its parse. ``head`` is the index of the governing token in the same sentence (its own for
    the root); without a parser ``lemma`` is the lower-cased word and ``pos``, ``tag``, ``dep``, ``ent`` are empty.
    ``pos`` is Universal POS, ``tag`` Penn Treebank, ``dep`` ClearNLP as in spaCy, ``ent`` an OntoNotes type."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str = ""
    tag: str = ""
    dep: str = ""
    head: int = 0
    ent: str = ""
    ent_begins: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage with its words."""

    start: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def parsed(self) -> bool:
        """True when a parser has seen it."""
        return bool(self.tokens) and bool(self.tokens[0].dep)  # all of its words have one, or none


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks. ``start``/``end`` include the marks, ``inner`` does not. A quotation that runs
    over paragraphs without a closing mark is ``closed=False`` up to the paragraph's end, and the paragraph
    that goes on with it has ``continues=True``."""

    start: int
    end: int
    inner: Span
    closed: bool = True
    continues: bool = False


PassageKind = Literal["body", "headline", "caption", "credit", "dateline", "furniture"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. Only ``body`` and ``headline`` can hold statements; the others are kept, with their kind,
    so that a reader sees what was set aside."""

    start: int
    end: int
    kind: PassageKind
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """What a step could not tell, and why. ``why`` is a sentence for a journalist."""

    step: str
    report: str | None
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, read: its passages in order and what could not be read."""

    report: Report
    passages: tuple[Passage, ...]
    declined: tuple[Declined, ...] = ()


# --------------------------------------------------------------------------- attribute


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who-said-what in the words of one report, before anything is resolved.

    ``content`` has a span for each uninterrupted piece. ``depth`` 0 is outermost, 1 inside another, …;
    ``parent`` is the index of the attribution around it in the report's tuple, -1 for none. ``found_by`` names
    the rule or model. ``cue_lemma`` is the reporting word ("say", "according to", "deny"). ``negated`` when
    the speech act itself is ("did not confirm")."""

    report: str
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    depth: int = 0
    parent: int = -1
    cue_lemma: str = ""
    negated: bool = False
    found_by: str = ""
    probability: float = 1.0


# --------------------------------------------------------------------------- resolve

EntityKind = Literal["person", "organisation", "place", "publisher", "other"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body, place or publisher: one entry however many spellings. ``anonymous`` for sources that
    the reports do not name ("a military source"), which stay apart unless something ties them."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    anonymous: bool = False
    decided: tuple[str, ...] = ()


StatementKind = Literal["direct", "mixed", "indirect", "narrated"]
Certainty = Literal["asserted", "claimed", "confirmed", "denied", "possible"]


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words that name the source."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a report says, or says that somebody said. ``pieces`` are the uninterrupted spans.
    ``chain`` runs from the report's publisher outwards to the origin, as entity ids; ``links`` holds for each
    link after the first the words it rests on."""

    id: str
    report: str
    pieces: tuple[Span, ...]
    kind: StatementKind
    source: SourceWords | None
    cue: Span | None
    speaker: str | None
    anonymous: bool
    chain: tuple[str, ...]
    certainty: Certainty
    links: tuple[Mention | None, ...] = ()
    found_by: str = ""
    probability: float = 1.0

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end

    @property
    def mention(self) -> Mention:
        """The statement as a place in its report."""
        return Mention(self.report, self.start, self.end, self.id)


Precision = Literal["minute", "hour", "day", "month", "year", "about"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or stretch of time as an interval, never an invented day. ``earliest`` and ``latest`` are naive
    local datetimes, both inclusive; ``offset_minutes`` is the zone where the words give one. ``shown`` is the
    ISO form at the stated precision ("2023-01", "2023-01-13T02:00"). ``relative`` when it was reckoned from
    the publication date ("on Friday"), ``approximate`` for "around". ``yearless`` is the month and the day (0 for the
    whole month) of "in July" in a report whose date is not known: it may lie in any year, so the interval is wide."""

    start: int
    end: int
    earliest: datetime
    latest: datetime
    precision: Precision
    shown: str
    relative: bool = False
    approximate: bool = False
    offset_minutes: int | None = None
    why: str = ""
    yearless: tuple[int, int] | None = None

    def meets(self, other: Moment) -> bool:
        """True when some time lies in both."""
        overlap = self.earliest <= other.latest and other.earliest <= self.latest
        return overlap and self._may_be_in(other) and other._may_be_in(self)

    def _may_be_in(self, other: Moment) -> bool:
        """False where the year is not known and no day of the other is of that month, or has that date."""
        if self.yearless is None:
            return True
        month, day = self.yearless
        if other.yearless is not None:
            return month == other.yearless[0] and (day == other.yearless[1] or 0 in (day, other.yearless[1]))
        days = (other.latest.date() - other.earliest.date()).days
        if days > 365:
            return True
        found = (other.earliest.date() + timedelta(days=k) for k in range(days + 1))
        return any(d.month == month and day in (0, d.day) for d in found)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. ``low``/``high`` bound it (equal when exact; None when open: "at least 31"
    is (31, None)). ``unit`` is a canonical unit ("month", "km", "%", "EUR") or "". ``counted`` is the
    head noun's lemma ("people", "month"), ``counted_words`` the whole noun phrase after it. ``kind`` tells
    durations, ages, money and shares from plain counts. ``words`` spans number and noun, ``start``/``end``
    the number with its hedge alone ("at least 31")."""

    start: int
    end: int
    words: Span
    low: float | None
    high: float | None
    shown: str
    unit: str
    counted: str
    counted_words: str
    kind: Literal["count", "duration", "age", "money", "share", "measure", "ordinal", "rate", "score", "clock"]
    approximate: bool = False
    vague: bool = False


# --------------------------------------------------------------------------- align, compare


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that say the same thing of the same matter. A group of one is a statement on somebody's word that
    stands alone: its origins are counted too. ``tellings`` are the clauses in them that say it; ``loose`` are those of
    the statements that probably say it, but not surely enough to count on."""

    id: str
    label: str
    statements: tuple[str, ...]
    decided: tuple[str, ...] = ()
    tellings: tuple[Mention, ...] = ()
    loose: tuple[str, ...] = ()


ComparisonKind = Literal[
    "date", "number", "duration", "place", "actor", "role", "polarity", "manner", "status", "wording"
]
Verdict = Literal["agree", "compatible", "differ"]
Cause = Literal["conflict", "update", "scope", "source", "translation", "rounding", "unknown"]


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One of the answers to a question, with every place that gives it. ``as_of`` is when it was said."""

    value: str
    mentions: tuple[Mention, ...]
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question, the answers that the reports give, and whether they fit together. ``why`` is for a reader."""

    id: str
    group: str | None
    question: str
    kind: ComparisonKind
    verdict: Verdict
    values: tuple[ComparedValue, ...]
    cause: Cause
    confidence: float
    why: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuoteVariant:
    """One wording of an utterance, quoted or told."""

    statement: str | None
    report: str
    start: int
    end: int
    rendering: Literal["direct", "indirect"]


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance of one speaker in several wordings (or in one report only, with one variant). ``doubt`` says why it
    may be more than one; empty where it is sure."""

    id: str
    speaker: str | None
    same_wording: bool
    variants: tuple[QuoteVariant, ...]
    doubt: str = ""


# --------------------------------------------------------------------------- trace

Relation = Literal["copy", "same_wire", "partial_reuse", "translation", "credited"]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """The same words in two reports."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """``report`` is not independent of ``source`` (None where only a wire is known). ``directed`` is False where
    nothing shows which of the two took from the other, or both took from a third. ``credit`` are the words of
    ``report`` that name the source or the wire, where there are any."""

    report: str
    source: str | None
    relation: Relation
    wire: str | None
    passages: tuple[SharedPassage, ...]
    why: str
    containment: float = 0.0
    directed: bool = True
    credit: Mention | None = None
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who publishes several titles, so that they count as one publisher; ``source`` is where that is said, ``as_of``
    when that was looked at, and on what ("2026-12-03")."""

    name: str
    titles: tuple[str, ...]
    source: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """One way to have enough: the least number of independent origins, of named ones, of documents among them, and of
    reputable agencies that carry it."""

    independent: int = 0
    named: int = 0
    documents: int = 0
    agencies: int = 0


@dataclass(frozen=True, slots=True)
class HouseRule:
    """When a statement has enough behind it: any of these. ``says`` is for a reader."""

    name: str
    says: str
    any_of: tuple[Need, ...]


TWO_INDEPENDENT = HouseRule("two-independent", "Two independent origins.", (Need(independent=2),))


@dataclass(frozen=True, slots=True)
class Origin:
    """A party with knowledge of its own; ``via`` are the relays it came through."""

    entity: str
    reports: tuple[str, ...]
    via: tuple[str, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Two would-be origins counted as one, and why."""

    kept: str
    joined: str
    why: str


@dataclass(frozen=True, slots=True)
class OriginCount:
    """On how many independent origins a group or a compared value rests, certainly and possibly."""

    group: str | None
    comparison: str | None
    origins: tuple[Origin, ...]
    independent_count: int
    possible_count: int
    carriers: int
    rule: Literal["met", "not_met", "unknown"]
    why: str
    joins: tuple[Join, ...] = ()
    value: str | None = None  # for a comparison whose values differ: the value that is counted
    circles: tuple[tuple[str, ...], ...] = ()  # publishers (entity ids) that cite one another for it, each the next
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """A dated happening; ``label`` says what in the words of a report."""

    date: str
    precision: Precision
    label: str
    mentions: tuple[Mention, ...]


# --------------------------------------------------------------------------- what a person decides

Action = Literal[
    "merge_groups",
    "split_group",
    "set_verdict",
    "set_aside",
    "join_origins",
    "split_origins",
    "same_entity",
    "different_entity",
    "set_derived",
    "set_underived",
    "correct_report",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about: words of a report, or without offsets the report itself. ``end`` is None where only
    the beginning is known ("report-b:1473", as printed). ``words`` are those that stood there, where known, so that a
    report that has changed since is noticed. Ids of groups, comparisons and entities are never used: they are other
    ones as soon as a report is added."""

    report: str
    start: int | None = None
    end: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided against, or beyond, the program. Entries are only ever added to a log: ``undo`` is one
    too. ``at`` is UTC, ISO 8601. What ``targets``, ``field`` and ``value`` hold for each action is told in
    ``decisions.ACTIONS``. Records that a decision changed carry its id in ``decided``."""

    id: str
    at: str
    by: str
    action: Action
    targets: tuple[Target, ...]
    field: str | None = None
    value: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision about two would-be origins, by their entities: they are one, or they are two."""

    pair: frozenset[str]
    one: bool
    decision: Decision


# --------------------------------------------------------------------------- the result


@dataclass(frozen=True, slots=True)
class Story:
    """The story as a whole; ``first`` and ``last`` are the days of its first and last report."""

    id: str
    title: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the program says about one story; ``present.dossier_json`` turns it into the published format."""

    story: Story
    reports: tuple[Report, ...]
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    groups: tuple[Group, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    quotes: tuple[Quote, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    origins: tuple[OriginCount, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    declined: tuple[Declined, ...] = ()
    warnings: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rule: HouseRule = TWO_INDEPENDENT
    sure: float = 0.9  # a difference that is right less often than this is declined, not shown


# --------------------------------------------------------------------------- across stories


@dataclass(frozen=True, slots=True, order=True)
class LaterWord:
    """What became of something that a source had said: ``about`` is the matter, ``by`` who confirmed or contradicted
    it (a name; the report's publisher where it spoke for itself), in which report."""

    story: str
    about: str
    by: str
    report: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A source across stories: a person, a body, or a form in which sources are left unnamed ("a military source").

    ``outlets`` are the publishers that carried it with the number of statements. ``matters`` are the groups and
    questions of several reports that it stands behind, ``alone`` those in which no second independent origin was found.
    ``confirmed`` and ``contradicted`` count later reports only, and never say which side was right."""

    name: str
    names: tuple[str, ...]
    kind: EntityKind
    anonymous: bool
    stories: tuple[str, ...]
    outlets: tuple[tuple[str, int], ...]
    statements: int
    matters: int
    alone: int
    confirmed: tuple[LaterWord, ...] = ()
    contradicted: tuple[LaterWord, ...] = ()


# --------------------------------------------------------------------------- two versions of one article


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that only one version of an article makes, or that the two make differently. ``why`` says what
    is another: "other words", "now said by …"."""

    kind: Literal["added", "withdrawn", "changed"]
    old: Statement | None
    new: Statement | None
    why: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed from one version of an article to a later one: ``changes`` in order of text, how many statements
    are ``unchanged``, and ``values`` (title, published …) that are others now, as (key, old, new)."""

    old: Report
    new: Report
    changes: tuple[StatementChange, ...]
    unchanged: int
    values: tuple[tuple[str, str | None, str | None], ...] = ()


# --------------------------------------------------------------------------- what is new in a story


@dataclass(frozen=True, slots=True)
class News:
    """Something that changed in a story since the last look, in words, with the reports it rests on. "settled" is a
    difference that is gone, "withdrawn" a statement that an article makes no more."""

    kind: Literal["report", "origin", "conflict", "settled", "correction", "withdrawn"]
    words: str
    reports: tuple[str, ...]


# --------------------------------------------------------------------------- what travels between the steps


@dataclass(frozen=True, slots=True)
class Material:
    """Everything known of one story so far; the steps after ``resolve`` read it.

    ``moments`` and ``quantities`` are keyed by report id, in order of text. ``readings`` are in the order of the
    dossier (published, id)."""

    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    moments: Mapping[str, tuple[Moment, ...]] = field(default_factory=dict)
    quantities: Mapping[str, tuple[Quantity, ...]] = field(default_factory=dict)

    def reports(self) -> dict[str, Report]:
        """Reports by id."""
        return {r.report.id: r.report for r in self.readings}

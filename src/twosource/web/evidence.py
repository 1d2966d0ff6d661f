"""The exact words behind a question or a statement, in their reports, with the chain that leads to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.present import saying
from twosource.present.answers import answer_words, as_of, perhaps
from twosource.present.excerpt import Excerpt, cut_out
from twosource.present.index import Index
from twosource.present.visible import one_line
from twosource.present.wording import CAUSES, date, origin_count
from twosource.record import ComparedValue, Comparison, Mention, Statement
from twosource.web.addresses import StoryAddresses
from twosource.web.board import LETTERS, speaker_of

ROOM = 260  # characters of context on either side


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: who, the words that say so with a link to them, and what they say elsewhere."""

    name: str
    words: str
    href: str
    source_href: str


@dataclass(frozen=True, slots=True)
class Place:
    """A report that has the words: its name and address, and its number in the story."""

    name: str
    href: str
    number: int


@dataclass(frozen=True, slots=True)
class Witness:
    """Words of one report. ``chain`` begins with the report; ``found`` says what found the statement and how sure;
    ``same`` are the reports that have the same sentence."""

    report: Place
    title: str
    published: str
    language: str
    excerpt: Excerpt
    href: str
    statement_href: str
    chain: tuple[Link, ...]
    certainty: str
    found: str
    same: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One answer with everything that bears it out."""

    letter: str
    value: str
    as_of: str
    reports: int
    origins: str
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class QuestionEvidence:
    """A question, opened."""

    key: str
    question: str
    kind: str
    verdict: str
    perhaps: bool
    why: str
    cause: str
    confidence: float
    by_hand: bool
    origins: str
    origins_href: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """A statement, opened: its words, where else it is said, and the questions that it answers."""

    id: str
    words: str
    kind: str
    witness: Witness
    elsewhere: tuple[Witness, ...]
    questions: tuple[tuple[str, str, str], ...]  # text, link, verdict


def of_question(index: Index, addresses: StoryAddresses, comparison: Comparison) -> QuestionEvidence:
    """Everything that stands behind the answers to a question."""
    count = index.origins_of(comparison)
    return QuestionEvidence(
        key=addresses.question(comparison).rsplit("/", 1)[1],
        question=one_line(comparison.question),
        kind=comparison.kind,
        verdict=comparison.verdict,
        perhaps=perhaps(comparison),
        why=index.reason(comparison.why),
        cause=CAUSES[comparison.cause] if comparison.verdict == "differ" else "",
        confidence=round(comparison.confidence, 2),
        by_hand=bool(comparison.decided),
        origins=origin_count(count) if count else "",
        origins_href=addresses.count(index.count_number[id(count)]) if count else "",
        sides=tuple(
            _side(index, addresses, comparison, value, place) for place, value in enumerate(index.values_of(comparison))
        ),
    )


def of_statement(index: Index, addresses: StoryAddresses, statement: Statement) -> StatementEvidence:
    """Everything that stands behind one statement."""
    groups = [g for g in index.groups.values() if statement.id in g.statements]
    others = [index.statements[s] for g in groups for s in g.statements if s in index.statements and s != statement.id]
    questions = [
        (one_line(c.question), addresses.question(c), c.verdict)
        for verdict in ("differ", "compatible", "agree")
        for c in index.with_verdict(verdict)
        if any(m.statement == statement.id for value in c.values for m in value.mentions)
    ]
    return StatementEvidence(
        id=statement.id,
        words=index.statement_words(statement),
        kind=statement.kind,
        witness=_witness(index, addresses, statement.mention, ()),
        elsewhere=tuple(_witness(index, addresses, s.mention, ()) for s in others),
        questions=tuple(questions),
    )


def _side(index: Index, addresses: StoryAddresses, comparison: Comparison, value: ComparedValue, place: int) -> Side:
    count = index.origins_of_value(comparison, value)
    return Side(
        letter=LETTERS[place] if place < len(LETTERS) else str(place + 1),
        value=answer_words(comparison, value),
        as_of=as_of(comparison, value),
        reports=len(index.in_reports(value.mentions)),
        origins=origin_count(count) if count else "",
        witnesses=tuple(_witness(index, addresses, mention, same) for mention, same in index.witnesses(value.mentions)),
    )


def _witness(index: Index, addresses: StoryAddresses, mention: Mention, same: Sequence[str]) -> Witness:
    report = index.reports[mention.report]
    statement = index.said_by(mention)
    return Witness(
        report=_place(index, addresses, report.id),
        title=one_line(report.title or ""),
        published=date(report.published) if report.published else "",
        language=report.language,
        excerpt=cut_out(report.text, mention.start, mention.end, ROOM),
        href=addresses.words(report.id, 0, mention.start, mention.end),
        statement_href=addresses.statement(statement) if statement else "",
        chain=chain(index, addresses, statement) if statement else (),
        certainty=certainty(index, statement),
        found=_found(statement),
        same=tuple(_place(index, addresses, r) for r in same),
    )


def _place(index: Index, addresses: StoryAddresses, report: str) -> Place:
    return Place(index.report_name(report), addresses.report(report), index.order.get(report, -1) + 1)


def chain(index: Index, addresses: StoryAddresses, statement: Statement) -> tuple[Link, ...]:
    """From the report outwards; each link after the report with the words that name it, where they are known."""
    names = index.chain(statement)
    entities = statement.chain[len(statement.chain) - len(names) + 1 :] if len(names) > 1 else ()
    words = [*statement.links[-len(entities) :]] if entities and len(statement.links) >= len(entities) else []
    links = [Link(names[0], "", addresses.report(statement.report), "")]
    for place, name in enumerate(names[1:]):
        mention = words[place] if place < len(words) else None
        entity = entities[place] if place < len(entities) else ""
        links.append(_link(index, addresses, name, mention, entity))
    return tuple(links)


def _link(index: Index, addresses: StoryAddresses, name: str, mention: Mention | None, entity: str) -> Link:
    known = entity in index.entities
    return Link(
        name,
        index.words(mention.report, mention.start, mention.end) if mention else "",
        addresses.words(mention.report, 0, mention.start, mention.end) if mention else "",
        addresses.source(entity) if known else "",
    )


def certainty(index: Index, statement: Statement | None) -> str:
    """How it is put, in words; empty where there is nothing to add."""
    if statement is None:
        return ""
    if speaker_of(statement) is None:
        return "in its own voice"
    return saying.certainty(index, statement).strip(" ()")


def _found(statement: Statement | None) -> str:
    if statement is None or not statement.found_by or speaker_of(statement) is None:
        return ""
    by = one_line(statement.found_by).replace("learned tagger", "learned model")
    return f"{by}, {round(100 * statement.probability)} % sure"

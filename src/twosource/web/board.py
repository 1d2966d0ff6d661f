"""The board of a story: a row for each question that reports answer and for each account that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from twosource.present import saying
from twosource.present.answers import answer_words, as_of, perhaps, said_in_question
from twosource.present.elsewhere import Elsewhere
from twosource.present.index import Index
from twosource.present.visible import one_line
from twosource.present.wording import CAUSES, origin_count
from twosource.record import Certainty, ComparedValue, Comparison, Group, OriginCount, Statement
from twosource.web.addresses import StoryAddresses

Standing = Literal["differ", "compatible", "agree", "alone"]
STANDINGS: dict[Standing, str] = {
    "differ": "The reports differ",
    "compatible": "They only seem to differ",
    "agree": "They agree",
    "alone": "In one report only",
}
KINDS = {
    "date": "dates",
    "number": "numbers",
    "duration": "how long",
    "place": "places",
    "actor": "who did it",
    "role": "who is who",
    "polarity": "denials",
    "manner": "how",
    "status": "whether it is so",
    "wording": "wording",
    "statement": "other statements",
}
_CERTAINTIES: dict[Certainty, str] = {
    "denied": "denied",
    "possible": "only as possible",
    "confirmed": "confirmed",
    "claimed": "claimed",
    "asserted": "in a report's own voice",
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FEWEST_WORDS = 3  # words that a statement must have to be worth a row of its own


@dataclass(frozen=True, slots=True)
class Backing:
    """How many independent origins: for certain, at most, and in words."""

    certain: int
    possible: int
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: the reports that give it (ids) and who stands behind it, where that is counted by answer."""

    letter: str
    value: str
    as_of: str
    reports: tuple[str, ...]
    backing: Backing | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``speakers`` are ids of those on whose word it rests; ``certainty`` how they put it, in words;
    ``repeats`` when the answer would only repeat the text, ``perhaps`` when it is in doubt whether it is one matter."""

    key: str
    href: str
    standing: Standing
    kind: str
    text: str
    repeats: bool
    perhaps: bool
    told: tuple[Told, ...]
    certainty: tuple[str, ...]
    speakers: tuple[str, ...]
    backing: Backing | None
    cause: str
    confidence: float | None

    @property
    def reports(self) -> tuple[str, ...]:
        """Reports with an answer, each once."""
        return tuple(dict.fromkeys(report for told in self.told for report in told.reports))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asks for: only rows of this standing, kind, speaker (id) or report (id)."""

    verdict: str = ""
    kind: str = ""
    speaker: str = ""
    report: str = ""

    @property
    def asked(self) -> bool:
        """True when anything is asked for."""
        return any((self.verdict, self.kind, self.speaker, self.report))

    def let_through(self, row: Row) -> bool:
        """True when the row has everything that is asked for."""
        return (
            self.verdict in ("", row.standing)
            and self.kind in ("", row.kind)
            and (not self.speaker or self.speaker in row.speakers)
            and (not self.report or self.report in row.reports)
        )


def rows(index: Index, addresses: StoryAddresses, elsewhere: Elsewhere) -> tuple[Row, ...]:
    """All rows: conflicts first, then what only seems to be one, agreements, and single accounts in order of text."""
    compared: set[str] = set()
    made: list[Row] = []
    for standing in ("differ", "compatible", "agree"):
        for comparison in index.with_verdict(standing):
            compared |= {m.statement for value in comparison.values for m in value.mentions if m.statement}
            if comparison.id not in index.repeated:
                made.append(_question(index, addresses, comparison))
        if standing == "agree":
            made += _bare_groups(index, addresses, compared)
    return (*made, *_alone(index, addresses, elsewhere, compared))


def speaker_of(statement: Statement) -> str | None:
    """On whose word it rests in the end: an entity's id, None for the report's own voice."""
    if len(statement.chain) > 1:
        return statement.chain[-1]
    return statement.speaker if statement.source is not None else None


def _question(index: Index, addresses: StoryAddresses, comparison: Comparison) -> Row:
    values = index.values_of(comparison)
    said = [index.said_by(m) for value in values for m in value.mentions]
    statements = [statement for statement in said if statement]
    return Row(
        key=addresses.question(comparison).rsplit("/", 1)[1],
        href=addresses.question(comparison),
        standing=comparison.verdict,
        kind=comparison.kind,
        text=_text(comparison, values),
        repeats=len(values) == 1 and said_in_question(comparison, values[0]) is not None,
        perhaps=perhaps(comparison),
        told=tuple(_told(index, comparison, value, place) for place, value in enumerate(values)),
        certainty=_certainty(statements),
        speakers=_speakers(statements),
        backing=_backing(index.origins_of(comparison)),
        cause=CAUSES[comparison.cause] if comparison.verdict == "differ" else "",
        confidence=round(comparison.confidence, 2),
    )


def _text(comparison: Comparison, values: Sequence[ComparedValue]) -> str:
    """The question; of one that only repeats its answer, the answer."""
    said = said_in_question(comparison, values[0]) if len(values) == 1 else None
    return said or one_line(comparison.question)


def _told(index: Index, comparison: Comparison, value: ComparedValue, place: int) -> Told:
    return Told(
        letter=LETTERS[place] if place < len(LETTERS) else str(place + 1),
        value=answer_words(comparison, value),
        as_of=as_of(comparison, value),
        reports=tuple(index.in_reports(value.mentions)),
        backing=_backing(index.origins_of_value(comparison, value)),
    )


def _bare_groups(index: Index, addresses: StoryAddresses, compared: set[str]) -> Iterator[Row]:
    """Statements that say the same in several reports and about which no question was put."""
    for group in index.groups.values():
        said = [index.statements[s] for s in group.statements if s in index.statements]
        if len({s.report for s in said}) > 1 and not compared & set(group.statements):
            compared |= set(group.statements)
            yield _group(index, addresses, group, said)


def _group(index: Index, addresses: StoryAddresses, group: Group, said: Sequence[Statement]) -> Row:
    count = next((c for c in index.counts if c.group == group.id and not c.comparison), None)
    return _row_of(index, addresses, said, one_line(group.label), "agree", count)


def _alone(index: Index, addresses: StoryAddresses, elsewhere: Elsewhere, compared: set[str]) -> Iterator[Row]:
    """What one report only has on somebody's word."""
    for statement in index.statements.values():
        words = saying.told(index, statement)[0]
        if (
            statement.id not in compared
            and speaker_of(statement) is not None
            and len(words.split()) >= _FEWEST_WORDS
            and not elsewhere.of(statement)
        ):
            yield _row_of(index, addresses, [statement], words, "alone", None)


def _row_of(
    index: Index,
    addresses: StoryAddresses,
    said: Sequence[Statement],
    text: str,
    standing: Standing,
    count: OriginCount | None,
) -> Row:
    reports = index.in_reports(statement.mention for statement in said)
    return Row(
        key=said[0].id,
        href=addresses.statement(said[0]),
        standing=standing,
        kind="statement",
        text=text,
        repeats=True,
        perhaps=False,
        told=(Told("A", "", "", tuple(reports), None),),
        certainty=_put(index, said),
        speakers=_speakers(said),
        backing=_backing(count),
        cause="",
        confidence=None,
    )


def _put(index: Index, said: Sequence[Statement]) -> tuple[str, ...]:
    """How the statements are put; of a single one in the report's own word, where that does not stand in the row."""
    put = saying.told(index, said[0])[1].strip(" ()") if len(said) == 1 else ""
    return (put,) if put else _certainty(said)


def _certainty(said: Iterable[Statement]) -> tuple[str, ...]:
    found = {statement.certainty for statement in said}
    return tuple(words for certainty, words in _CERTAINTIES.items() if certainty in found)


def _speakers(said: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(speaker for statement in said if (speaker := speaker_of(statement))))


def _backing(count: OriginCount | None) -> Backing | None:
    return Backing(count.independent_count, count.possible_count, origin_count(count)) if count else None

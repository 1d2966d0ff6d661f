"""Looking things up in a dossier: names of reports, who said a thing and on whose word, words in their context."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from twosource.present.order import in_order, natural
from twosource.present.visible import one_line
from twosource.present.wording import CERTAINTY, day_and_month
from twosource.record import (
    ComparedValue,
    Comparison,
    Dossier,
    Mention,
    Origin,
    OriginCount,
    Quote,
    QuoteVariant,
    Report,
    Statement,
)

_CAUSE_ORDER = {"conflict": 0, "source": 0, "unknown": 0, "translation": 1, "update": 1, "scope": 2, "rounding": 3}
_WORD = re.compile(r"\w+")
_ABBREVIATION = re.compile(
    r"(?:^|[\W_])(?:\w|Capt|Col|Cpl|Dr|Gen|Gov|Inc|Jr|Lt|Ltd|Maj|Messrs|Mr|Mrs|Ms|No|Prof|Rep|Rev|Sen|Sgt|Sr|St|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\W\d_a-zß-ÿ])|\n+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words with what stands around them in the report; ``cut_before``/``cut_after`` where the sentence goes on."""

    before: str
    words: str
    after: str
    cut_before: bool
    cut_after: bool


class Index:
    """Everything in a dossier by its id, and the ways in which a reader is told of it."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier = in_order(dossier)
        self.reports: dict[str, Report] = {report.id: report for report in dossier.reports}
        self.order = {report.id: place for place, report in enumerate(dossier.reports)}
        self.short = _short_names(dossier.reports)
        self.entities = {entity.id: entity for entity in dossier.entities}
        self.statements = {statement.id: statement for statement in dossier.statements}
        self.groups = {group.id: group for group in dossier.groups}
        self.origin_order = sorted(
            dossier.origins,
            key=lambda c: (-c.carriers, c.independent_count, natural(c.group or ""), natural(c.comparison or "")),
        )
        self._origins_by_comparison = {o.comparison: o for o in dossier.origins if o.comparison}
        self._origins_by_group = {o.group: o for o in dossier.origins if o.group and not o.comparison}

    # ------------------------------------------------------------------ names

    def report_name(self, report: str) -> str:
        """The short name of a report, unique in the dossier."""
        return self.short.get(report, one_line(report))

    def name(self, entity: str) -> str:
        """The name of an entity; its id where there is no such entity."""
        found = self.entities.get(entity)
        return one_line(found.name) if found and found.name.strip() else one_line(entity)

    def chain(self, statement: Statement) -> tuple[str, ...]:
        """On whose word, from this report outwards: ``("Helsingin Sanomat", "VG", "the man's lawyer")``."""
        report = self.report_name(statement.report)
        links = list(statement.chain)
        if links and self._is_publisher(links[0], statement.report):
            links = links[1:]
        names = [self.name(link) for link in links]
        if not names and statement.source is not None:
            names = [one_line(statement.source.name)]
        return (report, *names)

    def _is_publisher(self, entity: str, report: str) -> bool:
        found = self.entities.get(entity)
        publisher = self.reports[report].publisher if report in self.reports else None
        return found is None or found.kind == "publisher" or (publisher is not None and publisher in found.names)

    def voice(self, statement: Statement) -> str:
        """``Helsingin Sanomat <- VG <- the man's lawyer``, or ``The Telegraph, in its own voice``."""
        chain = self.chain(statement)
        if len(chain) == 1:
            return f"{chain[0]}, in its own voice"
        return " <- ".join(chain) + self.certainty(statement)

    def certainty(self, statement: Statement) -> str:
        """``(denied)`` and the like with a space before it; empty where there is nothing to add."""
        word = CERTAINTY[statement.certainty]
        return f" ({word})" if word else ""

    def said_by(self, mention: Mention) -> Statement | None:
        """The statement that a mention belongs to."""
        return self.statements.get(mention.statement) if mention.statement else None

    # ------------------------------------------------------------------ words

    def words(self, report: str, start: int, end: int) -> str:
        """The words of a report, made safe to show; empty if the report is not there."""
        found = self.reports.get(report)
        return one_line(found.text[start:end]) if found else ""

    def excerpt(self, report: str, start: int, end: int, room: int = 90) -> Excerpt:
        """The words at a place with up to ``room`` characters of the same sentence on either side."""
        found = self.reports.get(report)
        if found is None:
            return Excerpt("", "", "", False, False)
        text = found.text
        low, cut_before = _left(text, start, room)
        high, cut_after = _right(text, end, room)
        return Excerpt(
            _side(text[low:start], strip_left=True),
            one_line(text[start:end]),
            _side(text[end:high], strip_left=False),
            cut_before,
            cut_after,
        )

    def statement_words(self, statement: Statement) -> str:
        """What is said, its pieces joined by dots."""
        return " … ".join(self.words(statement.report, p.start, p.end) for p in statement.pieces)

    # ------------------------------------------------------------------ comparisons and counts

    def in_reports(self, mentions: Iterable[Mention]) -> list[str]:
        """The reports that the mentions stand in, in order, each once."""
        return sorted({m.report for m in mentions}, key=lambda r: (self.order.get(r, len(self.order)), r))

    def reports_of(self, comparison: Comparison) -> list[str]:
        """The reports that answer the question."""
        return self.in_reports(m for value in comparison.values for m in value.mentions)

    def with_verdict(self, verdict: str) -> list[Comparison]:
        """Comparisons of one verdict: what cannot both be so first, then what most reports answer."""

        def weight(comparison: Comparison) -> tuple[int, int, float, object]:
            cause = _CAUSE_ORDER[comparison.cause] if verdict == "differ" else 0
            return cause, -len(self.reports_of(comparison)), -comparison.confidence, natural(comparison.id)

        return sorted((c for c in self.dossier.comparisons if c.verdict == verdict), key=weight)

    def values_of(self, comparison: Comparison) -> list[ComparedValue]:
        """The answers, the one of most reports first."""
        return sorted(comparison.values, key=lambda v: (-len({m.report for m in v.mentions}), v.value, v.as_of or ""))

    def quotes_in_several(self) -> list[Quote]:
        """Quotations that stand in several reports, those with several wordings first."""
        several = [q for q in self.dossier.quotes if len({v.report for v in q.variants}) > 1]
        return sorted(several, key=lambda q: (q.same_wording, -len({v.report for v in q.variants}), natural(q.id)))

    def variants(self, quote: Quote) -> list[tuple[QuoteVariant, str | None]]:
        """The wordings of a quotation, direct ones first, each with the wording that it is held against: the first in
        its language, None for that one itself."""
        ordered = sorted(quote.variants, key=lambda v: (v.rendering != "direct", self.order.get(v.report, 0), v.start))
        first: dict[str, str] = {}
        told = []
        for variant in ordered:
            report = self.reports.get(variant.report)
            language = report.language.split("-")[0] if report else "und"
            told.append((variant, first.get(language)))
            first.setdefault(language, self.words(variant.report, variant.start, variant.end))
        return told

    def paths(self, count: OriginCount, origin: Origin) -> list[tuple[tuple[str, ...], list[str]]]:
        """The ways by which reports have something from an origin: the relays, and the reports that came that way."""
        mine = {origin.entity} | {j.joined for j in count.joins if j.kept == origin.entity}
        ways: dict[str, tuple[str, ...]] = {}
        for statement in self._counted(count):
            links = statement.chain[1:] if len(statement.chain) > 1 else statement.chain
            if statement.report in origin.reports and links and links[-1] in mine:
                ways.setdefault(statement.report, links[:-1])
        by_way: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for report in sorted(origin.reports, key=lambda r: self.order.get(r, len(self.order))):
            by_way[ways.get(report, origin.via)].append(report)
        return sorted(by_way.items(), key=lambda item: (len(item[0]), item[0]))

    def _counted(self, count: OriginCount) -> list[Statement]:
        """The statements that a count is about, in order of their ids."""
        group = self.groups.get(count.group or "")
        ids = set(group.statements if group else ())
        for comparison in self.dossier.comparisons:
            if comparison.id == count.comparison:
                ids |= {m.statement for v in comparison.values for m in v.mentions if m.statement}
        return [self.statements[i] for i in sorted(ids, key=natural) if i in self.statements]

    def origins_of(self, comparison: Comparison) -> OriginCount | None:
        """The count for a comparison, its own or its group's."""
        own = self._origins_by_comparison.get(comparison.id)
        return own or (self._origins_by_group.get(comparison.group) if comparison.group else None)

    def subject(self, count: OriginCount) -> str:
        """What a count is about, in words."""
        if count.comparison:
            for comparison in self.dossier.comparisons:
                if comparison.id == count.comparison:
                    return one_line(comparison.question)
        group = self.groups.get(count.group or "")
        return one_line(group.label) if group else one_line(count.group or count.comparison or "")

    def one_of_each_report(self, mentions: Sequence[Mention]) -> list[Mention]:
        """For each report one mention, preferring one whose speaker is known."""
        best: dict[str, Mention] = {}
        for mention in sorted(mentions, key=lambda m: (m.statement is None, m.start, m.end)):
            best.setdefault(mention.report, mention)
        return [best[report] for report in self.in_reports(mentions)]

    def witnesses(self, mentions: Sequence[Mention]) -> list[tuple[Mention, list[str]]]:
        """One mention of each report; a report with the same sentence on the same word joins the first that has it."""
        found: dict[tuple[str, ...], tuple[Mention, list[str]]] = {}
        for mention in self.one_of_each_report(mentions):
            statement = self.said_by(mention)
            excerpt = self.excerpt(mention.report, mention.start, mention.end)
            words = _WORD.findall((excerpt.before + excerpt.words + excerpt.after).casefold())
            key = (*(self.chain(statement)[1:] if statement else ()), "|", *words)
            if key in found:
                found[key][1].append(mention.report)
            else:
                found[key] = (mention, [])
        return list(found.values())

    def origin_parties(self) -> list[str]:
        """Every party that something goes back to, over all counts, each once."""
        return sorted({o.entity for count in self.dossier.origins for o in count.origins}, key=natural)

    def speakers(self) -> dict[str, list[Statement]]:
        """Statements on somebody's word, by that somebody's name: who speaks in most reports first."""
        by_name: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self.dossier.statements:
            chain = self.chain(statement)
            if len(chain) > 1:
                key = statement.speaker or chain[-1]
                by_name[key].append(statement)

        def weight(item: tuple[str, list[Statement]]) -> tuple[int, int, str]:
            name, said = item
            return -len({s.report for s in said}), -len(said), name

        return {
            name: sorted(said, key=lambda s: (self.order.get(s.report, 0), s.start, s.end, natural(s.id)))
            for name, said in sorted(by_name.items(), key=weight)
        }


def _short_names(reports: Sequence[Report]) -> dict[str, str]:
    """The publisher; with the day where a publisher has several reports; with a number where that is not enough."""
    names = {report.id: (_publisher(report), "") for report in reports}
    many = Counter(names.values())
    for report in reports:
        name = names[report.id]
        if many[name] > 1 and report.published:
            names[report.id] = (name[0], day_and_month(report.published))
    totals = Counter(names.values())
    seen: Counter[tuple[str, str]] = Counter()
    told: dict[str, str] = {}
    for report in reports:
        publisher, day = name = names[report.id]
        seen[name] += 1
        apart = [day] if day else []
        if totals[name] > 1:
            apart.append(f"no. {seen[name]}")
        told[report.id] = f"{publisher} ({', '.join(apart)})" if apart else publisher
    return told


def _publisher(report: Report) -> str:
    if report.publisher and report.publisher.strip():
        return one_line(report.publisher)
    try:
        host = urlsplit(report.url or "").hostname
    except ValueError:
        host = None
    return one_line(host.removeprefix("www.")) if host else one_line(report.id)


def _left(text: str, start: int, room: int) -> tuple[int, bool]:
    """Where an excerpt begins: at its sentence where that is near, else at a word; and whether it was cut."""
    far = max(0, start - room * 3 // 2)
    ends = _sentence_ends(text, far, start)
    if ends:
        return ends[-1][1], False
    if far == 0:
        return 0, False
    low = start - room
    space = re.search(r"\s", text[low:start])
    return (low + space.end() if space else low), True


def _right(text: str, end: int, room: int) -> tuple[int, bool]:
    far = min(len(text), end + room * 3 // 2)
    ends = _sentence_ends(text, end, far)
    if ends:
        return ends[0][0], False
    if far == len(text):
        return far, False
    high = end + room
    space = max(text.rfind(" ", end, high), text.rfind("\n", end, high))
    return (space if space > end else high), True


def _sentence_ends(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where sentences end between two places: behind the last mark, and where the next sentence begins."""
    found = []
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() <= end and not (match.group()[0] == "." and _ABBREVIATION.search(text[: match.start()][-9:])):
            found.append((match.start() + len(match.group().rstrip()), match.end()))
    return found


def _side(text: str, *, strip_left: bool) -> str:
    """One side of an excerpt on one line, the space next to the words kept."""
    inner = one_line(text)
    if strip_left:
        return inner + (" " if inner and text[-1:].isspace() else "")
    return (" " if inner and text[:1].isspace() else "") + inner

"""What stands on a page, made ready for the template: texts, links and numbers, no markup.

Where a link leads is for ``addresses`` to say: the self-contained page keeps everything within itself, the reading room
(``web``) has a page for each thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from twosource.present import saying
from twosource.present.addresses import Addresses
from twosource.present.answers import answer_words, as_of, perhaps, said_in_question
from twosource.present.decided import in_words
from twosource.present.differences import different
from twosource.present.headline import Finding, headline
from twosource.present.index import Index
from twosource.present.marked_text import Badge, Mark, pieces, split
from twosource.present.masthead import masthead
from twosource.present.page_parts import (
    Answer,
    Beside,
    Count,
    Event,
    Found,
    FullText,
    Path,
    Question,
    Quotation,
    Said,
    Speaker,
    View,
    Wording,
    Words,
)
from twosource.present.stemma import stemma
from twosource.present.summary import (
    declined_in_words,
    events,
    related_reports,
    spellings,
    taken_from,
)
from twosource.present.visible import one_line
from twosource.present.wording import CAUSES, VERDICTS, origin_count, origins_of_answers, rule_words, shortened
from twosource.record import ComparedValue, Comparison, Derivation, Mention, OriginCount, Quote, Report, Statement

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Of a longer text only this much is shown; what is marked behind it leads to the report's head.
LONGEST = 300_000
BESIDE, BESIDE_LENGTH = 5, 400  # passages of two reports that are shown side by side, and characters of each


def view(index: Index, addresses: Addresses, *, whole: bool = True) -> View:
    """Everything that is shown of a dossier, with links to where ``addresses`` says that each thing is; without the
    questions and the full texts unless ``whole`` (who shows them elsewhere need not wait for them)."""
    return _Maker(index, addresses).view(whole)


class _Maker:
    """Makes the parts one after another and collects the marks that they need in the reports' texts."""

    def __init__(self, index: Index, addresses: Addresses) -> None:
        self.index = index
        self.addresses = addresses
        self.number = {report: place for place, report in enumerate(index.reports, 1)}
        self.marks: defaultdict[str, list[Mark]] = defaultdict(list)

    def view(self, whole: bool) -> View:
        index = self.index
        questions = self.questions() if whole else dict.fromkeys(VERDICTS, ())
        speakers = tuple(self.speakers())
        view_of_quotes = tuple(self.quotations())
        events = tuple(self.timeline())
        self.shared_passages()
        texts = tuple(self.full_text(report) for report in index.reports.values()) if whole else ()
        taken = tuple(taken_from(index))
        told = headline(index)
        return View(
            title=told.title,
            lines=told.lines,
            findings=tuple(map(self.finding, told.findings)),
            columns=tuple((index.report_name(r), self.report_href(r)) for r in index.reports),
            questions={**questions, "agree": tuple(q for q in questions["agree"] if q.independent)},
            related=tuple(q for q in questions["agree"] if not q.independent),
            related_words=related_reports(index, index.agreements()[1]) if whole else "",
            counts=tuple(self.counts()),
            speakers=speakers,
            own_voice=sum(1 for s in index.dossier.statements if len(index.chain(s)) == 1),
            quotations=view_of_quotes,
            taken=taken,
            beside=tuple(tuple(self.beside(t.derivations)) for t in taken) if whole else (),
            spellings=tuple(spellings(index)),
            timeline=events,
            declined=tuple(declined_in_words(index)),
            decided=tuple(map(in_words, index.dossier.decisions)),
            warnings=tuple(dict.fromkeys(map(index.reason, index.dossier.warnings))),
            picture=stemma(index, {r: self.report_href(r) for r in index.reports}),
            texts=texts,
            crossing=tuple(sorted({i for marks in self.marks.values() for i in split(marks)})) if whole else (),
        )

    # ------------------------------------------------------------------ anchors

    def report_href(self, report: str) -> str:
        return self.addresses.report(report, self.number.get(report, 0))

    def mark(self, report: str, start: int, end: int, classes: Sequence[str], badge: Badge | None = None) -> str:
        """Asks for a mark on these words; gives the link to it."""
        found = self.index.reports.get(report)
        if found is None or not start < end <= min(len(found.text), LONGEST):
            return self.report_href(report)
        anchor = f"r{self.number[report]}-{start}-{end}"
        self.marks[report].append(Mark(start, end, anchor, tuple(classes), (badge,) if badge else ()))
        return self.addresses.words(report, self.number[report], start, end)

    def question_href(self, comparison: Comparison) -> str:
        return self.addresses.question(comparison, self.index.question_number[comparison.id])

    def finding(self, finding: Finding) -> Found:
        """A line of the summary; what it tells leads to where it is told in full, a statement to its very words."""
        rows = tuple((detail.words, self.href(detail.about)) for detail in finding.details)
        return Found(finding.words, rows, finding.more)

    def href(self, about: Comparison | OriginCount | Statement) -> str:
        if isinstance(about, Comparison):
            return self.question_href(about)
        if isinstance(about, OriginCount):
            return self.addresses.count(self.count_number(about))
        return self.mark(about.report, about.pieces[0].start, about.pieces[0].end, ("said",))

    # ------------------------------------------------------------------ comparisons

    def questions(self) -> dict[str, tuple[Question, ...]]:
        index = self.index
        return {
            verdict: tuple(
                self.question(c, index.question_number[c.id])
                for c in index.with_verdict(verdict)
                if c.id in index.question_number
            )
            for verdict in VERDICTS
        }

    def question(self, comparison: Comparison, number: int) -> Question:
        index = self.index
        cells: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
        answers = []
        for place, value in enumerate(self.index.values_of(comparison)):
            letter = LETTERS[place] if place < len(LETTERS) else str(place + 1)
            told, hrefs = self.answer(comparison, value, number, letter)
            answers.append(told)
            for report, href in hrefs.items():
                cells[report].append((letter, href, told.value))
        count = self.index.origins_of(comparison)
        cause = CAUSES[comparison.cause]
        return Question(
            number=number,
            id=f"c{number}",
            href=self.addresses.question(comparison, number),
            text=one_line(comparison.question),
            verdict=comparison.verdict,
            answers=tuple(answers),
            why=index.reason(comparison.why),
            cause=cause[0].upper() + cause[1:],
            confidence=f"{comparison.confidence:.2f}",
            origins=origins_of_answers(count) if count else "",
            count_words=origin_count(count) if count else "",
            origins_href=self.addresses.count(self.count_number(count)) if count else "",
            reports=len(cells),
            independent=index.families.number(cells) > 1,
            said=bool(comparison.values) and said_in_question(comparison, comparison.values[0]) is not None,
            doubtful=perhaps(comparison),
            cells=tuple(tuple(cells[report]) for report in self.index.reports),
        )

    def answer(
        self, comparison: Comparison, value: ComparedValue, number: int, letter: str
    ) -> tuple[Answer, dict[str, str]]:
        href = self.addresses.question(comparison, number)
        badge = Badge(f"{number}{letter}", href, one_line(comparison.question))
        classes = ("value", comparison.verdict)
        hrefs = {m: self.mark(m.report, m.start, m.end, classes, badge) for m in value.mentions}
        by_report = {m.report: hrefs[m] for m in self.index.one_of_each_report(value.mentions)}
        places = {report: (self.index.report_name(report), href) for report, href in by_report.items()}
        words = tuple(
            self.words(mention, by_report[mention.report], [places[report] for report in same])
            for mention, same in self.index.witnesses(value.mentions)
        )
        told = answer_words(comparison, value)
        count = self.index.origins_of_value(comparison, value)
        behind = (origin_count(count), self.addresses.count(self.count_number(count))) if count else ("", "")
        return Answer(letter, told, as_of(comparison, value), words, tuple(places.values()), *behind), by_report

    def words(self, mention: Mention, href: str, same: Sequence[tuple[str, str]]) -> Words:
        index = self.index
        statement = index.said_by(mention)
        chain = index.chain(statement) if statement else (index.report_name(mention.report),)
        certainty = saying.certainty(index, statement).strip(" ()") if statement else ""
        if statement and len(chain) == 1:
            certainty = "in its own voice"
        excerpt = index.excerpt(mention.report, mention.start, mention.end)
        name, language = index.report_name(mention.report), self.language(mention.report)
        return Words(excerpt, href, name, chain, certainty, language, tuple(same))

    def language(self, report: str) -> str:
        found = self.index.reports.get(report)
        return found.language if found else "und"

    # ------------------------------------------------------------------ origins

    def count_number(self, count: OriginCount) -> int:
        return self.index.count_number[id(count)]

    def counts(self) -> Iterable[Count]:
        index = self.index
        differ = {c.id: self.question_href(c) for c in index.with_verdict("differ")}
        by_group = {c.group: differ[c.id] for c in reversed(index.with_verdict("differ")) if c.group}
        matters = {id(count) for count in index.counts_of_matters}
        for number, count in enumerate(index.counts, 1):
            conflict = differ.get(count.comparison or "") or by_group.get(count.group or "")
            joins = tuple(saying.counted_once(index, join) for join in count.joins)
            yield Count(
                id=f"o{number}",
                subject=index.subject(count),
                sure=count.independent_count,
                words=origin_count(count),
                rule=count.rule,
                rule_words=rule_words(count, self.index.dossier.rule),
                carriers=count.carriers,
                paths=tuple(self.paths(count)),
                joins=joins,
                why=index.reason(count.why),
                differ=conflict or "",
                matter=id(count) in matters,
                doubtful=index.doubtful(count),
            )

    def paths(self, count: OriginCount) -> Iterable[Path]:
        index = self.index
        for origin in count.origins:
            for relays, reports in index.paths(count, origin):
                yield Path(
                    index.name(origin.entity),
                    origin.anonymous,
                    tuple(index.name(relay) for relay in relays),
                    tuple((index.report_name(r), self.report_href(r)) for r in reports),
                )

    # ------------------------------------------------------------------ statements and quotations

    def speakers(self) -> Iterable[Speaker]:
        number = 0
        for key, statements in self.index.speakers().items():
            said = []
            for together in statements:
                number += 1
                first = self.said(together[0], f"s{number}")
                others = tuple((self.index.report_name(s.report), self.said(s, first.id).href) for s in together[1:])
                said.append(replace(first, same=others))
            every = [statement for together in statements for statement in together]
            reports = len({s.report for s in every})
            yield Speaker(self.index.name(key), all(s.anonymous for s in every), tuple(said), reports)

    def said(self, statement: Statement, anchor: str) -> Said:
        index = self.index
        chain = index.chain(statement)
        told, put = saying.told(index, statement)
        badge = Badge("↑", self.addresses.statement(statement, anchor), "on the word of " + chain[-1])
        hrefs = []
        for place, piece in enumerate(statement.pieces, 1):
            last = badge if place == len(statement.pieces) else None
            hrefs.append(self.mark(statement.report, piece.start, piece.end, ("said",), last))
        return Said(
            anchor,
            told,
            hrefs[0],
            chain,
            put.strip(" ()"),
            self.language(statement.report),
        )

    def quotations(self) -> Iterable[Quotation]:
        several = self.index.quotes_in_several()
        for number, quote in enumerate((*several, *self.index.quotes_in_one()), 1):
            alone = number > len(several)
            yield Quotation(
                f"q{number}",
                self.index.name(quote.speaker) if quote.speaker else "Speaker not known",
                not alone and len(self.index.wordings(quote)) < 2,
                alone,
                tuple(self.wordings(quote, f"q{number}")),
                quote.doubt,
            )

    def wordings(self, quote: Quote, anchor: str) -> Iterable[Wording]:
        index = self.index
        for variant, first, same in index.wordings(quote):
            words = index.words(variant.report, variant.start, variant.end)
            several = len({v.report for v in quote.variants}) > 1
            badge = Badge("≈", self.addresses.quotation(anchor), "other wordings of this") if several else None
            href = self.mark(variant.report, variant.start, variant.end, ("said",), badge)
            told = (
                [(word, False) for word in words.split()]
                if first is None
                else different(first, words, variant.rendering == "direct")
            )
            name = index.report_name(variant.report)
            others = tuple((index.report_name(r), self.report_href(r)) for r in same)
            direct = variant.rendering == "direct"
            yield Wording(tuple(told), href, name, direct, self.language(variant.report), others)

    # ------------------------------------------------------------------ the rest

    def timeline(self) -> Iterable[Event]:
        for when, label, item in events(self.index):
            places = []
            for mention in self.index.one_of_each_report(item.mentions):
                href = self.mark(mention.report, mention.start, mention.end, ("moment",))
                places.append((self.index.report_name(mention.report), href))
            yield Event(when, label, tuple(places))

    def beside(self, derivations: Iterable[Derivation]) -> Iterable[Beside]:
        """The shared passages of each pair of reports, the longest few of them."""
        for derivation in derivations:
            other = derivation.source or ""
            if not derivation.passages or derivation.report not in self.number or other not in self.number:
                continue
            longest = sorted(derivation.passages, key=lambda p: (p.start - p.end, p.start))
            rows = []
            for p in longest[:BESIDE]:
                rows.append(
                    (
                        shortened(self.index.words(derivation.report, p.start, p.end), BESIDE_LENGTH),
                        self.addresses.words(derivation.report, self.number[derivation.report], p.start, p.end),
                        shortened(self.index.words(other, p.other_start, p.other_end), BESIDE_LENGTH),
                        self.addresses.words(other, self.number[other], p.other_start, p.other_end),
                    )
                )
            names = self.index.report_name(derivation.report), self.index.report_name(other)
            yield Beside(*names, tuple(rows), len(longest) - len(rows))

    def shared_passages(self) -> None:
        for derivation in self.index.dossier.derivations:
            other = derivation.source or ""
            if derivation.report not in self.number or other not in self.number:
                continue
            for p in derivation.passages:
                here = self.addresses.words(derivation.report, self.number[derivation.report], p.start, p.end)
                there = self.addresses.words(other, self.number[other], p.other_start, p.other_end)
                name, source = self.index.report_name(derivation.report), self.index.report_name(other)
                self.mark(derivation.report, p.start, p.end, ("shared",), Badge(f"= {source}", there, "the same words"))
                self.mark(other, p.other_start, p.other_end, ("shared",), Badge(f"= {name}", here, "the same words"))

    def full_text(self, report: Report) -> FullText:
        return FullText(
            id=f"r{self.number[report.id]}",
            head=masthead(self.index, report),
            left=max(0, len(report.text) - LONGEST),
            pieces=tuple(pieces(report.text[:LONGEST], self.marks[report.id])),
        )

"""Looking things up in a dossier: names of reports, who said a thing and on whose word, words in their context."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from twosource.present.answers import answer_words, bare, perhaps, said_in_question
from twosource.present.excerpt import Excerpt, cut_out
from twosource.present.families import Families
from twosource.present.order import in_order, natural
from twosource.present.report_names import short_names
from twosource.present.visible import one_line
from twosource.present.wording import (
    VERDICTS,
    closed,
    date,
    in_words,
    listed,
)
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
# An id that can be told from a word: of four characters or more, with a digit or a sign in it.
_AFTER_COLON = re.compile(r"(?<=: )[^:;.]+(?=[.;]|$)")
_ID = re.compile(r"(?<![\w/-])(?=\S*[\d_-])[\w][\w./-]{2,}\w(?![\w-])")


# Words that stand for what is told elsewhere: no statement to be shown.
_STANDS_FOR = frozenset(("which", "what", "who", "whom", "that", "this", "it", "so", "them", "these", "those", "all"))
# Words of a speaker about himself, and a clause that breaks off: no title for a matter that has a question.
_CLUMSY = re.compile(r"\b(?:I|me|my|we|We|us|our|My|Our)\b|\b(?:he|she|it|they|who|which|that|and|but|the|a|of|to)$")
# What leads to a clause that was cut off: "…, at which time".
_HANGING = re.compile(
    r",?\s+(?:(?:at|in|by|for|on|of|to|from|with|after|during)\s+)?(?:which|whom|whose|where|who)(?:\s+(?:time|point|case))?$"
)


def _less_telling(comparison: Comparison) -> int:
    """What tells a reader less comes later: words quoted for want of a question, who somebody is, what is in doubt."""
    return 4 * perhaps(comparison) + 2 * (comparison.kind == "role") + ("? “" in comparison.question)


class Index:
    """Everything in a dossier by its id, and the ways in which a reader is told of it."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier = in_order(dossier)
        self.reports: dict[str, Report] = {report.id: report for report in dossier.reports}
        self.order = {report.id: place for place, report in enumerate(dossier.reports)}
        self.short = short_names(dossier.reports)
        self.entities = {entity.id: entity for entity in dossier.entities}
        self.statements = {statement.id: statement for statement in dossier.statements}
        self.groups = {group.id: group for group in dossier.groups}
        self.families = Families(dossier.derivations)
        self.comparisons = {comparison.id: comparison for comparison in dossier.comparisons}
        self._count_of_group = {o.group: o for o in dossier.origins if o.group and not o.comparison}
        self._count_of_comparison = {o.comparison: o for o in dossier.origins if o.comparison and o.value is None}
        self._count_of_value = {(o.comparison, o.value): o for o in dossier.origins if o.value is not None}
        self._of_verdict: dict[str, list[Comparison]] = {}
        self._statements_of: dict[int, list[Statement]] = {}
        together = [o for o in dossier.origins if not self._stands_alone(o)]
        self.counts = sorted(filter(self._says_more, together), key=self._count_weight)
        self.count_number = {id(count): number for number, count in enumerate(self.counts, 1)}
        self.counts_of_matters = self._each_once(count for count in self.counts if self._of_a_matter(count))

    # ------------------------------------------------------------------ names

    def report_name(self, report: str) -> str:
        """The short name of a report, unique in the dossier."""
        return self.short[report] if report in self.short else one_line(report)

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

    def said_by(self, mention: Mention) -> Statement | None:
        """The statement that a mention belongs to."""
        return self.statements.get(mention.statement) if mention.statement else None

    # ------------------------------------------------------------------ words

    def words(self, report: str, start: int, end: int) -> str:
        """The words of a report, made safe to show; empty if the report is not there."""
        found = self.reports.get(report)
        return one_line(found.text[start:end]) if found else ""

    def excerpt(self, report: str, start: int, end: int) -> Excerpt:
        """The words at a place with what stands around them in the same sentence."""
        found = self.reports.get(report)
        return cut_out(found.text, start, end) if found else Excerpt("", "", "", False, False)

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
        """Comparisons of one verdict: what cannot both be so first, then what most reports answer; of those that do not
        differ what is doubtful, and who somebody is, comes last."""
        if verdict in self._of_verdict:
            return self._of_verdict[verdict]

        def weight(comparison: Comparison) -> tuple[object, ...]:
            first = _CAUSE_ORDER[comparison.cause] if verdict == "differ" else _less_telling(comparison)
            return first, -len(self.reports_of(comparison)), -comparison.confidence, natural(comparison.id)

        found = sorted((c for c in self.dossier.comparisons if c.verdict == verdict), key=weight)
        return self._of_verdict.setdefault(verdict, found)

    @cached_property
    def question_number(self) -> dict[str, int]:
        """The number under which a comparison (id) is shown, from 1: differences, then what only seems to differ, then
        agreements; without those that only repeat another."""
        shown = [c.id for verdict in VERDICTS for c in self.with_verdict(verdict) if c.id not in self.repeated]
        return {comparison: number for number, comparison in enumerate(shown, 1)}

    def values_of(self, comparison: Comparison) -> list[ComparedValue]:
        """The answers, the one of most reports first."""
        return sorted(comparison.values, key=lambda v: (-len({m.report for m in v.mentions}), v.value, v.as_of or ""))

    def quotes_in_several(self) -> list[Quote]:
        """Quotations that stand in several reports, in several wordings first, doubtful ones last of these."""
        several = [q for q in self.dossier.quotes if len({v.report for v in q.variants}) > 1]

        def rank(quote: Quote) -> tuple[bool, bool, int]:
            return len(self.wordings(quote)) < 2, bool(quote.doubt), -len({v.report for v in quote.variants})

        return sorted(several, key=rank)

    def quotes_in_one(self) -> list[Quote]:
        """Quotations that one report only has, in order of the text; none where there are no others to have them."""
        if len(self.reports) < 2:
            return []
        return [q for q in self.dossier.quotes if len({v.report for v in q.variants}) == 1]

    def wordings(self, quote: Quote) -> list[tuple[QuoteVariant, str | None, list[str]]]:
        """The wordings of a quotation, direct ones first and of these the fullest; each with the wording that it is
        held against (the first in its language, None for that one itself) and the other reports that have it word for
        word."""
        first: dict[str, str] = {}
        told: dict[tuple[str, ...], tuple[QuoteVariant, str | None, list[str]]] = {}
        fullest = max((v.end - v.start for v in quote.variants if v.rendering == "direct"), default=0)
        for variant in sorted(
            quote.variants,
            key=lambda v: (v.rendering != "direct", v.end - v.start < fullest, self.order.get(v.report, 0)),
        ):
            report = self.reports.get(variant.report)
            language = report.language.split("-")[0] if report else "und"
            words = self.words(variant.report, variant.start, variant.end)
            key = (language, *_WORD.findall(words.casefold()))
            if key in told:
                same = told[key][2]
                if variant.report not in (told[key][0].report, *same):
                    same.append(variant.report)
                continue
            told[key] = (variant, first.get(language), [])
            first.setdefault(language, words)
        return list(told.values())

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
        if id(count) not in self._statements_of:
            self._statements_of[id(count)] = self._find_counted(count)
        return self._statements_of[id(count)]

    def _find_counted(self, count: OriginCount) -> list[Statement]:
        group = self.groups.get(count.group or "") if count.value is None else None
        ids = set(group.statements if group else ())
        comparison = self.comparisons.get(count.comparison or "")
        if comparison:
            values = [v for v in comparison.values if count.value in (None, v.value)]
            ids |= {m.statement for v in values for m in v.mentions if m.statement}
        return [self.statements[i] for i in sorted(ids, key=natural) if i in self.statements]

    def origins_of_value(self, comparison: Comparison, value: ComparedValue) -> OriginCount | None:
        """The count for one answer of a question whose answers are counted each."""
        return self._count_of_value.get((comparison.id, value.value))

    def origins_of(self, comparison: Comparison) -> OriginCount | None:
        """The count for a comparison, its own or its group's; None where its answers are counted each."""
        if any(self.origins_of_value(comparison, v) for v in comparison.values):
            return None
        own = self._count_of_comparison.get(comparison.id)
        whole = self._count_of_group.get(comparison.group or "")
        return own if own is not None and self._says_more(own) else whole

    def _stands_alone(self, count: OriginCount) -> bool:
        """True for the count of a single statement."""
        group = self.groups.get(count.group or "")
        return count.comparison is None and group is not None and len(group.statements) < 2

    def _says_more(self, count: OriginCount) -> bool:
        """False for the count of a comparison that is the same as that of its group; one of a single answer is always
        shown beside it."""
        if count.value is not None:
            return True
        comparison = self.comparisons.get(count.comparison or "")
        whole = self._count_of_group.get(comparison.group or "") if comparison else None
        return whole is None or (count.origins, count.independent_count, count.possible_count) != (
            whole.origins,
            whole.independent_count,
            whole.possible_count,
        )

    def _of_a_matter(self, count: OriginCount) -> bool:
        """True for the count of a group, and of a comparison that belongs to none; who somebody is is no matter."""
        comparison = self.comparisons.get(count.comparison or "")
        if comparison is None:
            return True
        return comparison.kind != "role" and (comparison.group or "") not in self._count_of_group

    def _each_once(self, counts: Iterable[OriginCount]) -> list[OriginCount]:
        """Without a second count of the same words on the word of the same parties."""
        told: dict[tuple[object, ...], OriginCount] = {}
        for count in counts:
            told.setdefault((bare(self.subject(count)), frozenset(o.entity for o in count.origins)), count)
        return list(told.values())

    def _count_weight(self, count: OriginCount) -> tuple[object, ...]:
        """What independent reports carry first, then what many carry; what may be several matters comes last."""
        weight = -self.independent_reports(count), -count.carriers, count.independent_count
        return self.doubtful(count), *weight, natural(count.group or ""), count.comparison or ""

    def doubtful(self, count: OriginCount) -> bool:
        """True where it is in doubt whether the reports speak of one matter: they only perhaps agree on it, or their
        statements were put together loosely."""
        comparison, group = self.comparisons.get(count.comparison or ""), self.groups.get(count.group or "")
        asked = [comparison] if comparison else self._asked_of_group[count.group or ""]
        if asked or group is None:
            return bool(asked) and all(map(perhaps, asked))
        firm = {self.statements[s].report for s in group.statements if s not in group.loose and s in self.statements}
        return bool(group.loose) and len(firm) < 2

    @cached_property
    def _asked_of_group(self) -> defaultdict[str, list[Comparison]]:
        """For each group what was compared in it; who somebody is says nothing of the matter."""
        found: defaultdict[str, list[Comparison]] = defaultdict(list)
        for comparison in self.dossier.comparisons:
            if comparison.group and comparison.kind != "role":
                found[comparison.group].append(comparison)
        return found

    def independent_reports(self, count: OriginCount) -> int:
        """How many of the reports that carry it did not take from one another."""
        carriers = {report for origin in count.origins for report in origin.reports}
        carriers |= {statement.report for statement in self._counted(count)}
        return self.families.number(carriers)

    def resting(self, rule: str) -> list[OriginCount]:
        """The matters that several independent reports surely tell and for which the house rule is ``met`` or
        ``not_met``."""
        told = (c for c in self.counts_of_matters if c.rule == rule and not self.doubtful(c))
        return [c for c in told if self.independent_reports(c) > 1]

    def subject(self, count: OriginCount) -> str:
        """What a count is about, in words."""
        comparison = self.comparisons.get(count.comparison or "")
        if comparison:
            values = self.values_of(comparison)
            said = said_in_question(comparison, values[0]) if len(values) == 1 else None
            question = one_line(comparison.question)
            if count.value is not None:
                mine = next((v for v in values if v.value == count.value), None)
                return f"{question} {answer_words(comparison, mine)}" if mine else question
            return said or question
        group = self.groups.get(count.group or "")
        if group is None:
            return one_line(count.group or count.comparison or "")
        label = _HANGING.sub("", closed(one_line(group.label))).removeprefix("that ")
        return (_CLUMSY.search(label) and self._question_of_group.get(group.id)) or label

    @cached_property
    def _question_of_group(self) -> dict[str, str]:
        """For each group the first plain question that is put about it."""
        found: dict[str, str] = {}
        for verdict in VERDICTS:
            for comparison in self.with_verdict(verdict):
                question = one_line(comparison.question)
                plain = comparison.kind not in ("role", "status") and "“" not in question and len(question) < 90
                if comparison.group and plain and not question.startswith("Is it so"):
                    found.setdefault(comparison.group, question)
        return found

    @cached_property
    def repeated(self) -> frozenset[str]:
        """Agreements (ids) whose answer only repeats the question, where another of the same group says more, or where
        one shown before it says the same in the same words, or more."""
        by_group: defaultdict[str, list[Comparison]] = defaultdict(list)
        by_words: defaultdict[str, list[Comparison]] = defaultdict(list)
        found: set[str] = set()
        agreed = [(c, said_in_question(c, c.values[0])) for c in self.with_verdict("agree") if c.values]
        for comparison, said in agreed:
            if comparison.group and not said:
                by_group[comparison.group].append(comparison)
        for comparison, said in agreed:
            longer = (c for words, told in by_words.items() if said and bare(said) in bare(words) for c in told)
            others = [*by_group[comparison.group or ""], *longer] if said else []
            reports = set(self.reports_of(comparison))
            if any(reports <= set(self.reports_of(other)) for other in others):
                found.add(comparison.id)
            by_words[said or ""].append(comparison)
        return frozenset(found)

    def agreements(self) -> tuple[list[Comparison], list[Comparison]]:
        """Where reports agree: those of reports that did not take from one another, and the rest."""
        found = self.with_verdict("agree")
        apart = [c for c in found if self.families.number(self.reports_of(c)) > 1]
        return apart, [c for c in found if c not in apart]

    def reason(self, why: str) -> str:
        """A reason in words, with reports by their names where a step could only give their ids."""
        listed_ids = _AFTER_COLON.sub(lambda found: self._names_of(found.group()), one_line(why))
        return in_words(date(_ID.sub(lambda found: self.short.get(found.group(), found.group()), listed_ids)))

    def _names_of(self, words: str) -> str:
        """``a, b and c`` as the names of the reports a, b and c; anything else stays."""
        ids = re.split(r", | and ", words)
        return listed([self.short[report] for report in ids]) if all(i in self.short for i in ids) else words

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
            # Six words on either side tell sentences apart, whatever dateline stands before or where the cut fell.
            before, after = _WORD.findall(excerpt.before.casefold())[-6:], _WORD.findall(excerpt.after.casefold())[:6]
            words = (*before, "|", excerpt.words.casefold(), "|", *after)
            key = (*(self.chain(statement)[1:] if statement else ()), "|", *words)
            if key in found:
                found[key][1].append(mention.report)
            else:
                found[key] = (mention, [])
        return list(found.values())

    def origin_parties(self) -> list[str]:
        """Every party that something goes back to, over all counts, each once."""
        return sorted({o.entity for count in self.dossier.origins for o in count.origins}, key=natural)

    def speakers(self) -> dict[str, list[list[Statement]]]:
        """Statements on somebody's word, by that somebody (an entity's id, or a name): who speaks in most reports
        first. Statements in the same words on the same word (a wire's, in its copies) stand together."""
        by_name: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self.dossier.statements:
            chain = self.chain(statement)
            if len(chain) > 1 and self.statement_words(statement).casefold() not in _STANDS_FOR:
                by_name[statement.chain[-1] if len(statement.chain) > 1 else statement.speaker or chain[-1]].append(
                    statement
                )

        def weight(item: tuple[str, list[Statement]]) -> tuple[int, int, str]:
            name, said = item
            return -len({s.report for s in said}), -len(said), name

        return {name: self._together(said) for name, said in sorted(by_name.items(), key=weight)}

    def _together(self, said: Sequence[Statement]) -> list[list[Statement]]:
        found: dict[tuple[str, ...], list[Statement]] = {}
        for statement in said:
            words = _WORD.findall(self.statement_words(statement).casefold())
            found.setdefault((statement.certainty, *self.chain(statement)[1:], "|", *words), []).append(statement)
        return list(found.values())

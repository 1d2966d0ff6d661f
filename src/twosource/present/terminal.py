"""A dossier for an 80-column terminal, made to be read by an editor in a minute and searched afterwards.

What differs comes first, then what only seems to, what agrees, who stands behind what, who says what. Each section is
cut to what a reader can take in; the JSON and the page hold everything. ``*words*`` are the ones meant, in the words of
the report, and ``report:1234`` is where they stand (characters from the beginning of its text).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from twosource.present import decided, saying
from twosource.present.answers import answer_words, as_of, perhaps, said_in_question
from twosource.present.differences import marked_differences
from twosource.present.excerpt import Excerpt
from twosource.present.headline import headline
from twosource.present.index import Index
from twosource.present.summary import declined_in_words, events, related_reports, spellings, taken_from
from twosource.present.visible import one_line
from twosource.present.wording import (
    CAUSES,
    counted,
    date,
    listed,
    origin_count,
    origins_of_answers,
    rule_words,
    shortened,
)
from twosource.present.wrapping import EMPHASIS, PLAIN, emphasise, wrap
from twosource.record import ComparedValue, Comparison, Dossier, Mention, Origin, OriginCount, Quote, Statement

MORE = "... and {} more (all of them: --json or --html)"
_BOLD, _DIM, _MARK, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[1;4m", "\x1b[0m"
MIN_WIDTH = 40


def render(dossier: Dossier, width: int = 80, colour: bool = False) -> str:
    """The dossier as lines of at most ``width`` columns (never fewer than 40), with a newline at the end; ``colour``
    adds ANSI bold and underline, nothing else changes."""
    paper = _Paper(max(width, MIN_WIDTH), colour)
    index = Index(dossier)
    _head(paper, index)
    for section in _SECTIONS:
        section(paper, index)
    return paper.text()


class _Paper:
    """Lines as they are written."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width, self.colour = width, colour
        self.lines: list[str] = []

    def text(self) -> str:
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def write(self, text: str, first: str = "", rest: str | None = None, style: str = "") -> None:
        """A paragraph. Emphasis marks become underlining in colour, asterisks without."""
        if not self.colour:
            text = _asterisks(text)
        for line in wrap(text, self.width, first, rest):
            shown = line.replace(EMPHASIS, _MARK).replace(PLAIN, _OFF + (style if self.colour else ""))
            self.lines.append(f"{style}{shown}{_OFF}" if style and self.colour else shown)

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def heading(self, words: str, note: str = "") -> None:
        """A section's heading, with a sentence on how to read it."""
        self.blank()
        self.write(words, style=_BOLD)
        self.lines.append("-" * self.width)
        if note:
            self.write(note, style=_DIM)
            self.blank()

    def more(self, left: int, indent: str = "") -> None:
        if left > 0:
            self.write(MORE.format(left), indent)


def _asterisks(text: str) -> str:
    """Emphasis for a terminal without colour: one pair around a run of marked words."""
    return text.replace(f"{PLAIN} {EMPHASIS}", " ").replace(EMPHASIS, "*").replace(PLAIN, "*")


# --------------------------------------------------------------------------- head


def _head(paper: _Paper, index: Index) -> None:
    told = headline(index)
    paper.write(told.title, style=_BOLD)
    paper.lines.append("=" * paper.width)
    for line in told.lines:
        paper.write(line)
    if told.findings:
        paper.heading("IN SHORT")
        for finding in told.findings:
            paper.write(finding.words + (":" if finding.details else ""), "* ")
            for detail in finding.details:
                paper.write(detail.words, "    - ")
            if finding.more:
                paper.write(f"and {finding.more} more", "    - ")


# --------------------------------------------------------------------------- comparisons


def _differ(paper: _Paper, index: Index) -> None:
    found = index.with_verdict("differ")
    if not found:
        if len(index.reports) > 1:
            paper.heading("WHERE THE REPORTS DIFFER")
            see = ": see WHAT WAS NOT DECIDED." if index.dossier.declined else "."
            paper.write(f"No difference was found. That is not to say that there is none{see}")
        return
    paper.heading("WHERE THE REPORTS DIFFER")
    for number, comparison in enumerate(found[:20], 1):
        _difference(paper, index, comparison, number)
    paper.more(len(found) - 20)


def _difference(paper: _Paper, index: Index, comparison: Comparison, number: int) -> None:
    paper.blank()
    paper.write(one_line(comparison.question), f"{number}. ", style=_BOLD)
    for value in index.values_of(comparison):
        _value(paper, index, comparison, value)
    paper.write(index.reason(comparison.why), "   Why:     ")
    cause = f"{CAUSES[comparison.cause]} (confidence {comparison.confidence:.2f})"
    paper.write(cause[0].upper() + cause[1:] + ".", "   Cause:   ")
    count = index.origins_of(comparison)
    if count:
        paper.write(f"{origins_of_answers(count)}.", "   Origins: ")


def _value(paper: _Paper, index: Index, comparison: Comparison, value: ComparedValue) -> None:
    reports = index.in_reports(value.mentions)
    told = answer_words(comparison, value)
    told += f" ({as_of(comparison, value)})" if as_of(comparison, value) else ""
    count = index.origins_of_value(comparison, value)
    behind = f"; {origin_count(count)}" if count else ""
    paper.write(f"{told} - {counted(len(reports), 'report')}{behind}", "   > ", "     ", style=_BOLD)
    witnesses = index.witnesses(value.mentions)
    for mention, same in witnesses[:4]:
        _in_words(paper, index, mention, same)
    if len(witnesses) > 4:
        others = [index.report_name(r) for mention, same in witnesses[4:] for r in (mention.report, *same)]
        paper.write(f"also in {listed(others)}", "     ")


def _in_words(paper: _Paper, index: Index, mention: Mention, same: Sequence[str]) -> None:
    statement = index.said_by(mention)
    who = saying.voice(index, statement) if statement else index.report_name(mention.report)
    paper.write(f"{who}:", "     ", "       ")
    quoted = _quoted(index.excerpt(mention.report, mention.start, mention.end))
    paper.write(f"{quoted} [{_place(mention.report, mention.start)}]", "       ")
    if same:
        paper.write(f"The same sentence in {listed([index.report_name(r) for r in same])}.", "       ")


def _quoted(excerpt: Excerpt) -> str:
    return (
        ("... " if excerpt.cut_before else "")
        + excerpt.before
        + emphasise(excerpt.words)
        + excerpt.after
        + (" ..." if excerpt.cut_after else "")
    )


def _place(report: str, start: int) -> str:
    return f"{one_line(report).replace(' ', '_')}:{start}"


def _compatible(paper: _Paper, index: Index) -> None:
    found = index.with_verdict("compatible")
    if not found:
        return
    paper.heading("WHAT ONLY SEEMS TO DIFFER")
    for comparison in found[:10]:
        paper.write(one_line(comparison.question), "* ", style=_BOLD)
        for value in index.values_of(comparison)[:5]:
            _answer(paper, index, comparison, value)
        paper.write(index.reason(comparison.why), "    Why: ", "         ")
    paper.more(len(found) - 10)


def _answer(paper: _Paper, index: Index, comparison: Comparison, value: ComparedValue) -> None:
    mentions = index.one_of_each_report(value.mentions)
    words = sorted({index.words(m.report, m.start, m.end) for m in mentions}, key=lambda w: (len(w), w))
    told = any(one_line(value.value).endswith(w) for w in words)
    shown = f" ({', '.join(words[:2])})" if words and not told else ""
    reports = listed([index.report_name(m.report) for m in mentions], 4)
    paper.write(f"{answer_words(comparison, value)}{shown} - {reports}", "    > ", "      ")


def _agree(paper: _Paper, index: Index) -> None:
    apart, related = index.agreements()
    if not apart and not related:
        return
    paper.heading("WHERE THEY AGREE")
    apart = [comparison for comparison in apart if comparison.id not in index.repeated]
    for comparison in apart[:20]:
        values = index.values_of(comparison)
        reports = listed([index.report_name(r) for r in index.reports_of(comparison)], 4)
        value = answer_words(comparison, values[0]) if values else "?"
        said = said_in_question(comparison, values[0]) if values else None
        question = "" if said else f"{one_line(comparison.question)} "
        doubt = "Perhaps: " if perhaps(comparison) else ""
        paper.write(f"{doubt}{question}{emphasise(value)} - {reports}", "* ")
        count = index.origins_of(comparison)
        if count:
            paper.write(origin_count(count), "    ")
    paper.more(len(apart) - 20)
    if related:
        words = f"{counted(len(related), 'answer')} more on which only reports agree that took from one another:"
        paper.write(f"{words} {related_reports(index, related)}.", "* ")


# --------------------------------------------------------------------------- origins, speakers


def _origins(paper: _Paper, index: Index) -> None:
    counts = index.counts_of_matters
    if not counts:
        return
    note = "An origin is somebody with knowledge of his or her own. Who only passes it on is not counted."
    paper.heading("WHO STANDS BEHIND WHAT", note)
    shown = [c for c in counts if index.independent_reports(c) > 1][:15] or counts[:8]
    for count in shown:
        _count(paper, index, count)
    paper.more(len(counts) - len(shown))


def _count(paper: _Paper, index: Index, count: OriginCount) -> None:
    paper.write(index.subject(count), "* Perhaps: " if index.doubtful(count) else "* ", "  ", style=_BOLD)
    paper.write(
        f"{origin_count(count)}, in {counted(count.carriers, 'report')}; {rule_words(count, index.dossier.rule)}.",
        "    ",
    )
    for origin in count.origins[:6]:
        _origin(paper, index, count, origin)
    paper.more(len(count.origins) - 6, "    ")
    for join in count.joins:
        paper.write(saying.counted_once(index, join), "    = ")
    if count.why:
        paper.write(index.reason(count.why), "    Why: ", "         ")


def _origin(paper: _Paper, index: Index, count: OriginCount, origin: Origin) -> None:
    """One line for each way by which reports have it: ``Evening Mail <- Nordpress <- *Ida Holm*``."""
    party = emphasise(index.name(origin.entity)) + (" (not named)" if origin.anonymous else "")
    for relays, reports in index.paths(count, origin):
        through = "".join(f" <- {index.name(relay)}" for relay in relays)
        paper.write(f"{listed([index.report_name(r) for r in reports], 4)}{through} <- {party}", "    - ")


def _speakers(paper: _Paper, index: Index) -> None:
    speakers = index.speakers()
    if not speakers:
        return
    paper.heading("WHO SAYS WHAT")
    for speaker, said in list(speakers.items())[:12]:
        every = [statement for together in said for statement in together]
        reports = counted(len({s.report for s in every}), "report")
        unnamed = " (not named)" if all(s.anonymous for s in every) else ""
        paper.write(f"{index.name(speaker)}{unnamed} - {counted(len(said), 'statement')}, {reports}", style=_BOLD)
        for together in said[:4]:
            _statement(paper, index, together)
        paper.more(len(said) - 4, "    ")
    paper.more(len(speakers) - 12)
    own = sum(1 for s in index.dossier.statements if len(index.chain(s)) == 1)
    if own:
        paper.write(f"{counted(own, 'statement')} in the reports' own voice: --json or --html.")


def _statement(paper: _Paper, index: Index, together: Sequence[Statement]) -> None:
    statement = together[0]
    told, put = saying.told(index, statement)
    words = shortened(told, 240)
    place = _place(statement.report, statement.start)
    paper.write(f"{words} [{place}]", "  - ")
    others = list(dict.fromkeys(index.report_name(s.report) for s in together[1:] if s.report != statement.report))
    same = f"; the same in {listed(others, 4)}" if others else ""
    paper.write(" <- ".join(index.chain(statement)) + put + same, "    ")


def _quotations(paper: _Paper, index: Index) -> None:
    several, alone = index.quotes_in_several(), index.quotes_in_one()
    apart = [quote for quote in several if len(index.wordings(quote)) > 1]
    if not several and not alone:
        return
    paper.heading("QUOTATIONS")
    if apart:
        paper.write("In several wordings.")
        paper.write(
            f"{emphasise('Marked')}: words that are not in the first wording; […]: words of it that are left out.",
            style=_DIM,
        )
        paper.blank()
    for quote in apart[:8]:
        _quotation(paper, index, quote)
    paper.more(len(apart) - 8)
    if len(several) > len(apart):
        paper.write(f"{counted(len(several) - len(apart), 'quotation')} in several reports in the same words.", "* ")
    if alone:
        paper.blank()
        paper.write("In one report only: no other report here has these words, quoted or told.")
    for quote in alone[:8]:
        _quotation(paper, index, quote)
    paper.more(len(alone) - 8)


def _quotation(paper: _Paper, index: Index, quote: Quote) -> None:
    paper.write(index.name(quote.speaker) if quote.speaker else "Speaker not known", "* ", style=_BOLD)
    if quote.doubt:
        paper.write(quote.doubt, "    ")
    for variant, first, same in index.wordings(quote)[:6]:
        words = index.words(variant.report, variant.start, variant.end)
        shown = (
            words if first is None else marked_differences(first, words, EMPHASIS, PLAIN, variant.rendering == "direct")
        )
        told = "" if variant.rendering == "direct" else " (in reported speech)"
        where = f"[{_place(variant.report, variant.start)}]"
        names = listed([index.report_name(r) for r in (variant.report, *same)], 4)
        paper.write(f"{names}{told}: {shown} {where}", "    ", "      ")


# --------------------------------------------------------------------------- the rest


def _derivations(paper: _Paper, index: Index) -> None:
    taken = taken_from(index)
    if not taken:
        return
    paper.heading("WHO TOOK FROM WHOM", "These reports are not independent of one another.")
    for item in taken[:15]:
        paper.write(item.words, "* ")
        if item.detail:
            paper.write(item.detail, "    ")
    paper.more(len(taken) - 15)


def _names(paper: _Paper, index: Index) -> None:
    several = spellings(index)
    if not several:
        return
    paper.heading("NAMES IN SEVERAL SPELLINGS")
    for name, others in several[:12]:
        paper.write(f"{name} - also {listed(others, 8)}", "* ")
    paper.more(len(several) - 12)


def _timeline(paper: _Paper, index: Index) -> None:
    items = events(index)
    if not items:
        return
    paper.heading("TIMELINE")
    for when, label, item in items[:25]:
        reports = listed([index.report_name(r) for r in index.in_reports(item.mentions)], 3)
        paper.write(f"{label} - {reports}", f"{when}: ", "    ")
    paper.more(len(items) - 25)


def _reports(paper: _Paper, index: Index) -> None:
    paper.heading("THE REPORTS")
    for report in index.reports.values():
        title = f", {one_line(report.title)}" if report.title else ""
        when = date(report.published) if report.published else "no date"
        name, key = index.report_name(report.id), one_line(report.id)
        words = f"{'' if name == key else name}{title}".removeprefix(", ")
        paper.write(f"{words} ({when}, {report.language})".lstrip(), f"{key}: ", "    ")


def _not_decided(paper: _Paper, index: Index) -> None:
    groups = declined_in_words(index)
    if not groups:
        return
    paper.heading("WHAT WAS NOT DECIDED")
    for words, reasons in groups:
        paper.write(words, style=_BOLD)
        _limited(paper, reasons, 4, lambda reason: paper.write(reason, "  - "))


def _limited(paper: _Paper, items: Sequence[str], most: int, write: Callable[[str], None]) -> None:
    for item in items[:most]:
        write(item)
    paper.more(len(items) - most, "    ")


def _decisions(paper: _Paper, index: Index) -> None:
    if index.dossier.decisions:
        paper.heading("WHAT WAS DECIDED BY HAND")
        for decision in index.dossier.decisions:
            paper.write(decided.in_words(decision), "* ", "  ")


def _warnings(paper: _Paper, index: Index) -> None:
    if index.dossier.warnings:
        paper.heading("WARNINGS")
        for warning in dict.fromkeys(map(index.reason, index.dossier.warnings)):
            paper.write(warning, "! ")


_SECTIONS: tuple[Callable[[_Paper, Index], None], ...] = (
    _differ,
    _compatible,
    _agree,
    _origins,
    _speakers,
    _quotations,
    _derivations,
    _names,
    _timeline,
    _not_decided,
    _decisions,
    _warnings,
    _reports,
)

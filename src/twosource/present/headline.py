"""What stands at the head of a dossier: its title, and what an editor should know first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.present import saying
from twosource.present.answers import answer_words
from twosource.present.index import Index
from twosource.present.report_names import publisher
from twosource.present.single import of_one_report
from twosource.present.visible import one_line
from twosource.present.wording import counted, listed, period, shortened
from twosource.record import Comparison, OriginCount, Report, Statement

_SHOWN = 4  # things told below one finding
_OF_ONESELF = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b")
_LONGEST = 160  # characters of a statement there


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a finding is about, in words, and what it leads to."""

    words: str
    about: Comparison | OriginCount | Statement


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the summary, the first things that it is about, and how many more there are."""

    words: str
    details: tuple[Detail, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """Title, the lines below it, and what an editor should know first."""

    title: str
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]


def headline(index: Index) -> Headline:
    """What the dossier is about and what it found, in a few lines."""
    dossier = index.dossier
    days = sorted(r.published[:10] for r in dossier.reports if r.published)
    unknown = ", no date of publication known: “on Friday” can't be placed (--published DAY)"
    when = f", published {period(days[0], days[-1])}" if days else unknown
    lines = [f"{counted(len(dossier.reports), 'report')}, {_publishers(dossier.reports)}{when}."]
    parties = index.origin_parties()
    if parties:
        one, many = "person, body or medium is named as a source.", "people, bodies and media are named as sources."
        lines.append(counted(len(parties), one, many))
    return Headline(title(index), tuple(lines), tuple(_findings(index)))


def title(index: Index) -> str:
    """What the story is called, else what the first report with a title is."""
    titles = (one_line(r.title) for r in index.reports.values() if r.title)
    return one_line(index.dossier.story.title) or next(titles, "") or "A story without a title"


def _publishers(reports: Sequence[Report]) -> str:
    """How many there are, as far as the reports say."""
    named = [publisher(r).casefold() for r in reports]
    known = set(filter(None, named))
    unsaid = f" (that of {counted(named.count(''), 'report')} not known)" if "" in named else ""
    return counted(len(known), "publisher") + unsaid if known else "no publisher known"


def _findings(index: Index) -> list[Finding]:
    found: list[Finding] = []
    differ = index.with_verdict("differ")
    if differ:
        found.append(_asked(index, differ, f"The reports differ on {counted(len(differ), 'question')}"))
    doers = [c for c in index.with_verdict("compatible") if c.kind == "actor"]
    if doers:
        words = f"Who did it is told in different ways, which can all be so, on {counted(len(doers), 'question')}"
        found.append(_asked(index, doers, words))
    met, alone = index.resting("met"), index.resting("not_met")
    if met:
        found.append(_matters(index, met, "with two independent origins or more in these reports"))
    if alone:
        found.append(_matters(index, alone, "in several reports without a second independent origin"))
    single = of_one_report(index)
    if single:
        found.append(_single(index, single))
    if index.dossier.derivations:
        takers = len({d.report for d in index.dossier.derivations})
        take = "takes" if takers == 1 else "take"
        found.append(
            Finding(f"{counted(takers, 'report')} of {len(index.reports)} {take} from another report or a wire")
        )
    return found


def _asked(index: Index, comparisons: Sequence[Comparison], words: str) -> Finding:
    """The first of these questions with their answers."""
    return _finding(words, [Detail(_answers(index, c), c) for c in comparisons])


def _answers(index: Index, comparison: Comparison) -> str:
    """``How many were hurt? 14 / 12``."""
    values = [shortened(answer_words(comparison, v), 40) for v in index.values_of(comparison)]
    return f"{one_line(comparison.question)} {' / '.join(values[:3])}" + (" / ..." if len(values) > 3 else "")


def _matters(index: Index, counts: Sequence[OriginCount], words: str) -> Finding:
    """The first of these matters, each with those on whose word it rests (once where it is the same for all); those
    told in plain words first, and a speaker's words about himself last."""

    def weight(count: OriginCount) -> tuple[bool, bool, bool]:
        subject = index.subject(count)
        return "? “" in subject, _OF_ONESELF.search(subject) is not None, not count.origins

    plain = sorted(counts, key=weight)
    told = [(index.subject(c).rstrip("."), _on_whose_word(index, c), c) for c in plain]
    finding = f"{counted(len(counts), 'matter')} {words}"
    if len(told) > 1 and len({whose for _, whose, _ in told}) == 1:
        return _finding(f"{finding}, all {told[0][1]}", [Detail(subject, count) for subject, _, count in told])
    return _finding(finding, [Detail(f"{subject} - {whose}", count) for subject, whose, count in told])


def _on_whose_word(index: Index, count: OriginCount) -> str:
    """``on the word of Ida Holm``, those left out that count as one with another."""
    joined = {join.joined for join in count.joins}
    names = list(dict.fromkeys(index.name(o.entity) for o in count.origins if o.entity not in joined))
    return f"on the word of {listed(names, 3)}" if names else "with nobody named for it"


def _single(index: Index, statements: Sequence[Statement]) -> Finding:
    """What was found in one report alone on somebody's word, with the chain by which it has it: only the first of it,
    since how much there is says less of the story than of its sources."""
    details = [Detail(f"{', from '.join(index.chain(s))}: {_told(index, s)}", s) for s in statements[:_SHOWN]]
    return Finding("Found in one report only, on somebody's word; what is nearest to the story", tuple(details))


def _told(index: Index, statement: Statement) -> str:
    return shortened("".join(saying.told(index, statement)), _LONGEST)


def _finding(words: str, details: Sequence[Detail]) -> Finding:
    return Finding(words, tuple(details[:_SHOWN]), max(0, len(details) - _SHOWN))

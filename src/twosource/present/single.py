"""What one report alone has on somebody's word: to be backed up before it is printed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from twosource.lexicon import words
from twosource.present import saying
from twosource.present.elsewhere import Elsewhere
from twosource.present.index import Index
from twosource.record import Statement

FEWEST = 4  # telling words that a statement must have to be told without the text around it
_SHORTEST = 4  # letters of a telling word
_WORD = re.compile(r"\d+|\w+")
_WEIGHTY = re.compile(r"confirm|den(?:y|ied|ies)\b", re.IGNORECASE)
# How much nearer or farther something is taken to be than its words show, as a share of them.
_CONFIRMED, _UNNAMED, _COLOURED, _QUOTED = 0.2, -0.15, -0.3, -0.3


def of_one_report(index: Index) -> list[Statement]:
    """Statements on somebody's word that stand in one report (and its copies) only, as far as is sure, and that no
    other report contradicts: each speaker's weightiest first, those nearest to the story before others.

    Near is what is told in words that other reports have, too. What is confirmed or denied comes before what is said;
    what an unnamed source says after it, as does what is quoted, which seldom says of itself what it is about, and
    what the report puts in a word of its own ("blamed", "questioned"), which is seldom a fact."""
    if len(index.reports) < 2:
        return []
    elsewhere, near = Elsewhere(index, surely=True), _Nearness(index)
    against = {m.statement for c in index.with_verdict("differ") for value in c.values for m in value.mentions}
    single: list[Statement] = []
    for said in index.speakers().values():
        for together in said:
            statement = together[0]
            reports = {s.report for s in together}.union(*map(elsewhere.of, together))
            alone = index.families.number(reports) < 2 and against.isdisjoint(s.id for s in together)
            if alone and len(near.telling(statement)) >= FEWEST:
                single.append(statement)
    by_speaker: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in single:
        if not any(_leads_on(index, statement, other) for other in single):
            by_speaker[index.chain(statement)[-1]].append(statement)
    ranked = [sorted(statements, key=near.rank) for statements in by_speaker.values()]
    turns = ((turn, near.rank(statement), statement) for row in ranked for turn, statement in enumerate(row))
    return [statement for _, _, statement in sorted(turns, key=lambda told: told[:2])]


def _leads_on(index: Index, statement: Statement, other: Statement) -> bool:
    """True where the same words are told on somebody's word who stands nearer to their origin."""
    if statement.report != other.report or len(index.chain(other)) <= len(index.chain(statement)):
        return False
    shared = min(statement.end, other.end) - max(statement.start, other.start)
    return shared > 0.5 * (statement.end - statement.start)


class _Nearness:
    """How much of what a statement tells is told by other reports, too."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._of_report = {report.id: _telling(report.text, report.language) for report in index.reports.values()}
        self._reports: Mapping[str, int] = Counter(word for told in self._of_report.values() for word in told)

    def telling(self, statement: Statement) -> frozenset[str]:
        """The words of a statement that say something by themselves."""
        report = self._index.reports[statement.report]
        return _telling(self._index.statement_words(statement), report.language)

    def rank(self, statement: Statement) -> tuple[float, str, int]:
        """What comes first is least."""
        words = self.telling(statement)
        near = sum(self._reports[word] - 1 for word in words) / (len(words) * (len(self._of_report) - 1))
        near += _CONFIRMED * self._weighty(statement) + _UNNAMED * statement.anonymous
        near += _QUOTED * (statement.kind == "direct") + _COLOURED * self._coloured(statement)
        return -near, statement.report, statement.start

    def _weighty(self, statement: Statement) -> bool:
        cue = statement.cue
        return cue is not None and _WEIGHTY.match(self._index.words(statement.report, cue.start, cue.end)) is not None

    def _coloured(self, statement: Statement) -> bool:
        """True where the saying is told in another word than "said"."""
        return not self._weighty(statement) and "“" in saying.cue_words(self._index, statement)


def _telling(text: str, language: str) -> frozenset[str]:
    plain = words(language.split("-")[0], "plain_words") | words("en", "plain_words")
    return frozenset(_folded(_WORD.findall(text), plain))


def _folded(found: Iterable[str], plain: frozenset[str]) -> Iterable[str]:
    for word in found:
        folded = word.casefold()
        if (len(folded) >= _SHORTEST or folded.isdigit()) and folded not in plain:
            yield folded

"""In which other reports a statement stands too, so that a reader sees what is only here."""

from __future__ import annotations

from collections import defaultdict

from twosource.present.answers import perhaps
from twosource.present.index import Index
from twosource.record import Mention, Statement

_MOST = 0.6  # so much of a statement must lie in a shared passage to be called taken over


class Elsewhere:
    """For every statement of a story the other reports that have it: in a group, in the answer to a question, as
    another wording of a quotation, or word for word in a shared passage; ``surely``: only as far as that is in no
    doubt."""

    def __init__(self, index: Index, surely: bool = False) -> None:
        self._reports: defaultdict[str, set[str]] = defaultdict(set)
        self._passages: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        doubtful = {c.group for c in index.counts if surely and index.doubtful(c)}
        for group in index.groups.values():
            if group.id in doubtful:
                continue
            said = [index.statements[s] for s in group.statements if s in index.statements]
            self._together([s.mention for s in said])
        for comparison in index.dossier.comparisons:
            if surely and perhaps(comparison):
                continue
            for value in comparison.values:
                self._together(value.mentions)
        for quote in index.dossier.quotes:
            if not (surely and quote.doubt):
                self._together([Mention(v.report, v.start, v.end, v.statement) for v in quote.variants])
        for derivation in index.dossier.derivations:
            if derivation.source:
                for p in derivation.passages:
                    self._passages[derivation.report].append((p.start, p.end, derivation.source))
                    self._passages[derivation.source].append((p.other_start, p.other_end, derivation.report))
        self._order = index.order
        self._found: dict[str, tuple[str, ...]] = {}

    def of(self, statement: Statement) -> tuple[str, ...]:
        """Ids of the other reports, in order; empty where it is only here."""
        if statement.id not in self._found:
            self._found[statement.id] = self._looked_up(statement)
        return self._found[statement.id]

    def _looked_up(self, statement: Statement) -> tuple[str, ...]:
        found = set(self._reports.get(statement.id, ())) | self._word_for_word(statement)
        found.discard(statement.report)
        return tuple(sorted(found, key=lambda r: (self._order.get(r, len(self._order)), r)))

    def _together(self, mentions: tuple[Mention, ...] | list[Mention]) -> None:
        reports = {m.report for m in mentions}
        for mention in mentions:
            if mention.statement:
                self._reports[mention.statement] |= reports

    def _word_for_word(self, statement: Statement) -> set[str]:
        length = sum(len(piece) for piece in statement.pieces)
        covered: defaultdict[str, int] = defaultdict(int)
        for start, end, other in self._passages.get(statement.report, ()):
            for piece in statement.pieces:
                covered[other] += max(0, min(end, piece.end) - max(start, piece.start))
        return {other for other, characters in covered.items() if characters >= _MOST * length}

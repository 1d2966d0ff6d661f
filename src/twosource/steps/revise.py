"""Two versions of one article, statement by statement.

Statements in the same words are the same, wherever they stand now. Of the rest each is paired with the one most like it
in words (Levenshtein ratio over words), the likest pairs first; a pair is one statement changed when more than half of
its words stayed, in their order. What finds no partner was added or withdrawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Indel

from twosource.record import Report, Revision, Statement, StatementChange

_LIKE = 0.55  # share of words in common from which two statements are one that was changed
_VALUES = ("title", "publisher", "published", "author", "url")


def revise(
    old: Report,
    new: Report,
    statements: Sequence[Statement],
    names: Mapping[str, str],
) -> Revision:
    """What changed from ``old`` to ``new``. ``statements`` are those of both, resolved together; ``names`` maps the ids
    of speakers to their names."""
    before = [s for s in statements if s.report == old.id]
    after = [s for s in statements if s.report == new.id]
    told = {s.id: _words(s, old.text if s.report == old.id else new.text) for s in statements}
    pairs = _same(before, after, told)
    left = [s for s in before if s.id not in pairs]
    fresh = [s for s in after if s.id not in pairs.values()]
    pairs |= _alike(left, fresh, told)
    partner = {new_id: old_id for old_id, new_id in pairs.items()}
    known = {s.id: s for s in statements}
    gone, came = "it is not there any more", "it was not there before"
    found = [StatementChange("withdrawn", s, None, f"{gone}; {_told(s, names)}") for s in before if s.id not in pairs]
    for statement in after:
        if statement.id not in partner:
            found.append(StatementChange("added", None, statement, f"{came}; {_told(statement, names)}"))
        elif why := _differs(known[partner[statement.id]], statement, told, names):
            found.append(StatementChange("changed", known[partner[statement.id]], statement, why))
    found.sort(key=lambda c: _place(c, partner, known))
    values = tuple((v, getattr(old, v), getattr(new, v)) for v in _VALUES if getattr(old, v) != getattr(new, v))
    return Revision(old, new, tuple(found), len(pairs) - sum(c.kind == "changed" for c in found), values)


def _words(statement: Statement, text: str) -> tuple[str, ...]:
    told = " ".join(piece.of(text) for piece in statement.pieces)
    return tuple(word for part in told.casefold().split() if (word := part.strip(".,;:!?\"'“”‘’«»()[]–—-")))


def _same(
    before: Sequence[Statement], after: Sequence[Statement], told: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Old to new where the words are the same; of several the first with the first."""
    waiting: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for statement in reversed(after):
        waiting[told[statement.id]].append(statement.id)
    return {s.id: waiting[told[s.id]].pop() for s in before if waiting[told[s.id]]}


def _alike(
    left: Sequence[Statement], fresh: Sequence[Statement], told: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    found = []
    for one in left:
        for other in fresh:
            likeness = Indel.normalized_similarity(told[one.id], told[other.id], score_cutoff=_LIKE)
            if likeness:
                found.append((-likeness, one.start, other.start, one.id, other.id))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, _, one_id, other_id in sorted(found):
        if one_id not in pairs and other_id not in taken:
            pairs[one_id] = other_id
            taken.add(other_id)
    return pairs


def _differs(
    old: Statement, new: Statement, told: Mapping[str, tuple[str, ...]], names: Mapping[str, str]
) -> str | None:
    """What is another in a statement that both versions make; None where nothing is."""
    found = []
    if told[old.id] != told[new.id]:
        found.append("other words")
    was, now = _speaker(old, names), _speaker(new, names)
    if was != now:
        found.append(f"said by {now or 'the report itself'}, before by {was or 'the report itself'}")
    if old.certainty != new.certainty:
        found.append(f"{new.certainty}, before {old.certainty}")
    return "; ".join(found) or None


def _told(statement: Statement, names: Mapping[str, str]) -> str:
    """Who says it and how: words that somebody denies must not stand there as if they were told."""
    if statement.kind == "narrated":
        return "told by the report itself"
    verb = statement.certainty if statement.certainty in ("denied", "confirmed") else "said"
    return f"{verb} by {_speaker(statement, names) or 'somebody who is not named'}"


def _speaker(statement: Statement, names: Mapping[str, str]) -> str | None:
    if statement.kind == "narrated":
        return None
    if statement.speaker is not None:
        return names.get(statement.speaker, statement.speaker)
    return statement.source.name if statement.source else None


def _place(change: StatementChange, partner: Mapping[str, str], known: Mapping[str, Statement]) -> tuple[int, int]:
    """In the order of the old text as far as it goes, what is new behind what stands before it in the new text."""
    if change.old is not None:
        return change.old.start, 0
    if change.new is None:
        return 0, 0
    kept = [known[old].start for new, old in partner.items() if known[new].start < change.new.start]
    return max(kept, default=-1), change.new.start + 1

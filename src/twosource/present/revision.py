"""What changed between two versions of an article, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.present.visible import one_line
from twosource.present.wrapping import wrap
from twosource.record import Report, Revision, Statement, StatementChange

_SIGNS = {"added": "+", "withdrawn": "-", "changed": "~"}


def section(revisions: Sequence[Revision], width: int = 80) -> Iterator[str]:
    """The section of a printed dossier; nothing where no article changed."""
    if revisions:
        yield from ("", "ARTICLES THAT CHANGED", "-" * width)
        yield from wrap("+ added, - withdrawn, ~ changed since it was received before.", width)
    for each in revisions:
        yield ""
        yield from lines(each, width)


def lines(revision: Revision, width: int = 80) -> Iterator[str]:
    """Lines for a terminal: each change with its sign (+ added, - withdrawn, ~ changed), its words and its place."""
    kinds = [c.kind for c in revision.changes]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("added", "withdrawn", "changed"))
    yield from wrap(
        f"{revision.old.id} to {revision.new.id}: statements {counts}, {revision.unchanged} as before.", width
    )
    for key, old, new in revision.values:
        yield from wrap(f"{key}: {one_line(old or 'not known')}, now {one_line(new or 'not known')}", width, "  ~ ")
    for change in revision.changes:
        yield from _change(change, revision, width)


def _change(change: StatementChange, revision: Revision, width: int) -> Iterator[str]:
    first = f"  {_SIGNS[change.kind]} "
    if change.old is not None and change.new is not None:
        yield from wrap(f"was: {_words(change.old, revision.old)}", width, first)
        yield from wrap(f"now: {_words(change.new, revision.new)}", width, "    ")
    elif change.old is not None:
        yield from wrap(_words(change.old, revision.old), width, first)
    elif change.new is not None:
        yield from wrap(_words(change.new, revision.new), width, first)
    yield from wrap(f"({change.why})", width, "    ")


def _words(statement: Statement, report: Report) -> str:
    told = " … ".join(one_line(piece.of(report.text)) for piece in statement.pieces)
    return f"{told} [{report.id}:{statement.start}]"


def as_json(revision: Revision) -> dict[str, object]:
    """The revision as plain JSON values; places count in the text of the version that they name."""
    return {
        "old": revision.old.id,
        "new": revision.new.id,
        "unchanged": revision.unchanged,
        "values": [{"field": key, "old": old, "new": new} for key, old, new in revision.values],
        "changes": [
            {
                "kind": change.kind,
                "old": _place(change.old, revision.old),
                "new": _place(change.new, revision.new),
                "why": change.why,
            }
            for change in revision.changes
        ],
    }


def _place(statement: Statement | None, report: Report) -> dict[str, object] | None:
    if statement is None:
        return None
    return {
        "report": report.id,
        "pieces": [[piece.start, piece.end] for piece in statement.pieces],
        "words": " … ".join(piece.of(report.text) for piece in statement.pieces),
    }

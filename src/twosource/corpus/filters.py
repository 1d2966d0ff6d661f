"""The corpus filters: reports in, JSON lines out, in the form of ``docs/corpus.md``.

Each filter takes an iterator and gives an iterator of UTF-8 lines. ``attribute`` holds one batch at a time;
``stories`` holds two kilobytes a report; ``derive`` compares reports with one another and holds them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import msgspec

from twosource import pipeline
from twosource.engines import Engines
from twosource.record import Attribution, Derivation, Report, Span, Statement
from twosource.steps.stories import stories as group_into_stories


def attribute(reports: Iterable[Report], engines: Engines, batch: int = 32) -> Iterator[bytes]:
    """A line a report: its id and its attributions, outermost first in order of text."""
    for ident, rows in attribution_rows(reports, engines, batch):
        yield _line({"id": ident, "attributions": rows})


def attribution_rows(
    reports: Iterable[Report], engines: Engines, batch: int
) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The id of each report with its attributions."""
    remaining = iter(reports)
    while some := list(islice(remaining, batch)):
        for report, attributions, statements, entities in pipeline.attributions_of(some, engines):
            told = {s.pieces: s for s in statements if s.kind != "narrated"}
            names = {e.id: e.name for e in entities}
            yield report.id, [_attribution(a, told.get(a.content), names) for a in attributions]


def _attribution(a: Attribution, s: Statement | None, names: dict[str, str]) -> dict[str, object]:
    return {
        "source": _spans((a.source,) if a.source else ()),
        "cue": _spans((a.cue,) if a.cue else ()),
        "content": _spans(a.content) or [],
        "depth": a.depth,
        "speaker": names.get(s.speaker or "") if s else None,
        "certainty": s.certainty if s else "claimed",
        "probability": round(a.probability, 3),
        "found_by": a.found_by,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]] | None:
    return [[s.start, s.end] for s in spans] or None


def stories(reports: Iterable[Report]) -> Iterator[bytes]:
    """``{"id", "story"}`` a report, in the order given."""
    ids: list[str] = []

    def noted() -> Iterator[Report]:
        for report in reports:
            ids.append(report.id)
            yield report

    together = group_into_stories(noted())
    for ident in ids:
        yield _line({"id": ident, "story": together[ident]})


def derive(reports: Iterable[Report], engines: Engines) -> Iterator[bytes]:
    """``{"a", "b", "relation", "how", "from", "wire", "containment", "why"}`` for each pair with something to say."""
    for row in derivation_rows(list(reports), engines):
        yield _line(row)


def derivation_rows(held: Sequence[Report], engines: Engines) -> Iterator[dict[str, object]]:
    """A row for each pair with something to say."""
    pairs: dict[tuple[str, ...], Derivation] = {}
    for d in sorted(pipeline.derivations_of(held, engines), key=lambda d: (d.report, d.source or "", d.relation)):
        if d.source is not None:
            pair = tuple(sorted((d.report, d.source)))
            circle = pair in pairs  # each cites the other: a line a pair, and neither came first
            pairs[pair] = replace(pairs[pair], directed=False) if circle else d
    for d in pairs.values():
        yield _pair(d)


#: Between two texts of a corpus only the text counts: a translation carries the other's, and a report that names the
#: other as its source but takes no text over is independent in wording. ``how`` keeps the dossier's own word.
_IN_A_CORPUS = {"translation": "copy", "credited": "shared_quote_only"}


def _pair(d: Derivation) -> dict[str, object]:
    return {
        "a": d.source,
        "b": d.report,
        "relation": _IN_A_CORPUS.get(d.relation, d.relation),
        "how": d.relation,
        "from": d.source if d.directed else None,
        "wire": d.wire,
        "containment": round(d.containment, 4),
        "why": d.why,
    }


def _line(row: dict[str, object]) -> bytes:
    return msgspec.json.encode(row) + b"\n"

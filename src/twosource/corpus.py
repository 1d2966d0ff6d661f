"""The corpus filters: reports in, JSON lines out, in the form of ``docs/corpus.md``.

Each filter takes an iterator and gives an iterator of UTF-8 lines. ``attribute`` holds one batch at a time;
``stories`` and ``derive`` compare reports with one another and so hold them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import msgspec

from twosource import pipeline
from twosource.engines import Engines
from twosource.record import Attribution, Derivation, Report, Span, Statement
from twosource.steps.stories import stories as group_into_stories


def attribute(reports: Iterable[Report], engines: Engines, batch: int = 32) -> Iterator[bytes]:
    """A line a report: its id and its attributions, outermost first in order of text."""
    remaining = iter(reports)
    while some := list(islice(remaining, batch)):
        for report, attributions, statements, entities in pipeline.attributions_of(some, engines):
            told = {s.pieces: s for s in statements if s.kind != "narrated"}
            names = {e.id: e.name for e in entities}
            rows = [_attribution(a, told.get(a.content), names) for a in attributions]
            yield _line({"id": report.id, "attributions": rows})


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
    held = list(reports)
    together = group_into_stories(held)
    for report in held:
        yield _line({"id": report.id, "story": together[report.id]})


def derive(reports: Iterable[Report], engines: Engines) -> Iterator[bytes]:
    """``{"a", "b", "relation", "how", "from", "wire", "containment", "why"}`` for each pair with something to say."""
    held = list(reports)
    pairs: dict[tuple[str, ...], Derivation] = {}
    for d in sorted(pipeline.derivations_of(held, engines), key=lambda d: (d.report, d.source or "", d.relation)):
        if d.source is not None:
            pair = tuple(sorted((d.report, d.source)))
            circle = pair in pairs  # each cites the other: a line a pair, and neither came first
            pairs[pair] = replace(pairs[pair], directed=False) if circle else d
    for d in pairs.values():
        yield _line(_pair(d))


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

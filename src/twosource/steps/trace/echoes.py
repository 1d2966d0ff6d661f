"""Words of a speaker that another report prints as its own.

A paper runs a speaker's sentences on without marks, or takes them over without saying whose they are; another report
of the same matter has them in quotation marks. So they are that speaker's wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from twosource.record import Statement
from twosource.steps.trace.trails import Trail

RUN = 8  # words in one run that nobody hits upon by chance …
SHARE = 0.5  # … and that are so much of what the report prints
_WORD = re.compile(r"\w+(?:['’]\w+)?")


def heard_elsewhere(
    ways: Sequence[Trail], statements: Sequence[Statement], texts: Mapping[str, str]
) -> tuple[Trail, ...]:
    """The ways, those in a report's own voice led to the speaker of whom another statement quotes the same words."""
    by_id = {s.id: s for s in statements}
    quoted = [
        (_words(by_id[t.statement], texts), t)
        for t in ways
        if t.end in ("named", "unnamed") and not t.echo and by_id[t.statement].kind == "direct"
    ]
    return tuple(_led(t, by_id[t.statement], quoted, texts) if t.end == "own voice" else t for t in ways)


def _led(
    way: Trail, statement: Statement, quoted: Sequence[tuple[Sequence[str], Trail]], texts: Mapping[str, str]
) -> Trail:
    printed = _words(statement, texts)
    for said, of in quoted:
        run = SequenceMatcher(None, printed, said, autojunk=False).find_longest_match().size
        if run >= RUN and run >= SHARE * len(printed):
            return replace(way, end=of.end, entity=of.entity, echo=True)
    return way


def _words(statement: Statement, texts: Mapping[str, str]) -> list[str]:
    said = " ".join(p.of(texts.get(statement.report, "")) for p in statement.pieces)
    return [w.casefold().replace("’", "'") for w in _WORD.findall(said)]

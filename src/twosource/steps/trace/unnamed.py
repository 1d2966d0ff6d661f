"""Whom a report means that cites "local media": the one report that alone has what they are cited for.

The evidence: in the sentence of the citation stand details that one other report has, no third one, and it did not
come later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from twosource.record import Report, Span
from twosource.steps.trace.credits import Credit, unnamed_media
from twosource.steps.trace.retelling import Facts

DETAILS = 2  # in the sentence, that one other report alone has
REPORTS = 4  # in a smaller story a detail that two have alone says too little
_NO_MEDIUM = re.compile(r"reported|it (?:was|is)\b", re.IGNORECASE)  # nobody in particular is cited
_IS_ONE = re.compile(r"\b(?:is|are|was|as) an?\s(?:[\w-]+\s){0,4}$")  # "X is an independent media outlet"
_NAMED = re.compile(r"\s[^\W\d_a-z]")  # a name follows: "the newspaper Nordlys"


def unnamed_sources(
    facts: Sequence[Facts], spread: Mapping[str, int], before: Callable[[Report, Report], bool]
) -> Iterator[Credit]:
    """A credit for each citation of a medium without its name for which one report alone can be meant, in order of
    ``facts``; ``spread`` says in how many reports a unit stands, ``before(a, b)`` that ``a`` is clearly the earlier."""
    if len(facts) < REPORTS:
        return
    holders: dict[str, list[Facts]] = {}
    for one in facts:
        for unit in one.places:
            if spread[unit] == 2:
                holders.setdefault(unit, []).append(one)
    for one in facts:
        report = one.text.reading.report
        for span in unnamed_media(one.text.reading):
            if _NO_MEDIUM.match(report.text, span.start) or _NAMED.match(report.text, span.end):
                continue
            if _IS_ONE.search(report.text, max(0, span.start - 60), span.start):
                continue
            others = {
                unit: [o.text.id for o in holders.get(unit, ()) if not before(report, o.text.reading.report)]
                for unit in _cited(one, span)
            }
            meant = _meant(others, report.id)
            if meant is not None:
                source, details = meant
                yield Credit(report.id, ", ".join(details), (source,), None, "unnamed", span)


def _meant(others: Mapping[str, Sequence[str]], own: str) -> tuple[str, list[str]] | None:
    """The report that has most of the details, if it has enough of them and no other as many."""
    found: dict[str, list[str]] = {}
    for unit, ids in others.items():
        for other in ids:
            if other != own:
                found.setdefault(other, []).append(unit.removeprefix("#"))
    ranked = sorted(found, key=lambda i: (-len(found[i]), i))
    if not ranked or len(found[ranked[0]]) < DETAILS:
        return None
    if len(ranked) > 1 and len(found[ranked[1]]) == len(found[ranked[0]]):
        return None
    return ranked[0], found[ranked[0]]


def _cited(one: Facts, span: Span) -> list[str]:
    """The units of the sentence in which something is cited, in order."""
    at = next((k for k, start in enumerate(one.text.starts) if start >= span.start), None)
    if at is None:
        return []
    number = one.text.sentence[at]
    return sorted({u for u, places in one.places.items() if any(one.text.sentence[k] == number for k in places)})

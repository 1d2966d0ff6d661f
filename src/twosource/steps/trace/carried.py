"""Words of an agency that one report quotes and another prints as its own.

"Some 40 people are still missing, though nobody knows how many were aboard," the agency reports. Who has that sentence
without quotation marks has it from the agency, whether it says so or not: a medium's words are not a speaker's, and
two reports do not hit on them by chance.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from twosource.lexicon import table
from twosource.record import Derivation, SharedPassage
from twosource.steps.trace.reuse import RUN, Shingle, shingles
from twosource.steps.trace.words import Words

LONG = 12  # words of a quotation: shorter ones are phrases
SAME = 0.7  # of its words, in order, in one sentence of the other report
_NEAR = 45  # characters between the quotation and the agency's name


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Words ``first`` to ``last`` (not included) of a report are quoted from an agency."""

    text: Words
    first: int
    last: int
    agency: str


def carried_words(texts: Sequence[Words]) -> Iterator[Derivation]:
    """A derivation for each report that prints as its own what another quotes from an agency."""
    quoted = [q for text in texts for q in _from_agencies(text)]
    by_shingle: dict[Shingle, list[_Quoted]] = {}
    for q in quoted:
        for k in range(q.first, q.last - RUN + 1):
            by_shingle.setdefault(q.text.forms[k : k + RUN], []).append(q)
    for text in texts if quoted else ():
        found: dict[str, Derivation] = {}
        for k, shingle in shingles(text):
            for q in by_shingle.get(shingle, ()):
                if q.text.id != text.id and q.text.id not in found and not any(text.speech[k : k + RUN]):
                    shared = _shared(text, k, q)
                    if shared is not None:
                        found[q.text.id] = _derivation(text, q, shared)
        yield from found.values()


def _from_agencies(text: Words) -> Iterator[_Quoted]:
    body = text.reading.report.text
    for passage in text.reading.passages:
        for quotation in passage.quotations:
            inside = list(_within(text, quotation.inner.start, quotation.inner.end))
            if len(inside) < LONG:
                continue
            before = body[max(passage.start, quotation.start - _NEAR) : quotation.start]
            after = body[quotation.end : min(passage.end, quotation.end + _NEAR)]
            around = (re.split(r"[.!?]\s", before)[-1], re.split(r"[.!?](?:\s|$)", after)[0])
            agency = next((_agencies()[m.group()] for part in around for m in _names().finditer(part)), None)
            if agency is not None:
                yield _Quoted(text, inside[0], inside[-1] + 1, agency)


def _within(text: Words, start: int, end: int) -> Iterator[int]:
    return (k for k, at in enumerate(text.starts) if start <= at < end)


def _shared(text: Words, k: int, q: _Quoted) -> SharedPassage | None:
    """The sentence that word ``k`` stands in, if it is the quoted one."""
    number = text.sentence[k]
    first, last = k, k
    while first > 0 and text.sentence[first - 1] == number:
        first -= 1
    while last < len(text.forms) and text.sentence[last] == number:
        last += 1
    words = q.text.forms[q.first : q.last]
    same = sum(
        b.size for b in SequenceMatcher(None, words, text.forms[first:last], autojunk=False).get_matching_blocks()
    )
    if same < SAME * len(words):
        return None
    return SharedPassage(text.starts[first], text.ends[last - 1], q.text.starts[q.first], q.text.ends[q.last - 1])


def _derivation(text: Words, q: _Quoted, shared: SharedPassage) -> Derivation:
    why = f"It prints as its own what {q.text.id} quotes from {q.agency}."
    return Derivation(text.id, q.text.id, "same_wire", q.agency, (shared,), why, 0.0, directed=False)


@functools.cache
def _agencies() -> dict[str, str]:
    known = table("any/publishers").get("agencies", {})
    return {form: name for name, others in known.items() for form in (name, *others) if len(form) > 1}


@functools.cache
def _names() -> re.Pattern[str]:
    forms = sorted(_agencies(), key=lambda f: (-len(f), f))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")

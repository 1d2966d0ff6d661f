"""What a report says in its own voice: the stretches that no attribution covers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from twosource.record import Reading, Sentence, Span, Token

_LEADING = re.compile(r"[\s\W_]*(?:(?:and|but|or|that|which|who|as|while|because|so|yet)\b[\s,]*)*", re.I)
_TRAILING = re.compile(r"[\s\W_]*(?:[\s,;]+(?:and|but|or|that|which|who|as|while|because|so|yet))*[\s\W_]*$", re.I)
_FEWEST_WORDS = 3


def narrated(reading: Reading, covered: Iterable[Span]) -> Iterator[Span]:
    """Stretches of body and headline sentences outside ``covered`` that say something: a verb (where a parser
    tells) and at least three words."""
    spans = sorted(covered)
    reach = list(accumulate((s.end for s in spans), max))
    for passage in reading.passages:
        if passage.kind not in ("body", "headline"):
            continue
        for sentence in passage.sentences:
            for stretch in _outside(Span(sentence.start, sentence.end), spans[bisect_right(reach, sentence.start) :]):
                trimmed = _trim(reading.report.text, stretch)
                if trimmed is not None and _says(sentence, trimmed, passage.kind == "headline"):
                    yield trimmed


def _outside(whole: Span, spans: list[Span]) -> Iterator[Span]:
    at = whole.start
    for span in spans:
        if span.start >= whole.end:
            break
        if span.end <= at:
            continue
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < whole.end:
        yield Span(at, whole.end)


def _trim(text: str, span: Span) -> Span | None:
    leading = _LEADING.match(text[span.start : span.end])
    start = span.start + (leading.end() if leading else 0)
    trailing = _TRAILING.search(text[start : span.end])
    end = start + trailing.start() if trailing else span.end
    if text[end : end + 1] in ("%", ")") and end < span.end:
        end += 1
    return Span(start, end) if start < end else None


def _says(sentence: Sentence, span: Span, headline: bool) -> bool:
    tokens = [t for t in sentence.tokens if t.start >= span.start and t.end <= span.end and t.text[:1].isalnum()]
    if len(tokens) < _FEWEST_WORDS:
        return False
    return headline or not sentence.parsed or any(t.pos in ("VERB", "AUX") for t in tokens)


def quoted_share(tokens: Iterable[Token], inner: Iterable[Span]) -> float:
    """Share of the words that stand in quotation marks; ``inner`` are the insides of the quotations."""
    weighty = [t for t in tokens if t.text[:1].isalnum()]
    spans = list(inner)
    if not weighty:
        return 0.0
    return sum(any(q.start <= t.start < q.end for q in spans) for t in weighty) / len(weighty)

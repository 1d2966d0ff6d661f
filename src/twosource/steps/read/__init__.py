"""Reports -> readings: passages with their kind, sentences and quotations, all with offsets into the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.protocols import Parser
from twosource.record import Declined, Passage, PassageKind, Quotation, Reading, Report, Sentence, Span, Token
from twosource.steps.read.paragraphs import dateline, headline_end, kind_of, paragraphs
from twosource.steps.read.quotations import quotations

#: Beyond this many characters (some 50,000 words) a report is not read: no report is that long, a dump or a log is.
LIMIT = 300_000
#: Longer paragraphs are cut into several (a parser's memory grows with the length of a text, and later steps look at
#: all of a paragraph for each thing in it).
CHUNK = 20_000
#: Longer sentences are cut: they are lists and tables without full stops, and later steps look at all of a sentence for
#: each of its words.
WORDS = 300

#: What the page itself says of a paragraph: a pull quote repeats words of the text and is no second statement.
_MARKED: dict[str, PassageKind] = {"caption": "caption", "pull-quote": "furniture"}

_SPACE = re.compile(r"[^\S\n ]|[\u200b\u200c\u200d\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BREAK = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[^\Wa-z_]|[\"'“‘„«])|\s+")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A paragraph before its sentences are known; ``begin`` is where the words proper begin."""

    span: Span
    begin: int
    kind: PassageKind
    quotations: tuple[Quotation, ...]


def read(reports: Sequence[Report], parser_for: Callable[[str], Parser]) -> tuple[Reading, ...]:
    """Read every report: one ``Reading`` each, in the order given. Paragraphs of all reports of one language go
    to ``parser_for(language)`` in one call. Never raises on odd text; what could not be read is declined."""
    drafts = [_drafts(report) for report in reports]
    sentences: dict[int, list[tuple[Sentence, ...]]] = {}
    for language in sorted({r.language for r in reports}):
        chosen = [k for k, r in enumerate(reports) if r.language == language]
        sentences.update(_parse([(k, reports[k].text, drafts[k][0]) for k in chosen], parser_for(language)))
    return tuple(
        Reading(
            report,
            tuple(
                Passage(d.span.start, d.span.end, d.kind, found, d.quotations)
                for d, found in zip(drafts[k][0], sentences[k], strict=True)
            ),
            drafts[k][1],
        )
        for k, report in enumerate(reports)
    )


def _drafts(report: Report) -> tuple[list[_Draft], tuple[Declined, ...]]:
    declined: list[Declined] = []
    if len(report.text) > LIMIT:
        why = f"This report has {len(report.text):,} characters: only the first {LIMIT:,} were read."
        declined.append(Declined("read", report.id, LIMIT, len(report.text), why))
    drafts: list[_Draft] = []
    for span, kind in _kinds(report):
        begin = dateline(report.text, span) if kind == "body" else span.start
        before = _last_body(drafts)
        going_on = before is not None and bool(before.quotations) and not before.quotations[-1].closed
        singles = _speaks_in_singles(report.text, drafts)
        unread = kind in ("furniture", "credit")
        found = () if unread else quotations(report.text, begin, span.end, going_on, singles)
        if going_on and before is not None and kind == "body" and not (found and found[0].continues):
            declined.append(_unclosed(report, before.quotations[-1]))
        drafts.append(_Draft(span, begin, kind, found))
    last = _last_body(drafts)
    if last is not None and last.quotations and not last.quotations[-1].closed:
        declined.append(_unclosed(report, last.quotations[-1]))
    return drafts, tuple(declined)


def _last_body(drafts: list[_Draft]) -> _Draft | None:
    return next((d for d in reversed(drafts[-4:]) if d.kind == "body"), None)


def _speaks_in_singles(text: str, drafts: list[_Draft]) -> bool:
    """True when a quotation in single marks stands in one of the paragraphs right before."""
    return any(text[q.start] in "'‘" for d in drafts[-4:] if d.kind == "body" for q in d.quotations)


def _unclosed(report: Report, quotation: Quotation) -> Declined:
    why = "A quotation mark is opened here and never closed: the words were taken as quoted to the paragraph's end."
    return Declined("read", report.id, quotation.start, quotation.end, why)


def _kinds(report: Report) -> Iterator[tuple[Span, PassageKind]]:
    """Paragraphs with their kind; a headline glued to the first paragraph becomes a passage of its own."""
    found = paragraphs(report.text, min(len(report.text), LIMIT))
    spans = [piece for span in found for piece in _pieces(report.text, span)]
    marked = {mark.start: _MARKED[mark.kind] for mark in report.marks if mark.kind in _MARKED}
    for k, span in enumerate(spans):
        if known := marked.get(span.start):
            yield span, known
            continue
        if k == 0:
            end = headline_end(report, span)
            if end is not None:
                end = min(end, span.end)
                yield Span(span.start, end), "headline"
                rest = end + len(report.text[end : span.end]) - len(report.text[end : span.end].lstrip(" \t|-–—:"))
                if rest < span.end:
                    yield Span(rest, span.end), kind_of(report.text, Span(rest, span.end), report.language)
                continue
            if _bare_headline(report, span, len(spans)):
                yield span, "headline"
                continue
        yield span, kind_of(report.text, span, report.language)


def _bare_headline(report: Report, span: Span, count: int) -> bool:
    """A first line without a full stop, of a report that came without a title."""
    words = span.of(report.text[: span.end])
    return (
        report.title is None
        and count > 1
        and len(words) <= 200
        and words[-1].isalnum()
        and kind_of(report.text, span, report.language) == "body"
    )


# ------------------------------------------------------------------------------------------------ parsing


def _parse(items: list[tuple[int, str, list[_Draft]]], parser: Parser) -> dict[int, list[tuple[Sentence, ...]]]:
    texts: list[str] = []
    places: list[tuple[int, int, int]] = []  # report, paragraph, offset
    for k, text, drafts in items:
        for p, draft in enumerate(drafts):
            if draft.begin < draft.span.end:
                texts.append(_plain(text[draft.begin : draft.span.end]))
                places.append((k, p, draft.begin))
    distinct = list(dict.fromkeys(texts))  # what a wire's customers print is parsed once
    parsed = dict(zip(distinct, parser.parse(distinct), strict=True))
    out: dict[int, list[list[Sentence]]] = {k: [[] for _ in drafts] for k, _, drafts in items}
    for (k, p, offset), text in zip(places, texts, strict=True):
        out[k][p].extend(part for s in parsed[text] for part in _parts(_shifted(s, offset)))
    return {k: [tuple(found) for found in rows] for k, rows in out.items()}


def _plain(text: str) -> str:
    """The same text, character for character, without what confuses a parser: odd spaces, dashes, controls."""
    return _SURROGATE.sub("\ufffd", _SPACE.sub(" ", text.replace("\n", " ").replace("―", "—")))


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    """A paragraph cut into pieces of at most ``CHUNK`` characters, after a sentence if one ends there."""
    start = paragraph.start
    while start < paragraph.end:
        cut = paragraph.end
        if cut - start > CHUNK:
            cut = start + CHUNK
            window = list(_BREAK.finditer(text, cut - 2_000, cut))
            stops = [m for m in window if not m.group()[0].isspace()] or window
            cut = stops[-1].end() if stops else cut
        words = text[start:cut].strip()
        if words:
            low = text.index(words[0], start)
            yield Span(low, low + len(words))
        start = cut


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence as it is; one of more than ``WORDS`` words in pieces, each with its own roots."""
    tokens = sentence.tokens
    if len(tokens) <= WORDS:
        yield sentence
        return
    for low in range(0, len(tokens), WORDS):
        high = min(low + WORDS, len(tokens))
        piece = tuple(
            replace(t, head=t.head - low if low <= t.head < high else k) for k, t in enumerate(tokens[low:high])
        )
        yield Sentence(piece[0].start, piece[-1].end, piece)


def _shifted(sentence: Sentence, offset: int) -> Sentence:
    if not offset:
        return sentence
    # Written out: ``replace`` asks a class for its fields each time, at four times the price, and this is every word.
    tokens = tuple(
        Token(t.start + offset, t.end + offset, t.text, t.lemma, t.pos, t.tag, t.dep, t.head, t.ent, t.ent_begins)
        for t in sentence.tokens
    )
    return Sentence(sentence.start + offset, sentence.end + offset, tokens)

"""Quotations: whose they are.

Read on the text around the marks, with or without a parser: "…," she said; said X, a spokesman; X said: "…". A
quotation goes on in the next one where nothing but white space and a full stop lies between ("…," he said. "…")."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.record import Passage, Quotation, Span
from twosource.steps.attribute.forms import any_cue, cue_forms
from twosource.steps.attribute.found import Found, pieces, trimmed, union

#: A quotation of fewer words is a term or a scare quote unless a cue stands right beside it.
SHORT = 3
_REACH = 260
_WORD = r"[^\W\d_][\w'’.-]*"
_AUX = (
    r"(?:(?:has|have|had|is|was|were|would|will|also|later|then|further|recently|once|first|repeatedly"
    r"|reportedly|[a-z]+ly)\s+){0,3}"
)
# Where a noun phrase behind a cue ends: a word of place or time, another cue, a full stop (not that of an initial).
_STOP = re.compile(
    r"(?:,?\s+(?:in|on|at|during|after|before|when|while|as|by|to|via|from|late|early|adding|referring|according|speaking"
    r"|about|because|but|and|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday|last|this|told|said)\b"
    r"|(?<!\b[A-Z])(?<!\b[JSMD]r)(?<!\bSt)(?<!\bMrs)(?<!\b[GS]en)(?<!\bRep)(?<!\b[GL]t)(?<!\bCol)\.(?=\s|$)"
    r"|[;:!?…\"“”«»„]|,\s+(?=[a-z]+ing\b)|\s[-–—―]+\s|\()"
)
# The same for the other languages: their small words of place and time.
_STOP_ABROAD = re.compile(
    r"(?:,?\s+(?:til|på|ved|under|etter|mandag|tirsdag|onsdag|torsdag|fredag|efter|till|am|im|bei|gegenüber|nach|à|au|dans|lors|lundi"
    r"|mardi|mercredi|jeudi|vendredi|en|al|ante|durante|na|do|w|we|dla|podczas|на|в|во|для|у|під|op|aan|tegen|tijdens|em|ao|à|para)\b"
    r"|(?<!\b[A-ZÀ-Ž])(?<!\b[kK]pt)(?<!\b[pP]łk)(?<!\b[mM]jr)(?<!\b[gG]en)(?<!\b[pP]or)(?<!\b[dD]r)(?<!\b[pP]rof)(?<!\b[mM]ł)"
    r"(?<!\bst)(?<!\basp)\.(?=\s|$)|[,;:!?…\"“”«»„]|\s[-–—―]+\s|\()"
)
_APPOSITION = re.compile(
    r",\s+(?:(?:the|a|an|who|whose|one|another|its|his|her|their|[A-Z][\w’'.-]*(?:’s|'s)|[a-z]+)\s)"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks by which cue, as read beside a quotation."""

    source: Span | None
    cue: Span | None
    lemma: str
    negated: bool = False


_INNER = {"“": "‘'", '"': "'‘", "„": "‚‘", "«": "“„‹", "‘": '“"', "'": '"“'}
_INNER_CLOSE = {"‘": "’", "'": "'", "“": "”", '"': '"', "‚": "‘", "„": "“", "‹": "›"}


def quoted_within(text: str, passage: Passage, language: str) -> list[Found]:
    """Who is quoted inside a quotation: "“He told me, ‘Get out,’ and I got out,” she said" gives what he told."""
    out: list[Found] = []
    for q in passage.quotations:
        inner = _inner_quotations(text, q)
        for i, mark in enumerate(inner):
            low = max(inner[i - 1].end if i else q.inner.start, mark.start - _REACH)
            voice = _before(text, low, mark, language)
            if voice is not None and voice.source is not None:
                rule = "quotation within a quotation"
                out.append(Found((Span(mark.start, mark.end),), voice.cue, voice.source, voice.lemma, rule, 0.86))
    return out


def _inner_quotations(text: str, q: Quotation) -> list[Quotation]:
    out: list[Quotation] = []
    opening = _INNER.get(text[q.start], "")
    i = q.inner.start
    while i < q.inner.end:
        closing = _INNER_CLOSE.get(text[i], "") if text[i] in opening and not text[i - 1].isalnum() else ""
        ends = re.compile(rf"{re.escape(closing)}(?!\w)").finditer(text, i + 2, q.inner.end) if closing else iter(())
        end = next((m.start() for m in ends), None)
        if end is not None:
            out.append(Quotation(i, end + 1, Span(i + 1, end)))
        i = end + 1 if end is not None else i + 1
    return out


def link(text: str, passage: Passage, found: Sequence[Found], language: str) -> list[Found]:
    """``found`` with the quotations of the passage that it did not cover yet and beside which a cue stands."""
    out = list(found)
    marks = passage.quotations
    for i, q in enumerate(marks):
        if _covered(q, out) or (language != "en" and _is_name(text, passage, q)):
            continue
        low = max(marks[i - 1].end if i else passage.start, q.start - _REACH)
        high = min(marks[i + 1].start if i + 1 < len(marks) else passage.end, q.end + _REACH)
        voice, rule = _beside(text, low, q, high, language)
        if voice is None:
            continue
        span = Span(q.start, q.end)
        used = next((k for k, f in enumerate(out) if f.cue is not None and f.cue == voice.cue), None)
        if used is None:
            words = {"after": "quotation followed by its cue", "before": "cue before a quotation"}[rule]
            out.append(Found((span,), voice.cue, voice.source, voice.lemma, words, 0.8, voice.negated))
        elif not any(p.overlaps(span) for p in out[used].content):
            out[used] = replace(out[used], content=tuple(sorted((*out[used].content, span))))
    return out


NAME = 4  # words of a name in quotation marks, at most


def _is_name(text: str, passage: Passage, q: Quotation) -> bool:
    """True for the name of a paper or group, which many languages set in marks: "газете «Вестник Степи»", "der Zeitung
    „Neue Post“": a few words with a capital in the middle of a sentence, without a mark of their own."""
    words = q.inner.of(text).split()
    before = text[passage.start : q.start].rstrip()
    runs_on = before[-1:].isalpha() and bool(words) and words[-1][-1:].isalnum()
    return runs_on and len(words) <= NAME and words[0][:1].isupper()


def _covered(q: Quotation, found: Sequence[Found]) -> bool:
    return any(
        p.start < q.end and q.start < p.end and _overlap(p, q) > 0.5 * (q.end - q.start)
        for f in found
        if f.cue is None or not _quoted_cue(f.cue, q)
        for p in f.content
    )


def _quoted_cue(cue: Span, q: Quotation) -> bool:
    """True when the cue is itself among the quoted words."""
    return q.start <= cue.start and cue.end <= q.end


def _overlap(p: Span, q: Quotation) -> int:
    return min(p.end, q.end) - max(p.start, q.start)


def _beside(text: str, low: int, q: Quotation, high: int, language: str) -> tuple[Voice | None, str]:
    if q.closed:
        voice = _after(text, q, high, language)
        if voice is not None:
            return voice, "after"
    return _before(text, low, q, language), "before"


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(cue first, source first) right behind a quotation."""
    forms = any_cue(language)
    source = r"(?P<source>(?:[^\W\d_]|\d|[“\"'’(])[^.;:!?…\"“”«»\n]{0,110}?)"
    cue_first = re.compile(rf"[\s,.?!…–—―-]*(?P<cue>(?:{forms}))\b(?P<rest>\s.*)", re.IGNORECASE | re.DOTALL)
    source_first = re.compile(rf"[\s,.?!…–—―-]*{source}\s+(?P<aux>{_AUX})(?P<cue>(?:{forms}))\b", re.IGNORECASE)
    return cue_first, source_first


def _after(text: str, q: Quotation, high: int, language: str) -> Voice | None:
    if not cue_forms(language):  # a language without a list of its own: nothing to look for
        return None
    last = q.inner.of(text)[-1]
    follows = text[q.end : q.end + 2].lstrip()[:1]
    if language == "en" and last not in ",?!…―—–-." and follows not in (",", "-", "–", "—", "―"):
        return None
    if last == "." and language == "en":
        return None
    window = text[q.end : high]
    cue_first, source_first = _patterns(language)
    match = cue_first.match(window)
    if match is not None and not match.group("cue").lower().endswith("ing"):
        source = name_after(text, q.end + match.start("rest"), high, language)
        if source is not None:
            cue = Span(q.end + match.start("cue"), q.end + match.end("cue"))
            return Voice(source, cue, _lemma(match.group("cue"), language))
    match = source_first.match(window)
    if match is not None and _nounish(match.group("source"), language):
        source = trimmed(text, q.end + match.start("source"), q.end + match.end("source"))
        cue = Span(q.end + match.start("cue"), q.end + match.end("cue"))
        return Voice(source, cue, _lemma(match.group("cue"), language))
    return None


def _lemma(cue: str, language: str) -> str:
    """The reporting verb; matching without case finds letters that lower case does not ("ſaid", "SAİD")."""
    return cue_forms(language).get(cue.lower(), "say")


def _nounish(words: str, language: str) -> bool:
    """True for what can name a speaker: short, with a capital, a pronoun or an article."""
    parts = words.split()
    if not parts or len(parts) > 16:
        return False
    first = parts[0].lower().strip(",")
    if language == "en":
        return any(p[0].isupper() for p in parts) or first in _SPEAKER_WORDS
    return True


_SPEAKER_WORDS = frozenset(
    [
        "he", "she", "they", "it", "we", "i", "you", "the", "a", "an", "one", "another", "his", "her", "their", "its",
        "some", "many", "several", "two", "three", "both", "officials", "police", "who", "sources",
    ]
)  # fmt: skip


def name_after(text: str, start: int, high: int, language: str) -> Span | None:
    """The noun phrase that follows an inverted cue: "said John Smith, a spokesman for the police, on Monday"."""
    while start < high and text[start].isspace():
        start += 1
    stop = (_STOP if language == "en" else _STOP_ABROAD).search(text, start + 1, high)
    end = stop.start() if stop is not None else high
    words = text[start:end]
    comma = words.find(",")
    if comma > 0:
        apposition = _APPOSITION.match(text, start + comma, high)
        tail = words[comma + 1 :].strip()
        end = end if apposition is not None and tail else start + comma
    return trimmed(text, start, end) if _nounish(text[start:end], language) else None


def _before(text: str, low: int, q: Quotation, language: str) -> Voice | None:
    """The cue that leads to a quotation: "X said: “…", "he described it as “…"."""
    window = text[low : q.start]
    begin = _sentence_start(window)
    sentence = window[begin:]
    forms = cue_forms(language)
    best: re.Match[str] | None = None
    for match in re.finditer(_WORD, sentence):
        if match.group().lower() in forms:
            best = match
    if best is None or best.start() == 0:
        return _named_before_a_colon(text, low + begin, q)
    gap = sentence[best.end() :]
    addressed = re.fullmatch(r"\s+(?:me|us|him|her|them|you),?\s*", gap) is not None
    led = (
        gap.rstrip().endswith((":", ","))
        or addressed
        or not gap.strip()
        or gap.strip().lower() in ("that", "of", "as", "the")
    )
    if not led or len(gap.split()) > 14:
        return None
    head = re.sub(rf"(?:\s+{_AUX})?$", "", sentence[: best.start()])
    clause = re.split(r"(?:,\s+(?:and|but|while|which|as)\s+|;\s+|:\s+|—|–)", head)[-1].strip(" ,")
    if not clause or not _nounish(clause, language) or len(clause.split()) > 14:
        return None
    place = low + begin + sentence.rfind(clause, 0, best.start())
    cue = Span(low + begin + best.start(), low + begin + best.end())
    source = trimmed(text, place, place + len(clause))
    return Voice(source, cue, forms[best.group().lower()]) if source is not None else None


_TITLE_LIKE = re.compile(r"(?P<source>(?:@\w+|[^\W\d_][\w’'.-]*)(?:[ ,]+[\w’'.@()-]+){0,9}?)\s*:\s*$")
_VIA = re.compile(r",\s+(?:on|in|via|at|to|from|after|before)\b.*$")


def _named_before_a_colon(text: str, start: int, q: Quotation) -> Voice | None:
    """ "Eskil Moen, pilot: “We saw nothing.”", "The minister, on X: “No.”": a speaker, a colon and no verb."""
    match = _TITLE_LIKE.fullmatch(text, start, q.start)
    if match is None or len(match["source"].split()) > 9:
        return None
    words = _VIA.sub("", match["source"])
    first = words.split()[0]
    named = first.startswith("@") or (first[0].isupper() and first.lower() not in _NO_SPEAKER)
    place = match.start("source")
    colon = text.index(":", place + len(match["source"]))
    return Voice(Span(place, place + len(words)), Span(colon, colon + 1), "say") if named else None


_NO_SPEAKER = frozenset(
    [
        "and", "but", "so", "then", "question", "answer", "note", "example", "result", "this", "that", "these", "those",
        "here", "there", "related", "update", "photo", "video", "read", "watch", "title", "headline", "breaking", "all",
        "what", "why", "how", "when", "where", "in", "on", "at", "for", "from", "with", "of", "one", "only", "just",
    ]
)  # fmt: skip


_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s+(?=[A-ZÀ-ÞА-Я\"“«„])")


def _sentence_start(window: str) -> int:
    ends = [
        m.end()
        for m in _SENTENCE_END.finditer(window)
        if not re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St)\.\s*$", window[: m.end()])
    ]
    return ends[-1] if ends else 0


# ------------------------------------------------------------------------------------------------ whole quotations


def complete(text: str, passage: Passage, found: Sequence[Found]) -> list[Found]:
    """Contents fitted to the quotation marks: a content that takes in part of a quotation takes all of it, and what is
    said inside a quotation stays inside."""
    out = []
    for f in found:
        fitted = _fitted(text, f, passage.quotations)
        if fitted is not None:
            out.append(fitted)
    return out


def _fitted(text: str, f: Found, marks: Sequence[Quotation]) -> Found | None:
    anchor = f.cue or f.source
    if f.source is not None and f.cue is not None and _misplaced(text, f.source, f.cue, marks):
        return None
    around = next((q for q in marks if anchor is not None and q.start <= anchor.start and anchor.end <= q.end), None)
    spans: list[Span] = []
    for piece in f.content:
        if around is not None:
            start, end = max(piece.start, around.inner.start), min(piece.end, around.inner.end)
            if start < end:
                spans.append(Span(start, end))
            continue
        for q in marks:
            if q.start < piece.end and piece.start < q.end and not _nested_anchor(f, q):
                piece = Span(min(piece.start, q.start), max(piece.end, q.end))
        spans.append(piece)
    holes = [s for s in (f.cue, f.source) if s is not None]
    content = pieces(text, spans, holes)
    if not content:
        return None
    source = f.source
    if around is not None and source is not None and not (around.start <= source.start and source.end <= around.end):
        source = None
    return replace(f, content=tuple(union(_with_marks(c, marks) for c in content)), source=source)


def _misplaced(text: str, source: Span, cue: Span, marks: Sequence[Quotation]) -> bool:
    """True when the words taken for the source are quoted ones, and the cue is not: the parse went astray."""
    for q in marks:
        shared = min(source.end, q.end) - max(source.start, q.start)
        if shared > 0 and len(q.inner.of(text).split()) >= 5 and not (q.start <= cue.start and cue.end <= q.end):
            return True
    return False


def _nested_anchor(f: Found, q: Quotation) -> bool:
    return f.source is not None and q.start <= f.source.start and f.source.end <= q.end and f.cue is None


def _with_marks(span: Span, marks: Sequence[Quotation]) -> Span:
    """The marks of a quotation that lies wholly in the span belong to it."""
    start, end = span.start, span.end
    for q in marks:
        if q.inner.start == start or q.start == start:
            start = min(start, q.start)
        if q.start < end <= q.end and q.start >= start:
            end = q.end
    return Span(start, end)


def extend(text: str, passage: Passage, found: Sequence[Found]) -> list[Found]:
    """Second halves: a quotation with no cue of its own that follows an attribution directly goes on with it."""
    out = list(found)
    ends = [
        -1 if f.cue is None or _in_quotation(f.cue, passage) else _outer_end(f, passage) for f in out
    ]  # where the words of each attribution are over; -1 for what cannot go on
    for q in passage.quotations:
        if len(q.inner.of(text).split()) < SHORT or _covered(q, out):
            continue
        before = [k for k, end in enumerate(ends) if 0 <= end <= q.start]
        if not before:
            continue
        k = max(before, key=lambda k: (ends[k], out[k].words(), -k))
        if any(c.isalnum() for c in text[ends[k] : q.start]):
            continue
        out[k] = replace(out[k], content=(*out[k].content, Span(q.start, q.end)))
        ends[k] = _outer_end(out[k], passage)
    return out


def _in_quotation(cue: Span, passage: Passage) -> bool:
    return any(_quoted_cue(cue, q) for q in passage.quotations)


def _outer_end(f: Found, passage: Passage) -> int:
    """Where the sentence (or the last piece) of an attribution ends."""
    ends = [f.end, *(s.end for s in (f.cue, f.source) if s is not None)]
    last = max(ends)
    tail = next((s.end for s in passage.sentences if s.start < last <= s.end), last)
    crossing = next((q for q in passage.quotations if q.start < tail < q.end), None)
    if crossing is not None and crossing.start >= last:
        tail = crossing.start
    between = [q for q in passage.quotations if last <= q.start < tail]
    return between[0].start if between else tail


def is_quotation_only(text: str, passage: Passage) -> bool:
    """True for a paragraph that is nothing but quotations."""
    at = passage.start
    if not passage.quotations:
        return False
    for q in passage.quotations:
        if any(c.isalnum() for c in text[at : q.start]):
            return False
        at = q.end
    return not any(c.isalnum() for c in text[at : passage.end])


_FROM = re.compile(r"(?:From|Via|By)\s+(?P<source>[^.:;\n]{2,60}):\s*$")


def introduced(text: str, passage: Passage, language: str) -> Voice | None:
    """Who is announced at the end of a paragraph that ends in a colon: "He added:", "From Yonhap:"."""
    words = text[passage.start : passage.end].rstrip()
    if not words.endswith(":"):
        return None
    low = max(passage.start, passage.end - _REACH)
    match = _FROM.search(words[-80:])
    if match is not None:
        offset = passage.start + len(words) - len(words[-80:])
        source = trimmed(text, offset + match.start("source"), offset + match.end("source"))
        return Voice(source, None, "say")
    end = passage.start + len(words)
    return _before(text, low, Quotation(end, end + 1, Span(end, end + 1)), language)

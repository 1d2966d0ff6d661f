"""Attributions without a parser: fixed patterns around reporting words and capitalised names.

Used with ``--no-models`` and for languages that no parser reads; the sentences come from plain rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from twosource.lexicon import lines, table
from twosource.record import Passage, Sentence, Span
from twosource.steps.attribute.forms import according_forms, cue_forms
from twosource.steps.attribute.found import Found, pieces, trimmed
from twosource.steps.attribute.quotes import name_after

_PRONOUN = r"(?:He|She|They|It|We|I|he|she|they|it|we|I)"
_NAME = r"[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w’'.-]*"
_NAMES = rf"{_NAME}(?:\s+(?:(?:of|for|the|de|van|von|al|bin)\s+)?{_NAME}){{0,6}}"
_DETERMINER = (
    r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]any|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)"
)
_PEOPLE = (
    r"(?:officials|police|sources|authorities|analysts|experts|witnesses|residents|scientists|researchers"
    r"|prosecutors|diplomats|investigators|lawyers|doctors|activists|critics|media|officers|relatives"
    r"|survivors|rescuers|soldiers)"
)
_PHRASE = (
    rf"(?:{_DETERMINER}\s+(?:[\w’'-]+\s+){{0,7}}?[\w’'-]+"  # the source with knowledge of the talks
    rf"|{_NAMES}(?:\s+[a-z]+){{1,3}}\s+{_NAMES}"  # Swiss foreign ministry spokesman Ann Lee
    rf"|(?:[A-Za-z-]+\s+){{0,2}}{_PEOPLE}(?:\s+(?:in|from|of|at)\s+{_NAMES})?"  # local officials in Oslo
    rf"|{_NAMES}(?:\s+[a-z]+)?)"  # Ann Lee; Oslo police
)
#: Verbs sure enough to be read without a parser.
_CORE = (
    "say", "add", "report", "claim", "announce", "confirm", "tell", "warn", "believe", "explain", "reveal", "note",
    "insist", "argue", "write", "suggest", "deny", "allege", "acknowledge", "admit", "state", "declare", "think",
    "recall", "predict",
)  # fmt: skip


def pattern_rules(text: str, passage: Passage, language: str) -> list[Found]:
    """Every attribution that the patterns see in a passage of unparsed sentences."""
    out: list[Found] = []
    for sentence in passage.sentences:
        out.extend(_according(text, sentence, language))
        if language == "en":
            out.extend(_said_that(text, sentence))
            out.extend(_said_behind(text, sentence))
        else:
            out.extend(_dash_speech(text, sentence, language))
            out.extend(_said_that_abroad(text, sentence, language))
            out.extend(_said_behind_abroad(text, sentence, language))
    return out


def _according(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "According to X, …", "…, according to X", and the same in other languages."""
    words = text[sentence.start : sentence.end]
    for form, follows in according_forms(language):
        for match in _form(form).finditer(words):
            cue = Span(sentence.start + match.start(), sentence.start + match.end())
            named = _name_behind if language == "en" else _name_abroad
            source = _name_before(text, sentence, cue.start) if follows else named(text, sentence, cue.end)
            if source is None:
                continue
            hole = Span(min(cue.start, source.start), max(cue.end, source.end))
            content = pieces(text, [Span(sentence.start, sentence.end)], [hole])
            if content:
                yield Found(content, cue, source, "according to", f"“{form}” and its sentence", 0.75)


@functools.cache
def _small(kind: str) -> frozenset[str]:
    return frozenset(table("any/small_words")[kind])


@functools.cache
def _form(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)


def _name_behind(text: str, sentence: Sentence, start: int) -> Span | None:
    match = re.compile(r"\s+([^,.;:!?…\"“”«»\n]{2,90})").match(text, start, sentence.end)
    if match is None:
        return None
    end = match.end(1)
    # a period inside a name: "Example.net", "U.S. officials"
    while end < sentence.end and text[end] == "." and end + 1 < sentence.end and not text[end + 1].isspace():
        more = re.compile(r"\.[^,.;:!?…\s]*(?:\s[^,.;:!?…\"“”«»\n]{0,60})?").match(text, end, sentence.end)
        if more is None or more.end() == end:
            break
        end = more.end()
    words = text[match.start(1) : end].split()
    if len(words) > 10:  # no comma ends the name: keep the run of capitals, or give up
        kept = words[:6]
        while kept and not kept[-1][0].isupper():
            kept.pop()
        if not kept:
            return None
        end = match.start(1) + len(" ".join(kept))
    return trimmed(text, match.start(1), end)


def _name_abroad(text: str, sentence: Sentence, start: int) -> Span | None:
    """The source behind "ifølge", "selon", "laut" …: up to the end of the first capitalised name, or else one word."""
    words = list(re.compile(r"[^\s,.;:!?…\"“”«»\n]+").finditer(text, start, min(sentence.end, start + 120)))[:8]
    if (
        not words
        or words[0].group().lower() in cue_forms("es")
        or any(c in text[start : words[0].start()] for c in ",.;:")
    ):
        return None
    first = next((k for k, w in enumerate(words[:5]) if w.group()[0].isupper()), None)
    if first is None:
        last = 1 if words[0].group().lower() in _small("articles") and len(words) > 1 else 0
    else:
        last = first
        while (
            last + 1 < len(words)
            and text[words[last].end() : words[last + 1].start()] == " "
            and words[last + 1].group()[0].isupper()
        ):
            last += 1
    end = words[last].end()
    opened = text[words[0].start() : end]
    if text[end : end + 1] in ("»", "”", '"') and any(c in opened for c in '«“"'):
        end += 1
    return Span(words[0].start(), end)


@functools.cache
def _that_abroad(language: str) -> re.Pattern[str] | None:
    that = lines(language, "that")
    forms = "|".join(re.escape(f) for f in sorted(cue_forms(language), key=len, reverse=True))
    if not that or not forms:
        return None
    opener = "|".join(re.escape(t) + (r"\s+" if t[-1].isalpha() else "") for t in that)
    return re.compile(
        rf"(?:^|(?<=[,:;]\s))(?P<source>[^\s,.;:!?…\"“”«»–—](?:[^,.;:!?…\"“”«»–—\n]|[.:](?=\w)){{1,80}}?)"
        rf"(?:,\s[^,.;:!?\"“”«»]{{3,120}},)?\s+(?P<cue>{forms})"
        rf"(?P<setting>\s+[^,.;:!?…\"“”«»]{{1,60}}?)?,?\s+(?:{opener})(?=\S)",
        re.IGNORECASE,
    )


def _said_that_abroad(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "Holm sier at …", "Example.net affirme que …": a named subject, a cue and the word for "that"."""
    pattern = _that_abroad(language)
    words = text[sentence.start : sentence.end]
    match = pattern.search(words) if pattern is not None else None
    if match is None or len(match.group("source").split()) > 7 or not any(c.isupper() for c in match.group("source")):
        return
    content = pieces(text, [Span(sentence.start + match.end(), sentence.end)])
    start = sentence.start + match.start("source")
    joined = match.group("source").split()[0]
    if joined.lower() in _small("conjunctions") and joined != match.group("source"):
        start += len(joined)
    source = trimmed(text, start, sentence.start + match.end("source"))
    if content and source is not None:
        cue = Span(sentence.start + match.start("cue"), sentence.start + match.end("cue"))
        yield Found(content, cue, source, cue_forms(language)[match.group("cue").lower()], "“X said that” pattern", 0.7)


@functools.cache
def _behind_abroad(language: str) -> re.Pattern[str] | None:
    forms = "|".join(re.escape(f) for f in sorted(cue_forms(language), key=len, reverse=True))
    if not forms:
        return None
    name = r"(?:[^,.;:!?…\"“”«»–—\n\s]|[.:](?=\w))+"
    return re.compile(
        rf",\s+(?:(?P<cue>{forms})\s+(?P<source>{name}(?:\s+{name}){{0,6}})"
        rf"|(?P<source2>{name}(?:\s+{name}){{0,4}})\s+(?P<cue2>{forms}))[.\s]*$",
        re.IGNORECASE,
    )


def _said_behind_abroad(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "…, opplyser politiet i Ostby.": cue and source, in either order, behind the last comma."""
    pattern = _behind_abroad(language)
    match = pattern.search(text, max(sentence.start, sentence.end - 200), sentence.end) if pattern is not None else None
    if match is None or match.start() < sentence.start + 15:
        return
    which = "" if match.group("cue") else "2"
    cue = Span(*match.span("cue" + which))
    source = trimmed(text, *match.span("source2")) if which else name_after(text, cue.end, sentence.end, language)
    content = pieces(text, [Span(sentence.start, match.start())])
    opener = match.group("source" + which).split()[0].lower()
    if opener.startswith(("qu'", "qu’")) or opener in _small("openers") | _small("conjunctions"):
        return
    if content and source is not None:
        yield Found(content, cue, source, cue_forms(language)[cue.of(text).lower()], "“…, said X” pattern", 0.7)


@functools.cache
def _dash(language: str) -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f in sorted(cue_forms(language), key=len, reverse=True))
    return re.compile(rf"[–—-]\s+(?P<words>[^\n]{{4,600}}?),?\s+(?:[–—-]\s+)?(?P<cue>{forms})\s+(?=\S)", re.IGNORECASE)


def _dash_speech(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "– Vi er glade, sier Ola Nordmann.": speech after a dash, as newspapers in many languages set it."""
    match = _dash(language).match(text, sentence.start, sentence.end) if cue_forms(language) else None
    if match is None:
        return
    source = name_after(text, match.end(), sentence.end, language)
    content = pieces(text, [Span(*match.span("words"))])
    if content and source is not None:
        lemma = cue_forms(language)[match.group("cue").lower()]
        yield Found(content, Span(*match.span("cue")), source, lemma, "speech after a dash", 0.8)


def _name_before(text: str, sentence: Sentence, end: int) -> Span | None:
    word = r"(?:[^\s,.;:!?…\"“”«»]|[.:](?=\w))+"
    match = re.compile(rf"((?:{word}\s+){{0,3}}?{_NAME}(?::\w+)?(?:\s+{word}){{0,3}})\s*$").search(
        text[sentence.start : end]
    )
    return trimmed(text, sentence.start + match.start(1), sentence.start + match.end(1)) if match is not None else None


@functools.cache
def _cue_words() -> str:
    kept = [f for f, lemma in cue_forms("en").items() if lemma in _CORE and not f.endswith("ing")]
    return "|".join(re.escape(f) for f in sorted(kept, key=len, reverse=True))


@functools.cache
def _that_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<lead>[^\w]*(?:(?:But|And|Yet)\s+)?(?:[\w’' -]{{0,60}},\s+)?)"
        rf"(?P<source>{_PRONOUN}|{_PHRASE}(?:,\s+[^.;:!?…\"“”]{{2,80}},)?)\s+"
        rf"(?:(?:has|have|had|also|later|then)\s+)?(?P<neg>(?:did|does|do|has|have|had)\s+not\s+|never\s+)?(?P<cue>{_cue_words()})"
        rf"(?P<to>\s+(?:reporters|journalists|in\s+a\s+\w+(?:\s+on\s+\w+)?|{_NAME}(?:\s+{_NAME}){{0,3}}))?(?P<when>\s+(?:on\s+)?[A-Z]\w+day)?\s*,?\s+(?P<that>that\s+)?"
    )


def _said_that(text: str, sentence: Sentence) -> Iterator[Found]:
    """ "X said (that) …" to the end of the sentence."""
    words = text[sentence.start : sentence.end]
    match = _that_pattern().match(words)
    if match is None:
        return
    lemma = cue_forms("en")[match.group("cue").lower()]
    sure = match.group("that") is not None or lemma in ("say", "claim", "report", "add", "announce", "believe")
    lead = match.group("source").lower().split()
    if (
        not sure
        or lead[0] in ("as", "please")
        or lead[-1] in ("are", "is", "was", "were", "be", "been", "being", "welcome")
    ):
        return
    start = match.start("that") if match.group("that") else match.end()
    source = trimmed(text, sentence.start + match.start("source"), sentence.start + match.end("source"))
    cue = Span(sentence.start + match.start("cue"), sentence.start + match.end("cue"))
    content = pieces(
        text, [Span(sentence.start + start, sentence.end)] if sentence.start + start < sentence.end else []
    )
    if content and source is not None:
        yield Found(content, cue, source, lemma, "“X said that” pattern", 0.7, match.group("neg") is not None)


@functools.cache
def _behind_pattern() -> re.Pattern[str]:
    return re.compile(
        rf",\s+(?:(?P<source>{_PRONOUN}|{_PHRASE})\s+(?:has\s+|have\s+|had\s+|also\s+)?(?P<cue>{_cue_words()})"
        rf"|(?P<cue2>said|reports|reported|says)\s+(?P<source2>{_PHRASE}(?:,[^.;:!?…\"“”]{{2,80}})?))"
        rf"(?P<tail>(?:\s+(?:on|in|at|to|late|early)?\s*[\w’' ]{{0,50}})?)[.\s]*$"
    )


def _said_behind(text: str, sentence: Sentence) -> Iterator[Found]:
    """ "…, X said." and "…, said X." at the end of a sentence without a quotation of its own."""
    words = text[sentence.start : sentence.end]
    match = _behind_pattern().search(words)
    if match is None or match.start() < 12:
        return
    which = "" if match.group("cue") else "2"
    source = trimmed(text, sentence.start + match.start("source" + which), sentence.start + match.end("source" + which))
    cue = Span(sentence.start + match.start("cue" + which), sentence.start + match.end("cue" + which))
    content = pieces(text, [Span(sentence.start, sentence.start + match.start())])
    if content and source is not None:
        lemma = cue_forms("en")[cue.of(text).lower()]
        yield Found(content, cue, source, lemma, "“…, X said” pattern", 0.75)

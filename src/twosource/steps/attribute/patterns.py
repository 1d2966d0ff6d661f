"""Attributions without a parser: fixed patterns around reporting words and capitalised names.

Used with ``--no-models``; ``abroad`` has the patterns of the languages that no parser reads. The sentences come from
plain rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from twosource.record import Passage, Sentence, Span
from twosource.steps.attribute.abroad import abroad_rules, account_goes_on, dash_paragraph
from twosource.steps.attribute.forms import cue_forms
from twosource.steps.attribute.found import Found, pieces, trimmed

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
        if language == "en":
            out.extend(_according(text, sentence))
            out.extend(_said_that(text, sentence))
            out.extend(_said_behind(text, sentence))
        else:
            out.extend(abroad_rules(text, sentence, language))
    if language == "en":
        return out
    dashed = list(dash_paragraph(text, passage, language))
    spoken = [s for f in dashed for s in f.content]
    out = [f for f in out if not any(s.covers(c) for s in spoken for c in f.content)]  # what is told within it
    return [*out, *dashed, *account_goes_on(text, passage, out, language)]


_ACCORDING = re.compile(r"(?<!\w)(?:according to|as told to|in the words of)(?!\w)", re.IGNORECASE)


def _according(text: str, sentence: Sentence) -> Iterator[Found]:
    """ "According to X, …", "…, according to X"."""
    for match in _ACCORDING.finditer(text, sentence.start, sentence.end):
        source = _name_behind(text, sentence, match.end())
        if source is None:
            continue
        content = pieces(text, [Span(sentence.start, sentence.end)], [Span(match.start(), source.end)])
        if content:
            rule = f"“{match.group().lower()}” and its sentence"
            yield Found(content, Span(*match.span()), source, "according to", rule, 0.75)


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

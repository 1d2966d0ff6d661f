"""Attributions in languages that no parser reads: fixed patterns around the reporting words of ``lexicon/<language>/``.

Only what the words themselves show is taken: a cue with a named subject beside a clause, "according to", speech after a
dash, and the forms by which a language marks reported speech (the German subjunctive, the French conditional)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from twosource.lexicon import lines, table
from twosource.record import Passage, Sentence, Span
from twosource.steps.attribute.forms import according_forms, any_cue, cue_forms
from twosource.steps.attribute.found import Found, pieces, trimmed
from twosource.steps.attribute.quotes import name_after

_NAME = r"[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ][\w’'.-]*"
#: A noun phrase without a comma that may hold "Example.net".
_WORDS = r"[^\s,.;:!?…\"“”«»–—](?:[^,.;:!?…\"“”«»–—\n]|[.:](?=\w)){0,80}?"


#: Speech set after a dash within what the rules of sentences take for one: "Hun avviser det. – Jeg var hjemme, sier …".
_DASH_BEGINS = re.compile(r"(?<=[.!?:])\s+(?=[–—]\s)")


def abroad_rules(text: str, sentence: Sentence, language: str) -> list[Found]:
    """Every attribution that the patterns see in one sentence of a language other than English."""
    cuts = [m.end() for m in _DASH_BEGINS.finditer(text, sentence.start, sentence.end)]
    edges = zip([sentence.start, *cuts], [*cuts, sentence.end], strict=True)
    parts = [replace(sentence, start=start, end=end) for start, end in edges]
    told = [f for before, speech in pairwise(parts) for f in _announced_speech(text, before, speech, language)]
    return [*told, *(f for part in parts for f in _of_part(text, part, language))]


def _announced_speech(text: str, before: Sentence, speech: Sentence, language: str) -> Iterator[Found]:
    """ "En ansatt, som ber om å få være anonym, forteller noe annet: – Vi skjøt tirsdag.": a colon, then the dash."""
    words = text[before.start : before.end]
    if not words.rstrip().endswith(":") or not cue_forms(language):
        return
    match = _announcing(language).match(words)
    content = pieces(text, [Span(speech.start, speech.end)])
    if match is None or not content or any(form in cue_forms(language) for form in content[0].of(text).lower().split()):
        return
    source = Span(before.start + match.start("source"), before.start + match.end("source"))
    cue = Span(before.start + match.start("cue"), before.start + match.end("cue"))
    lemma = cue_forms(language)[cue.of(text).lower()]
    yield Found(content, cue, source, lemma, "speech after a colon and a dash", 0.75)


@functools.cache
def _announcing(language: str) -> re.Pattern[str]:
    forms = any_cue(language)
    return re.compile(
        rf"^(?P<source>{_WORDS})(?:,\s[^.;:!?\"“”«»]{{3,120}},)?\s+(?P<cue>{forms})\b[^.;:!?\"“”«»]{{0,60}}:\s*$", re.I
    )


def _of_part(text: str, sentence: Sentence, language: str) -> list[Found]:
    said = [*_said_that(text, sentence, language), *_reported_clause(text, sentence, language)]
    out = [
        *_according(text, sentence, language),
        *_as_said(text, sentence, language),
        *_dash_speech(text, sentence, language),
        *said[:1],
        *_said_behind(text, sentence, language),
        *(() if said else _said_between(text, sentence, language)),
    ]
    relayed = [r for f in out for r in _relayed(text, sentence, f, language)]
    return [*out, *relayed] if out else list(_goes_on(text, sentence, language))


def _relayed(text: str, sentence: Sentence, f: Found, language: str) -> Iterator[Found]:
    """ "…, powołując się na portal Example.net": whom the relay has it from."""
    for form in lines(language, "relaying"):
        match = _form(form).search(text, sentence.start, sentence.end)
        source = _name_behind(text, sentence, match.end()) if match is not None else None
        if match is None or source is None or (f.source is not None and f.source.overlaps(source)):
            continue
        content = pieces(text, f.content, [Span(match.start(), source.end)])
        if content and (any(c.isupper() for c in source.of(text)) or _is_body(source.of(text))):
            yield Found(content, Span(*match.span()), source, "cite", "relay named with “citing”", 0.75)
            return


def _is_body(words: str) -> bool:
    """True for "la police", "die Polizei", "the ministry" in any of the languages."""
    return words.split()[-1].lower().startswith(_bodies())


@functools.cache
def _bodies() -> tuple[str, ...]:
    described = table("any/described")
    return tuple(form.lower()[:5] for noun in ("police", "ministry", "government") for form in described.get(noun, ()))


def _according(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "Ifølge X …", "X:n mukaan …"; "selon lui", "по его словам" (the speaker before goes on); "nach eigenen Angaben"
    (the name before it in the sentence)."""
    for form, place in according_forms(language):
        for match in _form(form).finditer(text, sentence.start, sentence.end):
            cue = Span(*match.span())
            source: Span | None = None
            if place == "before":
                source = _name_before(text, sentence, cue.start)
            elif place == "behind":
                source = _name_behind(text, sentence, cue.end)
            elif place == "own":
                source = _first_name(text, sentence, cue.start)
            else:
                source = _pronoun_in(text, cue)
            if source is None and place in ("before", "behind"):
                continue
            holes = (
                [cue]
                if source is None or place in ("own", "on")
                else [Span(min(cue.start, source.start), max(cue.end, source.end))]
            )
            whole = _reach_of(text, sentence, cue, place)
            content = pieces(text, [whole], holes)
            if content:
                yield Found(content, cue, source, "according to", f"“{form}” and its sentence", 0.75)
                return


_AS = {"de": "wie", "nl": "zoals", "no": "som", "da": "som", "sv": "som"}


@functools.cache
def _as(language: str) -> tuple[re.Pattern[str], ...] | None:
    """ "Wie die Feuerwehr mitteilte, …" at the head of a sentence; "…, so die Feuerwehr" (German) and "…, wie die
    Feuerwehr mitteilte" at its end."""
    if language not in _AS:
        return None
    forms = any_cue(language)
    day = r"(?:\s[^,.;:!?\"“”«»]{1,40})?"
    opening = re.compile(
        rf"^{_AS[language]}\s+(?P<source>{_WORDS})(?P<day>\s+am\s\w+)?\s+(?P<cue>{forms}){day},\s+", re.I
    )
    so = r"(?P<cue>so)" if language == "de" else r"(?P<cue>(?!))"
    closing = re.compile(
        rf",\s+{so}\s+(?P<source>(?:der|die|das|ein|eine|(?-i:{_NAME}))\b[^,.;:!?\"“”«»]{{2,60}}?)[.\s]*$", re.I
    )
    relaying = "|".join(re.escape(r) for r in lines(language, "relaying")) or "(?!)"
    behind = re.compile(  # "…, wie die Agentur X unter Berufung auf das Krankenhaus meldete."
        rf",\s+{_AS[language]}\s+(?P<source>{_WORDS})(?:,?\s+(?:{relaying})\s[^,;:!?\n]{{3,80}}?,?)?"
        rf"\s+(?P<cue>{forms})[.\s]*$",
        re.I,
    )
    return opening, closing, behind


def _as_said(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    patterns = _as(language)
    for pattern in patterns or ():
        match = pattern.search(text[sentence.start : sentence.end])
        if match is None or len(match.group("source").split()) > 7 or _quoted(text, sentence, sentence.end):
            continue
        source, cue = (Span(sentence.start + match.start(g), sentence.start + match.end(g)) for g in ("source", "cue"))
        holes = [Span(sentence.start + match.start(), sentence.start + match.end())]
        content = pieces(text, [Span(sentence.start, sentence.end)], holes)
        if content:
            yield Found(content, cue, source, "according to", "“as X said” and its sentence, pattern", 0.75)
            return


def _reach_of(text: str, sentence: Sentence, cue: Span, place: str) -> Span:
    """The part of the sentence that is meant: after "Как он сообщил каналу, …" what follows the comma, and of a name
    only what is said of it ("Ann Lee, nach eigenen Angaben seit Mai dort, …")."""
    comma = text.find(",", cue.end, sentence.end)
    if place == "own" and comma > 0 and text[: cue.start].rstrip().endswith(","):
        return Span(cue.end, comma)
    opens = not any(c.isalnum() for c in text[sentence.start : cue.start])
    if place == "on" and opens and comma > 0 and len(text[cue.end : comma].split()) <= 5 and comma + 1 < sentence.end:
        return Span(comma + 1, sentence.end)
    return Span(sentence.start, sentence.end)


@functools.cache
def _form(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)


def _first_name(text: str, sentence: Sentence, end: int) -> Span | None:
    match = re.compile(rf"{_NAME}(?:\s+{_NAME}){{0,4}}").search(text, sentence.start, end)
    return Span(*match.span()) if match is not None else None


def _pronoun_in(text: str, cue: Span) -> Span | None:
    """The pronoun inside the words ("как сам он сообщил"), where there is one."""
    pronouns = table("any/pronouns")
    for match in re.compile(r"\w+").finditer(text, cue.start, cue.end):
        if any(match.group().lower() in pronouns[k] for k in ("male", "female", "person", "many")):
            return Span(*match.span())
    return None


# --------------------------------------------------------------------------------------- clauses without "that"

_GERMAN = r"\b(?:sei|seien|habe|werde|könne|müsse|wolle|solle|dürfe|wisse|gebe|hätten?|wären?|würden?|könnten?)\b"
#: "I går sa hun …": what opens the sentence is no speaker.
_NO_SUBJECT = r"(?:I|På|Etter|Under|Ved|For|Med|Til|Fra|Av|Om|Da|Når|Nå|Så|Her|Der|Før|Siden|Også|Efter|Vid|Från|När)"
_FINNISH = r"\b\w+(?:[nlrs]een(?:sa|sä)?|neet|vansa|vänsä|van|vän|tavan|tävän)\b"
_FRENCH = r"(?:ne pas\s+)?(?:être|avoir|\w{2,}(?:er|ir|re))\b"
_CONDITIONAL = re.compile(
    r"\b(?:aurait|auraient|serait|seraient)\s+(?:\w+\s+){0,2}?\w+(?:é|i|u|s|t)e?s?\b", re.IGNORECASE
)


@functools.cache
def _without_that(language: str) -> re.Pattern[str] | None:
    """Cue and clause where no word for "that" stands between them."""
    forms = any_cue(language)
    aside = r"(?:,\s(?:[^.;:!?\"“”«»]|(?<=\d)\.){3,160}?,)?"
    if language == "de":  # "sagt, er habe …", "sagte er am Telefon, außer X sei …"
        return re.compile(
            rf"(?:^(?P<source>{_WORDS}){aside}\s+(?P<cue>{forms})|\b(?P<cue2>{forms})\s+(?P<source2>er|sie|es|{_NAME}(?:\s+{_NAME}){{0,4}}))"
            rf"(?P<to>\s(?:[^,.;:!?\"“”«»]|[.:](?=\w)){{1,80}})?,\s+(?P<words>(?!dass|daß)[^:\"“”„«»]*{_GERMAN}.*)$"
        )
    if language == "fi":  # "sanoo miehen etsineen …"
        return re.compile(
            rf"^(?P<source>{_WORDS}){aside}\s+(?P<cue>{forms})\s+(?P<words>(?!että\b)[^\"“”«»]*{_FINNISH}.*)$"
        )
    if language == "fr":  # "dit être passé …"
        return re.compile(
            rf"^(?P<source>{_WORDS}){aside}(?:\s+(?:y|en|lui|leur|s[’'])\s*)?\s+(?P<cue>{forms})\s+(?P<words>{_FRENCH}.*)$"
        )
    if language in ("no", "da", "sv"):  # "forteller om …", "sier hun har …"
        told = "forteller|fortalte|fortæller|berättar|berättade"
        subject = "han|hun|hon|de|det|den|der|dette|disse|vi|jeg|jag|ingen"
        bare = rf"(?:{forms})(?=\s+(?:{subject})\s+(?!(?:{subject}|at|att|om|ikke|inte)\b)\w)"
        cue = rf"(?P<cue>(?:{told})(?=\s+om\s)|{bare})"
        return re.compile(rf"^(?!{_NO_SUBJECT}\s)(?P<source>{_WORDS}){aside}\s+{cue}\s+(?P<words>.*)$")
    return None


def _reported_clause(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "Er sagt, er habe …", "Poliisi sanoo miehen etsineen …", "Il dit être passé …", "Han forteller om …"."""
    pattern = _without_that(language)
    words = text[sentence.start : sentence.end]
    match = pattern.search(words) if pattern is not None else None
    if match is None:
        return
    which = "" if match.group("cue") else "2"
    named = match.group("source" + which)
    if len(named.split()) > 7 or not any(c.isupper() for c in words[: match.end("source" + which)]):
        return
    content = pieces(text, [Span(sentence.start + match.start("words"), sentence.end)])
    source = trimmed(text, sentence.start + match.start("source" + which), sentence.start + match.end("source" + which))
    if content and source is not None and not _quoted(text, sentence, content[0].start):
        cue = Span(sentence.start + match.start("cue" + which), sentence.start + match.end("cue" + which))
        lemma = cue_forms(language).get(cue.of(text).lower(), "tell")
        yield Found(content, cue, source, lemma, "“X said” and its clause, pattern", 0.7)


def _goes_on(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """A sentence whose verb shows that somebody else's words go on: "Er sei Waise, habe …", "Il serait parti …"."""
    words = text[sentence.start : sentence.end]
    if any(c in words for c in '"“”„«»?'):
        return
    if language == "de":
        main = re.split(r",\s+(?:dass|daß|weil|wenn|ob|als|der|die|das|den|dem)\b", words)[0]
        marked = re.search(r"\b(?:sei|seien|habe|werde|könne|müsse|wolle|solle|dürfe)\b", main)
        other = re.search(r"\b(?:ich|wir|es sei denn|wie auch immer)\b", words, re.IGNORECASE)
        if marked is None or other is not None:
            return
    elif language == "fr":
        if _CONDITIONAL.search(words) is None or re.search(r"\bsi\b|\bs[’']il", words, re.IGNORECASE):
            return
    else:
        return
    content = pieces(text, [Span(sentence.start, sentence.end)])
    if content:
        yield Found(content, None, None, "say", "reported speech by the form of its verb", 0.7)


_SELF = re.compile(r"\b(?:selv|selbst|själv|même|mism[oa]|mesm[oa]|itse|сам|сама|sam|sama)\b")


_OPENING_DASH = re.compile(r"[–—]\s")
_ON_BEHIND_A_DASH = re.compile(r"[^\n]*?[.!?]\s[–—]\s+")
_CALLED = re.compile(rf",\s{_NAME}(?:\s{_NAME}){{0,3}}")


@functools.cache
def _closing_dash(language: str) -> re.Pattern[str]:
    return re.compile(rf"[^\n]{{4,900}}?\s[–—]\s+(?P<cue>{any_cue(language)})\s+(?=\S)", re.I)


def dash_paragraph(text: str, passage: Passage, language: str) -> Iterator[Found]:
    """ "– Zadzwonił o czwartej. Kazali mu czekać – mówi jego żona, Ana Lis. – Było mu zimno.": speech of several
    sentences that a dash opens and another one closes before its cue, and what goes on behind the next."""
    first = passage.sentences[0] if passage.sentences else None
    if first is None or not _OPENING_DASH.match(text, first.start) or not cue_forms(language):
        return
    end = passage.sentences[-1].end
    closing = _closing_dash(language).match(text, first.start, end)
    if closing is None or closing.start("cue") < first.end:
        return
    source = name_after(text, closing.end(), end, language)
    if source is None:
        return
    named = _CALLED.match(text, source.end)
    if named is not None:  # "mówi jego żona, Ana Lis."
        source = trimmed(text, source.start, named.end() - named.group().endswith(".")) or source
    on = _ON_BEHIND_A_DASH.match(text, source.end - 1, end)
    spoken = [Span(first.start, closing.start("cue") - len("– "))]
    spoken += [Span(on.end(), end)] if on is not None and on.end() < end else []
    content = pieces(text, spoken)
    if content:
        lemma = cue_forms(language)[closing.group("cue").lower()]
        yield Found(content, Span(*closing.span("cue")), source, lemma, "speech after a dash", 0.8)


def account_goes_on(text: str, passage: Passage, found: Sequence[Found], language: str) -> Iterator[Found]:
    """What follows in a paragraph that opens with "as he himself told", "by her own account": only he or she can know
    it. (After "according to the police" a report may know the rest itself; that is left to it.)"""
    first = passage.sentences[0] if passage.sentences else None
    own = [
        form for form, place in according_forms(language) if place == "own" or (place == "on" and _SELF.search(form))
    ]
    if first is None or not any(_form(f).match(text, first.start, first.end) for f in own):
        return
    for sentence in passage.sentences[1:]:
        taken = any(f.start < sentence.end and sentence.start < f.end for f in found)
        if taken or _quoted(text, sentence, sentence.end):
            return
        content = pieces(text, [Span(sentence.start, sentence.end)])
        if content:
            yield Found(content, None, None, "say", "an account of one's own that goes on", 0.6)


def _quoted(text: str, sentence: Sentence, at: int) -> bool:
    return any(c in text[sentence.start : at] for c in '"“”„«»')


def _said_between(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "La fuga, cuenta él mismo, fue el viernes": a cue between commas, with or without its subject."""
    match = _between(language).search(text, sentence.start + 3, sentence.end) if cue_forms(language) else None
    if match is None or _quoted(text, sentence, sentence.end):
        return
    content = pieces(text, [Span(sentence.start, match.start()), Span(match.end(), sentence.end)])
    which = next(k for k in ("", "2", "3") if match.group("cue" + k))
    sizes = [len(s.of(text).split()) for s in content]
    if which == "" and len(sizes) == 2 and sizes[0] > 2 >= sizes[1]:
        content = content[:1]  # "…, säger Lena Ek, granne."
    named = match.group("source" + which) if which != "3" else None
    source = trimmed(text, *match.span("source" + which)) if named else None
    if content and (named is None or len(named.split()) <= 6):
        cue = Span(*match.span("cue" + which))
        yield Found(content, cue, source, cue_forms(language)[cue.of(text).lower()], "cue between commas, pattern", 0.7)


@functools.cache
def _between(language: str) -> re.Pattern[str]:
    forms = any_cue(language)
    pronouns = "|".join(re.escape(p) for k in ("male", "female", "person", "many") for p in table("any/pronouns")[k])
    self_ = r"(?:\s+(?:mismo|misma|même|selbst|selv|själv|sam|sama|сам|сама|itse))?"
    article = r"(?:(?:el|la|los|las|le|der|die|das|o|a)\s+)?(?:[^\W\d_]+\s+)?"
    who = rf"(?:(?:{pronouns}){self_}|{article}{_NAME}(?:\s+{_NAME}){{0,4}})"
    alone = rf"|(?P<cue3>{forms})" if language in ("es", "pt", "it", "pl", "uk", "ru") else "|(?P<cue3>(?!))"
    return re.compile(
        rf",\s+(?:(?P<cue>{forms})\s+(?P<source>{who})|(?P<source2>{who})\s+(?P<cue2>{forms}){alone})\s*,\s",
        re.IGNORECASE,
    )


# ------------------------------------------------------------------------------------------------ names


@functools.cache
def _small(kind: str) -> frozenset[str]:
    return frozenset(table("any/small_words")[kind])


#: The bare word says nothing without the next one.
_SOURCE = re.compile(
    r"sources?|fuentes?|fontes?|источники?|джерел[ао]|źródł[ao]|kilder?|källor|källa|bronnen|bron", re.IGNORECASE
)


def _name_behind(text: str, sentence: Sentence, start: int) -> Span | None:
    """The source behind "ifølge", "selon", "laut" …: up to the end of the first capitalised name, or else one word."""
    words = list(
        re.compile(r"(?:[^\s,.;:!?…\"“”«»\n]|[.:](?=\w))+").finditer(text, start, min(sentence.end, start + 120))
    )[:8]
    if (
        not words
        or words[0].group().lower() in cue_forms("es")
        or any(c in text[start : words[0].start()] for c in ",.;:")
    ):
        return None
    stop = next((k for k, (v, w) in enumerate(pairwise(words)) if text[v.end() : w.start()].strip()), None)
    if stop is not None:
        words = words[: stop + 1]
    first = next((k for k, w in enumerate(words[:5]) if w.group()[0].isupper()), None)
    if first is None:
        last = 1 if words[0].group().lower() in _small("articles") and len(words) > 1 else 0
        if _SOURCE.fullmatch(words[last].group()) and last + 1 < len(words):
            last += 1  # "une source hospitalière", "fuentes policiales"
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
def _that(language: str) -> re.Pattern[str] | None:
    that = lines(language, "that")
    forms = any_cue(language)
    if not that or not forms:
        return None
    opener = "|".join(re.escape(t) + (r"\s+" if t[-1].isalpha() else "") for t in that)
    return re.compile(
        rf"(?:^|(?<=[,:;]\s))(?P<source>[^\s,.;:!?…\"“”«»–—](?:[^,.;:!?…\"“”«»–—\n]|[.:](?=\w)){{1,80}}?)"
        rf"(?:,\s[^,.;:!?\"“”«»]{{3,120}},)?\s+(?P<cue>{forms})"
        rf"(?P<setting>\s+[^,.;:!?…\"“”«»]{{1,60}}?)?,?\s+(?:{opener})(?=\S)",
        re.IGNORECASE,
    )


def _said_that(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "Holm sier at …", "Example.net affirme que …": a named subject, a cue and the word for "that"."""
    pattern = _that(language)
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
        opened = trimmed(text, sentence.start + match.start("cue"), sentence.start + match.end())  # up to "that"
        lemma = cue_forms(language)[match.group("cue").lower()]
        yield Found(content, opened, source, lemma, "“X said that” pattern", 0.7)


@functools.cache
def _behind(language: str) -> re.Pattern[str] | None:
    forms = any_cue(language)
    if not forms:
        return None
    name = r"(?:[^,.;:!?…\"“”«»–—\n\s]|[.:](?=\w))+"
    relaying = "|".join(re.escape(r) for r in lines(language, "relaying"))
    relay = rf"(?:,?\s+(?:{relaying})\s[^,;:!?\n]{{3,120}}?)?" if relaying else ""
    app = rf"(?P<app>,\s(?-i:{_NAME})(?:\s(?-i:{_NAME})){{0,4}})?"  # "the director of the museum, Ana Lopes"
    return re.compile(
        rf"(?:,|\s[-–—])\s+(?:o czym\s+|про що\s+|о чём\s+)?"
        rf"(?:(?P<cue>{forms}){_time(language)}\s+(?P<source>{name}(?:\s+{name}){{0,6}}{app})"
        rf"|(?P<source2>{name}(?:\s+{name}){{0,4}})\s+(?P<cue2>{forms})){relay}[.\s]*$",
        re.IGNORECASE,
    )


@functools.cache
def _time(language: str) -> str:
    """A pattern for the time of the saying, where there is one: "confirmou *ontem à tarde* a directora"."""
    known = table(f"{language}/time")
    rows = [known.get(k, ()) for k in ("today", "yesterday", "tonight", "last_night", "overnight")]
    rows += [*known.get("weekdays", ()), *known.get("parts", {}).values()]
    forms = {re.escape(w) for row in rows for w in row}
    if not forms:
        return ""
    before = r"(?:i|på|om|am|w|we|в|во|у|el|le|na|no|a|à|den|op|dans|la|en|por|au|pela)"
    return rf"(?:\s(?:{before}\s)?(?:{'|'.join(sorted(forms, key=lambda w: (-len(w), w)))})){{0,2}}"


def _said_behind(text: str, sentence: Sentence, language: str) -> Iterator[Found]:
    """ "…, opplyser politiet i Ostby.": cue and source, in either order, behind the last comma."""
    pattern = _behind(language)
    match = pattern.search(text, max(sentence.start, sentence.end - 240), sentence.end) if pattern is not None else None
    if match is None or match.start() < sentence.start + 15:
        return
    which = "" if match.group("cue") else "2"
    cue = Span(*match.span("cue" + which))
    named = match.start("source")
    if which:
        source = trimmed(text, *match.span("source2"))
    else:  # "sagte er dem Sender HBC": who was told is not who says it
        source = _pronoun_at(text, named) or name_after(text, named, sentence.end, language)
    source = _without_day(text, source) if source is not None else None
    if source is not None and match.group("app"):
        source = trimmed(text, source.start, match.end("app") - text[: match.end("app")].endswith("."))
    content = pieces(text, [Span(sentence.start, match.start())])
    opener = match.group("source" + which).split()[0].lower()
    if opener.startswith(("qu'", "qu’")) or opener in _small("openers") | _small("conjunctions"):
        return
    if content and source is not None:
        yield Found(content, cue, source, cue_forms(language)[cue.of(text).lower()], "“…, said X” pattern", 0.7)


def _pronoun_at(text: str, start: int) -> Span | None:
    """The pronoun for a person that stands at a place of the text."""
    word = re.compile(r"\w+").match(text, start)
    pronouns = table("any/pronouns")
    known = word is not None and any(word.group().lower() in pronouns[k] for k in ("male", "female"))
    return Span(*word.span()) if word is not None and known else None


_DAY = re.compile(r"(?:w|we|am|på|om|on|le|el|la|на|у|в|au|no|na|op)\s+[^\W\d_]+\s+(?=[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ])")


def _without_day(text: str, source: Span) -> Span:
    """ "poinformowało w niedzielę Radio Brzeg": the day before the name is no part of it."""
    match = _DAY.match(text, source.start, source.end)
    return Span(match.end(), source.end) if match is not None else source


@functools.cache
def _dash(language: str) -> re.Pattern[str]:
    forms = any_cue(language)
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

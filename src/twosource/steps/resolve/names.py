"""Names in one report: what the parser calls a name, and runs of capitalised words that it missed."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.lexicon import table, words
from twosource.record import Reading, Sentence, Token
from twosource.steps.callings import given_names
from twosource.steps.resolve.evidence import LABELS, people, votes
from twosource.steps.resolve.spelling import plain

# Lower-case words that stand inside names ("Ministry of Defence", "Ursula von der Leyen").
_INSIDE = frozenset(
    (
        "of",
        "de",
        "del",
        "la",
        "von",
        "van",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "da",
        "di",
        "do",
        "du",
        "dos",
        "das",
    )
)
#: Of these, what only stands between two names in some languages: "z Rosji do Norwegii".
_PREPOSITIONS = {
    language: frozenset(("do", "da")) for language in ("pl", "cs", "sk", "sl", "hr", "sr", "da", "no", "sv")
}
ARTICLES = frozenset(("the", "a", "an", "den", "det", "der", "die", "das", "el", "la", "los", "las", "le", "les"))
_POSSESSIVE = re.compile(r"['’]s?$")
_ACRONYM = re.compile(r"[A-ZА-Я]{2,}[A-Z0-9А-Я-]*$|[A-Z]?[a-z]+[A-Z]\w*$")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]\w+$")
_FIRST = re.compile(r"(\S+)\s+(?=\S)")
#: What a name may be run together with: in front the agency of a caption or the date of a page ("GETTY Jane Roe",
#: "Sep 14, 2013 Police") or a side taken ("pro-Roe"), behind it where or when it was ("Facebook on Friday", "Jane Roe
#: on Twitter").
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}}"
_DATE = re.compile(_DAY)
#: What a page sets beside a name: "Share CLOSE John Roe", "Oslo Police Published 10:30".
_ON_A_PAGE = "Share|SHARE|CLOSE|Embed|Updated|Posted|Published|Advertisement"
_AHEAD = re.compile(
    rf"(?:(?:courtesy of|getty(?: images)?|afp|epa|reuters|ap|pa|rex)(?:/\w+)?|{_DAY}),?\s+(?=[A-Z]\w)"
    r"|(?-i:(?:pro|anti|ex|non|post|pre)-(?=[A-Z]))"
    rf"|(?-i:(?:(?:{_ON_A_PAGE}|Loading|Subscribe)(?:\s|$))+)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\s(?:on|in|since|until|before|after)\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|New Year|Christmas|January|"
    r"February|March|April|May|June|July|August|September|October|November|December)\b"
)
_POSTED = re.compile(
    rf"\s(?:on|via)\s(?:{'|'.join(map(re.escape, sorted(words('any', 'platforms'))))})\b", re.IGNORECASE
)
_PAGE_BEHIND = re.compile(rf"\s(?:{_ON_A_PAGE})\b")
_HYPHENED = re.compile(r"-[^\W\d_a-z]\w+")
_EDGE = "\"'“”‘’«»„()[]{}<>*_,;:!?–—-…|/\\•#@"
_CURRENCIES = frozenset(
    (
        "eur",
        "usd",
        "gbp",
        "nok",
        "sek",
        "dkk",
        "pln",
        "rub",
        "uah",
        "chf",
        "jpy",
        "cny",
        "gmt",
        "utc",
        "cet",
        "am",
        "pm",
    )
)
#: Particles of names that stand behind another one only.
_BEHIND_ONLY = frozenset(("der", "den"))
_PARTICLES = frozenset(("von", "van", "zu", "auf", "an", "in", "de", "op"))
_DATES = frozenset(("DATE", "TIME", "NORP", "LANGUAGE"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands: ``text[start:end] == words``, titles and possessives left outside. ``votes`` weigh what
    it may be; ``title`` holds the words stripped before it; ``label`` is the parser's."""

    report: str
    start: int
    end: int
    words: str
    title: str
    label: str
    language: str
    sure: bool = True
    votes: Mapping[str, float] = field(default_factory=dict)


def common_words(readings: Collection[Reading]) -> dict[str, frozenset[str]]:
    """By language, the words that the reports also write small: a capital at the head of a sentence says
    nothing of them."""
    found: dict[str, set[str]] = {}
    for reading in readings:
        language = _language(reading)
        small = found.setdefault(language, set(words(language, "sentence_openers")))
        for passage in reading.passages:
            for sentence in passage.sentences:
                small.update(t.text for t in sentence.tokens if t.text.islower())
    return {language: frozenset(small) for language, small in found.items()}


def names_of(
    reading: Reading, common: Collection[str], known: Mapping[str, Collection[tuple[str, ...]]] | None = None
) -> list[Name]:
    """Names of one report in order of text, none overlapping another.

    Those that only a capital letter speaks for (a lone word at the head of a sentence, a headline in title case)
    are not ``sure``: they are names only where the same words are one elsewhere. ``known`` are names to look for
    first, by their first word (all words as ``plain`` gives them).
    """
    found: list[Name] = []
    for passage in reading.passages:
        if passage.kind not in ("furniture", "credit"):
            for sentence in passage.sentences:
                found.extend(_in_sentence(reading, sentence, common, known or {}))
    return found


def _language(reading: Reading) -> str:
    return reading.report.language.split("-")[0]


def _in_sentence(
    reading: Reading, sentence: Sentence, common: Collection[str], known: Mapping[str, Collection[tuple[str, ...]]]
) -> Iterator[Name]:
    report = reading.report
    taken: list[tuple[int, int]] = []
    runs = list(_capitalised(sentence, _language(reading), common))
    labelled = [(*_widened(span, runs), span[0]) for span in _labelled(sentence, common)]
    known_names = [(*span, span[0]) for span in _known(sentence, known)]
    for start, end, label, sure, core in [*known_names, *labelled, *((*span, span[0]) for span in runs)]:
        trimmed = _trim(report.text, _reach(start, core, taken), end)
        if trimmed is None:
            continue
        start, end, titles = trimmed
        at = bisect_left(taken, (end, end))  # the runs taken do not overlap: only the one before can reach in
        if at and taken[at - 1][1] > start:
            continue
        taken.insert(at, (start, end))
        surface = report.text[start:end]
        weights = votes(report.text, start, end, titles)
        yield Name(report.id, start, end, surface, titles, label, report.language, sure, weights)


def _reach(start: int, core: int, taken: list[tuple[int, int]]) -> int:
    """How far back a name reaches that was widened from ``core``: to the name before it, if that stands there."""
    at = bisect_left(taken, (core, core))
    before = taken[at - 1][1] if at else start
    return before if start < before <= core else start


def _known(
    sentence: Sentence, known: Mapping[str, Collection[tuple[str, ...]]]
) -> Iterator[tuple[int, int, str, bool]]:
    """Names known beforehand, word for word."""
    tokens = [t for t in sentence.tokens if plain(t.text)]
    for k, token in enumerate(tokens):
        if not token.text[:1].isupper():
            continue
        for words_ in known.get(plain(token.text).split()[0], ()):
            run = tokens[k : k + len(words_)]
            if tuple(plain(t.text) for t in run) == words_:
                yield run[0].start, run[-1].end, "ORG", True
                break


def _labelled(sentence: Sentence, common: Collection[str]) -> Iterator[tuple[int, int, str, bool]]:
    """Runs of tokens that the parser gives one of the wanted labels; a body and its officer that it takes for
    one name ("Harwick Records COO Jane Roe") are two. In a headline with a capital on every word a name that holds
    one of the ``common`` words is not sure ("Gunman Kills Deputy")."""
    headline = _all_capitals(sentence) and sentence.tokens[-1].text not in (".", "”", '"')
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if run and (token is None or token.ent != run[0].ent or token.ent_begins):
            for part, label in _parted(run):
                if any(t.text[:1].isupper() or not t.text.isascii() for t in part):
                    yield part[0].start, part[-1].end, label, not (headline and _holds_common(part, common))
            run = []
        if token is not None and token.ent in LABELS:
            run.append(token)


def _all_capitals(sentence: Sentence) -> bool:
    """True for a headline whose words nearly all begin with a capital."""
    letters = [t for t in sentence.tokens if t.text[:1].isalpha()]
    return len(letters) > 2 and sum(t.text[:1].isupper() for t in letters) > 0.7 * len(letters)


def _holds_common(part: Sequence[Token], common: Collection[str]) -> bool:
    """Whether a run of words holds one that is no part of a name: no given name, nor what bodies and places hold."""
    if len(part) < 2:
        return False
    of_names = words("any", "organisation_words") | words("any", "place_words") | frozenset(given_names())
    return any(w in common and len(w) > 1 and w not in of_names for w in (t.text.casefold() for t in part))


def _parted(run: list[Token]) -> list[tuple[list[Token], str]]:
    """A labelled run, cut before and behind an office, a verb or "as" inside it ("Roe told Nordwire")."""
    for k in range(1, len(run) - 1):
        if run[k].text in _OFFICERS and k < len(run) - 2:
            return [(run[:k], "ORG"), (run[k + 1 :], "PERSON")]
        if _is_no_part(run[k]):
            return [(run[:k], run[0].ent if run[0].ent in ("PERSON", "ORG", "GPE") else ""), (run[k + 1 :], "")]
    return [(run, run[0].ent)]


def _is_no_part(token: Token) -> bool:
    if not (token.text.isalpha() and token.text.islower()) or token.text in _INSIDE:
        return False
    return token.pos in ("VERB", "AUX") or token.text == "as"


_OFFICERS = frozenset(("CEO", "CFO", "COO", "CTO", "CIO", "GM", "MP"))


def _widened(span: tuple[int, int, str, bool], runs: list[tuple[int, int, str, bool]]) -> tuple[int, int, str, bool]:
    """A name of which the parser took only a part: the last word of a person, the first of a ministry."""
    start, end, label, sure = span
    for left, right, kind, _ in runs:
        if label in ("PERSON", "ORG") and left < start and right == end:
            return left, end, label, sure
        if kind == "ORG" and left <= start + len("The ") and end < right:
            return left, right, kind, sure
    return span


def _capitalised(sentence: Sentence, language: str, common: Collection[str]) -> Iterator[tuple[int, int, str, bool]]:
    """Runs of capitalised words. In German every noun has a capital, so only runs of two or more count there."""
    shouting = _all_capitals(sentence)
    for run in _runs(sentence.tokens, _INSIDE - _PREPOSITIONS.get(language, frozenset())):
        opens = _opens(sentence, run[0])
        if opens and _is_common(run[0], common):
            run = run[1:]
            opens = False
        while run and (run[0].pos == "SCONJ" or not _is_capital(run[0]) or run[0].text in _measures(language)):
            run = run[1:]  # "zwei Gramm Holz" names nobody
        if not run:
            continue
        if (nation := _nation_before(sentence, run)) is not None:
            run = [nation, *run]
        lone = len(run) == 1 and not _ACRONYM.match(run[0].text)
        sure = not shouting and not (lone and (opens or language == "de"))
        body = len(run) > 2 and any(t.text in ("and", "&", "for", "of") for t in run) and _is_body(run[-1])
        body = body or any(t.text == "on" for t in run)
        yield run[0].start, run[-1].end, "ORG" if body else "", sure


@functools.cache
def _measures(language: str) -> frozenset[str]:
    """Units of a language whose nouns have capitals."""
    table_ = table("de/numbers") if language == "de" else {}
    return frozenset(w for s in ("units", "durations") for forms in table_.get(s, {}).values() for w in forms)


def _nation_before(sentence: Sentence, run: list[Token]) -> Token | None:
    """The first word of "Irish Nurses' Union" and "Balkan Energia", which the parser takes for a people: before a body,
    or without an article before a lone name of no place or person."""
    at = bisect_left(sentence.tokens, run[0].start, key=lambda t: t.start)
    nation = sentence.tokens[at - 1] if at else None
    if nation is None or nation.ent != "NORP" or not nation.text[:1].isupper() or nation.end + 1 != run[0].start:
        return None
    body = len(run) > 1 and _is_body(run[-1])
    article = at > 1 and sentence.tokens[at - 2].pos in ("DET", "ADJ", "PRON", "NOUN", "PROPN", "ADP")
    lone = len(run) == 1 and run[0].ent in ("", "ORG") and run[0].text.casefold() not in given_names()
    return nation if body or (lone and not article and run[0].pos == "PROPN") else None


def _is_body(token: Token) -> bool:
    return plain(token.text) in words("any", "organisation_words")


def _opens(sentence: Sentence, token: Token) -> bool:
    """True for the first word of a sentence or of a quotation in it."""
    at = bisect_left(sentence.tokens, token.start, key=lambda t: t.start)
    if at and sentence.tokens[at - 1].text in "\"“”«„‘'–-:•":
        return True
    return not any(t.text[:1].isalnum() for t in itertools.islice(sentence.tokens, at))


def _runs(tokens: tuple[Token, ...], inside: Collection[str]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for k, token in enumerate([*tokens, None]):
        if token is not None and _is_capital(token):
            run.append(token)
            continue
        follows = tokens[k + 1] if token is not None and k + 1 < len(tokens) else None
        if run and token is not None and follows is not None and _joins(run[-1], token, tokens[k + 1 :], inside):
            run.append(token)
            continue
        while run and not _is_capital(run[-1]):
            run.pop()
        if run:
            yield run
        run = []


def _joins(before: Token | None, token: Token, after: tuple[Token, ...], inside: Collection[str]) -> bool:
    """Whether a small word stands inside a name; "and" does in "Parks and Wildlife Service", not between two names."""
    if token.text == "of" and len(after) > 1 and after[0].text == "the":
        return _is_capital(after[1]) and before is not None and _is_body(before)
    if token.text == "on" and before is not None and _is_body(before):
        return _is_capital(after[0]) and LABELS.get(after[0].ent) != "place"  # "Working Group on Arbitrary Detention"
    if token.text == "the" and before is not None and before.text == "of":
        return _is_capital(after[0])
    if token.text in _BEHIND_ONLY and (before is None or before.text.lower() not in _PARTICLES):
        return False  # "Sohn Marek der Agentur": who was told; "von der Leyen" is a name
    if token.text in inside:
        return _is_capital(after[0]) or (after[0].text in inside and len(after) > 1 and _is_capital(after[1]))
    run = [plain(t.text) for t in itertools.takewhile(lambda t: _is_capital(t) or _owns(t), after) if not _owns(t)]
    ends = bool(run) and run[-1] in words("any", "organisation_words")
    if _owns(token) and before is not None and before.text.endswith("s"):  # "Nurses' and Carers' Union"
        return ends or (after[0].text in ("and", "&") and _joins(before, after[0], after[1:], inside))
    return token.text in ("and", "&", "for") and 1 < len(run) < 4 and ends


def _owns(token: Token) -> bool:
    """The mark behind a plural: "Farmers' Union"."""
    return token.text in ("'", "’")


def _is_capital(token: Token) -> bool:
    if token.ent in _DATES and not (token.ent == "NORP" and token.text.casefold() in given_names()):
        return False
    if not token.text[:1].isupper():
        return bool(_CAMEL.match(token.text))
    return (len(token.text) > 1 or token.pos == "PROPN") and token.pos not in ("PRON", "DET", "AUX")


def _is_common(token: Token, common: Collection[str]) -> bool:
    if _ACRONYM.match(token.text):
        return False
    return (token.pos not in ("", "PROPN", "NOUN", "X")) or token.text.casefold() in common


def _trim(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Take off the article, titles in front, possessives and marks at the edges; None where no name is left."""
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    if (longer := _HYPHENED.match(text, end)) is not None and text[start : start + 1].isupper():
        end = longer.end()
    if (cut := re.search(r"\s[-–—/|]\s|\n", text[start:end])) is not None:
        end = start + cut.start()
    if (ending := _POSSESSIVE.search(text[start:end])) and end - start > len(ending.group()) + 1:
        end -= len(ending.group())
    if (ahead := _AHEAD.match(text, start, end)) is not None:
        start = ahead.end()
    for behind in (_DATED, _POSTED, _PAGE_BEHIND):
        if (cut := behind.search(text, start, end)) is not None:
            end = cut.start()
    if text[end : end + 1] == "+" and text[end - 1].isalnum() and not text[end + 1 : end + 2].isalnum():
        end += 1
    start, titles = _strip_titles(text, start, end)
    if text[end - 1 : end] == "." and not re.search(r"\b\w\.$", text[start:end]):
        end -= 1
    surface = text[start:end]
    if (
        end - start < 2
        or not any(c.isalpha() for c in surface)
        or (len(surface) == 2 and text[end : end + 1] == ".")
        or surface.casefold().rstrip(".") in _no_names()
        or _is_office(surface)
        or _DATE.fullmatch(surface)
    ):
        return None
    return start, end, " ".join(titles)


def _is_office(surface: str) -> bool:
    """ "Minister of Justice" is an office, not who holds it."""
    parts = surface.split()
    first = parts[0].casefold()
    return len(parts) > 2 and parts[1] in ("of", "for") and (first in words("any", "titles") or first in people())


@functools.cache
def _no_names() -> frozenset[str]:
    return words("en", "sentence_openers") | words("any", "titles") | _CURRENCIES | {"cops"}


def _strip_titles(text: str, start: int, end: int) -> tuple[int, list[str]]:
    """Titles and roles come off people only: "General Motors" and "Prime Minister's Office" keep theirs."""
    last = plain(text[start:end]).rpartition(" ")[2]
    body = last in words("any", "organisation_words") or last in words("any", "place_words")
    titles: list[str] = []
    while (match := _FIRST.match(text, start, end)) is not None:
        word = match.group(1)
        if word.casefold() in ("the", "a", "an") or (word in ARTICLES and word.islower()):
            start = match.end()
            continue
        length = 0 if body else _title_length(text[start:end].split())
        behind = _skip_words(text, start, end, length)
        if not length or text[behind].islower():  # "Minister of Justice" is no person called "of Justice"
            break
        titles.extend(text[start:behind].split())
        start = behind
    return start, titles


def _skip_words(text: str, start: int, end: int, count: int) -> int:
    for _ in range(count):
        match = _FIRST.match(text, start, end)
        start = match.end() if match is not None else start
    return start


def _title_length(parts: list[str]) -> int:
    """How many of the first words are a title: "Dr", "Deputy Energy Minister", "Public Prosecutor"."""
    length = 0
    for k, part in enumerate(parts[: min(4, len(parts) - 1)]):
        word = part.rstrip(",.").casefold().rpartition("-")[2]
        if word in words("any", "titles") or word in people() - words("en", "body_nouns"):
            length = k + 1
    return length

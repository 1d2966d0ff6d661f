"""Names in one report: what the parser calls a name, and runs of capitalised words that it missed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from twosource.lexicon import words
from twosource.record import EntityKind, Passage, Reading, Sentence, Token
from twosource.steps.resolve.spelling import plain

KIND_OF_LABEL: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "EVENT": "other",
    "LAW": "other",
}

# Lower-case words that stand inside names ("Ministry of Defence", "Ursula von der Leyen").
_INSIDE = frozenset("of de del la von van der den bin ibn al el da di du dos das e y and for the zu zur af av".split())
_ONLY_BETWEEN_ORGANISATIONS = frozenset(("of", "and", "for", "the", "e", "y"))
_POSSESSIVE = re.compile(r"['’]s?$")
ARTICLES = frozenset(("the", "a", "an", "den", "det", "der", "die", "das", "el", "los", "las"))
_ACRONYM = re.compile(r"[A-ZА-Я]{2,}[A-Z0-9А-Я-]*$")
_EDGE = "\"'“”‘’«»„()[]{}<>*_,;:!?–—-…|/\\•#@"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands: ``text[start:end] == words``, titles and possessives left outside. ``kind`` is what the
    parser takes it for, "" where nothing says. ``title`` holds the words stripped before it, lower case."""

    report: str
    start: int
    end: int
    words: str
    kind: EntityKind | str
    title: str
    language: str
    sure: bool = True


def names_of(reading: Reading) -> list[Name]:
    """Names of one report in order of text, none overlapping another.

    Names that only a capital letter speaks for (a lone word at the head of a sentence, a headline in title case)
    are left out unless the same words are a name elsewhere in the report.
    """
    found: list[Name] = []
    for passage in reading.passages:
        if passage.kind not in ("furniture", "credit"):
            found.extend(_in_passage(reading, passage))
    known = {plain(n.words) for n in found if n.sure}
    return [n for n in found if n.sure or plain(n.words) in known]


def _in_passage(reading: Reading, passage: Passage) -> Iterator[Name]:
    report = reading.report
    for sentence in passage.sentences:
        taken: list[tuple[int, int]] = []
        for name in [*_labelled(report.text, sentence), *_capitalised(report.text, sentence, report.language)]:
            start, end, kind, sure = name
            trimmed = _trim(report.text, start, end, kind)
            if trimmed is None or any(s < trimmed[1] and trimmed[0] < e for s, e in taken):
                continue
            taken.append(trimmed[:2])
            yield Name(
                report.id, *trimmed[:2], report.text[trimmed[0] : trimmed[1]], kind, trimmed[2], report.language, sure
            )


def _labelled(text: str, sentence: Sentence) -> Iterator[tuple[int, int, str, bool]]:
    """Runs of tokens that the parser gives one of the wanted labels."""
    run: list[Token] = []
    for token in [*sentence.tokens, None]:
        if run and (token is None or token.ent != run[0].ent or token.ent_begins):
            if any(t.text[:1].isupper() or not t.text.isascii() for t in run):
                yield run[0].start, run[-1].end, KIND_OF_LABEL[run[0].ent], True
            run = []
        if token is not None and token.ent in KIND_OF_LABEL:
            run.append(token)


def _capitalised(text: str, sentence: Sentence, language: str) -> Iterator[tuple[int, int, str, bool]]:
    """Runs of capitalised words. In German every noun has a capital, so only runs of two or more count there."""
    tokens = sentence.tokens
    letters = [t for t in tokens if t.text[:1].isalpha()]
    shouting = len(letters) > 2 and sum(t.text[:1].isupper() for t in letters) > 0.7 * len(letters)
    for run in _runs(tokens):
        first = run[0]
        at_head = first.start == letters[0].start if letters else False
        if at_head and (len(run) == 1 or plain(first.text) in _common_words(language)):
            if _is_common(first, language) or len(run) == 1:
                sure = len(run) == 1 and bool(_ACRONYM.match(first.text)) and not shouting
                if len(run) > 1:
                    run, sure = run[1:], not shouting
                yield run[0].start, run[-1].end, "", sure
                continue
        lone_german = language.startswith("de") and len(run) == 1 and not _ACRONYM.match(first.text)
        sure = not shouting and not lone_german and not (at_head and len(run) == 1)
        yield run[0].start, run[-1].end, "", sure


def _runs(tokens: tuple[Token, ...]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for k, token in enumerate([*tokens, None]):
        if token is not None and _is_capital(token):
            run.append(token)
            continue
        follows = tokens[k + 1] if token is not None and k + 1 < len(tokens) else None
        if run and token is not None and _joins(token, follows):
            run.append(token)
            continue
        while run and not _is_capital(run[-1]):
            run.pop()
        if run:
            yield run
        run = []


def _is_capital(token: Token) -> bool:
    if token.tag == "NNPS" or token.ent == "NORP":
        return False
    return (
        token.text[:1].isupper()
        and (len(token.text) > 1 or token.pos == "PROPN")
        and token.pos not in ("PRON", "DET", "AUX")
    )


def _joins(token: Token, follows: Token | None) -> bool:
    if follows is None or not _is_capital(follows):
        return False
    return token.text.casefold() in _INSIDE - _ONLY_BETWEEN_ORGANISATIONS or (token.text == "of" and True)


def _is_common(token: Token, language: str) -> bool:
    return (token.pos not in ("", "PROPN", "NOUN", "X")) or plain(token.text) in _common_words(language)


def _common_words(language: str) -> frozenset[str]:
    return words(language.split("-")[0], "sentence_openers")


def _trim(text: str, start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    """Take off the article, titles in front, possessives and marks at the edges; None where no name is left."""
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    if (ending := _POSSESSIVE.search(text[start:end])) and end - start > len(ending.group()) + 1:
        end -= len(ending.group())
    start, titles = _strip_titles(text, start, end, kind)
    if text[end - 1 : end] == "." and not re.search(r"\b\w\.$", text[start:end]):
        end -= 1
    return (start, end, " ".join(titles)) if any(c.isalpha() for c in text[start:end]) and end - start > 1 else None


def _strip_titles(text: str, start: int, end: int, kind: str) -> tuple[int, list[str]]:
    """Titles come off people only: "General Motors" and "Prime Minister's Office" keep theirs."""
    titles: list[str] = []
    organisation = plain(text[start:end]).rpartition(" ")[2] in words("any", "organisation_words")
    while match := re.match(r"(\S+)\s+(?=\S)", text[start:end]):
        word = match.group(1).rstrip(",.").casefold()
        if word not in ARTICLES and (organisation or kind not in ("person", "") or word not in words("any", "titles")):
            break
        if word not in ARTICLES:
            titles.append(word)
        start += match.end()
    return start, titles


def surnames(names: Iterable[str]) -> frozenset[str]:
    """Last words of names of two or more words."""
    return frozenset(n.split()[-1] for n in names if len(n.split()) > 1)

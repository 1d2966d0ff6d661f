"""What the words around a name say of its kind; the parser's label is one vote among others."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from twosource.lexicon import table, words
from twosource.steps.callings import given_names
from twosource.steps.resolve.spelling import plain, same_word

LABELS = {
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
_AGE = re.compile(r",?\s*\(?(?:aged\s+)?\d{1,2}\)?(?:,|\)|-year)")
_PLACED = re.compile(
    r"\b(?:in|near|outside|around|across|towards?|throughout|at|into|off|på|nær|ved|przy|koło|près|à|cerca|около|у)\s+(?:the\s+)?$",
    re.I,
)
#: A capital inside a word ("SpaceX", "eBay") is a maker's or a product's, but for "McRoe", "DeLeon", "O’Dell".
_RUN_TOGETHER = re.compile(r"\b(?!(?:Ma?c|D[aeiu]|L[aeo]|Van|Von|Fitz|[AE]l)[A-Z])\w*[a-z][A-Z]")
#: "the city of X", "a village called X"
_KIND_OF_PLACE = re.compile(
    r"\b(?:city|town|village|hamlet|port|district|province|region|island|county|municipality|suburb|neighbou?rhood|resort)"
    r"\s+(?:of|called|named)\s+$",
    re.I,
)
#: "BAMAKO, June 5 (AS) -", "QUITO (Meridian) —" at the head of a paragraph
_DATELINE = re.compile(
    r"(?:, [A-Z][\w.]+(?: [A-Z]\w+)*)?"
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2})?"
    r"(?: \([A-Z][\w /&]+\))?:? ?(?:--|[-–—])\s"
)
_PLURAL_THE = re.compile(r"\bthe\s+$", re.I)
_LAST_WORD = re.compile(r"([^\W\d_][\w-]*),?\s+$")
_NEXT_NOUN = re.compile(
    r",\s+(?:an?|the|his|her|its|their|who|head|chief)?\s*((?:[\w’'-]+\s+){0,5}?[\w’'-]+)\s*(?:,|\.|of\b|for\b|at\b|in\b|who\b|that\b|which\b|with\b|from\b|$)"
)
_WHICH = re.compile(r",\s+which\b")

_Vote = Callable[[str, float], None]  # for a kind, with a weight


def votes(text: str, start: int, end: int, titles: str) -> dict[str, float]:
    """Kind -> weight for the name ``text[start:end]``, the parser's label apart; empty where nothing speaks."""
    out: dict[str, float] = {}

    def vote(kind: str, weight: float) -> None:
        out[kind] = out.get(kind, 0.0) + weight

    if titles:
        vote("person", 4)
    _by_own_words(plain(text[start:end]).split(), text[start:end], vote)
    _by_neighbours(text[max(0, start - 60) : start], text[end : end + 90], vote)
    at_the_head = start == 0 or text[start - 1] == "\n"
    if at_the_head and text[start:end].isupper() and _DATELINE.match(text, end):
        vote("place", 4)
    return out


def _by_own_words(tokens: list[str], surface: str, vote: _Vote) -> None:
    if not tokens:
        return
    if len(tokens) > 1:
        if tokens[0] in given_names():
            vote("person", 3)
        if tokens[-1] in words("any", "organisation_words") or tokens[-1] in words("any", "media_words"):
            vote("organisation", 4)
        elif any(t in words("any", "organisation_words") for t in tokens):
            vote("organisation", 2)
        if tokens[-1] in words("any", "place_words"):
            vote("place", 3)
    elif tokens[0] in given_names():
        vote("person", 1)
    if len(tokens) == 1 and _RUN_TOGETHER.search(surface):
        vote("person", -4)
    if surface.isupper() and len(surface) < 7 and len(tokens) == 1:
        vote("organisation", 1)


def _by_neighbours(before: str, after: str, vote: _Vote) -> None:
    if _PLACED.search(before):
        vote("place", 1)
    if _KIND_OF_PLACE.search(before):
        vote("place", 3)
    if _PLURAL_THE.search(before):
        vote("person", -2)
        vote("organisation", 0.5)
    if found := _LAST_WORD.search(before):
        noun = found.group(1).casefold()
        if noun in people() and noun not in words("en", "body_nouns"):
            vote("person", 3)
        elif noun in words("en", "body_nouns") or noun in words("en", "medium_nouns"):
            vote("organisation", 2)
    _by_what_follows(after, vote)


def _by_what_follows(after: str, vote: _Vote) -> None:
    if _AGE.match(after):
        vote("person", 3)
    if _WHICH.match(after):
        vote("person", -3)
    if found := _NEXT_NOUN.match(after):
        last = found.group(1).casefold().split()[-1]
        if last in people() and last not in words("en", "body_nouns"):
            vote("person", 3)
        elif last in words("en", "body_nouns"):
            vote("organisation", 2)


#: Plural by their form, one by what they mean: "the state media … it said".
COLLECTIVE = frozenset(["media", "medium", "press", "police"])  # lemmas


@functools.cache
def people() -> frozenset[str]:
    """Nouns that name people."""
    return frozenset(noun for nouns in table("en/person_nouns").values() for noun in nouns)


@functools.cache
def english_noun(word: str) -> str:
    """The English noun for a word of another language that takes up a person or body ("järjestö"); the word itself
    where the table does not have it."""
    for noun, spellings in sorted(table("any/described").items()):
        if any(same_word(word, spelling, True) for spelling in spellings):
            return noun
    return word

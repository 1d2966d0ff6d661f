"""What a report is about, small enough to keep for every report: about two kilobytes.

Each term is a number made from its letters (one of 2**22: of two reports with 250 terms each, one pair in a hundred
shares a number by chance, one term among hundreds), so that a report is found and compared without its words.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Collection
from datetime import date

import numpy as np
from anyascii import anyascii

from twosource.lexicon import words
from twosource.record import TERM_IN_TITLE, TERM_IS_NAME, Fingerprint, Report

BUCKETS = 1 << 22  # numbers that a term can have

_READ = 600  # words of a report that are looked at …
_LEAD = 120  # … of which so many are its lead and count more
_CHARACTERS = 12 * _READ
_TITLE_WEIGHT = 5.0
_LEAD_WEIGHT = 1.5
_SHORTEST = 3  # letters of a word that says something
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "ly")

_TYPOGRAPHY = tuple(zip("’‘“”–—", "''\"\"--", strict=True))  # what keeps most texts from being ASCII
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[.,]\d+)*")
_ASCII_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:[.,]\d+)*")  # where all is ASCII, thrice as fast
#: A number, or a word with a capital behind one that ends no sentence.
_NAME = re.compile(r'[^\W\d_a-z](?<=[^.!?\n"][\W\d_].)\w*|\d+(?:[.,]\d+)*')
_ASCII_NAME = re.compile(r'[A-Z](?<=[^.!?\n"][^A-Za-z].)[A-Za-z]*|\d+(?:[.,]\d+)*')


def fingerprint(report: Report) -> Fingerprint:
    """The terms of a report's title and text, how much it says of each, and which of them are names or numbers.

    Never fails on odd text. Terms are folded: no capitals, accents or endings, other scripts in Latin letters.
    """
    text = _plain(report.text[:_CHARACTERS])
    body = _numbers(text)[:_READ]
    title = _numbers(_plain(report.title or ""))
    told = np.ones(len(body) + len(title))
    told[: min(_LEAD, len(body))] = _LEAD_WEIGHT
    told[len(body) :] = _TITLE_WEIGHT
    terms, at = np.unique(np.concatenate((body, title)), return_inverse=True)
    names, titled = _names(text), {*title.tolist()}
    marks = np.array([(t in names) * TERM_IS_NAME + (t in titled) * TERM_IN_TITLE for t in terms.tolist()], np.uint8)
    counts = np.bincount(at, told, len(terms))
    return Fingerprint(
        language=_language(report),
        day=_day(report.published),
        terms=terms.astype("<u4").tobytes(),
        counts=counts.astype("<f4").tobytes(),
        marks=marks.tobytes(),
    )


def written(text: str, terms: Collection[int]) -> dict[int, str]:
    """The words of a text behind the numbers of terms, as they are written where they first stand."""
    found: dict[int, str] = {}
    for word in _WORD.findall(_plain(text)):
        if (term := _term(word)) in terms:
            found.setdefault(term, word)
    return found


def _plain(text: str) -> str:
    for printed, typed in _TYPOGRAPHY:
        text = text.replace(printed, typed)
    return text


def _numbers(text: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The words that say what a text is about, in order."""
    word = _ASCII_WORD if text.isascii() else _WORD
    found = np.array([*map(_term, word.findall(text))], np.int64)
    return found[found >= 0]


def _names(text: str) -> set[int]:
    name = _ASCII_NAME if text.isascii() else _NAME
    return {_term(w) for w in {*name.findall(text)} if not w[0].islower()}


@functools.lru_cache(maxsize=1 << 18)
def _term(word: str) -> int:
    """The number of a word; -1 for one that says nothing of what a text is about."""
    folded = (word if word.isascii() else anyascii(word)).casefold().replace("'s", "")
    if len(folded) < _SHORTEST or folded in words("en", "plain_words"):
        return -1
    return int.from_bytes(hashlib.blake2b(_stem(folded).encode(), digest_size=4).digest(), "little") % BUCKETS


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _language(report: Report) -> str:
    language = report.language.split("-")[0].lower()
    return "en" if language == "und" else language


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None

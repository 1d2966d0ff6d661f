"""When two spellings can be one name: transliterations, case endings, initials, slips of the pen.

Everything is compared on a *skeleton*: Latin letters without accents, with the letters that the
languages of Europe write differently for one sound folded into one (w/v, y/i/j, zh/ż/sch …).
"""

from __future__ import annotations

import functools
import re
import unicodedata

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from twosource.lexicon import words

_FOLDS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"^(?:ye|je|ie)", "e"),
        (r"(?<=[bcdfghklmnprstvwz])(?:ie|je|ye)(?=[a-z])", "e"),
        (r"(?:shch|sch|tch|sh|zh|cz|sz|rz|tz|ts|z|c(?=[eiy]))", "s"),
        (r"kh|ch|gh", "h"),
        (r"ph", "f"),
        (r"ck|q|c|k", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"gu(?=[ei])", "g"),
        (r"ou", "u"),
        (r"oe", "o"),
        (r"aa", "a"),
        (r"ee", "i"),
        (r"(?<=[aeiou])[yij](?=e)", ""),
        (r"y|j", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)(?:iya|ia)$", "ia"),
        (r"(?<=...)e$", ""),
    )
)

INFLECTING = frozenset(
    {"fi", "et", "pl", "cs", "sk", "ru", "uk", "be", "bg", "sr", "hr", "sl", "lt", "lv", "hu", "de", "tr"}
)
"""Languages whose names change their endings (or, like German and the Scandinavians, take an s)."""

_DOTTED = re.compile(r"\b(?:\w\.){2,}|\b\w(?:\.\w)+\b")
_PLUS = re.compile(r"(?<=[a-z0-9])\+(?!\w)")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_SHORTEST_STEM = 4
_SLIP_LENGTH = 5


@functools.lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Lower-cased Latin letters, digits and single spaces; marks and accents dropped, "U.N." closed up to "un"."""
    text = _DOTTED.sub(lambda m: m.group().replace(".", ""), unicodedata.normalize("NFC", text))
    if _UKRAINIAN.search(text):
        text = text.replace("г", "h").replace("Г", "H")
    text = _PLUS.sub(" plus", anyascii(text).casefold().replace("'", ""))
    return " ".join(re.findall(r"[a-z0-9]+", text))


@functools.lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The folded form of one word: ``skeleton("Медведев") == skeleton("Medwedew")``."""
    shape = re.sub(r"[^a-z0-9]", "", plain(word))
    for pattern, by in _FOLDS:
        shape = pattern.sub(by, shape)
    return shape or plain(word).replace(" ", "")


@functools.lru_cache(maxsize=100_000)
def shapes(word: str) -> tuple[str, ...]:
    """The skeleton; where j may stand for zh (French, English, Portuguese), or g and h for one Cyrillic letter (Russian
    Gritsenko, Ukrainian and Belarusian Hrytsenko), the other reading too."""
    latin = plain(word)
    others = [latin.replace("j", "zh")] if "j" in latin else []
    if "г" in word.casefold():
        others.append(latin.replace("g", "h"))
    elif _EAST_SLAVIC.search(latin):
        others.append(_LONE_H.sub("g", latin))
        others.extend([other[:-1] + "o" for other in (latin, others[-1]) if other.endswith("enka")])
    return tuple(dict.fromkeys((skeleton(word), *(skeleton(other) for other in others))))


#: How surnames and towns of Ukraine, Belarus and Russia end.
_EAST_SLAVIC = re.compile(
    r"(?:enk[oa]|uk|[iy]ak|[oe]va?|sk(?:yi|iy|ij|yj|ii|yy|y|i|ai?a|aya|aja)|[iy]ch|ets|[iy]na?|[nt]sk|horod|hrad|gorod|grad)$"
)
_LONE_H = re.compile(r"(?<![kcszptgw])h")


@functools.lru_cache(maxsize=200_000)
def same_word(a: str, b: str, inflected: bool = False) -> bool:
    """True when two words can be one name word: equal skeletons, or, where a language with case endings is
    at hand, the same stem under known endings."""
    pairs = [(x, y) for x in shapes(a) for y in shapes(b)]
    return any(x == y for x, y in pairs) or (inflected and any(_same_stem(x, y) for x, y in pairs))


@functools.lru_cache(maxsize=200_000)
def near_word(a: str, b: str) -> bool:
    """True when two words differ by a slip or an unlisted transliteration: one edit in five letters, two in
    eight, the first letter kept."""
    return any(_near(x, y) for x in shapes(a) for y in shapes(b))


def _near(x: str, y: str) -> bool:
    short = min(len(x), len(y))
    if x == y or short < _SLIP_LENGTH or x[0] != y[0]:
        return x == y
    return Levenshtein.distance(x, y, score_cutoff=2) <= (1 if short < 8 else 2)


def _same_stem(x: str, y: str) -> bool:
    stem = 0
    while stem < min(len(x), len(y)) and x[stem] == y[stem]:
        stem += 1
    shorter, longer = sorted((len(x), len(y)))
    if stem < min(_SHORTEST_STEM, shorter) or stem < 3 or stem < shorter - 2 or longer - shorter > 5:
        return False
    endings = words("any", "case_endings")
    return (x[stem:] == "" or x[stem:] in endings) and (y[stem:] == "" or y[stem:] in endings)


def generation(tokens: tuple[str, ...]) -> str:
    """ "jr" of "Jane Roe Jr" and of "Roe Junior"; "" where none is said."""
    return _GENERATIONS.get(tokens[-1], "") if len(tokens) > 1 else ""


def without_generation(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a person's name, "Jr" and the like left out."""
    return tokens[:-1] if generation(tokens) else tokens


_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}


def initials(name: str) -> str:
    """First letters of the weighty words: "International Committee of the Red Cross" -> "icrc"."""
    return "".join(w[0] for w in plain(name).split() if w not in _LIGHT)


_LIGHT = frozenset(
    (
        *("of", "the", "for", "and", "in", "on", "at", "to", "a", "an", "de", "la", "le", "les", "du", "des", "d", "l"),
        *(
            "der",
            "die",
            "das",
            "und",
            "fur",
            "von",
            "van",
            "el",
            "los",
            "las",
            "y",
            "e",
            "do",
            "da",
            "dos",
            "i",
            "og",
            "av",
        ),
    )
)

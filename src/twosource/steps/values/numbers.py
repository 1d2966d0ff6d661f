"""Numbers in digits and in words: where they stand and what they are worth."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twosource.lexicon import table
from twosource.steps.values.vocabulary import NEVER, alternation, bare_alternation, base_language

_SPACE = "[ \u00a0\u202f]"
_DIGITS = (
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?!\d)"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
# Digits may be glued to the sign or code of a currency only: "R42", "$US4.2", "EUR40".
_AFTER_CODE = (
    "(?:" + "|".join(rf"(?<={code})(?<!\w{code})" for code in ("R", "US", "EUR", "USD", "GBP", "CHF", "Rs")) + ")"
)
_GLUED = {"m": 1e6, "k": 1e3}  # after a sum of money only: "26m" is a length


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands. ``spelled`` when it is in words."""

    start: int
    end: int
    value: float
    spelled: bool


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What a language's ``numbers.toml`` says, ready for use."""

    table: Mapping[str, Any]
    values: Mapping[str, float]
    multipliers: Mapping[str, float]
    articles: Mapping[str, float]
    pattern: re.Pattern[str]
    tokens: re.Pattern[str]

    def section(self, name: str) -> Mapping[str, Any]:
        """A section of the table, empty where it is missing."""
        found = self.table.get(name, {})
        return found if isinstance(found, Mapping) else {}


@functools.cache
def number_words(language: str) -> NumberWords:
    """The number words of a language; one without a table has its digits read."""
    found = _shared(table(f"{base_language(language)}/numbers"))
    values = _with_compounds(found)
    multipliers = {k.lower(): float(v) for k, v in found.get("multipliers", {}).items()}
    articles = {k.lower(): float(v) for k, v in found.get("articles", {}).items()}
    pattern = re.compile(
        f"(?P<digits>{_digit_pattern(multipliers)})|(?P<spelled>{_spelled(found, values)})", re.IGNORECASE
    )
    tokens = re.compile(rf"{bare_alternation([*values, *multipliers, *articles])}(?![^\W\d_])|[^\W\d_]+", re.IGNORECASE)
    return NumberWords(found, values, multipliers, articles, pattern, tokens)


def _shared(own: Mapping[str, Any]) -> dict[str, Any]:
    """The language's table with the signs that all languages share ("€", "km")."""
    merged = dict(own)
    for section, entries in table("any/numbers").items():
        here = {unit: list(words) for unit, words in entries.items()}
        for unit, words in own.get(section, {}).items():
            here[unit] = [*words, *here.get(unit, [])]
        merged[section] = here
    return merged


def _digit_pattern(multipliers: Mapping[str, float]) -> str:
    """Digits with the multiplier after them: "1.3 million", "312m", "R42 million"."""
    glued = "|".join(sorted(re.escape(m) for m in multipliers if len(m) < 3)) or NEVER
    multiplied = rf"(?:{_DIGITS})(?:[-\s]?{alternation(multipliers)}|(?:{glued})(?!\w))?"
    return rf"(?<=[€$£¥₹R])(?<!\wR)(?:{_DIGITS})(?:m|k)(?!\w)|(?:(?<![\w.,/:#])|{_AFTER_CODE}){multiplied}"


def _spelled(found: Mapping[str, Any], values: Mapping[str, float]) -> str:
    """Number words in their order: a number below a hundred, then multipliers each with what is added to it."""
    if not values:
        return NEVER
    tens = alternation(k for k, v in values.items() if 20 <= v <= 90 and v % 10 == 0)
    units = alternation(k for k, v in values.items() if 0 < v < 20)
    hundreds = alternation(k for k, v in values.items() if v >= 100)
    small = alternation(k for k, v in values.items() if v < 100)
    join = f"(?:{alternation(found.get('join', []))}\\s+)?"
    pair = rf"{tens}(?:-|\s+(?:{alternation(found.get('tens_join', []))}\s+)?){units}"
    below = rf"(?:{hundreds}(?:\s+{join}(?:{pair}|{small}))?|{pair}|{small})"
    many = alternation(found.get("multipliers", {}))
    article = alternation(found.get("articles", {}))
    add = rf"(?:[-\s]+(?:{alternation(found.get('join', []))}\s+)?{below})"
    rest = rf"(?:{add}?(?:[-\s]+{many})+)*{add}?"
    spelled = rf"(?:{below}|{article})(?:[-\s]+{many})+{rest}|{below}"
    if found.get("articles"):
        return spelled
    alone = alternation(k for k, v in found.get("multipliers", {}).items() if v <= 1000)  # "cent vingt"
    return rf"{spelled}|{alone}{rest}"


def _with_compounds(found: Mapping[str, Any]) -> dict[str, float]:
    """The table's words, and the tens with units that the language writes as one word ("enogtyve", "tjueto")."""
    values = {str(k).lower(): float(v) for k, v in found.get("words", {}).items()}
    how = found.get("compound")
    if not found.get("articles"):  # "dreihundert", "trecento"
        hundreds = [k for k, v in found.get("multipliers", {}).items() if v == 100]
        for unit, low in [(k, v) for k, v in values.items() if 2 <= v <= 9]:
            for hundred in hundreds:
                values.setdefault(unit + hundred, low * 100)
    if how:
        join = str(found.get("compound_join", ""))
        units = {k: v for k, v in values.items() if 1 <= v <= 9}
        tens = {k: v for k, v in values.items() if 20 <= v <= 90 and v % 10 == 0}
        for unit, low in units.items():
            for ten, high in tens.items():
                values.setdefault(unit + join + ten if how == "unit-ten" else ten + join + unit, low + high)
    return values


def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """All numbers of a text in order. Digits inside a word ("B52", "COVID-19" is not one word) are left out."""
    out = []
    for match in number_words(language).pattern.finditer(text):
        value = number_value(match.group(), language)
        if value is not None:
            out.append(Number(match.start(), match.end(), value, match.lastgroup == "spelled"))
    return tuple(out)


def number_value(words: str, language: str) -> float | None:
    """What a number is worth: ``number_value("thirty-eight", "en")`` is 38, ``"1.3 million"`` 1300000; None if it is none."""
    known = number_words(language)
    digits = re.match(_DIGITS, words)
    total = 0.0
    current: float | None = None
    if digits:
        current = _digits(digits.group(), language)
        words = words[digits.end() :]
    for match in known.tokens.finditer(words.lower()):
        word = re.sub(r"\s+", " ", match.group())
        if word in known.multipliers:
            factor = known.multipliers[word]
            current = (1.0 if current is None else current) * factor
            if factor >= 1000:
                total, current = total + current, 0.0
        elif word in known.values or word in known.articles:
            current = (current or 0.0) + known.values.get(word, known.articles.get(word, 0.0))
        elif digits and word in _GLUED:
            current = (current or 0.0) * _GLUED[word]
        elif word not in known.table.get("join", []) and word not in known.table.get("tens_join", []):
            return None
    return None if current is None else total + current


def _digits(words: str, language: str) -> float | None:
    """Digits with separators, in the custom of the language where they could be read in two ways."""
    plain = re.sub(_SPACE, "", words)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain)
    decimal = str(number_words(language).table.get("decimal", "."))
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) > 1:
        decimal = "," if marks[0] == "." else "."
    elif len(plain) - plain.rfind(marks[0]) != 4 or plain.startswith("0"):
        decimal = marks[0]
    other = "." if decimal == "," else ","
    return float(plain.replace(other, "").replace(decimal, "."))

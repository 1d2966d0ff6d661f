"""Numbers in digits and in words: where they stand and what they are worth."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from twosource.lexicon import table
from twosource.steps.values.vocabulary import NEVER, alternation, base_language

_SPACE = "[ \u00a0\u202f]"
_DIGITS = (
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?(?!\d)"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
_MIXED = r"(?P<whole>\d{1,3})[ -](?P<part>[1-9])/(?P<of>[2-9])(?![\d/])"  # "2 1/2", "2-1/2"
# Digits may be glued to the sign or code of a currency only: "R42", "$US4.2", "EUR40".
_AFTER_CODE = (
    "(?:" + "|".join(rf"(?<={code})(?<!\w{code})" for code in ("R", "US", "EUR", "USD", "GBP", "CHF", "Rs")) + ")"
)
_MILLIONS = (
    "people|voters|users|customers|viewers|children|women|men|households|homes|jobs|workers|passengers|visitors|copies"
    "|barrels|tonnes|tons|hectares|euros|dollars|pounds"
)
_CODES = "EUR|USD|GBP|CHF|NOK|SEK|DKK|AUD|CAD|NZD|ZAR|HKD|SGD"
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
    digits: re.Pattern[str]
    words: re.Pattern[str]

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
    digits = re.compile(_digit_pattern(multipliers), re.IGNORECASE)
    joins = [*found.get("join", []), *found.get("tens_join", [])]
    words = re.compile(alternation([*values, *multipliers, *articles, *joins]), re.IGNORECASE)
    return NumberWords(found, values, multipliers, articles, digits, words)


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
    mixed = re.sub(r"\(\?P<\w+>", "(?:", _MIXED)
    multiplied = rf"(?:{mixed}|{_DIGITS})(?:[-\s]?{alternation(multipliers)}|(?:{glued})(?!\w))?"
    people = rf"(?<![\w.,/:#])(?:{_DIGITS})m(?=\s+(?:{_MILLIONS})\b)"  # "11m voters"; "26m" is a length
    coded = rf"(?<=\b(?:{_CODES})\s)(?:{_DIGITS})(?:m|k)(?!\w)"  # "EUR 160m"
    signed = rf"(?<=[€$£¥₹R])(?<!\wR)(?:{_DIGITS})(?:m|k)(?!\w)"
    return rf"{people}|{coded}|{signed}|(?:(?<![\w.,/:#])|{_AFTER_CODE}){multiplied}"


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
    """All numbers of a text in order. Digits inside a word ("B52") are left out."""
    known = number_words(language)
    found = []
    for match in known.digits.finditer(text):
        value = _with_multiplier(match.group(), known, language)
        if value is not None:
            found.append(Number(match.start(), match.end(), value, False))
    starts = [n.start for n in found]  # none overlaps another, so only the last one before the end can reach in
    spelled = []
    for number in _spelled(text, known):
        at = bisect_left(starts, number.end)
        if not at or found[at - 1].end <= number.start:
            spelled.append(number)
    return tuple(sorted([*found, *spelled], key=lambda n: n.start))


def number_value(words: str, language: str) -> float | None:
    """What a number is worth: ``number_value("thirty-eight", "en")`` is 38, ``"1.3 million"`` 1300000.

    None if the words are not one number from beginning to end."""
    found = find_numbers(words, language)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(words)
    return found[0].value if whole else None


def _with_multiplier(words: str, known: NumberWords, language: str) -> float | None:
    mixed = re.match(_MIXED, words)
    digits = mixed or re.match(_DIGITS, words)
    value = _mixed(mixed) if mixed else _digits(digits.group(), language) if digits else None
    if digits is None or value is None:
        return None
    rest = words[digits.end() :].strip(" -\u00a0\n\t").lower()
    return value * known.multipliers.get(rest, _GLUED.get(rest, 1.0))


def _mixed(match: re.Match[str]) -> float:
    return int(match["whole"]) + int(match["part"]) / int(match["of"])


def _spelled(text: str, known: NumberWords) -> list[Number]:
    """Runs of number words, each taken as far as it makes one number ("twelve and fifteen" are two)."""
    if not known.values:
        return []
    out: list[Number] = []
    counter: _Counter | None = None
    for match in known.words.finditer(text):
        word = re.sub(r"\s+", " ", match.group().lower())
        if counter is not None and counter.takes(word, text[counter.reach : match.start()], match.end()):
            continue
        if counter is not None and counter.number is not None:
            out.append(counter.number)
        counter = _Counter(known, match.start())
        counter.takes(word, " ", match.end())
    if counter is not None and counter.number is not None:
        out.append(counter.number)
    return out


class _Counter:
    """Adds up number words in order. ``number`` is what has been read, ``reach`` where the next word may begin."""

    def __init__(self, known: NumberWords, start: int) -> None:
        self._known, self._start = known, start
        self._total = 0.0  # thousands and above, finished
        self._current = 0.0  # below a thousand
        self._scale = float("inf")  # the last multiplier of a thousand and more: the next must be smaller
        self._joined = ""
        self._article = self._any = False
        self.reach = start
        self.number: Number | None = None

    def takes(self, word: str, gap: str, end: int) -> bool:
        """Read one more word; False where it does not go on with the number."""
        if not re.fullmatch(r"[-\s\u00ad]+", gap):
            return False
        if word in self._known.multipliers and self._multiply(self._known.multipliers[word]):
            return self._read(end)
        if word in self._known.values and self._add(self._known.values[word]):
            return self._read(end)
        if word in self._known.articles and not self._any:
            self._article = self._any = True
            self._current, self.reach = self._known.articles[word], end
            return True
        joins = (*self._known.table.get("join", ()), *self._known.table.get("tens_join", ()))
        if word in joins and self._any and not self._joined and not self._article:
            self._joined, self.reach = word, end
            return True
        return False

    def _read(self, end: int) -> bool:
        self._any, self._joined, self._article, self.reach = True, "", False, end
        self.number = Number(self._start, end, self._total + self._current, True)
        return True

    def _multiply(self, factor: float) -> bool:
        alone = not self._any and not self._known.articles and factor <= 1000
        if self._joined or (not alone and not self._current) or factor >= self._scale:
            return False
        if factor < 1000:
            if self._current >= 100:
                return False
            self._current = (self._current or 1.0) * factor
        else:
            self._total, self._current, self._scale = self._total + (self._current or 1.0) * factor, 0.0, factor
        return True

    def _add(self, value: float) -> bool:
        if self._article:
            return False
        if not self._any:
            self._current = value
            return True
        rest = self._current % 100
        after_hundred = value < 100 and not rest and bool(self._current or self._total)
        after_thousand = not self._current and bool(self._total) and value < 1000
        tens = 20 <= rest <= 90 and not rest % 10 and 0 < value < 10
        if tens and self._joined and self._joined not in self._known.table.get("tens_join", ()):
            return False
        if not (tens or after_hundred or after_thousand) or (
            self._joined and not tens and not (self._current or self._total)
        ):
            return False
        if self._joined and not tens and self._joined not in self._known.table.get("join", ()):
            return False
        self._current += value
        return True


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

"""Quantities of a report: numbers with their bounds, their unit and what they count."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from twosource.record import Moment, Passage, Quantity, Reading, Span
from twosource.steps.values.counted import Counted, counted_after
from twosource.steps.values.dates import moments
from twosource.steps.values.numbers import Number, find_numbers, number_words
from twosource.steps.values.vocabulary import alternation, bare_alternation

Kind = Literal["count", "duration", "age", "money", "share", "measure", "ordinal", "rate", "score", "clock"]
_READ = ("body", "headline")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its hedge, before it is known what it counts. ``start``/``end`` in the passage."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool = False
    vague: bool = False
    ordinal: bool = False


def quantities(reading: Reading) -> tuple[Quantity, ...]:
    """The numbers that a report gives, with what they count, in order of text.

    Years, dates, times of day, numbers of sections, pages and telephones are none; "one" only before a noun.
    """
    times = moments(reading)
    out: list[Quantity] = []
    for passage in reading.passages:
        if passage.kind in _READ:
            out.extend(_passage(reading, passage, times))
    return tuple(out)


def _passage(reading: Reading, passage: Passage, times: Sequence[Moment]) -> list[Quantity]:
    text = reading.report.text[passage.start : passage.end]
    language = reading.report.language
    taken = [(m.start - passage.start, m.end - passage.start) for m in times if passage.start <= m.start < passage.end]
    out = []
    for amount in find_amounts(text, language):
        if any(s < amount.end and amount.start < e for s, e in taken) and not _is_ago(text, amount, language):
            continue
        found = _quantity(text, amount, passage, language)
        if found is not None:
            out.append(found)
    return out


def _is_ago(text: str, amount: Amount, language: str) -> bool:
    """A length of time inside "18 years ago" is a quantity too."""
    return _unit_after(text, amount.end, "durations", language) is not None


# --------------------------------------------------------------------------- amounts


@functools.cache
def _hedges(language: str) -> Mapping[str, re.Pattern[str]]:
    section = number_words(language).section("hedges")
    return {
        name: re.compile(
            rf"{alternation(entries)}(?:\s+(?:the|a\s+total\s+of))?\s*$"
            if not name.startswith("after")
            else rf"[\s,]*{bare_alternation(entries)}(?!\w)",
            re.IGNORECASE,
        )
        for name, entries in section.items()
    }


@functools.cache
def _vague(language: str) -> tuple[re.Pattern[str], Mapping[str, Sequence[float]]]:
    section = {k.lower(): v for k, v in number_words(language).section("vague").items()}
    return re.compile(alternation(section), re.IGNORECASE), section


def find_amounts(text: str, language: str) -> tuple[Amount, ...]:
    """Numbers with hedges and ranges: "at least 31", "two or two and a half", "dozens"."""
    found = [_exact(text, n, language) for n in find_numbers(text, language)]
    pattern, worth = _vague(language)
    for match in pattern.finditer(text):
        low, high = worth[re.sub(r"\s+", " ", match.group().lower())]
        found.append(Amount(match.start(), match.end(), float(low), float(high) or None, True, True))
    found.sort(key=lambda a: (a.start, -a.end))
    apart: list[Amount] = []
    for amount in found:
        if apart and amount.start < apart[-1].end:
            if amount.end - amount.start > apart[-1].end - apart[-1].start:
                apart[-1] = amount
            continue
        apart.append(amount)
    return tuple(_hedged(text, a, language) for a in _ranged(text, apart, language))


def _exact(text: str, number: Number, language: str) -> Amount:
    half = bare_alternation(number_words(language).table.get("half", []))
    more = re.match(rf"\s*{half}", text[number.end :], re.IGNORECASE)
    if not more:
        return Amount(number.start, number.end, number.value, number.value)
    value, end = number.value + 0.5, number.end + more.end()
    times = re.match(rf"\s+({alternation(number_words(language).multipliers)})", text[end:], re.IGNORECASE)
    if times:
        value, end = value * number_words(language).multipliers[times.group(1).lower()], end + times.end()
    return Amount(number.start, end, value, value)


def _ranged(text: str, amounts: Sequence[Amount], language: str) -> list[Amount]:
    """ "between 20 and 30", "5 to 10", "two or three"."""
    hedges = number_words(language).section("hedges")
    out: list[Amount] = []
    for amount in amounts:
        first = out[-1] if out else None
        if first and first.low is not None and amount.low is not None and first.low < amount.low and not first.vague:
            gap, before = text[first.end : amount.start], text[max(0, first.start - 12) : first.start]
            opened = re.search(
                rf"{alternation([*hedges.get('between', []), *hedges.get('from', [])])}\s*$", before, re.IGNORECASE
            )
            middle = [*hedges.get("to", []), *(hedges.get("and", []) if opened else [])]
            if re.fullmatch(rf"\s*{bare_alternation(middle)}\s*", gap, re.IGNORECASE) and first.low == first.high:
                low = _same_scale(text, first, amount, language)
                start = first.start - len(before) + opened.start() if opened else first.start
                out[-1] = Amount(start, amount.end, low, amount.high)
                continue
        out.append(amount)
    return out


def _same_scale(text: str, first: Amount, second: Amount, language: str) -> float | None:
    """ "two to three million": the first is in millions too."""
    words = re.search(
        rf"{alternation(number_words(language).multipliers)}$", text[second.start : second.end], re.IGNORECASE
    )
    if words and first.low is not None and second.low is not None and first.low < 1000 <= second.low:
        return first.low * number_words(language).multipliers[words.group().lower()]
    return first.low


def _hedged(text: str, amount: Amount, language: str) -> Amount:
    before, after = text[max(0, amount.start - 28) : amount.start], text[amount.end : amount.end + 16]
    for name, pattern in _hedges(language).items():
        match = pattern.match(after) if name.startswith("after") else pattern.search(before)
        if match is None or name in ("between", "from", "and", "to", "each"):
            continue
        start = amount.start if name.startswith("after") else amount.start - len(before) + match.start()
        end = amount.end + match.end() if name.startswith("after") else amount.end
        return _bounded(replace(amount, start=start, end=end), name)
    return amount


def _bounded(amount: Amount, hedge: str) -> Amount:
    """Open one end for "at least", "up to"; mark "about" and "nearly"."""
    if hedge in ("at_least", "more_than", "after_more"):
        return replace(amount, high=None if not amount.vague else amount.high, approximate=amount.approximate)
    if hedge in ("at_most", "less_than", "after_less"):
        return replace(amount, low=None)
    return replace(amount, approximate=True)


# --------------------------------------------------------------------------- units and kinds


@functools.cache
def _units(section: str, language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = number_words(language).section(section)
    by_word = {w.lower(): unit for unit, entries in table.items() for w in entries}
    return re.compile(rf"[\s-]*({bare_alternation(by_word)})(?!\w)", re.IGNORECASE), by_word


def _unit_after(text: str, end: int, section: str, language: str) -> tuple[str, int] | None:
    pattern, by_word = _units(section, language)
    match = pattern.match(text, end)
    if match is None:
        return None
    return by_word[re.sub(r"\s+", " ", match.group(1).lower())], match.end()


def _quantity(text: str, amount: Amount, passage: Passage, language: str) -> Quantity | None:
    if _is_no_quantity(text, amount, language):
        return None
    kind, unit, end = _kind(text, amount, language)
    if kind == "money":
        before = _currency_before(text, amount, language)
        amount = replace(amount, start=before[1]) if before else amount
    counted = Counted("", "", end)
    if kind == "duration" or kind == "age":
        counted = Counted(unit, text[amount.end : end].strip(" -"), end)
    elif kind in ("count", "ordinal"):
        counted = counted_after(text, amount.start, amount.end, passage, language)
        if (
            amount.low == amount.high == 1
            and text[amount.start : amount.end].lower() in _ones(language)
            and not counted.noun
        ):
            return None
    elif kind in ("measure", "money", "share"):
        counted = counted_after(text, end, end, passage, language, of_only=True)
    start, stop = passage.start + amount.start, passage.start + amount.end
    return Quantity(
        start=start,
        end=stop,
        words=Span(start, max(stop, passage.start + counted.end, passage.start + end)),
        low=amount.low,
        high=amount.high,
        shown=_shown(amount, unit),
        unit=unit,
        counted=counted.noun,
        counted_words=counted.words,
        kind=kind,
        approximate=amount.approximate,
        vague=amount.vague,
    )


@functools.cache
def _ones(language: str) -> frozenset[str]:
    return frozenset(w for w, v in number_words(language).values.items() if v == 1)


def _kind(text: str, amount: Amount, language: str) -> tuple[Kind, str, int]:
    """What sort of number it is, its unit and where the unit ends."""
    if amount.ordinal:
        return "ordinal", "", amount.end
    before = _currency_before(text, amount, language)
    if before:
        return "money", before[0], amount.end
    ages = number_words(language).section("ages")
    old = re.match(rf"\s*{bare_alternation(ages.get('after', []))}(?!\w)", text[amount.end :], re.IGNORECASE)
    if old:
        return "age", "month" if "month" in old.group().lower() else "year", amount.end + old.end()
    for section, kind in (("money", "money"), ("durations", "duration"), ("units", "measure")):
        after = _unit_after(text, amount.end, section, language)
        if after:
            return ("share" if after[0] == "%" else kind), after[0], after[1]  # type: ignore[return-value]  # literals
    if _is_age(text, amount, language):
        return "age", "year", amount.end
    return "count", "", amount.end


def _is_age(text: str, amount: Amount, language: str) -> bool:
    """ "aged 21", "Smith, 43, said"."""
    if amount.low != amount.high or amount.low is None or not 0 < amount.low < 115:
        return False
    before, after = text[: amount.start], text[amount.end :]
    entries = number_words(language).section("ages").get("before", [])
    if re.search(rf"{alternation(entries)}\s+(?:about\s+)?$", before, re.IGNORECASE):
        return True
    return (
        re.search(r"[^\W\d_][\w.’'-]*,\s$", before) is not None
        and re.match(r"\s*(?:,|\.$|\)|;)", after) is not None
        and amount.low >= 1
        and re.search(r"(?:^|\s)[A-ZÀ-ÞА-Я][\w.’'-]+,\s$", before) is not None
    )


def _currency_before(text: str, amount: Amount, language: str) -> tuple[str, int] | None:
    table = number_words(language).section("money")
    by_word = {w.lower(): unit for unit, entries in table.items() for w in entries}
    match = re.search(
        rf"(?:^|(?<=[\s(\[“\"‘'—–-]))((?:{bare_alternation(by_word)})|R)\s?$", text[: amount.start], re.IGNORECASE
    )
    if match is None:
        return None
    if match.group(1) in ("R", "r"):
        return ("ZAR", match.start()) if match.group() == "R" else None
    return by_word[match.group(1).lower()], match.start()


_NOT_BEFORE = re.compile(
    r"(?:\b(?:pages?|p\.|pp\.|section|article|chapter|paragraph|para|rule|clause|flight|Boeing|Airbus|version|room|gate|route|highway|"
    r"number|no|nos|nr|tel|phone|call|part|appendix|annex|figure|fig|table|item|line|lot|case|verse|Covid|bus|formula|channel|studio|"
    r"resolution|protocol|G|Xi|iPhone|Windows|type|model|mark|unit|site|ward|district|camp)\.?|№|#|\bon day)\s?$",
    re.IGNORECASE,
)


def _is_no_quantity(text: str, amount: Amount, language: str) -> bool:
    before, after = text[max(0, amount.start - 14) : amount.start], text[amount.end : amount.end + 14]
    digits = text[amount.start : amount.end]
    if re.match(r"[/:]\d|-\d{3,}|\.\d", after) or re.search(r"(?:\d[-/:.]?|/|\d:)$", before):
        return True
    if _NOT_BEFORE.search(before) and digits[:1].isdigit():
        return True
    if re.search(r"[A-Z]{2,}-?$", before) and digits[:1].isdigit() and _currency_before(text, amount, language) is None:
        return True
    spelled_one = digits.lower() in _ones(language)
    return spelled_one and _is_pronoun(before, after)


def _is_pronoun(before: str, after: str) -> bool:
    """ "one of the", "no one", "one day", "one another"."""
    if re.search(
        r"(?:\b(?:no|any|some|every|each|this|that|which|the|only|another|not|last|first|next|good|big|new)\s+|-)$",
        before,
        re.IGNORECASE,
    ):
        return True
    return (
        re.match(
            r"\s+(?:of|day|another|can|could|must|should|would|has|had|is|was|by|and|to|or|in|who|that|thing|hand|way|time|side)\b|[.,;:!?’'”\"-]|$",
            after,
        )
        is not None
    )


def _shown(amount: Amount, unit: str) -> str:
    low, high = _plain(amount.low), _plain(amount.high)
    if amount.low is None:
        number = f"up to {high}"
    elif amount.high is None:
        number = f"{low} or more"
    elif amount.low == amount.high:
        number = low
    else:
        number = f"{low} to {high}"
    return f"{'about ' if amount.approximate and not amount.vague else ''}{number}{' ' + unit if unit else ''}"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}" if value < 1e9 else f"{value:,.0f}"

"""Numbers with their hedges and ranges: "at least 31", "two or two and a half", "dozens"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.steps.values.numbers import Number, find_numbers, number_value, number_words
from twosource.steps.values.vocabulary import alternation, bare_alternation


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its hedge, before it is known what it counts. ``start``/``end`` in the passage."""

    start: int
    end: int
    low: float | None
    high: float | None
    approximate: bool = False
    vague: bool = False
    kind: str = ""  # "score", "share" or "ordinal" where the words themselves show it
    at: int = -1  # where the number proper begins, after hedge and currency

    @property
    def number(self) -> int:
        """Where the number proper begins."""
        return self.at if self.at >= 0 else self.start


_CURRENCY = r"(?:(?:[A-Z]{0,2}\$[A-Z]{0,2}|[€£¥₹₽₱]|(?<!\w)(?:EUR|USD|GBP|CHF|NOK|SEK|DKK|Rs|R))\s?)?"


@functools.cache
def _hedges(language: str) -> Mapping[str, re.Pattern[str]]:
    section = number_words(language).section("hedges")
    return {
        name: re.compile(
            rf"{alternation(entries)}(?:\s+(?:the|a\s+total\s+of))?\s*{_CURRENCY}$"
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
        if match.group()[:1].isupper() and not re.search(
            r"(?:^|[.!?:\n“\"'‘(–—-])\s*$", text[max(0, match.start() - 3) : match.start()]
        ):
            continue  # a name: "Billions Bunker Group"
        low, high = worth[re.sub(r"\s+", " ", match.group().lower())]
        found.append(Amount(match.start(), match.end(), float(low), float(high) or None, True, True))
    found.extend(_fractions(text, language))
    found.extend(_single_spans(text, language))
    found.extend(_ordinals(text, language))
    joined = _ranged(text, _longest(found), language)
    return tuple(_hedged(text, a, language) for a in joined)


def _longest(found: list[Amount]) -> list[Amount]:
    """Where two overlap, the longer."""
    found.sort(key=lambda a: (a.start, -a.end))
    apart: list[Amount] = []
    for amount in found:
        if apart and amount.start < apart[-1].end:
            if amount.end - amount.start > apart[-1].end - apart[-1].start:
                apart[-1] = amount
            continue
        apart.append(amount)
    return apart


def _fractions(text: str, language: str) -> list[Amount]:
    """ "two-thirds of", "four in ten", in per cent."""
    known = number_words(language)
    section = {k.lower(): float(v) for k, v in known.section("fractions").items()}
    out = []
    if section:
        for match in re.finditer(
            rf"{alternation(section)}(?=\s+of\b)|\bhalf(?=\s+(?:the|its|their|his|her|all)\b)", text, re.IGNORECASE
        ):
            value = section[re.sub(r"\s+", " ", match.group().lower())]
            out.append(Amount(match.start(), match.end(), value, value, True, kind="share"))
    if language.startswith("en"):
        for match in re.finditer(
            r"(?<![\w.,-])(\w+)\s+(?:in|out of)\s+(three|four|five|ten|10|100)(?![\w-])", text, re.IGNORECASE
        ):
            part, whole = number_value(match.group(1), language), number_value(match.group(2), language)
            if part and whole and part < whole:
                share = round(100 * part / whole, 1)
                out.append(Amount(match.start(), match.end(), share, share, True, kind="share"))
    return out


def _single_spans(text: str, language: str) -> list[Amount]:
    """ "for a fortnight", "a decade-long pause", "an hour and ten minutes": one of a unit of time."""
    known = number_words(language)
    lead = known.table.get("before_span", [])
    if not lead or not known.articles:
        return []
    units = alternation(w for entries in known.section("durations").values() for w in entries if len(w) > 2)
    longer = rf"(?P<long>-long|\s+and\s+(?:a\s+half|\w+\s+{units}))?"
    pattern = (
        rf"(?:(?P<lead>{alternation(lead)})\s+)?(?P<one>{alternation(known.articles)})\s+{units}(?!\s+time\b){longer}"
    )
    out = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if match["lead"] or match["long"]:
            value = 1.5 if match["long"] and match["long"].endswith("half") else 1.0
            out.append(Amount(match.start("one"), match.end("one"), value, value))
    return out


def _ordinals(text: str, language: str) -> list[Amount]:
    """ "the fourth change": an ordinal before a noun; "first" is left out, it seldom counts."""
    section = {k.lower(): float(v) for k, v in number_words(language).section("ordinals").items() if v > 1}
    if not section:
        return []
    pattern = rf"(?<![\w.,-])(?:(?P<word>{alternation(section)})|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))(?=\s+[^\W\d_])"
    out = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        value = section[match["word"].lower()] if match["word"] else float(match["digits"])
        out.append(Amount(match.start(), match.end(), value, value, kind="ordinal"))
    return out


def _exact(text: str, number: Number, language: str) -> Amount:
    half = bare_alternation(number_words(language).table.get("half", []))
    more = re.match(rf"[-\s]*{half}", text[number.end : number.end + 24], re.IGNORECASE)
    if not more:
        return Amount(number.start, number.end, number.value, number.value)
    value, end = number.value + 0.5, number.end + more.end()
    times = re.match(rf"\s+({alternation(number_words(language).multipliers)})", text[end:], re.IGNORECASE)
    if times:
        value, end = value * number_words(language).multipliers[times.group(1).lower()], end + times.end()
    return Amount(number.start, end, value, value)


def _ranged(text: str, amounts: Sequence[Amount], language: str) -> list[Amount]:
    """ "between 20 and 30", "5 to 10", "two or three"; "61 to 58" is a score."""
    out: list[Amount] = []
    for amount in amounts:
        joined = _join(text, out[-1], amount, language) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(amount)
    return out


def _join(text: str, first: Amount, second: Amount, language: str) -> Amount | None:
    """A range or score of two neighbouring numbers, None where they are none."""
    if first.vague or second.vague or first.kind or second.kind or first.low is None or second.low is None:
        return None
    if first.low != first.high:
        return None
    hedges = number_words(language).section("hedges")
    gap, before = text[first.end : second.start], text[max(0, first.start - 12) : first.start]
    if len(gap) > 16:
        return None
    if _is_score(text, first, second, gap, language):
        return Amount(first.start, second.end, min(first.low, second.low), max(first.low, second.low), kind="score")
    opened = re.search(rf"{alternation(hedges.get('between', []))}\s*$", before, re.IGNORECASE)
    middle = [*hedges.get("to", []), *(hedges.get("and", []) if opened else [])]
    if first.low == second.low:
        return None
    changed = re.search(rf"{alternation(hedges.get('from', []))}\s*$", before, re.IGNORECASE)
    low = _same_scale(text, first, second, language)
    if changed or low is None or low >= second.low:
        return None
    if not re.fullmatch(rf"(?:,(?=\s+[^\W\d_]))?\s*{bare_alternation(middle)}\s*", gap, re.IGNORECASE):
        return None
    start = first.start - len(before) + opened.start() if opened else first.start
    return Amount(start, second.end, low, second.high)


def _is_score(text: str, first: Amount, second: Amount, gap: str, language: str) -> bool:
    if not re.fullmatch(r"[-–]|\s+to\s+|\s+(?:votes?\s+)?(?:to|against)\s+", gap):
        return False
    words = number_words(language).table.get("score_words", [])
    if re.fullmatch(r"[-–]", gap) and 200 > (first.low or 0) >= (second.low or 0):
        return True  # figures that fall or stand are no range
    rising = (first.low or 0) < (second.low or 0)  # "3-4 men" is a range unless the score is spoken of right there
    reach = 30 if rising else 80
    around = text[max(0, first.start - reach) : second.end + reach]
    return re.search(alternation(words), around, re.IGNORECASE) is not None and (second.low or 0) < 1000


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
    found = []
    for name, pattern in _hedges(language).items():
        match = pattern.match(after) if name.startswith("after") else pattern.search(before)
        if match is not None and name not in ("between", "from", "and", "to", "each"):
            found.append((name, match))
    for name, match in sorted(found, key=lambda x: -len(x[1].group())):  # "no more than" before "more than"
        if not name.startswith("after") and _PARTICLE.search(before[: match.end()].rstrip()):
            continue
        if name in ("more_than", "less_than") and match.group().rstrip().lower().endswith(" the"):
            continue  # "fewer than the 230 first estimated": a figure that is known, no bound
        if name == "less_than" and _BENEATH.search(before[: match.end()].rstrip()):
            continue
        start = amount.start if name.startswith("after") else amount.start - len(before) + match.start()
        end = amount.end + match.end() if name.startswith("after") else amount.end
        return _bounded(replace(amount, start=start, end=end, at=amount.number), name)
    return amount


# "handed over 21": the word belongs to the verb.
_PARTICLE = re.compile(
    r"\b(?:hand|turn|tak|took|carr|bring|brought|knock|pull|run|ran|mull|fall|fell|flip|roll|came|come|cross|pass|get|got|"
    r"climb|clamber|scrambl|jump|leap|step|walk|drive|drove|fly|flew|throw|threw|vault|hop|slip|trip|tip|preside|swim|swam)"
    r"\w*\s+over$",
    re.IGNORECASE,
)


# "buried under 14 inches of snow": a place, no bound.
_BENEATH = re.compile(r"\b(?:bur(?:y|ied)|trapped|covered|lies|lay|lying|stuck|submerged|sank)\s+under$", re.IGNORECASE)


def _bounded(amount: Amount, hedge: str) -> Amount:
    """Open one end for "at least", "up to"; mark "about" and "nearly"."""
    if hedge in ("at_least", "more_than", "after_more"):
        return replace(amount, high=None if not amount.vague else amount.high, approximate=amount.approximate)
    if hedge in ("at_most", "less_than", "after_less"):
        return replace(amount, low=None)
    return replace(amount, approximate=True)

"""Quantities of a report: numbers with their bounds, their unit and what they count."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from twosource.lexicon import words
from twosource.record import Passage, Quantity, Reading, Span
from twosource.steps.values.amounts import Amount, find_amounts
from twosource.steps.values.counted import Counted, counted_after
from twosource.steps.values.dates import Timed, timed
from twosource.steps.values.numbers import number_words
from twosource.steps.values.stamps import stamps
from twosource.steps.values.vocabulary import alternation, bare_alternation, matchable

Kind = Literal["count", "duration", "age", "money", "share", "measure", "ordinal", "rate", "score", "clock"]
_READ = ("body", "headline")


def quantities(reading: Reading, times: Sequence[Timed] | None = None) -> tuple[Quantity, ...]:
    """The numbers that a report gives, with what they count, in order of text; ``times`` are those of ``timed``, where
    it has been asked.

    Years, dates, numbers of sections, pages and telephones are none; "one" only before a noun. A time of day for which
    the words give no day is kept as ``clock``: minutes after midnight, with the zone's words in ``counted_words``.
    """
    times = timed(reading) if times is None else times
    out = [t.clock for t in times if t.clock is not None]
    taken = [
        (place.start, place.end, t.ago)
        for t in times
        for place in (t.moment, t.declined)
        if place is not None and place.start is not None and place.end is not None
    ]
    for passage in reading.passages:
        if passage.kind in _READ:
            out.extend(_passage(reading, passage, taken))
    return tuple(sorted(out, key=lambda q: (q.start, q.end)))


def _passage(reading: Reading, passage: Passage, taken: Sequence[tuple[int, int, bool]]) -> list[Quantity]:
    text = matchable(reading.report.text[passage.start : passage.end])
    language = reading.report.language
    here = [(s - passage.start, e - passage.start, r) for s, e, r in taken if passage.start <= s < passage.end]
    here += [(s, e, False) for s, e in stamps(text, language, passage.start)]
    out: list[Quantity] = []
    for amount in find_amounts(text, language):
        within = [(e, reckoned) for s, e, reckoned in here if s < amount.end and amount.start < e]
        if within and not all(reckoned and _is_ago(text, amount, e, language) for e, reckoned in within):
            continue
        found = _quantity(text, amount, passage, language)
        joined = _compound(reading.report.text, out[-1], found) if out and found else None
        if joined is not None:
            out[-1] = joined
        elif found is not None:
            out.append(found)
    return out


_SMALLER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
    "minute": ("second", 60),
}


def _compound(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """ "six years and eight months" as eighty months."""
    step = _SMALLER.get(first.unit)
    if first.kind != "duration" or second.kind != "duration" or step is None or second.unit != step[0]:
        return None
    gap = text[first.words.end : second.start]
    if (
        not re.fullmatch(r"\s*(?:,|and|og|och|und|et|y|e|en|i|и|та|ja)?\s*", gap)
        or first.low is None
        or second.low is None
    ):
        return None
    low = first.low * step[1] + second.low
    high = None if first.high is None else first.high * step[1] + (second.high or 0)
    words = Span(first.words.start, second.words.end)
    return replace(
        second,
        start=first.start,
        words=words,
        low=low,
        high=high,
        shown=f"{first.shown} {second.shown}",
        approximate=first.approximate or second.approximate,
        counted_words=words.of(text),
    )


def _is_ago(text: str, amount: Amount, end: int, language: str) -> bool:
    """A length of time inside the words of a date ("18 years ago") is a quantity too; "2014 года" is none."""
    unit = _unit_after(text, amount.end, "durations", language)
    return unit is not None and unit[1] <= end


# --------------------------------------------------------------------------- units and kinds


@functools.cache
def _units(section: str, language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = number_words(language).section(section)
    by_word = {_folded(w): unit for unit, entries in table.items() for w in entries}
    spaced = bare_alternation(w.lower() for entries in table.values() for w in entries).replace(
        r"\s+", r"[\s-]+"
    )  # "square-foot"
    return re.compile(rf"[\s-]*({spaced})(?!\w)", re.IGNORECASE), by_word


def _unit_after(text: str, end: int, section: str, language: str) -> tuple[str, int] | None:
    pattern, by_word = _units(section, language)
    match = pattern.match(text, end)
    if match is None:
        return None
    return by_word[_folded(match.group(1))], match.end()


def _folded(unit: str) -> str:
    return re.sub(r"[\s-]+", " ", unit.lower())


def _quantity(text: str, amount: Amount, passage: Passage, language: str) -> Quantity | None:
    if _is_no_quantity(text, amount, language):
        return None
    series = _series().search(text[max(0, amount.start - 16) : amount.start]) if language.startswith("en") else None
    if series is not None and _alone(amount):
        return _place_in(series.group(1).lower(), series.start(1) - series.end(), amount, passage)
    done = _done().match(text, amount.end) if language.startswith("en") and _alone(amount) else None
    if done is not None and (done["whole"] or text[: amount.start].lower().endswith("after ")):
        return _done_of(done["noun"].lower(), done.end() - amount.end, amount, passage)
    kind, unit, end = _kind(text, amount, language)
    if kind == "money":
        before = _currency_before(text, amount, language)
        amount = replace(amount, start=before[1]) if before else amount
    if kind in ("duration", "age"):
        counted = Counted(unit, text[amount.end : end].strip(" -"), end)
    elif kind in ("count", "ordinal"):
        counted = counted_after(text, amount.start, amount.end, passage, language)
    elif kind in ("measure", "money", "share"):
        counted = counted_after(text, end, end, passage, language, of_only=True)
    else:
        counted = Counted("", "", end)
    if kind == "ordinal" and not counted.noun and _RANKED.search(text[max(0, amount.start - 14) : amount.start]):
        counted = replace(counted, noun="place")
    if kind in ("count", "ordinal") and _is_otherwise(text, passage, amount):
        return None
    if kind == "count" and _counts_nothing(text, amount, counted, passage, language):
        return None
    if kind == "count" and not counted.noun and re.fullmatch(r"\d{1,3}[-–]\d{1,3}", text[amount.start : amount.end]):
        kind = "score"
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


_SECTIONS: tuple[tuple[str, Kind], ...] = (("money", "money"), ("durations", "duration"), ("units", "measure"))


def _stands_for_age(text: str, amount: Amount, end: int, language: str) -> bool:
    """ "Jaona Velo, 29 ans, …": years between commas after a name; "à l'âge de 88 ans"."""
    before, after = text[max(0, amount.start - 24) : amount.start], text[end : end + 2]
    entries = number_words(language).section("ages").get("before", [])
    if entries and re.search(rf"{alternation(entries)}\s+$", before, re.IGNORECASE):
        return True
    return re.search(r"[A-ZÀ-ÞА-Я][\w’'-]+(?:,\s|\s\()$", before) is not None and re.match(r"[,.)]", after) is not None


def _kind(text: str, amount: Amount, language: str) -> tuple[Kind, str, int]:
    """What sort of number it is, its unit and where the unit ends."""
    if amount.kind == "score":
        return "score", "", amount.end
    if amount.kind == "ordinal":
        return "ordinal", "", amount.end
    if amount.kind == "share":
        return "share", "%", amount.end
    before = _currency_before(text, amount, language)
    if before:
        return "money", before[0], amount.end
    if _MAGNITUDE.search(text[max(0, amount.start - 14) : amount.start]):
        return "measure", "magnitude", amount.end
    ages = number_words(language).section("ages")
    old = re.match(rf"\s*{bare_alternation(ages.get('after', []))}(?!\w)", text[amount.end :], re.IGNORECASE)
    if old:
        return "age", "month" if "month" in old.group().lower() else "year", amount.end + old.end()
    for section, kind in _SECTIONS:
        after = _unit_after(text, amount.end, section, language)
        if after:
            if after[0] == "year" and _stands_for_age(text, amount, after[1], language):
                return "age", "year", after[1]
            return "share" if after[0] == "%" else kind, after[0], after[1]
    if _is_age(text, amount, language):
        return "age", "year", amount.end
    return "count", "", amount.end


def _is_age(text: str, amount: Amount, language: str) -> bool:
    """ "aged 21", "Smith, 43, said"."""
    if amount.low is None or amount.high is None or not 0 < amount.low <= amount.high < 115:
        return False
    before, after = text[max(0, amount.start - 40) : amount.start], text[amount.end : amount.end + 12]
    if before.endswith("(") and after.startswith(")") and re.search(r"[^\W\d_]\s\($", before):
        return amount.end - amount.start == 2
    entries = number_words(language).section("ages").get("before", [])
    if entries and re.search(rf"{alternation(entries)}\s+(?:about\s+)?$", before, re.IGNORECASE):
        return True
    if re.search(r"\b(?:he|she|who)\s+(?:is|was|has\s+turned|had\s+turned|turned)\s+$", before, re.IGNORECASE):
        return re.match(r"\s*(?:[.,;:)!?”\"]|$|and\b|when\b|at\b|on\b|in\b)", after) is not None
    digits = text[amount.start : amount.end].isdigit()
    return (
        digits
        and re.search(r"[^\W\d_][\w.’'-]*,\s$", before) is not None
        and re.match(r",|\.(?:\s|$)", after) is not None
    )


@functools.cache
def _currency(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = number_words(language).section("money")
    by_word = {w.lower(): unit for unit, entries in table.items() for w in entries} | {"r": "ZAR"}
    signs = bare_alternation(w for w in by_word if w != "euro")
    return re.compile(rf"(?:(?<![\w$])|(?=[$€£¥₹₽₱]))({signs})\s?$", re.IGNORECASE), by_word


def _currency_before(text: str, amount: Amount, language: str) -> tuple[str, int] | None:
    pattern, by_word = _currency(language)
    before = text[max(0, amount.number - 16) : amount.number]
    match = pattern.search(before)
    if match is None or (match.group(1).lower() == "r" and match.group() != "R"):
        return None
    if language.startswith("en") and match.group(1).islower() and len(match.group(1)) > 2:
        return None  # "won 12 medals"
    return by_word[match.group(1).lower()], min(amount.start, amount.number - len(before) + match.start())


@functools.cache
def _series() -> re.Pattern[str]:
    """A noun before the number that says which of a series it is ("lap 20", "round three")."""
    return re.compile(rf"\b({alternation(words('en', 'series'))})\s$", re.IGNORECASE)


def _alone(amount: Amount) -> bool:
    """True for a plain whole number without a hedge, a share or a unit of its own."""
    return (
        amount.low is not None
        and amount.low == amount.high
        and not amount.kind
        and not amount.vague
        and amount.low < 1000
    )


def _place_in(noun: str, before: int, amount: Amount, passage: Passage) -> Quantity:
    """ "Lap 20": the twentieth lap, a place in a series and no count."""
    start, stop = passage.start + amount.start, passage.start + amount.end
    shown = f"{noun} {_plain(amount.low)}"
    words_ = Span(start + before, stop)
    return Quantity(start, stop, words_, amount.low, amount.high, shown, "", noun, noun, "ordinal")


@functools.cache
def _done() -> re.Pattern[str]:
    """ "of 71 scheduled laps", "laps": how much of a series was over."""
    spans = number_words("en").section("durations")  # "after 30 minutes" is a length of time
    nouns = "|".join(re.escape(w) for w in sorted(words("en", "series")) if w not in spans)
    return re.compile(
        rf"(?P<whole>\s+of\s+(?:the\s+|their\s+)?\d{{1,3}})?\s+(?:(?:scheduled|planned)\s+)?(?P<noun>{nouns})s\b",
        re.IGNORECASE,
    )


def _done_of(noun: str, reach: int, amount: Amount, passage: Passage) -> Quantity | None:
    """ "After 20 of 71 laps", "21 laps completed": at the end of that lap or in the next."""
    if amount.low is None:
        return None
    start, stop = passage.start + amount.start, passage.start + amount.end
    shown = f"{_plain(amount.low)} {noun}s"
    return Quantity(
        start, stop, Span(start, stop + reach), amount.low, amount.low + 1, shown, "", noun, noun, "ordinal"
    )


_MAGNITUDE = re.compile(r"\bmagnitude(?:[-\s]+(?:of\s+)?)$", re.IGNORECASE)
# "from 16th to third", "finished fourth": a rank.
_RANKED = re.compile(r"\b(?:from|to|in|into|finish\w*|came|comes|was|placed|ranked|running)\s+$", re.IGNORECASE)
# "The R573 near the town" is a road; "the R40 million fund", "an R500 fine" are money.
_ROAD = re.compile(r"\bthe\sR$")
_BESIDE_ROAD = re.compile(
    r"[,.;)]|\s(?:near|in|at|between|on|outside|road|highway|route|and|to|towards?|from|was|is|after|before)\b|$"
)


@functools.cache
def _label() -> re.Pattern[str]:
    """Words before a figure that counts nothing ("page", "flight")."""
    return re.compile(rf"(?:{alternation(words('en', 'number_labels'))}|№|#)\s?$", re.IGNORECASE)


def _is_no_quantity(text: str, amount: Amount, language: str) -> bool:
    before, after = text[max(0, amount.number - 14) : amount.number], text[amount.end : amount.end + 14]
    digits = text[amount.number : amount.end]
    if re.match(r"[/:]\d|-\d{3,}|\.\d", after) or re.search(r"(?:\d[-/:.]?|/|\d:)$", before):
        return True
    if re.match(r"0\d|\d{7,}$", digits) or (re.match(r"\s\d{3}", after) and re.search(r"\d\s$", before)):
        return True  # a telephone number or the like
    if digits[:1].isdigit() and (re.match(r"\s\d{3}\s\d{3}", after) or re.search(r"\d{3}\s$", before)):
        return True
    if _ROAD.search(before) and re.fullmatch(r"\d{2,3}", digits) and _BESIDE_ROAD.match(after):
        return True
    if re.match(r"\s+block\s+of\b", after) and len(digits) > 2:
        return True  # "the 1200 block of Mill Street" is a place
    if re.match(r"-[A-Z]", after):  # "Two-Way", a name
        return True
    if amount.high is not None and amount.high <= 12 and _OF_A_DAY.match(text, amount.end):
        return True  # "died at about three in the night"
    if re.search(r"[A-Z]{2,}-?$", before) and digits[:1].isdigit() and _currency_before(text, amount, language) is None:
        return True
    spelled_one = digits.lower() in _ones(language)
    if spelled_one and not language.startswith("en"):
        return True  # the article in most languages
    return spelled_one and _is_pronoun(before, after)


_OF_A_DAY = re.compile(
    r"\sin the (?:morning|afternoon|evening|night)(?=\s*(?:$|[.,;:!?)\"”]|(?:on|when|and|as|after|before|by|at|of)\b))"
)


def _counts_nothing(text: str, amount: Amount, counted: Counted, passage: Passage, language: str) -> bool:
    """Figures that name something ("page 3", "world number seven", "3U") and "one" without a noun."""
    before = text[max(0, amount.number - 20) : amount.number]
    if _NUMBERED.search(before) or text[amount.end : amount.end + 1].isalpha():
        return True
    if counted.noun:
        return False
    if amount.low == amount.high == 1 and text[amount.start : amount.end].lower() in _ones(language):
        return True
    labelled = text[amount.number].isdigit() and _label().search(before) is not None
    return labelled or _is_label(text, amount, counted, any(s.parsed for s in passage.sentences))


# "world number seven", "Under-21"; not "the dead now number 14".
_NUMBERED = re.compile(r"(?:(?<!now\s)(?<!dead\s)(?<!they\s)(?<!to\s)\bnumbers?\s|[^\W\d_]-)$", re.IGNORECASE)
_NAMES = frozenset({"ORG", "EVENT", "WORK_OF_ART", "FAC", "PRODUCT", "LAW"})


def _is_otherwise(text: str, passage: Passage, amount: Amount) -> bool:
    """True where the parse shows another word ("he scores goals") or a spelled number in a name ("the Six Nations")."""
    at = passage.start + amount.number
    tokens = (t for s in passage.sentences if s.start <= at < s.end for t in s.tokens if t.start <= at < t.end)
    token = next(tokens, None)
    if token is None:
        return False
    return (amount.vague and token.pos == "VERB") or (text[amount.number].isalpha() and token.ent in _NAMES)


def _is_label(text: str, amount: Amount, counted: Counted, parsed: bool) -> bool:
    """Digits that count nothing: a year that was not read as one, the number in a name ("Ul Ji Bong 6")."""
    digits = text[amount.start : amount.end]
    if amount.start != amount.number or not digits.replace(".", "").isdigit():
        return False
    if "." in digits:
        return parsed and counted.named  # "the 5.50 update"
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return True
    if parsed:
        return counted.named
    name = re.search(r"(?<![.!?:]\s)(?<!^)\b[A-Z][a-z]+\s$", text[max(0, amount.start - 24) : amount.start])
    return name is not None and not counted.words


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
            r"\s+(?:of|day|another|can|could|must|should|would|has|had|is|was|by|and|to|or|in|who|that|thing|hand|way|time|side|\w+ing)\b|[.,;:!?’'”\"-]|$",
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

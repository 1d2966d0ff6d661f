"""How the dossier's terms are said to a reader. Nothing here decides; nothing here ever says that something is true."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.present.visible import one_line
from twosource.record import TWO_INDEPENDENT, Certainty, HouseRule, OriginCount

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?P<time>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)

_YEARLESS = re.compile(r"--(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?")
_ISO_DAY = re.compile(r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])")

_AMOUNT = re.compile(
    r"(?P<number>\d[\d.,]*)(?P<bound> or (?:more|less))? "
    r"(?:second|minute|hour|day|night|week|month|year|decade|metre|kilometre|mile|tonne)(?=$|[”\"),.;])"
)

CAUSES = {
    "conflict": "a plain conflict: nothing shows why",
    "update": "one is older than the other; the figure or the state may have moved on",
    "scope": "they may not speak of quite the same thing",
    "source": "they rest on the word of different sources",
    "translation": "they may be two translations of the same words",
    "rounding": "one may be the other, rounded",
    "unknown": "the words do not show why",
}
CERTAINTY: dict[Certainty, str] = {
    "asserted": "",
    "claimed": "",
    "confirmed": "confirmed",
    "denied": "denied",
    "possible": "only as possible",
}
PLAIN_CUES = frozenset({
    "say", "says", "said", "saying", "tell", "tells", "told", "telling", "add", "adds", "added", "adding", "write",
    "writes", "wrote", "writing", "according to", "per", "quote", "quotes", "quoted", "quoting", "cite", "cites",
    "cited", "citing", "put", "puts", "report", "reports", "reported", "tweeted", "told reporters",
})  # fmt: skip
_RULE = {
    "met": "{} met in these reports",
    "not_met": "{} not met in these reports",
    "unknown": "{}: cannot be told from these reports",
}
VERDICTS = {
    "differ": "Where the reports differ",
    "compatible": "What only seems to differ",
    "agree": "Where they agree",
}
STEPS = {
    "intake": "taking in the reports",
    "read": "reading the text",
    "attribute": "finding who said what",
    "resolve": "telling who is who",
    "values": "reading dates and numbers",
    "align": "putting statements about the same matter together",
    "compare": "comparing answers",
    "trace": "tracing origins",
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 6) -> str:
    """``A, B and C``; ``A, B and 7 more`` when there are more than ``most``."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def shortened(words: str, most: int) -> str:
    """The words, cut between two of them if they are longer than ``most`` characters."""
    return words if len(words) <= most else words[: most - 3].rsplit(" ", 1)[0] + " ..."


def date(iso: str, *, short: bool = False) -> str:
    """``2023-01-13T02:00`` as ``13 January 2023, 02:00``, ``--07`` as ``July (year not said)``; a day within other
    words likewise; the rest stays."""
    iso = one_line(iso)
    yearless = _YEARLESS.fullmatch(iso)
    if yearless:
        day = f"{int(yearless['day'])} " if yearless["day"] else ""
        return f"{day}{_MONTHS[int(yearless['month']) - 1]} (year not said)"
    found = _ISO.fullmatch(iso)
    if not found:
        return _ISO_DAY.sub(lambda day: date(day.group(), short=short), iso)
    year, month, day, time = found["year"], found["month"], found["day"], found["time"]
    if not month:
        return year
    name = _MONTHS[int(month) - 1]
    words = f"{name[:3] if short else name} {year}"
    if day:
        words = f"{int(day)} {words}"
    if time and not short:
        words += f", {time}" + {None: "", "Z": " UTC", "+00:00": " UTC"}.get(found["zone"], f" ({found['zone']})")
    return words


def answer(value: str) -> str:
    """A value as a reader says it: dates in words, units in the plural, "none" for a count of nothing."""
    if value == "0":
        return "none"
    first, slash, last = value.partition("/")
    if slash and _ISO.fullmatch(first) and _ISO.fullmatch(last):
        return period(first, last)
    return in_words(date(value))


def in_words(words: str) -> str:
    """Numbers as a paper prints them: ``143,000,000,000 USD`` as ``143 billion USD``, units in the plural."""
    return plural(_MILLIONS.sub(lambda found: _millions(found.group()), words))


def _millions(number: str) -> str:
    """Millions, billions, trillions with one decimal or none; as it is where that would lose a digit."""
    value = int(number.replace(",", ""))
    for name, size in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if value >= size:
            return number if value % (size // 10) else f"{value / size:g} {name}"
    return number


_MILLIONS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,]*\d|\.\d)")


def plural(words: str) -> str:
    """Amounts with their units in the plural: ``90 or more minute`` as ``90 or more minutes``."""
    return _AMOUNT.sub(
        lambda found: found.group() if found["number"] in ("1", "1.0") and not found["bound"] else f"{found.group()}s",
        words,
    )


def closed(words: str) -> str:
    """Words cut out of a sentence with their quotation marks in pairs: one that lost its end gets it back, one that
    only ends there goes."""
    open_at: list[int] = []
    drop: list[int] = []
    for place, mark in ((k, c) for k, c in enumerate(words) if c in _QUOTES):
        opens = mark == "“" or (mark == '"' and not open_at)
        if opens and mark == '"' and place and not words[place - 1].isspace() and words[place - 1] not in "(‘'":
            drop.append(place)
        elif opens:
            open_at.append(place)
        elif open_at:
            open_at.pop()
        else:
            drop.append(place)
    if open_at and open_at[0] == 0:
        drop.append(open_at.pop(0))
    kept = "".join(c for k, c in enumerate(words) if k not in drop)
    return kept + "".join("”" if words[k] == "“" else '"' for k in reversed(open_at))


_QUOTES = '"“”'


def day_and_month(iso: str) -> str:
    """``13 Jan``, for telling reports of one publisher apart; the year or month alone where no more is known."""
    words = date(iso, short=True)
    return words.rsplit(" ", 1)[0] if re.match(r"\d{4}-\d\d-\d\d", iso) else words


def period(first: str | None, last: str | None) -> str:
    """``15 to 17 January 2023``."""
    start, end = first or last, last or first
    if not start or not end:
        return ""
    start, end = start[:10], end[:10]
    if start == end:
        return date(start)
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return f"{int(start[8:])} to {date(end)}"
    if len(start) == len(end) == 10 and start[:4] == end[:4]:
        return f"{date(start)[:-5]} to {date(end)}"
    return f"{date(start)} to {date(end)}"


def origins_of_answers(count: OriginCount) -> str:
    """The same as a sentence about the answers to a question."""
    words = origin_count(count)
    return words[0].upper() + words[1:] if words.startswith("no ") else f"The answers go back to {words}"


def origin_count(count: OriginCount) -> str:
    """The count that the two-source rule asks for, in words that do not promise more than was seen."""
    sure, possible = count.independent_count, count.possible_count
    maybe = f" (possibly {possible})" if possible > sure else ""
    if sure == 0:
        return f"no origin in these reports that could be traced for certain{maybe}"
    if sure == 1 and not maybe:
        return "1 independent origin, no second in these reports"
    return counted(sure, "independent origin") + f" in these reports{maybe}"


def rule_words(count: OriginCount, rule: HouseRule) -> str:
    """Whether the house rule is met; it is a rule about reports, never about what is so."""
    named = "two-source rule" if rule == TWO_INDEPENDENT else f"house rule “{one_line(rule.name)}”"
    return _RULE[count.rule].format(named)

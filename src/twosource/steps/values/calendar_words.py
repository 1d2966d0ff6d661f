"""Dates in words and figures: what of a date each says. Which words, is in the tables of ``lexicon``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.steps.values.grammar import Fields, Rule, says
from twosource.steps.values.numbers import number_value, number_words
from twosource.steps.values.vocabulary import Vocabulary, alternation, bare_alternation, flat

_DAY = r"(?P<day>[0-3]?\d)"
_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|°|:e|:a|-го|-е)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
_DASH = r"\s?[-–—/]\s?"


def calendar_rules(words: Vocabulary) -> Iterator[Rule]:
    """Every pattern of dates in a language, with what reads it."""
    yield from _calendar(words)
    yield from _weeks(words)
    yield from _shifts(words)
    yield from _parts(words)


def _calendar(words: Vocabulary) -> Iterator[Rule]:
    """Full and partial calendar dates, years, quarters."""
    case = words.flags
    month = f"(?P<month>{alternation(_cased(words, 'months'))})(?:\\.(?=\\s*\\d))?"
    of = rf"(?:\s*,\s*|\s+(?:{words.any_of('of')}\s+)?)"
    early_year = rf"(?:{of}{_YEAR})?"
    not_count = rf"(?![\d:%]|[.,]\d|\s*(?:{_half_of_day(words)})|-(?:year|month|day))"
    yield r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)", re.NOFLAG, _date
    yield (
        rf"(?<![\d.,:]){_DAY}{_ORDINAL}(?:{_DASH}|\s+(?:{words.any_of('and')}|{words.any_of('to')})\s+)(?P<day_to>[0-3]?\d){_ORDINAL}{of}{month}{early_year}(?!\w)",
        case,
        _date,
    )
    yield rf"(?<![\d.,:]){_DAY}{_ORDINAL}{of}{month}{early_year}(?!\w)", case, _date
    if words.table.get("month_first"):
        yield rf"(?<!\w){month}\s+{_DAY}{_DASH}(?P<day_to>[0-3]?\d){not_count}{early_year}(?!\w)", case, _date
        yield (
            rf"(?<!\w){month}\s+(?:{words.any_of('before_span')}\s+)?{_DAY}(?:st|nd|rd|th)?{not_count}{early_year}(?!\w)",
            case,
            _date,
        )
    yield rf"(?<!\w){month}{of}{_YEAR}(?!\w)", case, _date
    yield rf"(?<!\w){month}(?!\w)", case, _lone_month
    yield (
        rf"(?<![\w.,:/#$€£-])(?P<year>1[5-9]\d\d|20\d\d){_DASH}(?P<year_to>1[5-9]\d\d|20\d\d|\d\d)(?![\w%]|[.,]\d|-\w)",
        case,
        _years,
    )
    yield rf"(?<![\w.,:/#$€£])(?<!\d-){_YEAR}(?!\w)", case, _lone_year
    if words.table.get("numeric_dates"):
        yield r"(?<![\d.,])(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?(?P<year>(?:19|20)\d\d)(?!\d)", case, _date
        yield r"(?<![\d.,])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?![\d])", case, _date
        yield r"(?<![\d./])(?P<day>[0-3]?\d)/(?P<month>[01]?\d)[/-](?P<year>(?:19|20)\d\d)(?!\d)", case, _date
    else:
        yield (
            r"(?<![\d./])(?P<day>[0-3]?\d)[/.](?P<month>[0-3]?\d)[/.](?P<year>(?:19|20)\d\d)(?!\d)",
            case,
            _either_order,
        )
    yield (
        rf"{words.any_of('before_day')}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=\s*[.,;:)”\"!?–—]|\s+(?:and|but|he|she|it|the|they|when|after|at)\b|\s*$)",
        re.IGNORECASE,
        _day_alone,
    )
    yield rf"(?P<century>[1-2]?\d)(?:st|nd|rd|th)[\s-]+{words.any_of('century')}", re.IGNORECASE, _century
    yield rf"{words.any_of('century')}\s+(?P<roman>X{{0,2}}(?:IX|IV|V?I{{0,3}}))(?!\w)", re.IGNORECASE, _century
    quarter = "|".join(f"(?P<q{k}>{words.any_of('quarters', str(k))})" for k in (1, 2, 3, 4))
    yield rf"(?:{quarter})(?:{of}{_YEAR})?", re.IGNORECASE, _quarter
    yield rf"{words.any_of('seasons')}{of}{_YEAR}", re.IGNORECASE, lambda m, _: {"year": int(m["year"]), "vague": True}


def _half_of_day(words: Vocabulary) -> str:
    return bare_alternation([*words.entries("clock", "am"), *words.entries("clock", "pm")])


def _cased(words: Vocabulary, groups: str) -> list[str]:
    entries = flat(words.table.get(groups, []))
    return [*entries, *(e.upper() for e in entries)] if words.table.get("capitals") else entries


def _date(match: re.Match[str], words: Vocabulary) -> Fields | None:
    found = match.groupdict()
    fields: Fields = {}
    for name in ("year", "day", "day_to"):
        if found.get(name):
            fields[name] = int(found[name])
    month = found["month"]
    number = int(month) if month.isdigit() else words.index_of("months", month)
    if not number or not 1 <= number <= 12 or not all(1 <= int(fields.get(k, 1)) <= 31 for k in ("day", "day_to")):
        return None
    if "day_to" in fields and int(fields["day_to"]) <= int(fields["day"]):
        return None
    fields["month"] = number
    return fields


def _day_alone(match: re.Match[str], _: Vocabulary) -> Fields | None:
    day = int(match["day"])
    return {"day": day, "_start": match.start("day")} if 1 <= day <= 31 else None


_ROMAN = {"i": 1, "v": 5, "x": 10}


def _century(match: re.Match[str], _: Vocabulary) -> Fields | None:
    found = match.groupdict()
    number = int(found["century"]) if found.get("century") else 0
    values = [_ROMAN[c] for c in (found.get("roman") or "").lower()]
    number += sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=False))
    return {"year": number * 100 - 99, "year_to": number * 100} if 1 < number < 22 else None


def _either_order(match: re.Match[str], _: Vocabulary) -> Fields | None:
    """ "13/01/2023" can only be read in one way; "03/04/2023" in two, and is left alone."""
    a, b = int(match["day"]), int(match["month"])
    if max(a, b) > 31 or min(a, b) > 12 or min(a, b) < 1 or (max(a, b) <= 12 and a != b):
        return None
    return {"year": int(match["year"]), "month": min(a, b), "day": max(a, b)}


def _lone_month(match: re.Match[str], words: Vocabulary) -> Fields | None:
    """A month alone. One that is also another word or a name needs words of time before it or what shows it."""
    word, text = match["month"], match.string
    number = words.index_of("months", word)
    if number is None:
        return None
    after = text[match.end() : match.end() + 2]
    if after[:1] in "'’" and after[1:2] == "s":
        return {"month": number}
    capital = re.match(r"\s+[A-ZÀ-Þ][a-zà-þ]", text[match.end() : match.end() + 6])
    if capital and re.search(r"\band\s+$", text[max(0, match.start() - 6) : match.start()]):
        return None  # "April Jones and August Weber"
    doubtful = word.lower() in {w.lower() for w in words.entries("doubtful_months")}
    return {"month": number} if not doubtful or _led_by(text, match.start(), words, "before_month") else None


def _lone_year(match: re.Match[str], words: Vocabulary) -> Fields | None:
    """Four digits are a year after words of time, in parentheses, or before one thing ("a 1958 photograph")."""
    text, start, end = match.string, match.start(), match.end()
    fields: Fields = {"year": int(match["year"])}
    after = text[end : end + 30]
    if re.match(words.any_of("after_year"), after.lstrip(), re.IGNORECASE):
        return fields
    if re.match(r"-\w|\s*(?:%|°|km\b|people\b)|s\b", after) or re.search(
        r"(?:[$€£#№]|(?<!mid)(?<!late)(?<!early)-|No\.|\d)\s?$", text[max(0, start - 6) : start]
    ):
        return None
    if re.match(r"['’]s\b", after) or (text[:start].endswith("(") and after[:1] in "),;–-:"):
        return fields
    if _led_by(text, start, words, "before_year"):
        article = re.search(
            r"(?:^|\s)(?:a|the|his|her|their|its|of|about|around|for|to|and)\s$", text[:start], re.IGNORECASE
        )
        return None if article and re.match(r"\s+[^\W\d_]+s\b(?!\s+(?:of|in)\b)", after) else fields
    return None


def _years(match: re.Match[str], _: Vocabulary) -> Fields | None:
    first, last = int(match["year"]), int(match["year_to"])
    last = last + first // 100 * 100 if last < 100 else last
    fields: Fields = {"year": first, "year_to": last}
    return fields if first < last else None


def _led_by(text: str, start: int, words: Vocabulary, name: str) -> bool:
    return re.search(rf"{words.any_of(name)}\s*$", text[max(0, start - 24) : start], re.IGNORECASE) is not None


def _quarter(match: re.Match[str], _: Vocabulary) -> Fields | None:
    number = next(k for k in (1, 2, 3, 4) if match[f"q{k}"])
    fields: Fields = {"quarter": number}
    return {**fields, "year": int(match["year"])} if match["year"] else fields


# --------------------------------------------------------------------------- weekdays, last and next

_WHICH = {"last": -1, "this": 0, "next": 1}


def _weeks(words: Vocabulary) -> Iterator[Rule]:
    """Weekdays, and a month, week or year with "last", "this" or "next", before or after it."""
    case = words.flags
    day = f"(?P<weekday>{alternation(_cased(words, 'weekdays'))})"
    which = "|".join(f"(?P<{name}>{words.any_of(name)})" for name in _WHICH)
    unit = f"(?P<unit>{alternation(flat(list(words.table.get('units', {}).values())))})"
    yield rf"(?<!\w){day}(?:\.(?=\s*\d))?(?!\w)", case, _weekday
    yield rf"(?<!\w){day}\s+the\s+{_DAY}(?:st|nd|rd|th)(?!\w)", case, _weekday
    month = f"(?P<month>{alternation(_cased(words, 'months'))})"
    for order in (rf"(?:{which})\s+{{}}", rf"{{}}\s+(?:{which})"):
        if order.startswith("{") and not words.table.get("direction_after"):
            continue
        yield order.format(day), re.IGNORECASE, _weekday
        yield order.format(month), re.IGNORECASE, _which_month
        yield order.format(unit), re.IGNORECASE, _which_unit
    between = words.any_of("night_between")
    yield (
        rf"{between}\s*(?P<first>{alternation(_cased(words, 'weekdays'))})\s+{words.any_of('night_and')}\s+{day}(?!\w)",
        re.IGNORECASE,
        _night_to,
    )
    yield rf"(?<!\w){day}\s+{words.any_of('night_to_after')}", re.IGNORECASE, _night_to
    yield rf"{words.any_of('night_to')}\s+{day}(?!\w)", re.IGNORECASE, _night_to


def _weekday(match: re.Match[str], words: Vocabulary) -> Fields | None:
    word = match["weekday"]
    number = words.index_of("weekdays", word)
    if number is None:
        return None
    after = match.string[match.end("weekday") : match.end("weekday") + 14]
    before = match.string[: match.start()]
    if word in words.entries("doubtful_weekdays") and not re.match(r"[.,]?\s*\d", after):
        return None
    if word[:1].isupper() and re.match(
        r"\s+(?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Star|World|Club|Sun|Tribune)\b", after
    ):
        return None  # the name of a paper
    if re.search(r"\bMail on $", before) or re.match(r"\s*(?:School|school)\b", after):
        return None
    fields: Fields = {"weekday": number, **_which(match)}
    if match.groupdict().get("day"):
        fields["day"] = int(match["day"])
    part = _glued_part(word.lower(), words)
    return {**fields, "part": part} if part else fields


def _glued_part(word: str, words: Vocabulary) -> str | None:
    """The part of the day in "Freitagabend", "maanantai-iltana"."""
    for name, entries in words.table.get("parts", {}).items():
        if any(len(e) > 3 and len(word) > len(e) and word.endswith(e.lower()) for e in entries):
            return str(name)
    return None


def _which(match: re.Match[str]) -> Fields:
    found = match.groupdict()
    return next(({"which": value} for name, value in _WHICH.items() if found.get(name)), {})


def _which_month(match: re.Match[str], words: Vocabulary) -> Fields | None:
    number = words.index_of("months", match["month"])
    return {"month": number, **_which(match)} if number else None


def _which_unit(match: re.Match[str], words: Vocabulary) -> Fields | None:
    unit = words.unit_of(match["unit"])
    if unit in (None, "minute", "hour", "day", "decade") or (
        match["unit"].lower().endswith("s") and words.language == "en"
    ):
        return None
    fields: Fields = {"shift": str(unit), "by": int(_which(match)["which"])}
    if fields["by"] == -1 and (match["last"] or "").lower() in words.entries("rolling"):
        fields["rolling"] = True
    return fields


def _night_to(match: re.Match[str], words: Vocabulary) -> Fields | None:
    number = words.index_of("weekdays", match["weekday"])
    first = match.groupdict().get("first")
    if first and number and words.index_of("weekdays", first) != (number - 2) % 7 + 1:
        return None
    return {"weekday": number, "night_to": True} if number else None


# --------------------------------------------------------------------------- yesterday, four months ago

_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "day_before_yesterday": -2,
    "day_after_tomorrow": 2,
}


def _shifts(words: Vocabulary) -> Iterator[Rule]:
    """Days and stretches reckoned from publication."""
    for name, by in _DAYS.items():
        yield words.any_of(name), re.IGNORECASE, says(shift="day", by=by)
    for entry, (unit, by, *edge) in words.table.get("fixed", {}).items():
        told: Fields = {"shift": unit, "by": by, **({"edge": edge[0]} if edge else {})}
        yield alternation([entry]), re.IGNORECASE, says(**told)
    yield (
        words.any_of("earlier_this_week"),
        re.IGNORECASE,
        says(shift="week", by=0, so_far=True),
    )
    yield words.any_of("next_day"), re.IGNORECASE, says(next_day=True)
    next_morning: Fields = {"next_day": True, "part": "morning"}
    yield words.any_of("next_morning"), re.IGNORECASE, says(**next_morning)
    yield words.any_of("tonight"), re.IGNORECASE, says(shift="day", by=0, part="night")
    yield (
        words.any_of("last_night"),
        re.IGNORECASE,
        says(shift="day", by=-1, part="night"),
    )
    yield (
        words.any_of("overnight"),
        re.IGNORECASE,
        says(shift="day", by=0, night_to=True),
    )
    yield words.any_of("weekend"), re.IGNORECASE, says(shift="weekend", by=-1)
    amount = r"(?P<number>[\w-]+(?:\s+(?:and\s+)?[\w-]+){0,3}?)"
    unit = f"(?P<unit>{alternation(flat(list(words.table.get('units', {}).values())))})"
    if words.entries("ago_after"):
        yield rf"(?<![\w.,-]){amount}\s+{unit}\s+{words.any_of('ago_after')}", re.IGNORECASE, _ago
    if words.entries("ago_before"):
        yield (
            rf"{words.any_of('ago_before')}\s+{amount}\s+{unit}(?:\s+{words.any_of('ago_after_too')})?",
            re.IGNORECASE,
            _ago,
        )


def _ago(match: re.Match[str], words: Vocabulary) -> Fields | None:
    """ "four months ago"; the number may have a hedge before it, of which the last words count."""
    unit = words.unit_of(match["unit"])
    if unit is None:
        return None
    parts = match["number"].split()
    for k in range(len(parts)):
        said = " ".join(parts[k:])
        value = number_value(said, words.language) or number_words(words.language).articles.get(said.lower())
        if value is not None and value == int(value) and 0 < value < 3000:
            lead = match["number"].rfind(" ".join(parts[k:]))
            start = match.start("number") + max(lead, 0) if match["number"] else match.start()
            return {
                "shift": unit,
                "by": -int(value),
                "ago": True,
                "_start": min(start, match.start() if words.entries("ago_before") else start),
            }
    return None


# --------------------------------------------------------------------------- parts of a day, parts of a month


def _parts(words: Vocabulary) -> Iterator[Rule]:
    for name in ("dawn", "morning", "afternoon", "evening", "night"):
        pattern = words.any_of("parts", name)
        yield pattern, re.IGNORECASE, says(part=name)
        yield (
            rf"{words.any_of('this')}\s+{pattern}",
            re.IGNORECASE,
            says(part=name, shift="day", by=0),
        )
    for name in ("early", "mid", "late"):
        yield words.any_of(name), re.IGNORECASE, says(edge=name)

"""Neighbouring pieces joined to expressions: "Friday" + "13 January" + "around" + "2am"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from twosource.steps.values.grammar import Field, Piece
from twosource.steps.values.pieces import find_pieces
from twosource.steps.values.vocabulary import Vocabulary, alternation, vocabulary

MAX_GAP = 28


@dataclass(frozen=True, slots=True)
class Expression:
    """Words for one time, with all that they say. ``to`` is the far end of "between … and …"; ``side`` is -1 for
    "shortly before", 1 for "shortly after"."""

    start: int
    end: int
    fields: Mapping[str, Field]
    approximate: bool = False
    to: Mapping[str, Field] | None = None
    side: int = 0


@functools.lru_cache(maxsize=2048)
def find_expressions(text: str, language: str) -> tuple[Expression, ...]:
    """Expressions of time of a text, in order, ranges joined."""
    words = vocabulary(language) or vocabulary("und")
    if words is None:
        return ()
    pieces = find_pieces(text, language)
    joined: list[Expression] = []
    group: list[Piece] = []
    for piece in pieces:
        if group and not _fits(text, group, piece, words):
            joined.append(_expression(text, group, words))
            group = []
        group.append(piece)
    if group:
        joined.append(_expression(text, group, words))
    return _ranges(text, [e for e in joined if _says_time(e.fields)], words)


@functools.cache
def _gap(language: str) -> re.Pattern[str]:
    words = vocabulary(language)
    assert words is not None
    inner = alternation([*words.entries("connect"), *words.entries("around"), *words.entries("clock", "hour_before")])
    return re.compile(rf"[\s,(]*(?:{inner}[\s,]*)*", re.IGNORECASE)


def _fits(text: str, group: Sequence[Piece], piece: Piece, words: Vocabulary) -> bool:
    gap = text[group[-1].end : piece.start]
    if len(gap) > MAX_GAP or "\n\n" in gap or not _gap(words.language).fullmatch(gap):
        return False
    fields = _merged(group)
    if set(fields) & set(piece.fields):
        return False
    two_days = "weekday" in fields and "day" in piece.fields  # "on Saturday and May 7"
    if two_days and re.search(words.any_of("and"), gap, re.IGNORECASE):
        return False
    return _sensible({**fields, **piece.fields})


def _merged(group: Sequence[Piece]) -> dict[str, Field]:
    return {name: value for piece in group for name, value in piece.fields.items()}


def _sensible(fields: Mapping[str, Field]) -> bool:
    """Whether the fields can be said of one time."""
    has = set(fields)
    full_day = "day" in has and "month" in has
    if "year" in has and not full_day and has & {"weekday", "hour", "part", "shift", "night_to"}:
        return False
    if "month" in has and "day" not in has and has & {"weekday", "hour", "part", "night_to"}:
        return False
    if "next_day" in has and has & {"year", "month", "day", "weekday", "shift"}:
        return False
    if "shift" in has:
        unit = fields["shift"]
        if has & {"month", "day"} and not ((unit == "year" and "weekday" not in has) or unit == "day"):
            return False
        if "weekday" in has and unit not in ("week", "day"):
            return False
        if has & {"hour", "part"} and unit != "day" and "weekday" not in has:
            return False
    if "which" in has and has & {"year", "shift"} and not (full_day and "weekday" in has):
        return False
    return not ("quarter" in has and has & {"month", "day", "weekday", "hour", "part"})


def _says_time(fields: Mapping[str, Field]) -> bool:
    return bool(set(fields) & {"year", "month", "weekday", "shift", "hour", "quarter", "day", "next_day"})


def _expression(text: str, group: list[Piece], words: Vocabulary) -> Expression:
    """Join a group; words like "around" before it or inside make it approximate."""
    while len(group) > 1 and set(group[-1].fields) == {"edge"}:
        group = group[:-1]
    start, end = group[0].start, group[-1].end
    around = words.any_of("around")
    before = re.search(
        rf"{around}\s*(?:(?:{words.any_of('connect')})\s*)?$", text[max(0, start - 30) : start], re.IGNORECASE
    )
    approximate = before is not None or any("near" in piece.fields for piece in group)
    if before:
        start = max(0, start - 30) + before.start()
    for left, right in pairwise(group):
        approximate |= re.search(around, text[left.end : right.start], re.IGNORECASE) is not None
    approximate |= re.match(rf"{around}", text[group[0].start : group[0].end], re.IGNORECASE) is not None
    return Expression(start, end, _merged(group), approximate, side=_side(text[start:end], words))


def _side(said: str, words: Vocabulary) -> int:
    """On which side of the time it is: "shortly before 3 a.m." is no later than three."""
    sides = {-1: "just_before", 1: "just_after"}
    found = [side for side, name in sides.items() if re.search(words.any_of(name), said, re.IGNORECASE)]
    return found[0] if len(found) == 1 else 0


def _ranges(text: str, found: list[Expression], words: Vocabulary) -> tuple[Expression, ...]:
    """Two expressions with "between … and", "from … to" around them become one."""
    out: list[Expression] = []
    for item in found:
        if out and _range(text, out[-1], item, words):
            first = out.pop()
            out.append(
                Expression(first.start, item.end, first.fields, first.approximate or item.approximate, item.fields)
            )
        else:
            out.append(item)
    return tuple(out)


def _range(text: str, first: Expression, second: Expression, words: Vocabulary) -> bool:
    if first.to is not None or "year_to" in first.fields or not {"year", "month"} & set(second.fields):
        return False
    if not {"year", "month", "weekday"} & set(first.fields) or "hour" in first.fields or "hour" in second.fields:
        return False
    before = text[max(0, first.start - 24) : first.start]
    gap = text[first.end : second.start].strip(" \n,")
    the = rf"(?:\s+{words.any_of('before_span')})?"
    for opening, middle in (("between", "and"), ("from", "to")):
        if re.search(rf"{words.any_of(opening)}{the}\s*$", before, re.IGNORECASE) and re.fullmatch(
            rf"(?:{words.any_of(middle)}|{words.any_of('to')}){the}",
            gap,
            re.IGNORECASE,
        ):
            return True
    return gap in ("–", "—", "-") and set(second.fields) - {"year"} == set(first.fields) - {"year"}

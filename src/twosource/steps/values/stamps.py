"""Stamps of a page: when it was put up or changed ("Last updated 13:26 14 / 09 / 2013"). They date no happening."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from twosource.steps.values.vocabulary import NEVER, alternation, flat, vocabulary

HEAD = 700  # characters of a report in which a date and a time side by side are a stamp
_CLOCK = (
    r"(?:\d{1,2}\s?[:.]\s?\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}(?=\s?(?:GMT|UTC)))"
    r"(?:\s?(?:GMT|UTC|BST|UK|[A-Z]{2,3}T)\b)?(?:\s?\([\d:]+\s?[A-Z]+\))?"
)
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"[\s,;|•·–—-]*(?:at\s+)?")
# "on 9 April 2007 at 6:04 pm" in running text, "Time of the blast: 2007-04-09 18:04": the time of a happening.
_IN_PROSE = re.compile(r"(?:\b(?:on|at|by|since|until|till|before|after|around|about|of|from|to|between|and)\s|:\s?)$")


def stamps(text: str, language: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
    """Start and end of each stamp in a passage that begins at ``offset`` of its report.

    A stamp is a whole date beside a time of day, at the head of the report or of a line; either of them behind
    "Updated:" or "Published"; or the whole date that closes the headline.
    """
    if not _DIGIT.search(text):  # most passages; labels alone are no stamp
        return ()
    return tuple(
        (chain[0].start(), chain[-1].end()) for chain in _chains(text, language) if _is_stamp(text, chain, offset)
    )


def _chains(text: str, language: str) -> Iterator[list[re.Match[str]]]:
    """Labels, dates and times that stand side by side."""
    chain: list[re.Match[str]] = []
    for piece in _pieces(language).finditer(text):
        if chain and not _BETWEEN.fullmatch(text, chain[-1].end(), piece.start()):
            yield chain
            chain = []
        chain.append(piece)
    if chain:
        yield chain


def _is_stamp(text: str, chain: list[re.Match[str]], offset: int) -> bool:
    kinds = {piece.lastgroup for piece in chain}
    start, end = chain[0].start(), chain[-1].end()
    begins = start == 0 or text[start - 1] == "\n"
    both = {"date", "clock"} <= kinds
    if "label" in kinds:
        labels = [piece.group() for piece in chain if piece.lastgroup == "label"]
        return both or (len(kinds) > 1 and (begins or not labels[0][:1].islower()))
    if both and not _IN_PROSE.search(text[:start]):
        return begins or offset + start < HEAD
    headline = offset == 0 and end == len(text.rstrip()) and not re.search(r"[.!?]\s", text)
    return "date" in kinds and headline


@functools.cache
def _pieces(language: str) -> re.Pattern[str]:
    words = vocabulary(language) or vocabulary("und")
    months = alternation(flat(words.table.get("months", []))) if words else NEVER
    weekdays = alternation(flat(words.table.get("weekdays", []))) if words else NEVER
    label = alternation(words.entries("stamped")) if words else NEVER
    day = r"\d{1,2}(?:st|nd|rd|th|\.)?"
    date = (
        rf"(?:{weekdays}\.?,?\s+)?(?:{months}\.?\s+{day},?\s+\d{{4}}|{day}\s+{months}\.?,?\s+\d{{4}}"
        r"|\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?(?:\d{4}|\d\d)(?!\d)|\d{4}-\d\d-\d\d(?!\d))"
    )
    return re.compile(
        rf"(?P<label>{label}(?:\s+(?:on|at))?\s*:?)|(?<![\d/.:$€£])(?:(?P<date>{date})|(?P<clock>{_CLOCK}))(?![\d%])",
        re.IGNORECASE,
    )

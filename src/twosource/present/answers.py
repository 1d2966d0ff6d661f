"""The answers to a question as a reader says them."""

from __future__ import annotations

import re

from twosource.present.visible import one_line
from twosource.present.wording import answer, closed, date
from twosource.record import ComparedValue, Comparison

DOUBTFUL = 0.6  # an agreement less sure than this is shown last, as "perhaps"


def perhaps(comparison: Comparison) -> bool:
    """True for an agreement that the words leave in doubt."""
    return comparison.verdict == "agree" and comparison.confidence < DOUBTFUL


def answer_words(comparison: Comparison, value: ComparedValue) -> str:
    """An answer as a reader says it; of "yes: " and the question once more only the "yes"."""
    words = answer(one_line(value.value))
    short, colon, rest = words.partition(": ")
    if colon and short in ("yes", "no") and bare(rest).rstrip(".") in bare(comparison.question):
        return short
    return closed(words)


def as_of(comparison: Comparison, value: ComparedValue) -> str:
    """``as of 30 December 2017`` where the answers are of different days, else nothing."""
    apart = len({v.as_of[:10] if v.as_of else None for v in comparison.values}) > 1
    return f"as of {date(value.as_of)}" if value.as_of and apart else ""


def said_in_question(comparison: Comparison, value: ComparedValue) -> str | None:
    """The answer alone, where the question only repeats it ("Is it so that the fire began in a lorry?")."""
    answer = closed(one_line(value.value))
    said = bare(value.value).removeprefix("who ").removeprefix("which ")
    return answer if len(answer.split()) > 2 and said in bare(comparison.question) else None


def bare(words: str) -> str:
    """Words without quotation marks, which a question sets in its own way."""
    return re.sub(r"[\"“”‘’']", "", one_line(words)).casefold()

"""A medium that is named, but not as where a report has its facts from.

Its report is denied, or set off what is told, or its staff helped: no facts are taken over on its word (these rules
read English; elsewhere every credit counts). Or a long report, a press review for one, has a single sentence of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from twosource.steps.trace.credits import Credit
from twosource.steps.trace.words import Words

LEAST = 0.03  # of a report's words that stand in sentences with a credit: less is a word in passing
_WINDOW = 160  # characters before the name
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|disput\w*|dismiss\w*|contradict\w*)\b", re.IGNORECASE)
_AS = re.compile(r"\bas (?:the )?$", re.IGNORECASE)  # "denies that …, as the Star reported"
_AFTER = re.compile(r"\bafter (?:the )?$", re.IGNORECASE)  # "resigned after the Star reported that …"
_REPORTED = re.compile(r"\s(?:first )?(?:reported|revealed|published)\b", re.IGNORECASE)
_HAD = re.compile(r"\shad (?:first |earlier )?(?:reported|written|claimed|said)\b", re.IGNORECASE)
_HELPED = re.compile(r"\badditional reporting\b", re.IGNORECASE)


def only_mentioned(text: str, credit: Credit) -> bool:
    """Whether the credit in ``text`` names the medium for something else than facts taken from it."""
    if credit.span is None:
        return False
    start, end = credit.span.start, credit.span.end
    if credit.place == "helped":
        return bool(_HELPED.search(text, text.rfind("\n", 0, start) + 1, end))
    before = text[max(0, start - _WINDOW) : start]
    if _AFTER.search(before):
        return bool(_REPORTED.match(text, end))
    return bool(_DENIAL.search(before)) and bool(_AS.search(before) or _HAD.match(text, end))


def in_passing(text: Words, credits: Sequence[Credit]) -> bool:
    """Whether all that a report credits is next to nothing of it; a signature is never that."""
    if any(c.span is None or c.place not in ("text", "unnamed") for c in credits):
        return False
    credited = _credited(text, credits)
    return sum(map(credited.__contains__, text.sentence)) < LEAST * len(text.sentence)


def _credited(text: Words, credits: Sequence[Credit]) -> set[int]:
    """The numbers of the sentences in which the credits stand."""
    spans = [c.span for c in credits if c.span is not None]
    return {n for s in spans for n in text.sentence[bisect_right(text.ends, s.start) : bisect_left(text.starts, s.end)]}

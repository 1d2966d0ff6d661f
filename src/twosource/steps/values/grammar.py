"""What the grammars of dates and of clock times share: pieces, their fields, the rules that read them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from twosource.steps.values.vocabulary import Vocabulary

Field = int | str | bool
Fields = dict[str, Field]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that give one or more fields of a date or time."""

    start: int
    end: int
    fields: Mapping[str, Field]


Reader = Callable[[re.Match[str], Vocabulary], Fields | None]
Rule = tuple[str, re.RegexFlag, Reader]


def says(**fields: Field) -> Reader:
    """A reader for words that always say the same ("yesterday")."""
    return functools.partial(_same, fields)


def _same(fields: Fields, _: re.Match[str], __: Vocabulary) -> Fields | None:
    return dict(fields)

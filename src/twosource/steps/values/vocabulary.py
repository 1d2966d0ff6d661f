"""The words of time of one language, as patterns. The words themselves are in ``lexicon/LANGUAGE/time.toml``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from twosource.lexicon import table

_SAME_AS = {"nb": "no", "nn": "no"}
UNITS = ("minute", "hour", "day", "week", "weekend", "month", "year", "decade")
NEVER = r"(?!)"  # matches nothing


def base_language(tag: str) -> str:
    """ "en-GB" -> "en"; Bokmål and Nynorsk share a table."""
    base = re.split(r"[-_]", tag.lower(), maxsplit=1)[0]
    return _SAME_AS.get(base, base)


def matchable(text: str) -> str:
    """The same text, character for character, without the letters that a pattern finds regardless of case but whose
    lower case is in no table: the long s, the dotted and dotless i of Turkish, the sign of Kelvin."""
    return text.translate(_OTHER_CASES)


_OTHER_CASES = str.maketrans("ſİıK", "sIiK")


def alternation(entries: Iterable[str]) -> str:
    """A regular expression for any of the entries, the longest first; ``*`` is any ending, a space any white space."""
    return _alternation(frozenset(entries))


@functools.lru_cache(maxsize=4096)
def _alternation(entries: frozenset[str]) -> str:
    ordered = sorted(entries, key=lambda e: (-len(e), e))
    words = [_entry(e) for e in ordered if e[:1].isalnum()]
    signs = [_entry(e) for e in ordered if e and not e[:1].isalnum()]
    whole = [rf"(?<!\w)(?:{'|'.join(words)})"] if words else []  # one look-behind for all: this is what costs
    return "(?:" + "|".join([*whole, *signs]) + ")" if whole or signs else NEVER


def bare_alternation(entries: Iterable[str]) -> str:
    """As ``alternation`` for what may be glued to the characters before it ("2am")."""
    ordered = sorted(set(entries), key=lambda e: (-len(e), e))
    return "(?:" + "|".join(re.escape(e).replace(r"\ ", r"\s+") for e in ordered) + ")" if ordered else NEVER


def _entry(entry: str) -> str:
    words = re.escape(entry).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return words + (r"(?!\w)" if entry[-1:].isalnum() else "")


def flat(groups: Iterable[Sequence[str]]) -> list[str]:
    """All entries of a list of lists."""
    return [e for group in groups for e in group]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language's table with look-ups. ``table`` is the TOML as read."""

    language: str
    table: Mapping[str, Any]

    def entries(self, *path: str) -> list[str]:
        """A list of the table, empty where the language has none."""
        here: Any = self.table
        for step in path:
            here = here.get(step, {}) if isinstance(here, Mapping) else {}
        return list(here) if isinstance(here, list) else []

    def any_of(self, *path: str) -> str:
        """A list of the table as a pattern."""
        return alternation(self.entries(*path))

    @property
    def flags(self) -> re.RegexFlag:
        """Case matters only where months and weekdays are written with a capital."""
        return re.NOFLAG if self.table.get("capitals") else re.IGNORECASE

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compile, ignoring case."""
        return re.compile(pattern, re.IGNORECASE)

    def index_of(self, groups: str, word: str) -> int | None:
        """1-based place of a month or weekday by its word."""
        for k, group in enumerate(self.table.get(groups, []), 1):
            if any(re.fullmatch(alternation(group), form, re.IGNORECASE) for form in (word, word.rstrip("."))):
                return k
        return None

    def unit_of(self, word: str) -> str | None:
        """Canonical unit of a word for one."""
        for unit in UNITS:
            if re.fullmatch(self.any_of("units", unit), word, re.IGNORECASE):
                return unit
        return None


@functools.cache
def vocabulary(language: str) -> Vocabulary | None:
    """The table of a language by its BCP 47 tag, or None where there is none."""
    base = base_language(language)
    found = table(f"{base}/time")
    return Vocabulary(base, found) if found else None

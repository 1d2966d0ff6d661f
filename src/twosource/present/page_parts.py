"""The nouns of the page: what the template prints, each made ready, no markup in any."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.present.excerpt import Excerpt
from twosource.present.marked_text import Piece
from twosource.present.masthead import Masthead
from twosource.present.stemma import Stemma
from twosource.present.summary import Taken


@dataclass(frozen=True, slots=True)
class Words:
    """Words in their sentence, with whose they are and a link to them in the full text."""

    excerpt: Excerpt
    href: str
    report: str
    chain: tuple[str, ...]
    certainty: str
    language: str
    same: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of a comparison. ``places`` has each report with a link to its words, ``words`` those that are not the
    same sentence again; ``origins`` says how many stand behind it, where each value is counted."""

    letter: str
    value: str
    as_of: str
    words: tuple[Words, ...]
    places: tuple[tuple[str, str], ...]
    origins: str = ""
    origins_href: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A comparison; ``doubtful`` where it may not be one matter at all. ``cells`` has for each report the letters of
    its answers with links, for the board."""

    number: int
    id: str
    href: str
    text: str
    verdict: str
    answers: tuple[Answer, ...]
    why: str
    cause: str
    confidence: str
    origins: str
    count_words: str
    origins_href: str
    reports: int
    independent: bool
    said: bool
    doubtful: bool
    cells: tuple[tuple[tuple[str, str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from an origin to reports."""

    party: str
    unnamed: bool
    relays: tuple[str, ...]
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """The origins of one matter. ``differ`` is the link to the difference on the same matter, if there is one;
    ``matter`` is False for the count of a single question within a group that has its own; ``doubtful`` where the
    reports may speak of several matters."""

    id: str
    subject: str
    sure: int
    words: str
    rule: str
    rule_words: str
    carriers: int
    paths: tuple[Path, ...]
    joins: tuple[str, ...]
    why: str
    differ: str
    matter: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a speaker."""

    id: str
    words: str
    href: str
    chain: tuple[str, ...]
    certainty: str
    language: str
    same: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody and everything said on his or her word."""

    name: str
    unnamed: bool
    said: tuple[Said, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a quotation: its words, each with whether it is not in the first wording."""

    words: tuple[tuple[str, bool], ...]
    href: str
    report: str
    direct: bool
    language: str
    same: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """One utterance: in several reports (in the ``same`` words or not), or in one only (``alone``); ``doubt`` says why
    it may be more than one."""

    id: str
    speaker: str
    same: bool
    alone: bool
    wordings: tuple[Wording, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A line at the head of the page: the first things that it is about, each with a link, and how many there are
    more."""

    words: str
    details: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline."""

    when: str
    label: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FullText:
    """A report with its marks. ``left`` is how many characters are not shown."""

    id: str
    head: Masthead
    left: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Two reports with the words that both have, side by side: rows of (words, place, words, place), the longest first.
    ``more`` passages are not shown."""

    report: str
    source: str
    rows: tuple[tuple[str, str, str, str], ...]
    more: int


@dataclass(frozen=True, slots=True)
class View:
    """The page."""

    title: str
    lines: tuple[str, ...]
    findings: tuple[Found, ...]
    columns: tuple[tuple[str, str], ...]
    questions: dict[str, tuple[Question, ...]]
    related: tuple[Question, ...]
    related_words: str
    counts: tuple[Count, ...]
    speakers: tuple[Speaker, ...]
    own_voice: int
    quotations: tuple[Quotation, ...]
    taken: tuple[Taken, ...]
    beside: tuple[tuple[Beside, ...], ...]  # for each of them
    spellings: tuple[tuple[str, tuple[str, ...]], ...]
    timeline: tuple[Event, ...]
    declined: tuple[tuple[str, list[str]], ...]
    decided: tuple[str, ...]
    warnings: tuple[str, ...]
    picture: Stemma | None
    texts: tuple[FullText, ...]
    crossing: tuple[str, ...]

"""A story as the reading room holds it: its dossier, looked up and made ready once, then shown to every reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from twosource.present.elsewhere import Elsewhere
from twosource.present.headline import title
from twosource.present.index import Index
from twosource.present.page_parts import View
from twosource.present.page_view import view
from twosource.present.wording import period
from twosource.record import Comparison, Dossier
from twosource.web.addresses import StoryAddresses, question_key
from twosource.web.atlas import Atlas, atlas
from twosource.web.board import Row, rows
from twosource.web.keeping import Pages

MOST_SPEAKERS = 150  # in the list to choose from


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the numbers at the head of a story: what it counts, more in a few words, and where it leads."""

    number: int
    label: str
    more: str
    href: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every page of a story."""

    id: str
    title: str
    when: str
    figures: tuple[Figure, ...]


class StoryRoom:
    """One version of one story. Made once; reading it changes nothing."""

    def __init__(self, story: str, dossier: Dossier) -> None:
        self.id = story
        self.dossier = dossier
        self.addresses = StoryAddresses(story)
        self.index = Index(dossier)
        self.elsewhere = Elsewhere(self.index)
        self.rows: tuple[Row, ...] = rows(self.index, self.addresses, self.elsewhere)
        self.questions: dict[str, Comparison] = {question_key(c): c for c in self.index.dossier.comparisons}
        self.pages = Pages()
        self._lock = Lock()

    @property
    def view(self) -> View:
        """What the self-contained page shows too: counts, speakers, quotations, timeline, stemma."""
        with self._lock:  # so that many readers at once make it once
            return self._view

    @cached_property
    def _view(self) -> View:
        return view(self.index, self.addresses, whole=False)

    @cached_property
    def head(self) -> Head:
        """Title and headline numbers."""
        dossier, index, home = self.index.dossier, self.index, self.addresses.home
        standing = Counter(row.standing for row in self.rows)
        met, one = len(self.index.resting("met")), len(self.index.resting("not_met"))
        dependent = len({d.report for d in dossier.derivations})
        conflicts, reports = standing["differ"], len(dossier.reports)
        taking = f"{dependent} not independent of another" if dependent else "none seen to take from another"
        figures = (
            Figure(conflicts, _one(conflicts, "conflict"), "questions on which they differ", f"{home}?verdict=differ"),
            Figure(met, "with two origins", "matters with two independent origins or more", f"{home}/origins?rule=met"),
            Figure(one, "on one word", "matters in several reports, no second origin", f"{home}/origins?rule=not_met"),
            Figure(standing["alone"], "in one report only", "statements that no other has", f"{home}?verdict=alone"),
            Figure(len(index.origin_parties()), "named as sources", "people, bodies and media", f"{home}/origins"),
            Figure(reports, _one(reports, "report"), taking, f"{home}/reports"),
        )
        return Head(self.id, title(index), period(dossier.story.first, dossier.story.last), figures)

    @cached_property
    def atlas(self) -> Atlas:
        """The map."""
        return atlas(self.index, self.addresses)

    @cached_property
    def speakers(self) -> tuple[tuple[str, str], ...]:
        """Those on whose word most rows rest, by name, for the filter: id and name."""
        found = Counter(speaker for row in self.rows for speaker in row.speakers).most_common(MOST_SPEAKERS)
        return tuple(sorted(((s, self.index.name(s)) for s, _ in found), key=lambda pair: pair[1].casefold()))

    @cached_property
    def speaker_ids(self) -> list[str]:
        """Ids of those whom the view has as speakers, in its order."""
        return list(self.index.speakers())

    @cached_property
    def parties(self) -> tuple[tuple[str, str], ...]:
        """Those who are named as sources in these reports, by name: id and name."""
        index = self.index
        found = {o for o in index.origin_parties() if o in index.entities and index.entities[o].mentions}
        return tuple(sorted(((e, index.name(e)) for e in found), key=lambda pair: pair[1].casefold()))

    def names(self, entities: Sequence[str]) -> list[str]:
        """Names of entities, each once."""
        return list(dict.fromkeys(map(self.index.name, entities)))

    def neighbours(self, key: str) -> tuple[str, str]:
        """The addresses of the rows before and after this one on the board; empty where there is none."""
        place = self._places.get(key)
        if place is None:
            return "", ""
        before = self.rows[place - 1].href if place else ""
        after = self.rows[place + 1].href if place + 1 < len(self.rows) else ""
        return before, after

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row.key: place for place, row in enumerate(self.rows)}


def _one(number: int, word: str) -> str:
    return word if number == 1 else word + "s"

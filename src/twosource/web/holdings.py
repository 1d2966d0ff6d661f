"""What the reading room asks of a library."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from twosource.record import Dossier
from twosource.web.addresses import StoryAddresses
from twosource.web.story import StoryRoom

_KEPT = 6  # stories held ready at once


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list. ``origins`` and ``conflicts`` are None where it was not compared yet."""

    id: str
    title: str
    when: str
    changed: str
    reports: int
    origins: int | None
    conflicts: int | None

    @property
    def href(self) -> str:
        """The address of its board."""
        return StoryAddresses(self.id).home


class Holdings(Protocol):
    """Stories and their dossiers."""

    def story_count(self) -> int:
        """How many stories there are."""
        ...

    def stories(self, first: int, most: int) -> Sequence[StoryLine]:
        """Stories, those that changed last first: ``most`` of them from number ``first`` on."""
        ...

    def dossier(self, story: str) -> tuple[str, Dossier] | None:
        """A name for the version of the dossier, and the dossier; None where there is no such story."""
        ...


class Rooms:
    """The stories that are being read, each made ready once for all readers and made anew when it has changed."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._kept: OrderedDict[str, tuple[str, StoryRoom]] = OrderedDict()
        self._lock = Lock()

    def story(self, story: str) -> StoryRoom | None:
        """The story as it is now; None where there is none of that name."""
        found = self._holdings.dossier(story)
        if found is None:
            return None
        version, dossier = found
        with self._lock:
            kept = self._kept.get(story)
            if kept is None or kept[0] != version:
                kept = self._kept[story] = (version, StoryRoom(story, dossier))
            self._kept.move_to_end(story)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return kept[1]

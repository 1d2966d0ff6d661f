"""Which stories of the library belong to one affair, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twosource.desk.placing import FORM
from twosource.library import Library
from twosource.steps.stories import Kin, kin, written

_READ = 12  # reports in which the words are looked up


@dataclass(frozen=True, slots=True)
class Linked:
    """A story of the same affair: ``relation`` is "follows" where the story asked about is the later one, "followed by"
    where it is the earlier, "beside" where they began on one day. ``why`` is for a reader."""

    story: str
    title: str
    relation: str
    why: str


def affair(library: Library, story: str) -> tuple[Linked, ...]:
    """The stories that a story follows from, or that followed from it; linked only, never merged."""
    story = library.story(story).id
    near = library.neighbours(FORM)
    with near.reading():
        found = kin(story, near)
    return tuple(_linked(library, story, one) for one in found)


def _linked(library: Library, story: str, one: Kin) -> Linked:
    words = {**_words(library, one.story, one), **_words(library, story, one)}
    relation = "beside" if not one.days else "follows" if one.days > 0 else "followed by"
    why = f"both tell of {_listed(words, one.shared)}"
    if one.days:
        later = "this one" if one.days > 0 else "the other"
        why += f"; {later} begins {abs(one.days)} {'day' if abs(one.days) == 1 else 'days'} later"
    if new := _listed(words, one.new):
        why += f"; new in the {'later' if one.days else 'first'}: {new}"
    return Linked(one.story, library.story(one.story).title, relation, why + ".")


def _words(library: Library, story: str, one: Kin) -> Mapping[int, str]:
    ids = [row.id for row in library.reports_of(story)][:_READ]
    wanted = {*one.shared, *one.new}
    found: dict[int, str] = {}
    for held in library.reports(ids):
        for term, word in written(f"{held.report.title or ''}\n{held.report.text}", wanted).items():
            found.setdefault(term, word)
    return found


def _listed(words: Mapping[int, str], terms: Iterable[int]) -> str:
    return ", ".join(words[t] for t in terms if t in words)

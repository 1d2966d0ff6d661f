"""A library of dossiers at hand, for pages; what adds and decides is tested with a real library."""

from twosource.record import Decision, Dossier
from twosource.web.holdings import StoryLine


class Shelf:
    def __init__(self, **dossiers: Dossier) -> None:
        self.dossiers = dossiers

    def story_count(self) -> int:
        return len(self.dossiers)

    def stories(self, first: int, most: int) -> list[StoryLine]:
        lines = [
            StoryLine(name, d.story.title, "", "today", len(d.reports), None, None) for name, d in self.dossiers.items()
        ]
        return lines[first : first + most]

    def story(self, story: str) -> StoryLine | None:
        return next((line for line in self.stories(0, 99) if line.id == story), None)

    def version(self, story: str) -> str:
        return str(id(self.dossiers[story]))

    def decisions(self, story: str) -> list[Decision]:
        return list(self.dossiers[story].decisions)

    def dossier(self, story: str) -> tuple[str, Dossier] | None:
        found = self.dossiers.get(story)
        return (str(id(found)), found) if found else None

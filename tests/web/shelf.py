"""A library of dossiers at hand, for pages; what adds and decides is tested with a real library."""

from twosource.desk.telling import Told
from twosource.record import Decision, Dossier, News
from twosource.web.holdings import StoryLine, Version


class Shelf:
    def __init__(self, **dossiers: Dossier) -> None:
        self.dossiers = dossiers

    def story_count(self) -> int:
        return len(self.dossiers)

    def stories(self, first: int, most: int) -> list[StoryLine]:
        lines = [StoryLine(name, d.story.title, "", "today", len(d.reports), 0, 0) for name, d in self.dossiers.items()]
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

    def news(self, story: str) -> list[Told]:
        found = self.dossiers[story]
        return [Told("2024-01-01T10:00:00Z", News("report", found.story.title, (found.reports[0].id,)))]

    def versions(self, report: str) -> list[Version]:
        return [Version(report, report, "", "", "")]

    def revisions(self, report: str) -> tuple[object, ...]:
        return ()

    def near(self, story: str) -> list[object]:
        return []

    def moved(self, story: str) -> list[object]:
        return []

"""What every address takes: the library, the story that it names, the number of the page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Query, Request

from twosource.web.board import Filters
from twosource.web.holdings import Holdings, Rooms
from twosource.web.story import StoryRoom
from twosource.web.work import Job, Task, Workshop


class NotYetRead(Exception):
    """The story was never compared; ``job`` is doing it, ``home`` is the page that will then be shown."""

    def __init__(self, job: Job, home: str) -> None:
        super().__init__(home)
        self.job, self.home = job, home


def _story(request: Request, story: str) -> StoryRoom:
    """The story that an address names. What has changed since it was compared is compared anew meanwhile."""
    rooms: Rooms = request.app.state.rooms
    found = rooms.story(story)
    if found is None:
        raise HTTPException(404, "There is no story of this name in the library. It may have been joined with another.")
    workshop: Workshop | None = request.app.state.workshop
    request.state.reading = None
    if not found.fresh and workshop is not None:
        request.state.reading = workshop.do(Task("check", found.line.id, found.version))
    if found.room is None:
        raise NotYetRead(request.state.reading, _asked(request) or found.line.href)
    return found.room


def _asked(request: Request) -> str:
    """The page that was asked for; empty where it was no page but a form."""
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query if request.method == "GET" else ""


def _holdings(request: Request) -> Holdings:
    holdings: Holdings = request.app.state.holdings
    return holdings


Library = Annotated[Holdings, Depends(_holdings)]
Story = Annotated[StoryRoom, Depends(_story)]
Asked = Annotated[Filters, Depends()]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
At = Annotated[str, Query(pattern=r"^\d{1,9}-\d{1,9}$", description="words to light up, as 120-140")]


def span(at: str, length: int) -> tuple[int, int] | None:
    """``120-140`` as a place in a text of that length; None where it is none."""
    start, end = map(int, at.split("-"))
    return (start, end) if start < end <= length else None

"""Which reports make a story, as a person sees to it: reports put elsewhere, stories joined, reports forgotten."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from twosource.web.addresses import StoryAddresses
from twosource.web.asking import Library, Story
from twosource.web.forms import Form, by_whom, read_again, see, ticked, word
from twosource.web.holdings import Holdings, Moved
from twosource.web.rendering import in_story
from twosource.web.story import StoryRoom

router = APIRouter(default_response_class=HTMLResponse)
_NAMED = re.compile(r"(?:.*/stories/)?([^/?#\s]+)(?:[/?#].*)?")


@dataclass(frozen=True, slots=True)
class Past:
    """What a person changed; ``still`` are the reports of it that the story has now, so that it can be undone."""

    moved: Moved
    href: str
    still: tuple[str, ...]


@router.get("/stories/{story}/arrange")
def arrange(request: Request, story: Story, library: Library) -> Response:
    """Which reports belong here, and which stories are one."""
    here = set(story.index.reports)
    past = [
        Past(m, StoryAddresses(m.other).home if m.other else "", tuple(r for r in m.reports if r in here))
        for m in library.moved(story.id)
    ]
    return in_story(request, story, "reports", "arrange.html", near=library.near(story.id), past=past)


@router.post("/stories/{story}/arrange")
def arranged(request: Request, story: Story, library: Library, form: Form) -> Response:
    """``choice``: ``split`` (the ticked reports are a story of their own), ``move`` (they belong to the other one), or
    ``join`` (the other story is this one)."""
    choice, by, reports = word(form, "choice"), by_whom(form), ticked(form, "report")
    strangers = set(reports) - set(story.index.reports)
    if choice not in ("split", "move", "join") or strangers or (choice != "join" and not reports):
        raise HTTPException(400, "Choose the reports, and what you decide of them.")
    if choice == "split":
        target = library.split(story.id, reports, by)
    else:
        other = _meant(library, word(form, "other"))
        if other == story.id:
            raise HTTPException(400, "That is this story itself. Name another one.")
        target = story.id if choice == "join" else other
        if choice == "join":
            library.join(story.id, other, by)
        else:
            library.move(other, reports, by)
    return read_again(request, library, target, f"{StoryAddresses(target).home}/arrange")


def _meant(library: Holdings, named: str) -> str:
    """The story of a name or of the address of a page of it."""
    found = _NAMED.fullmatch(named)
    line = library.story(unquote(found[1])) if found else None
    if line is None:
        raise HTTPException(400, "Name the other story: choose one of the list, or give the address of its page.")
    return line.id


@router.get("/stories/{story}/forget")
def ask(request: Request, story: Story, library: Library, report: str = "") -> Response:
    """What would be gone, before it is."""
    return in_story(request, story, "reports", "forget.html", gone=_doomed(story, library, report), report=report)


@router.post("/stories/{story}/forget")
def forget(request: Request, story: Story, library: Library, form: Form) -> Response:
    """Reports taken out for good; of this story and their earlier versions only."""
    reports = ticked(form, "report")
    if not reports or set(reports) - {version for version, _ in _doomed(story, library, "")}:
        raise HTTPException(400, "Choose the reports of this story that are to be forgotten.")
    if word(form, "sure") != "yes":
        raise HTTPException(400, "Nothing was forgotten: tick that you know that it cannot be taken back.")
    library.forget(reports, by_whom(form), word(form, "why"))
    request.app.state.rooms.forget()
    home = f"{story.addresses.home}/reports"
    return see("/") if library.story(story.id) is None else read_again(request, library, story.id, home)


def _doomed(story: StoryRoom, library: Holdings, report: str) -> Sequence[tuple[str, str]]:
    """Ids and names of the reports of the story (or of the one that is named) with their earlier versions."""
    if report and report not in story.index.reports:
        raise HTTPException(404, "This report is not in the story.")
    found = []
    for ident in [report] if report else list(story.index.reports):
        for version in library.versions(ident):
            received = "" if version.report == ident else f", the version received {version.received}"
            found.append((version.report, f"{story.index.report_name(ident)}{received}: {version.title}"))
    return found

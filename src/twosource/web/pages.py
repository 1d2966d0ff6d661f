"""The pages that belong to no story: the list of stories, search, adding, work that goes on, the password, help."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from twosource.errors import TwosourceError
from twosource.web import latest, reading
from twosource.web.asking import Library, PageNumber
from twosource.web.rendering import show, with_query
from twosource.web.safety import Guard, cookie_line
from twosource.web.work import Task, Workshop

router = APIRouter(default_response_class=HTMLResponse)
STORIES_A_PAGE = 30
MOST_FOUND = 50
SOURCES_A_PAGE = 60
_PATIENCE = 3  # seconds that a reader waits for the ledger before being shown how far it is


@router.get("/")
def stories(request: Request, library: Library, page: PageNumber = 1) -> Response:
    """The stories of the library."""
    total = library.story_count()
    stories = library.stories((page - 1) * STORIES_A_PAGE, STORIES_A_PAGE)
    pages = reading.Pages(page, total, STORIES_A_PAGE)
    return show(request, "library.html", stories=stories, total=total, pages=pages)


@router.get("/news")
def news(request: Request, library: Library) -> Response:
    """What is new in the stories that changed last."""
    return show(request, "all_news.html", times=latest.of_all(library))


@router.get("/search")
def search(request: Request, library: Library, q: str = "") -> Response:
    """Reports by their words."""
    found, problem = [], ""
    if q.strip():
        try:
            found = list(library.search(q, MOST_FOUND))
        except TwosourceError as error:
            problem = str(error)
    return show(request, "search.html", q=q, found=found, problem=problem, most=MOST_FOUND)


@router.get("/add")
def add(request: Request) -> Response:
    """Where reports are added."""
    return show(request, "add.html")


@router.get("/jobs/{number}")
def job(request: Request, library: Library, number: str, then: str = "") -> Response:
    """How far a piece of work is, and what came of it; ``then`` is where the reader wanted to go."""
    workshop: Workshop | None = request.app.state.workshop
    found = workshop.job(number) if workshop else None
    if found is None:
        raise HTTPException(404, "There is no such piece of work, or it was long ago.")
    after = then if then.startswith("/stories/") or then == "/sources" else ""
    if found.state == "done" and after:
        return RedirectResponse(after, status_code=303)
    stories = [line for s in (found.outcome.stories if found.outcome else ()) if (line := library.story(s))]
    return show(request, "job.html", job=found, then=after, stories=stories)


@router.get("/sources")
def sources(request: Request, library: Library, q: str = "", page: PageNumber = 1) -> Response:
    """The ledger: who is cited across the stories."""
    workshop: Workshop | None = request.app.state.workshop
    if workshop is None:
        raise HTTPException(404, "This reading room has no ledger.")
    job = workshop.do(Task("ledger", version=library.state()))
    job.over.wait(_PATIENCE)
    if job.outcome is None:
        return RedirectResponse(with_query(f"/jobs/{job.id}", then="/sources"), status_code=303)
    wanted = q.strip().casefold()
    found = [e for e in job.outcome.ledger if any(wanted in name.casefold() for name in e.names)]
    shown = reading.part(reading.ledger(found), page, SOURCES_A_PAGE)
    return show(request, "ledger.html", q=q, shown=shown, missing=job.outcome.missing)


@router.get("/enter")
def enter(request: Request) -> Response:
    """Where the password is asked for."""
    return show(request, "enter.html", wrong=False)


@router.post("/enter")
async def entered(request: Request) -> Response:
    """The password, given."""
    guard: Guard = request.app.state.guard
    form = await request.form(max_files=0, max_fields=5)
    password = form.get("password")
    if not isinstance(password, str) or not guard.knows(password):
        await asyncio.sleep(1)  # so that trying many takes long
        return show(request, "enter.html", wrong=True, status=403)
    answer = RedirectResponse("/", status_code=303)
    answer.headers.append("set-cookie", cookie_line(guard, request.state.visitor))
    return answer


@router.get("/keys")
def keys(request: Request) -> Response:
    """What the keys do."""
    return show(request, "keys.html")

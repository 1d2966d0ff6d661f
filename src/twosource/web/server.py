"""The application: its doors, its pages, its JSON; and ``serve``, which runs it until it is stopped."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import PurePosixPath

import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response

from twosource.errors import TwosourceError
from twosource.library import open_library
from twosource.web import api, arranging, changes, pages, story_pages
from twosource.web.asking import NotYetRead
from twosource.web.holdings import Holdings, LibraryHoldings, Rooms
from twosource.web.rendering import Renderer, with_query
from twosource.web.safety import Door, Guard, is_loopback
from twosource.web.work import Workshop

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
NO_PAGE = "There is no page at this address. It may be of a story that was read again."
_SHARED = {"page.css": "present"}  # what the self-contained page looks like, the room looks like too


def application(holdings: Holdings, guard: Guard, workshop: Workshop | None = None) -> FastAPI:
    """The reading room of a library, as an ASGI application; without a ``workshop`` it only shows what is there."""
    app = FastAPI(
        title="twosource",
        version=version("twosource"),
        description="Everything that the pages of the reading room show. Addresses of words are Unicode code points.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # the usual ones load scripts from elsewhere
        redoc_url=None,
    )
    app.state.guard, app.state.holdings, app.state.workshop = guard, holdings, workshop
    app.state.rooms, app.state.renderer = Rooms(holdings), Renderer(guard)
    if workshop:
        workshop.afterwards = app.state.rooms.changed
    app.include_router(api.router)
    app.include_router(pages.router, include_in_schema=False)
    app.include_router(story_pages.router, include_in_schema=False)
    app.include_router(story_pages.changing, include_in_schema=False)
    app.include_router(changes.router, include_in_schema=False)
    app.include_router(arranging.router, include_in_schema=False)
    app.add_api_route("/static/{name}", _static, include_in_schema=False)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(404, _missing)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(TwosourceError, _in_words)
    app.add_exception_handler(NotYetRead, _not_yet)
    app.add_middleware(Door, guard=guard)
    return app


def serve(where: str, host: str, port: int, *, password: str | None, models: bool, say: Callable[[str], None]) -> None:
    """Open the room of the library at ``where`` (made where there is none) at ``host`` and ``port`` (0: any that is
    free) until it is stopped. Another host than this computer needs a password: one is made up where none is given."""
    local = is_loopback(host)
    if not local and password is None:
        password = secrets.token_urlsafe(12)
    config = uvicorn.Config(lambda: None, host=host, port=port, log_level="warning", server_header=False)
    socket = config.bind_socket()
    socket.listen()  # so that who opens the address at once waits instead of being turned away
    port = socket.getsockname()[1]
    guard = Guard(port, frozenset({"localhost", "127.0.0.1", "::1", host}) if local else None, password)
    shown = f"[{host}]" if ":" in host else host
    with open_library(where) as library:
        workshop = Workshop(where, models=models)
        holdings = LibraryHoldings(library)
        holdings.story_count()  # asked once, so that the first reader need not wait
        holdings.stories(0, pages.STORIES_A_PAGE)
        config.app = application(holdings, guard, workshop)
        say(f"The reading room of {library.where} is open at http://{shown}:{port}/  (Ctrl-C closes it)")
        if not local:
            say(f"It can be reached from other computers. The password is: {password}")
            say("What is sent is not encrypted: use it in a network that you trust, or behind a proxy with TLS.")
        try:
            uvicorn.Server(config).run(sockets=[socket])
        finally:
            workshop.close()


@cache
def _file(name: str) -> tuple[bytes, str] | None:
    kind = _TYPES.get(PurePosixPath(name).suffix)
    room = _SHARED.get(name)
    folder = files("twosource.present") / "templates" if room else files("twosource.web") / "static"
    found = folder / name
    return (found.read_bytes(), kind) if kind and "/" not in name and found.is_file() else None


def _static(name: str) -> Response:
    """One of the room's own files; nothing else on the disk has an address."""
    found = _file(name)
    if found is None:
        raise HTTPException(404)
    return Response(found[0], media_type=found[1], headers={"cache-control": "max-age=3600"})


async def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    told = error.detail if isinstance(error, HTTPException) and isinstance(error.detail, str) else ""
    return _problem(request, status, told if told and told != "Not Found" else NO_PAGE)


async def _not_understood(request: Request, _: Exception) -> Response:
    return _problem(request, 400, "The address or form could not be understood. Go back and try again.")


async def _in_words(request: Request, error: Exception) -> Response:
    return _problem(request, 400, str(error))


async def _not_yet(request: Request, error: Exception) -> Response:
    """Sends a reader to where the progress is shown, and from there back."""
    if not isinstance(error, NotYetRead):
        raise error
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "The story is being compared.", "job": f"/api/jobs/{error.job.id}"}, 409)
    return RedirectResponse(with_query(f"/jobs/{error.job.id}", then=error.home), status_code=303)


def _problem(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": words}, status)
    renderer: Renderer = request.app.state.renderer
    return renderer.page(request, "problem.html", status=status, words=words)

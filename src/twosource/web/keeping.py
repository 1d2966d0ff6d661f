"""Pages of a story as they were made, kept for the next reader of the same version of it.

A page that shows nothing but a dossier and the decisions that it was made with is the same for every reader, but for
the key of its forms. It is kept in pieces around that key, with the version of the story, and goes with it. A browser
that has it already is told so (ETag).
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from twosource.web.holdings import Opened, Rooms

MOST = 16 * 1024 * 1024  # bytes of pages kept of one story
LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered, in pieces; between them stands the key of the visitor's forms."""

    pieces: tuple[bytes, ...]
    kind: str

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(map(len, self.pieces))

    def answer(self, request: Request) -> Response:
        """The page for this visitor, or that it is the one that the browser has."""
        key = form_key(request)
        body = key.join(self.pieces)
        tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"etag": tag})
        return Response(body, media_type=self.kind, headers={"etag": tag})


class Pages:
    """Pages by address; those not asked for longest go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Page] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, address: str) -> Page | None:
        """The page, if it is kept."""
        with self._lock:
            page = self._kept.get(address)
            if page is not None:
                self._kept.move_to_end(address)
            return page

    def keep(self, address: str, page: Page) -> None:
        """Keep it, and make room."""
        with self._lock:
            old = self._kept.pop(address, None)
            self._kept[address] = page
            self._size += page.size - (old.size if old else 0)
            while self._size > MOST:
                self._size -= self._kept.popitem(last=False)[1].size


class KeptRoute(APIRoute):
    """A page that depends on nothing but the story's version, its address and the visitor's form key."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own answer, unless it is kept."""
        make = super().get_route_handler()

        async def answer(request: Request) -> Response:
            rooms: Rooms = request.app.state.rooms
            opened = await _opened(rooms, request.path_params["story"])
            room = opened.room if opened and opened.fresh else None
            address = f"{request.url.path}?{request.url.query}"
            kept: Page | None = room.pages.get(address) if room else None
            if kept is None:
                made: Response = await make(request)
                if room is None or len(address) > LONGEST_ADDRESS:
                    return made
                if made.status_code != 200 or request.state.reading is not None:
                    return made
                kept = Page(tuple(bytes(made.body).split(form_key(request))), made.headers["content-type"])
                room.pages.keep(address, kept)
            return kept.answer(request)

        return answer


async def _opened(rooms: Rooms, story: str) -> Opened | None:
    """The story; the library is asked on a thread of its own, where it must be asked at all."""
    return rooms.trusted(story) or await run_in_threadpool(rooms.story, story)


def form_key(request: Request) -> bytes:
    """What the visitor's forms must bring back."""
    key: str = request.app.state.guard.form_key(request.state.visitor)
    return key.encode()

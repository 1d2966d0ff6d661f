"""What a form brings back: only from a page that this room made for this visitor (see ``safety``)."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException

from twosource.present.visible import one_line
from twosource.web.asking import Library
from twosource.web.safety import FORM_FIELD, Guard
from twosource.web.work import Task, Workshop

_FILES, _FIELDS, _LONGEST_FIELD = 2000, 2000, 8 * 1024 * 1024
_PATIENCE = 1  # seconds that a reader waits for a small story to be compared again; of a longer one the page tells


async def _form(request: Request) -> FormData:
    """The form that was sent, if a page of this room made it for this visitor."""
    guard: Guard = request.app.state.guard
    try:
        form = await request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=_LONGEST_FIELD)
    except MultiPartException as error:
        raise HTTPException(413, f"That is too much at once ({error.message}). Send it in parts.") from error
    key = form.get(FORM_FIELD)
    if not isinstance(key, str) or not hmac.compare_digest(key, guard.form_key(request.state.visitor)):
        raise HTTPException(403, "This form has grown old: the reading room was started anew since. Load it again.")
    return form


Form = Annotated[FormData, Depends(_form)]


def word(form: FormData, name: str, most: int = 2000) -> str:
    """The value of a field on one line; empty where there is none."""
    value = form.get(name)
    return one_line(value)[:most] if isinstance(value, str) else ""


def by_whom(form: FormData) -> str:
    """Who decides."""
    return word(form, "by", 100)


def ticked(form: FormData, name: str) -> list[str]:
    """The values of the boxes that were ticked, each once."""
    return list(dict.fromkeys(value for value in form.getlist(name) if isinstance(value, str)))


def see(address: str) -> Response:
    """The page to be shown after a change."""
    return RedirectResponse(address, status_code=303)


def read_again(request: Request, library: Library, story: str, back: str) -> Response:
    """The story is compared anew. The reader goes on reading: where it takes longer, the page tells how far it is and
    is loaded again when it is done."""
    workshop: Workshop = request.app.state.workshop
    request.app.state.rooms.changed()
    workshop.do(Task("check", story, version=library.version(story))).over.wait(_PATIENCE)
    return see(back)

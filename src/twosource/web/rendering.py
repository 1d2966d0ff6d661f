"""Templates to answers. Everything is escaped by the template engine; pages are made of values, never of markup."""

from __future__ import annotations

import getpass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from twosource.present.templating import environment
from twosource.web.board import KINDS, STANDINGS
from twosource.web.safety import FORM_FIELD, Guard
from twosource.web.story import StoryRoom


class Renderer:
    """Makes pages."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._environment = environment("twosource.web")
        for name in self._environment.list_templates(["html"]):
            self._environment.get_template(name)  # so that the first reader need not wait for it
        self._environment.globals.update(KINDS=KINDS, STANDINGS=STANDINGS, with_query=with_query, FORM_FIELD=FORM_FIELD)

    def page(self, request: Request, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
        """A page; ``form_key`` is what its forms must bring back."""
        html = self._environment.get_template(template).render(
            here=request.url.path, form_key=self._guard.form_key(request.state.visitor), **shown
        )
        return HTMLResponse(html, status)


def show(request: Request, template: str, **shown: Any) -> HTMLResponse:
    """A page of the room that the request came to."""
    renderer: Renderer = request.app.state.renderer
    return renderer.page(request, template, **shown)


def in_story(request: Request, story: StoryRoom, tab: str, template: str, **shown: Any) -> HTMLResponse:
    """A page of a story; ``tab`` is the part that it belongs to."""
    by = _login() if request.app.state.guard.password is None else ""
    return show(request, template, story=story, head=story.head, tab=tab, by=by, reading=request.state.reading, **shown)


@cache
def _login() -> str:
    """Who sits at this computer, to begin with; a reader may write another name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def with_query(path: str, **values: str | int) -> str:
    """The path with those values that are not empty."""
    told = {name: value for name, value in values.items() if value not in ("", 0)}
    return f"{path}?{urlencode(told)}" if told else path

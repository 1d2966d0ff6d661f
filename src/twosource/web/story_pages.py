"""The pages of a story. Each is an address that can be kept, shared and opened again, and reads without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from twosource.present import dossier_json, page
from twosource.record import Mention
from twosource.web import deciding, evidence, latest, reading
from twosource.web.asking import Asked, At, Library, PageNumber, Story, span
from twosource.web.between import RELATIONS, between
from twosource.web.holdings import Holdings
from twosource.web.keeping import KeptRoute
from twosource.web.margin import report_page
from twosource.web.pairing import candidates
from twosource.web.rendering import in_story, with_query
from twosource.web.revised import versions_page
from twosource.web.story import StoryRoom
from twosource.web.work import Task

router = APIRouter(default_response_class=HTMLResponse, route_class=KeptRoute)
changing = APIRouter(default_response_class=HTMLResponse)  # what more depends on than the story's version
CORRECTABLE = {
    "title": "Headline",
    "publisher": "Publisher",
    "published": "Published",
    "author": "Author",
    "language": "Language",
    "url": "Address",
}


def _about(story: StoryRoom, library: Holdings, places: Sequence[Mention]) -> Sequence[deciding.Line]:
    """What was decided about these words."""
    log = library.decisions(story.id)
    return deciding.about(deciding.lines(story.index, story.addresses, log), places, log)


@router.get("/stories/{story}")
def board(request: Request, story: Story, filters: Asked, page: PageNumber = 1) -> Response:
    """Headline numbers and the board."""
    shown = reading.board(story, filters, page)
    return in_story(request, story, "board", "story.html", board=shown, filters=filters)


@router.get("/stories/{story}/questions/{key}")
def question(request: Request, story: Story, library: Library, key: str) -> Response:
    """The answers to a question, side by side, with their words."""
    comparison = story.questions.get(key)
    if comparison is None:
        raise HTTPException(404, "This question is no longer in the story: its reports were read again.")
    shown = evidence.of_question(story.index, story.addresses, comparison)
    places = [m for value in comparison.values for m in value.mentions]
    before, after = story.neighbours(key)
    return in_story(
        request,
        story,
        "board",
        "question.html",
        q=shown,
        decided=_about(story, library, places),
        before=before,
        after=after,
    )


@router.get("/stories/{story}/statements/{statement:path}")
def statement(request: Request, story: Story, library: Library, statement: str) -> Response:
    """One statement: its words, its chain, where else it stands."""
    found = story.index.statements.get(statement)
    if found is None:
        raise HTTPException(404, "This statement is no longer in the story: its report was read again.")
    shown = evidence.of_statement(story.index, story.addresses, found)
    before, after = story.neighbours(statement)
    return in_story(
        request,
        story,
        "board",
        "statement.html",
        s=shown,
        same=story.addresses.same(found),
        decided=_about(story, library, [found.mention]),
        before=before,
        after=after,
    )


@router.get("/stories/{story}/reports")
def reports(request: Request, story: Story) -> Response:
    """The reports of a story and who took from whom."""
    return in_story(request, story, "reports", "reports.html", reports=reading.reports(story))


@router.get("/stories/{story}/reports/{report:path}")
def report(request: Request, story: Story, library: Library, report: str, at: At = "0-0") -> Response:
    """A report in full with its attributions in the margin."""
    found = story.index.reports.get(report)
    if found is None:
        raise HTTPException(404, "This report is not in the story.")
    shown = report_page(story.index, story.addresses, story.elsewhere, found, span(at, len(found.text)))
    fields = [(name, words, getattr(found, name) or "") for name, words in CORRECTABLE.items()]
    versions = len(library.versions(report))
    return in_story(request, story, "reports", "report.html", r=shown, fields=fields, versions=versions)


@changing.get("/stories/{story}/versions/{report:path}")
def versions(request: Request, story: Story, library: Library, report: str) -> Response:
    """How an article changed from version to version."""
    found = story.index.reports.get(report)
    if found is None:
        raise HTTPException(404, "This report is not in the story.")
    revisions = library.revisions(report)
    if revisions is None:
        job = request.app.state.workshop.do(Task("versions", report=report))
        return RedirectResponse(with_query(f"/jobs/{job.id}", then=story.addresses.versions(report)), status_code=303)
    shown = versions_page(story.index, story.addresses, found, library.versions(report), revisions)
    return in_story(request, story, "reports", "versions.html", shown=shown)


@changing.get("/stories/{story}/news")
def news(request: Request, story: Story, library: Library) -> Response:
    """What the reports that came changed."""
    line = library.story(story.id)
    times = latest.of_story(line, library.news(story.id)) if line else ()
    return in_story(request, story, "news", "news.html", times=times)


@router.get("/stories/{story}/same/{statement:path}")
def same(request: Request, story: Story, statement: str, q: str = "") -> Response:
    """Which other statements say the same as this one."""
    found = story.index.statements.get(statement)
    if found is None:
        raise HTTPException(404, "This statement is no longer in the story: its report was read again.")
    shown = evidence.of_statement(story.index, story.addresses, found)
    others = candidates(story.index, story.addresses, found, q)
    return in_story(request, story, "board", "same.html", s=shown, others=others, q=q)


@router.get("/stories/{story}/origins")
def origins(request: Request, story: Story, rule: Literal["", "met", "not_met"] = "", page: PageNumber = 1) -> Response:
    """Who stands behind what: the stemma and the counts; or only the matters that rest on two origins, or on one."""
    return in_story(
        request,
        story,
        "origins",
        "origins.html",
        view=story.view,
        counts=reading.counts(story, page, rule),
        parties=story.parties,
        rule=rule,
    )


@router.get("/stories/{story}/between")
def beside(request: Request, story: Story, library: Library, first: str = "", second: str = "") -> Response:
    """Two reports side by side: what the one has of the other, and who took from whom."""
    shown = between(story, first, second)
    if shown is None and first and second and first != second:
        raise HTTPException(404, "These two reports are not in the story.")
    log = library.decisions(story.id)
    decided = deciding.about_reports(deciding.lines(story.index, story.addresses, log), log, (first, second))
    return in_story(
        request,
        story,
        "origins",
        "between.html",
        two=shown,
        asked=(first, second),
        reports=[(r, story.index.report_name(r)) for r in story.index.reports],
        relations=RELATIONS,
        decided=decided if shown else (),
        back=story.addresses.between(first, second),
    )


@router.get("/stories/{story}/sources")
def sources(request: Request, story: Story, name: str = "", page: PageNumber = 1) -> Response:
    """Everybody who is cited, with what he or she says."""
    shown = reading.sources(story, name, page)
    return in_story(request, story, "sources", "sources.html", shown=shown)


@router.get("/stories/{story}/quotations")
def quotations(request: Request, story: Story, page: PageNumber = 1) -> Response:
    """Quotations, word by word: those in several reports first, then those in one only."""
    shown = reading.quotations(story, page)
    return in_story(request, story, "quotations", "quotations.html", shown=shown)


@router.get("/stories/{story}/timeline")
def timeline(request: Request, story: Story, page: PageNumber = 1) -> Response:
    """Dated happenings."""
    shown = reading.timeline(story, page)
    return in_story(request, story, "timeline", "timeline.html", shown=shown)


@router.get("/stories/{story}/map")
def places(request: Request, story: Story) -> Response:
    """The places that the reports name."""
    return in_story(request, story, "map", "map.html", map=story.atlas)


@router.get("/stories/{story}/decisions")
def decisions(request: Request, story: Story, library: Library) -> Response:
    """What people decided, each to be taken back."""
    lines = deciding.lines(story.index, story.addresses, library.decisions(story.id))
    return in_story(request, story, "decisions", "decisions.html", lines=lines)


@router.get("/stories/{story}/methods")
def methods(request: Request, story: Story) -> Response:
    """What was not decided, and what to know before relying on any of it."""
    return in_story(request, story, "methods", "methods.html", view=story.view)


@router.get("/stories/{story}/share")
def share(request: Request, story: Story) -> Response:
    """How to take the story elsewhere."""
    return in_story(request, story, "share", "share.html")


@changing.get("/stories/{story}/share/{name}")
def shared(story: Story, name: str) -> Response:
    """The story as one file."""
    if name == "dossier.html":
        data, kind = page.render(story.dossier).encode("utf-8", "replace"), "text/html; charset=utf-8"
    elif name == "dossier.json":
        data, kind = dossier_json.dump(story.dossier), "application/json"
    else:
        raise HTTPException(404, "A story can be had as dossier.html or dossier.json.")
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})

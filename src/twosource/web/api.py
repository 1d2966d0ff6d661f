"""What the pages show, as JSON. The types are the contract: ``/api/openapi.json`` is made from them.

Places of words are Unicode code points, ``[start, end)``, into the text of the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from twosource.present import dossier_json
from twosource.present.page_parts import Count, Quotation
from twosource.present.stemma import Stemma
from twosource.present.summary import Taken
from twosource.web import deciding, evidence, latest, reading, revised
from twosource.web.asking import Asked, At, Library, PageNumber, Story, span
from twosource.web.atlas import Spot
from twosource.web.deciding import Line
from twosource.web.holdings import Found, StoryLine
from twosource.web.margin import ReportPage, report_page
from twosource.web.story import Head
from twosource.web.work import Outcome, State, Task, Workshop

router = APIRouter(prefix="/api", tags=["reading"])
STORIES_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Origins:
    """Who stands behind what, who took from whom, and the same as a picture."""

    counts: tuple[Count, ...]
    taken: tuple[Taken, ...]
    stemma: Stemma | None


@dataclass(frozen=True, slots=True)
class NotDecided:
    """What could not be told, step by step, and warnings about the set of reports."""

    declined: tuple[tuple[str, list[str]], ...]
    warnings: tuple[str, ...]
    spellings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is; ``problem`` says why it failed, ``stories`` and ``refused`` what came of it."""

    id: str
    state: State
    stage: str
    problem: str
    stories: tuple[str, ...]
    refused: tuple[str, ...]


@router.get("/jobs/{number}")
def job(request: Request, number: str) -> Progress:
    """Reports being added, or a story being compared."""
    workshop: Workshop | None = request.app.state.workshop
    found = workshop.job(number) if workshop else None
    if found is None:
        raise HTTPException(404, "There is no such piece of work, or it was long ago.")
    came = found.outcome or Outcome()
    return Progress(found.id, found.state, found.stage, found.problem, came.stories, came.refused)


@router.get("/search")
def search(library: Library, q: str, most: Annotated[int, Query(ge=1, le=200)] = 50) -> tuple[Found, ...]:
    """Reports that hold all these words."""
    return tuple(library.search(q, most))


@router.get("/sources")
def ledger(request: Request, library: Library, q: str = "", page: PageNumber = 1) -> reading.Part[reading.LedgerLine]:
    """Who is cited across the stories that were compared."""
    workshop: Workshop | None = request.app.state.workshop
    job = workshop.do(Task("ledger", version=library.state())) if workshop else None
    if job is not None:
        job.over.wait(60)
    if job is None or job.outcome is None:
        raise HTTPException(409, "The ledger is being made.")
    found = [e for e in job.outcome.ledger if any(q.casefold() in name.casefold() for name in e.names)]
    return reading.part(reading.ledger(found), page, STORIES_A_PAGE)


@router.get("/news")
def all_news(library: Library) -> tuple[latest.Time, ...]:
    """What is new in the stories that changed last."""
    return latest.of_all(library)


@router.get("/stories/{story}/news")
def news(story: Story, library: Library) -> tuple[latest.Time, ...]:
    """What the reports that came changed in a story, the latest first."""
    line = library.story(story.id)
    return latest.of_story(line, library.news(story.id)) if line else ()


@router.get("/stories/{story}/versions/{report:path}")
def versions(request: Request, story: Story, library: Library, report: str) -> revised.Versions:
    """How an article changed from version to version."""
    found = story.index.reports.get(report)
    if found is None:
        raise HTTPException(404, "There is no such report in the story.")
    revisions = library.revisions(report)
    if revisions is None:
        request.app.state.workshop.do(Task("versions", report=report))
        raise HTTPException(409, "The versions are being held against one another. Ask again in a moment.")
    return revised.versions_page(story.index, story.addresses, found, library.versions(report), revisions)


@router.get("/stories/{story}/decisions")
def decisions(story: Story, library: Library) -> tuple[Line, ...]:
    """What people decided about a story, the latest first."""
    return deciding.lines(story.index, story.addresses, library.decisions(story.id))


@router.get("/stories")
def stories(library: Library, page: PageNumber = 1) -> reading.Part[StoryLine]:
    """The stories of the library, those that changed last first."""
    pages = reading.Pages(page, library.story_count(), STORIES_A_PAGE)
    return reading.Part(tuple(library.stories((page - 1) * STORIES_A_PAGE, STORIES_A_PAGE)), pages)


@router.get("/stories/{story}")
def head(story: Story) -> Head:
    """Title and headline numbers of a story."""
    return story.head


@router.get("/stories/{story}/dossier")
def dossier(story: Story) -> Response:
    """Everything found in a story, in the published format ``twosource-dossier/1``."""
    return Response(dossier_json.dump(story.dossier), media_type="application/json")


@router.get("/stories/{story}/board")
def board(story: Story, filters: Asked, page: PageNumber = 1) -> reading.Board:
    """The board: questions and single accounts, conflicts first."""
    return reading.board(story, filters, page)


@router.get("/stories/{story}/questions/{key}")
def question(story: Story, key: str) -> evidence.QuestionEvidence:
    """The answers to a question with their words."""
    found = story.questions.get(key)
    if found is None:
        raise HTTPException(404, "There is no such question in the story.")
    return evidence.of_question(story.index, story.addresses, found)


@router.get("/stories/{story}/statements/{statement:path}")
def statement(story: Story, statement: str) -> evidence.StatementEvidence:
    """A statement: its words, its chain, where else it is said."""
    found = story.index.statements.get(statement)
    if found is None:
        raise HTTPException(404, "There is no such statement in the story.")
    return evidence.of_statement(story.index, story.addresses, found)


@router.get("/stories/{story}/reports")
def reports(story: Story) -> tuple[reading.ReportLine, ...]:
    """The reports of a story, oldest first."""
    return reading.reports(story)


@router.get("/stories/{story}/reports/{report:path}")
def report(story: Story, report: str, at: At = "0-0") -> ReportPage:
    """A report in full with its attributions."""
    found = story.index.reports.get(report)
    if found is None:
        raise HTTPException(404, "There is no such report in the story.")
    return report_page(story.index, story.addresses, story.elsewhere, found, span(at, len(found.text)))


@router.get("/stories/{story}/origins")
def origins(story: Story) -> Origins:
    """Who stands behind what."""
    return Origins(story.view.counts, story.view.taken, story.view.picture)


@router.get("/stories/{story}/sources")
def sources(story: Story, name: str = "", page: PageNumber = 1) -> reading.Sources:
    """Everybody who is cited; ``name`` opens one of them."""
    return reading.sources(story, name, page)


@router.get("/stories/{story}/quotations")
def quotations(story: Story, page: PageNumber = 1) -> reading.Part[Quotation]:
    """Quotations, word by word: those in several reports first, then those in one only (``alone``)."""
    return reading.quotations(story, page)


@router.get("/stories/{story}/timeline")
def timeline(story: Story, page: PageNumber = 1) -> reading.Part[reading.Happening]:
    """Dated happenings."""
    return reading.timeline(story, page)


@router.get("/stories/{story}/map")
def places(story: Story) -> tuple[Spot, ...]:
    """The places that the reports name, in tenths of a degree eastwards from 180° W and southwards from 90° N."""
    return (*story.atlas.drawn, *story.atlas.missing)


@router.get("/stories/{story}/methods")
def not_decided(story: Story) -> NotDecided:
    """What was not decided."""
    return NotDecided(story.view.declined, story.view.warnings, story.view.spellings)

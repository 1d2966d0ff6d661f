"""What a reader changes: reports added, the program overruled."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from pathlib import Path, PurePosixPath, PureWindowsPath

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from twosource.present.visible import one_line
from twosource.record import Decision
from twosource.web import deciding
from twosource.web.asking import Library, Story
from twosource.web.forms import Form, by_whom, read_again, see, ticked, word
from twosource.web.story_pages import CORRECTABLE
from twosource.web.work import Task, Workshop

router = APIRouter()
_ADDRESSES = 50


# --------------------------------------------------------------------------- adding


@router.post("/add")
def add(request: Request, form: Form) -> Response:
    """Files, pasted text or addresses, into the library."""
    workshop: Workshop = request.app.state.workshop
    folder = Path(tempfile.mkdtemp(prefix="twosource-"))
    sent = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    for one in sent:
        with (folder / free_name(folder, one.filename or "")).open("wb") as out:
            shutil.copyfileobj(one.file, out)
    pasted = form.get("text")
    if isinstance(pasted, str) and pasted.strip():
        (folder / free_name(folder, "pasted.txt")).write_text(_with_head(pasted, form), encoding="utf-8")
    urls = _urls(form)
    if not urls and not any(folder.iterdir()):
        folder.rmdir()
        raise HTTPException(400, "Nothing was sent. Choose files, paste the text of a report, or give an address.")
    return see(f"/jobs/{workshop.do(Task('add', folder=str(folder), urls=urls)).id}")


@router.post("/add/example")
def add_example(request: Request, _: Form) -> Response:
    """The invented story that comes with the program."""
    workshop: Workshop = request.app.state.workshop
    folder = Path(tempfile.mkdtemp(prefix="twosource-"))
    for path in example().iterdir():
        shutil.copy(path, folder / path.name)
    return see(f"/jobs/{workshop.do(Task('add', folder=str(folder))).id}?open=1")


def _urls(form: FormData) -> tuple[str, ...]:
    """Addresses to be fetched, one a line; the fetcher refuses those that it must not fetch, in words."""
    value = form.get("urls")
    lines = [one_line(line) for line in value.splitlines()] if isinstance(value, str) else []
    urls = [line for line in lines if line][:_ADDRESSES]
    if wrong := next((u for u in urls if not u.lower().startswith(("http://", "https://"))), ""):
        raise HTTPException(400, f"{wrong[:100]} is no address of the web. Write it as https://example.org/article.")
    return tuple(urls)


def example() -> Path:
    """The folder of the example story: in the package where it is installed, else in the source tree."""
    packed = Path(str(files("twosource.web"))) / "example"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "examples" / "harbour-fire"


def free_name(folder: Path, name: str) -> str:
    """A name in the folder that nothing has: the last part of what was given, so that it climbs nowhere."""
    last = PureWindowsPath(PurePosixPath(name.replace("\0", "")).name).name
    kept = "".join(c if c.isprintable() and c not in '<>:"|?*\\/' else "_" for c in last).strip(". ")[-120:] or "report"
    stem, ending = PurePosixPath(kept).stem, PurePosixPath(kept).suffix
    number = 1
    while (folder / kept).exists():
        number += 1
        kept = f"{stem}-{number}{ending}"
    return kept


def _with_head(text: str, form: FormData) -> str:
    """Pasted text with what was said of it at its top, as ``intake`` reads it."""
    said = {name: word(form, name, 300) for name in ("title", "publisher", "published", "url")}
    head = "".join(f"{name}: {value}\n" for name, value in said.items() if value)
    return f"---\n{head}---\n{text}" if head and not text.lstrip().startswith("---") else text


# --------------------------------------------------------------------------- overruling


@router.post("/stories/{story}/questions/{key}")
def judge(request: Request, story: Story, library: Library, key: str, form: Form) -> Response:
    """Another verdict for a question, or one of its answers set aside."""
    comparison = story.questions.get(key)
    if comparison is None:
        raise HTTPException(404, "This question is no longer in the story: its reports were read again.")
    choice = word(form, "choice")
    made = deciding.on_question(story.index, comparison, choice, by_whom(form), word(form, "note"))
    gone = choice.startswith("aside")
    return _decided(
        request, library, story.id, made, story.addresses.home if gone else story.addresses.question(comparison)
    )


@router.post("/stories/{story}/statements/{statement:path}")
def set_apart(request: Request, story: Story, library: Library, statement: str, form: Form) -> Response:
    """A statement taken from those that it was put together with."""
    found = story.index.statements.get(statement)
    if found is None:
        raise HTTPException(404, "This statement is no longer in the story: its report was read again.")
    groups = [g for g in story.index.groups.values() if statement in g.statements]
    others = [story.index.statements[s] for g in groups for s in g.statements if s != statement]
    made = deciding.on_statement(story.index, found, others, by_whom(form), word(form, "note"))
    return _decided(request, library, story.id, made, story.addresses.statement(found))


@router.post("/stories/{story}/same/{statement:path}")
def put_together(request: Request, story: Story, library: Library, statement: str, form: Form) -> Response:
    """A statement put together with others that say the same."""
    found = story.index.statements.get(statement)
    if found is None:
        raise HTTPException(404, "This statement is no longer in the story: its report was read again.")
    others = [story.index.statements[s] for s in ticked(form, "other") if s in story.index.statements]
    made = deciding.on_same(story.index, found, others, by_whom(form), word(form, "note"))
    return _decided(request, library, story.id, made, story.addresses.statement(found))


@router.post("/stories/{story}/reports/{report:path}")
def correct(request: Request, story: Story, library: Library, report: str, form: Form) -> Response:
    """What is known of a report, put right."""
    found = story.index.reports.get(report)
    if found is None:
        raise HTTPException(404, "This report is not in the story.")
    told = {name: word(form, name) for name in CORRECTABLE if name in form}
    values = [f"{name}={value}" for name, value in told.items() if value != one_line(getattr(found, name) or "")]
    if not values:
        raise HTTPException(400, "Nothing was changed.")
    library.correct(report, values, by_whom(form), word(form, "note"))
    return read_again(request, library, story.id, story.addresses.report(report))


@router.post("/stories/{story}/origins")
def count_origins(request: Request, story: Story, library: Library, form: Form) -> Response:
    """Two sources counted as one origin or two; two names taken for one party or two."""
    words = (word(form, name) for name in ("choice", "first", "second", "by", "note"))
    made = deciding.on_origins(story.index, *words)
    return _decided(request, library, story.id, made, f"{story.addresses.home}/origins")


@router.post("/stories/{story}/between")
def take_from(request: Request, story: Story, library: Library, form: Form) -> Response:
    """One report taken from the other, or neither."""
    choice, relation, first, second, by, note = (
        word(form, name) for name in ("choice", "relation", "first", "second", "by", "note")
    )
    made = deciding.on_reports(story.index, choice, relation, first, second, by, note)
    return _decided(request, library, story.id, made, story.addresses.between(first, second))


@router.post("/stories/{story}/undo")
def undo(request: Request, story: Story, library: Library, form: Form) -> Response:
    """A decision taken back; it stays in the log."""
    ident = word(form, "decision", 100)
    if ident not in {d.id for d in library.decisions(story.id)}:
        raise HTTPException(404, "There is no such decision about this story.")
    made = deciding.taken_back(ident, by_whom(form))
    back = word(form, "back")
    home = story.addresses.home
    return _decided(request, library, story.id, made, back if back.startswith(f"{home}/") else f"{home}/decisions")


def _decided(request: Request, library: Library, story: str, made: Decision, back: str) -> Response:
    library.decide(made)
    return read_again(request, library, story, back)

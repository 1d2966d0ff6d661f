"""Stories: which reports belong together, in a corpus or in the library, and what a person changes about it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.corpus import run_filter
from twosource.cli.options import Columns, Output
from twosource.cli.run import in_words, say
from twosource.cli.shelf import By, Json, LibraryAt, answer, counted, opened, person

if TYPE_CHECKING:
    from twosource.desk.affairs import Linked
    from twosource.library import ReportRow, StoryRow

commands = typer.Typer()
story = typer.Typer(
    help="One story of the library: show it, merge it with another, split it, move reports, follow it.",
    no_args_is_help=True,
)
commands.add_typer(story, name="story")

Story = Annotated[str, typer.Argument(metavar="STORY", help="A story's id, as s12.")]
Reports = Annotated[list[str], typer.Argument(metavar="REPORT…", help="Ids of reports.")]


@commands.command(
    epilog="Example: twosource stories articles.jsonl -o stories.jsonl",
    help="List the stories of the library, the last changed first.\n\n"
    "With IN.jsonl: which reports of that corpus tell one story, without a library: the same story name for reports "
    "that belong together.",
)
def stories(
    source: Annotated[
        str | None, typer.Argument(metavar="[IN.jsonl]", help="Reports, one JSON object a line; - is standard input.")
    ] = None,
    output: Output = "-",
    columns: Columns = None,
    library: LibraryAt = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many stories of the library.")] = 50,
    offset: Annotated[int, typer.Option(min=0, help="Leave out the first so many.")] = 0,
    json: Json = False,
) -> None:
    """``twosource stories``: see its help."""
    with in_words():
        if source is not None:
            from twosource import corpus

            run_filter(source, output, corpus.stories, columns)
        with opened(library) as held:
            rows = held.list_stories(limit=limit, offset=offset)
            followed = {*held.followed()}
            answer(
                rows if not json else [{**asdict(row), "followed": row.id in followed} for row in rows],
                json,
                _table(rows, followed),
            )
            if not rows and not json:
                say(f"{held.where} holds no stories yet. Add reports: twosource add reports/")


def _table(rows: list[StoryRow], followed: Container[str]) -> Iterator[str]:
    for row in rows:
        days = " to ".join(dict.fromkeys(filter(None, (row.first, row.last)))) or "no date"
        found = f"; {row.summary['differ']} differ" if row.fresh and row.summary.get("differ") else ""
        mark = "; followed" if row.id in followed else ""
        yield f"{row.id:>6}  {counted(row.reports, 'report'):>11}  {days:<24}  {row.title}{found}{mark}"


@story.command(epilog="Example: twosource story show s12", help="The reports of a story, in order of publication.")
def show(
    ident: Story,
    library: LibraryAt = None,
    versions: Annotated[bool, typer.Option("--versions", help="Earlier versions too.")] = False,
    json: Json = False,
) -> None:
    """``twosource story show``: see its help."""
    with in_words(), opened(library) as held:
        from twosource.desk.affairs import affair

        row, rows = held.story(ident), held.reports_of(ident, versions=versions)
        near = affair(held, ident)
        shown = [f"{row.id}  {row.title}", *map(_report, rows), *map(_linked, near)]
        answer({"story": row, "reports": rows, "affair": list(near)}, json, shown)


def _linked(one: Linked) -> str:
    return f"    {one.relation} {one.story}, {one.title}: {one.why}"


def _report(row: ReportRow) -> str:
    replaced = f"; replaced by {row.replaced_by}" if row.replaced_by else ""
    day = (row.published or "no date")[:16]
    return f"    {row.id:<24} {day:<16}  {row.publisher or '?'}: {row.title or '?'}{replaced}"


@story.command(
    epilog="Example: twosource story follow s12",
    help="Follow a story: twosource watch tells what changes in it. It is remembered, until `story unfollow`.",
)
def follow(ident: Story, library: LibraryAt = None, by: By = None, json: Json = False) -> None:
    """``twosource story follow``: see its help."""
    with in_words(), opened(library) as held:
        row = held.story(held.follow(ident, by=person(by)))
        answer(row, json, [f"{row.id} is followed: {row.title}"])


@story.command(epilog="Example: twosource story unfollow s12", help="Follow a story no longer.")
def unfollow(ident: Story, library: LibraryAt = None, by: By = None, json: Json = False) -> None:
    """``twosource story unfollow``: see its help."""
    with in_words(), opened(library) as held:
        row = held.unfollow(ident, by=person(by))
        answer({"story": row}, json, [f"{row} is not followed."])


@story.command(
    epilog="Example: twosource story merge s12 s17",
    help="Two stories are one. It holds for good: what comes for either later joins it, and both ids mean it.",
)
def merge(
    into: Story,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The story that becomes part of it.")],
    library: LibraryAt = None,
    by: By = None,
    json: Json = False,
) -> None:
    """``twosource story merge``: see its help."""
    with in_words(), opened(library) as held:
        row = held.story(held.merge(into, other, by=person(by)))
        answer(row, json, [f"{row.id} now has {counted(row.reports, 'report')}."])


@story.command(
    epilog="Example: twosource story split s12 herald-7 coast-3",
    help="Some reports of a story are another story. It holds for good: they are not put together again.",
)
def split(ident: Story, reports: Reports, library: LibraryAt = None, by: By = None, json: Json = False) -> None:
    """``twosource story split``: see its help."""
    with in_words(), opened(library) as held:
        row = held.story(held.split(ident, reports, by=person(by)))
        answer(row, json, [f"{row.id} is a story of its own now, with {counted(row.reports, 'report')}."])


@story.command(
    epilog="Example: twosource story move s12 herald-7",
    help="Put reports into a story, where they stay; 'new' in the place of STORY makes one.",
)
def move(ident: Story, reports: Reports, library: LibraryAt = None, by: By = None, json: Json = False) -> None:
    """``twosource story move``: see its help."""
    with in_words(), opened(library) as held:
        row = held.story(held.move(None if ident == "new" else ident, reports, by=person(by)))
        answer(row, json, [f"{row.id} now has {counted(row.reports, 'report')}."])

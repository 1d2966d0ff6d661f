"""The library: reports added, found, corrected, forgotten; what happened to them, and that nothing else did."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.options import Columns, Fetch, Models
from twosource.cli.reading import wishes
from twosource.cli.run import DONE, NOTHING_DONE, SOME_REFUSED, in_words, progress, say, say_refused
from twosource.cli.shelf import By, Json, LibraryAt, Why, answer, counted, opened, person

if TYPE_CHECKING:
    from twosource.library import Added, Hit, Status

commands = typer.Typer()

_KEPT = "What was acknowledged is in the library; start it again and it goes on from there."


@commands.command(
    epilog="Example: twosource add saved-pages/ feed.jsonl",
    help="Add reports to the library and put them into stories.\n\n"
    "The bytes are kept as they came. What is there already is passed over, so that you can give the same folder "
    "again. An article that changed is kept in both versions. It can be stopped at any moment: nothing that was "
    "acknowledged is lost, and the next run goes on from there.",
)
def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, addresses or -.")],
    columns: Columns = None,
    fetch: Fetch = False,
    library: LibraryAt = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress.")] = False,
) -> None:
    """``twosource add``: see its help."""
    from twosource.desk import adding, placing

    with in_words(_KEPT), opened(library, create=True) as held:
        kept = 0

        def acknowledged(some: Sequence[Added]) -> None:
            nonlocal kept
            kept += len(some)
            if not quiet:
                progress(f"{counted(kept, 'report')} safe in {held.where}")

        taken = adding.add(held, paths, sys.stdin.buffer, acknowledged=acknowledged, **wishes(columns, fetch))
        say_refused(taken.refused)
        for warning in taken.warnings:
            say(warning)
        placing.place(held, lambda count: None if quiet else progress(f"{counted(count, 'report')} put into stories"))
        progress("")
        found = {
            "library": held.where,
            "added": [a.report for a in taken.added if a.status == "added"],
            "versions": [{"report": a.report, "previous": a.previous} for a in taken.added if a.status == "version"],
            "held": [a.report for a in taken.added if a.status == "held"],
            "refused": [str(r) for r in taken.refused],
            "warnings": taken.warnings,
        }
        new, again, versions = (taken.count(s) for s in ("added", "held", "version"))
        said = (
            f"{counted(new, 'report')} added, {counted(versions, 'new version')}, {again:,} there already: {held.where}"
        )
        answer(found, json, [said])
        if not taken.added:
            raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(SOME_REFUSED if taken.refused else DONE)


@commands.command(
    epilog="Example: twosource search '\"frozen river\" guard*'",
    help="Find reports by their words.\n\n"
    'All the words must be there. "Words in quotes" must follow one another; guard* finds guard, guards, guarded. '
    "Capitals and accents do not matter. The newest reports come first, each with the first place of the words, as "
    "REPORT:START.",
)
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What to look for, in quotes.")],
    library: LibraryAt = None,
    story: Annotated[str | None, typer.Option(metavar="STORY", help="Only in this story.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many reports.")] = 20,
    json: Json = False,
) -> None:
    """``twosource search``: see its help."""
    with in_words(), opened(library) as held:
        hits = held.search(words, limit=limit, story=story)
        answer(hits, json, (line for hit in hits for line in _hit(hit)))
        if not hits and not json:
            say(f"Nothing found in {held.where}.")


def _hit(hit: Hit) -> Iterator[str]:
    row = hit.report
    about = ", ".join(
        filter(None, (row.publisher, (row.published or "")[:10], f"story {row.story}" if row.story else ""))
    )
    yield f"{row.title or row.id}" + (f" ({about})" if about else "")
    more = f" ({counted(len(hit.places), 'place')})" if len(hit.places) > 1 else ""
    yield f"    … {hit.before.lstrip()}[{hit.words}]{hit.after.rstrip()} … [{row.id}:{hit.start}]{more}"


@commands.command(help="What the library holds, and the hash that proves its log up to now.")
def status(library: LibraryAt = None, json: Json = False) -> None:
    """``twosource status``: see its help."""
    with in_words(), opened(library) as held:
        found = held.status()
        answer(found, json, _status(found))


def _status(found: Status) -> Iterator[str]:
    yield f"{found.where}: {counted(found.reports, 'report')} in {counted(found.stories, 'story', 'stories')}"
    yield f"earlier versions kept   {found.versions:,}"
    yield f"in no story yet         {found.unplaced:,}"
    yield f"decisions               {found.decisions:,}"
    yield f"stories followed        {found.followed:,}"
    yield f"on disk                 {found.size / 1_048_576:,.1f} MB"
    yield f"log                     {counted(found.log, 'entry', 'entries')}, the last at {found.last or 'never'}"
    yield f"hash of the log         {found.head}"
    yield "Write the hash down somewhere else: `twosource verify --head HASH` then proves the log up to here."


@commands.command(
    epilog='Example: twosource correct herald-7 publisher="The Harbour Post" published=2024-03-04',
    help="Put right what is known of a report: its title, publisher, published, modified, language, author or url.\n\n"
    "FIELD= with nothing behind it means not known. The old value is kept beside the new one, and the dossiers "
    "that rest on it are made again.",
)
def correct(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id.")],
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE…", help="What is right.")],
    library: LibraryAt = None,
    by: By = None,
    why: Why = "",
    json: Json = False,
) -> None:
    """``twosource correct``: see its help."""
    from twosource.desk import correcting

    with in_words(), opened(library) as held:
        found = correcting.correct(held, report, values, by=person(by), note=why)
        shown = [
            f"{c.field}: {c.value or 'not known'} (was {c.was or 'not known'}; {c.by}, {c.at})"
            for c in found.corrections
        ]
        answer(found.corrections, json, shown or ["Nothing changed: it says so already."])


@commands.command(
    epilog="Example: twosource versions herald-7",
    help="What changed between the versions of an article that the library has, statement by statement: + added, "
    "- withdrawn, ~ changed.",
)
def versions(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of any of its versions.")],
    library: LibraryAt = None,
    models: Models = True,
    json: Json = False,
) -> None:
    """``twosource versions``: see its help."""
    from twosource import engines
    from twosource.desk import versions as articles
    from twosource.present import revision

    with in_words(), opened(library) as held:
        held.report(report)
        found = articles.revisions(held, report, lambda: engines.load(models), models=models)
        shown = [line for each in found for line in revision.lines(each)]
        answer([revision.as_json(each) for each in found], json, shown or [f"{report}: there is one version only."])


@commands.command(
    epilog='Example: twosource forget s12 --why "withdrawn at the source\'s request"',
    help="Take a report or a whole story out for good.\n\n"
    "Gone are the bytes as received, the text, the words in the index, all that was made from them and every decision "
    "about them; nothing of them stays in the file. What stays is the log's entry that it was there, with its id and "
    "the SHA-256 of its bytes, which cannot be turned back into them. Copies and backups of the library are not "
    "touched.",
)
def forget(
    what: Annotated[list[str], typer.Argument(metavar="REPORT-OR-STORY…", help="Ids of reports or stories.")],
    library: LibraryAt = None,
    by: By = None,
    why: Why = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    json: Json = False,
) -> None:
    """``twosource forget``: see its help."""
    from twosource.desk import forgetting

    with in_words("What was forgotten is gone."), opened(library) as held:
        reports = forgetting.meant(held, what)
        if not yes and not typer.confirm(f"Take {counted(len(reports), 'report')} out for good?", err=True):
            say("Nothing was forgotten.")
            raise typer.Exit(NOTHING_DONE)
        gone = held.forget(reports, by=person(by), why=why)
        said = (
            f"{counted(len(gone.reports), 'report')} forgotten: {counted(gone.originals, 'received file')} and "
            f"{counted(gone.derived, 'thing')} made from them are gone. The log keeps their ids and digests."
        )
        kept = (
            f"{counted(gone.shared, 'received file')} (a feed, a list) also gave other reports and is kept with their "
            "words until these are forgotten too."
        )
        answer(gone, json, [said, kept] if gone.shared else [said])


@commands.command(
    epilog="Example: twosource log --of herald-7",
    help="What happened in the library, entry by entry, each chained to the one before by its hash.",
)
def log(
    library: LibraryAt = None,
    of: Annotated[str | None, typer.Option(metavar="ID", help="Only of this report, story or decision.")] = None,
    after: Annotated[int, typer.Option(min=0, metavar="N", help="Only entries after this number.")] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print each entry as a line of JSON, for programs.")] = False,
) -> None:
    """``twosource log``: see its help."""
    import msgspec

    with in_words(), opened(library) as held:
        for entry in held.log(after=after, subject=of):
            if json:
                sys.stdout.write(msgspec.json.encode(entry).decode() + "\n")
            else:
                by = f" by {entry.body['by']}" if entry.body.get("by") else ""
                sys.stdout.write(
                    f"{entry.number:>7}  {entry.at[:19]}  {entry.what:<10} {entry.subject}{by}  {entry.hash[:12]}\n"
                )

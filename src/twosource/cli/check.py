"""``twosource check``: the dossier of one story."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.options import Columns, Fetch, Models, Publishers, Rule
from twosource.cli.output import write
from twosource.cli.reading import wishes
from twosource.cli.run import DONE, NOTHING_DONE, SOME_REFUSED, in_words, progress, say, say_refused
from twosource.cli.shelf import LibraryAt, opened

if TYPE_CHECKING:
    from twosource.record import Decision, Dossier, HouseRule, Owner, Report, Revision

commands = typer.Typer()


@commands.command(
    epilog="Example: twosource check saved-pages/ agency.txt --html dossier.html, or twosource check s12",
    help="Compare the reports of ONE story and print a dossier.\n\n"
    "PATH is a file (text, saved page, PDF, Word, email, feed, table, web archive …: docs/formats.md), a folder or zip "
    "of them, or - for standard input. "
    "The publisher and the date of a text file are taken from lines at its top "
    "(--- / publisher: … / published: … / ---) or from a file NAME.meta.json beside it; "
    "without a date, 'on Friday' cannot be resolved.\n\n"
    "STORY is a story of the library (s12; `twosource stories` lists them). Its dossier is kept and made again only "
    "when a report, a correction or a decision has come.",
)
def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…|STORY", help="Files, folders or -; or one story.")],
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the whole dossier as JSON.")] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write one HTML page that opens anywhere.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Day to reckon 'on Friday' from in reports that have no date, as 2024-03-05."
        ),
    ] = None,
    rule: Rule = "two-independent",
    publishers: Publishers = None,
    decisions: Annotated[
        Path | None, typer.Option(metavar="LOG.jsonl", help="What you decided yourself; see `twosource decide`.")
    ] = None,
    sure: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            metavar="SHARE",
            help="Show differences of which at least this share is right. Lower shows more, and more wrong ones.",
        ),
    ] = 0.9,
    columns: Columns = None,
    fetch: Fetch = False,
    library: LibraryAt = None,
    models: Models = True,
    width: Annotated[int, typer.Option(min=60, max=200, help="Columns of the printed dossier.")] = 80,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no dossier and no progress.")] = False,
) -> None:
    """``twosource check``: see its help."""
    from twosource import decisions as log
    from twosource import policy
    from twosource.present import dossier_json, page

    with in_words():
        asked = _Asked(
            published,
            policy.rule(rule),
            policy.owners(publishers) if publishers else policy.own_owners(),
            log.read(decisions) if decisions else (),
            models,
            quiet,
            columns,
            fetch,
            sure,
        )
        refused = False
        if story := _story(paths):
            dossier, revisions = _of_library(story, library, asked)
        else:
            dossier, refused = _of_files(paths, asked)
            revisions = ()
        if json:
            write(str(json), [dossier_json.dump(dossier)])
        if html:
            write(str(html), [page.render(dossier).encode("utf-8", "replace")])
        if not quiet:
            _print(dossier, revisions, width)
    raise typer.Exit(SOME_REFUSED if refused else DONE)


def _print(dossier: Dossier, revisions: Sequence[Revision], width: int) -> None:
    from twosource.present import revision, terminal

    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    sys.stdout.write(terminal.render(dossier, width=width, colour=colour))
    sys.stdout.writelines(f"{line}\n" for line in revision.section(revisions, width))


@dataclass(frozen=True, slots=True)
class _Asked:
    """How the user wants it checked."""

    published: str | None
    rule: HouseRule
    owners: Sequence[Owner]
    decisions: Sequence[Decision]
    models: bool
    quiet: bool
    columns: str | None = None
    fetch: bool = False
    sure: float = 0.9

    def progress(self, stage: str) -> None:
        if not self.quiet:
            progress(stage)


def _story(paths: Sequence[str]) -> str | None:
    """The story that is meant: an id of one, unless there is a file of that name."""
    only = paths[0] if len(paths) == 1 else ""
    return only if re.fullmatch(r"s\d+", only) and not Path(only).exists() else None


def _of_files(paths: Sequence[str], asked: _Asked) -> tuple[Dossier, bool]:
    """The dossier of reports in files, and whether some were refused."""
    from twosource import engines, intake, pipeline

    taken = intake.take(paths, sys.stdin.buffer, **wishes(asked.columns, asked.fetch))
    say_refused(taken.refused)
    if not taken.reports:
        say("No report could be read, so there is nothing to compare. Give text, pages, PDF, Word or mail.")
        raise typer.Exit(NOTHING_DONE)
    dossier = pipeline.check(
        _dated(taken.reports, asked.published),
        engines.load(asked.models),
        rule=asked.rule,
        owners=asked.owners,
        sure=asked.sure,
        warnings=(*taken.warnings, *(str(r) for r in taken.refused)),
        decisions=asked.decisions,
        progress=asked.progress,
    )
    return dossier, bool(taken.refused)


def _of_library(story: str, library: str | None, asked: _Asked) -> tuple[Dossier, tuple[Revision, ...]]:
    """The dossier of a story of the library, and what changed in its articles since they were first received."""
    from twosource import engines
    from twosource.desk import checking, versions
    from twosource.errors import Unreadable

    if asked.published or asked.decisions:
        raise Unreadable(
            story,
            "is a story of the library, which has dates and decisions of its own.",
            "Use twosource correct for a date, and leave --published and --decisions out.",
        )
    load = cache(lambda: engines.load(asked.models))
    with opened(library) as held:
        dossier = checking.check(
            held,
            story,
            load,
            models=asked.models,
            rule=asked.rule,
            owners=asked.owners,
            sure=asked.sure,
            progress=asked.progress,
        )
        return dossier, tuple(versions.of_story(held, story, load, models=asked.models))


def _dated(reports: Sequence[Report], published: str | None) -> Sequence[Report]:
    """Reports without a date get the day that the user gave; it is never guessed."""
    from twosource.errors import Unreadable
    from twosource.intake.dates import to_iso

    if published is None:
        return reports
    day = (to_iso(published) or "")[:10]
    if len(day) < 10:
        raise Unreadable("--published", f"{published!r} is not a day.", "Write it as 2024-03-05.")
    return [r if r.published else replace(r, published=day) for r in reports]

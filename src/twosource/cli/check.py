"""``twosource check``: the dossier of one story."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.options import Models, Rule
from twosource.cli.output import write
from twosource.cli.run import DONE, NOTHING_DONE, SOME_REFUSED, in_words, progress, say, say_refused

if TYPE_CHECKING:
    from twosource.record import Report

commands = typer.Typer()


@commands.command(
    epilog="Example: twosource check saved-pages/ agency.txt --html dossier.html",
    help="Compare the reports of ONE story and print a dossier.\n\n"
    "PATH is a text or HTML file, a folder of them, a .jsonl file with one report a line, or - for standard input. "
    "The publisher and the date of a text file are taken from lines at its top "
    "(--- / publisher: … / published: … / ---) or from a file NAME.meta.json beside it; "
    "without a date, 'on Friday' cannot be resolved.",
)
def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders or -.")],
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
    rule: Annotated[Rule, typer.Option(help="Your house rule for 'enough sources'.")] = Rule.two_independent,
    decisions: Annotated[
        Path | None, typer.Option(metavar="LOG.jsonl", help="What you decided yourself; see `twosource decide`.")
    ] = None,
    models: Models = True,
    width: Annotated[int, typer.Option(min=60, max=200, help="Columns of the printed dossier.")] = 80,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no dossier and no progress.")] = False,
) -> None:
    """``twosource check``: see its help."""
    from twosource import decisions as log
    from twosource import engines, intake, pipeline
    from twosource.present import dossier_json, page, terminal

    with in_words():
        decided = log.read(decisions) if decisions else ()
        taken = intake.take(paths, sys.stdin.buffer)
        say_refused(taken.refused)
        if not taken.reports:
            say("No report could be read, so there is nothing to compare. Give text, HTML or .jsonl files.")
            raise typer.Exit(NOTHING_DONE)
        dossier = pipeline.check(
            _dated(taken.reports, published),
            engines.load(models),
            rule=rule.value,
            warnings=(*taken.warnings, *(str(r) for r in taken.refused)),
            decisions=decided,
            progress=(lambda _: None) if quiet else progress,
        )
        if json:
            write(str(json), [dossier_json.dump(dossier)])
        if html:
            write(str(html), [page.render(dossier).encode("utf-8", "replace")])
        if not quiet:
            colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            sys.stdout.write(terminal.render(dossier, width=width, colour=colour))
    raise typer.Exit(SOME_REFUSED if taken.refused else DONE)


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

"""Corpora: filters of reports in, JSON lines out, and whole corpora of many files in parallel."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.options import Columns, Models, Output
from twosource.cli.output import write
from twosource.cli.reading import wishes
from twosource.cli.run import DONE, NOTHING_DONE, SOME_REFUSED, in_words, progress, say, say_refused
from twosource.cli.shelf import Json, answer, counted

if TYPE_CHECKING:
    from twosource.errors import Unreadable
    from twosource.record import Report

commands = typer.Typer()

BATCH = 32

Corpus = Annotated[
    str,
    typer.Argument(metavar="IN", help="Reports: JSON Lines, a web archive, a table, a folder …; - is standard input."),
]
From = Annotated[
    int,
    typer.Option(
        "--from", metavar="BYTE", help="Go on in a web archive at this byte (warc_offset of the last report)."
    ),
]


@commands.command(
    epilog="Example: twosource attribute articles.jsonl -o attributions.jsonl",
    help="Who says what in each report of a corpus: source, reporting words and content, as places in the text.",
)
def attribute(
    source: Corpus, output: Output = "-", models: Models = True, columns: Columns = None, start: From = 0
) -> None:
    """``twosource attribute``: see its help."""
    from twosource import corpus, engines

    with in_words():
        loaded = engines.load(models)
        run_filter(source, output, lambda reports: corpus.attribute(reports, loaded, BATCH), columns, start)


@commands.command(
    epilog="Example: twosource derive story.jsonl -o derived.jsonl",
    help="Which reports are copies, rewrites or translations of another, or carry the text of one wire.",
)
def derive(source: Corpus, output: Output = "-", columns: Columns = None) -> None:
    """``twosource derive``: see its help."""
    from twosource import corpus, engines

    with in_words():
        run_filter(source, output, lambda reports: corpus.derive(reports, engines.load(models=False)), columns)


@commands.command(
    "corpus",
    epilog="Example: twosource corpus crawl-2024/ result/ --workers 8",
    help="Attribution, stories and derivation over many files of reports (JSON Lines, Parquet, WARC), in parallel, to "
    "Parquet.\n\n"
    "It can be stopped at any moment; the same command goes on where it was. With --scheduler the same work runs on a "
    "Dask cluster whose workers see the same folders.",
)
def whole_corpus(
    paths: Annotated[
        list[str], typer.Argument(metavar="IN… OUT", help="Files or folders of reports; then the folder to write to.")
    ],
    workers: Annotated[int, typer.Option(min=1, help="Processes on this machine.")] = os.cpu_count() or 1,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler, as tcp://head:8786, in place of --workers.")
    ] = None,
    models: Models = True,
    json: Json = False,
) -> None:
    """``twosource corpus``: see its help."""
    with in_words("What is finished is kept; the same command goes on from there."):
        *inputs, out = paths
        if not inputs:
            say("Name the files or folders of reports, then the folder to write to: twosource corpus crawl/ result/")
            raise typer.Exit(NOTHING_DONE)
        try:
            from twosource.corpus import run
        except ModuleNotFoundError as error:
            say(f"Parquet needs {error.name}, which is not installed: pip install 'twosource[corpus]'")
            raise typer.Exit(NOTHING_DONE) from error
        from twosource.corpus.plan import plan

        made = plan(inputs, models)
        with run.cluster(scheduler) if scheduler else run.processes(min(workers, len(made.shards))) as executor:
            done = run.run(made, Path(out), executor, progress)
        progress("")
        for why in done.refused:
            say(why)
        lines = [
            f"{counted(done.reports, 'report')} in {counted(done.stories, 'story', 'stories')}, "
            f"{counted(done.attributions, 'attribution')}, {counted(done.pairs, 'derived pair')}: {out}"
        ]
        answer(done, json, lines)
        if not done.reports:
            raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(SOME_REFUSED if done.refused else DONE)


def run_filter(
    source: str,
    output: str,
    run: Callable[[Iterator[Report]], Iterator[bytes]],
    columns: str | None = None,
    start: int = 0,
) -> None:
    """Reports in, lines out; refusals are named on standard error as they come."""
    from twosource import intake

    refused: list[Unreadable] = []
    read = 0
    named = wishes(columns)["columns"]

    def reports() -> Iterator[Report]:
        nonlocal read
        for item in intake.stream(source, sys.stdin.buffer, columns=named, start=start):
            if isinstance(item, Exception):
                refused.append(item)
                say_refused([item])
            else:
                read += 1
                yield item

    write(output, run(reports()), wanted=lambda: read > 0)
    if not read:
        say(f"{source}: no report could be read, so nothing was written.")
        raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(SOME_REFUSED if refused else DONE)

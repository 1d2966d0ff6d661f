"""The corpus filters: reports in, JSON lines out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.options import Columns, Models, Output
from twosource.cli.output import write
from twosource.cli.reading import wishes
from twosource.cli.run import DONE, NOTHING_DONE, SOME_REFUSED, in_words, say, say_refused

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

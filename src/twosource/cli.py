"""The command line: declarations only; what a command does is loaded when it is called, so that ``--help`` is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

if TYPE_CHECKING:
    from twosource.errors import Unreadable
    from twosource.record import Report

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads several reports of one story and shows who said what on whose word, where the reports agree "
    "and differ, which are copies of another, and how many independent origins stand behind each statement. "
    "Nothing leaves this computer.",
)

DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2
BATCH = 32


class Rule(StrEnum):
    """The house rules that ``--rule`` takes; kept in step with ``steps.trace.rules`` by a test."""

    two_independent = "two-independent"
    one_and_document = "one-and-document"
    agency_suffices = "agency-suffices"


Models = Annotated[
    bool,
    typer.Option(
        "--models/--no-models", help="Use the language models in the package, or rules alone (faster, finds less)."
    ),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")]
Corpus = Annotated[
    str, typer.Argument(metavar="IN.jsonl", help="Reports, one JSON object a line; - is standard input.")
]


@app.command(
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
    models: Models = True,
    width: Annotated[int, typer.Option(min=60, max=200, help="Columns of the printed dossier.")] = 80,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no dossier and no progress.")] = False,
) -> None:
    """``twosource check``: see its help."""
    from twosource import engines, intake, pipeline
    from twosource.present import dossier_json, page, terminal

    with _in_words():
        taken = intake.take(paths, sys.stdin.buffer)
        _say_refused(taken.refused)
        if not taken.reports:
            _say("No report could be read, so there is nothing to compare. Give text, HTML or .jsonl files.")
            raise typer.Exit(NOTHING_DONE)
        dossier = pipeline.check(
            _dated(taken.reports, published),
            engines.load(models),
            rule=rule.value,
            warnings=(*taken.warnings, *(str(r) for r in taken.refused)),
            progress=(lambda _: None) if quiet else _progress,
        )
        if json:
            _write(str(json), [dossier_json.dump(dossier)])
        if html:
            _write(str(html), [page.render(dossier).encode("utf-8", "replace")])
        if not quiet:
            colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
            sys.stdout.write(terminal.render(dossier, width=width, colour=colour))
    raise typer.Exit(SOME_REFUSED if taken.refused else DONE)


@app.command(
    epilog="Example: twosource attribute articles.jsonl -o attributions.jsonl",
    help="Who says what in each report of a corpus: source, reporting words and content, as places in the text.",
)
def attribute(source: Corpus, output: Output = "-", models: Models = True) -> None:
    """``twosource attribute``: see its help."""
    from twosource import corpus, engines

    with _in_words():
        loaded = engines.load(models)
        _filter(source, output, lambda reports: corpus.attribute(reports, loaded, BATCH))


@app.command(
    epilog="Example: twosource stories articles.jsonl -o stories.jsonl",
    help="Which reports of a corpus tell one story: the same story name for reports that belong together.",
)
def stories(source: Corpus, output: Output = "-") -> None:
    """``twosource stories``: see its help."""
    from twosource import corpus

    with _in_words():
        _filter(source, output, corpus.stories)


@app.command(
    epilog="Example: twosource derive story.jsonl -o derived.jsonl",
    help="Which reports are copies, rewrites or translations of another, or carry the text of one wire.",
)
def derive(source: Corpus, output: Output = "-") -> None:
    """``twosource derive``: see its help."""
    from twosource import corpus, engines

    with _in_words():
        _filter(source, output, lambda reports: corpus.derive(reports, engines.load(models=False)))


@app.command(help="Print the version.")
def version() -> None:
    """``twosource version``."""
    from importlib.metadata import version as installed

    print(f"twosource {installed('twosource')}")


def main() -> None:
    """Entry point of the ``twosource`` command."""
    app(prog_name="twosource")


# --------------------------------------------------------------------------- reading and writing


def _filter(source: str, output: str, run: Callable[[Iterator[Report]], Iterator[bytes]]) -> None:
    """Reports in, lines out; refusals are named on standard error as they come."""
    from twosource import intake

    refused: list[Unreadable] = []
    read = 0

    def reports() -> Iterator[Report]:
        nonlocal read
        for item in intake.stream(source, sys.stdin.buffer):
            if isinstance(item, Exception):
                refused.append(item)
                _say_refused([item])
            else:
                read += 1
                yield item

    _write(output, run(reports()), wanted=lambda: read > 0)
    if not read:
        _say(f"{source}: no report could be read, so nothing was written.")
        raise typer.Exit(NOTHING_DONE)
    raise typer.Exit(SOME_REFUSED if refused else DONE)


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


def _write(target: str, lines: Iterable[bytes], wanted: Callable[[], bool] = lambda: True) -> None:
    """To a file by way of a temporary one beside it, so that a killed run leaves no half of a file; or to stdout.
    ``wanted`` is asked at the end: a run that read nothing must not replace the result of an earlier one."""
    if target == "-":
        _pour(lines, sys.stdout.buffer)
        return
    path = Path(target).resolve()
    if path.exists() and not path.is_file():  # /dev/null, a pipe: nothing that could be put in another's place
        with path.open("wb") as out:
            _pour(lines, out)
        return
    half = path.with_name(path.name + ".part")
    try:
        with half.open("wb") as out:
            _pour(lines, out)
        if wanted():
            half.replace(path)
    except OSError as error:
        if error.filename in (None, str(half)):
            error.filename = target  # not the temporary name, which the user never gave
        raise
    finally:
        with suppress(OSError):
            half.unlink()


def _pour(lines: Iterable[bytes], out: BinaryIO) -> None:
    for line in lines:
        out.write(line)
    out.flush()


@contextmanager
def _in_words() -> Iterator[None]:
    """Errors that a user can meet, in words and with the exit status of the contract."""
    from twosource.errors import TwosourceError

    try:
        yield
    except TwosourceError as error:
        _say(str(error))
        raise typer.Exit(NOTHING_DONE) from error
    except BrokenPipeError as error:  # `twosource check … | head`
        sys.stderr.close()
        raise typer.Exit(DONE) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}. Check the path and whether you may write there.")
        raise typer.Exit(NOTHING_DONE) from error
    except KeyboardInterrupt as error:
        _say("Stopped. Nothing was written.")
        raise typer.Exit(130) from error
    except Exception as error:  # a mistake of ours must not look like "some refused"
        if isinstance(error, typer.Exit):
            raise
        _say(f"twosource stopped on a mistake of its own ({type(error).__name__}: {error}). Nothing was written.")
        _say("Your files are as they were. Please report it; TWOSOURCE_DEBUG=1 shows where it happened.")
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        raise typer.Exit(NOTHING_DONE) from error


def _say_refused(refused: Iterable[Unreadable]) -> None:
    for one in refused:
        _say(str(one))


def _progress(stage: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{stage} …" if stage else "\r\033[K")
        sys.stderr.flush()


def _say(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    sys.stderr.write(line + "\n")

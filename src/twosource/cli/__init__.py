"""The command line: declarations only; what a command does is loaded when it is called, so that ``--help`` is quick.

One module a family of commands, each with its own ``commands``; the order below is the order of the help. ``run`` has
what every command does alike (exit status, errors in words, progress), ``output`` writes files, ``options`` holds what
several commands take.
"""

from __future__ import annotations

import os

import typer

from twosource.cli import about, check, corpus, custody, decide, library, serve, sources, stories, watch
from twosource.cli.run import DONE, NOTHING_DONE, SOME_REFUSED

__all__ = ["DONE", "NOTHING_DONE", "SOME_REFUSED", "app", "main"]

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
for family in (check, serve, library, stories, custody, decide, sources, watch, corpus, about):
    app.add_typer(family.commands)


def main() -> None:
    """Entry point of the ``twosource`` command. Parser, tagger and rules work side by side, so each product of matrices
    gets one core (it must be said before NumPy is loaded): threads that share one wait for one another."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app(prog_name="twosource")

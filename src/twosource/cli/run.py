"""How every command runs: exit status, errors in words, progress on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from twosource.errors import Unreadable

DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2


@contextmanager
def in_words(left: str = "Nothing was written.") -> Iterator[None]:
    """Errors that a user can meet, in words and with the exit status of the contract. ``left`` says what a run that
    was stopped or broke off leaves behind."""
    from twosource.errors import TwosourceError

    try:
        yield
    except TwosourceError as error:
        say(str(error))
        raise typer.Exit(NOTHING_DONE) from error
    except BrokenPipeError as error:  # `twosource check … | head`
        sys.stderr.close()
        raise typer.Exit(DONE) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        say(f"{where}{error.strerror or error}. Check the path and whether you may write there.")
        raise typer.Exit(NOTHING_DONE) from error
    except KeyboardInterrupt as error:
        say(f"Stopped. {left}")
        raise typer.Exit(130) from error
    except Exception as error:  # a mistake of ours must not look like "some refused"
        if isinstance(error, typer.Exit):
            raise
        say(f"twosource stopped on a mistake of its own ({type(error).__name__}: {error}). {left}")
        say("Your files are as they were. Please report it; TWOSOURCE_DEBUG=1 shows where it happened.")
        if os.environ.get("TWOSOURCE_DEBUG"):
            raise
        raise typer.Exit(NOTHING_DONE) from error


def say_refused(refused: Iterable[Unreadable]) -> None:
    """Name on standard error what was not taken in, and why."""
    for one in refused:
        say(str(one))


def progress(stage: str) -> None:
    """Show on a terminal what is being done, in place of what was shown before; "" clears it."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{stage} …" if stage else "\r\033[K")
        sys.stderr.flush()


def say(line: str) -> None:
    """One line for the user on standard error."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    sys.stderr.write(line + "\n")

"""``twosource serve``: the reading room."""

from __future__ import annotations

from typing import Annotated

import typer

from twosource.cli.options import Models
from twosource.cli.run import in_words, say
from twosource.cli.shelf import LibraryAt, default_library

commands = typer.Typer()


@commands.command(
    epilog="Example: twosource serve --library fire.sqlite",
    help="Open the reading room: the library's stories as pages in your browser.\n\n"
    "Only this computer can reach it, unless you name another --host; then a password is asked for, and one is made "
    "up and printed unless you give it in TWOSOURCE_PASSWORD. Stop it with Ctrl-C.",
)
def serve(
    library: LibraryAt = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where it listens; 127.0.0.1 is this computer only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8140,
    password: Annotated[
        str | None, typer.Option(envvar="TWOSOURCE_PASSWORD", metavar="WORD", help="Ask for this password.")
    ] = None,
    models: Models = True,
) -> None:
    """``twosource serve``: see its help."""
    with in_words("What was acknowledged is in the library."):
        try:
            from twosource.web import server
        except ImportError as error:
            say(f"The reading room needs a part that is not installed ({error.name}): pip install 'twosource[web]'")
            raise typer.Exit(2) from error
        server.serve(library or default_library(), host, port, password=password, models=models, say=say)

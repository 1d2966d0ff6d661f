"""What the program is."""

from __future__ import annotations

import typer

commands = typer.Typer()


@commands.command(help="Print the version.")
def version() -> None:
    """``twosource version``."""
    from importlib.metadata import version as installed

    print(f"twosource {installed('twosource')}")

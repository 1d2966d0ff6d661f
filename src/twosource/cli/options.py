"""Options that several commands share, so that they read the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Models = Annotated[
    bool,
    typer.Option(
        "--models/--no-models", help="Use the language models in the package, or rules alone (faster, finds less)."
    ),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")]
Columns = Annotated[
    str | None,
    typer.Option(
        metavar="KEY=COLUMN,…",
        help="Which columns of a CSV table hold what, as text=body,published=date,publisher=outlet.",
    ),
]
Fetch = Annotated[
    bool,
    typer.Option(
        "--fetch", help="Fetch the addresses (https://…) among what is named. Their owners will see that you looked."
    ),
]
Rule = Annotated[
    str,
    typer.Option(
        metavar="RULE",
        help="Your house rule for 'enough sources': two-independent, one-and-document, agency-suffices, or a "
        "FILE.toml of your own.",
    ),
]
Publishers = Annotated[
    Path | None, typer.Option(metavar="FILE.toml", help="Who publishes what, on top of what the program knows.")
]

"""Proving that nothing was touched: verify, export as a case bundle, trusted time stamps."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from twosource.cli.options import Models, Publishers, Rule
from twosource.cli.output import whole
from twosource.cli.run import DONE, SOME_REFUSED, in_words, progress
from twosource.cli.shelf import By, Json, LibraryAt, answer, opened, person

commands = typer.Typer()

Authority = Annotated[
    Path | None,
    typer.Option(metavar="FILE.pem", help="Certificates of the time-stamping authority, to check its signature."),
]


@commands.command(
    epilog="Example: twosource verify --head 3f9c…, or twosource verify case-s12.zip",
    help="Prove that the library, or a case bundle, is as its log says, or say exactly what is not.\n\n"
    "Every byte received, every text, every value, decision and dossier is held against the log, and the log's chain "
    "of hashes against itself. Somebody with the file could write a whole new log: only a hash that you kept elsewhere "
    "(--head, printed by `twosource status` and `twosource export`), or a trusted time stamp, proves that nobody did.",
)
def verify(
    bundle: Annotated[
        Path | None, typer.Argument(metavar="[CASE.zip]", help="A case bundle; else the library.")
    ] = None,
    library: LibraryAt = None,
    head: Annotated[str | None, typer.Option(metavar="HASH", help="A hash that you wrote down earlier.")] = None,
    authority: Authority = None,
    json: Json = False,
) -> None:
    """``twosource verify``: see its help."""
    from twosource.desk import proving

    with in_words("Nothing was changed."):
        if bundle is not None:
            found = proving.case(bundle, head=head, authority=authority)
        else:
            with opened(library) as held:
                found = proving.library(held, head=head, authority=authority)
        answer(found, json, proving.lines(found))
    raise typer.Exit(SOME_REFUSED if found.findings else DONE)


@commands.command(
    epilog="Example: twosource export s12 -o case-s12.zip",
    help="Hand a story over as one zip file for a case file: the reports as received and as read, how each was "
    "received, the log, the decisions and the dossier, with the SHA-256 of everything.\n\n"
    "It can be checked without the library, by `twosource verify` or by sha256sum. Note the hash that is printed, or "
    "send it to somebody you trust: it proves later that the bundle is this one.",
)
def export(
    story: Annotated[str, typer.Argument(metavar="STORY", help="A story's id, as s12.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE.zip", help="Where to write; else case-STORY.zip here."),
    ] = None,
    library: LibraryAt = None,
    rule: Rule = "two-independent",
    publishers: Publishers = None,
    models: Models = True,
    by: By = None,
    json: Json = False,
) -> None:
    """``twosource export``: see its help."""
    from twosource import engines, policy
    from twosource.desk import handover

    with in_words(), opened(library) as held:
        target = output or Path(f"case-{held.story(story).id}.zip")
        how = handover.Wishes(
            cache(lambda: engines.load(models)),
            models,
            policy.rule(rule),
            policy.owners(publishers) if publishers else policy.own_owners(),
        )
        with whole(target) as out:
            manifest = handover.export(held, story, out, how, by=person(by), progress=progress)
        progress("")
        said = [f"{target}: the case bundle of {story}.", f"Keep this hash elsewhere: {manifest}"]
        answer({"file": str(target), "story": story, "manifest": manifest}, json, said)


@commands.command(
    epilog="Example: twosource stamp --server https://tsa.example.org/tsr --authority tsa.pem",
    help="Have a time-stamping authority (RFC 3161) sign that the library's log existed as it is now.\n\n"
    "Only a hash of a hash is sent: the authority learns nothing of what the library holds, but your address and when. "
    "Nothing is sent unless you run this.",
)
def stamp(
    server: Annotated[str, typer.Option(metavar="URL", help="The authority's address.")],
    library: LibraryAt = None,
    authority: Authority = None,
    json: Json = False,
) -> None:
    """``twosource stamp``: see its help."""
    from twosource.desk import proving

    with in_words("No time stamp was kept."), opened(library) as held:
        found = proving.stamp(held, server, authority=authority)
        trust = "its signature holds" if found.signature_checked else "its signature was not checked: name --authority"
        answer(found, json, [f"{server} stamped the log at {found.at} ({trust})."])

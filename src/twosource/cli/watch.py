"""Watching feeds: what is new goes into the library, and what that changes is told."""

from __future__ import annotations

import functools
import time
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.options import Models
from twosource.cli.run import DONE, NOTHING_DONE, SOME_REFUSED, in_words, progress, say, say_refused
from twosource.cli.shelf import Json, LibraryAt, answer, counted, opened, person

if TYPE_CHECKING:
    from twosource.desk.watching import Round

commands = typer.Typer()

_KEPT = "What was read is in the library; the same command goes on from there."


@commands.command(
    epilog="Example: twosource watch feeds.opml --follow s12 --every 30",
    help="Follow feeds: read what is new, put it into stories, and say what that changed: a new report, one more "
    "independent origin, a conflict, a correction, a statement taken back.\n\n"
    "Servers are asked politely: only for what changed, with rests, as their robots.txt allows, and less often while "
    "they fail. The pages of the past week of stories you follow are looked at again once an hour.",
)
def watch(
    feeds: Annotated[str, typer.Argument(metavar="FEEDS", help="A list of feeds (OPML), or the address of one feed.")],
    library: LibraryAt = None,
    follow: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STORY",
            help="Follow this story too (again for more); it is remembered. Where none is followed, changes in all "
            "stories are told.",
        ),
    ] = None,
    every: Annotated[int, typer.Option(min=1, metavar="MINUTES", help="How often.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="Look once and end, for cron.")] = False,
    webhook: Annotated[
        str | None, typer.Option(metavar="URL", help="Send what changed to this address too, as JSON (POST).")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="NETWORK", help="A private network that may be asked, as 10.0.0.0/8 (again for more)."),
    ] = None,
    models: Models = True,
    json: Json = False,
) -> None:
    """``twosource watch``: see its help."""
    from datetime import timedelta

    from twosource import engines
    from twosource.desk.watching import Asking, look

    with in_words(_KEPT), opened(library, create=True) as held:
        listed = _feeds(feeds)
        fetcher = Asking(robots=True, allowed=_networks(allow or []))
        load = functools.cache(lambda: engines.load(models))
        while True:
            progress(f"asking {counted(len(listed), 'feed')}")
            found = look(
                held,
                listed,
                fetcher,
                load,
                follow=follow or (),
                by=person(None),
                models=models,
                every=timedelta(minutes=every),
            )
            progress("")
            failed = _tell(found, webhook, json)
            if once:
                raise typer.Exit(SOME_REFUSED if failed else DONE)
            time.sleep(every * 60)


def _tell(found: Round, webhook: str | None, json: bool) -> bool:
    """Tell what changed, to the webhook too where there is one; whether something was refused."""
    from twosource.desk.watching import send

    refused = list(found.refused)
    if webhook and found.news:
        refused += send(webhook, _told(found))
    say_refused(refused)
    answer(_told(found), json, [f"{story}  {one.words}" for story, one in found.news])
    return bool(refused)


def _told(found: Round) -> Mapping[str, object]:
    return {
        "added": found.added,
        "versions": found.versions,
        "news": [
            {"story": story, "kind": one.kind, "words": one.words, "reports": list(one.reports)}
            for story, one in found.news
        ],
        "refused": [str(r) for r in found.refused],
    }


def _feeds(given: str) -> list[str]:
    from twosource.intake.feeds import opml

    if given.startswith(("http://", "https://")):
        return [given]
    listed = [feed.url for feed in opml(Path(given).read_bytes(), given)]
    if not listed:
        say(f"{given}: names no feed. Export a list from your feed reader (OPML), or give the address of a feed.")
        raise typer.Exit(NOTHING_DONE)
    return listed


def _networks(allowed: list[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(one) for one in allowed)
    except ValueError as error:
        say(f"--allow: {error}. Write a network as 10.0.0.0/8.")
        raise typer.Exit(NOTHING_DONE) from error

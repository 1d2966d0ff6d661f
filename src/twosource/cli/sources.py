"""``twosource sources``: the ledger of sources across the stories of a library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.run import DONE, in_words, progress, say
from twosource.cli.shelf import Json, LibraryAt, answer, counted, opened

if TYPE_CHECKING:
    from twosource.record import LedgerEntry

commands = typer.Typer()


@commands.command(
    epilog="Example: twosource sources 'coast guard'",
    help="Who is cited across the stories of the library: in which outlets, how often as the only origin, and how "
    "often a later report confirmed or contradicted it.\n\n"
    "With NAME: those whose name has these words, with every later word. It counts the stories that were checked "
    "(twosource check STORY), and says nothing of who was right.",
)
def sources(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Words of a name.")] = None,
    library: LibraryAt = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many sources.")] = 50,
    json: Json = False,
) -> None:
    """``twosource sources``: see its help."""
    from twosource.desk import sources as desk

    with in_words(), opened(library) as held:
        found, missing = desk.sources(held, progress)
        wanted = (name or "").casefold()
        shown = [e for e in found if any(wanted in n.casefold() for n in e.names)][:limit]
        answer(shown, json, _lines(shown, full=name is not None))
        if missing:
            say(f"{counted(missing, 'story', 'stories')} not checked yet, and so not counted: twosource check STORY.")
        if not shown and not json:
            say("Nobody of that name is cited." if name else "Nobody is cited in the stories that were checked.")
    raise typer.Exit(DONE)


def _lines(entries: Sequence[LedgerEntry], full: bool) -> Iterator[str]:
    from twosource.present.visible import one_line

    for e in entries:
        unnamed = " (not named)" if e.anonymous else ""
        yield one_line(f"{e.name}{unnamed}")
        yield (
            f"    {counted(e.statements, 'statement')} in {counted(len(e.stories), 'story', 'stories')}; "
            f"the only origin of {e.alone} of {counted(e.matters, 'matter')}; later confirmed {len(e.confirmed)}, "
            f"contradicted {len(e.contradicted)}"
        )
        outlets = sorted(e.outlets, key=lambda o: (-o[1], o[0]))
        more = f" and {len(outlets) - 6} more" if len(outlets) > 6 and not full else ""
        yield one_line("    carried by " + ", ".join(f"{o} ({n})" for o, n in outlets[: None if full else 6]) + more)
        if full:
            for what, words in (("confirmed", e.confirmed), ("contradicted", e.contradicted)):
                yield from (one_line(f"    {what} by {w.by} [{w.story}, {w.report}]: {w.about}") for w in words)

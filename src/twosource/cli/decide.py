"""``twosource decide``, ``undo`` and ``decisions``: a log of what a person overrules, for ``check --decisions``."""

from __future__ import annotations

import getpass
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.run import DONE, in_words

if TYPE_CHECKING:
    from twosource.record import Action, Target

commands = typer.Typer()


class Decided(StrEnum):
    """What can be decided, as it is called on the command line."""

    merge = "merge"
    split_off = "split"
    verdict = "verdict"
    set_aside = "set-aside"
    one_origin = "one-origin"
    two_origins = "two-origins"
    one_name = "one-name"
    two_names = "two-names"
    correct = "correct"


_ACTIONS: dict[Decided, Action] = {
    Decided.merge: "merge_groups",
    Decided.split_off: "split_group",
    Decided.verdict: "set_verdict",
    Decided.set_aside: "set_aside",
    Decided.one_origin: "join_origins",
    Decided.two_origins: "split_origins",
    Decided.one_name: "same_entity",
    Decided.two_names: "different_entity",
    Decided.correct: "correct_report",
}

Log = Annotated[Path, typer.Argument(metavar="LOG.jsonl", help="The log; made if it is not there.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; your login name unless given.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why; shown beside what was decided.")]


@commands.command(
    epilog="Example: twosource decide fire.jsonl verdict herald:210 coast:96 --to compatible "
    '--note "the one counts crew only", then twosource check reports/ --decisions fire.jsonl',
    help="Overrule the program: add a decision to a log that `twosource check --decisions` follows.\n\n"
    "A PLACE is REPORT:START as the dossier prints it in brackets, [herald:210], or REPORT:START-END. "
    "Decisions point to words in the reports, so they still hold when you check again with more reports; "
    "one that no longer fits is named among the warnings, never dropped in silence.\n\n\b\n"
    "merge PLACE PLACE …      these statements say the same\n"
    "split PLACE PLACE …      the first does not say the same as the others\n"
    "verdict PLACE PLACE …    these values agree, are compatible or differ (--to)\n"
    "set-aside PLACE …        these words are no answer to what they are compared for\n"
    "one-origin PLACE PLACE   these sources are not independent: count once\n"
    "two-origins PLACE PLACE  these sources are independent: count both\n"
    "one-name PLACE PLACE …   these names are of one person, body or place\n"
    "two-names PLACE PLACE    these names are of two\n"
    "correct REPORT           its publisher, published, title, author, url or\n"
    "                         language (--field) is another one (--to)",
)
def decide(
    log: Log,
    what: Annotated[Decided, typer.Argument(metavar="WHAT", help="What you decide: one of the words above.")],
    places: Annotated[list[str], typer.Argument(metavar="PLACE…", help="Where it stands.")],
    to: Annotated[str | None, typer.Option(metavar="VALUE", help="The verdict, or the corrected value.")] = None,
    field: Annotated[str | None, typer.Option(metavar="NAME", help="What of the report is corrected.")] = None,
    note: Note = "",
    by: By = None,
) -> None:
    """``twosource decide``: see its help."""
    from twosource import decisions

    with in_words():
        targets = [_target(p, whole=what is Decided.correct) for p in places]
        entry = decisions.decide(_ACTIONS[what], targets, by=_who(by), field=field, value=to, note=note)
        decisions.append(log, entry)
        sys.stdout.write(f"{entry.id} added to {log}. It holds from the next check with --decisions {log} on.\n")
    raise typer.Exit(DONE)


@commands.command(
    epilog="Example: twosource undo fire.jsonl d:1f0c9ab2c3d4",
    help="Take back a decision of a log. The entry stays, and the undoing is added; undo that to have it back.",
)
def undo(
    log: Annotated[Path, typer.Argument(metavar="LOG.jsonl", help="The log.")],
    decision: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `twosource decisions` shows it.")],
    note: Note = "",
    by: By = None,
) -> None:
    """``twosource undo``: see its help."""
    from twosource import decisions
    from twosource.errors import Unreadable

    with in_words():
        known = [d.id for d in decisions.read(log)]
        if decision not in known:
            raise Unreadable(str(log), f"it has no decision {decision}.", f"See `twosource decisions {log}`.")
        entry = decisions.undo(decision, by=_who(by), note=note)
        decisions.append(log, entry)
        sys.stdout.write(f"{decision} is taken back by {entry.id}.\n")
    raise typer.Exit(DONE)


@commands.command(
    "decisions",
    epilog="Example: twosource decisions fire.jsonl",
    help="Show a log of decisions, oldest first.",
)
def show(log: Annotated[Path, typer.Argument(metavar="LOG.jsonl", help="The log.")]) -> None:
    """``twosource decisions``: see its help."""
    from twosource import decisions
    from twosource.present import decided
    from twosource.steps import overrule

    with in_words():
        entries = decisions.read(log)
        sys.stdout.write(decided.listing(entries, {d.id for d in overrule.in_force(entries)[0]}))
    raise typer.Exit(DONE)


def _who(by: str | None) -> str:
    """The login name, where the system has one."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _target(place: str, whole: bool) -> Target:
    """ "herald:210" or "herald:210-214", a report id alone where ``whole`` or where no number follows."""
    from twosource.record import Target

    report, colon, at = place.rpartition(":")
    start, dash, end = at.partition("-")
    if whole or not colon or not start.isdecimal() or (dash and not end.isdecimal()):
        return Target(place)
    return Target(report, int(start), int(end) if dash else None)

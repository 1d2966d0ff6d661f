"""``twosource decide``, ``undo`` and ``decisions``: what a person overrules, in a log of its own or in the library."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twosource.cli.run import DONE, in_words
from twosource.cli.shelf import By, LibraryAt, opened, person

if TYPE_CHECKING:
    from twosource.library import Library
    from twosource.record import Action, Decision, Target

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
    taken_from = "taken-from"
    not_taken = "not-taken"
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
    Decided.taken_from: "set_derived",
    Decided.not_taken: "set_underived",
    Decided.correct: "correct_report",
}

_OF_REPORTS = (Decided.taken_from, Decided.not_taken, Decided.correct)

Log = Annotated[
    str,
    typer.Argument(metavar="LOG", help="A file LOG.jsonl, made if it is not there; or a story of the library, as s12."),
]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why; shown beside what was decided.")]


class _File:
    """A log in a file."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.holds = f"It holds from the next check with --decisions {path} on."

    def read(self) -> tuple[Decision, ...]:
        from twosource import decisions

        return decisions.read(self.path)

    def add(self, entry: Decision) -> None:
        from twosource import decisions

        decisions.append(self.path, entry)


class _Held:
    """The log of a story of the library."""

    def __init__(self, story: str, library: Library) -> None:
        self.story, self.library = story, library
        self.holds = f"It holds from the next twosource check {story} on."

    def read(self) -> tuple[Decision, ...]:
        from twosource import decisions

        return tuple(decisions.from_json(row) for row in self.library.decisions(self.story))

    def add(self, entry: Decision) -> None:
        from twosource import decisions
        from twosource.errors import Unreadable

        known = {r.id for r in self.library.reports_of(self.story)}
        for target in entry.targets:
            if target.report not in known:
                raise Unreadable(
                    target.report, f"{self.story} has no such report.", f"twosource story show {self.story}"
                )
        self.library.decide(decisions.to_json(entry))


@contextmanager
def _log(named: str, library: str | None) -> Iterator[_File | _Held]:
    """The log that is meant: a story's where it is the id of one and no file of that name is there."""
    if re.fullmatch(r"s\d+", named) and not Path(named).exists():
        with opened(library) as held:
            yield _Held(held.story(named).id, held)
    else:
        yield _File(named)


@commands.command(
    epilog="Example: twosource decide fire.jsonl verdict herald:210 coast:96 --to compatible "
    '--note "the one counts crew only", then twosource check reports/ --decisions fire.jsonl',
    help="Overrule the program: add a decision to a log that `twosource check --decisions` follows, or to a story of "
    "the library.\n\n"
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
    "taken-from REPORT REPORT the first takes from the second (--to copy, same_wire,\n"
    "                         partial_reuse, translation or credited)\n"
    "not-taken REPORT REPORT  neither takes from the other\n"
    "correct REPORT           its publisher, published, title, author, url or\n"
    "                         language (--field) is another one (--to)",
)
def decide(
    log: Log,
    what: Annotated[Decided, typer.Argument(metavar="WHAT", help="What you decide: one of the words above.")],
    places: Annotated[list[str], typer.Argument(metavar="PLACE…", help="Where it stands.")],
    to: Annotated[
        str | None, typer.Option(metavar="VALUE", help="The verdict, the relation, or the corrected value.")
    ] = None,
    field: Annotated[str | None, typer.Option(metavar="NAME", help="What of the report is corrected.")] = None,
    note: Note = "",
    by: By = None,
    library: LibraryAt = None,
) -> None:
    """``twosource decide``: see its help."""
    from twosource import decisions

    with in_words(), _log(log, library) as entries:
        targets = [_target(p, whole=what in _OF_REPORTS) for p in places]
        entry = decisions.decide(_ACTIONS[what], targets, by=person(by), field=field, value=to, note=note)
        entries.add(entry)
        sys.stdout.write(f"{entry.id} added to {log}. {entries.holds}\n")
    raise typer.Exit(DONE)


@commands.command(
    epilog="Example: twosource undo fire.jsonl d:1f0c9ab2c3d4",
    help="Take back a decision of a log. The entry stays, and the undoing is added; undo that to have it back.",
)
def undo(
    log: Log,
    decision: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `twosource decisions` shows it.")],
    note: Note = "",
    by: By = None,
    library: LibraryAt = None,
) -> None:
    """``twosource undo``: see its help."""
    from twosource import decisions
    from twosource.errors import Unreadable

    with in_words(), _log(log, library) as entries:
        if decision not in {d.id for d in entries.read()}:
            raise Unreadable(log, f"it has no decision {decision}.", f"See `twosource decisions {log}`.")
        entry = decisions.undo(decision, by=person(by), note=note)
        entries.add(entry)
        sys.stdout.write(f"{decision} is taken back by {entry.id}.\n")
    raise typer.Exit(DONE)


@commands.command(
    "decisions",
    epilog="Example: twosource decisions fire.jsonl",
    help="Show what was decided, oldest first.",
)
def show(log: Log, library: LibraryAt = None) -> None:
    """``twosource decisions``: see its help."""
    from twosource.present import decided
    from twosource.steps import overrule

    with in_words(), _log(log, library) as entries:
        found = entries.read()
        sys.stdout.write(decided.listing(found, {d.id for d in overrule.in_force(found)[0]}))
    raise typer.Exit(DONE)


def _target(place: str, whole: bool) -> Target:
    """ "herald:210" or "herald:210-214", a report id alone where ``whole`` or where no number follows."""
    from twosource.record import Target

    report, colon, at = place.rpartition(":")
    start, dash, end = at.partition("-")
    if whole or not colon or not start.isdecimal() or (dash and not end.isdecimal()):
        return Target(place)
    return Target(report, int(start), int(end) if dash else None)

"""The log of what people decided: one JSON object a line, only ever added to.

    {"id": "d:1f0c…", "at": "2024-03-05T09:12:44.031207+00:00", "by": "Ann", "action": "set_verdict",
     "targets": [{"report": "a", "start": 120, "end": 126}, …], "value": "compatible", "note": "another count"}

Places are offsets into the reports' texts, as in the dossier, never ids of groups or comparisons, which change when a
report is added. Whoever keeps a log elsewhere (a library) uses ``decide``, ``to_json`` and ``from_json``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast, get_args

from twosource.errors import Unreadable
from twosource.intake.dates import to_iso
from twosource.record import Action, Decision, Relation, Target, Verdict
from twosource.steps.overrule import FIELDS


@dataclass(frozen=True, slots=True)
class Form:
    """What a decision of one kind needs: the least targets, the values that are taken (None: any), and its meaning."""

    targets: int
    meaning: str
    values: tuple[str, ...] | None = ()
    words: bool = True  # targets are words of reports; else whole reports


ACTIONS: Mapping[Action, Form] = {
    "merge_groups": Form(2, "The statements at these places, and the groups they stand for, say the same."),
    "split_group": Form(2, "The first statement does not say the same as the others."),
    "set_verdict": Form(
        2, "The values at these places agree, are compatible or differ, whatever was found.", get_args(Verdict)
    ),
    "set_aside": Form(1, "The words at these places are no answer to what they were compared for."),
    "join_origins": Form(2, "The sources at these places are not independent: count them once."),
    "split_origins": Form(2, "The sources at these places are independent: count each."),
    "same_entity": Form(2, "The names at these places are of one person, body or place."),
    "different_entity": Form(2, "The names at the first and the second place are of two."),
    "set_derived": Form(
        2, "The first report takes from the others in this way, whatever was found.", get_args(Relation), words=False
    ),
    "set_underived": Form(2, "None of these reports takes from another of them.", words=False),
    "correct_report": Form(1, "The report was published by, on, … (field) this (value).", None, words=False),
    "undo": Form(0, "Takes back the decision with this id.", None),
}


def decide(
    action: Action,
    targets: Sequence[Target] = (),
    *,
    by: str = "",
    field: str | None = None,
    value: str | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Decision:
    """A new entry for a log; ``at`` is now unless given. ``Unreadable`` where it cannot be meant."""
    moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
    return _checked(Decision("", moment, by, action, tuple(targets), field, value, note), "decision")


def undo(decision: str, *, by: str = "", note: str = "", at: datetime | None = None) -> Decision:
    """An entry that takes back an earlier one, which may be an undo itself."""
    return decide("undo", by=by, value=decision, note=note, at=at)


def to_json(decision: Decision) -> dict[str, object]:
    """The entry as it stands in a log; what is not set is left out."""
    targets = [
        {
            k: v
            for k, v in (("report", t.report), ("start", t.start), ("end", t.end), ("words", t.words))
            if v is not None
        }
        for t in decision.targets
    ]
    row = {
        "id": decision.id,
        "at": decision.at,
        "by": decision.by,
        "action": decision.action,
        "targets": targets,
        "field": decision.field,
        "value": decision.value,
        "note": decision.note,
    }
    return {k: v for k, v in row.items() if v is not None}


def from_json(row: object, where: str = "decision") -> Decision:
    """An entry from its JSON object; ``where`` (file and line) stands before the complaint if it is none."""
    if not isinstance(row, dict):
        raise Unreadable(
            where, "this is no decision.", "Each line is one JSON object, as `twosource decide` writes it."
        )
    targets = row.get("targets", [])
    if not isinstance(targets, list) or not all(
        isinstance(t, dict) and isinstance(t.get("report"), str) for t in targets
    ):
        raise Unreadable(where, "“targets” is no list of places.", 'A place is {"report": …, "start": …, "end": …}.')
    for key in ("id", "at", "by", "action", "field", "value", "note"):
        if not isinstance(row.get(key), str | None):
            raise Unreadable(where, f"“{key}” is not text.", "")
    places = tuple(Target(t["report"], _whole(t, "start"), _whole(t, "end"), _words(t)) for t in targets)
    text = {k: v for k, v in row.items() if isinstance(v, str)}
    made = Decision(
        text.get("id", ""),
        text.get("at", ""),
        text.get("by", ""),
        cast(Action, text.get("action", "")),
        places,
        text.get("field"),
        text.get("value"),
        text.get("note", ""),
    )
    return _checked(made, where)


def read(path: Path) -> tuple[Decision, ...]:
    """The log in a file, oldest first. ``Unreadable`` names the line that is none: half a log would be another one."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise Unreadable(str(path), "there is no such file.", "`twosource decide` makes it.") from None
    except UnicodeDecodeError:
        raise Unreadable(str(path), "this is no UTF-8 text.", "Give the file that `twosource decide` wrote.") from None
    out = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        out.append(from_json(row, f"{path}, line {number}"))
    return tuple(out)


def append(path: Path, decision: Decision) -> None:
    """Adds an entry to the log in a file (made where it is missing) and waits until it is on the disk."""
    line = json.dumps(to_json(decision), ensure_ascii=False) + "\n"
    with path.open("ab+") as out:
        if out.tell():
            out.seek(-1, os.SEEK_END)
            if out.read(1) != b"\n":
                line = "\n" + line
        out.write(line.encode("utf-8", "replace"))
        out.flush()
        os.fsync(out.fileno())


# --------------------------------------------------------------------------- what can be meant


def _checked(decision: Decision, where: str) -> Decision:
    """The decision with its id, if it can be meant. An id that is given must be that of the content: an entry that was
    changed afterwards is noticed."""
    form = ACTIONS.get(decision.action)
    if form is None:
        raise Unreadable(where, f"{decision.action!r} is nothing that can be decided.", f"Take {_listed(ACTIONS)}.")
    if len(decision.targets) < form.targets:
        raise Unreadable(where, f"“{decision.action}” needs {form.targets} place(s) or more.", form.meaning)
    for t in decision.targets:
        if form.words and t.start is None and "origins" not in decision.action:
            raise Unreadable(where, f"{t.report} is a whole report.", "Give words of it, as REPORT:START.")
        if t.start is not None and (t.start < 0 or (t.end is not None and t.end <= t.start)):
            raise Unreadable(where, f"{t.report}:{t.start}-{t.end} is no place.", "The end lies behind the start.")
    if form.values and decision.value not in form.values:
        kind = "relation of two reports" if decision.action == "set_derived" else "verdict"
        raise Unreadable(where, f"{decision.value!r} is no {kind}.", f"Take {_listed(form.values)}.")
    if decision.action == "undo" and not decision.value:
        raise Unreadable(where, "it does not say which decision to undo.", "Give its id.")
    if decision.action == "correct_report":
        _check_correction(decision, where)
    try:
        datetime.fromisoformat(decision.at)
    except ValueError:
        raise Unreadable(where, f"{decision.at!r} is no time.", "Write it as 2024-03-05T09:12:44+00:00.") from None
    content = {k: v for k, v in to_json(decision).items() if k != "id"}
    ident = "d:" + hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
    if decision.id not in ("", ident):
        raise Unreadable(
            where, f"the entry {decision.id} was changed after it was made.", "Restore it, or remove its id."
        )
    return Decision(
        ident,
        decision.at,
        decision.by,
        decision.action,
        decision.targets,
        decision.field,
        decision.value,
        decision.note,
    )


def _check_correction(decision: Decision, where: str) -> None:
    if decision.field not in FIELDS:
        raise Unreadable(where, f"{decision.field!r} is nothing that can be corrected.", f"Take {_listed(FIELDS)}.")
    if decision.field == "published" and decision.value and to_iso(decision.value) != decision.value:
        raise Unreadable(where, f"{decision.value!r} is no date.", "Write it as 2024-03-05 or 2024-03-05T18:30+01:00.")


def _whole(target: Mapping[str, object], key: str) -> int | None:
    value = target.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _words(target: Mapping[str, object]) -> str | None:
    words = target.get("words")
    return words if isinstance(words, str) else None


def _listed(names: Sequence[str] | Mapping[Action, Form]) -> str:
    return ", ".join(names)

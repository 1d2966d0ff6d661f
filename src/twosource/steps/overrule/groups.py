"""Which statements say the same, as decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.record import Decision, Group, Report, Statement, Target
from twosource.steps.overrule.missed import missed
from twosource.steps.overrule.places import best, stale

_LONGEST_LABEL = 160


def regrouped(
    groups: Sequence[Group],
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """The groups, merged and split as decided. Members stay in the order of ``statements``.

    ``merge_groups``: the statements at the targets, and the groups they stand for, become one. A group is stood for by
    two of its statements, or by one that is in no other group. ``split_group``: the statement at the first target
    leaves every group in which one at another target is; a group of a single statement is none.
    """
    out, warnings = list(groups), []
    place = {s.id: k for k, s in enumerate(statements)}
    for d in decisions:
        if d.action not in ("merge_groups", "split_group"):
            continue
        found = [statement_at(t, statements) for t in d.targets]
        why = stale(d.targets, reports)
        if why is None and None in found:
            why = "there is no statement at one of its places any more."
        chosen = list(dict.fromkeys(s for s in found if s is not None))
        if why is None and len(chosen) < 2:
            why = "its places are now in one statement."
        if why is None:
            changed = _merged(out, chosen, d, reports) if d.action == "merge_groups" else _split(out, chosen, d)
            if changed is None:
                why = "the statements are in no group together."
            else:
                out = changed
        if why is not None:
            warnings.append(missed(d, why))
    return tuple(replace(g, statements=tuple(sorted(g.statements, key=place.__getitem__))) for g in out), tuple(
        warnings
    )


def statement_at(target: Target, statements: Sequence[Statement]) -> Statement | None:
    """The statement that a target means."""
    return best(target, statements, lambda s: ((s.report, s.start, s.end),))


def _merged(
    groups: Sequence[Group], chosen: Sequence[Statement], decision: Decision, reports: Mapping[str, Report]
) -> list[Group] | None:
    ids = [s.id for s in chosen]
    homes = {i: [g.id for g in groups if i in g.statements] for i in ids}
    merged = [g for g in groups if len({*ids} & {*g.statements}) > 1 or any(homes[i] == [g.id] for i in ids)]
    members = tuple(dict.fromkeys((*(i for g in merged for i in g.statements), *ids)))
    if merged:
        first = merged[0]
        marks = tuple(dict.fromkeys((*(x for g in merged for x in g.decided), decision.id)))
        tellings = tuple(dict.fromkeys(t for g in merged for t in g.tellings))
        whole = replace(first, statements=members, decided=marks, tellings=tellings, loose=())
        return [whole if g is first else g for g in groups if g is first or g not in merged]
    numbers = [int(g.id[1:]) for g in groups if g.id[1:].isdigit()]
    new = Group(f"g{max(numbers, default=0) + 1}", _label(chosen[0], reports), members, (decision.id,))
    return [*groups, new]


def _split(groups: Sequence[Group], chosen: Sequence[Statement], decision: Decision) -> list[Group] | None:
    """None where nothing had to be split."""
    leaving, others = chosen[0].id, {s.id for s in chosen[1:]}
    out, changed = [], False
    for group in groups:
        if leaving not in group.statements or not others & {*group.statements}:
            out.append(group)
            continue
        changed = True
        left = tuple(i for i in group.statements if i != leaving)
        if len(left) > 1:
            loose = tuple(i for i in group.loose if i != leaving)
            out.append(replace(group, statements=left, loose=loose, decided=(*group.decided, decision.id)))
    return out if changed else None


def _label(statement: Statement, reports: Mapping[str, Report]) -> str:
    words = " ".join(reports[statement.report].text[statement.start : statement.end].split())
    return words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 2].rsplit(" ", 1)[0] + " …"

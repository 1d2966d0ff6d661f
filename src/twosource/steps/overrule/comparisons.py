"""Verdicts as decided, and values set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from twosource.record import (
    ComparedValue,
    Comparison,
    Decision,
    Material,
    Mention,
    Report,
    Span,
    Target,
    Verdict,
)
from twosource.steps.overrule.missed import missed
from twosource.steps.overrule.places import HALF, fit, stale


def without(material: Material, decisions: Sequence[Decision]) -> Material:
    """The material without the dates and numbers that were set aside (the same one where there are none), so that what
    is left is compared as if they had not been said."""
    reports = material.reports()
    aside = [t for d in decisions if d.action == "set_aside" and not stale(d.targets, reports) for t in d.targets]
    if not aside:
        return material
    return replace(
        material,
        moments={
            r: tuple(m for m in found if not _any(aside, r, m.start, m.end)) for r, found in material.moments.items()
        },
        quantities={
            r: tuple(q for q in found if not _any(aside, r, q.start, q.end)) for r, found in material.quantities.items()
        },
    )


def rejudged(
    comparisons: Sequence[Comparison],
    whole: Sequence[Comparison],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision],
) -> tuple[tuple[Comparison, ...], tuple[str, ...]]:
    """The comparisons as decided.

    ``comparisons`` are made ``without`` what was set aside, ``whole`` with it: they show which questions a value that
    is gone had answered. ``set_aside``: the words at the targets are no answer to any question. ``set_verdict``:
    the comparison that has a value at each target gets the verdict that ``value`` says.
    """
    out, warnings = list(comparisons), []
    for d in decisions:
        if d.action not in ("set_aside", "set_verdict"):
            continue
        why = stale(d.targets, reports)
        if why is None and d.action == "set_aside":
            why = None if any(_touched(c, d.targets) for c in whole) else "nothing is compared with this value."
            out = out if why else _aside(out, whole, d)
        elif why is None:
            why = _judge(out, d, reports)
        if why is not None:
            warnings.append(missed(d, why))
    return tuple(out), tuple(warnings)


# --------------------------------------------------------------------------- set aside


def _aside(comparisons: Sequence[Comparison], whole: Sequence[Comparison], decision: Decision) -> list[Comparison]:
    asked = {(c.kind, _place(m)) for c in whole if _touched(c, decision.targets) for m in _mentions(c)}
    out = []
    for c in comparisons:
        left = _less(c, decision.targets) if _touched(c, decision.targets) else c
        if left is None:
            continue
        changed = left is not c or any((c.kind, _place(m)) in asked for m in _mentions(c))
        out.append(replace(left, decided=(*left.decided, decision.id)) if changed else left)
    return out


def _less(c: Comparison, targets: Sequence[Target]) -> Comparison | None:
    """Without the mentions at the targets; None where nothing is left to compare."""
    pruned = (
        replace(v, mentions=tuple(m for m in v.mentions if not _any(targets, m.report, m.start, m.end)))
        for v in c.values
    )
    values = tuple(v for v in pruned if v.mentions)
    if len({m.report for v in values for m in v.mentions}) < 2:
        return None
    if len(values) == 1 and c.verdict != "agree":
        reports = len({m.report for m in values[0].mentions})
        return replace(c, values=values, verdict="agree", cause="unknown", why=f"{reports} reports give this value.")
    return replace(c, values=values)


# --------------------------------------------------------------------------- verdicts


def _judge(comparisons: list[Comparison], decision: Decision, reports: Mapping[str, Report]) -> str | None:
    """Sets the verdict in place; why it could not be set, or None."""
    marks = [_mark(c, decision.targets) for c in comparisons]
    highest = max(marks, default=0.0)
    if highest <= 0:
        return "no comparison has values at all its places any more."
    for k, c in enumerate(comparisons):
        if marks[k] == highest:
            verdict = cast(Verdict, decision.value)
            values = _apart(c, reports) if verdict == "differ" and len(c.values) < 2 else c.values
            if verdict == "differ" and len(values) < 2:
                return "all its places have the same words, which cannot differ."
            comparisons[k] = replace(
                c,
                verdict=verdict,
                values=values,
                cause=c.cause if verdict == c.verdict else "unknown",
                confidence=1.0,
                why=_why(c, decision),
                decided=(*c.decided, decision.id),
            )
    return None


def _mark(c: Comparison, targets: Sequence[Target]) -> float:
    """How well the targets fit values of the comparison; 0 where one fits none."""
    each = [
        max((fit(t, Span(m.start, m.end)) for m in _mentions(c) if m.report == t.report), default=0.0) for t in targets
    ]
    usable = all(_close(mark, t) for mark, t in zip(each, targets, strict=True))
    return sum(each) if usable else 0.0


def _apart(c: Comparison, reports: Mapping[str, Report]) -> tuple[ComparedValue, ...]:
    """Each wording as a value of its own, where the program took them all for one."""
    found: dict[str, list[Mention]] = {}
    for m in _mentions(c):
        found.setdefault(" ".join(reports[m.report].text[m.start : m.end].split()), []).append(m)
    return tuple(ComparedValue(words, tuple(mentions)) for words, mentions in sorted(found.items()))


def _why(c: Comparison, decision: Decision) -> str:
    by = f" by {decision.by}" if decision.by else ""
    note = f": {decision.note.rstrip('.')}" if decision.note else ""
    said = {"agree": "that they agree", "compatible": "that they fit together", "differ": "that they differ"}
    return f"Decided{by} on {decision.at[:10]}{note}. The program had found {said[c.verdict]}: {c.why}"


# --------------------------------------------------------------------------- places


def _mentions(c: Comparison) -> Iterable[Mention]:
    return (m for v in c.values for m in v.mentions)


def _place(m: Mention) -> tuple[str, int, int]:
    return m.report, m.start, m.end


def _touched(c: Comparison, targets: Sequence[Target]) -> bool:
    return any(_any(targets, m.report, m.start, m.end) for m in _mentions(c))


def _any(targets: Sequence[Target], report: str, start: int, end: int) -> bool:
    return any(t.report == report and _close(fit(t, Span(start, end)), t) for t in targets)


def _close(mark: float, target: Target) -> bool:
    return mark >= HALF or (mark > 0 and target.end is None)

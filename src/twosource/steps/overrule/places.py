"""Finding again what a decision points to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from twosource.record import Report, Span, Target

Thing = TypeVar("Thing")
HALF = 0.5  # words that share less than this with those that were decided on are others


def stale(targets: Iterable[Target], reports: Mapping[str, Report]) -> str | None:
    """Why a decision cannot be meant for these reports any more, or None."""
    for target in targets:
        report = reports.get(target.report)
        if report is None:
            return f"the report {target.report} is not among these."
        if target.start is None:
            continue
        end = target.start + 1 if target.end is None else target.end
        found = report.text[target.start : end]
        if end > len(report.text) or (target.words is not None and found != target.words):
            words = f"the words “{target.words}” no longer stand" if target.words else "there is nothing"
            return f"{words} at {target.report}:{target.start}."
    return None


def fit(target: Target, span: Span) -> float:
    """How well a span of the target's report fits it, 0 to 1: 1 for the same words, else by the words shared."""
    if target.start is None:
        return 0.0
    if target.end is None:
        inside = span.start <= target.start < span.end
        return 1.0 if span.start == target.start else (0.9 / len(span) if inside else 0.0)
    shared = min(target.end, span.end) - max(target.start, span.start)
    return max(0, shared) / (max(target.end, span.end) - min(target.start, span.start))


def best(
    target: Target,
    things: Iterable[Thing],
    spans: Callable[[Thing], Iterable[tuple[str, int, int]]],
    least: float = HALF,
) -> Thing | None:
    """The thing with a place (report, start, end) that fits best, the first of equals; None where none fits by at
    least ``least``. With an open end the tightest around it will do."""
    found: Thing | None = None
    reached = 0.0
    for thing in things:
        for report, start, end in spans(thing):
            mark = fit(target, Span(start, end)) if report == target.report else 0.0
            if mark > reached and (mark >= least or target.end is None):
                found, reached = thing, mark
    return found

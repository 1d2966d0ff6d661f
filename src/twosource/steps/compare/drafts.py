"""A comparison before it has its id and group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.record import Cause, ComparedValue, ComparisonKind, Mention, Verdict
from twosource.steps.compare.scene import Scene


@dataclass(frozen=True, slots=True)
class Draft:
    """What one of the comparing modules found; ``__init__`` orders them and gives ids."""

    question: str
    kind: ComparisonKind
    verdict: Verdict
    values: tuple[ComparedValue, ...]
    cause: Cause
    confidence: float
    why: str

    @property
    def place(self) -> tuple[tuple[str, int, int], ...]:
        """Where its words stand, in order: what drafts are sorted by and known by."""
        return tuple(sorted((m.report, m.start, m.end) for v in self.values for m in v.mentions))


def agreeing_parts(draft: Draft) -> Iterator[Draft]:
    """What is left of a difference that is too unsure to be shown: the values that two reports share."""
    for value in draft.values:
        reports = {m.report for m in value.mentions}
        if len(reports) >= 2:
            why = f"{len(reports)} reports give this value."
            yield Draft(draft.question, draft.kind, "agree", (value,), "unknown", 0.7, why)


def without_contradiction(draft: Draft, apart: Sequence[Draft]) -> Draft | None:
    """An agreement without the words that a difference sets apart: of its two sides the one that more reports are on is
    kept. None where fewer than two reports are left."""
    if draft.verdict == "differ" or draft.kind not in ("status", "place"):
        return draft
    values = draft.values
    for other in apart:
        sides = [[m for v in values for m in v.mentions if _holds(m, side)] for side in other.values]
        held = [side for side in sides if side]
        if len(held) < 2:
            continue
        most = max(held, key=lambda side: len({m.report for m in side}))
        gone = {m for side in held if side is not most for m in side}
        values = tuple(replace(v, mentions=tuple(m for m in v.mentions if m not in gone)) for v in values)
    if values == draft.values:
        return draft
    values = tuple(v for v in values if v.mentions)
    reports = {m.report for v in values for m in v.mentions}
    why = draft.why.replace(said_by(len(_reports(draft))), said_by(len(reports)))
    return replace(draft, values=values, why=why) if len(reports) >= 2 else None


def denied_once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that tell one denial again: what is affirmed overlaps, and the same reports tell it
    ("his client denied the allegations", "he has never received a cent")."""
    kept: list[Draft] = []
    for draft in drafts:
        denials = (d for d in kept if d.kind == draft.kind == "polarity" and d.verdict == draft.verdict == "differ")
        if not any(_reports(d) == _reports(draft) and _affirm_one(d, draft) for d in denials):
            kept.append(draft)
    return kept


def _affirm_one(one: Draft, other: Draft) -> bool:
    first, second = ([v for v in d.values if v.value.startswith("yes")] for d in (one, other))
    return any(_holds(m, side) for v in first for m in v.mentions for side in second)


def _reports(draft: Draft) -> set[str]:
    return {m.report for v in draft.values for m in v.mentions}


def answer(mentions: Sequence[Mention], scene: Scene, shown: str = "") -> ComparedValue:
    """One answer: its mentions once each; in the words of the first unless ``shown`` has others, and of its day."""
    first = mentions[0]
    return ComparedValue(
        shown or scene.words(first.report, first.start, first.end),
        tuple(dict.fromkeys(mentions)),
        scene.day(first.report),
    )


def within_report(
    report: str,
    question: str,
    kind: ComparisonKind,
    verdict: Verdict,
    places: Sequence[tuple[int, int]],
    why: str,
    scene: Scene,
) -> Draft:
    """What cannot all hold within one report: the places (start, end) of its values, and why they can't."""
    values = tuple(
        ComparedValue(scene.words(report, s, e), (scene.mention(report, s, e),), scene.day(report)) for s, e in places
    )
    cause: Cause = "conflict" if verdict == "differ" else "unknown"
    return Draft(f"Within one report: {question}", kind, verdict, values, cause, 0.8, why)


def said_by(reports: int) -> str:
    """Why a statement is called agreed."""
    return f"{reports} reports say this, in the same or other words."


def _holds(mention: Mention, side: ComparedValue) -> bool:
    return any(m.report == mention.report and mention.span.overlaps(m.span) for m in side.mentions)

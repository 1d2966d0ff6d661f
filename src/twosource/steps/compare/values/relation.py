"""What two values of one question are to each other, and the sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.record import Cause, Verdict


@dataclass(frozen=True, slots=True)
class Relation:
    """``why`` is a clause that can stand after the two values; empty where they are simply equal."""

    verdict: Verdict
    why: str = ""
    cause: Cause = "unknown"


AGREE = Relation("agree")

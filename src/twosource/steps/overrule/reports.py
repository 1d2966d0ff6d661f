"""What a report says of itself, corrected before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from twosource.record import Decision, Report
from twosource.steps.overrule.missed import missed

#: What can be corrected. The text cannot: a report with another text is another report.
FIELDS = ("publisher", "published", "title", "author", "url", "language")


def corrected(reports: Sequence[Report], decisions: Sequence[Decision]) -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """The reports with the metadata that was decided; an empty value means that it is not known."""
    found = {r.id: r for r in reports}
    warnings = []
    for d in decisions:
        if d.action != "correct_report":
            continue
        for target in d.targets:
            report = found.get(target.report)
            if report is None:
                warnings.append(missed(d, f"the report {target.report} is not among these."))
            elif d.field in FIELDS:
                known: dict[str, Any] = {d.field: d.value or ("und" if d.field == "language" else None)}
                found[report.id] = replace(report, **known)
            else:
                warnings.append(missed(d, f"{d.field!r} is nothing that can be corrected."))
    return tuple(found[r.id] for r in reports), tuple(warnings)

"""Which reports take from which, as decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import cast

from twosource.record import Decision, Derivation, Relation, Report
from twosource.steps.overrule.missed import missed
from twosource.steps.overrule.places import stale


def rederived(
    derivations: Sequence[Derivation], reports: Mapping[str, Report], decisions: Sequence[Decision]
) -> tuple[tuple[Derivation, ...], tuple[str, ...]]:
    """The derivations with ``set_derived`` and ``set_underived`` applied in the order of the log: of two decisions
    about one pair of reports the later holds. A relation that was decided keeps the passages that were found."""
    kept = list(derivations)
    warnings = []
    for d in decisions:
        if d.action not in ("set_derived", "set_underived"):
            continue
        named = list(dict.fromkeys(t.report for t in d.targets))
        why = stale(d.targets, reports) or ("its reports are one and the same." if len(named) < 2 else None)
        if why is not None:
            warnings.append(missed(d, why))
        elif d.action == "set_underived":
            pairs = {frozenset(p) for p in combinations(named, 2)}
            kept = [k for k in kept if _pair(k) not in pairs]
        else:
            for source in named[1:]:
                found = [k for k in kept if _pair(k) == {named[0], source}]
                kept = [k for k in kept if k not in found]
                kept.append(_made(d, named[0], source, found))
    return tuple(sorted(kept, key=lambda k: (k.report, k.source or "", k.relation))), tuple(warnings)


def _pair(derivation: Derivation) -> frozenset[str]:
    return frozenset((derivation.report, derivation.source or ""))


def _made(decision: Decision, report: str, source: str, found: Sequence[Derivation]) -> Derivation:
    same_way = next((k for k in found if k.report == report), None)
    note = f": {decision.note.rstrip('.')}" if decision.note else ""
    by = f" by {decision.by}" if decision.by else ""
    return Derivation(
        report,
        source,
        cast(Relation, decision.value),
        next((k.wire for k in found if k.wire), None),
        same_way.passages if same_way else (),
        f"Decided{by} on {decision.at[:10]}{note}.",
        same_way.containment if same_way else 0.0,
        credit=same_way.credit if same_way else None,
        decided=(decision.id,),
    )

"""Where the reports agree, differ, or only seem to.

Each kind of value has a small module of its own that finds the questions which are answered more than once, sets the
answers side by side and says what they are to each other, with the reason; ``KINDS`` is the list of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from twosource.protocols import Meaning
from twosource.record import Comparison, Declined, Derivation, Group, Material
from twosource.steps.clauses import Clauses
from twosource.steps.compare.circumstances.colours import compare_colours
from twosource.steps.compare.circumstances.deathbeds import compare_deathbeds
from twosource.steps.compare.circumstances.ends import compare_ends
from twosource.steps.compare.circumstances.places import compare_places
from twosource.steps.compare.circumstances.populations import compare_populations
from twosource.steps.compare.circumstances.starts import compare_starts
from twosource.steps.compare.circumstances.tools import compare_tools
from twosource.steps.compare.circumstances.venues import compare_venues
from twosource.steps.compare.circumstances.ways import compare_ways
from twosource.steps.compare.claims.accusations import compare_accusations
from twosource.steps.compare.claims.acts import compare_acts
from twosource.steps.compare.claims.announced import compare_announced
from twosource.steps.compare.claims.armed import compare_armed
from twosource.steps.compare.claims.at_odds import compare_at_odds
from twosource.steps.compare.claims.causes import compare_causes
from twosource.steps.compare.claims.grounds import compare_grounds
from twosource.steps.compare.claims.nothing import compare_nothing
from twosource.steps.compare.claims.opposites import compare_opposites
from twosource.steps.compare.claims.polarity import compare_polarity
from twosource.steps.compare.claims.races import compare_races
from twosource.steps.compare.claims.refusals import compare_refusals
from twosource.steps.compare.claims.replies import compare_replies
from twosource.steps.compare.claims.statements import compare_statements
from twosource.steps.compare.claims.unsettled import compare_unsettled
from twosource.steps.compare.drafts import Draft, agreeing_parts, denied_once, without_contradiction
from twosource.steps.compare.people.doers import compare_doers
from twosource.steps.compare.people.kin import compare_kin
from twosource.steps.compare.people.particulars import compare_particulars
from twosource.steps.compare.people.parties import compare_actors
from twosource.steps.compare.people.residents import compare_residents
from twosource.steps.compare.people.roles import compare_roles
from twosource.steps.compare.people.voices import compare_voices
from twosource.steps.compare.people.wounds import compare_wounds
from twosource.steps.compare.reasons import explained
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import SURE, confidence
from twosource.steps.compare.values.typed import compare_values
from twosource.steps.compare.weekdays import compare_weekdays
from twosource.steps.compare.within import compare_within

KINDS: tuple[Callable[[Scene], Iterator[Draft]], ...] = (
    compare_values,
    compare_polarity,
    compare_accusations,
    compare_replies,
    compare_at_odds,
    compare_refusals,
    compare_announced,
    compare_unsettled,
    compare_races,
    compare_nothing,
    compare_opposites,
    compare_tools,
    compare_colours,
    compare_deathbeds,
    compare_ends,
    compare_residents,
    compare_ways,
    compare_statements,
    compare_places,
    compare_venues,
    compare_populations,
    compare_starts,
    compare_actors,
    compare_doers,
    compare_roles,
    compare_kin,
    compare_particulars,
    compare_wounds,
    compare_armed,
    compare_acts,
    compare_causes,
    compare_grounds,
    compare_voices,
    compare_within,
    compare_weekdays,
)

__all__ = ["KINDS", "SURE", "compare"]


def compare(
    material: Material,
    groups: Sequence[Group],
    derivations: Sequence[Derivation],
    sure: float = SURE,
    told_in: Clauses | None = None,
    meaning: Meaning | None = None,
) -> tuple[tuple[Comparison, ...], tuple[Declined, ...]]:
    """Comparisons of the story, in order of the reports, and what could not be decided.

    A difference that is right less often than ``sure`` (0 to 1) is not called one: it is declined in words.
    ``told_in`` are the clauses of the material, where they are known; ``meaning`` tells what is alike in other words.
    """
    scene = Scene(material, groups, told_in, meaning)
    found = [draft for kind in KINDS for draft in kind(scene)]
    found = [replace(d, confidence=confidence(d.confidence)) if d.verdict == "differ" else d for d in found]
    unsure = [d for d in found if d.verdict == "differ" and d.confidence < sure]
    drafts = [*(d for d in found if d not in unsure), *(part for d in unsure for part in agreeing_parts(d))]
    apart = [d for d in found if d.verdict == "differ"]  # also those that are not shown: a doubt is no agreement
    drafts = [explained(kept, scene) for d in drafts if (kept := without_contradiction(d, apart)) is not None]
    place = {r.report.id: k for k, r in enumerate(material.readings)}
    drafts.sort(key=lambda d: (min((place[r], s, e) for r, s, e in d.place), d.kind, d.question))
    shown: list[Comparison] = []
    families = _families(derivations)
    for draft in denied_once(drafts):
        group = _group_of(draft, groups)
        shown.append(
            Comparison(
                f"c{len(shown) + 1}",
                group,
                draft.question,
                draft.kind,
                draft.verdict,
                draft.values,
                draft.cause,
                draft.confidence,
                draft.why + _copied(draft, families),
            )
        )
    return tuple(shown), tuple(_doubt(draft) for draft in unsure)


def _families(derivations: Sequence[Derivation]) -> dict[str, str]:
    """For each report that took text from another or gave it: the first report of its family."""
    family: dict[str, str] = {}
    for d in sorted(derivations, key=lambda d: (d.report, d.source or "")):
        if d.source is None or d.relation == "credited":
            continue
        one, two = family.setdefault(d.report, d.report), family.setdefault(d.source, d.source)
        for report, first in family.items():
            if first in (one, two):
                family[report] = min(one, two)
    return family


def _copied(draft: Draft, families: dict[str, str]) -> str:
    """Words for an agreement among reports that carry one another's text."""
    reports = sorted({m.report for v in draft.values for m in v.mentions})
    if draft.verdict == "differ" or len(reports) < 2:
        return ""
    shared = [r for r in reports if r in families and sum(families.get(x) == families[r] for x in reports) > 1]
    if len(shared) == len(reports) and len({families[r] for r in shared}) == 1:
        return " These reports carry one another’s text, so this is one telling and not several."
    return f" {len(shared)} of them carry one another’s text." if shared else ""


def _group_of(draft: Draft, groups: Sequence[Group]) -> str | None:
    """The group that holds the statements of at least two of its mentions."""
    statements = {m.statement for v in draft.values for m in v.mentions if m.statement}
    for group in groups:
        if len(statements & set(group.statements)) >= 2:
            return group.id
    return None


def _doubt(draft: Draft) -> Declined:
    first = draft.values[0].mentions[0]
    shown = " and ".join(f"“{v.value}”" for v in draft.values[:3])
    return Declined(
        "compare",
        first.report,
        first.start,
        first.end,
        f"{shown} may answer one question ({draft.question}) or two; too little shows that they are about the same "
        "thing.",
    )

"""What a reader overrules: a choice on a page becomes a decision about words, and decisions become lines to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from twosource import decisions
from twosource.errors import TwosourceError
from twosource.present.decided import WORDS
from twosource.present.index import Index
from twosource.present.visible import one_line
from twosource.present.wording import date
from twosource.record import Comparison, Decision, Mention, Relation, Statement, Target, Verdict
from twosource.steps.overrule import in_force
from twosource.web.addresses import StoryAddresses
from twosource.web.between import RELATIONS
from twosource.web.board import LETTERS


class NotMeant(TwosourceError):
    """A choice that cannot be meant for what it was made on."""


@dataclass(frozen=True, slots=True)
class Line:
    """A decision to be read. ``state``: ``holds``, ``waits`` (the story is not read again yet), ``taken back``."""

    id: str
    when: str
    by: str
    what: str
    note: str
    state: str
    places: tuple[tuple[str, str, str], ...]  # report, words, link


def on_question(index: Index, comparison: Comparison, choice: str, by: str, note: str) -> Decision:
    """``choice``: a verdict, or ``aside-B``: the words of answer B are no answer to this."""
    if choice in get_args(Verdict):
        places = [m for value in comparison.values for m in value.mentions]
        return decisions.decide("set_verdict", _targets(index, places), value=choice, by=by, note=note)
    kind, _, letter = choice.partition("-")
    values = dict(zip(LETTERS, index.values_of(comparison), strict=False))
    if kind != "aside" or letter not in values:
        raise NotMeant("Choose what you decide: a verdict, or the answer to set aside.")
    return decisions.decide("set_aside", _targets(index, values[letter].mentions), by=by, note=note)


def on_statement(index: Index, statement: Statement, others: Sequence[Statement], by: str, note: str) -> Decision:
    """It does not say the same as the others that it was put together with."""
    if not others:
        raise NotMeant("This statement stands with no other, so there is nothing to take it from.")
    places = [s.mention for s in (statement, *others)]
    return decisions.decide("split_group", _targets(index, places), by=by, note=note)


def on_same(index: Index, statement: Statement, others: Sequence[Statement], by: str, note: str) -> Decision:
    """It says the same as the others, of other reports; what stands with each of them joins too."""
    if not others:
        raise NotMeant("Choose at least one statement that says the same.")
    chosen = [s for one in (statement, *others) for s in _standing_for_its_group(index, one)]
    return decisions.decide("merge_groups", _targets(index, [s.mention for s in chosen]), by=by, note=note)


def _standing_for_its_group(index: Index, statement: Statement) -> list[Statement]:
    """A group is stood for by two of its statements (see ``steps.overrule.groups``)."""
    group = next((g for g in index.groups.values() if statement.id in g.statements), None)
    fellows = [s for s in group.statements if s != statement.id and s in index.statements] if group else []
    return [statement, *(index.statements[s] for s in fellows[:1])]


def on_origins(index: Index, choice: str, first: str, second: str, by: str, note: str) -> Decision:
    """``choice``: ``one`` or ``two`` independent origins, ``same`` or ``other``: one party or two. ``first`` and
    ``second`` are ids of entities."""
    action = {"one": "join_origins", "two": "split_origins", "same": "same_entity", "other": "different_entity"}
    entities = [index.entities.get(e) for e in (first, second)]
    found = [e.mentions[0] for e in entities if e and e.mentions]
    if choice not in action or len(found) != 2 or first == second:
        raise NotMeant("Choose two different sources that are named in these reports, and what you decide of them.")
    return decisions.decide(action[choice], _targets(index, found), by=by, note=note)  # type: ignore[arg-type]


def on_reports(index: Index, choice: str, relation: str, first: str, second: str, by: str, note: str) -> Decision:
    """``choice``: ``first`` takes from the second report in the way of ``relation``, ``second`` from the first, or
    ``neither`` from the other."""
    order = {"first": (first, second), "second": (second, first), "neither": (first, second)}.get(choice)
    if order is None or first == second or not {first, second} <= set(index.reports):
        raise NotMeant("Choose two different reports of this story, and what you decide of them.")
    targets = [Target(report) for report in order]
    if choice == "neither":
        return decisions.decide("set_underived", targets, by=by, note=note)
    if relation not in get_args(Relation):
        raise NotMeant("Choose in which way the one takes from the other.")
    return decisions.decide("set_derived", targets, value=relation, by=by, note=note)


def taken_back(decision: str, by: str) -> Decision:
    """An undo of the decision with this id."""
    return decisions.undo(decision, by=by)


def lines(index: Index, addresses: StoryAddresses, log: Iterable[Decision]) -> tuple[Line, ...]:
    """The decisions of a log, the latest first; an undo is told by the state of what it took back."""
    log = list(log)
    held = {d.id for d in in_force(log)[0]}
    applied = {d.id for d in index.dossier.decisions}
    return tuple(_line(index, addresses, d, held, applied) for d in reversed(log) if d.action != "undo")


def about(lines: Sequence[Line], places: Iterable[Mention], log: Iterable[Decision]) -> tuple[Line, ...]:
    """Those that point to words at these places."""
    here = list(places)
    touching = {
        d.id
        for d in log
        for t in d.targets
        for m in here
        if t.report == m.report and t.start is not None and t.start < m.end and m.start < (t.end or t.start + 1)
    }
    return tuple(line for line in lines if line.id in touching)


def about_reports(lines: Sequence[Line], log: Iterable[Decision], reports: Iterable[str]) -> tuple[Line, ...]:
    """Those on who takes from whom that name all of these reports."""
    named = set(reports)
    found = {
        d.id for d in log if d.action in ("set_derived", "set_underived") and named <= {t.report for t in d.targets}
    }
    return tuple(line for line in lines if line.id in found)


def _targets(index: Index, mentions: Iterable[Mention]) -> list[Target]:
    """Places with their words, each once, so that a report that has changed since is noticed."""
    places = dict.fromkeys((m.report, m.start, m.end) for m in mentions)
    return [Target(r, start, end, index.reports[r].text[start:end]) for r, start, end in places if r in index.reports]


def _line(index: Index, addresses: StoryAddresses, decision: Decision, held: set[str], applied: set[str]) -> Line:
    what = WORDS[decision.action]
    if decision.action == "set_verdict":
        verdict = {"agree": "they agree", "compatible": "they only seem to differ", "differ": "they differ"}
        what = verdict.get(decision.value or "", what)
    elif decision.action == "set_derived":
        what = f"the first takes from the others: {RELATIONS.get(decision.value or '', decision.value)}"
    elif decision.action == "correct_report":
        what = f"{decision.field} is {decision.value or 'not known'}"
    state = "taken back" if decision.id not in held else "holds" if decision.id in applied else "waits"
    return Line(
        decision.id,
        date(decision.at[:16] + "Z"),
        one_line(decision.by),
        one_line(what),
        one_line(decision.note),
        state,
        tuple(_place(index, addresses, t) for t in decision.targets),
    )


def _place(index: Index, addresses: StoryAddresses, target: Target) -> tuple[str, str, str]:
    name = index.report_name(target.report)
    if target.report not in index.reports:
        return name, one_line(target.words or ""), ""
    if target.start is None:
        return name, "", addresses.report(target.report)
    end = target.end or target.start + 1
    words = one_line(index.reports[target.report].text[target.start : end])
    return name, words, addresses.words(target.report, 0, target.start, end)

"""Which of those who are named as sources are one, which are certainly two, and which may be one.

What ties two together (``ties``) or makes it doubtful that they are two (``doubts``) is weighed here; what a person
decided comes before both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from twosource.record import Derivation, Entity, Join, Origin, Ruling
from twosource.steps.callings import told_apart
from twosource.steps.trace.apart import (
    confidential,
    is_generic_body,
    is_generic_paper,
    several,
    standing,
)
from twosource.steps.trace.doubts import Doubts
from twosource.steps.trace.houses import Houses
from twosource.steps.trace.ties import Ties

#: Those who speak for no body.
_NO_OFFICE = frozenset(("local", "victim", "family", "medical"))
#: What one person can be at a time: "one witness" may be the worker, or the survivor, whom another paper names.
_AT_THE_SCENE = frozenset(("local", "victim", "family", "company"))
#: Relations under which two reports carry the same sentences.
_SAME_TEXT = ("copy", "same_wire")


class Parties:
    """The would-be origins of one story: who they are, what ties them, what was decided of them."""

    def __init__(
        self,
        entities: Mapping[str, Entity],
        tied: Ties,
        called: Mapping[str, frozenset[str]],
        derivations: Sequence[Derivation],
        rulings: Mapping[frozenset[str], Ruling],
        houses: Houses,
    ) -> None:
        self._entities, self._ties, self._called = entities, tied, called
        self._shared = {frozenset((d.report, d.source)) for d in derivations if d.source and d.relation in _SAME_TEXT}
        self._rulings, self._houses = rulings, houses

    def entity(self, ident: str) -> Entity:
        """Who is meant by an id; one without names where the story has none."""
        return self._entities.get(ident) or Entity(ident, "other", ident, (ident,), ())

    def ruled(self, one: Origin, other: Origin) -> bool | None:
        """Whether a person decided that the two are one; None where nobody decided."""
        ruling = self._rulings.get(frozenset((one.entity, other.entity)))
        return None if ruling is None else ruling.one

    def as_ruled(self, *kinds: Sequence[Origin]) -> tuple[list[tuple[Origin, ...]], list[Join]]:
        """Each kind of origins without those that a person decided to be one with an earlier one."""
        kept: list[Origin] = []
        joins: list[Join] = []
        out: list[tuple[Origin, ...]] = []
        for origins in kinds:
            own: list[Origin] = []
            for o in origins:
                same = next((k for k in kept if self.ruled(o, k)), None)
                if same is None:
                    kept.append(o)
                    own.append(o)
                else:
                    ruling = self._rulings[frozenset((o.entity, same.entity))]
                    joins.append(Join(same.entity, o.entity, _decided_why(ruling)))
            out.append(tuple(own))
        return out, joins

    def one_voice(
        self, named: Sequence[Origin], unnamed: Sequence[Origin], doubts: Doubts
    ) -> tuple[tuple[Origin, ...], tuple[Origin, ...], list[Join]]:
        """Named and unnamed origins, one who is not named taken for the named one of whom others quote the same words
        ("a spokeswoman" of one report is named in another); and one who is only "he" where he speaks for the one to
        whom more reports, or as many, give these words by name."""
        shown, joins = list(named), []
        for o in named:
            fewer = [p for p in shown if p is not o and len(o.reports) <= len(p.reports)]
            join = self._given(o, fewer, shown, doubts.taken_for)
            if join is not None:
                shown.remove(o)
                joins.append(join)
        hidden = []
        for o in unnamed:
            join = self._given(o, list(shown), shown, doubts.one_utterance)
            if join is None:
                hidden.append(o)
            else:
                joins.append(join)
        return tuple(shown), tuple(hidden), joins

    def _given(
        self, o: Origin, others: Iterable[Origin], shown: list[Origin], same: Callable[[Entity, Entity], str | None]
    ) -> Join | None:
        """The words of one origin given to the first of the ``others`` that ``same`` says they are of, if any; that one
        is put in the place it has in ``shown`` with the reports of both."""
        for p in others:
            why = same(self.entity(o.entity), self.entity(p.entity)) if self.ruled(o, p) is None else None
            if why is not None:
                shown[shown.index(p)] = _together(p, o)
                return Join(p.entity, o.entity, why)
        return None

    def in_one_text(self, unnamed: Sequence[Origin]) -> tuple[Origin, ...]:
        """ "Officials" of a text that several reports carry are the same officials in each."""
        kept: list[Origin] = []
        for o in unnamed:
            name = self.entity(o.entity).name.casefold()
            k = next(
                (
                    i
                    for i, p in enumerate(kept)
                    if self.entity(p.entity).name.casefold() == name and self._one_text(o, p)
                ),
                None,
            )
            if k is None:
                kept.append(o)
                continue
            kept[k] = _together(kept[k], o)
        return tuple(kept)

    def _one_text(self, one: Origin, other: Origin) -> bool:
        return any(frozenset((a, b)) in self._shared for a in one.reports for b in other.reports)

    def tell_apart(
        self, roots: Sequence[Origin], unnamed: Sequence[Origin], doubts: Doubts
    ) -> tuple[list[Origin], list[Join]]:
        """Those that are certainly different: the named, and each unnamed one told apart from all of them."""
        distinct, joins = list(roots), []
        for o in unnamed:
            others = [d for d in distinct if self.ruled(o, d) is None]
            found = next(((d, why) for d in others if (why := self._not_apart(o, d, doubts))), None)
            if found is None:
                distinct.append(o)
            else:
                joins.append(Join(found[0].entity, o.entity, found[1]))
        return distinct, joins

    def _not_apart(self, o: Origin, kept: Origin, doubts: Doubts) -> str | None:
        """Why one who is not named may be one already counted, or None."""
        hidden, shown = self.entity(o.entity), self.entity(kept.entity)
        if not self._apart(o, kept):
            same = hidden.name.casefold() == shown.name.casefold()
            one = f"{hidden.name}, not named, may be {shown.name}."
            return "Neither is named, so they may be one." if same else one
        return doubts.why(hidden, shown)

    def _apart(self, one: Origin, other: Origin) -> bool:
        """Whether words of the reports tell the two apart: what they are called, how many they are, or one report that
        cites the one by name and the other as a source that it does not name."""
        a, b = self.entity(one.entity), self.entity(other.entity)
        called, otherwise = (self._called.get(e.id, frozenset()) for e in (a, b))
        private = a.kind == b.kind == "person" and called | otherwise <= _AT_THE_SCENE
        if told_apart(called, otherwise) and not private:
            return True
        for hidden, shown, kinds in ((a, b, called), (b, a, otherwise)):
            if standing(hidden) != "unnamed" or standing(shown) != "named":
                continue
            if confidential(hidden) and shown.kind == "person" and {*one.reports} & {*other.reports}:
                return True
            if shown.kind == "person" and several(hidden):
                return True
            if shown.kind == "organisation" and not is_generic_body(shown) and kinds and kinds <= _NO_OFFICE:
                return True
        return False

    def join(self, origins: Sequence[Origin], doubts: Doubts) -> tuple[list[Origin], list[Origin], list[Join]]:
        """The origins that stand for themselves; those of which nothing shows that they do; and why each that is in
        neither, or in the second, is joined with one of the first."""
        order = sorted(origins, key=lambda o: (*self._standing(o.entity, doubts), -len(o.reports), o.entity))
        roots: list[Origin] = []
        doubtful: list[Origin] = []
        joins: list[Join] = []
        for o in order:
            others = [k for k in roots if self.ruled(o, k) is None]
            found = next(((k, why) for k in others if (why := self._one(o, k, doubts))), None)
            if found is None:
                found = next(((k, why) for k in others if (why := self._maybe_one(o, k, doubts))), None)
                (roots if found is None else doubtful).append(o)
            if found is not None:
                joins.append(Join(found[0].entity, o.entity, found[1]))
        return roots, doubtful, joins

    def _one(self, o: Origin, kept: Origin, doubts: Doubts) -> str | None:
        """Why words of the reports make the two one, or None."""
        one, other = self.entity(o.entity), self.entity(kept.entity)
        return self._ties.between(one, other) or doubts.passed_on(one, other) or doubts.one_utterance(one, other)

    def _maybe_one(self, o: Origin, kept: Origin, doubts: Doubts) -> str | None:
        """Why nothing in the reports makes the two certainly two, or None."""
        one, other = self.entity(o.entity), self.entity(kept.entity)
        doubt = self._advocate(o, kept) or doubts.why(one, other) or self._ties.unplaced(one, other)
        if doubt is not None or self._apart(o, kept):
            return doubt
        return self._generic(o, kept) or self._ties.maybe(one, other)

    def _standing(self, ident: str, doubts: Doubts) -> tuple[bool, bool]:
        """For sorting: those with knowledge of their own come first."""
        who = self.entity(ident)
        return doubts.of_knowledge(who) is not None, self._second_hand(ident) or doubts.passes_on(who)

    def _second_hand(self, ident: str) -> bool:
        return ident in self._ties.advocates or ident in self._ties.client or ident in self._ties.passes_on

    def _generic(self, one: Origin, other: Origin) -> str | None:
        """ "The company" beside a named one, "police" beside the police of a town: told apart by their class only."""
        a, b = self.entity(one.entity), self.entity(other.entity)
        bodies = a.kind == b.kind == "organisation" and (is_generic_body(a) or is_generic_body(b))
        if is_generic_paper(a) or is_generic_paper(b):
            return f"{a.name} may be {b.name}, or rest on it: nothing tells the two apart."
        return f"{a.name} may be {b.name}: nothing tells the two apart." if bodies else None

    def _advocate(self, one: Origin, other: Origin) -> str | None:
        """A lawyer of whom no report names the client, and a person who may be that client."""
        lawyer, person = self.entity(one.entity), self.entity(other.entity)
        if one.entity in self._ties.advocates and one.entity not in self._ties.client and person.kind == "person":
            return (
                f"{lawyer.name} speaks for a client whom no report names beside {lawyer.name}; it may be {person.name}."
            )
        return None

    def passes_on_any(self, medium: str, named: Sequence[Origin]) -> bool:
        """Whether a medium is a relay of one who is named."""
        return any(medium in o.via for o in named) or any(
            o.entity in self._ties.passes_on.get(medium, ()) for o in named
        )

    def house(self, publisher: str) -> str:
        """The owner of a publisher, or the publisher itself."""
        return self._houses.of(self.entity(publisher)) or publisher

    def house_named(self, house: str) -> str:
        """An owner with what the entry rests on."""
        return self._houses.named(house)

    def by_house(self, media: Sequence[Origin]) -> tuple[list[Origin], list[Join]]:
        """Media of one owner once."""
        kept: dict[str, Origin] = {}
        joins: list[Join] = []
        for o in media:
            house = self.house(o.entity)
            first = kept.setdefault(house, o)
            if first is not o and self.ruled(first, o) is not False:
                names = self.entity(first.entity).name, self.entity(o.entity).name
                why = f"{names[0]} and {names[1]} belong to one publisher, {self.house_named(house)}."
                joins.append(Join(first.entity, o.entity, why))
            elif first is not o:
                kept[o.entity] = o
        return list(kept.values()), joins


def _together(kept: Origin, other: Origin) -> Origin:
    """The first, with the reports and relays of both."""
    reports, via = sorted({*kept.reports, *other.reports}), sorted({*kept.via, *other.via})
    return Origin(kept.entity, tuple(reports), tuple(via), kept.anonymous)


def _decided_why(ruling: Ruling) -> str:
    d = ruling.decision
    note = f": {d.note.rstrip('.')}" if d.note else ""
    return f"Decided{f' by {d.by}' if d.by else ''} on {d.at[:10]}{note}."

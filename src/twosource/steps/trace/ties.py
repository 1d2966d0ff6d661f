"""What ties two would-be origins together, so that they count once.

Each tie rests on words of the reports: a lawyer speaks for a client, two officials speak for one office, a
group passes on the man it interviewed. Where nothing ties two named parties they count apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twosource.record import Entity, Material, Statement

#: Those who speak for somebody and know through him.
_SPEAKS_FOR = re.compile(
    r"\b(lawyer|attorney|solicitor|barrister|counsel|advocate|advokat\w*|abogad[oa]|avocate?|Anwalt|Anwältin|"
    r"representative|agent|manager|spokes(?:man|woman|person))\b",
    re.IGNORECASE,
)
#: Those who speak for a body.
_OFFICE = re.compile(
    r"\b(spokes(?:man|woman|person)|official|officer|chief|head|director|minister|commissioner|commander|secretary|"
    r"president|chair(?:man|woman|person)?|chief executive|ceo|inspector|superintendent|sergeant|captain|colonel|"
    r"general|prosecutor|mayor|governor|ambassador|editor|manager|founder|leader)\b",
    re.IGNORECASE,
)
#: "the museum's director", "museum director": a role in a body that is called by its noun alone.
_ROLE_OF_NOUN = re.compile(r"\b([a-z]{4,})(?:['’]s)?\s+(?:[\w-]+\s+){0,2}?(?=" + _OFFICE.pattern + ")")
#: Who heads it speaks for it: "the Minister of Education" and "the Ministry of Education".
_HEADED = {"minister": "ministry", "secretary": "department", "commissioner": "commission", "president": "presidency"}
_SMALL = frozenset(("the", "a", "an", "of", "for", "and", "in", "on", "at", "to"))
_NEAR = 60  # characters: an apposition ("John Smith, a spokesman for the port authority") fits in


@dataclass(frozen=True, slots=True)
class Ties:
    """Who belongs to which body, who speaks for whom, who passes on whom: entity ids to entity ids."""

    office: Mapping[str, frozenset[str]]
    client: Mapping[str, frozenset[str]]
    passes_on: Mapping[str, frozenset[str]]
    advocates: frozenset[str]

    def between(self, a: Entity, b: Entity) -> str | None:
        """Why ``a`` and ``b`` are not independent of one another, or None."""
        for one, other in ((a, b), (b, a)):
            if other.id in self.client.get(one.id, ()):
                return f"{one.name} speaks for {other.name} and knows through them."
            if other.id in self.passes_on.get(one.id, ()):
                return f"{one.name} passes on the account of {other.name}."
            if other.id in self.office.get(one.id, ()):
                return f"{one.name} speaks for {other.name}."
        if _name_words(a) & _name_words(b) and "organisation" in (a.kind, b.kind):
            return f"{a.name} and {b.name} are one body by their names."
        shared = self.office.get(a.id, frozenset()) & self.office.get(b.id, frozenset())
        if shared:
            return f"{a.name} and {b.name} speak for one office."
        return None


def _name_words(entity: Entity) -> frozenset[frozenset[str]]:
    """Each of its names as a set of words, so that "Secretariat of X" is "the X secretariat"."""
    sets = (
        frozenset(_HEADED.get(w, w) for w in re.findall(r"\w+", n.lower()) if w not in _SMALL) for n in entity.names
    )
    return frozenset(s for s in sets if len(s) > 1)


def ties(material: Material) -> Ties:
    """Read the ties of a whole story from the words around the mentions of its people and bodies."""
    people = {e.id: e for e in material.entities if e.kind in ("person", "other")}
    bodies = {e.id: e for e in material.entities if e.kind == "organisation"}
    texts = {r.report.id: r.report.text for r in material.readings}
    places = _by_report((*people.values(), *bodies.values()))
    office: dict[str, set[str]] = {}
    client: dict[str, set[str]] = {}
    for report, found in places.items():
        for k, (start, end, who) in enumerate(found):
            for start2, end2, other in found[k + 1 : k + 6]:
                if start2 - end > _NEAR:
                    break
                if start2 >= end and who != other:
                    _tie(
                        texts[report][start:end2],
                        end - start,
                        start2 - start,
                        who,
                        other,
                        people,
                        bodies,
                        office,
                        client,
                    )
    _by_noun(people, bodies, texts, office)
    return Ties(_frozen(office), _frozen(client), _frozen(_relayed(material.statements)), _advocates(material))


def _tie(
    words: str,
    gap_start: int,
    gap_end: int,
    who: str,
    other: str,
    people: Mapping[str, Entity],
    bodies: Mapping[str, Entity],
    office: dict[str, set[str]],
    client: dict[str, set[str]],
) -> None:
    gap = words[gap_start:gap_end]
    if re.search(r"[.!?;:]\s|\n|[\"“”«»]", gap):
        return
    if who in people and other in people:
        # "Brynhild Rask, lawyer for Ola Vik" / "Ola Vik's lawyer Brynhild Rask"
        if re.fullmatch(
            r",?\s*(?:an?|the|his|her|their)?\s*(?:\w+\s){0,3}\w*\s*(?:for|of|to)\s*", gap
        ) and _SPEAKS_FOR.search(gap):
            client.setdefault(who, set()).add(other)
        elif re.match(r"['’]s?\s", gap) and _SPEAKS_FOR.search(gap) and len(gap) < 40:
            client.setdefault(other, set()).add(who)
        return
    if who in people and other in bodies:
        # "Ann Roe, a spokeswoman for the port authority"
        if re.match(r",\s", gap) and _OFFICE.search(gap) and not re.search(r"\b(who|which|that|said|told)\b", gap):
            office.setdefault(who, set()).add(other)
    elif (
        who in bodies
        and other in people
        and len(gap) < 40
        and _OFFICE.search(gap)
        and re.match(r"(?:['’]s?)?\s[\w\s-]*,?\s*$", gap)
    ):
        # "the port authority's spokeswoman, Ann Roe" / "Port Authority spokeswoman Ann Roe"
        office.setdefault(other, set()).add(who)


def _by_noun(
    people: Mapping[str, Entity], bodies: Mapping[str, Entity], texts: Mapping[str, str], office: dict[str, set[str]]
) -> None:
    """ "The museum's director, Ann Roe": the one body of the story that has this noun in its name."""
    for who, person in people.items():
        for m in person.mentions:
            before = re.split(r"[.!?\n]", texts[m.report][max(0, m.start - _NEAR) : m.start])[-1]
            after = re.split(r"[.!?\n]", texts[m.report][m.end : m.end + _NEAR])[0]
            nouns = {x for around in (before, after if after.startswith(",") else "") for x in _nouns(around)}
            for noun in sorted(nouns):
                named = [b for b, e in bodies.items() if any(_stem(noun) in _stems(n) for n in e.names)]
                if len(named) == 1:
                    office.setdefault(who, set()).add(named[0])


def _stem(word: str) -> str:
    """Enough of a word that "presidential" meets "presidency"."""
    return word[:7]


def _stems(name: str) -> set[str]:
    return {_stem(w) for w in name.lower().split()}


def _nouns(around: str) -> list[str]:
    return [m.group(1) for m in _ROLE_OF_NOUN.finditer(around)]


def _by_report(entities: Iterable[Entity]) -> dict[str, list[tuple[int, int, str]]]:
    out: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        for m in entity.mentions:
            out.setdefault(m.report, []).append((m.start, m.end, entity.id))
    return {report: sorted(found) for report, found in sorted(out.items())}


def _relayed(statements: Iterable[Statement]) -> dict[str, set[str]]:
    """relay -> the speakers whose accounts it passes on, anywhere in the story"""
    out: dict[str, set[str]] = {}
    for s in statements:
        if s.speaker is None:
            continue
        for relay in s.chain[1:-1]:
            if relay != s.speaker:
                out.setdefault(relay, set()).add(s.speaker)
    return out


def _advocates(material: Material) -> frozenset[str]:
    """Unnamed advocates by their own words: "the man's lawyer"."""
    return frozenset(
        e.id
        for e in material.entities
        if any(
            re.search(r"\b(lawyer|attorney|solicitor|barrister|counsel|advokat\w*)\b", n, re.IGNORECASE)
            for n in e.names
        )
    )


def _frozen(ties: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in ties.items()}

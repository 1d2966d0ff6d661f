"""What ties two would-be origins together, so that they count once.

Each tie rests on words of the reports: a lawyer speaks for a client, two officials speak for one office, a
group passes on the man it interviewed. Where nothing ties two named parties they count apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from twosource.lexicon import words
from twosource.record import Entity, Material, Statement


def _words_of(name: str) -> re.Pattern[str]:
    """The stems of a list, each from the beginning of a word on."""
    stems = sorted(words("any", name), key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + r")\w*", re.IGNORECASE)


_SPEAKS_FOR = _words_of("speaks_for")
_OFFICE = _words_of("office_words")
_PRESS_OFFICE = _words_of("press_offices")
#: What may stand between an office and the body or the name it belongs to: "spokesman Ann Roe said Bo Lind" is not his.
_OFFICE_OF = re.compile(_OFFICE.pattern + r"(?:\s[\w'’-]+){0,4}\s$", re.IGNORECASE)
_OFFICE_HELD = re.compile(_OFFICE.pattern + r"(?:\s(?:of|for|at|in)\s(?:the\s)?[\w-]+)?,?\s*$", re.IGNORECASE)
#: "the museum's director", "museum director": a role in a body that is called by its noun alone.
_ROLE_OF_NOUN = re.compile(r"\b([a-z]{4,})(?:['’]s)?\s+(?:[\w-]+\s+){0,2}?(?=" + _OFFICE.pattern + ")")
_ROLE_OF_NAME = re.compile(r"\b([A-Z]\w{3,})(?:['’]s)?\s(?=" + _OFFICE.pattern + ")")
#: Who heads it speaks for it: "the Minister of Education" and "the Ministry of Education".
_HEADED = {"minister": "ministry", "secretary": "department", "commissioner": "commission", "president": "presidency"}
_SMALL = frozenset(("the", "a", "an", "of", "for", "and", "in", "on", "at", "to"))
_NEAR = 60  # characters: an apposition ("John Smith, a spokesman for the port authority") fits in


@dataclass(frozen=True, slots=True)
class Ties:
    """Who belongs to which body, who speaks for whom, who passes on whom: entity ids to entity ids. ``officials`` are
    those who are called by an office without saying whose, ``advocates`` those who are called somebody's lawyer;
    ``perhaps`` has the bodies of which somebody may be an official."""

    office: Mapping[str, frozenset[str]]
    client: Mapping[str, frozenset[str]]
    passes_on: Mapping[str, frozenset[str]]
    advocates: frozenset[str]
    officials: frozenset[str]
    perhaps: Mapping[str, frozenset[str]]

    def between(self, a: Entity, b: Entity) -> str | None:
        """Why ``a`` and ``b`` are not independent of one another, or None."""
        for one, other in ((a, b), (b, a)):
            if other.id in self.client.get(one.id, ()):
                return f"{one.name} speaks for {other.name} and knows through them."
            if other.id in self.passes_on.get(one.id, ()):
                return f"{one.name} passes on the account of {other.name}."
            if other.id in self._behind(one.id):
                return f"{one.name} speaks for {other.name}."
        if _name_words(a) & _name_words(b) and "organisation" in (a.kind, b.kind):
            return f"{a.name} and {b.name} are one body by their names."
        if self._behind(a.id) & self._behind(b.id):
            return f"{a.name} and {b.name} speak for one office."
        return None

    def unplaced(self, a: Entity, b: Entity) -> str | None:
        """Why the one may speak for the other, or None: an official of whom no report says whose may be one of any
        body, whatever else stands around the two names."""
        for one, other in ((a, b), (b, a)):
            if one.id not in self.officials or self._behind(one.id):
                continue
            if other.kind == "organisation" or (other.id in self.officials and not self._behind(other.id)):
                return f"No report says for whom {one.name} speaks; it may be for {other.name}."
        return None

    def maybe(self, a: Entity, b: Entity) -> str | None:
        """Why nothing shows that ``a`` and ``b`` are two, or None: who speaks for a body may be that one's, and a body
        whose name is part of another's may be that one."""
        for one, other in ((a, b), (b, a)):
            if other.id in self.perhaps.get(one.id, ()):
                return f"{one.name} may speak for {other.name}."
            speaks = _POSSESSED.match(one.name) or (_PRESS_OFFICE.search(one.name) and not self._behind(one.id))
            if speaks:
                return f"{one.name} may speak for {other.name}."
            if {one.kind, other.kind} <= _BODIES and any(x < y for x in _core(one) for y in _core(other)):
                return f"{one.name} may be {other.name}, by their names."
        return None

    def _behind(self, ident: str) -> frozenset[str]:
        """Everybody for whom somebody speaks, directly or by way of another."""
        found: set[str] = set()
        ahead = [ident]
        while ahead:
            at = ahead.pop()
            new = {*self.office.get(at, ()), *self.client.get(at, ())} - found - {ident}
            found |= new
            ahead.extend(sorted(new))
        return frozenset(found)


_BODIES = frozenset(("organisation", "publisher"))
_POSSESSED = re.compile(
    r"(?:his|her|its|their)\s(?!lawyer|brother|sister|father|mother|wife|husband|son|daughter)", re.I
)


def _core(entity: Entity) -> set[frozenset[str]]:
    """Each of its names as a set of words, without what makes it the press office of a body."""
    return {
        frozenset(re.findall(r"\w+", _PRESS_OFFICE.sub("", n.lower()).replace("press release", ""))) - _SMALL
        for n in entity.names
    } - {frozenset()}


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
    perhaps = _by_noun(people, bodies, texts, office)
    _named_before(places, texts, people, office, client)
    officials = frozenset(who for who, person in people.items() if _unplaced(person, texts))
    relayed = _relayed(material.statements, {e.id for e in people.values() if e.kind == "person"})
    return Ties(_frozen(office), _frozen(client), _frozen(relayed), _advocates(material), officials, _frozen(perhaps))


def _unplaced(person: Entity, texts: Mapping[str, str]) -> bool:
    """True for somebody who is called by an office ("spokesman X", "its president, X"), and nowhere by whose."""
    placed = [_placed(texts[m.report], m.start, m.end) for m in person.mentions]
    return False in placed and True not in placed


def _placed(text: str, start: int, end: int) -> bool | None:
    """Whether the office that a name is given with is somebody's by name; None where there is no office."""
    before = _INTRODUCED.sub(" ", re.split(r"[.!?;:\n\"“”«»(]", text[max(0, start - _NEAR) : start])[-1])
    before = before.rsplit(",", 1)[-1]
    role = _ENDS_WITH_OFFICE.search(before)
    if role is not None:
        owner = before[: role.start()].split()[-_OWNER:]
        return any(map(_is_name, owner)) or bool(_OWNED.search(role.group()))
    after = _APPOSITION.match(text, end)
    role = _OFFICE.search(after.group(1)) if after else None
    if after is not None and role is not None:
        return any(map(_is_name, after.group(1).split()))
    return False if _OFFICE.search(text[start:end]) else None


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in _DETERMINERS


_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "said", "but", "and"))
_INTRODUCED = re.compile(r",\s(?=(?:[A-Z][\w.]+\s){0,2}$)")  # "its president, Mr Roe"
_OWNER = 4  # words before an office in which its body is named ("Swiss foreign ministry spokesman")
_ENDS_WITH_OFFICE = re.compile(_OFFICE.pattern + r"(?:\s(?:for|of)(?:\s\w+){1,4}|(?:\s\w+){0,2})\s+$", re.IGNORECASE)
_OWNED = re.compile(r"\s(?:for|of)\s(?:the\s)?[A-Z]")
_APPOSITION = re.compile(
    r",\s(?!who\b|which\b|that\b|said\b|told\b|and\b|but\b|when\b|where\b)([^,.!?\n]{3,60})", re.IGNORECASE
)
_SPOKE_FOR = re.compile(_SPEAKS_FOR.pattern + r"\s(?:for|of|to)\s(?:the\s)?(?:[A-Z]\w+\s){0,3}$", re.IGNORECASE)


def _named_before(
    places: Mapping[str, list[tuple[int, int, str]]],
    texts: Mapping[str, str],
    people: Mapping[str, Entity],
    office: dict[str, set[str]],
    client: dict[str, set[str]],
) -> None:
    """ "A spokesman for Bo Lind, Ann Roe": whose spokesman she is stands before her."""
    for report, found in places.items():
        for (start, end, whose), (start2, _, who) in pairwise(found):
            gap = texts[report][end:start2]
            if who not in people or who == whose or not re.fullmatch(r",\s(?:[A-Z][\w.]+\s){0,2}", gap):
                continue
            if _SPOKE_FOR.search(texts[report][max(0, start - _NEAR) : start]):
                (client if whose in people else office).setdefault(who, set()).add(whose)


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
            r",?\s*(?:an?|the|his|her|their)?\s*(?:\w+\s){0,3}\w*\s*(?:for|of|to)\s*(?:(?:the\s)?[A-Z]\w+\s){0,3}", gap
        ) and _SPEAKS_FOR.search(gap):
            client.setdefault(who, set()).add(other)
        elif re.match(r"['’]s?\s", gap) and _SPEAKS_FOR.search(gap) and len(gap) < 40:
            client.setdefault(other, set()).add(who)
        return
    if who in bodies and other in bodies:
        # "ISPR, the media wing of the army" / "the army's media wing, ISPR"
        part = _PRESS_OFFICE.search(gap)
        if part and re.fullmatch(r",\s(?:an?|the)\s" + _PRESS_OFFICE.pattern + r"\s(?:of|for)\s(?:the\s)?", gap, re.I):
            office.setdefault(who, set()).add(other)
        elif part and re.fullmatch(r"(?:['’]s?)?\s" + _PRESS_OFFICE.pattern + r",?\s(?:the\s)?", gap, re.I):
            office.setdefault(other, set()).add(who)
        return
    if who in people and other in bodies:
        # "Ann Roe, a spokeswoman for the port authority"
        if re.match(r",\s", gap) and _OFFICE_OF.search(gap) and not re.search(r"\b(who|which|that|said|told)\b", gap):
            office.setdefault(who, set()).add(other)
    elif (
        who in bodies
        and other in people
        and len(gap) < 40
        and _OFFICE_HELD.search(gap)
        and re.match(r"(?:['’]s?)?\s[\w\s-]*,?\s*$", gap)
    ):
        # "the port authority's spokeswoman, Ann Roe" / "Port Authority spokeswoman Ann Roe"
        office.setdefault(other, set()).add(who)


def _by_noun(
    people: Mapping[str, Entity], bodies: Mapping[str, Entity], texts: Mapping[str, str], office: dict[str, set[str]]
) -> dict[str, set[str]]:
    """ "The museum's director, Ann Roe": the one body of the story that has this noun in its name; where several have
    it, they are given back."""
    perhaps: dict[str, set[str]] = {}
    by_stem: dict[str, set[str]] = {}
    for body, entity in bodies.items():
        for stem in {stem for n in entity.names for stem in _stems(n)}:
            by_stem.setdefault(stem, set()).add(body)
    for who, person in people.items():
        for m in person.mentions:
            before = re.split(r"[.!?\n]", texts[m.report][max(0, m.start - _NEAR) : m.start])[-1]
            after = re.split(r"[.!?\n]", texts[m.report][m.end : m.end + _NEAR])[0]
            behind = after.split(",")[1] if after.startswith(",") else ""
            for noun in sorted({*_nouns(before, _OFFICE_HELD), *_nouns(behind, _OFFICE)}):
                named = by_stem.get(_stem(noun), set())
                (office if len(named) == 1 else perhaps).setdefault(who, set()).update(named)
    return perhaps


def _stem(word: str) -> str:
    """Enough of a word that "presidential" meets "presidency"."""
    return word[:7].lower()


def _stems(name: str) -> set[str]:
    return {_stem(w) for w in name.lower().split()}


def _nouns(around: str, held: re.Pattern[str]) -> list[str]:
    """The nouns before an office, where ``held`` is met at that office."""
    roles = (m for role in (_ROLE_OF_NOUN, _ROLE_OF_NAME) for m in role.finditer(around))
    return [m.group(1) for m in roles if held.match(around, m.end())]


def _by_report(entities: Iterable[Entity]) -> dict[str, list[tuple[int, int, str]]]:
    out: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        for m in entity.mentions:
            out.setdefault(m.report, []).append((m.start, m.end, entity.id))
    return {report: sorted(found) for report, found in sorted(out.items())}


def _relayed(statements: Iterable[Statement], people: Collection[str]) -> dict[str, set[str]]:
    """relay -> the speakers whose accounts it passes on, anywhere in the story. A person who quotes another on one
    matter knows others himself: that is for the matter (``Doubts.passed_on``)."""
    out: dict[str, set[str]] = {}
    for s in statements:
        if s.speaker is None:
            continue
        for relay in s.chain[1:-1]:
            if relay != s.speaker and relay not in people:
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

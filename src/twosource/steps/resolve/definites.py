"""Sources that are described: tied to a name where the reports do so, else known by their words."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from twosource.lexicon import headings, table, words
from twosource.record import Sentence, Span
from twosource.steps.resolve.antecedents import NEAR, Antecedents, agrees
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.descriptions import Description, describe
from twosource.steps.resolve.evidence import people
from twosource.steps.resolve.roles import Role, Roles
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import plain, skeleton

#: Sentences back to whoever put out "the statement".
_STATEMENT_REACH = 8
#: With these before it an office is another one.
_OTHER_OFFICE = frozenset(["vice", "deputy", "former", "ex", "elect", "assistant", "acting", "next", "future"])
#: Sentences at the head of a report in which it gives somebody by an office alone whom it soon names, and how soon.
_LEAD, _NAMED_WITHIN = 2, 6
_RANKS = frozenset(("chief", "county", "district", "federal", "high", "leading", "local", "senior", "state", "top"))
#: Sentences over which who spoke last is still meant by what he is called.
_VOICE_REACH = 3
_BY = re.compile(r"\s(?:from|by|of|issued by|released by)\s(?:the\s)?")
_HOST = re.compile(r"\w\.[a-z]{2,4}$")
_POSSESSIVES = frozenset(("its", "his", "her", "their", "our", "my"))


class Definites:
    """Resolves descriptions in one report. ``bodies`` is shared by the reports of a story: the police of one report
    are the police of another. ``made`` are the figures that no name stands for."""

    def __init__(
        self, scene: Scene, roles: Roles, media: set[int], bodies: dict[str, Figure], antecedents: Antecedents
    ) -> None:
        self.scene, self.roles, self.media, self.bodies = scene, roles, media, bodies
        self.antecedents, self.heard = antecedents, antecedents.heard
        self.made: list[Figure] = []

    def of(self, source: Span) -> Figure:
        """The figure that the words stand for; made where the reports name nobody."""
        what = describe(self.scene, source)
        named = (self._named if what.definite else self._named_later)(what, source) if what.noun else None
        figure = named or self._shelf(what).get(_key(what)) or self._unnamed(what)
        if what.is_body or any(f is figure for f in self.made):
            figure.places.add((self.scene.id, source.start, source.end))
        if what.is_body and not what.modifiers and self.bodies.get(plain(what.noun)) is figure:
            figure.names.add(plain(what.noun))  # "police", for the one body of the story that is meant by it
        return figure

    def _shelf(self, what: Description) -> dict[str, Figure]:
        """Bodies are kept for the story; people, and "the company" of one report, for the report."""
        shared = what.is_body and not (what.is_medium or (what.noun in _nouns("companies") and not what.modifiers))
        return self.bodies if shared else self.heard.described

    def _named(self, what: Description, source: Span) -> Figure | None:
        if what.noun in _nouns("put_out") and what.owner is None and (issuer := self._issuer(what, source)) is not None:
            return issuer
        if what.owner is not None and not what.is_body:
            return self._somebodys(what, source)
        if what.is_medium and not what.modifiers:
            site = what.noun in ("website", "site", "portal")
            before = [f for _, _, f in self.antecedents.before(source.start)]
            media = [f for f in before if self.is_medium(f) or (site and _HOST.search(f.name))]
            if media:
                return media[-1]
        if what.is_body or what.is_medium:
            return self._body(what, source)
        return self._person(what, source)

    def _issuer(self, what: Description, source: Span) -> Figure | None:
        """Whose "the statement", "the release" is: of the sentences before, the last that speaks of one says it, by
        who spoke there ("said in a statement") or is its subject ("issued a statement")."""
        here = self.scene.sentence_index(source.start)
        for k in range(here - 1, max(-1, here - _STATEMENT_REACH), -1):
            sentence = self.scene.sentences[k][1]
            place = next((t.start for t in sentence.tokens if t.lemma == what.noun and t.pos == "NOUN"), None)
            if place is None:
                continue
            if (issuer := self._put_out(sentence, place)) is not None:
                return issuer
        return None

    def _put_out(self, sentence: Sentence, place: int) -> Figure | None:
        """Who put out the statement that a sentence speaks of at ``place``; None where it does not say."""
        text = self.scene.text
        by = _BY.match(text, text.index(" ", place)) if " " in text[place : sentence.end] else None
        named = [r for r in self.scene.named_in(by.end(), by.end() + 2) if r[2].kind != "place"] if by else []
        if by is not None:
            return named[0][2] if named else None
        heard = [f for at, f in self.heard.voices if sentence.start <= at < sentence.end]
        if heard:
            return heard[-1] if len({id(f) for f in heard}) == 1 else None
        subjects = {t.start for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass")}
        acting = [r[2] for r in self.scene.named_in(sentence.start, place) if any(r[0] <= s < r[1] for s in subjects)]
        return acting[0] if len({id(f) for f in acting}) == 1 and acting[0].kind != "place" else None

    def is_medium(self, figure: Figure) -> bool:
        """True for publishers and what the story treats as one, the report's own publisher apart."""
        return (figure.kind == "publisher" or id(figure) in self.media) and figure is not self.scene.publisher

    # ------------------------------------------------------------------ people

    def _person(self, what: Description, source: Span) -> Figure | None:
        """ "The lawyer": so called in this report; heard before under more words; the one such person of the story."""
        roles = [r for r in self.roles.of_noun(what.noun) if r.figure.kind == "person" and r.figure.many == what.many]
        if (here := self._nearest(roles, source, what.modifiers)) is not None:
            return here
        if (what.is_person or what.noun == "source") and (heard := self._heard_called(what, source)) is not None:
            return heard
        if len({id(r.figure) for r in roles}) == 1 and any(f is roles[0].figure for _, _, f in self.scene.places):
            return roles[0].figure
        if what.modifiers or what.noun in _nouns("one_of_a_kind"):
            holder = self.roles.holder(what.noun, what.modifiers)
            if holder is not None:
                return holder
        if (what.noun in _nouns("anybody") and not what.modifiers and not what.many) or re.search(
            r"\d-year-old$|\b(?:dad|mum|mom|father|mother)-of-\w+$", what.words
        ):
            agreement = what.sex or "person"
            return self.antecedents.of(source, agreement) or self.antecedents.protagonist(agreement)
        return self._known_for(what, source, roles) or self._only_one_about(what, source)

    def _named_later(self, what: Description, source: Span) -> Figure | None:
        """ "A county prosecutor said … said Ann Roe, the chief prosecutor of Lund county": whom a report first gives by
        an office alone is the one whom its next sentences name in it."""
        here = self.scene.sentence_index(source.start)
        of_many = what.noun in _nouns("anybody") or what.noun in _nouns("one_of_many") or what.noun not in people()
        if what.many or what.owner is not None or here > _LEAD or of_many:
            return None
        roles = [r for r in self.roles.of_noun(what.noun) if r.report == self.scene.id and r.figure.kind == "person"]
        once = any(r.modifiers & _OTHER_OFFICE for r in roles)
        if once or len({id(r.figure) for r in roles}) != 1 or roles[0].at < source.start:
            return None
        there = self.scene.sentence_index(roles[0].at)
        sentence = self.scene.sentences[there][1]
        said = plain(self.scene.text[sentence.start : sentence.end]).split()
        same = all(m in _RANKS or plain(m) in said for m in what.modifiers - what.nations)
        return roles[0].figure if there - here <= _NAMED_WITHIN and same else None

    def _known_for(self, what: Description, source: Span, roles: list[Role]) -> Figure | None:
        """ "The New York businessman", "the 46-year-old South African": what somebody is known for stands for whoever
        was last the subject or spoke, else for the one whom the report is about; not where another is called so."""
        known = what.noun in _nouns("identities") or what.is_nation or re.search(r"\d-year-old\b", what.words)
        # "the Russian ambassador" need not have been named
        plain_words = re.match(r"the\s(?:\S+\s){0,3}\S+$", what.words, re.I)
        if not known or what.many or what.owner is not None or not plain_words or what.is_body:
            return None
        agreement = what.sex or "person"
        figure, score = self.antecedents.best(source, agreement)
        found = figure if score >= NEAR else self.antecedents.protagonist(agreement)
        return found if all(r.figure is found for r in roles) else None

    def _only_one_about(self, what: Description, source: Span) -> Figure | None:
        """ "The scientist", "the striker": the one person whom the two sentences before name, where they name no other.
        Offices ("the mayor") are held by people who need not have been named."""
        if not what.is_person or what.many or what.owner is not None or not what.words.casefold().startswith("the "):
            return None
        paper = what.noun in _nouns("documents") or what.noun in _nouns("utterances")
        if (
            paper
            or _number(what)
            or _office().match(what.noun)
            or what.noun in _nouns("held_by_one")
            or what.words != what.short
        ):
            return None
        here = self.scene.sentence_index(source.start)
        near = {
            id(f): f
            for start, _, f in self.antecedents.before(source.start)
            if here - self.scene.sentence_index(start) <= 2 and f.kind == "person"
        }
        found = list(near.values())
        return found[0] if len(found) == 1 and agrees(found[0], what.sex or "person") else None

    def _nearest(self, roles: list[Role], source: Span, modifiers: frozenset[str]) -> Figure | None:
        """Who was last called so in this report before the source, else first after it; who spoke last, if called so at
        all ("Roe said … The mayor said"). Not the vice mayor, nor, if others are, whom only quotations call so."""
        here = [r for r in roles if r.report == self.scene.id]
        here = [r for r in here if r.modifiers & _OTHER_OFFICE == modifiers & _OTHER_OFFICE] or here
        told = {id(r.figure) for r in here if self.scene.quotation_at(r.at) is None}
        here = [r for r in here if id(r.figure) in told] or here
        spoke = self._last_voice(source)
        if not modifiers and any(r.figure is spoke for r in here):
            return spoke
        before = [r for r in here if r.at < source.start]
        return (before or here)[-1].figure if here else None

    def _last_voice(self, source: Span) -> Figure | None:
        """Who spoke last before the source, if that is near."""
        at, figure = next(((a, f) for a, f in reversed(self.heard.voices) if a < source.start), (0, None))
        near = self.scene.sentence_index(source.start) - self.scene.sentence_index(at) <= _VOICE_REACH
        return figure if near else None

    def _heard_called(self, what: Description, source: Span) -> Figure | None:
        """Somebody who spoke before under a longer description: "a technician at the firm" … "the technician"; "the
        second source" only who was so numbered; "the sources" are the last who would not be named."""
        unnamed = what.noun == "source" and what.definite and not what.modifiers
        for offset, figure in reversed(self.heard.voices):
            called = frozenset(plain(figure.name).split())
            if offset >= source.start or figure.many != what.many:
                continue
            if figure.kind == "person" and what.noun in called and _number(what) <= called:
                return figure
            if unnamed and figure.anonymous and not _number(what):
                return figure
        return None

    def _somebodys(self, what: Description, source: Span) -> Figure | None:
        """ "Holm's lawyer", "his lawyer": the lawyer whom some report names as his."""
        owner = self._owner(what, source)
        roles = [r for r in self.roles.of_noun(what.noun) if r.figure.kind == "person" and r.figure is not owner]
        leading = self.antecedents.protagonist("person")
        tied = [r for r in roles if owner and (r.of is owner or (r.of_pronoun and owner is leading))]
        body = owner is None or owner.kind != "person"
        loose = [r for r in roles if r.report == self.scene.id and r.of is None and body]
        for found in ([r for r in tied if r.report == self.scene.id], loose, tied):
            if len({id(r.figure) for r in found}) == 1:
                return found[0].figure
        if body and (what.noun in _nouns("one_of_a_kind") or len(what.modifiers) > 1):
            return self.roles.holder(what.noun, what.modifiers - _POSSESSIVES)
        return None

    def _owner(self, what: Description, source: Span) -> Figure | None:
        if what.owner is None:
            return None
        named = [f for _, _, f in self.scene.named_in(what.owner.start, what.owner.end)]
        if named:
            return named[0]
        word = what.owner.of(self.scene.text).casefold()
        agreement = {"his": "male", "her": "female", "its": "thing"}.get(word, "person")
        found = self.antecedents.of(source, agreement)
        return found or (self.antecedents.protagonist("person") if agreement == "person" else None)

    # ------------------------------------------------------------------ bodies

    def _body(self, what: Description, source: Span) -> Figure | None:
        """A body by its kind: one whose name has all the words, one so called, or the last company named."""
        before = [f for _, _, f in reversed(self.antecedents.before(source.start))]
        before = [f for f in before if f.kind in ("organisation", "publisher")]
        wanted = {skeleton(w) for w in what.modifiers | {what.noun}}
        for figure in before:
            if any(wanted <= {skeleton(w) for w in plain(name).split()} for name in sorted(figure.names)):
                return figure
        if what.by_name:
            return None
        roles = [r for r in self.roles.of_noun(what.noun) if r.figure.kind == "organisation"]
        if what.modifiers and (
            called := self._nearest([r for r in roles if what.modifiers <= r.modifiers], source, what.modifiers)
        ):
            return called
        if what.modifiers - what.nations or what.noun in _nouns("general_bodies"):
            return None
        if not what.modifiers and (spoke := self._body_heard(source)) is not None:
            return spoke
        return self._nearest(roles, source, what.modifiers) or (
            self._company(what, before, source) if what.noun in _nouns("companies") else None
        )

    def _body_heard(self, source: Span) -> Figure | None:
        """The named body that spoke last, up to three sentences before: "the party" goes on for "the X Congress"."""
        here = self.scene.sentence_index(source.start)
        for offset, figure in reversed(self.heard.voices):
            if offset < source.start and here - self.scene.sentence_index(offset) <= 3:
                named = figure.kind == "organisation" and not any(f is figure for f in self.made)
                return figure if named else None
        return None

    def _company(self, what: Description, before: list[Figure], source: Span) -> Figure | None:
        """The body that "it" would take up, else the last one named; companies only, where a company is meant."""
        named = [f for f in before if f.kind == "organisation" and not any(f is m for m in self.made)]
        companies = self.roles.called(_nouns("companies"))
        salient = self.antecedents.of(source, "thing")
        for figure in [f for f in named if f is salient] + named:
            words = {w for n in figure.names for w in plain(n).split()}
            general = what.noun in ("organisation", "organization", "group", "agency") and figure is salient
            if general or id(figure) in companies or words & _nouns("company_words"):
                return figure
        return named[0] if len({id(f) for f in named}) == 1 else None

    def company(self, noun: str, source: Span) -> Figure | None:
        """Whom "the company", "the firm" at ``source`` would mean; None where ``noun`` is for no company."""
        if noun not in _nouns("companies"):
            return None
        return self._body(Description(f"the {noun}", noun, frozenset(), definite=True, many=False), source)

    def _unnamed(self, what: Description) -> Figure:
        """A source known by its words alone. Bodies are one over the whole story, people one in a report."""
        body = what.is_body or what.is_medium
        paper = what.noun in _nouns("documents") or what.noun in _nouns("utterances")
        figure = Figure(
            "organisation" if body else "person" if what.is_person and not paper else "other",
            what.words,
            {what.words, what.short},
            anonymous=not body and not paper and not what.definite,
            sex=what.sex,
            many=what.many,
        )
        self._shelf(what)[_key(what)] = figure
        self.made.append(figure)
        return figure


_ORDINALS = frozenset(("first", "second", "third", "fourth", "another", "other"))


def _number(what: Description) -> frozenset[str]:
    """What tells one of several from the others ("the second source")."""
    return _ORDINALS & frozenset(plain(what.words).split())


@functools.cache
def _nouns(name: str) -> frozenset[str]:
    lists: Mapping[str, list[str]] = table("en/referring")
    return frozenset(lists.get(name, ()))


@functools.cache
def _office() -> re.Pattern[str]:
    """Stems of nouns for those who hold an office or speak for somebody."""
    stems = words("any", "office_words") | words("any", "speaks_for")
    return re.compile("|".join(map(re.escape, sorted(stems))), re.I)


def _key(what: Description) -> str:
    return body_key(what.words) if what.is_body else " ".join(w for w in plain(what.words).split() if w not in _SMALL)


def body_key(words_: str) -> str:
    """One key for "Norway's police", "the Norwegian police" and "police in Norway"."""
    told = (w for w in plain(_OWNING.sub("", words_)).split() if w not in _SMALL and w not in ("in", "of", "for"))
    countries = headings("en", "demonyms")  # "Norwegian" is of "norway"
    return " ".join(sorted(countries.get(w, w) for w in told))


_OWNING = re.compile(r"['’]s?(?=\s)")
_SMALL = ("the", "a", "an", "local", "s")

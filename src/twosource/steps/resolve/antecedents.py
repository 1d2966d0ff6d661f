"""Whom "he", "it" or "the man" take up: the last fitting figure, speakers and subjects first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from twosource.lexicon import table, words
from twosource.record import Span, Token
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.evidence import COLLECTIVE, people
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import plain

# Weights of the rivals for a pronoun, in sentences of distance. Chosen on the training part of the bank with the
# key's own attributions (bare pronouns: 0.87 right; 0.83 with a last voice worth 2.5 and subjects worth 1).
VOICE, LAST_VOICE, SUBJECT, OWNER = 0.5, 1.5, 1.5, -0.5
SAME_SEX, QUOTED = 0.5, -2.0
THING = {"place": -1.5, "other": -1.0, "organisation": 0.5}

#: The score of a subject of the sentence before: what is less is too far to be meant by a description.
NEAR = 0.5
_ONE_PERSON = ("male", "female", "person")
_REACH = 8  # sentences that a pronoun may look back
_LABEL = re.compile(r"[^\W\d_a-zà-ÿ][^a-zà-ÿ\n:]{2,60}:\s")
_ON = re.compile(r"\b(?:on|via|to|through)\s$", re.IGNORECASE)
_MEMORY = 400  # names that a description may look back


@dataclass(slots=True)
class Heard:
    """What one report has said so far of who speaks. ``voices`` are (offset, figure), in order of text;
    ``described`` the sources known by their words alone."""

    voices: list[tuple[int, Figure]] = field(default_factory=list)
    described: dict[str, Figure] = field(default_factory=dict)


class Antecedents:
    """The figures of one report that words without a name may take up."""

    def __init__(self, scene: Scene, heard: Heard) -> None:
        self.scene, self.heard = scene, heard

    def of(self, source: Span, agreement: str) -> Figure | None:
        """The figure that a pronoun at ``source`` takes up; ``agreement`` is a key of ``any/pronouns``."""
        return self.best(source, agreement)[0]

    def best(
        self, source: Span, agreement: str, as_source: bool = False, apart_from: Sequence[Figure] = ()
    ) -> tuple[Figure | None, float]:
        """As ``of``, with its score. ``as_source``: a place or thing is one only where it was a subject
        or spoke before ("Iran denied it … It said"; not "38 residents of Leeds … it said"), and a pronoun goes on for
        the one before it past a name that is no subject ("She works with Ann Roe. She said …")."""
        here = self.scene.sentence_index(source.start)
        excluded = [*self._labelled(source.start), *apart_from]
        quoted = self.scene.quotation_at(source.start) is not None
        best: tuple[float, int] | None = None
        found: Figure | None = None
        for start, end, figure in self.before(source.start):
            distance = here - self.scene.sentence_index(start)
            if distance > _REACH or not agrees(figure, agreement) or any(figure is f for f in excluded):
                continue
            if agreement in ("thing", "many") and self._posted_on(start, figure):
                continue
            if as_source and figure.kind in ("place", "other") and not self._does(start, end, figure):
                continue
            score = self._score(figure, start, end, agreement) - distance
            if not quoted and self.scene.quotation_at(start) is not None:
                score += QUOTED
            if best is None or (score, start) >= best:
                best, found = (score, start), figure
        if as_source and best is not None and found is not None and not quoted and agreement in _ONE_PERSON:
            earlier = self._carried(source, agreement, best[1])
            if earlier is not None and not self._does(*self._named_at(best[1]), found):
                carried, score = self.best(earlier, agreement, as_source, apart_from)
                return (carried, score) if carried is not None else (found, best[0])
        return found, best[0] if best is not None else 0.0

    def _named_at(self, start: int) -> tuple[int, int]:
        return next(((s, e) for s, e, _ in self.scene.named_in(start, start + 1) if s == start), (start, start + 1))

    def _carried(self, source: Span, agreement: str, name: int) -> Span | None:
        """The same pronoun, as a subject, in the sentence before or in this one, where the name comes after it."""
        here = self.scene.sentence_index(source.start)
        forms = table("any/pronouns")[agreement]
        for k in (here, here - 1):
            if k < 0 or self.scene.sentences[k][0] is not self.scene.sentences[here][0]:
                return None
            sentence = self.scene.sentences[k][1]
            for token in reversed(sentence.tokens):
                if not sentence.start <= token.start < min(name, source.start) or token.text.lower() not in forms:
                    continue
                subject = token.dep in ("nsubj", "nsubjpass") if sentence.parsed else True
                if subject and self.scene.quotation_at(token.start) is None:
                    return Span(token.start, token.end) if sentence.end > name else None
        return None

    def _does(self, start: int, end: int, figure: Figure) -> bool:
        """Whether the figure does something there, or has spoken."""
        return self._salience(start, end) == SUBJECT or any(f is figure for _, f in self.heard.voices)

    def _posted_on(self, start: int, figure: Figure) -> bool:
        """ "… said on Facebook": where something was posted speaks no further."""
        return plain(figure.name) in words("any", "platforms") and bool(
            _ON.search(self.scene.text, max(0, start - 8), start)
        )

    def _labelled(self, offset: int) -> list[Figure]:
        """Who speaks a line of a transcript ("HOLT: He told …"): never the one spoken of."""
        line = self.scene.text.rfind("\n", 0, offset) + 1
        label = _LABEL.match(self.scene.text, line)
        return [f for _, _, f in self.scene.named_in(line, label.end())] if label is not None else []

    def subject_without_name(self, source: Span, agreement: str) -> tuple[Span, float] | None:
        """The subject of a clause before, or of one of the two sentences before, where it is a noun for a person or
        body, with its score."""
        here = self.scene.sentence_index(source.start)
        for distance in (0, 1, 2):
            k = here - distance
            if k < 0 or self.scene.sentences[k][0] is not self.scene.sentences[here][0]:
                return None
            tokens = self.scene.sentences[k][1].tokens
            for at, token in enumerate(tokens):
                if token.end > source.start:
                    break
                if agreement in _ONE_PERSON and (some := _one_of(tokens, at)) is not None:
                    return Span(token.start, some.end), SUBJECT - distance
                if token.dep != "nsubj" or token.pos != "NOUN" or self.scene.quotation_at(token.start) is not None:
                    continue
                if self.scene.named_in(token.start, token.end) or not _noun_agrees(token, agreement):
                    continue
                if any(t.head == at and t.lemma.lower() in _ONE_S_OWN for t in tokens):
                    continue  # "Our reporter spoke to Ben Roe, 17. … he said": who was asked speaks
                first = min((t.start for t in tokens if t.head == at and t.start < token.start), default=token.start)
                return Span(first, token.end), SUBJECT - distance
        return None

    def _score(self, figure: Figure, start: int, end: int, agreement: str) -> float:
        score = self._salience(start, end)
        voices = self.heard.voices
        if any(f is figure for _, f in voices):
            score += VOICE
        if voices and voices[-1][1] is figure:
            score += LAST_VOICE
        if figure.sex and figure.sex == agreement:
            score += SAME_SEX
        return score + (THING.get(figure.kind, 0.0) if agreement == "thing" else 0.0)

    def before(self, offset: int) -> list[tuple[int, int, Figure]]:
        """Figures named or heard before the offset, in order of text, those heard last."""
        rows = [r for r in self.scene.named_in(0, offset) if r[1] <= offset][-_MEMORY:]
        return rows + [(at, at + 1, f) for at, f in self.heard.voices if at < offset]

    def _salience(self, start: int, end: int) -> float:
        """Subjects are taken up more often, owners less; without a parse the name that opens its sentence passes
        for the subject."""
        sentence = self.scene.sentence_at(start)
        if sentence is not None and not sentence.parsed:
            return SUBJECT if start - sentence.start < 3 else 0.0
        tokens = self.scene.tokens_in(Span(start, end))
        if any(t.dep in ("nsubj", "nsubjpass") for t in tokens):
            return SUBJECT
        owner = next((t for t in tokens if t.dep == "poss"), None)
        if owner is None:
            return SUBJECT if sentence is not None and _asked_by_us(sentence.tokens, tokens) else 0.0
        owned = sentence.tokens[owner.head].lemma if sentence is not None else ""
        return SUBJECT if owned in _utterances() else OWNER  # "Roe's statement … He called it a lie"

    def protagonist(self, agreement: str) -> Figure | None:
        """The person whom the report names at least twice as often as any other: "the man" before his name comes."""
        counts: dict[int, int] = {}
        people = [f for _, _, f in self.scene.places if agrees(f, agreement)]
        for figure in people:
            counts[id(figure)] = counts.get(id(figure), 0) + 1
        ranked = sorted(counts.values(), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0] < 2 * ranked[1]):
            return None
        return next(f for f in people if counts[id(f)] == ranked[0])


def _asked_by_us(sentence: Sequence[Token], name: Sequence[Token]) -> bool:
    """True for whom the reporters asked: "We put this to the director, Ann Roe. “No,” she replied."."""
    at = next((k for k, t in enumerate(sentence) if name and t.start == name[-1].start), None)
    while at is not None and sentence[at].dep in ("appos", "compound", "flat") and sentence[at].head != at:
        at = sentence[at].head
    if at is None or sentence[at].dep not in ("pobj", "dobj", "dative"):
        return False
    verb = sentence[at].head
    if sentence[at].dep == "pobj":
        verb = sentence[verb].head if sentence[verb].lemma in ("to", "with") else verb
    return any(t.head == verb and t.dep == "nsubj" and t.text.lower() in ("we", "i") for t in sentence)


def _one_of(tokens: Sequence[Token], at: int) -> Token | None:
    """The officials of "one of the officials said", where the words stand for a subject."""
    if tokens[at].text.lower() != "one" or tokens[at].dep != "nsubj":
        return None
    of = next((k for k, t in enumerate(tokens) if t.head == at and t.lemma == "of"), None)
    return next((t for t in tokens if t.head == of and t.dep == "pobj" and t.lemma in people()), None)


_ONE_S_OWN = frozenset({"our", "my", "we", "i"})  # the parser's lemmas of "our" are both


def _utterances() -> frozenset[str]:
    return frozenset(table("en/referring")["utterances"])


def _noun_agrees(token: Token, agreement: str) -> bool:
    nouns = table("en/person_nouns")
    if token.tag == "NNS" and not (agreement == "thing" and token.lemma in COLLECTIVE):
        return agreement == "many" and (token.lemma in people() or token.lemma in words("en", "body_nouns"))
    if agreement == "thing":
        return token.lemma in words("en", "body_nouns") or token.lemma in COLLECTIVE
    other = {"male": "female", "female": "male"}.get(agreement)
    return token.lemma in people() and (other is None or token.lemma not in nouns[other])


def agrees(figure: Figure, agreement: str) -> bool:
    """Whether the kind, number and (where known) sex of a figure fit."""
    if agreement in ("male", "female"):
        return figure.kind == "person" and not figure.many and figure.sex in ("", agreement)
    if agreement == "thing":
        return figure.kind in ("organisation", "publisher", "place", "other") and not figure.many
    if agreement == "many":
        return figure.many or figure.kind in ("organisation", "publisher")
    return figure.kind == "person" and not figure.many

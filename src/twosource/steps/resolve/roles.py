"""What the reports call the people and bodies they name: "lawyer", "commander", "company", and whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from twosource.record import Sentence, Token
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import plain

_PREMODIFIERS = frozenset(("compound", "nmod", "amod"))


@dataclass(frozen=True, slots=True)
class Role:
    """A report calls a figure this: ``noun`` is the lemma, ``of`` the figure it belongs to, where said."""

    noun: str
    figure: Figure
    report: str
    at: int
    of: Figure | None = None


class Roles:
    """All roles of a story, to be asked who "the lawyer" is."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self._by_noun: dict[str, list[Role]] = defaultdict(list)
        for scene in scenes:
            for start, end, figure in scene.places:
                sentence = scene.sentence_at(start)
                if sentence is not None:
                    for role in _roles_at(scene, sentence, start, end, figure):
                        self._by_noun[role.noun].append(role)

    def of_noun(self, noun: str) -> list[Role]:
        """Everyone whom a report calls so, in order of reports and text."""
        return self._by_noun.get(noun, [])


def _roles_at(scene: Scene, sentence: Sentence, start: int, end: int, figure: Figure) -> list[Role]:
    if not sentence.parsed:
        return _unparsed(scene, sentence, start, figure)
    inside = [k for k, t in enumerate(sentence.tokens) if t.start >= start and t.end <= end]
    if not inside:
        return []
    tokens = sentence.tokens
    head = next((k for k in inside if tokens[k].head not in inside or tokens[k].head == k), inside[-1])
    nouns: list[int] = []
    for k, token in enumerate(tokens):
        if k in inside:
            continue
        attached = token.head == head or (token.head in inside)
        if attached and token.dep == "appos":
            nouns.append(k)
        elif attached and token.dep in _PREMODIFIERS and k == min(inside) - 1:
            nouns.append(k)
        elif (
            token.dep in ("attr", "oprd")
            and tokens[head].dep in ("nsubj", "nsubjpass")
            and token.head == tokens[head].head
        ):
            nouns.append(k)
    if tokens[head].dep == "appos":
        nouns.append(tokens[head].head)
    return [
        Role(tokens[k].lemma, figure, scene.id, start, _possessor(scene, tokens, k, figure))
        for k in dict.fromkeys(nouns)
        if tokens[k].pos in ("NOUN", "PROPN") and not tokens[k].ent.startswith(("DATE", "CARDINAL"))
    ]


def _possessor(scene: Scene, tokens: Sequence[Token], noun: int, figure: Figure) -> Figure | None:
    """Whose: "Medvedev's lawyer", "lawyer for Medvedev"; a pronoun's owner is not looked up here."""
    for k, token in enumerate(tokens):
        owner = None
        if token.head == noun and token.dep == "poss":
            owner = token
        elif token.dep == "pobj" and tokens[token.head].head == noun and tokens[token.head].lemma in ("of", "for"):
            owner = token
        if owner is not None:
            named = [f for s, e, f in scene.named_in(owner.start, owner.end) if f is not figure]
            if named:
                return named[-1]
    return None


def _unparsed(scene: Scene, sentence: Sentence, start: int, figure: Figure) -> list[Role]:
    before = [t for t in sentence.tokens if t.end <= start]
    if before and before[-1].text == ",":
        before.pop()
    if not before or not before[-1].text[:1].isalpha() or len(before[-1].text) < 4:
        return []
    return [Role(plain(before[-1].text), figure, scene.id, start)]

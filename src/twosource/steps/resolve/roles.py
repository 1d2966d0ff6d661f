"""What the reports call the people and bodies they name: "lawyer", "commander", "company", and whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from twosource.record import Sentence, Span, Token
from twosource.steps.resolve.antecedents import Antecedents, Heard
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.evidence import english_noun, people
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import plain

_PREMODIFIERS = frozenset(("compound", "nmod", "amod"))


@dataclass(frozen=True, slots=True)
class Role:
    """A report calls a figure this: ``noun`` is the lemma, ``modifiers`` the words before it, ``of`` the figure it
    belongs to, where said; ``of_pronoun`` when a pronoun says so ("his lawyer")."""

    noun: str
    figure: Figure
    report: str
    at: int
    of: Figure | None = None
    of_pronoun: bool = False
    modifiers: frozenset[str] = frozenset()


class Roles:
    """All roles of a story, to be asked who "the lawyer" is."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self._by_noun: dict[str, list[Role]] = defaultdict(list)
        for scene in scenes:
            for role in _of_pronouns(scene):
                self._by_noun[role.noun.lower()].append(role)
            for start, end, figure in scene.places:
                sentence = scene.sentence_at(start)
                if sentence is not None:
                    for role in _roles_at(scene, sentence, start, end, figure):
                        self._by_noun[role.noun.lower()].append(role)

    def holder(self, noun: str, modifiers: frozenset[str]) -> Figure | None:
        """The one person of the story who goes by these words, None where there are more or fewer."""
        found = [r for r in self.of_noun(noun) if r.figure.kind == "person" and modifiers <= r.modifiers]
        return found[0].figure if len({id(r.figure) for r in found}) == 1 else None

    def called(self, nouns: Collection[str]) -> frozenset[int]:
        """Identities of the figures that go by one of the nouns."""
        return frozenset(id(r.figure) for noun in nouns for r in self.of_noun(noun))

    def of_noun(self, noun: str) -> list[Role]:
        """Everyone whom a report calls so, in order of reports and text."""
        return self._by_noun.get(noun.lower(), [])


def _of_pronouns(scene: Scene) -> list[Role]:
    """ "He was the commander of a unit": the role goes to whom the pronoun takes up."""
    antecedents = Antecedents(scene, Heard())
    out: list[Role] = []
    for _, sentence in scene.sentences:
        for token in sentence.tokens:
            if token.dep != "attr" or token.pos != "NOUN" or scene.quotation_at(token.start) is not None:
                continue
            subject = next((t for t in sentence.tokens if t.dep == "nsubj" and t.head == token.head), None)
            agreement = {"he": "male", "she": "female"}.get(subject.text.casefold() if subject else "")
            figure = antecedents.of(Span(subject.start, subject.end), agreement) if subject and agreement else None
            if figure is not None:
                out.append(Role(token.lemma, figure, scene.id, token.start))
    return out


def _roles_at(scene: Scene, sentence: Sentence, start: int, end: int, figure: Figure) -> list[Role]:
    if not sentence.parsed:
        return _unparsed(scene, sentence, start, figure)
    tokens = sentence.tokens
    inside = [k for k, t in enumerate(tokens) if t.start >= start and t.end <= end]
    if not inside:
        return []
    return [
        Role(
            tokens[k].lemma,
            figure,
            scene.id,
            start,
            _possessor(scene, tokens, k, figure),
            any(t.head == k and t.dep == "poss" and t.pos == "PRON" for t in tokens),
            frozenset(t.lemma for t in tokens if t.head == k and t.dep in _PREMODIFIERS and t.start < tokens[k].start)
            | _same_phrase(tokens, k, min(inside)),
        )
        for k in _role_nouns(tokens, inside)
        if tokens[k].pos in ("NOUN", "PROPN") and tokens[k].ent not in ("DATE", "CARDINAL")
    ]


def _role_nouns(tokens: Sequence[Token], inside: list[int]) -> list[int]:
    """Indexes of the nouns that say what a name is: "lawyer Jane Roe", "Jane Roe, a lawyer", "Jane Roe is a lawyer"."""
    head = next((k for k in inside if tokens[k].head not in inside or tokens[k].head == k), inside[-1])
    nouns: list[int] = []
    for k, token in enumerate(tokens):
        if k in inside:
            continue
        beside = token.dep == "appos" or (token.dep in _PREMODIFIERS and k == min(inside) - 1)
        predicate = token.dep in ("attr", "oprd") and tokens[head].dep in ("nsubj", "nsubjpass")
        if (beside and token.head in inside) or (predicate and token.head == tokens[head].head):
            nouns.append(k)
    if tokens[head].dep == "appos":
        above = tokens[head].head
        nouns.append(above)
        link = tokens[tokens[above].head]
        of_office = tokens[above].dep == "pobj" and link.lemma in ("for", "of")
        if of_office and tokens[link.head].lemma.lower() in people():
            nouns.append(link.head)  # "the Minister for Health, Jane Roe"; not "the doctor, from the group Lund Aid"
    return list(dict.fromkeys(nouns))


def _same_phrase(tokens: Sequence[Token], noun: int, name: int) -> frozenset[str]:
    """Words that hang on the name but belong to the noun before it: "chief" in "chief executive Jane Roe"."""
    if noun != name - 1:
        return frozenset()
    out: set[str] = set()
    k = noun - 1
    while k >= 0 and tokens[k].dep in _PREMODIFIERS and tokens[k].pos in ("NOUN", "ADJ", "PROPN"):
        out.add(tokens[k].lemma)
        k -= 1
    return frozenset(out)


def _possessor(scene: Scene, tokens: Sequence[Token], noun: int, figure: Figure) -> Figure | None:
    """Whose: "Holm's lawyer", "lawyer for Holm"; a pronoun's owner is not looked up here."""
    for token in tokens:
        behind = token.dep == "pobj" and tokens[token.head].head == noun and tokens[token.head].lemma in ("of", "for")
        if behind or (token.head == noun and token.dep == "poss"):
            named = [f for s, e, f in scene.named_in(token.start, token.end) if f is not figure]
            if named:
                return named[-1]
    return None


def _unparsed(scene: Scene, sentence: Sentence, start: int, figure: Figure) -> list[Role]:
    before = [t for t in sentence.tokens if t.end <= start]
    if before and before[-1].text == ",":
        before.pop()
    if not before or not before[-1].text[:1].isalpha() or len(before[-1].text) < 4:
        return []
    return [Role(english_noun(plain(before[-1].text)), figure, scene.id, start)]

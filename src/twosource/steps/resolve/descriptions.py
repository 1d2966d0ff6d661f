"""Sources that are described rather than named: "the man's lawyer", "local sources", "the fire service"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.lexicon import table, words
from twosource.record import Span, Token
from twosource.steps.resolve.evidence import COLLECTIVE, english_noun, people
from twosource.steps.resolve.names import ARTICLES
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import plain

_DEFINITE = re.compile(r"(?:the|his|her|their|its|this|that|these|those|our|my|both|said)\b", re.I)
_POSSESSIVE = re.compile(r"['’]s?\s")
_AFTER = re.compile(r"\s(?:of|for|at|from|in|with|to|on|by|about|near|close|inside|behind|who|that|familiar)\b")
_ELIDED = re.compile(r"\b[ld]['’]", re.I)
_INDEFINITE = re.compile(
    r"(?:an?|en|et|ett|ei|eine?[rmns]?|une?|una|uno|um|uma|jeden|jedna|pewien|eräs|один|одна)\b", re.I
)
#: Who has seen a paper is no part of what it is called.
_SEEN = re.compile(
    r"(?<=\w)\s(?:(?:that|which) (?:was|were) )?"
    r"(?:seen|obtained|reviewed|viewed|examined|consulted|inspected|leaked|read)\s(?:by|to)\s.+"
)
_PRONOUNS = frozenset(("his", "her", "their", "its", "our", "my"))


@dataclass(frozen=True, slots=True)
class Description:
    """The words of a source taken apart. ``noun`` is the head's lemma, ``modifiers`` the words before it that tell
    it from others ("fire" in "the fire service"), ``owner`` the words whose it is ("the man" in "the man's
    lawyer", "his" in "his lawyer"), ``is_nation`` that the noun is for people of a country
    ("the Brazilian"), ``by_name`` that only a body with the noun in its name is meant."""

    words: str
    noun: str
    modifiers: frozenset[str]
    definite: bool
    many: bool
    owner: Span | None = None
    nations: frozenset[str] = frozenset()
    front: str = ""
    foreign: bool = False
    is_nation: bool = False
    by_name: bool = False

    @property
    def short(self) -> str:
        """The words without what follows the noun: "an employee who …" -> "an employee"."""
        if " and " in self.words:
            return self.words
        if self.front:
            return self.front
        front = re.split(
            r",|\s(?:who|that|which|in|at|inside|from|with|close|familiar|on|speaking)\b", self.words, maxsplit=1
        )[0].strip()
        return front if len(front) > 2 else self.words

    @property
    def is_body(self) -> bool:
        """True for companies, offices, the police."""
        return self.noun in words("en", "body_nouns")

    @property
    def is_medium(self) -> bool:
        """True for those that publish."""
        return self.noun in words("en", "medium_nouns")

    @property
    def is_person(self) -> bool:
        """True for words for people."""
        doer = not self.foreign and self.noun.endswith(("-old", "er", "or", "ist")) and not self.is_silent
        return doer or self.noun.rpartition("-")[2] in people()

    @property
    def is_silent(self) -> bool:
        """True for things that say nothing ("the pressure"): no person ("the 36-year-old"), body, text or picture."""
        referring = table("en/referring")
        known = self.is_body or self.is_medium or self.noun in people() or self.words.lower().endswith("-year-old")
        shown = self.noun in referring["documents"] or self.noun in referring["utterances"]
        return self.noun in words("en", "silent") and not known and not shown

    @property
    def sex(self) -> str:
        """What the noun says of a person's sex."""
        nouns = table("en/person_nouns")
        return next((sex for sex in ("male", "female") if self.noun in nouns[sex]), "")


def describe(scene: Scene, source: Span) -> Description:
    """Take the words of a source apart, by the parse where there is one."""
    surface = _SEEN.sub("", " ".join(source.of(scene.text).split()))
    tokens = scene.tokens_in(source)
    head = _head(scene, source, tokens)
    if head is None:
        return _by_words(surface, scene.reading.report.language.split("-")[0])
    if (body := _its_bosses(tokens, head)) is not None:
        return body
    before = [t for t in tokens if t.end <= head.start]
    modifiers = {
        t.lemma
        for t in before
        if t.pos in ("NOUN", "PROPN", "ADJ", "NUM") and t.dep in ("compound", "amod", "nmod", "nummod", "poss")
    }
    modifiers -= {"same", "other", "own", "former", "said", "late", "new", "last", "news", "medium"}
    owner = next((t for t in before if t.dep == "poss"), None)
    rest = surface[head.end - source.start :] if owner is None else ""
    if (behind := re.match(r"\s+(?:of|for)\s+", rest)) is not None:
        at = head.end + behind.end()
        owner_span: Span | None = Span(at, source.end) if at < source.end else None
    else:
        owner_span = Span(owner.start, owner.end) if owner is not None else None
    definite = bool(_DEFINITE.match(surface)) or owner is not None
    many = (head.tag in ("NNS", "NNPS") and head.lemma not in COLLECTIVE) or bool(
        re.match(r"(?:two|three|four|five|six|several|some|many|few|both)\b", surface, re.I)
    )
    nations = frozenset(t.lemma for t in before if t.ent == "NORP")
    front = " ".join(scene.text[source.start : head.end].split())
    return Description(
        surface,
        head.lemma,
        frozenset(modifiers),
        definite,
        many,
        owner_span,
        nations,
        front,
        is_nation=head.ent == "NORP",
    )


def _its_bosses(tokens: list[Token], head: Token) -> Description | None:
    """ "Hospital bosses", "rail chiefs", "cops": how tabloids call a body."""
    if any(t.start > head.start and t.pos in ("NOUN", "PROPN") for t in tokens):
        return None
    before = [t.lemma.lower() for t in tokens if t.end <= head.start and t.pos in ("NOUN", "PROPN")]
    if head.text.lower() == "cops" and not before:
        return Description("police", "police", frozenset(), definite=False, many=False)
    bosses = head.tag == "NNS" and head.lemma.lower() in ("boss", "chief")
    if bosses and len(before) == 1 and before[0] in words("en", "body_nouns"):
        return Description(f"the {before[0]}", before[0], frozenset(), definite=True, many=False, by_name=True)
    return None


def _head(scene: Scene, source: Span, tokens: list[Token]) -> Token | None:
    sentence = scene.sentence_at(source.start)
    if sentence is None or not sentence.parsed:
        return None
    tokens = [t for t in tokens if t.start < sentence.end]  # heads are places in the one sentence
    nouns = [t for t in tokens if t.pos in ("NOUN", "PROPN", "ADJ", "NUM")]
    inside = {t.start for t in tokens}
    outside = [t for t in nouns if sentence.tokens[t.head].start not in inside or t.dep == "ROOT"]
    real = [t for t in (outside or nouns) if t.pos in ("NOUN", "PROPN")]
    found = real or outside or nouns
    return found[0] if found else None


def _by_words(surface: str, language: str) -> Description:
    front = _ELIDED.sub("", _AFTER.split(surface, maxsplit=1)[0].strip(" ,"))
    tokens = [t for t in plain(front).split() if t not in ARTICLES]
    noun = tokens[-1] if tokens else ""
    owned = _POSSESSIVE.search(front)
    definite = bool(_DEFINITE.match(surface)) or owned is not None
    if language != "en" and noun:
        noun = english_noun(noun)
        definite = definite or not _INDEFINITE.match(surface)
    many = noun.endswith("s") and not noun.endswith("ss")
    return Description(surface, noun, frozenset(tokens[:-1]) - _PRONOUNS, definite, many, foreign=language != "en")

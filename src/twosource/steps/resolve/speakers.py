"""Who speaks: the words that name a source, resolved to a figure of the story.

Rules, in order: a name; a pronoun (last fitting speaker or person before it); a role that some report ties to a
name ("his lawyer"); otherwise a source known by its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from twosource.lexicon import table
from twosource.record import Attribution, Span, Token
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.descriptions import Description, describe
from twosource.steps.resolve.roles import Roles
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import plain, skeleton

VOICE, LAST_VOICE, SUBJECT = 0.5, 1.5, 1.5
_REACH = 8  # sentences that a pronoun may look back


@dataclass(slots=True)
class Heard:
    """What one report has said so far of who speaks. ``voices`` are (offset, figure)."""

    voices: list[tuple[int, Figure]] = field(default_factory=list)
    described: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, or in words why there is none."""

    figure: Figure | None
    why: str = ""


class Speakers:
    """Resolves the sources of one report, to be asked in order of text."""

    def __init__(self, scene: Scene, roles: Roles, media: set[int], bodies: dict[str, Figure]) -> None:
        self.scene, self.roles, self.media, self.heard = scene, roles, media, Heard()
        self.bodies = bodies
        self.made: list[Figure] = []

    def of(self, attribution: Attribution, outer: Figure | None) -> Voice:
        """The speaker of one attribution. ``outer`` speaks the attribution around it."""
        source = attribution.source
        if source is None:
            source = self._subject(attribution)
        if source is None:
            return self._running(attribution)
        voice = self._of_words(source, attribution, outer)
        if voice.figure is not None and attribution.depth == 0 and self.scene.quotation_at(source.start) is None:
            self.heard.voices.append((source.start, voice.figure))
        return voice

    # ------------------------------------------------------------------ without words for a source

    def _running(self, attribution: Attribution) -> Voice:
        """A split or paragraph-long quotation goes on with the speaker before it."""
        at = (attribution.cue or attribution.content[0]).start
        place = self.scene.sentence_index(at)
        for offset, figure in sorted(self.heard.voices, key=lambda v: abs(v[0] - at)):
            if offset <= at and place - self.scene.sentence_index(offset) <= 4:
                return Voice(figure)
        return Voice(None, "Nobody is named as the source, and nobody speaks just before.")

    def _subject(self, attribution: Attribution) -> Span | None:
        """The grammatical subject of the cue, where the attribution came without a source."""
        cue = attribution.cue
        sentence = self.scene.sentence_at(cue.start) if cue is not None else None
        if cue is None or sentence is None or not sentence.parsed:
            return None
        tokens = sentence.tokens
        at = next((k for k, t in enumerate(tokens) if cue.start <= t.start < cue.end and t.pos in ("VERB", "AUX")), None)
        if at is None:
            return None
        while tokens[at].dep in ("conj", "xcomp", "aux") and tokens[at].head != at:
            at = tokens[at].head
        subject = next((k for k, t in enumerate(tokens) if t.head == at and t.dep == "nsubj" and k != at), None)
        if subject is None or any(s.start <= tokens[subject].start < s.end for s in attribution.content):
            return None
        named = self.scene.named_in(tokens[subject].start, tokens[subject].end)
        if named:
            return Span(named[-1][0], named[-1][1])
        return Span(tokens[subject].start, tokens[subject].end) if tokens[subject].pos == "PRON" else None

    # ------------------------------------------------------------------ with words

    def _of_words(self, source: Span, attribution: Attribution, outer: Figure | None) -> Voice:
        surface = source.of(self.scene.text)
        word = re.sub(r" (?:him|her|it)self$| themselves$", "", surface.casefold().strip())
        pronouns = table("any/pronouns")
        if word in pronouns["speaker"]:
            if outer is not None:
                return Voice(outer)
            quotation = self.scene.quotation_at(source.start)
            return self._running(attribution) if quotation else Voice(self.scene.publisher)
        if word in pronouns["relative"]:
            return self._before(source)
        for agreement in ("male", "female", "person", "thing", "many"):
            if word in pronouns[agreement]:
                return self._antecedent(source, agreement)
        if any(t.ent in ("DATE", "TIME") for t in self.scene.tokens_in(source)[-1:]):
            return Voice(None, f"“{surface}” is no source.")
        if word in _NOBODY or not any(c.isalpha() for c in word.removeprefix("'s").removeprefix("’s")):
            return Voice(None, f"“{surface}” names nobody.")
        figure = None if self._joint(source) else self._named(source)
        if figure is not None:
            return Voice(figure)
        return self._described(source)

    def _joint(self, source: Span) -> bool:
        """Two sources in one phrase ("the police and a witness") are nobody's words alone."""
        tokens = self.scene.tokens_in(source)
        sentence = self.scene.sentence_at(source.start)
        if sentence is None or not any(t.dep == "cc" for t in tokens):
            return False
        place = {t.start: k for k, t in enumerate(sentence.tokens)}
        inside = {t.start for t in tokens}
        heads = [place[t.start] for t in tokens if sentence.tokens[t.head].start not in inside or t.dep == "ROOT"]
        return any(t.dep == "conj" and t.head in heads for t in tokens)

    def _named(self, source: Span) -> Figure | None:
        """The figure whose name is the head of the words, not one that only belongs to them."""
        rows = [r for r in self.scene.named_in(source.start, source.end) if r[0] >= source.start and r[1] <= source.end]
        text = self.scene.text
        best: tuple[int, Figure] | None = None
        for start, end, figure in rows:
            after, before = text[end : source.end], text[source.start : start]
            score = 0
            if re.match(r"['’]s?\b(?!\s*$)", after) or re.match(r"['’]\s\w", after):
                continue
            if re.search(
                r"\b(?:of|for|in|at|from|with|near|to|by|on|against|av|for|i|på|von|des|der|du|de|del|di)\s+(?:the\s+)?(?:\w+\s+)?$",
                before,
                re.I,
            ):
                score -= 3
            if re.match(r"\s+[a-zß-ÿ]", after):
                score -= (
                    4
                    if not re.match(
                        r"\s+(?:of|for|in|at|from|with|who|which|on|and|from|himself|herself|itself)\b", after
                    )
                    else 0
                )
            score += {"person": 2, "organisation": 1, "publisher": 1}.get(figure.kind, 0) + (" " in text[start:end])
            if score >= 0 and (best is None or score > best[0]):
                best = (score, figure)
        return best[1] if best else None

    def _before(self, source: Span) -> Voice:
        """ "The nurse, Jane Roe, who said": the name right before the relative pronoun."""
        rows = [r for r in self.scene.named_in(max(0, source.start - 60), source.start) if r[1] <= source.start]
        close = [r for r in rows if len(self.scene.text[r[1] : source.start].strip(" ,")) < 25]
        return Voice(close[-1][2]) if close else self._antecedent(source, "person")

    def _antecedent(self, source: Span, agreement: str) -> Voice:
        scored: list[tuple[float, int, Figure]] = []
        here = self.scene.sentence_index(source.start)
        quoted = self.scene.quotation_at(source.start) is not None
        for start, end, figure in self._candidates(source.start):
            distance = here - self.scene.sentence_index(start)
            if distance > _REACH or not _agrees(figure, agreement):
                continue
            score = -1.0 * distance
            if any(f is figure for _, f in self.heard.voices):
                score += VOICE
            if self.heard.voices and self.heard.voices[-1][1] is figure:
                score += LAST_VOICE
            if figure.sex and figure.sex == agreement:
                score += 0.5
            if agreement == "thing":
                score += {"place": -1.5, "other": -1.0, "organisation": 0.5}.get(figure.kind, 0.0)
            if self.scene.quotation_at(start) is not None and not quoted:
                score -= 2
            score += self._salience(start, end)
            scored.append((score, start, figure))
        if not scored:
            return Voice(None, f"Nobody before “{source.of(self.scene.text)}” fits it.")
        return Voice(max(scored, key=lambda row: row[:2])[2])

    def _candidates(self, before: int) -> list[tuple[int, int, Figure]]:
        rows = [r for r in self.scene.named_in(0, before) if r[1] <= before]
        rows += [(o, o + 1, f) for o, f in self.heard.voices if o < before]
        return rows

    def _salience(self, start: int, end: int) -> float:
        """Subjects and those named first in their sentence are taken up more often."""
        tokens = self.scene.tokens_in(Span(start, end))
        if any(t.dep in ("nsubj", "nsubjpass") for t in tokens):
            return SUBJECT
        if any(t.dep == "poss" for t in tokens):
            return -0.5
        return 0.0

    # ------------------------------------------------------------------ descriptions

    def _described(self, source: Span) -> Voice:
        what = describe(self.scene, source)
        known = self.bodies.get(_key(what)) if what.is_body else self.heard.described.get(_key(what))
        if known is None and what.definite and what.noun:
            known = self._by_role(what, source)
        figure = known or self._unnamed(what, source)
        if figure in self.made or what.is_body:
            figure.places.add((self.scene.id, source.start, source.end))
        return Voice(figure)

    def _by_role(self, what: Description, source: Span) -> Figure | None:
        """The named figure that goes by this description, where the reports tie the two."""
        if what.owner is not None and not what.is_body:
            return self._somebodys(what, source)
        if what.is_medium and not what.modifiers - {"same"}:
            media = [f for _, _, f in self._candidates(source.start) if f.kind == "publisher" or id(f) in self.media]
            media = [f for f in media if f is not self.scene.publisher]
            if media:
                return media[-1]
        if what.is_body or what.is_medium:
            return self._body(what, source)
        return self._person(what, source)

    def _person(self, what: Description, source: Span) -> Figure | None:
        roles = [r for r in self.roles.of_noun(what.noun) if r.figure.kind == "person"]
        here = [r for r in roles if r.report == self.scene.id]
        before = [r for r in here if r.at < source.start] or here
        if before:
            return before[-1].figure
        if what.is_person and (before_it := self._voice_called(what, source)) is not None:
            return before_it
        figures = {id(r.figure) for r in roles}
        if len(figures) == 1 and self._present(roles[0].figure):
            return roles[0].figure
        if (what.modifiers or what.noun in _ONE_OF_A_KIND) and (holder := self.roles.holder(what.noun, what.modifiers)):
            return holder
        if (what.noun in _ANYBODY and not what.modifiers) or re.search(r"\d-year-old$", what.words):
            return self._antecedent(source, what.sex or "person").figure or self._protagonist(what.sex)
        return None

    def _protagonist(self, sex: str) -> Figure | None:
        """The person whom the report names far more often than any other: "the man" before his name comes."""
        counts: dict[int, int] = {}
        people = [f for _, _, f in self.scene.places if _agrees(f, sex or "person")]
        for figure in people:
            counts[id(figure)] = counts.get(id(figure), 0) + 1
        ranked = sorted(counts.values(), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0] < 2 * ranked[1]):
            return None
        return next(f for f in people if counts[id(f)] == ranked[0])

    def _voice_called(self, what: Description, source: Span) -> Figure | None:
        """Somebody who spoke before under a longer description: "a technician at the firm" … "the technician"."""
        for offset, figure in reversed(self.heard.voices):
            if offset < source.start and figure.kind == "person" and what.noun in plain(figure.name).split():
                return figure
        return None

    def _somebodys(self, what: Description, source: Span) -> Figure | None:
        """ "Medvedev's lawyer", "his lawyer": the lawyer whom some report names as his."""
        owner = self._owner(what, source)
        roles = [r for r in self.roles.of_noun(what.noun) if r.figure.kind == "person" and r.figure is not owner]
        here = [r for r in roles if r.report == self.scene.id]
        tied = [
            r
            for r in roles
            if owner is not None and (r.of is owner or (r.of_pronoun and owner is self._protagonist("")))
        ]
        loose = [r for r in here if r.of is None and (owner is None or owner.kind != "person")]
        for found in ([r for r in tied if r.report == self.scene.id], loose, tied):
            if len({id(r.figure) for r in found}) == 1:
                return found[0].figure
        if owner is None or owner.kind != "person":
            unique = what.noun in _ONE_OF_A_KIND or len(what.modifiers) > 1
            return self.roles.holder(what.noun, what.modifiers - _POSSESSIVES) if unique else None
        return None

    def _owner(self, what: Description, source: Span) -> Figure | None:
        if what.owner is None:
            return None
        named = [f for _, _, f in self.scene.named_in(what.owner.start, what.owner.end)]
        if named:
            return named[0]
        word = what.owner.of(self.scene.text).casefold()
        agreement = {"his": "male", "her": "female", "its": "thing"}.get(word, "person")
        return self._antecedent(Span(source.start, source.end), agreement).figure

    def _body(self, what: Description, source: Span) -> Figure | None:
        """A body by its kind: all words must be in its name, unless the report only knows one such body."""
        wanted = {skeleton(w) for w in what.modifiers | {what.noun}}
        before = [f for _, _, f in reversed(self._candidates(source.start)) if f.kind in ("organisation", "publisher")]
        for figure in before:
            for name in sorted(figure.names):
                if wanted <= {skeleton(w) for w in plain(name).split()}:
                    return figure
        called = [r for r in self.roles.of_noun(what.noun) if r.report == self.scene.id and r.figure.kind == "organisation"]
        called = [r for r in called if what.modifiers and what.modifiers <= r.modifiers]
        if called:
            return ([r for r in called if r.at < source.start] or called)[-1].figure
        if (what.modifiers - what.nations) or what.noun in _GENERAL_BODIES:
            return None
        if not what.modifiers and (spoke := self._body_heard(source)) is not None:
            return spoke
        roles = [
            r for r in self.roles.of_noun(what.noun) if r.report == self.scene.id and r.figure.kind == "organisation"
        ]
        if roles:
            return ([r for r in roles if r.at < source.start] or roles)[-1].figure
        if what.noun in _COMPANIES:
            named = [f for f in before if f.kind == "organisation" and not f.anonymous and f not in self.made]
            called = [f for f in named if self._is_company(f)]
            if called:
                return called[0]
            return named[0] if len({id(f) for f in named}) == 1 else None
        return None

    def _body_heard(self, source: Span) -> Figure | None:
        """The named body that spoke last, up to three sentences before: "the party" goes on for "the X Congress"."""
        here = self.scene.sentence_index(source.start)
        for offset, figure in reversed(self.heard.voices):
            if offset < source.start and here - self.scene.sentence_index(offset) <= 3:
                named = figure.kind == "organisation" and figure not in self.made
                return figure if named else None
        return None

    def _is_company(self, figure: Figure) -> bool:
        if any(r.figure is figure for noun in sorted(_COMPANIES) for r in self.roles.of_noun(noun)):
            return True
        return any(w in _COMPANY_WORDS for n in figure.names for w in plain(n).split())

    def _present(self, figure: Figure) -> bool:
        return any(f is figure for _, _, f in self.scene.places)

    def _unnamed(self, what: Description, source: Span) -> Figure:
        """A source known by its words alone. Bodies are one over the whole story, people one in a report."""
        body = what.is_body or what.is_medium
        figure = Figure(
            "organisation" if body else "person",
            what.words,
            {what.words, what.short},
            anonymous=not body and not what.definite,
            sex=what.sex,
            many=what.many,
        )
        (self.bodies if what.is_body else self.heard.described)[_key(what)] = figure
        self.made.append(figure)
        return figure


_POSSESSIVES = frozenset(("its", "his", "her", "their", "our", "my"))
# Roles of which a body or a place has one.
_ONE_OF_A_KIND = frozenset(
    (
        "executive",
        "ceo",
        "president",
        "mayor",
        "premier",
        "governor",
        "coach",
        "founder",
        "rector",
        "chairman",
        "chairwoman",
        "bishop",
    )
)
_NOBODY = frozenset(("nobody", "no one", "nothing", "none", "anyone", "anybody", "you", "what", "there", "'s"))
_ANYBODY = frozenset(("man", "woman", "boy", "girl", "mother", "father", "teenager", "suspect", "soldier"))
# Bodies of which a story has many: "the government" is not the last body named.
_GENERAL_BODIES = frozenset(
    ("police", "government", "court", "army", "military", "family", "media", "press", "country", "state", "nation")
)
_COMPANIES = frozenset(
    (
        "company",
        "firm",
        "group",
        "maker",
        "manufacturer",
        "operator",
        "carrier",
        "airline",
        "organisation",
        "organization",
    )
    + (
        "bank",
        "retailer",
        "charity",
        "giant",
        "contractor",
        "developer",
        "union",
        "agency",
        "party",
        "club",
        "cooperative",
    )
)


_COMPANY_WORDS = frozenset(
    (
        "ltd",
        "plc",
        "inc",
        "corp",
        "gmbh",
        "ag",
        "group",
        "holdings",
        "company",
        "bank",
        "banco",
        "airlines",
        "airways",
        "steel",
        "oil",
    )
    + (
        "energy",
        "mining",
        "logistics",
        "realty",
        "capital",
        "metals",
        "industries",
        "motors",
        "shipping",
        "lines",
        "telecom",
        "union",
    )
)


def _key(what: Description) -> str:
    words_ = plain(what.words).split()
    return " ".join(w for w in words_ if w not in ("the", "a", "an", "local", "s"))


def _agrees(figure: Figure, agreement: str) -> bool:
    if agreement in ("male", "female"):
        return figure.kind == "person" and not figure.many and figure.sex in ("", agreement)
    if agreement == "person":
        return figure.kind == "person" and not figure.many
    if agreement == "thing":
        return figure.kind in ("organisation", "publisher", "place", "other") and not figure.many
    if agreement == "many":
        return figure.many or figure.kind in ("organisation", "publisher")
    return True


def quoted_share(content: Iterable[Span], tokens: list[Token], inner: list[Span]) -> float:
    """Share of the words of the content that stand in quotation marks."""
    spans = list(content)
    weighty = [t for t in tokens if t.text[:1].isalnum() and any(s.start <= t.start < s.end for s in spans)]
    if not weighty:
        return 0.0
    return sum(any(q.start <= t.start < q.end for q in inner) for t in weighty) / len(weighty)

"""Who speaks: the words that name a source, resolved to a figure of the story.

Rules, in order: a name; a pronoun (last fitting speaker or person before it); a role that some report ties to a
name ("his lawyer"); otherwise a source known by its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from twosource.lexicon import table, words
from twosource.record import Attribution, Span, Token
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.roles import Roles
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import plain

_DEFINITE = re.compile(r"(?:the|his|her|their|its|this|that|our|my)\b|.*['’]s\b|.*s['’]\s", re.I)
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

    def __init__(self, scene: Scene, roles: Roles) -> None:
        self.scene, self.roles, self.heard = scene, roles, Heard()
        self.made: list[Figure] = []

    def of(self, attribution: Attribution, outer: Figure | None) -> Voice:
        """The speaker of one attribution. ``outer`` speaks the attribution around it."""
        source = attribution.source
        if source is None:
            return self._running(attribution)
        voice = self._of_words(source, attribution, outer)
        if voice.figure is not None:
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

    # ------------------------------------------------------------------ with words

    def _of_words(self, source: Span, attribution: Attribution, outer: Figure | None) -> Voice:
        surface = source.of(self.scene.text)
        word = surface.casefold().strip()
        pronouns = table("any/pronouns")
        if word in pronouns["speaker"]:
            if outer is not None:
                return Voice(outer)
            quotation = self.scene.quotation_at(source.start)
            return self._running(attribution) if quotation else Voice(self.scene.publisher)
        for agreement in ("male", "female", "person", "thing", "many", "relative"):
            if word in pronouns[agreement]:
                return self._antecedent(source, agreement)
        figure = self._named(source)
        if figure is not None:
            return Voice(figure)
        return self._described(source)

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
            score += {"person": 2, "organisation": 1, "publisher": 1}.get(figure.kind, 0)
            if score >= 0 and (best is None or score > best[0]):
                best = (score, figure)
        return best[1] if best else None

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
                score += 1.5
            if self.heard.voices and self.heard.voices[-1][1] is figure:
                score += 1.5
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
            return 1.0
        if any(t.dep == "poss" for t in tokens):
            return -0.5
        return 0.0

    def _described(self, source: Span) -> Voice:
        surface = source.of(self.scene.text)
        noun = self._head_noun(source)
        if _DEFINITE.match(surface) and noun:
            figure = self._by_role(noun, source)
            if figure is not None:
                return Voice(figure)
        return Voice(self._unnamed(source, noun))

    def _head_noun(self, source: Span) -> str:
        tokens = self.scene.tokens_in(source)
        nouns = [t for t in tokens if t.pos in ("NOUN", "PROPN")]
        inside = {t.start for t in tokens}
        sentence = self.scene.sentence_at(source.start)
        if nouns and sentence is not None:
            heads = [t for t in nouns if sentence.tokens[t.head].start not in inside or t.dep == "ROOT"]
            return (heads or nouns)[0].lemma
        stripped = re.split(r"\b(?:of|for|in|at|from|with|who|close|near)\b", source.of(self.scene.text).casefold())[
            0
        ].split()
        return stripped[-1] if stripped else ""

    def _by_role(self, noun: str, source: Span) -> Figure | None:
        same = [r for r in self.roles.of_noun(noun) if r.figure.kind != "place"]
        before = [r for r in same if r.report == self.scene.id and r.at < source.start]
        if before:
            return before[-1].figure
        here = [
            f
            for s, e, f in reversed(self._candidates(source.start))
            if noun in plain(f.name).split() and f.kind != "person"
        ]
        if here:
            return here[0]
        figures = {id(r.figure): r.figure for r in same}
        if len(figures) == 1 and same[0].figure.kind == "person" and self._present(same[0].figure):
            return same[0].figure
        if noun in words("en", "body_nouns"):
            voice = self._antecedent(source, "thing")
            return voice.figure if voice.figure and voice.figure.kind in ("organisation", "publisher") else None
        people = table("en/person_nouns")
        if noun in ("man", "woman", "soldier", "mother", "father"):
            return self._antecedent(
                source, "male" if noun in people["male"] else "female" if noun in people["female"] else "person"
            ).figure
        return None

    def _present(self, figure: Figure) -> bool:
        return any(f is figure for _, _, f in self.scene.places)

    def _unnamed(self, source: Span, noun: str) -> Figure:
        surface = " ".join(source.of(self.scene.text).split())
        key = plain(surface).removeprefix("the ")
        known = self.heard.described.get(key)
        if known is None:
            body = noun in words("en", "body_nouns")
            known = Figure(
                "organisation" if body else "person",
                surface,
                {surface},
                anonymous=not body and not _DEFINITE.match(surface),
            )
            known.own_of = set()
            self.heard.described[key] = known
            self.made.append(known)
        known.places.add((self.scene.id, source.start, source.end))
        return known


def _agrees(figure: Figure, agreement: str) -> bool:
    if agreement in ("male", "female", "person"):
        return figure.kind == "person"
    if agreement == "thing":
        return figure.kind in ("organisation", "publisher", "place", "other")
    if agreement == "many":
        return figure.kind in ("organisation", "publisher") or figure.name.casefold().rstrip().endswith("s")
    return True


def quoted_share(content: Iterable[Span], tokens: list[Token], inner: list[Span]) -> float:
    """Share of the words of the content that stand in quotation marks."""
    spans = list(content)
    weighty = [t for t in tokens if t.text[:1].isalnum() and any(s.start <= t.start < s.end for s in spans)]
    if not weighty:
        return 0.0
    return sum(any(q.start <= t.start < q.end for q in inner) for t in weighty) / len(weighty)

"""The same quoted words, in the mouth of another person in each report.

Either one report errs, or one person repeated the other; a reader who quotes it must know. Only where both name the
speaker outright: a pronoun can be resolved wrongly, and a body's words are its spokesman's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.record import Mention, Quotation, Sentence
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene
from twosource.steps.compare.sureness import DOUBTFUL
from twosource.steps.keys import keys_of, plain

SHORTEST = 2  # words
LONG = 5  # words that nobody else says by chance; of a shorter phrase the sentence must be about the same thing
SAME_THING = 0.15  # weight of what two sentences must share besides names
COPIED = 0.7  # likeness of two sentences that are one
LONGEST = 300
SURE = 0.78  # of a long phrase, where neither report names the other speaker


@dataclass(frozen=True, slots=True)
class Utterance:
    """Quoted ``words`` in plain form, whose they are (``speaker`` None where it is not said outright), where that is
    said (``name``), and what else stands in the sentence."""

    words: tuple[str, ...]
    speaker: str | None
    mention: Mention
    name: Mention
    around: frozenset[str]


def compare_voices(scene: Scene) -> Iterator[Draft]:
    """One draft for each quoted phrase that two reports give to two people."""
    by_words: dict[tuple[str, ...], list[Utterance]] = {}
    for utterance in _utterances(scene):
        by_words.setdefault(utterance.words, []).append(utterance)
    for words in sorted(by_words):
        sides = _sides(by_words[words], scene)
        if sides is not None:
            yield _draft(sides, scene)


def _utterances(scene: Scene) -> Iterator[Utterance]:
    for reading in scene.material.readings:
        report = reading.report.id
        for passage in (p for p in reading.passages if p.kind in ("body", "headline")):
            for quotation in passage.quotations:
                for sentence in (s for s in passage.sentences if s.start <= quotation.inner.start < s.end):
                    found = _utterance(report, quotation, sentence, scene)
                    if len(found.words) >= SHORTEST and len(quotation.inner) <= LONGEST:
                        yield found


def _utterance(report: str, quotation: Quotation, sentence: Sentence, scene: Scene) -> Utterance:
    said = quotation.inner.of(scene.texts[report])
    words = tuple(w for w in (plain(w.strip(".,;:!?…")) for w in said.split()) if w)
    statement = scene.covering.of(report, quotation.inner.start, quotation.inner.end)
    source = statement.source if statement is not None else None
    outright = statement is not None and source is not None and not statement.anonymous
    if outright and statement is not None and source is not None:
        outright = any(t.pos == "PROPN" for t in sentence.tokens if source.start <= t.start < source.end)
        outright = outright and scene.names.kinds.get(statement.speaker or "") == "person"
    inside = [t for t in sentence.tokens if not quotation.start <= t.start < quotation.end]
    mention = scene.mention(report, quotation.inner.start, quotation.inner.end)
    return Utterance(
        words,
        statement.speaker if outright and statement is not None else None,
        mention,
        mention if source is None else replace(mention, start=source.start, end=source.end),
        frozenset(k for k in keys_of(report, inside, scene.names) if ":" not in k),
    )


def _sides(said: list[Utterance], scene: Scene) -> list[list[Utterance]] | None:
    """The utterances of two speakers, of whom no report gives both; None where there are not two."""
    speakers = sorted({u.speaker for u in said if u.speaker is not None})
    if len(speakers) != 2 or any(u.speaker is None for u in said) or _may_be_one(speakers, scene):
        return None
    sides = [[u for u in said if u.speaker == s] for s in speakers]
    if {u.mention.report for u in sides[0]} & {u.mention.report for u in sides[1]}:
        return None
    copied = any(scene.alike(one.around, other.around) > COPIED for one in sides[0] for other in sides[1])
    if copied and not _each_alone(sides, scene):
        return None  # one sentence, read in two ways
    about = frozenset(k for u in sides[0] for k in u.around) & frozenset(k for u in sides[1] for k in u.around)
    return sides if len(said[0].words) >= LONG or scene.weight(about) > SAME_THING else None


def _each_alone(sides: Sequence[Sequence[Utterance]], scene: Scene) -> bool:
    """True where no report with the one speaker names the other at all: none is told to repeat the other."""
    reports = [{u.mention.report for u in side} for side in sides]
    named = {e.id: {m.report for m in e.mentions} for e in scene.material.entities}
    one, other = (named.get(side[0].speaker or "", set()) for side in sides)
    return not reports[0] & other and not reports[1] & one


def _may_be_one(speakers: Sequence[str], scene: Scene) -> bool:
    """A surname alone, where a story has several of a family, may be any of them."""
    names = {e.id: e.name for e in scene.material.entities}
    one, other = (set(plain(names[s]).split()) for s in speakers)
    return one <= other or other <= one


def _draft(sides: list[list[Utterance]], scene: Scene) -> Draft:
    names = {e.id: e.name for e in scene.material.entities}
    values = tuple(
        answer([m for u in side for m in (u.name, u.mention)], scene, names[side[0].speaker or ""]) for side in sides
    )
    first = sides[0][0].mention
    said = scene.words(first.report, first.start, first.end)
    why = f"“{said}” is given to {values[0].value} in one report and to {values[1].value} in another."
    long = len(sides[0][0].words) >= LONG
    sure = SURE if long and _each_alone(sides, scene) else DOUBTFUL
    return Draft(f"Who said “{said}”?", "actor", "differ", values, "conflict", sure, why)

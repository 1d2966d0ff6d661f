"""Readings and attributions of one story -> who is who, and what each says on whose word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.lexicon import words
from twosource.record import (
    Attribution,
    Certainty,
    Declined,
    Entity,
    Mention,
    Reading,
    SourceWords,
    Span,
    Statement,
    StatementKind,
)
from twosource.steps.resolve.authorities import authorities, meant
from twosource.steps.resolve.cast import Figure, by_report, figures_of, part_namesakes
from twosource.steps.resolve.certainty import of_attributed, of_narrated
from twosource.steps.resolve.definites import body_key
from twosource.steps.resolve.publishers import Publishers
from twosource.steps.resolve.relays import Relay, Relays, media_of, spans_of
from twosource.steps.resolve.roles import Roles
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.sexes import set_by_own_pronouns
from twosource.steps.resolve.speakers import Speakers
from twosource.steps.resolve.spelling import plain
from twosource.steps.resolve.statements import narrated, quoted_share
from twosource.steps.resolve.topics import is_told_of, told_by_the_report

__all__ = ["resolve"]


def resolve(
    readings: Sequence[Reading], attributions: Mapping[str, tuple[Attribution, ...]]
) -> tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[Declined, ...]]:
    """Entities and statements of a story, and what could not be told.

    ``attributions`` are those of ``attribute``, by report id. Statements come in the order of the readings and of
    their text; entities sorted by id.
    """
    figures = figures_of(readings)
    set_by_own_pronouns(readings, figures)
    part_namesakes(readings, figures)
    local = authorities(readings, figures)
    figures.extend(figure for kind in sorted(local) for figure in local[kind])
    known = Publishers(figures)
    publishers = {r.report.id: known.of(r.report) for r in sorted(readings, key=lambda r: r.report.id)}
    places = by_report(figures)
    scenes = [Scene(r, places.get(r.report.id, []), publishers[r.report.id]) for r in readings]
    roles = Roles(scenes)
    media = media_of(figures) | {
        id(r.figure) for noun in words("en", "medium_nouns") for r in roles.of_noun(noun) if r.figure.kind != "person"
    }
    bodies = _by_key(figures) | meant(local, figures)
    agencies: dict[str, Figure] = {}
    drafts: list[_Draft] = []
    declined: list[Declined] = []
    for scene in scenes:
        told, made, unresolved = _report(
            Speakers(scene, roles, media, bodies), Relays(scene, media, agencies), attributions.get(scene.id, ())
        )
        figures.extend(made)
        drafts.extend(told)
        declined.extend(unresolved)
    entities = _entities(figures)
    return entities, tuple(_statements(drafts)), tuple(declined)


def _by_key(figures: Sequence[Figure]) -> dict[str, Figure]:
    """The named bodies that a description may mean, by its words: those of more than one word that only one has."""
    found: dict[str, dict[int, Figure]] = defaultdict(dict)
    for figure in figures:
        if figure.kind == "organisation":
            for key in map(body_key, sorted(figure.names)):
                found[key][id(figure)] = figure
    return {key: next(iter(own.values())) for key, own in found.items() if len(own) == 1 and " " in key}


class _Draft:
    """A statement before entities have ids."""

    def __init__(self, scene: Scene, pieces: tuple[Span, ...], chain: list[tuple[Figure, Mention | None]]) -> None:
        self.scene, self.pieces, self.chain = scene, pieces, chain
        self.attribution: Attribution | None = None
        self.speaker: Figure | None = None


def _report(
    speakers: Speakers, relays: Relays, attributions: tuple[Attribution, ...]
) -> tuple[list[_Draft], list[Figure], list[Declined]]:
    scene = speakers.scene
    attributions = tuple(speakers.completed(a) for a in attributions)
    voices: dict[int, Figure | None] = {}
    inner: dict[int, tuple[Figure, Mention | None]] = {}
    declined: list[Declined] = []
    for k in sorted(range(len(attributions)), key=lambda k: _turn(k, attributions)):
        a = attributions[k]
        outer = voices.get(a.parent) if a.parent >= 0 else None
        split = relays.within(a.source) if a.source is not None else None
        if split is not None:
            relay_voice = speakers.of(replace(a, source=split[0]), None)
            if relay_voice.figure is not None:
                inner[k] = (relay_voice.figure, Mention(scene.id, split[0].start, split[0].end))
            a = replace(a, source=split[1])
        voice = speakers.of(a, outer)
        voices[k] = voice.figure
        if voice.figure is None:
            at = a.source or a.content[0]
            declined.append(Declined("resolve", scene.id, at.start, at.end, voice.why))
    others = _other_cues(attributions, scene)
    near = {k: relays.near(a, others[k]) for k, a in enumerate(attributions)}
    for k, relay in near.items():
        speaker = voices[k]
        if relay is not None and relay.lasting and speaker is not None and relay.figure is not speaker:
            relays.tie(speaker, relay)
    relays.tie_interviewed(speakers.antecedents)
    drafts = []
    topics = [told_by_the_report(a, scene) for a in attributions]
    for k, a in enumerate(attributions):
        outer = voices[a.parent] if a.parent >= 0 else None
        by_medium = outer is not None and relays.is_medium(outer)
        told_of = is_told_of(a, by_medium) and not topics[a.parent]
        if _repeats(k, attributions, voices, scene) or topics[k] or told_of:
            continue
        draft = _Draft(scene, a.content, _chain(scene, k, attributions, voices, near, inner, relays))
        draft.attribution, draft.speaker = a, voices[k]
        drafts.append(draft)
    # "Roe signed the order on Monday" is nobody's statement, so the report tells it itself.
    covered = [s for a, topic in zip(attributions, topics, strict=True) if not topic for s in spans_of(a)]
    for span in narrated(scene.reading, covered):
        draft = _Draft(scene, (span,), [(scene.publisher, None)])
        draft.speaker = scene.publisher
        drafts.append(draft)
    drafts.sort(key=lambda d: (d.pieces[0].start, d.pieces[-1].end))
    return drafts, [*speakers.definites.made, *relays.made], declined


def _repeats(k: int, attributions: tuple[Attribution, ...], voices: dict[int, Figure | None], scene: Scene) -> bool:
    """ "He said he fears that …": part of what he says, found once more as his, and put no otherwise than the whole."""
    a = attributions[k]
    if a.parent < 0 or voices[k] is None or voices[k] is not voices[a.parent]:
        return False
    outer = attributions[a.parent]
    inside = all(any(p.covers(s) for p in outer.content) for s in a.content)
    return inside and _certainty(scene, a) == _certainty(scene, outer)


def _certainty(scene: Scene, a: Attribution) -> Certainty:
    """How sure it is put. A quotation in a sentence after the cue ("He denied it. “We are glad …”") is only said."""
    if a.cue and all(scene.sentence_index(p.start) != scene.sentence_index(a.cue.start) for p in a.content):
        a = replace(a, cue_lemma="say", negated=False, cue=None)
    said = " ".join(p.of(scene.text) for p in a.content)
    return of_attributed(a, said, a.cue.of(scene.text) if a.cue else "")


def _other_cues(attributions: tuple[Attribution, ...], scene: Scene) -> list[list[Span]]:
    """For each attribution, the cues of the others of its sentence."""
    cues: dict[int, list[Span]] = {}
    for a in attributions:
        if a.cue:
            cues.setdefault(scene.sentence_index(a.cue.start), []).append(a.cue)
    at = [scene.sentence_index((a.cue or a.content[0]).start) for a in attributions]
    return [[c for c in cues.get(k, ()) if c != a.cue] for k, a in zip(at, attributions, strict=True)]


def _turn(k: int, attributions: tuple[Attribution, ...]) -> tuple[int, int, int, int]:
    """Order in which speakers are looked for: of the text, those inside another after it."""
    root, depth = k, 0
    while attributions[root].parent >= 0 and depth < len(attributions):
        root, depth = attributions[root].parent, depth + 1
    return _place(attributions[root]), depth, _place(attributions[k]), k


def _place(a: Attribution) -> int:
    return min(s.start for s in spans_of(a)) if a.source is None else a.source.start


def _chain(
    scene: Scene,
    k: int,
    attributions: tuple[Attribution, ...],
    voices: dict[int, Figure | None],
    near: dict[int, Relay | None],
    inner: dict[int, tuple[Figure, Mention | None]],
    relays: Relays,
) -> list[tuple[Figure, Mention | None]]:
    """From the publisher outwards: wire, outer speakers, the medium that was told, the speaker. The medium through
    which somebody is heard elsewhere in the report is no link where somebody else is said to pass this on."""
    links: list[tuple[Figure, Mention | None]] = [(scene.publisher, None)]
    if relays.wire is not None:
        links.append((relays.wire.figure, relays.wire.words))
    begun = len(links)
    line: list[int] = []
    at = k
    while at >= 0 and at not in line:
        line.append(at)
        at = attributions[at].parent
    for index in reversed(line):
        speaker = voices[index]
        if speaker is None:
            continue
        relay = near[index] or (relays.tied(speaker, attributions[index]) if len(links) == begun else None)
        if relay is not None:
            links.append((relay.figure, relay.words))
        source = attributions[index].source or attributions[index].cue
        if index in inner:
            links.append(inner[index])
        links.append((speaker, Mention(scene.id, source.start, source.end) if source else None))
    out: list[tuple[Figure, Mention | None]] = []
    for link in links:
        if not any(f is link[0] for f, _ in out):
            out.append(link)
    return out


# ---------------------------------------------------------------------------- records


def _entities(figures: list[Figure]) -> tuple[Entity, ...]:
    """Ids from the names; where two share one, the order of their first places decides."""
    taken: dict[str, int] = defaultdict(int)
    for figure in sorted(figures, key=lambda f: (plain(f.name), f.kind, f.anonymous, sorted(f.places), f.name)):
        slug = re.sub(r"\W+", "-", plain(figure.name)).strip("-") or "unnamed"
        taken[slug] += 1
        figure.id = f"e:{slug}" + (f":{taken[slug]}" if taken[slug] > 1 else "")
    return tuple(
        Entity(
            id=f.id,
            kind=f.kind,
            name=f.name,
            names=tuple(sorted(f.names | {f.name})),
            mentions=tuple(Mention(r, s, e) for r, s, e in sorted(f.places)),
            anonymous=f.anonymous,
        )
        for f in sorted(figures, key=lambda f: f.id)
    )


def _statements(drafts: list[_Draft]) -> list[Statement]:
    out: list[Statement] = []
    seen: dict[str, int] = defaultdict(int)
    for draft in drafts:
        scene, a = draft.scene, draft.attribution
        start, end = draft.pieces[0].start, draft.pieces[-1].end
        name = f"s:{scene.id}:{start}-{end}"
        seen[name] += 1
        said = " ".join(p.of(scene.text) for p in draft.pieces)
        out.append(
            Statement(
                id=name + (f":{seen[name]}" if seen[name] > 1 else ""),
                report=scene.id,
                pieces=draft.pieces,
                kind=_kind(scene, draft.pieces) if a else "narrated",
                source=SourceWords(a.source.start, a.source.end, a.source.of(scene.text)) if a and a.source else None,
                cue=a.cue if a else None,
                speaker=draft.speaker.id if draft.speaker else None,
                anonymous=bool(a and draft.speaker and draft.speaker.anonymous),
                chain=tuple(f.id for f, _ in draft.chain),
                certainty=_certainty(scene, a) if a else of_narrated(said),
                links=tuple(m for _, m in draft.chain[1:]),
                found_by=a.found_by if a else "narrated",
                probability=a.probability if a else 1.0,
            )
        )
    return out


def _kind(scene: Scene, pieces: tuple[Span, ...]) -> StatementKind:
    passage = scene.passage_at(pieces[0].start)
    inner = [q.inner for q in passage.quotations] if passage else []
    tokens = [t for p in pieces for t in scene.tokens_in(p)]
    share = quoted_share(tokens, inner)
    if share > 0.5:
        return "direct"
    return "mixed" if share > 0 else "indirect"

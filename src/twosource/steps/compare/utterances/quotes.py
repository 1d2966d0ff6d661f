"""One utterance of one speaker in several wordings: quoted, cut, translated twice, or told in reported speech.

Sentences are set against one another (``wordings``, ``utterance``), those of one speaker that share a word which few
others have, or a run of words. Sentences that the same reports have one behind the other are one utterance again, and
what one report goes on to quote beside them belongs to it: that is what the others cut.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from twosource.protocols import Meaning
from twosource.record import Entity, Material, Quote, QuoteVariant, Reading, Statement
from twosource.steps.compare.utterances.perhaps import Perhaps
from twosource.steps.compare.utterances.telling import MARKS
from twosource.steps.compare.utterances.utterance import SAME, TOGETHER, Likeness
from twosource.steps.compare.utterances.wordings import Wording, folded, wordings
from twosource.steps.linkage import join

__all__ = ["collate", "differences", "folded"]

LONGEST_SOURCE = 8  # words; more of them are no name but whatever stood before the cue
_ARTICLES = frozenset({"the", "a", "an"})
NEAR_CUE = 300  # characters between an utterance and the cue that names its speaker

_Variant = list[Wording]  # sentences of one whole, in order


def collate(material: Material, meaning: Meaning | None = None) -> tuple[Quote, ...]:
    """The utterances of the story in order of appearance: each quotation with its other wordings, if there are any, and
    what is told in reported speech by two reports alike. A quotation in one report only has one variant. ``meaning``
    finds what may be two translations of one utterance; such a quote says so in its ``doubt``."""
    order = {r.report.id: k for k, r in enumerate(material.readings)}
    readings = {r.report.id: r for r in material.readings}
    said = wordings(material.readings, material.statements)
    entities = {e.id: e for e in material.entities}
    likeness = Likeness(said, entities)
    matched = [[said[k] for k in group] for group in join(likeness.pairs(), likeness.between, SAME, TOGETHER)]
    sure = _completed(_run_on([_variants(group) for group in matched]), said)
    utterances = _with_perhaps(sure, said, Perhaps(material, said, meaning).pairs())
    statements = {s.id: s for s in material.statements}
    quotes = [_quote(variants, doubt, readings, entities, statements) for variants, doubt in utterances]
    return tuple(sorted(quotes, key=lambda q: (order[q.variants[0].report], q.variants[0].start, q.id)))


def differences(a_words: Sequence[str], b_words: Sequence[str]) -> tuple[tuple[str, int, int, int, int], ...]:
    """Word by word, how ``a_words`` become ``b_words``: (tag, a_start, a_end, b_start, b_end), the tag one of "equal",
    "replace", "delete" and "insert". Compare folded words (``folded``) to see past case and marks."""
    found = Levenshtein.opcodes(list(a_words), list(b_words))
    return tuple((o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in found)


# ------------------------------------------------------------------------------------------------ utterances


def _variants(group: Sequence[Wording]) -> list[_Variant]:
    """The sentences of a group, those of one whole together."""
    found: dict[int, _Variant] = {}
    for w in group:
        found.setdefault(w.whole, []).append(w)
    return [sorted(found[whole], key=lambda w: w.ordinal) for whole in sorted(found)]


def _run_on(groups: Sequence[list[_Variant]]) -> list[list[_Variant]]:
    """Groups of which every report has one right behind the other, made one."""
    out: list[list[_Variant]] = []
    for group in sorted(groups, key=lambda g: [(v[0].whole, v[0].ordinal) for v in g]):
        before = next((g for g in reversed(out) if _goes_on(g, group)), None)
        if before is None:
            out.append([list(v) for v in group])
        else:
            for variant, more in zip(before, group, strict=True):
                variant.extend(more)
    return out


def _goes_on(one: Sequence[_Variant], two: Sequence[_Variant]) -> bool:
    return [v[0].whole for v in one] == [v[0].whole for v in two] and all(
        b[0].ordinal == a[-1].ordinal + 1 for a, b in zip(one, two, strict=True)
    )


def _completed(groups: Sequence[list[_Variant]], said: Sequence[Wording]) -> list[list[_Variant]]:
    """Groups with the sentences that no other report has added to the one that they stand beside, and each quotation
    that is left as a group of its own."""
    home: dict[tuple[int, int], _Variant] = {(w.whole, w.ordinal): v for g in groups for v in g for w in v}
    wholes: dict[int, list[Wording]] = {}
    for w in said:
        wholes.setdefault(w.whole, []).append(w)
    alone: list[list[_Variant]] = []
    for whole, parts in wholes.items():
        known = [w for w in parts if (whole, w.ordinal) in home]
        if not known:
            alone += [[parts]] if any(w.direct for w in parts) and parts[0].statement else []
            continue
        quoted = any(w.direct for w in known)
        for w in parts:
            if (whole, w.ordinal) not in home and w.direct == quoted:
                near = max((k for k in known if k.ordinal < w.ordinal), key=lambda k: k.ordinal, default=known[0])
                home[whole, near.ordinal].append(w)
    for variant in home.values():
        variant.sort(key=lambda w: w.ordinal)
    return [*groups, *alone]


def _with_perhaps(
    groups: Sequence[list[_Variant]], said: Sequence[Wording], pairs: Iterable[tuple[int, int, str]]
) -> list[tuple[list[_Variant], str]]:
    """The groups, those joined that may be one utterance, each with the reason why that is in doubt. No report's words
    are put beside others of its own in that way."""
    out = [(list(g), "") for g in groups]
    home = {w.whole: k for k, g in enumerate(groups) for v in g for w in v}
    for one, other, why in pairs:
        for whole in (one, other):
            if whole not in home:
                home[whole] = len(out)
                out.append(([[w for w in said if w.whole == whole]], ""))
        a, b = home[one], home[other]
        if a == b or {v[0].report for v in out[a][0]} & {v[0].report for v in out[b][0]}:
            continue
        out[a] = ([*out[a][0], *out[b][0]], why)
        out[b] = ([], "")
        home.update((whole, a) for whole, k in home.items() if k == b)
    return [
        (variants, doubt) for variants, doubt in out if len(variants) > 1 or any(w.direct for v in variants for w in v)
    ]


# ------------------------------------------------------------------------------------------------ quotes


def _quote(
    group: Sequence[_Variant],
    doubt: str,
    readings: Mapping[str, Reading],
    entities: Mapping[str, Entity],
    statements: Mapping[str, Statement],
) -> Quote:
    speaker = _speaker(group, entities, statements)
    told = _each_once(group, speaker)
    variants = tuple(_variant(v, readings[v[0].report]) for v in told)
    # All of them, with their statements: two groups may begin with the same words on the word of two speakers.
    places = "\n".join(f"{v.report} {v.start} {v.end} {v.statement}" for v in variants)
    digest = hashlib.sha256(places.encode()).hexdigest()
    plain = {tuple(word for w in v for word in w.plain) for v in told}
    same = all(w.direct for v in told for w in v) and len(plain) == 1
    return Quote("q" + digest[:10], speaker, same, variants, doubt)


def _speaker(
    group: Sequence[_Variant], entities: Mapping[str, Entity], statements: Mapping[str, Statement]
) -> str | None:
    """Whom most reports name beside it, rather than by "he" or "the president", which may be taken for another; then
    whom most are surest of. A place comes last, then a medium, which passes on; a named one before an unnamed one."""
    named: dict[str, set[str]] = {}
    sure: dict[str, dict[str, float]] = {}
    for variant in group:
        speaker, report = variant[0].speaker, variant[0].report
        if speaker is None:
            continue
        told = statements.get(variant[0].statement or "")
        chances = sure.setdefault(speaker, {})
        chances[report] = max(chances.get(report, 0.0), told.probability if told else 1.0)
        if told is None or _within(told, group):
            chances[report] /= 2  # "the people know it", in the words that are quoted
        elif speaker in entities and _by_name(told, entities[speaker]):
            named.setdefault(speaker, set()).add(report)

    def rank(ident: str) -> tuple[int, bool, int, float, str]:
        entity = entities.get(ident)
        mute = 2 if entity is None or entity.kind == "place" else int(entity.kind == "publisher")
        unnamed = entity is None or entity.anonymous
        return (mute, unnamed, -len(named.get(ident, ())), -sum(sure[ident][r] for r in sorted(sure[ident])), ident)

    return min(sure, key=rank, default=None)


def _within(told: Statement, group: Sequence[_Variant]) -> bool:
    """True where the words for its source stand in the utterance itself."""
    source = told.source
    return source is not None and any(
        v[0].report == told.report and v[0].start <= source.start and source.end <= v[-1].end for v in group
    )


def _by_name(told: Statement, speaker: Entity) -> bool:
    """True where the words for its source, few and near, hold a word of what the speaker is called."""
    if told.source is None or told.cue is None:
        return False
    words = set(folded(told.source.name))
    away = max(told.cue.start - told.end, told.start - told.cue.end)
    known = {w for name in speaker.names for w in folded(name)} - _ARTICLES
    return len(words) <= LONGEST_SOURCE and away <= NEAR_CUE and not known.isdisjoint(words)


def _each_once(group: Sequence[_Variant], speaker: str | None) -> list[_Variant]:
    """The variants without those whose words another of the same report holds, on the speaker's word if there is one:
    "she knows it, the people know it" in quotation marks is nobody else's utterance."""
    kept: list[_Variant] = []
    for variant in sorted(group, key=lambda v: (v[0].speaker != speaker, v[0].start - v[-1].end)):
        if not any(k[0].report == variant[0].report and _covers(k, variant) for k in kept):
            kept.append(variant)
    return [v for v in group if any(v is k for k in kept)]


def _covers(one: _Variant, other: _Variant) -> bool:
    return one[0].start <= other[0].start and other[-1].end <= one[-1].end


def _variant(parts: Sequence[Wording], reading: Reading) -> QuoteVariant:
    direct = any(w.direct for w in parts)
    start, end = parts[0].start, max(w.end for w in parts)
    if direct:
        start, end = _with_marks(reading.report.text, start, end)
    return QuoteVariant(parts[0].statement, parts[0].report, start, end, "direct" if direct else "indirect")


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation marks that stand right around it."""
    if start > 0 and text[start - 1] in MARKS:
        start -= 1
    if end < len(text) and text[end] in MARKS:
        end += 1
    return start, end

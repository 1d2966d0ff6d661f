"""One utterance of one speaker in several wordings: quoted, cut, translated twice, or told in reported speech.

Sentences are set against one another (``wordings``, ``utterance``), those of one speaker that share a word which few
others have, or a run of words. Sentences that the same reports have one behind the other are one utterance again, and
what one report goes on to quote beside them belongs to it: that is what the others cut.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from twosource.record import Entity, Material, Quote, QuoteVariant, Reading
from twosource.steps.compare.utterances.telling import MARKS
from twosource.steps.compare.utterances.utterance import SAME, TOGETHER, Likeness
from twosource.steps.compare.utterances.wordings import Wording, folded, wordings
from twosource.steps.linkage import join

__all__ = ["collate", "differences", "folded"]

_Variant = list[Wording]  # sentences of one whole, in order


def collate(material: Material) -> tuple[Quote, ...]:
    """The utterances of the story in order of appearance: each quotation with its other wordings, if there are any, and
    what is told in reported speech by two reports alike. A quotation in one report only has one variant."""
    order = {r.report.id: k for k, r in enumerate(material.readings)}
    readings = {r.report.id: r for r in material.readings}
    said = wordings(material.readings, material.statements)
    entities = {e.id: e for e in material.entities}
    likeness = Likeness(said, entities)
    matched = [[said[k] for k in group] for group in join(likeness.pairs(), likeness.between, SAME, TOGETHER)]
    utterances = _completed(_run_on([_variants(group) for group in matched]), said)
    quotes = [_quote(variants, readings, entities) for variants in utterances]
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
        for w in parts:
            if (whole, w.ordinal) not in home:
                near = max((k for k in known if k.ordinal < w.ordinal), key=lambda k: k.ordinal, default=known[0])
                home[whole, near.ordinal].append(w)
    for variant in home.values():
        variant.sort(key=lambda w: w.ordinal)
    return [*groups, *alone]


# ------------------------------------------------------------------------------------------------ quotes


def _quote(group: Sequence[_Variant], readings: Mapping[str, Reading], entities: Mapping[str, Entity]) -> Quote:
    variants = tuple(_variant(v, readings[v[0].report]) for v in group)
    # All of them, with their statements: two groups may begin with the same words on the word of two speakers.
    places = "\n".join(f"{v.report} {v.start} {v.end} {v.statement}" for v in variants)
    digest = hashlib.sha256(places.encode()).hexdigest()
    plain = {tuple(word for w in v for word in w.plain) for v in group}
    same = all(w.direct for v in group for w in v) and len(plain) == 1
    return Quote("q" + digest[:10], _speaker(group, entities), same, variants)


def _speaker(group: Sequence[_Variant], entities: Mapping[str, Entity]) -> str | None:
    """Whom most reports name; a named one before an unnamed one."""
    votes = Counter(v[0].speaker for v in group if v[0].speaker is not None)
    if not votes:
        return None

    def rank(ident: str) -> tuple[bool, int, str]:
        entity = entities.get(ident)
        return (entity is None or entity.anonymous, -votes[ident], ident)

    return min(votes, key=rank)


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

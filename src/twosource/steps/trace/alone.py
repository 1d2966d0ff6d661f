"""What no group holds and is counted all the same: one utterance in several wordings, and what stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import Group, Material, Quote

_LONGEST = 160  # characters
_SHORTEST = 5  # words


def also_counted(material: Material, groups: Sequence[Group], quotes: Sequence[Quote]) -> tuple[Group, ...]:
    """What is counted beside ``groups``: the statements of an utterance that several reports have in their own wording,
    where no group has two of them; then a group of one for each other statement on somebody's word, in order of the
    dossier. Most often the two-source rule is asked of what one report alone has."""
    statements = {s.id: s for s in material.statements}
    found: list[tuple[str, ...]] = []
    together = {i for g in groups for i in g.statements}
    for quote in quotes:
        wordings = tuple(dict.fromkeys(v.statement for v in quote.variants if v.statement in statements))
        free = tuple(i for i in wordings if i is not None and i not in together)
        if len({statements[i].report for i in free}) > 1:
            found.append(free)
            together.update(free)
    found += [(s.id,) for s in material.statements if len(s.chain) > 1 and s.id not in together]
    texts = {r.report.id: r.report.text for r in material.readings}
    last = max((int(g.id[1:]) for g in groups if g.id[1:].isdigit()), default=0)
    return tuple(
        Group(f"g{k}", _label([texts[s.report][s.start : s.end] for s in (statements[i] for i in ids)]), ids)
        for k, ids in enumerate(found, start=last + 1)
    )


def _label(worded: Sequence[str]) -> str:
    """The shortest wording that is more than a few words."""
    labels = sorted(
        (" ".join(words.split()) for words in worded), key=lambda w: (len(w.split()) < _SHORTEST, len(w), w)
    )
    label = labels[0]
    return label if len(label) <= _LONGEST else label[: _LONGEST - 2].rsplit(" ", 1)[0] + " …"

"""From candidates to attributions: what says the same is joined, what lies inside another becomes its child."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import Attribution
from twosource.steps.attribute.found import Found, in_common


def settle(report: str, candidates: Sequence[Found]) -> tuple[Attribution, ...]:
    """Order, join and nest. Gives attributions in order of text, each with its depth and the index of its parent."""
    kept: list[Found] = []
    parents: list[int] = []
    for cluster in _clusters(_without_doubles(candidates)):
        found = sorted(_without_rivals(cluster), key=lambda f: (f.start, -f.words(), _cue_start(f), f.lemma))
        base = len(kept)
        for k in range(len(found)):
            above = _parent(k, found)
            parents.append(base + above if above >= 0 else -1)
        kept.extend(found)
    depths = [_depth(k, parents) for k in range(len(kept))]
    return tuple(
        Attribution(
            report=report,
            content=f.content,
            cue=f.cue,
            source=f.source,
            depth=depths[k],
            parent=parents[k],
            cue_lemma=f.lemma,
            negated=f.negated,
            found_by=f.rule,
            probability=f.probability,
        )
        for k, f in enumerate(kept)
    )


def _clusters(candidates: list[Found]) -> list[list[Found]]:
    """Candidates whose words overlap, directly or through others; the rest have nothing to do with one another."""
    out: list[list[Found]] = []
    end = -1
    for f in sorted(candidates, key=lambda f: (_reach(f), f.lemma, f.rule)):
        low, high = _reach(f)
        if f.rule.startswith("continued"):  # its cue stands in another paragraph
            low, high = f.start, f.end
        if out and low < end:
            out[-1].append(f)
        else:
            out.append([f])
            end = -1
        end = max(end, high)
    return out


def _cue_start(f: Found) -> int:
    return f.cue.start if f.cue is not None else f.start


def _without_doubles(candidates: Sequence[Found]) -> list[Found]:
    """One candidate a cue: the surest, then the longest."""
    best: dict[tuple[int, int, str], Found] = {}
    ordered = sorted(candidates, key=lambda f: (-f.probability, -f.words(), f.start, f.lemma, f.rule))
    for f in ordered:
        key = (f.cue.start, f.cue.end, "") if f.cue is not None else (f.start, f.end, "no cue")
        if f.rule.startswith("continued"):
            key = (f.start, f.end, "continued")
        best.setdefault(key, f)
    return list(best.values())


def _without_rivals(found: list[Found]) -> list[Found]:
    """Of two that claim the same words without one lying in the other, the surer stays (the other is dropped)."""
    ordered = sorted(found, key=lambda f: (-f.probability, -f.words(), f.start, f.lemma))
    kept: list[Found] = []
    for f in ordered:
        if not any(_rival(f, g) for g in _near(f, kept)):
            kept.append(f)
    return kept


def _near(f: Found, kept: list[Found]) -> list[Found]:
    low, high = _reach(f)
    return [g for g in kept if _reach(g)[0] < high and low < _reach(g)[1]]


def _reach(f: Found) -> tuple[int, int]:
    spans = [*f.content, *(s for s in (f.cue, f.source) if s is not None)]
    return min(s.start for s in spans), max(s.end for s in spans)


def _rival(f: Found, g: Found) -> bool:
    """True when both claim mostly the same words and neither holds the other's cue."""
    shared = in_common(f.content, g.content)
    if shared < 0.5 * min(f.words(), g.words()):
        return False
    if inside(f, g) or inside(g, f) or relayed(f, g) or relayed(g, f):
        return False
    return shared >= 0.5 * max(f.words(), g.words()) or _straddles(f, g) or _straddles(g, f)


def _straddles(f: Found, g: Found) -> bool:
    """True when f's content holds g's cue but not all of g's content."""
    return g.cue is not None and any(p.covers(g.cue) for p in f.content) and not inside(g, f)


def inside(f: Found, g: Found) -> bool:
    """True when f, cue and content, lies in g's content."""
    anchor = f.cue or f.source
    if anchor is not None and not any(p.covers(anchor) for p in g.content):
        return False
    return (
        f is not g
        and in_common(f.content, g.content) >= 0.9 * f.words()
        and (anchor is not None or f.words() < g.words())
    )


def relayed(f: Found, g: Found) -> bool:
    """True when f names the relay ("citing X") of what g reports."""
    return (
        "relay" in f.rule
        and "relay" not in g.rule
        and in_common(f.content, g.content) >= 0.8 * min(f.words(), g.words())
        and not inside(g, f)
    )


def _parent(k: int, kept: list[Found]) -> int:
    f = kept[k]
    above = [
        (g.words(), i)
        for i, g in enumerate(kept)
        if i != k and (inside(f, g) or relayed(f, g)) and not (inside(g, f) and i > k)
    ]
    return min(above)[1] if above else -1


def _depth(k: int, parents: list[int]) -> int:
    depth, seen = 0, {k}
    while parents[k] >= 0 and parents[k] not in seen:
        k = parents[k]
        seen.add(k)
        depth += 1
    return depth

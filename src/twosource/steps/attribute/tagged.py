"""The learned tagger's spans and the rules' candidates, weighed together.

Where both see the same attribution the rules' spans stand (they follow the grammar and the quotation marks) and gain in
certainty; ``odds`` says how likely each is.

The tagger marks outermost attributions only, so that it says nothing of those inside another."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from twosource.protocols import TaggedAttribution
from twosource.record import Passage, Span
from twosource.steps.attribute.commas import CUT_IN
from twosource.steps.attribute.cues import class_of, nouns
from twosource.steps.attribute.forms import cue_forms, denying_forms
from twosource.steps.attribute.found import Found, in_common, pieces
from twosource.steps.attribute.layout import PLAIN
from twosource.steps.attribute.odds import TAGGER
from twosource.steps.attribute.quotes import complete

#: From here on the tagger's source replaces a rule's. This and the next two were set on PolNeAR's dev part.
SOURCE = 0.5
#: What the tagger sees less surely than this holds no others.
AROUND = 0.3
#: A tagger less sure than this may not lose one of the rule's pieces.
LOSES = 0.5
#: A content of the tagger's that is smaller than this share of the rule's is not believed.
SLIGHT = 0.1
#: What begins so behind a cue tells how it was said, or of whom, as a rule.
_BESIDE = frozenset({"as", "while", "when", "who", "which", "after", "before"})
#: A clause that goes on for so many words after the quotation mark that the tagger stops at is taken whole.
MORE = 3
_OPENING = ("“", '"', "‘", "«", "'")
_CLOSING = ("”", '"', "’", "»")


def anchor(t: TaggedAttribution) -> int:
    """Where an attribution belongs: its cue, or its content where the tagger saw no cue."""
    return (t.cue or t.content)[0][0]


def tagged_in(
    text: str, passage: Passage, near: Sequence[Passage], tagged: Sequence[TaggedAttribution], starts: Sequence[int]
) -> list[Found]:
    """The tagger's attributions whose cue stands in this passage; ``starts`` are their anchors, in order. Where nothing
    of what is said stands here, it may stand in the passages ``near``: "She added:", then a paragraph of quotation."""
    low, high = bisect_right(starts, passage.start - 1), bisect_right(starts, passage.end - 1)
    made = [_found(text, [passage], t) or _found(text, near, t) for t in tagged[low:high]]
    return complete(text, passage, [f for f in made if f is not None])


def _found(text: str, near: Sequence[Passage], t: TaggedAttribution) -> Found | None:
    inside = [(max(s, p.start), min(e, p.end)) for p in near for s, e in t.content]
    spans = [Span(s, e) for s, e in inside if s < e]
    content = pieces(text, [s for s in spans if not _of_an_earlier_verb(text, s, t)] or spans)
    if not content:
        return None
    cue = Span(t.cue[0][0], t.cue[-1][1]) if t.cue else None
    source = max((Span(s, e) for s, e in t.source), key=len, default=None)
    odds = round(t.probability, 3)
    return Found(content, cue, source, _lemma(text, cue), TAGGER, odds, tagged=odds)


def _of_an_earlier_verb(text: str, piece: Span, t: TaggedAttribution) -> bool:
    """ "The ministry certified that wages were unpaid. Captain Roe called this an error": what begins with "that" is
    said by a verb of its own sentence."""
    begins = text[piece.start : piece.start + 5].lower() == "that "
    return (
        begins and bool(t.cue) and piece.end < t.cue[0][0] and _ENDED.search(text, piece.end, t.cue[0][0]) is not None
    )


_ENDED = re.compile(r"[.!?][”\"’']?\s")


@functools.cache
def _forms() -> dict[str, str]:
    return denying_forms() | cue_forms("en")


def _lemma(text: str, cue: Span | None) -> str:
    """The reporting word of a cue: its first verb that the lexicon knows, else its first word that it knows."""
    if cue is None:
        return ""
    words = cue.of(text).lower()
    if words.startswith("according"):
        return "according to"
    forms = _forms()
    verb = next((forms[w] for w in words.split() if w in forms), None)
    known = next((w for w in words.split() if class_of(w)), None)
    return verb or known or ("say" if words.strip() == ":" else words)


def combine(text: str, rules: Sequence[Found], tagged: Sequence[Found]) -> list[Found]:
    """One list of candidates out of the two."""
    supported: dict[int, Found] = {}
    alone: list[Found] = []
    for t in tagged:
        mine = [k for k, r in enumerate(rules) if _same(r, t)]
        for k in mine:
            supported.setdefault(k, t)
        if not mine:
            alone.append(t)
    return alone + [
        _agreed(text, r, supported[k], rules) if k in supported else replace(r, inside=_within(r, tagged))
        for k, r in enumerate(rules)
    ]


def _agreed(text: str, r: Found, t: Found, rules: Sequence[Found]) -> Found:
    """A rule's candidate that the tagger supports, with the tagger's spans where they are sound. A passive without an
    agent has no source, whatever the tagger says; "citing" names its own, and so do a participle's noun and a
    signature."""
    sound = not _loses(r, t) and not _swallows(text, r, t, rules) and not _stops_at_a_mark(text, r, t)
    content = pieces(text, [*t.content, *_let_go(text, r, t, rules)]) if sound else r.content
    source = r.source
    named = "(passive)" not in r.rule and "relay" not in r.rule and r.rule not in PLAIN and not _of_its_noun(text, r)
    if t.source is not None and named and (source is None or t.probability >= SOURCE):
        source = t.source
    cue = t.cue if t.cue is not None and r.cue is not None and t.cue.covers(r.cue) else r.cue
    return replace(r, content=content, cue=cue, source=source, tagged=t.probability)


def _of_its_noun(text: str, r: Found) -> bool:
    """ "He was responding to reports claiming that …": the participle stands right behind the noun that says so."""
    if r.source is None or r.cue is None or r.source.end > r.cue.start or not r.cue.of(text).endswith("ing"):
        return False
    said = {w.removesuffix("s") for w in r.source.of(text).lower().split()} & nouns("clause")
    return bool(said) and text[r.source.end : r.cue.start].isspace()


def _loses(r: Found, t: Found) -> bool:
    """True when the tagger has next to nothing of what the rule reads, or not its second half ("He and his wife, he
    said, crossed the river"), or is unsure and lacks one of its pieces."""
    if t.words() < SLIGHT * r.words():
        return True
    if r.rule == CUT_IN and r.cue is not None and t.end <= r.cue.start < r.content[-1].start:
        return True
    return t.probability < LOSES and any(not any(p.overlaps(q) for q in t.content) for p in r.content)


def _swallows(text: str, r: Found, t: Found, rules: Sequence[Found]) -> bool:
    """True when the tagger takes the source, or what somebody else says, into the content."""
    if r.source is not None and any(p.overlaps(r.source) for p in t.content):
        return True
    apart = [p for p in t.content if not any(p.overlaps(q) for q in r.content)]
    return any(_is_anothers(p, r, rules) or _is_told_anew(text, p, r, rules) for p in apart)


def _let_go(text: str, r: Found, t: Found, rules: Sequence[Found]) -> list[Span]:
    """Pieces that the rule ties to the cue and the tagger lets go: a quotation after another ("“It is safe,” Lee said.
    “I crossed it myself.”"), the other half of a plain sentence ("It was a giant, he said, until it went bankrupt")."""
    apart = [p for p in r.content if not any(p.overlaps(q) for q in t.content) and not _is_anothers(p, r, rules)]
    if any(text[p.start] in _OPENING for p in t.content):
        return [p for p in apart if text[p.start] in _OPENING]
    if not r.rule.startswith("cue set") or r.cue is None or any(text[p.start] in _OPENING for p in r.content):
        return []
    behind = text[r.content[-1].start : r.end].split()[0]
    return [] if behind in _BESIDE or behind.endswith("ing") or len(_sides(t, r.cue)) == 2 else apart


def _sides(f: Found, cue: Span) -> set[bool]:
    return {p.start > cue.start for p in f.content}


def _stops_at_a_mark(text: str, r: Found, t: Found) -> bool:
    """ "the trains “bumped into each other” on Monday but stayed upright": the tagger may stop at the closing mark."""
    if "clause" not in r.rule or text[t.end - 1 : t.end] not in _CLOSING or t.end >= r.end or r.start > t.start:
        return False
    return len(text[t.end : r.end].split()) >= MORE and r.content[-1].covers(Span(t.end - 1, t.end))


def _is_anothers(piece: Span, r: Found, rules: Sequence[Found]) -> bool:
    """True for words that somebody else says, by a cue that stands outside of them."""
    return any(
        other is not r
        and other.cue != r.cue
        and in_common((piece,), other.content) > 0.5 * len(piece)
        and other.cue is not None
        and not piece.covers(other.cue)
        for other in rules
    )


def _is_told_anew(text: str, piece: Span, r: Found, rules: Sequence[Found]) -> bool:
    """True for a sentence of the report that names its own source first: the one before goes no further than its own
    ("According to A, it rained. According to B, it snowed.")."""
    if text[piece.start] in _OPENING:
        return False
    return any(
        other.cue is not None
        and other.source is not None
        and other.cue != r.cue
        and piece.covers(other.source)
        and piece.start <= other.cue.start
        and other.cue.end < piece.start + len(piece) / 2
        and in_common((piece,), other.content) > 0.5 * len(piece)
        for other in rules
    )


def _same(r: Found, t: Found) -> bool:
    """True when rule and tagger mean the same attribution: the same cue, or mostly the same content."""
    if r.cue is not None and t.cue is not None:
        return r.cue.overlaps(t.cue)
    shared = in_common(r.content, t.content)
    return shared > 0 and shared >= 0.5 * (r.words() + t.words() - shared)


def _within(r: Found, tagged: Sequence[Found]) -> bool:
    """True when a rule's candidate lies in what somebody else says: the tagger marks outermost ones only."""
    anchor = r.cue or r.source
    return anchor is not None and any(p.covers(anchor) for t in tagged if t.probability >= AROUND for p in t.content)

"""Which words report, and in which complement: the lexicon, asked."""

from __future__ import annotations

import functools

from twosource.lexicon import table

#: Rough precision of a rule, by frame; measured on PolNeAR's train part (cue and content both right).
FRAME_PRECISION = {"clause": 0.85, "infinitive": 0.6, "gerund": 0.6, "as": 0.6, "object": 0.55}


@functools.cache
def _cues() -> dict[str, dict[str, frozenset[str]]]:
    raw = table("en/cues")
    return {name: {key: frozenset(row) for key, row in raw[name].items()} for name in raw}


@functools.cache
def class_of(lemma: str) -> str:
    """The class of a cue: "neutral", "claim", "confirm", "deny", "belief", "possible", "directive" or "attitude"; ""
    where the word is not known."""
    return next((name for name, row in _cues()["class"].items() if lemma in row), "")


def reports(lemma: str, frame: str, passive: bool) -> bool:
    """True when the verb reports in this complement."""
    return lemma in _cues()["passive" if passive else "frame"].get(frame, ())


@functools.cache
def may_report(lemma: str) -> bool:
    """True when the verb reports in some complement: asked of every verb, before its complement is read."""
    return any(lemma in row for voice in ("frame", "passive") for row in _cues()[voice].values())


def speech_verbs() -> frozenset[str]:
    """Verbs that can stand beside a quotation: those that take a clause and are acts of speech."""
    return _speech()


@functools.cache
def _speech() -> frozenset[str]:
    spoken = {
        w for w in _cues()["frame"]["clause"] if class_of(w) in ("neutral", "claim", "confirm", "deny", "directive")
    }
    return frozenset(spoken - {"show", "find", "see", "hear", "mean", "seem", "appear", "learn"})


def spoken_in_passing() -> frozenset[str]:
    """Verbs that can be set into a sentence between commas: acts of speech and of belief."""
    return _passing()


@functools.cache
def _passing() -> frozenset[str]:
    believed = {w for w in _cues()["frame"]["clause"] if class_of(w) == "belief"} - {"know", "hop"}
    return frozenset((_speech() | believed | _cues()["aside"]["also"]) - _cues()["aside"]["never"])


def nouns(use: str) -> frozenset[str]:
    """Nouns that report: "clause" (with a that-clause) or "account" (in somebody's account)."""
    return _cues()["nouns"][use]


def hearsay_adverbs() -> frozenset[str]:
    """ "reportedly", "allegedly" …"""
    return _cues()["adverbs"]["reportedly"]


def adjectives() -> frozenset[str]:
    """Adjectives that take a that-clause: "confident"."""
    return _cues()["adjectives"]["clause"]


@functools.cache
def around(kind: str) -> frozenset[str]:
    """Words around a cue: nouns of "time" and "setting", "light_verbs", "labels" that name no speaker."""
    return frozenset(table("en/around")[kind])


def relay_nouns() -> frozenset[str]:
    """Words for those whom a report can cite."""
    return _cues()["relay"]["source"]

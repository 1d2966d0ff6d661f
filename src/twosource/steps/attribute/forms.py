"""Written forms of reporting verbs, for reading without a parser."""

from __future__ import annotations

import functools
import re

from twosource.lexicon import lines, table
from twosource.steps.attribute.cues import speech_verbs

_VOWEL_Y = re.compile(r"[aeiou]y$")


def inflected(lemma: str) -> tuple[str, ...]:
    """Forms of an English verb: "say" -> says, said, saying, say."""
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        third = lemma + "es"
    elif lemma.endswith("y") and not _VOWEL_Y.search(lemma):
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    known = table("en/irregular")["verbs"].get(lemma)
    if known:
        past = tuple(known)
        stem = past[0][:-2] if past[0].endswith("ed") and len(past[0]) > len(lemma) + 2 else lemma
    else:
        past = (
            lemma + "d" if lemma.endswith("e") else third[:-2] + "ied"[1:] if third.endswith("ies") else lemma + "ed",
        )
        past = (lemma[:-1] + "ied",) if third.endswith("ies") else past
        stem = lemma
    ing = (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"
    return (lemma, third, *past, ing)


@functools.cache
def cue_forms(language: str) -> dict[str, str]:
    """Form -> lemma of the verbs that stand beside quotations. Other languages list their forms, mapped to the
    English cue of the same meaning ("sier = say")."""
    if language == "en":
        rows = {form: lemma for lemma in sorted(speech_verbs()) for form in inflected(lemma)}
        rows.pop("hoped", None)
        return rows
    return dict(_pairs(language, "cues"))


@functools.cache
def any_cue(language: str) -> str:
    """A regular expression for any of ``cue_forms``, the longest first; empty for a language without a list."""
    return "|".join(re.escape(f) for f in sorted(cue_forms(language), key=len, reverse=True))


@functools.cache
def denying_forms() -> dict[str, str]:
    """Form -> lemma of the verbs of denial, those without a clause ("rejected the charge") too."""
    return {form: lemma for lemma in sorted(table("en/cues")["class"]["deny"]) for form in inflected(lemma)}


@functools.cache
def according_forms(language: str) -> tuple[tuple[str, str], ...]:
    """Words for "according to" in a language and where the source stands: "behind" them; "before" them (Finnish
    "mukaan"); "on" where the speaker before goes on ("selon lui"); "own" where it is who the sentence names first
    ("nach eigenen Angaben"). The longest come first."""
    places = {"~ ": "before", "= ": "on", "@ ": "own"}
    rows = [
        (row[2:], places[row[:2]]) if row[:2] in places else (row, "behind") for row in lines(language, "according")
    ]
    return tuple(sorted(rows, key=lambda r: -len(r[0])))


def _pairs(language: str, name: str) -> list[tuple[str, str]]:
    out = []
    for row in lines(language, name):
        form, _, lemma = (part.strip() for part in row.partition("="))
        out.append((form, lemma or "say"))
    return out

"""Whether a clause tells of what was or of what is to come, so that "on Friday" is put on the right side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.record import Passage, Sentence, Token
from twosource.steps.values.resolving import Tense
from twosource.steps.values.vocabulary import Vocabulary

_CLAUSE = re.compile(r"[;:.!?\"“”]|,\s(?:and|but|which|who|after|when)\s")
_AHEAD = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_PAST_TAGS = frozenset({"VBD"})
MAX_CLIMB = 12


def tense_of(text: str, start: int, end: int, passage: Passage, words: Vocabulary) -> Tense:
    """The tense of the clause around ``[start, end)`` of the passage's text; "past" where nothing shows another."""
    if re.search(rf"{words.any_of('future_before')}(?:\s+the)?\s*$", text[:start], re.IGNORECASE):
        return "future"
    if re.match(words.any_of("future_before"), text[start:end], re.IGNORECASE):
        return "future"
    sentence = next((s for s in passage.sentences if s.start <= passage.start + start < s.end), None)
    if sentence is not None and sentence.parsed:
        found = _of_verb(sentence, passage.start + start, passage.start + end, words)
        if found:
            return found
    begin = sentence.start - passage.start if sentence else 0
    finish = sentence.end - passage.start if sentence else len(text)
    before = _CLAUSE.split(text[begin:start])[-1]
    after = re.split(r"[;:,.!?\"“”]", text[end:finish])[0][:60]
    future = words.any_of("future")
    return "future" if re.search(future, before + text[start:end] + after, re.IGNORECASE) else "past"


def _of_verb(sentence: Sentence, start: int, end: int, words: Vocabulary) -> Tense:
    """Tense of the verb that the time depends on."""
    tokens = sentence.tokens
    at = next((k for k, t in enumerate(tokens) if t.start < end and start < t.end and t.pos != "ADP"), None)
    for _ in range(MAX_CLIMB):
        if at is None:
            return ""
        token = tokens[at]
        if token.pos in ("VERB", "AUX"):
            found = _tense(tokens, at, words)
            if found:
                return found
        at = token.head if token.head != at else None
    return ""


def _tense(tokens: Sequence[Token], verb: int, words: Vocabulary) -> Tense:
    aux = [t for k, t in enumerate(tokens) if t.head == verb and k != verb and t.dep in ("aux", "auxpass")]
    lemmas = {t.lemma for t in aux} | {t.text.lower() for t in aux}
    token = tokens[verb]
    if lemmas & _AHEAD or (lemmas & {"would", "may", "might", "can", "could", "must", "should"} and token.tag == "VB"):
        return "past" if "have" in lemmas else "future"
    if token.tag == "VBD" or any(t.tag in _PAST_TAGS for t in aux) or "have" in lemmas:
        return "past"
    if token.tag in ("VBZ", "VBP"):
        return "past" if token.lemma in words.entries("telling") else "present"
    if token.tag in ("VBN", "VBG") and any(t.tag in ("VBZ", "VBP") for t in aux):
        return "past" if token.lemma in words.entries("telling") else "present"
    if token.tag == "VBN":
        return "past"
    if token.tag == "VB" and any(t.text.lower() == "to" for t in aux):
        return _governed(tokens, verb)
    return ""


def _governed(tokens: Sequence[Token], verb: int) -> Tense:
    """ "is to meet on Friday", "plans to meet": ahead; "managed to flee on Friday": past."""
    above = tokens[tokens[verb].head]
    if above.lemma in (
        "be",
        "plan",
        "expect",
        "schedule",
        "due",
        "intend",
        "want",
        "set",
        "hope",
        "promise",
        "agree",
        "order",
        "ask",
    ):
        return "future"
    return ""

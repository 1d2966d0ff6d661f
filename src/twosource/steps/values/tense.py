"""Whether a clause tells of what was or of what is to come, so that "on Friday" is put on the right side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.record import Passage, Sentence, Token
from twosource.steps.values.resolving import Tense
from twosource.steps.values.vocabulary import Vocabulary

_CLAUSE = re.compile(r"[;:.!?\"“”]|,\s(?:and|but|which|who|after|when)\s")
_AHEAD = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_PAST_TAGS = frozenset({"VBD"})
_PLANS = frozenset({"schedule", "plan", "expect", "slate"})  # "was scheduled for Friday" lies ahead
MAX_CLIMB = 12


def tense_of(text: str, start: int, end: int, passage: Passage, words: Vocabulary) -> Tense:
    """The tense of the clause around ``[start, end)`` of the passage's text; "past" where nothing shows another."""
    leads = re.search(
        rf"{words.any_of('future_before')}(?:\s+the)?\s*$", text[max(0, start - 40) : start], re.IGNORECASE
    )
    ahead = leads is not None or re.match(words.any_of("future_before"), text[start:end], re.IGNORECASE) is not None
    sentence = next((s for s in passage.sentences if s.start <= passage.start + start < s.end), None)
    verb: Tense = ""
    if sentence is not None and sentence.parsed:
        verb = _of_verb(sentence, passage.start + start, passage.start + end, words)
    if re.match(r"['’]s\b", text[end : end + 2]):  # "Wednesday's explosion leaves …", "Thursday's vote will …"
        return "near" if verb == "future" else "past"
    if ahead and (verb != "past" or not _simple_past(sentence, passage.start + start, passage.start + end)):
        return "future"
    if verb:
        return verb
    begin = sentence.start - passage.start if sentence else 0
    finish = sentence.end - passage.start if sentence else len(text)
    before = _CLAUSE.split(text[begin:start])[-1]
    after = re.split(r"[;:,.!?\"“”]", text[end:finish])[0][:60]
    future = words.any_of("future")
    return "future" if re.search(future, before + text[start:end] + after, re.IGNORECASE) else "past"


def _of_verb(sentence: Sentence, start: int, end: int, words: Vocabulary) -> Tense:
    """Tense of the verb that the time depends on."""
    return next((found for verb in _verbs(sentence, start, end) if (found := _tense(sentence.tokens, verb, words))), "")


def _simple_past(sentence: Sentence | None, start: int, end: int) -> bool:
    """ "nobody found them until Sunday", "had been scheduled for"; not "has been left open until", "is shut until"."""
    if sentence is None:
        return False
    for verb in _verbs(sentence, start, end):
        below = [t for t in sentence.tokens if t.head == verb and t.dep in ("aux", "auxpass")]
        return sentence.tokens[verb].tag == "VBD" or any(t.text.lower() == "had" for t in below)
    return False


def verb_of(sentence: Sentence, start: int, end: int) -> Token | None:
    """The verb that the words at ``[start, end)`` of the report depend on."""
    return next((sentence.tokens[k] for k in _verbs(sentence, start, end)), None)


def _verbs(sentence: Sentence, start: int, end: int) -> Iterator[int]:
    """Verbs above the words, the nearest first."""
    tokens = sentence.tokens
    at = next((k for k, t in enumerate(tokens) if t.start < end and start < t.end and t.pos != "ADP"), None)
    for _ in range(MAX_CLIMB):
        if at is None:
            return
        if tokens[at].pos in ("VERB", "AUX"):
            yield at
        at = tokens[at].head if tokens[at].head != at else None


def _tense(tokens: Sequence[Token], verb: int, words: Vocabulary) -> Tense:
    aux = [t for k, t in enumerate(tokens) if t.head == verb and k != verb and t.dep in ("aux", "auxpass")]
    lemmas = {t.lemma for t in aux} | {t.text.lower() for t in aux}
    token = tokens[verb]
    if lemmas & _AHEAD or (lemmas & {"would", "may", "must", "should"} and token.tag == "VB"):
        return "past" if "have" in lemmas else "future"
    if token.lemma in _PLANS and token.tag == "VBN" and "be" in lemmas and "have" not in lemmas:
        return "future"
    if token.tag == "VBD" or any(t.tag in _PAST_TAGS for t in aux) or "have" in lemmas:
        return "past"
    if any(t.text.lower() == "to" for t in aux) and token.tag in ("VB", "VBN"):
        return _governed(tokens, verb) or ("future" if lemmas & {"be"} and "have" not in lemmas else "")
    if token.tag in ("VBZ", "VBP"):
        return "past" if token.lemma in words.entries("telling") else "present"
    if token.tag in ("VBN", "VBG") and any(t.tag in ("VBZ", "VBP") for t in aux):
        return "past" if token.lemma in words.entries("telling") else "present"
    if token.tag == "VBN":
        return "past"
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

"""Who is counted in or out by the words that hang on a number."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.record import Token
from twosource.steps.compare.values.answers import Answer
from twosource.steps.keys import listed
from twosource.steps.once import once

# Words that widen or narrow what is counted; a number with one of them is not set flatly against one without.
SCOPE = listed("scope")


@once
def scope(a: Answer) -> str:
    """The words that say who is counted in or out, where they hang on the number itself; empty where there are none.

    "died in hospital", "at the scene", "including the gunman", "not counting the crew" narrow a count; a hospital that
    speaks, or "among them two children" (all of whom are counted anyhow), does not.
    """
    clause = a.topic.clause
    if clause is None or a.family in ("date", "ordinal", "score"):
        return ""
    tokens = clause.sentence.tokens
    inside = {k for k, t in enumerate(tokens) if a.mention.start <= t.start < a.mention.end}
    for k, token in enumerate(tokens):
        close = -40 < token.start - a.mention.end < 70
        if token.lemma in SCOPE and close and _restricts(tokens, k, inside, clause.head):
            return token.text
    return ""


def _restricts(tokens: Sequence[Token], k: int, inside: set[int], verb: int) -> bool:
    """True when the word hangs, directly or through its preposition, on the number or on the verb that counts it."""
    token = tokens[k]
    lemma = token.lemma
    if lemma in ("include", "including", "among"):
        after = tokens[k + 1 : k + 4]
        return not any(t.pos == "NUM" or t.lemma in ("they", "them", "whom") for t in after)
    governor = token.head
    if token.dep == "pobj":
        if tokens[governor].lemma not in ("after", "at", "before", "in", "on", "upon"):
            return False
        governor = tokens[governor].head
    elif token.pos in ("NOUN", "PROPN"):
        return governor in inside and lemma == "total"
    return governor in inside or governor == verb or tokens[governor].head in inside


def within(a: Answer, b: Answer) -> bool:
    """True for the two of "three people, among them two nurses": they are counted already."""
    clause = a.topic.clause
    if clause is None or a.report != b.report or a.topic.sentence != b.topic.sentence:
        return False
    start, end = sorted((a.mention.start, b.mention.start))
    between = (t.lemma for t in clause.sentence.tokens if start < t.start < end)
    return any(lemma in ("among", "include", "including", "of") for lemma in between)


def one_of_another_kind(a: Answer) -> bool:
    """True for "18 bodies, among them that of an officer": one is named who may not be counted elsewhere."""
    clause = a.topic.clause
    tokens = clause.sentence.tokens if clause is not None else ()
    for k, token in enumerate(tokens):
        close = 0 <= token.start - a.mention.end < 60
        if close and token.lemma in ("among", "include", "including"):
            after = tokens[k + 1 : k + 7]
            nouns = [t for t in after if t.pos in ("NOUN", "PROPN")]
            single = (
                any(t.lemma in ("a", "an", "the", "one") for t in after)
                and bool(nouns)
                and nouns[0].tag in ("NN", "NNP")
            )
            return single and not any(t.pos == "NUM" and t.lemma != "one" for t in after)
    return False


_ONE = frozenset({"a", "an", "the", "one"})

"""Is a clause told as a fact about the case at hand? Only then can another sentence contradict it.

"Voters who had taken part" and "voters who hadn't" are two groups; "if they approved projects that harm the species",
"to ensure that nobody is harmed" and "either make no recommendation or recommend charges" tell no fact.
"""

from __future__ import annotations

from twosource.record import Token
from twosource.steps.clauses import Clause
from twosource.steps.keys import listed
from twosource.steps.once import once

UNTOLD_UNDER = listed("untold_under")
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_ANY = frozenset({"any", "each", "every", "no", "some"})


def asserted(clause: Clause, below: int | None = None) -> bool:
    """False for what picks out some of many, stands under a condition, a wish or a question, or is one alternative.
    ``below`` is the place of a word of the clause where not the predicate itself is in question."""
    return _predicated(clause) if below is None else _asserted(clause, below)


@once
def _predicated(clause: Clause) -> bool:
    return _asserted(clause, clause.head)


def _asserted(clause: Clause, k: int) -> bool:
    tokens = clause.sentence.tokens
    if not clause.sentence.parsed:
        return True
    if tokens[-1].text == "?":
        return False
    for _ in range(len(tokens)):
        token = tokens[k]
        if _conditional(tokens, k) or _alternative(tokens, k) or (token.dep == "relcl" and _picks_out(tokens, k)):
            return False
        if token.head == k:
            return True
        if token.dep in ("ccomp", "xcomp", "advcl") and tokens[token.head].lemma in UNTOLD_UNDER:
            return False
        k = token.head
    return True


def _conditional(tokens: tuple[Token, ...], k: int) -> bool:
    return any(t.head == k and t.dep == "mark" and t.lemma.lower() in _CONDITIONS for t in tokens)


def _alternative(tokens: tuple[Token, ...], k: int) -> bool:
    """True for each of the deeds joined by "or"."""
    if tokens[k].pos not in ("VERB", "AUX"):
        return False
    joined = {k, tokens[k].head} if tokens[k].dep == "conj" else {k}
    return any(t.head in joined and (t.lemma == "either" or (t.dep == "cc" and t.lemma == "or")) for t in tokens)


def _picks_out(tokens: tuple[Token, ...], k: int) -> bool:
    """True for "voters who …", "every man who …": a clause without a comma that says which of many are meant."""
    noun = tokens[k].head
    if tokens[noun].pos != "NOUN" or any(t.text in (",", "--", "–", "—") for t in tokens[noun + 1 : noun + 2]):
        return False
    many = tokens[noun].tag == "NNS"
    return many or any(t.head == noun and t.dep == "det" and t.lemma.lower() in _ANY for t in tokens)


def occasional(clause: Clause) -> bool:
    """True for what is said of one occasion only: "no shots were fired when he was taken into custody"."""
    tokens = clause.sentence.tokens
    below = [k for k, t in enumerate(tokens) if t.head == clause.head and t.dep == "advcl"]
    return any(t.head in below and t.lemma.lower() in _OCCASIONS for t in tokens)


_OCCASIONS = frozenset({"when", "while", "as", "once", "after", "before", "until", "during"})

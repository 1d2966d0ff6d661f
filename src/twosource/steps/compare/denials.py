"""Which words deny something, and what: the verbs of denying, "that is not true", "described the claim as baseless".

Shared by what sets a proposition against its denial (``polarity``), a claim against the answer to it (``replies``) and
an accusation against the denial of whoever is accused (``accusations``).
"""

from __future__ import annotations

from twosource.record import Token
from twosource.steps.clauses import Clause
from twosource.steps.keys import SPEECH, listed

DENIALS = listed("denials")
DOUBTED = listed("doubted")
MADE_KNOWN = listed("made_known")
UNTRUE = listed("untrue")
TRUE = listed("true")
# What somebody did not confirm or plan is not denied.
UNSAID = listed("unsaid")
POINTING = DOUBTED | frozenset(
    ["this", "that", "it", "version", "account", "story", "figure", "assertion", "insinuation", "they", "them"]
)
_NAMING = frozenset({"be", "call", "describe", "brand", "label", "term", "dismiss"})
_BACKGROUND = frozenset({"it", "they", "them"})  # "it is a lie" says too little of what is one


def denies(clause: Clause) -> bool:
    """True for a verb that denies, itself not denied: "rejects", "pushed back on"."""
    return clause.lemma in DENIALS and not clause.negated


def calls_untrue(clause: Clause) -> bool:
    """True for "the claim is untrue", "that is not true", "there is no truth to this", "described the story as a
    fabrication"."""
    tokens = clause.sentence.tokens
    if not clause.sentence.parsed or tokens[clause.head].lemma not in _NAMING or tokens[-1].text == "?":
        return False
    said = {t.lemma.lower() for t in _said_of_it(clause)}
    if clause.negated:
        untrue = bool(said & TRUE) and not clause.unreal and not _half_true(clause)
        return untrue and bool(_named(clause) & (POINTING - _BACKGROUND))
    return bool(said & UNTRUE) and bool(_named(clause) & (POINTING - _BACKGROUND))


def _half_true(clause: Clause) -> bool:
    """True for "not entirely accurate", "rumours are not always true"."""
    tokens = clause.sentence.tokens
    said = _said_of_it(clause)
    coloured = any(t.dep in ("advmod", "npadvmod", "amod") and any(tokens[t.head] is o for o in said) for t in tokens)
    many = any(t.tag == "NNS" and t.dep == "nsubj" and t.head == clause.head for t in tokens)
    often = any(t.dep == "advmod" and t.head == clause.head for t in tokens)
    return coloured or many or often


def _named(clause: Clause) -> set[str]:
    """What is called true or untrue: subject, object, or what there is no truth to."""
    tokens = clause.sentence.tokens
    found = {a.lemma for a in clause.role("actor", "undergoer")}
    head = tokens[clause.head]
    before = added_as_claim(clause)
    if before is not None:
        return {before.lemma}
    found |= {t.lemma.lower() for t in tokens[clause.head + 1 : clause.head + 2] if t.lemma != "it"}  # "called that …"
    if any(t.dep == "expl" and tokens[t.head] is head for t in tokens):
        found = {t.lemma for t in tokens if t.dep == "pobj" and tokens[t.head].lemma in ("to", "in")}
    return found


def _said_of_it(clause: Clause) -> list[Token]:
    """The word that says what it is: the complement, or what stands behind "as"; without what only colours a noun
    ("not true love")."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    own = [t for t in tokens if t.dep in ("acomp", "attr", "oprd") and tokens[t.head] is head]
    for k, token in enumerate(tokens[:-1]):
        if k > clause.head and token.lemma == "as" and head.lemma != "be":
            own.extend(t for t in tokens[k + 1 : k + 4] if t.pos in ("NOUN", "ADJ"))
    return [*own, *(t for t in tokens if t.dep == "conj" and any(tokens[t.head] is o for o in own))]


def untrue_alone(clause: Clause) -> bool:
    """True for the words of speech behind a bare "Nonsense" or "That's a lie"."""
    tokens = clause.sentence.tokens
    said = [k for k in range(clause.head) if tokens[k].pos != "PUNCT"][: SHORT + 1]
    last = next((n for n, k in enumerate(said) if tokens[k].lemma.lower() in UNTRUE | TRUE), None)
    if clause.lemma not in SPEECH or last is None or tokens[0].text not in _QUOTES:
        return False
    words = [tokens[k].lemma.lower() for k in said[: last + 1]]
    closed = any(t.text in _QUOTES for t in tokens[said[last] + 1 : said[last] + 3])
    return closed and (words[-1] in UNTRUE) != ("not" in words)


SHORT = 4  # words of a denial that is one cry
_QUOTES = frozenset("\"“”‘’'") | {"``", "''"}


def added_as_claim(clause: Clause) -> Token | None:
    """The noun of "…, a claim that the chairman called gossip": what stands before it is what is denied."""
    tokens = clause.sentence.tokens
    for k in range(clause.head - 1, max(1, clause.head - 9), -1):
        token = tokens[k]
        if token.pos in ("VERB", "AUX"):
            return None
        if token.lemma in DOUBTED and tokens[k - 1].lemma in ("a", "an") and k > 1 and tokens[k - 2].text == ",":
            return token
    return None


def such_noun(clause: Clause) -> str | None:
    """The noun of "disputes that such modelling exists" and "made no such statement"; "" for "no such thing"."""
    tokens = clause.sentence.tokens
    for k, token in enumerate(tokens):
        if token.lemma != "such" or k < clause.head or k + 1 == len(tokens):
            continue
        noun = tokens[token.head]
        if noun.pos == "NOUN" and (denies(clause) or tokens[k - 1].lemma in ("no", "any")):
            return "" if noun.lemma in ("thing", "event") else noun.lemma
    return None


def not_yet_known(clause: Clause) -> bool:
    """True for "has not confirmed" and "has yet to name": a state that another day may end. "Did not confirm" and
    "does not comment" are none."""
    tokens = clause.sentence.tokens
    if clause.lemma not in MADE_KNOWN or not clause.sentence.parsed:
        return False
    if failed(clause):
        return tokens[tokens[clause.head].head].lemma != "fail"
    return clause.negated and not clause.unreal and lasting(clause)


def lasting(clause: Clause) -> bool:
    """True for what is told as a state that may end: "has not been found", "is yet to open"."""
    below = [t for t in clause.sentence.tokens if t.head == clause.head]
    perfect = any(t.lemma == "have" and t.dep == "aux" and t.tag in ("VBZ", "VBP") for t in below)
    return perfect or failed(clause)


def stopped(clause: Clause) -> bool:
    """True for "is no longer a suspect"."""
    return any(t.text.lower() == "longer" and t.head == clause.head for t in clause.sentence.tokens)


def failed(clause: Clause) -> bool:
    """True for "failed to reach a deal", "has yet to announce": what follows did not happen."""
    tokens = clause.sentence.tokens
    head = tokens[clause.head]
    if head.dep != "xcomp" or not clause.sentence.parsed:
        return False
    above = tokens[head.head]
    beside = [t for t in tokens if tokens[t.head] is above]
    if any(t.dep == "neg" or t.tag == "MD" for t in beside):
        return False
    return above.lemma == "fail" or (above.lemma in ("have", "be") and any(t.lemma == "yet" for t in beside))

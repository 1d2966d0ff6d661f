"""The words of a statement that tell it from others, in one form whatever their ending."""

from __future__ import annotations

from anyascii import anyascii

from twosource.record import Token

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", ""))
_ENDINGS = ("ances", "ance", "ences", "ence", "ings", "ing", "edly", "ed", "es", "s", "ly")
MARKS = "\"“”„«»‘’'‚‹›"


def telling(token: Token, plain: frozenset[str], shortest: int) -> str | None:
    """The form in which a telling word is compared, ``#`` before a number; None for words that tell nothing: those of
    ``plain`` and those of fewer than ``shortest`` letters."""
    lemma = anyascii(token.lemma or token.text).casefold().strip(MARKS)
    if not lemma or token.pos not in _CONTENT:
        return None
    if lemma[0].isdigit() or token.pos == "NUM":
        return "#" + lemma
    if len(lemma) < shortest or lemma in plain or token.text.casefold() in plain:
        return None
    for ending in _ENDINGS:
        if lemma.endswith(ending) and len(lemma) - len(ending) >= 4:
            return lemma[: -len(ending)]
    return lemma

"""The words of a statement that tell it from others, in one form whatever their ending."""

from __future__ import annotations

from anyascii import anyascii

from twosource.record import Token

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", ""))
# Of words of one family ("survive", "survival"; "retaliate", "retaliation"), the longest first.
_ENDINGS = (
    *("ations", "ation", "ative", "ances", "ences", "ments", "ional", "ance", "ence", "able", "ible", "ment", "ings"),
    *("edly", "ions", "ates", "ate", "ing", "ion", "ive", "ity", "ed", "es", "ly", "al", "an", "s", "e", "a", "n"),
)
_TAKEN_OFF = 2  # endings: "effectively"
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
    for _ in range(_TAKEN_OFF):
        ending = next((e for e in _ENDINGS if lemma.endswith(e) and len(lemma) - len(e) >= 4), "")
        lemma = lemma.removesuffix(ending)
    return lemma

"""spaCy's rules for single words (``attribute_ruler``: part of speech, lemma and morphology by word, tag and
dependency), asked once for each kind of word: there are some 180 rules, and asking all of them about every word of a
text takes a fifth of the parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Token
    from spacy.tokens.morphanalysis import MorphAnalysis

NAME = "word_rules"
_RULER = "attribute_ruler"
_ASKED = [LOWER, TAG, DEP, IS_SPACE]  # what a rule may look at
_SET: list[int | str] = [POS, TAG, DEP, LEMMA]  # and set, beside morphology

_Kind = tuple[int, ...]


def hasten(pipeline: Language) -> None:
    """Put the rules that are asked once in the place of the ruler. What the pipeline finds stays the same."""
    pipeline.add_pipe(NAME, before=_RULER)
    pipeline.remove_pipe(_RULER)


@Language.factory(NAME)
def _made(nlp: Language, name: str) -> WordRules:
    del name
    return WordRules(nlp.get_pipe(_RULER))  # type: ignore[arg-type]


class WordRules:
    """What the ruler says of a word, kept by its tag, its dependency and, where a rule names it, the word itself."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Raises ``ValueError`` for a ruler with rules that look at anything else."""
        self._ruler = ruler
        rules: Any = ruler.patterns  # spaCy's own type allows more than there is
        patterns = [pattern for rule in rules for pattern in rule["patterns"]]
        looked_at = {key for pattern in patterns for one in pattern for key in one}
        if unknown := looked_at - {"LOWER", "TAG", "DEP", "IS_SPACE"}:
            raise ValueError(f"rules look at {', '.join(sorted(unknown))} too")
        words, expressions = _named([one["LOWER"] for pattern in patterns for one in pattern if "LOWER" in one])
        self._words = words
        self._expressions = [re.compile(e) for e in expressions]
        self._several = Matcher(ruler.vocab)  # rules for two words: where one holds, the ruler itself is asked
        self._several.add("several", [pattern for pattern in patterns if len(pattern) > 1])
        self._word: dict[int, int] = {}
        self._known: dict[_Kind, tuple[list[int], MorphAnalysis | None]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set what the rules say of each word."""
        if self._several(doc, allow_missing=True):
            return self._ruler(doc)
        rows = []
        for token, kind in zip(doc, self._kinds(doc), strict=True):
            if kind not in self._known:
                self._known[kind] = self._alone(token)
            row, morph = self._known[kind]
            rows.append(row)
            if morph is not None:
                token.morph = morph
        _set(doc, _SET, rows)
        return doc

    def _alone(self, token: Token) -> tuple[list[int], MorphAnalysis | None]:
        doc = Doc(token.vocab, [token.text], [False])
        _set(doc, [TAG, DEP], [[token.tag, token.dep]])
        found = self._ruler(doc)[0]
        return doc.to_array(_SET)[0].tolist(), found.morph if found.has_morph() else None

    def _kinds(self, doc: Doc) -> list[_Kind]:
        known, strings = self._word, doc.vocab.strings
        kinds = []
        for lower, *rest in doc.to_array(_ASKED).tolist():
            if lower not in known:
                word = strings[lower]
                named = word in self._words or any(e.search(word) for e in self._expressions)
                known[lower] = lower if named else 0
            kinds.append((known[lower], *rest))
        return kinds


def _set(doc: Doc, attributes: list[int | str], rows: Sequence[Sequence[int]]) -> None:
    values: Any = np.array(rows, dtype=np.uint64).reshape(-1, len(attributes))
    doc.from_array(attributes, values)


def _named(looked_for: Sequence[str | Mapping[str, Any]]) -> tuple[frozenset[str], list[str]]:
    """The words that rules name, and the regular expressions for some."""
    every = [one if isinstance(one, Mapping) else {"IN": [one]} for one in looked_for]
    if unknown := {way for one in every for way in one} - {"IN", "REGEX"}:
        raise ValueError(f"rules name words by {', '.join(sorted(unknown))} too")
    return frozenset(_each(every, "IN")), [str(one["REGEX"]) for one in every if "REGEX" in one]


def _each(every: Sequence[Mapping[str, Any]], way: str) -> Iterator[str]:
    for one in every:
        yield from one.get(way, ())

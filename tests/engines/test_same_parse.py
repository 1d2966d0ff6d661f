"""What is asked of the parser in other ways for speed must find what the pipeline by itself finds."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

from twosource.engines.parser import SpacyParser  # noqa: E402

TEXTS = [
    "The ferry's captain said she'd not seen the pier, and no-one had told her that it was there.",
    "There's a hole in the hull, and there are two in the deck. Let's go, y'all: it ain't safe.",
    "I'm gonna ask  him\nwhether he did it \u2014 or had it done. He got ta know.",
    "They did not. Does it have to be? Nothin' of the kind, to them who'd have had it so.",
    "   ",
    "",
    "AI is what I do, and what they'll have done by then; you told it to him.",
]


def test_words_are_what_the_pipelines_own_rules_make_of_them():
    parser = SpacyParser.load()
    ruler = parser._nlp.get_pipe("word_rules")._ruler
    for _ in range(2):  # what is new, and what is known
        for text in TEXTS:
            doc = parser._nlp(text)
            again = parser._nlp.make_doc(text)
            for name in ("tok2vec", "tagger", "parser"):
                again = parser._nlp.get_pipe(name)(again)
            again = parser._nlp.get_pipe("lemmatizer")(ruler(again))
            assert [_told(token) for token in doc] == [_told(token) for token in again]


def test_rules_that_look_at_more_than_the_word_are_not_remembered():
    from twosource.engines.word_rules import WordRules

    ruler = spacy.blank("en").add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "dd"}]], {"POS": "NUM"})
    with pytest.raises(ValueError, match="SHAPE"):
        WordRules(ruler)


def _told(token):
    return token.text, token.pos_, token.tag_, token.dep_, token.lemma_, str(token.morph)


def test_names_are_what_the_greedy_run_finds():
    parser = SpacyParser.load()
    recogniser = parser._nlp.get_pipe("entities")._recogniser
    docs = [parser._nlp.make_doc(text) for text in [*TEXTS, "Anna Berg of Oslo told Reuters on Monday it cost $3m."]]
    recogniser.set_annotations(docs, recogniser.greedy_parse(docs))
    names = [[(e.start, e.end, e.label_) for e in doc.ents] for doc in docs]
    assert names[-1]
    again = [parser._nlp.make_doc(doc.text) for doc in docs]
    found = parser._nlp.get_pipe("entities").pipe(iter(again), batch_size=3)
    assert [[(e.start, e.end, e.label_) for e in doc.ents] for doc in found] == names


def test_texts_come_back_in_the_order_given():
    parser = SpacyParser.load()
    found = parser.parse(TEXTS)
    assert found == [parser.parse([text])[0] for text in TEXTS]

"""WordPiece: the pieces of BERT's uncased vocabulary, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.engines.wordpiece import WordPiece, fold

SPECIAL = ["[UNK]", "[CLS]", "[SEP]", "[MASK]"]
VOCABULARY = [*SPECIAL, "the", "bridge", "##s", "un", "##safe", "cafe", ",", "\u201c", "$", "5", "\u4e2d", "strasse"]
TOKENIZER = WordPiece({piece: number for number, piece in enumerate(VOCABULARY)})


def cut(text: str) -> list[tuple[str, str]]:
    """Each piece with the words it stands for."""
    pieces = TOKENIZER.pieces(text)
    return [(VOCABULARY[i], text[s:e]) for i, s, e in zip(pieces.ids, pieces.starts, pieces.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridges", [("the", "The"), ("bridge", "bridge"), ("##s", "s")]),
        ("unsafe,", [("un", "un"), ("##safe", "safe"), (",", ",")]),
        ("\u201cCaf\u00e9", [("\u201c", "\u201c"), ("cafe", "Caf\u00e9")]),
        ("Cafe\u0301,", [("cafe", "Cafe"), (",", ",")]),
        ("$5", [("$", "$"), ("5", "5")]),
        ("the\u4e2dthe", [("the", "the"), ("\u4e2d", "\u4e2d"), ("the", "the")]),
        ("the\u200bbridge", [("[UNK]", "the\u200bbridge")]),
        ("river the", [("[UNK]", "river"), ("the", "the")]),
        ("the\u00a0bridge", [("the", "the"), ("bridge", "bridge")]),
        ("", []),
    ],
)
def test_cuts(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


def test_a_very_long_word_is_one_unknown_piece() -> None:
    assert cut("un" * 60) == [("[UNK]", "un" * 60)]


@given(st.text(max_size=80))
def test_pieces_stand_in_the_text_one_after_another(text: str) -> None:
    pieces = TOKENIZER.pieces(text)
    assert all(0 <= s < e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    assert pieces.starts.tolist() == sorted(pieces.starts.tolist())


@given(st.text(max_size=80))
def test_folding_knows_where_each_character_comes_from(text: str) -> None:
    folded, origin = fold(text)
    if origin is None:
        assert len(folded) == len(text)
    else:
        assert len(origin) == len(folded)

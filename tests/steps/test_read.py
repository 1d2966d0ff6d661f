"""What ``read`` makes of a report: paragraphs and their kinds, sentences, quotations, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.engines.parser import RuleParser
from twosource.record import Reading, Report
from twosource.steps.read import LIMIT, read
from twosource.steps.read.quotations import quotations


def reading(text: str, title: str | None = None, language: str = "en") -> Reading:
    return read([Report("r", text, title=title, language=language)], lambda _: RuleParser())[0]


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in reading(text, title).passages]


# ------------------------------------------------------------------------------------------------ quotations

QUOTATIONS = [
    ('She said "it sank" and left.', ["it sank"]),
    ("“It sank,” she said. “Nobody came.”", ["It sank,", "Nobody came."]),
    ("„Es sank“, sagte sie.", ["Es sank"]),
    ("»Det sank«, sa hun.", ["Det sank"]),
    ("« Il a coulé », dit-elle.", ["Il a coulé"]),
    ("”Se upposi”, hän sanoi.", ["Se upposi"]),
    ("'It sank,' she said.", ["It sank,"]),
    ("‘It sank,’ she said, ‘and the girls’ mothers too.’", ["It sank,", "and the girls’ mothers too."]),
    ("''It sank,'' she said.", ["It sank,"]),
    ("It's the girls' boat, isn't it?", []),
    ("'Cause it's rock 'n' roll, y'all", []),
    ('a 6" pipe and "a word" here', ["a word"]),
    ("“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,"]),
    ("“The question was: “Who?” and I said so,” he added.", ["The question was: “Who?” and I said so,"]),
    ('"It sank,” she said.', ["It sank,"]),
    ('called it "a wreck\'\' in July. "It sank," she said.', ["a wreck", "It sank,"]),
    ('""', []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_words_in_quotation_marks(text: str, expected: list[str]) -> None:
    assert [q.inner.of(text) for q in quotations(text, 0, len(text))] == expected


def test_a_quotation_runs_over_paragraphs_until_one_closes() -> None:
    text = "He said: “First we rowed.\n“Then we swam.\n“Then we slept.”\nHe left."
    marks = [p.quotations for p in reading(text).passages]
    assert [[(q.closed, q.continues) for q in row] for row in marks] == [
        [(False, False)], [(False, True)], [(True, True)], [],
    ]  # fmt: skip
    assert reading(text).declined == ()


def test_single_marks_that_open_paragraph_after_paragraph_of_one_speech() -> None:
    text = "‘First we rowed,’ Holm said.\n‘Then we swam to the rocks.\n‘We slept there.’\n’Tis all.\n'Cause it's late"
    assert [[q.inner.of(text) for q in p.quotations] for p in reading(text).passages] == [
        ["First we rowed,"], ["Then we swam to the rocks."], ["We slept there."], [], [],
    ]  # fmt: skip


def test_an_unclosed_mark_costs_its_paragraph_only_and_is_told() -> None:
    found = reading("She said: “We rowed.\nThe boat sank. “So it did,” he said.")
    assert [len(p.quotations) for p in found.passages] == [1, 1]
    assert found.passages[1].quotations[0].closed
    assert len(found.declined) == 1
    assert "never closed" in found.declined[0].why


# ------------------------------------------------------------------------------------------------ kinds of passages

KINDS = [
    ("The ferry at the quay in Port Alda. Credit: JO BERG/AFP/Getty Images", "caption"),
    ("The ferry at the quay in Port Alda (AP Photo/Jo Berg, File)", "caption"),
    ("The ferry is seen at the quay. [Photo/Agencies]", "caption"),
    ("Photo: Jo Berg / Reuters", "credit"),
    ("Getty Images/Instagram", "credit"),
    ("FILE - In this May 3 photo, the ferry lies at the quay.", "caption"),
    ("tmg.video.placeholder.alt a1B2c3", "furniture"),
    ("Read more: Ferry owner charged", "furniture"),
    ("Follow Jo Berg on Twitter", "furniture"),
    ("Sign up for our newsletter", "furniture"),
    ("Advertisement", "furniture"),
    ("By Jo Berg", "furniture"),
    ("The Associated Press contributed to this report.", "furniture"),
    ("Photographs of the ferry were shown in court on Monday.", "body"),
    ("By Monday the water had gone down.", "body"),
    ("Follow-up checks found nothing, the owner said.", "body"),
    ("Reuters reported on Monday that the ferry had sunk.", "body"),
    ("Share prices fell by a tenth.", "body"),
]


@pytest.mark.parametrize(("paragraph", "expected"), KINDS)
def test_kinds_of_passages(paragraph: str, expected: str) -> None:
    text = f"The ferry sank on Friday.\n\n{paragraph}\n\nNobody was hurt."
    assert kinds(text) == [
        ("body", "The ferry sank on Friday."), (expected, paragraph), ("body", "Nobody was hurt."),
    ]  # fmt: skip


def test_a_report_without_line_breaks_that_begins_with_a_caption_is_no_caption() -> None:
    opening, rest = "Media caption The ferry at the quay ", "The ferry sank on Friday, the mayor said. "
    assert [kind for kind, _ in kinds(opening + rest)] == ["caption"]
    assert [kind for kind, _ in kinds(opening + 40 * rest)] == ["body"]


def test_the_title_at_the_head_of_the_text_is_the_headline() -> None:
    assert kinds("Ferry sinks\n\nIt sank.", "Ferry sinks")[0] == ("headline", "Ferry sinks")
    assert kinds("Ferry sinks It sank on Friday.", "Ferry sinks") == [
        ("headline", "Ferry sinks"), ("body", "It sank on Friday."),
    ]  # fmt: skip
    assert kinds("It sank on Friday.", "Ferry sinks") == [("body", "It sank on Friday.")]


DATELINES = [
    ("KIGOMA, Tanzania (LRNA) — The ferry sank.", "The ferry sank."),
    ("OSLO, Jan. 16 (Reuters) - The ferry sank.", "The ferry sank."),
    ("UNITED NATIONS -- The ferry sank.", "The ferry sank."),
    ("(CNN) The ferry sank.", "The ferry sank."),
    ("West Alda, Florida (CNN) The ferry sank.", "The ferry sank."),
    ("Instead, the study -- a long one -- was dropped.", "Instead, the study -- a long one -- was dropped."),
    ("NATO-led troops left.", "NATO-led troops left."),
]


@pytest.mark.parametrize(("text", "sentence"), DATELINES)
def test_a_dateline_is_no_part_of_a_sentence(text: str, sentence: str) -> None:
    passage = reading(text).passages[0]
    assert passage.kind == "body"
    assert (passage.start, passage.end) == (0, len(text))
    assert text[passage.sentences[0].start : passage.sentences[0].end] == sentence


def test_lines_of_a_wrapped_text_are_joined() -> None:
    text = (
        "The ferry sank on Friday in the\nmiddle of the lake, with forty people\non board, and nobody came for\n"
        "an hour.\n\n"
        "The owner said he did not\nknow of any leak and that the\nship had been seen to."
    )
    assert len(reading(text).passages) == 2


# ------------------------------------------------------------------------------------------------ odd texts


def test_no_more_than_the_limit_is_read_and_the_rest_is_declined() -> None:
    found = reading("word " * (LIMIT // 5 + 100))
    assert max(p.end for p in found.passages) <= LIMIT
    assert "only the first" in found.declined[0].why


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab A.,:;\"'“”‘’„«»–—\n\r\t\u2028\xa0\ud800é中(/)"), max_size=200))
def test_offsets_hold_whatever_the_text(text: str) -> None:
    found = reading(text)
    end = 0
    for passage in found.passages:
        assert end <= passage.start < passage.end <= len(text)
        end = passage.end
        last = passage.start
        for sentence in passage.sentences:
            assert last <= sentence.start < sentence.end <= passage.end
            last = sentence.end
        last = passage.start
        for q in passage.quotations:
            assert last <= q.start <= q.inner.start < q.inner.end <= q.end <= passage.end
            last = q.end


def test_reports_come_back_in_the_order_given_whatever_their_languages() -> None:
    reports = [Report(str(k), "One. Two.", language=code) for k, code in enumerate(["no", "en", "no", "fi"])]
    assert [r.report.id for r in read(reports, lambda _: RuleParser())] == ["0", "1", "2", "3"]

"""One utterance in several wordings, and utterances that are not one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.engines.parser import RuleParser
from twosource.protocols import Meaning
from twosource.record import Entity, EntityKind, Material, Quote, Report, SourceWords, Span, Statement
from twosource.steps.compare.utterances.quotes import collate, differences, folded
from twosource.steps.read import read
from twosource.steps.values import values

MAYOR = Entity("e1", "person", "Eleni Drakou", ("Eleni Drakou", "Drakou"), ())
WARDEN = Entity("e2", "person", "Tom Ash", ("Tom Ash",), ())


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    found: Meaning = pytest.importorskip("twosource.engines.meaning").MiniLM.load()
    return found


Said = tuple[str, str, str | None]  # report's text, what is said in it, by whom


def _material(*said: Said) -> Material:
    reports = [
        Report(id=chr(ord("a") + k), text=text, published=f"2024-05-0{k + 1}", language="en")
        for k, text in enumerate(dict.fromkeys(text for text, _, _ in said))
    ]
    by_text = {r.text: r for r in reports}
    statements = []
    for k, (text, words, speaker) in enumerate(said):
        start = text.index(words)
        kind = "direct" if text[start - 1] in "“\"'" or words[0] in "“\"'" else "indirect"
        statements.append(
            Statement(f"s{k}", by_text[text].id, (Span(start, start + len(words)),), kind,  # type: ignore[arg-type]
                      SourceWords(0, 1, "x"), None, speaker, False, (), "claimed")
        )  # fmt: skip
    readings = read(reports, lambda _: RuleParser())
    quantities = {r.report.id: values(r)[1] for r in readings}
    return Material(readings, (MAYOR, WARDEN), tuple(statements), quantities=quantities)


def _groups(quotes: tuple[Quote, ...]) -> list[list[str]]:
    return [[v.statement or "-" for v in q.variants] for q in quotes]


A = "The mayor said: “The river took the road, and then it took the caravans.”"
B = "“First the river carried off the road, then the caravans,” Drakou said."
C = "Drakou told a crowd that the river had taken the road and afterwards the caravans."
D = "“Nobody warned us of the gates,” Drakou said."
E = "“The river took the road, and then it took the caravans,” a warden said."

SAME = [
    pytest.param(A, "The river took the road, and then it took the caravans.", B,
                 "First the river carried off the road, then the caravans,", id="two translations"),
    pytest.param(A, "The river took the road, and then it took the caravans.", C,
                 "that the river had taken the road and afterwards the caravans", id="told in reported speech"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "words", "other", "other_words"), SAME)
def test_one_utterance_in_two_wordings(one: str, words: str, other: str, other_words: str) -> None:
    quotes = collate(_material((one, words, "e1"), (other, other_words, "e1")))
    assert _groups(quotes) == [["s0", "s1"]]
    assert not quotes[0].same_wording
    assert quotes[0].speaker == "e1"


def test_what_a_speaker_denies_is_told_with_and_without_the_no() -> None:
    one, other = "“No alarm was registered at any time,” Drakou said.", "Drakou denies that any alarm was raised."
    told = _material((one, "No alarm was registered at any time,", "e1"), (other, "that any alarm was raised", "e1"))
    denied = replace(told.statements[1], certainty="denied")
    assert _groups(collate(replace(told, statements=(told.statements[0], denied)))) == [["s0", "s1"]]


@pytest.mark.parametrize(
    ("words", "other", "together"),
    [
        ("Сигнализация молчала. Меня разбудил лай собаки.", "The alarm kept silent. A barking dog woke me.", True),
        ("Сигнализация молчала. Меня разбудил лай собаки.", "We want to know who locked the doors on us.", False),
        ("Погибли 14 человек, это страшная утрата.", "We lost 19 people, and it is a terrible loss.", False),
        ("Сигнализация молчала. Меня разбудил лай собаки.", "It was dark. Go home.", False),
    ],
)
def test_the_one_quotation_of_a_person_in_two_languages(words: str, other: str, together: bool) -> None:
    said = _material((f"Дракоу: «{words}»", words, "e1"), (f"Drakou said: “{other}”", other, "e1"))
    direct = tuple(replace(s, kind="direct") for s in said.statements)
    russian = replace(said.readings[0], report=replace(said.readings[0].report, language="ru"))
    quotes = collate(replace(said, readings=(russian, said.readings[1]), statements=direct))
    assert (len(quotes) == 1) is together
    assert not together or quotes[0].doubt


def test_another_utterance_of_the_same_speaker_stays_apart() -> None:
    quotes = collate(_material((A, "The river took the road, and then it took the caravans.", "e1"),
                               (D, "Nobody warned us of the gates,", "e1")))  # fmt: skip
    assert _groups(quotes) == [["s0"], ["s1"]]


def test_the_same_account_from_two_people_is_two_utterances() -> None:
    quotes = collate(_material((A, "The river took the road, and then it took the caravans.", "e1"),
                               (B, "First the river carried off the road, then the caravans,", "e2")))  # fmt: skip
    assert _groups(quotes) == [["s0"], ["s1"]]


def test_a_quotation_word_for_word_is_one_whoever_is_named() -> None:
    quotes = collate(_material((A, "The river took the road, and then it took the caravans.", "e1"),
                               (E, "The river took the road, and then it took the caravans,", "e2")))  # fmt: skip
    assert _groups(quotes) == [["s0", "s1"]]
    assert quotes[0].same_wording


def test_plain_words_in_a_row_are_one_quotation_whoever_is_named() -> None:
    one = "“There is much more to be done here,” Drakou said."
    other = "A warden said that “there is much more to be done” before winter."
    quotes = collate(
        _material((one, "There is much more to be done here,", "e1"), (other, "there is much more to be done", "e2"))
    )
    assert _groups(quotes) == [["s0", "s1"]]


def test_two_words_that_stand_apart_are_no_utterance() -> None:
    one = "“The fishermen of Ostby lost their boats, and their nets were found at Lund weeks later,” Drakou said."
    other = "Drakou promised that Lund would compensate the fishermen."
    said = (one, one[1 : one.index("”")], "e1"), (other, "that Lund would compensate the fishermen", "e1")
    assert _groups(collate(_material(*said))) == [["s0"]]


def test_variants_carry_their_quotation_marks() -> None:
    (quote,) = collate(_material((D, "Nobody warned us of the gates,", "e1")))
    (variant,) = quote.variants
    assert D[variant.start : variant.end] == "“Nobody warned us of the gates,”"
    assert variant.rendering == "direct"


def test_a_new_number_is_a_new_utterance() -> None:
    one = "“Twelve people are dead and the search of the lower deck goes on,” Drakou said."
    other = "“14 people are dead and 3 are missing,” Drakou said."
    quotes = collate(_material((one, "Twelve people are dead and the search of the lower deck goes on,", "e1"),
                               (other, "14 people are dead and 3 are missing,", "e1")))  # fmt: skip
    assert _groups(quotes) == [["s0"], ["s1"]]


SPREAD = "“The river took the road at noon that day. Nobody had opened the gates for the water to go,” Drakou said."
FIRST = "“The river took the road at noon,” Drakou said."
SECOND = "“Nobody had opened the gates for the water,” Drakou said."


def test_two_utterances_that_one_report_runs_together_stay_two() -> None:
    whole = "The river took the road at noon that day. Nobody had opened the gates for the water to go,"
    said = _material((SPREAD, whole, "e1"), (FIRST, "The river took the road at noon,", "e1"),
                     (SECOND, "Nobody had opened the gates for the water,", "e1"))  # fmt: skip
    assert _groups(collate(said)) == [["s0", "s1"], ["s0", "s2"]]


def test_what_the_others_cut_is_shown_with_the_longest() -> None:
    whole = "The river took the road at noon that day. Nobody had opened the gates for the water to go,"
    quotes = collate(_material((SPREAD, whole, "e1"), (FIRST, "The river took the road at noon,", "e1")))
    assert _groups(quotes) == [["s0", "s1"]]
    assert [SPREAD[v.start : v.end] for v in quotes[0].variants[:1]] == [f"“{whole}”"]


def test_sentences_that_both_have_in_a_row_are_one_utterance() -> None:
    again = "“The river took the road at noon that very day,” she said. “Nobody opened the gates for the water to go.”"
    whole = "The river took the road at noon that day. Nobody had opened the gates for the water to go,"
    said = _material((SPREAD, whole, "e1"), (again, "The river took the road at noon that very day,", "e1"))
    start = again.index("Nobody")
    second = Span(start, len(again) - 1)
    pieces = (*said.statements[1].pieces, second)
    said = replace(said, statements=(said.statements[0], replace(said.statements[1], pieces=pieces)))
    assert _groups(collate(said)) == [["s0", "s1"]]


def test_a_small_edit_is_one_utterance_whoever_is_named() -> None:
    one = "“You can't search 6,500 new rooms in eight days,” Drakou said."
    other = "“You can't search 6,500 rooms in eight days,” Ash said."
    said = _material((one, "You can't search 6,500 new rooms in eight days,", "e1"),
                     (other, "You can't search 6,500 rooms in eight days,", "e2"))  # fmt: skip
    assert _groups(collate(said)) == [["s0", "s1"]]


def test_what_a_speaker_says_of_a_belief_is_part_of_the_quotation() -> None:
    one = "“He simply believes he is above the rules of the harbour,” Drakou said."
    said = _material((one, "He simply believes he is above the rules of the harbour,", "e1"),
                     (one, "he is above the rules of the harbour", "e2"))  # fmt: skip
    nested = replace(said.statements[1], kind="direct")
    assert _groups(collate(replace(said, statements=(said.statements[0], nested)))) == [["s0"]]


TWICE = [
    ("We will not drown children for a timetable.", "No child shall go under water because of a schedule.", True),
    ("They went fishing for votes and came home with boots.", "The levy will be paid back by the end of May.", False),
    ("We will not drown 14 boys for a timetable.", "No 19 kids shall go under water because of a schedule.", False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "other", "together"), TWICE)
def test_the_one_quotation_of_a_person_in_two_translations(
    words: str, other: str, together: bool, meaning: Meaning
) -> None:
    said = _material((f"“{words}” Drakou said.", words, "e1"), (f"Drakou said: “{other}”", other, "e1"))
    quotes = collate(said, meaning)
    assert [q.doubt != "" for q in quotes] == ([True] if together else [False, False])
    assert len(collate(said)) == 2, "its words do not show it"


def test_what_shares_no_quoted_word_is_no_utterance() -> None:
    one, other = "the talks on the harbour wall “excellent”", "“disappointed” after the talks on the harbour wall"
    said = _material((f"Drakou called {one}.", one, "e1"), (f"Drakou was {other}.", other, "e1"))
    mixed = tuple(replace(s, kind="mixed") for s in said.statements)
    assert _groups(collate(replace(said, statements=mixed))) == [["s0"], ["s1"]]


def test_who_is_named_beside_it_has_said_it() -> None:
    one = "“The gates were shut by hand in the night,” Drakou said."
    other = "Ash met the mayor. “The gates were shut by hand in the night,” he said."
    words = "The gates were shut by hand in the night,"
    said = _material((one, words, "e1"), (other, words, "e2"))
    cues = (("Drakou", one), ("he", other))
    statements = tuple(
        replace(s, source=SourceWords(text.rindex(name), text.rindex(name) + len(name), name),
                cue=Span(text.rindex("said"), text.rindex("said") + 4), probability=p)
        for s, (name, text), p in zip(said.statements, cues, (0.7, 0.9), strict=True)
    )  # fmt: skip
    (quote,) = collate(replace(said, statements=statements))
    assert quote.speaker == "e1"


@pytest.mark.parametrize("kind", ["place", "publisher"])
def test_a_place_or_a_medium_has_not_said_what_somebody_has(kind: EntityKind) -> None:
    town = Entity("e0", kind, "Ostby", ("Ostby",), ())
    one = "Ostby saw what “we have long foreseen by the river,” they say."
    other = "It was “long foreseen by the river,” he said."
    said = _material((one, "we have long foreseen by the river,", "e0"), (other, "long foreseen by the river,", "e1"))
    (quote,) = collate(replace(said, entities=(*said.entities, town)))
    assert quote.speaker == "e1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the harbour had been dredged", "the lights at the harbour"),
        ("the new dam above the caravans", "her plans for a dam"),
    ],
)
def test_two_retellings_with_a_word_in_common_are_no_utterance(one: str, other: str) -> None:
    said = _material((f"Drakou said {one}.", one, "e1"), (f"Drakou described {other}.", other, "e1"))
    assert collate(said) == ()


def test_a_quotation_that_a_report_repeats_is_one() -> None:
    text = (
        "“The river took the road and then the caravans”\n\nDrakou said: "
        "“The river took the whole road and then the caravans.”\n\nShe added: “Nobody warned us of the gates.”"
    )
    repeated = ("The river took the road and then the caravans", "The river took the whole road and then the caravans.")
    said = _material(*((text, words, "e1") for words in (*repeated, "Nobody warned us of the gates.")))
    assert _groups(collate(said)) == [["s0", "s1"], ["s2"]]


def test_a_heading_in_between_is_no_part_of_a_quotation() -> None:
    text = (
        "“The river took the road, and the caravans after it. MORE STORIES Goat eats a flag in Lerwick,” Drakou said."
    )
    words = text[1 : text.index("Lerwick") + 8]
    (quote,) = collate(_material((text, words, "e1")))
    assert text[quote.variants[0].start : quote.variants[0].end].endswith("after it.")


def test_nothing_said_nothing_collated() -> None:
    assert collate(Material(())) == ()


def test_differences_show_cuts_and_changes() -> None:
    found = differences(folded("I heard dogs barking behind me"), folded("I heard dogs behind us"))
    assert found == (("equal", 0, 3, 0, 3), ("delete", 3, 4, 3, 3), ("equal", 4, 5, 3, 4), ("replace", 5, 6, 4, 5))


@given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
def test_differences_rebuild_the_other_wording(a: list[str], b: list[str]) -> None:
    rebuilt = [w for tag, i, j, k, m in differences(a, b) for w in (a[i:j] if tag == "equal" else b[k:m])]
    assert rebuilt == b

"""What is read of a record is worked out once for that record, and anew for another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from twosource.steps.once import once


@dataclass(frozen=True)
class Word:
    text: str


def test_a_record_is_read_once_and_a_changed_one_anew() -> None:
    asked: list[str] = []

    @once
    def letters(word: Word) -> int:
        asked.append(word.text)
        return len(word.text)

    ferry = Word("ferry")
    assert [letters(ferry), letters(ferry), letters(replace(ferry, text="ferries"))] == [5, 5, 7]
    assert asked == ["ferry", "ferries"]


def test_what_is_kept_is_no_part_of_the_record() -> None:
    @once
    def nothing(word: Word) -> None:
        return None

    ferry = Word("ferry")
    nothing(ferry)
    assert ferry == Word("ferry") and hash(ferry) == hash(Word("ferry"))

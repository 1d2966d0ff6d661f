"""What changed between two versions of one article."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from twosource import engines, pipeline
from twosource.record import Report, Revision, Span, Statement
from twosource.steps.revise import revise


def versions(old: str, new: str) -> Revision:
    one = Report(id="a", text=old, title="Fire", language="en")
    return pipeline.revision(one, replace(one, id="b", text=new, title="Fire kills three"), engines.load())


def changes(found: Revision) -> list[tuple[str, str]]:
    def words(statement: Statement | None, text: str) -> str:
        return " … ".join(p.of(text) for p in statement.pieces) if statement else ""

    return [(c.kind, words(c.new, found.new.text) or words(c.old, found.old.text)) for c in found.changes]


def test_added_withdrawn_and_changed() -> None:
    found = versions(
        "Two people died when a warehouse burned on Sunday.\n\nThe cause is not known.\n\nThe roof fell in at noon.\n",
        "The roof fell in at noon.\n\nThree people died when a warehouse burned on Sunday.\n\nThe owner was insured.\n",
    )
    assert sorted(changes(found)) == [
        ("added", "The owner was insured"),
        ("changed", "Three people died when a warehouse burned on Sunday"),
        ("withdrawn", "The cause is not known"),
    ]
    assert found.unchanged == 1
    assert found.values == (("title", "Fire", "Fire kills three"),)


def test_the_same_words_from_another_mouth() -> None:
    said = '"The door was locked from outside and nobody had the key," {} said.\n'
    found = versions(said.format("Berit Moe"), said.format("Olav Lund"))
    assert [c.kind for c in found.changes] == ["changed"]
    assert "said by Olav Lund, before by Berit Moe" in found.changes[0].why


def test_what_is_denied_does_not_stand_there_as_if_it_were_told() -> None:
    text = "Two people died when a warehouse burned on Sunday.\n"
    found = versions(text, text + "\nHarbour master Siv Lund denied that the gates were locked.\n")
    assert [(c.kind, c.why) for c in found.changes if "Lund" in c.why] == [
        ("added", "it was not there before; denied by Siv Lund")
    ]


def test_nothing_changed() -> None:
    text = "Two people died when a warehouse burned on Sunday, fire chief Berit Moe said.\n"
    found = versions(text, text)
    assert found.changes == ()
    assert found.unchanged > 0


WORDS = st.lists(
    st.sampled_from(["fire", "chief", "said", "two", "three", "people", "died", "harbour", "noon", "roof"]),
    min_size=1,
    max_size=6,
)


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
def test_every_statement_is_accounted_for_once(before: list[list[str]], after: list[list[str]]) -> None:
    old, old_said = told("a", before)
    new, new_said = told("b", after)
    found = revise(old, new, [*old_said, *new_said], {})
    changed = [c for c in found.changes if c.kind == "changed"]
    gone = [c.old for c in found.changes if c.kind == "withdrawn"]
    came = [c.new for c in found.changes if c.kind == "added"]
    assert len(old_said) == found.unchanged + len(changed) + len(gone)
    assert len(new_said) == found.unchanged + len(changed) + len(came)
    assert {s.id for s in gone if s} | {c.old.id for c in changed if c.old} <= {s.id for s in old_said}
    back = revise(new, old, [*old_said, *new_said], {})
    assert (len(gone), len(came)) == (
        sum(c.kind == "added" for c in back.changes),
        sum(c.kind == "withdrawn" for c in back.changes),
    )


def told(ident: str, said: list[list[str]]) -> tuple[Report, list[Statement]]:
    statements, text = [], ""
    for words in said:
        start = len(text)
        text += " ".join(words) + ". "
        piece = Span(start, len(text) - 2)
        statements.append(
            Statement(f"{ident}:{start}", ident, (piece,), "narrated", None, None, None, False, (), "asserted")
        )
    return Report(id=ident, text=text or " "), statements

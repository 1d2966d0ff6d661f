"""A library with two stories, and the bundle of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from twosource import decisions, engines
from twosource.desk import adding, handover, placing
from twosource.library import Library, open_library
from twosource.record import Target

A = """---
publisher: The Harbour Post
published: 2024-03-04
url: https://example.org/fire
---
Fire in the old harbour

Two people died when a warehouse burned on Sunday, fire chief Berit Moe said.
"""
B = """---
publisher: Coast Daily
published: 2024-03-05
---
Warehouse fire in the old harbour kills three

Three people died in the warehouse fire in the old harbour on Sunday, fire chief Berit Moe said on Monday.
"""
OTHER = """---
publisher: Island Times
published: 2023-01-02
---
Zerafina Quillmore elected mayor

Zerafina Quillmore won the mayoral vote by forty ballots, the electoral board announced.
"""


@dataclass(frozen=True)
class Desk:
    library: Library
    inbox: Path
    case: Path
    manifest: str
    head: str


def decided() -> dict[str, object]:
    at = datetime.fromisoformat("2024-03-05T09:12:44+00:00")
    return decisions.to_json(
        decisions.decide("correct_report", [Target("b")], by="ane", field="title", value="Fire", at=at)
    )


@contextmanager
def handed_over(folder: Path) -> Iterator[Desk]:
    """A library in ``folder`` with two stories, one of them handed over."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for name, text in (("a", A), ("b", B), ("other", OTHER)):
        (inbox / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_library(folder / "desk.sqlite") as library:
        adding.add(library, [str(inbox)])
        placing.place(library)
        (inbox / "a.txt").write_text(A.replace("Two", "Four"), encoding="utf-8")
        adding.add(library, [str(inbox)])
        placing.place(library)
        library.correct("b", {"author": "Ek"}, by="ane")
        story = library.report("b").story
        assert story and library.report("other").story != story
        library.decide(decided())
        without_models = handover.Wishes(lambda: engines.load(models=False), models=False)
        case = folder / "case.zip"
        with case.open("w+b") as out:
            manifest = handover.export(library, story, out, without_models, by="ane")
        head = list(library.log())[-2].hash
        yield Desk(library, inbox, case, manifest, head)

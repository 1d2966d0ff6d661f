"""The challenge set: no class of difficulty may fall behind what was reached (``bench/floors.json``)."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from challenge_set import cases, classes, judged

from twosource import engines, pipeline
from twosource.engines import Engines
from twosource.record import Attribution, Report

FLOORS: dict[str, float] = json.loads((Path(__file__).parents[3] / "bench" / "floors.json").read_text("utf-8"))
#: The tagger's 8-bit sums differ a little from one kind of processor to another.
LEEWAY = {"rules": 0.001, "whole": 0.04}


@functools.cache
def loaded() -> Engines:
    found = engines.load(True)
    if found.missing:
        pytest.skip("; ".join(found.missing))
    return found


def attributed(text: str, path: str) -> Sequence[Attribution]:
    used = loaded() if path == "whole" else replace(loaded(), tagger=None)
    return next(iter(pipeline.attributions_of([Report("r", text, language="en")], used)))[1]


@pytest.mark.parametrize("name", classes())
@pytest.mark.parametrize("path", ["rules", "whole"])
def test_no_class_falls_behind(path: str, name: str) -> None:
    out = judged(name, functools.partial(attributed, path=path))
    assert out.score >= FLOORS[f"challenge/{path}/{name}"] - LEEWAY[path], "\n".join([*out.missed, *out.wrong])


def test_every_class_has_ten_passages_and_the_set_two_hundred() -> None:
    sizes = {name: len(cases(name)) for name in classes()}
    assert min(sizes.values()) >= 10 and sum(sizes.values()) >= 200 and len(sizes) >= 15


def test_a_wrong_key_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.txt").write_text("Lee said it rained.\n= Lee | said | it snowed\n", "utf-8")
    monkeypatch.setattr("challenge_set.FOLDER", tmp_path)
    with pytest.raises(ValueError, match="odd:2: 'it snowed' does not stand in the passage"):
        cases("odd")

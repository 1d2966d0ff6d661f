"""The learned tagger, on sentences made up for this test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.errors import ModelMissing

pytest.importorskip("onnxruntime", reason="the learned parts are not installed")

from twosource.engines import tagger as module
from twosource.engines.tagger import AttributionTagger, TaggedAttribution

# (text, source, cue, a piece of the content)
SAID = [
    (
        "The mayor of Harwick, Dana Coll, said on Monday that the bridge would stay closed until June.",
        "Dana Coll",
        "said",
        "the bridge would stay closed until June",
    ),
    (
        "\u201cWe found nothing in the cellar,\u201d said Tom Arbuthnot, a firefighter. It was raining by then.",
        "Tom Arbuthnot",
        "said",
        "We found nothing in the cellar",
    ),
    (
        '"Nobody told us," she added. The hearing goes on next week.',
        "she",
        "added",
        "Nobody told us",
    ),
    (
        "According to the ministry, forty houses lost their roofs in the storm.",
        "the ministry",
        "According to",
        "forty houses lost their roofs",
    ),
    (
        "A spokesman for the airline denied that the pilot had been warned.",
        "A spokesman for the airline",
        "denied",
        "the pilot had been warned",
    ),
    (
        "The senator believes the tax will hurt small farms.",
        "The senator",
        "believes",
        "the tax will hurt small farms",
    ),
]
ODD = ["", " ", "\n\n", "\u200b", "\ud800", "\u201c", "\u0301\u0301", "a" * 500, "\x00said\x00"]


@pytest.fixture(scope="module")
def tagger() -> AttributionTagger:
    try:
        return AttributionTagger.load()
    except ModelMissing as missing:
        pytest.skip(str(missing))


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " ... ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(("text", "source", "cue", "content"), SAID)
def test_says_who_said_what(tagger: AttributionTagger, text: str, source: str, cue: str, content: str) -> None:
    found = tagger.attribute([text])[0]
    assert len(found) == 1
    assert source in words(text, found[0].source)
    assert cue in words(text, found[0].cue)
    assert content in words(text, found[0].content)


def test_joins_a_quotation_split_by_its_speaker(tagger: AttributionTagger) -> None:
    text = '"The road is gone," Marta Lind said. "We have to walk to the shop."'
    (found,) = tagger.attribute([text])[0]
    assert words(text, found.source) == "Marta Lind"
    assert [text[s:e] for s, e in found.content] == ['"The road is gone,"', '"We have to walk to the shop."']


def test_keeps_two_speakers_apart(tagger: AttributionTagger) -> None:
    text = "Police said two men had fled. Their lawyer said they were at home that night."
    found = tagger.attribute([text])[0]
    assert [words(text, a.source) for a in found] == ["Police", "Their lawyer"]


def test_marks_what_nobody_said_as_nothing(tagger: AttributionTagger) -> None:
    assert tagger.attribute(["The train left at six. It was full, and the heating was broken."]) == [()]


def test_a_text_does_not_depend_on_its_neighbours(tagger: AttributionTagger) -> None:
    texts = [case[0] for case in SAID] + ["\n".join(case[0] for case in SAID)]
    assert tagger.attribute(texts) == [tagger.attribute([text])[0] for text in texts]


def test_reads_a_paragraph_longer_than_its_window(tagger: AttributionTagger) -> None:
    sentence = "The harbour master said the pier was safe. "
    text = sentence * 80
    found = tagger.attribute([text])[0]
    assert len(found) > 60
    assert all("the pier was safe" in words(text, a.content) for a in found)


@pytest.mark.parametrize("text", ODD)
def test_takes_odd_texts(tagger: AttributionTagger, text: str) -> None:
    assert_sound(text, tagger.attribute([text])[0])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([c[0] for c in SAID] + ODD + ["said ", "\u201d", "'", "\n", "He "]), max_size=6))
def test_every_span_lies_in_the_text(tagger: AttributionTagger, parts: list[str]) -> None:
    text = "".join(parts)
    assert_sound(text, tagger.attribute([text])[0])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_is_read(tagger: AttributionTagger, text: str) -> None:
    assert_sound(text, tagger.attribute([text])[0])


def assert_sound(text: str, found: tuple[TaggedAttribution, ...]) -> None:
    for attribution in found:
        assert attribution.content
        assert 0.0 <= attribution.probability <= 1.0
        for spans in (attribution.content, attribution.cue, attribution.source):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(text[start:end] == text[start:end].strip() for start, end in spans)
            assert list(spans) == sorted(spans)


def test_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"tagger\.onnx"):
        AttributionTagger.from_folder(tmp_path)


def test_refuses_another_model_than_described(tagger: AttributionTagger, tmp_path: Path) -> None:
    folder = Path(module.__file__).parent / "models" / "attribution"
    for name in ("vocab.txt", "config.json"):
        shutil.copy(folder / name, tmp_path)
    (tmp_path / "tagger.onnx").write_bytes(b"something else")
    with pytest.raises(ModelMissing, match="not the file"):
        AttributionTagger.from_folder(tmp_path)

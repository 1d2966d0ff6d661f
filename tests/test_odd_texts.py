"""Whatever the texts, the whole program without models: no exception, a sound dossier, the same bytes in any order."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource import engines, pipeline
from twosource.present import dossier_json, page, terminal
from twosource.present.schema import faults, schema
from twosource.record import Dossier, Report
from twosource.steps.read import WORDS, read

ENGINES = engines.load(models=False)
SCHEMA = jsonschema.Draft202012Validator(dict(schema()))
TRADE = (
    "Two people died|three men were killed|the minister said|said Berit Moe|according to police|, the spokesman added,"
    "|“It was|bad,” he said|"
    '"We found them," Moe said.'
    "|‘no’|« Oui »|„Nein“|“|”|\"|'|’|on Friday|yesterday|at 2 a.m.|25:00|on 5 March 2024|in the 1990s|Feb. 30"
    "|0/0/0000|twenty-three|at least 31|$5 million|1.000.000,50|two to three million|one in five|a third of|-5 °C"
    "|999999999999999999999999999999999999|1e308|½|²|٣|the Ministry of Defence|Reuters reported|KYIV (Reuters) —"
    "|Andrei Medvedev|Mr. Moe|U.S.|a source familiar with the matter|he|she told VG|denied that|did not confirm"
    "|aged 26|the 26-year-old|By John Smith|photo: AFP|Read more:|* * *|FIRE IN HARBOUR|and|of the|that|not|.|,|:|—"
    "|ſaid|ſeventh of|SAİD|mİllion|Kilo|İstanbul|ǅ|ﬁ|😀|\u0301|\u200b|\u00ad|\u2028|\ufeff|\x85|\xa0|\t|\n|\n\n|\n\n"
    "|в пятницу|сказал Зеленский|周五有两人死亡。|“情况很糟”，莫说。|قال|perjantaina|sanoi|freitag sagte|10 000"
)
FRAGMENTS = st.sampled_from(TRADE.split("|"))
LANGUAGES = st.sampled_from(["en", "en", "en", "no", "fi", "de", "ru", "tr", "zh", "ar", "und", "x-unknown"])
DATES = st.sampled_from([None, "2024-03-05", "2024-03", "2024", "1000", "2199-12-31", "2024-03-05T18:30+01:00"])
TEXTS = st.lists(FRAGMENTS | st.sampled_from([". ", "\n\n"]), min_size=1, max_size=25).map(" ".join)
REPORTS = st.lists(
    st.tuples(TEXTS, LANGUAGES, DATES, st.sampled_from([None, "Reuters", "VG", "ı"])), min_size=1, max_size=4
)


def told(reports: list[Report]) -> Dossier:
    return pipeline.check(reports, ENGINES)


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_every_story_gives_a_sound_dossier_in_any_order(rows: list[tuple[str, str, str | None, str | None]]) -> None:
    reports = [
        Report(f"r{k}", text, language=language, published=published, publisher=publisher)
        for k, (text, language, published, publisher) in enumerate(rows)
    ]
    dossier = told(reports)
    written = dossier_json.dump(dossier)
    document = json.loads(written)
    SCHEMA.validate(document)
    assert faults(document, {r.id: r.text for r in reports}) == []
    assert dossier_json.dump(told(reports[::-1])) == written
    page.render(dossier)
    terminal.render(dossier, width=60)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "周五有两人死亡。“情况很糟”，莫说。"),
        ("ar", 'وقالت موي: "كان الأمر سيئا" وأضافت.'),
        ("tr", 'Cuma günü iki kişi öldü. "Kötüydü" dedi Berit Moe.'),
        ("x-unknown", '"It was bad," Berit Moe said.'),
    ],
)
def test_quotations_in_languages_without_reporting_words(language: str, text: str) -> None:
    """A language without a list of its own has no verb to find; it had matched everywhere."""
    assert told([Report("a", text, language=language)]).reports


@pytest.mark.parametrize(
    "text",
    [
        "Moe, " * 8_000,
        "“He said " * 3_000,
        "7" * 50_000,
        "one " * 5_000,
        "(" * 5_000,
        "Police said so on Friday. " * 4_000,
    ],
)
def test_long_monotonous_texts_take_seconds(text: str) -> None:
    """Nothing may grow with the square of a sentence: these took minutes, or more memory than there is."""
    assert told([Report("a", text, language="en"), Report("b", text + "Police said so.", language="en")]).reports


def test_sentences_without_an_end_are_cut() -> None:
    text = "the minister said that the harbour was closed and " * 400
    (reading,) = read([Report("a", text, language="en")], ENGINES.parser_for)
    sentences = [s for p in reading.passages for s in p.sentences]
    assert max(len(s.tokens) for s in sentences) <= WORDS
    assert " ".join(t.text for s in sentences for t in s.tokens) == text.strip()
    assert all(0 <= t.head < len(s.tokens) for s in sentences for t in s.tokens)

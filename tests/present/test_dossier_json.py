"""The published form: valid against its schema, every place within its text, the same bytes whatever the order."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from builders import ferry, shuffled, story
from twosource.present.dossier_json import as_json, dump
from twosource.present.order import natural
from twosource.present.schema import as_markdown, faults, schema
from twosource.record import Dossier, Entity, Mention

ROOT = Path(__file__).parents[2]


def valid(dossier: Dossier) -> dict:
    document = json.loads(dump(dossier))
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert faults(document, {r.id: r.text for r in dossier.reports}) == []
    return document


def misplaced(entity: Entity) -> Entity:
    return replace(entity, mentions=(Mention("herald", 190, 9999),))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_dossier_with_one_of_everything_is_valid():
    document = valid(ferry())
    assert all(document[part] for part in document), "the example must have every part"


def test_an_empty_dossier_is_valid():
    valid(story("Nothing").done())


def test_every_object_of_the_schema_is_strict():
    def objects(node):
        if isinstance(node, dict):
            if "properties" in node:
                yield node
            for inner in node.values():
                yield from objects(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from objects(inner)

    for item in objects(schema()):
        assert item["additionalProperties"] is False
        assert sorted(item["required"]) == sorted(item["properties"])


def test_keys_stand_in_the_order_of_the_schema():
    document = as_json(ferry())
    assert list(document) == list(schema()["properties"])
    parts = {"statements": "statement", "groups": "group", "comparisons": "comparison", "origins": "origins"}
    for part, name in parts.items():
        assert list(document[part][0]) == list(schema()["$defs"][name]["properties"])


def test_the_order_of_what_comes_in_does_not_matter():
    assert dump(ferry()) == dump(shuffled(ferry()))


def test_bytes_are_utf_8_with_an_item_a_line_and_end_with_a_line_end():
    written = dump(ferry())
    assert written.endswith(b"}\n")
    assert "“four minutes”" not in written.decode()  # texts are not in it
    assert sum(line.startswith('  {"id": "s') for line in written.decode().splitlines()) == 10


def test_a_broken_character_does_not_stop_the_writing():
    d = story("A \ud800 title")
    d.report("r", "P", None, "Some words.", title="\udfff")
    assert valid(d.done())["story"]["title"] == "A � title"


def test_offsets_are_code_points():
    d = story("Emoji")
    d.report("r", "P", "2024-01-01", "🔥🔥 Twelve people were hurt.")
    d.says("s1", "r", "Twelve people were hurt")
    statement = valid(d.done())["statements"][0]
    assert (statement["start"], statement["end"]) == (3, 26)


def test_what_only_probably_says_the_same_is_marked():
    d = story("Doubt")
    d.report("r", "P", None, "Ten ships sank.")
    d.report("q", "Q", None, "A flotilla went down.")
    d.says("s1", "r", "Ten ships sank")
    d.says("s2", "q", "A flotilla went down")
    d.group("g1", "Ten ships sank", "s1", "s2", loose=("s2",))
    assert valid(d.done())["groups"][0]["loose"] == ["s2"]
    dangling = replace(d.done(), groups=(replace(d.done().groups[0], loose=("s3",)),))
    assert "groups g1: no 's3' among the statements" in faults(json.loads(dump(dangling)))


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda d: replace(d, reports=d.reports[1:]), "no report 'herald'"),
        (lambda d: replace(d, entities=d.entities[1:]), "no 'e1' among the entities"),
        (lambda d: replace(d, statements=d.statements * 2), "an id is used twice"),
        (lambda d: replace(d, groups=()), "no 'g1' among the groups"),
        (lambda d: replace(d, entities=(misplaced(d.entities[0]), *d.entities[1:])), "is outside of herald"),
    ],
)  # fmt: skip
def test_what_the_schema_cannot_see_is_found(spoil, complaint):
    found = faults(json.loads(dump(spoil(ferry()))))
    assert any(complaint in fault for fault in found), found


def test_a_text_that_is_another_is_found():
    document = json.loads(dump(ferry()))
    assert faults(document, {"herald": "short"})[0] == "reports: herald has another text"


@pytest.mark.parametrize("ids", [["s1", "s2", "s10"], ["", "9", "a", "a1", "a1b2", "a1b10"]])
def test_natural_order(ids):
    assert sorted(sorted(ids), key=natural) == ids


def test_the_documentation_is_the_schema():
    told = (ROOT / "docs" / "dossier.md").read_text(encoding="utf-8")
    assert told.endswith(as_markdown()), "write as_markdown() into docs/dossier.md again"

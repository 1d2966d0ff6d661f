"""The published JSON Schema of a dossier, its explanation in Markdown, and what a schema cannot check."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

# A JSON document of any shape; what is in it is checked here, which is the point.
Document = Mapping[str, Any]


@cache
def schema() -> Document:
    """The schema (JSON Schema, draft 2020-12) of ``twosource-dossier/1``."""
    loaded: Document = json.loads((files("twosource.present") / "schema.json").read_text(encoding="utf-8"))
    return loaded


def faults(document: Document, texts: Mapping[str, str] | None = None) -> list[str]:
    """What is wrong with a dossier beyond its schema; an empty list if nothing is. Every span must lie within its
    report, every id that is used must exist and every id must be used once. With ``texts`` (report id -> text) the
    lengths are checked against the texts themselves, and the words of a source against what stands there."""
    lengths = {report["id"]: report["length"] for report in document["reports"]}
    found = [f"reports: {report} has another text" for report in _other_texts(lengths, texts or {})]
    for path, report, start, end in _places(document):
        if report not in lengths:
            found.append(f"{path}: no report {report!r}")
        elif not 0 <= start < end <= lengths[report]:
            found.append(f"{path}: [{start}, {end}) is outside of {report} ({lengths[report]} characters)")
    found += _bad_ids(document)
    if texts:
        for statement in document["statements"]:
            source, text = statement["source"], texts.get(statement["report"], "")
            if source and _squeezed(text[source["start"] : source["end"]]) != _squeezed(source["name"]):
                found.append(f"statements {statement['id']}: the source's words are not {source['name']!r}")
    return found


def _other_texts(lengths: Mapping[str, int], texts: Mapping[str, str]) -> list[str]:
    return [report for report, text in texts.items() if report in lengths and len(text) != lengths[report]]


def _squeezed(words: str) -> str:
    return " ".join(words.split())


def _places(document: Document) -> Iterator[tuple[str, str, int, int]]:
    """Every span of the document with the report it is in."""
    for report in document["reports"]:
        yield from (("reports", report["id"], part["start"], part["end"]) for part in report["parts"])
        yield from (("reports", report["id"], place[0], place[1]) for place in report["places"])
    for entity in document["entities"]:
        yield from _spans(f"entities {entity['id']}", entity["mentions"])
    for statement in document["statements"]:
        yield from _places_of_statement(statement)
    for comparison in document["comparisons"]:
        for value in comparison["values"]:
            yield from _spans(f"comparisons {comparison['id']}", value["mentions"])
    for quote in document["quotes"]:
        yield from _spans(f"quotes {quote['id']}", quote["variants"])
    for derivation in document["derivations"]:
        for passage in derivation["passages"]:
            yield "derivations", derivation["report"], passage["start"], passage["end"]
            yield "derivations", derivation["from"], passage["other_start"], passage["other_end"]
    for item in document["timeline"]:
        yield from _spans("timeline", item["mentions"])
    yield from _spans("declined", [d for d in document["declined"] if d["start"] is not None])


def _places_of_statement(statement: Document) -> Iterator[tuple[str, str, int, int]]:
    name, report = f"statements {statement['id']}", statement["report"]
    yield name, report, statement["start"], statement["end"]
    yield from ((name, report, start, end) for start, end in statement["pieces"])
    for part in (statement["source"], statement["cue"]):
        if part:
            yield name, report, part["start"], part["end"]
    yield from _spans(name, [link for link in statement["links"] if link])


def _spans(path: str, places: list[Document]) -> Iterator[tuple[str, str, int, int]]:
    return ((path, place["report"], place["start"], place["end"]) for place in places)


def _bad_ids(document: Document) -> Iterator[str]:
    kinds = ("reports", "entities", "statements", "groups", "comparisons", "quotes", "decisions")
    known = {kind: [item["id"] for item in document[kind]] for kind in kinds}
    for kind, ids in known.items():
        if len(set(ids)) != len(ids):
            yield f"{kind}: an id is used twice"
    have = {kind: set(ids) for kind, ids in known.items()}
    for path, kind, used in _references(document):
        if used is not None and used not in have[kind]:
            yield f"{path}: no {used!r} among the {kind}"


def _references(document: Document) -> Iterator[tuple[str, str, str | None]]:
    """Every id that is used: where, of which kind, and the id."""
    for statement in document["statements"]:
        yield f"statements {statement['id']}", "entities", statement["speaker"]
        yield from ((f"statements {statement['id']}", "entities", link) for link in statement["chain"])
    for group in document["groups"]:
        told = (*group["statements"], *group["loose"])
        yield from ((f"groups {group['id']}", "statements", statement) for statement in told)
    for comparison in document["comparisons"]:
        yield f"comparisons {comparison['id']}", "groups", comparison["group"]
        for value in comparison["values"]:
            for mention in value["mentions"]:
                yield f"comparisons {comparison['id']}", "statements", mention["statement"]
    for quote in document["quotes"]:
        yield f"quotes {quote['id']}", "entities", quote["speaker"]
        yield from ((f"quotes {quote['id']}", "statements", variant["statement"]) for variant in quote["variants"])
    for derivation in document["derivations"]:
        yield "derivations", "reports", derivation["report"]
        yield "derivations", "reports", derivation["from"]
    for count in document["origins"]:
        yield "origins", "groups", count["group"]
        yield "origins", "comparisons", count["comparison"]
        for origin in count["origins"]:
            yield "origins", "entities", origin["entity"]
            yield from (("origins", "entities", relay) for relay in origin["via"])
            yield from (("origins", "reports", report) for report in origin["reports"])
        yield from (("origins", "entities", publisher) for circle in count["circles"] for publisher in circle)
    for declined in document["declined"]:
        yield "declined", "reports", declined["report"]
    for kind in ("reports", "entities", "groups", "comparisons", "derivations", "origins"):
        yield from ((kind, "decisions", decision) for item in document[kind] for decision in item["decided"])


# --------------------------------------------------------------------------- the schema for a reader


def as_markdown() -> str:
    """The schema field by field, as ``docs/dossier.md`` has it."""
    root = schema()
    parts = ["### The document", "", *_table(root)]
    for name, definition in root["$defs"].items():
        parts += ["", f"### {name.replace('_', ' ')}", "", definition["description"], "", *_table(definition)]
    return "\n".join(parts) + "\n"


def _table(definition: Document) -> list[str]:
    rows = ["| field | form | meaning |", "|---|---|---|"]
    for path, field in _fields(definition):
        rows.append(f"| `{path}` | {_form(field)} | {field.get('description', '').replace('|', chr(92) + '|')} |")
    return rows


def _fields(definition: Document, prefix: str = "") -> Iterator[tuple[str, Document]]:
    """The fields of an object, those of objects inside it right behind it."""
    for name, field in definition["properties"].items():
        yield prefix + name, field
        inner = next((option for option in field.get("anyOf", [field]) if "properties" in option), None)
        if inner:
            yield from _fields(inner, f"{prefix}{name}.")
        elif field.get("type") == "array" and "properties" in field["items"]:
            yield from _fields(field["items"], f"{prefix}{name}[].")


def _form(field: Document) -> str:
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[1]
        return f"[{name.replace('_', ' ')}](#{name.replace('_', '-')})"
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "enum" in field:
        return ", ".join(f"`{option}`" for option in field["enum"])
    if "anyOf" in field:
        return " or ".join(_form(option) for option in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_form(field['items'])}"
    kind = field.get("type", "")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)

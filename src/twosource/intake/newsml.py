"""What agencies send: NewsML-G2 and NITF (XML), ninjs (JSON).

NewsML-G2 2.35, NITF 3.6 and ninjs 1.x to 3.x as published by the IPTC (https://iptc.org/standards/). Of a text
item its inline XHTML or NITF is read; pictures, packages and planning items hold no report and are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from lxml import etree

from twosource.errors import Unreadable
from twosource.intake import elements, html, roots, sidecar
from twosource.intake.fields import Stated, stated
from twosource.intake.metadata import Notes, draft
from twosource.intake.source import Draft, Format, Found, Source

MAX_ITEM = 16 * 1_048_576
_ROOTS = ("newsitem", "newsmessage", "nitf")
_OTHERS = ("packageitem", "planningitem", "conceptitem", "knowledgeitem", "catalogitem")
_SEND = "Ask the agency for the item with its text, or save the text."
_STATUS = {"stat:usable": None, "usable": None, "stat:canceled": "cancelled", "stat:withheld": "withheld"}


def read(source: Source) -> Iterator[Found]:
    """The text items in one file."""
    data = source.bytes(MAX_ITEM)
    root = _root(data, source.where)
    items = [e for e in root.iter("{*}newsItem", "{*}nitf") if not _inside_item(e)]
    if not items:
        raise Unreadable(source.where, "is NewsML without a news item (a package, a plan, a catalogue).", _SEND)
    spans = elements.spans(data, ("newsItem", "nitf")) if len(items) > 1 else ()
    for number, item in enumerate(items, 1):
        place = source
        if len(items) > 1:
            part = elements.part(f"news item {number}", spans, number, len(items))
            place = replace(source, where=f"{source.where}#{number}", part=part)
        try:
            yield _item(item, place)
        except Unreadable as refused:
            yield refused


def _root(data: bytes, where: str) -> Any:
    """Entities are left unresolved, so that a bomb of them stays small."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(where, f"is no sound XML ({error}).", _SEND) from error


def _inside_item(element: Any) -> bool:
    return any(etree.QName(a).localname in ("newsItem", "nitf") for a in element.iterancestors() if _is_node(a))


def _item(item: Any, source: Source) -> Draft:
    notes = Notes(source.where)
    body = next((e for name in ("body.content", "html", "body") for e in item.iter(f"{{*}}{name}")), None)
    if body is None:
        raise Unreadable(source.where, "is an item without text (a picture, a film, a graphic).", _SEND)
    said = _nitf(item) if etree.QName(item).localname == "nitf" else _newsml(item)
    text, marks = html.words(_without_names(body))
    if said.get("status"):
        notes.add(f"the agency calls this item {said['status'].value}.")
    called = Source(source.where, name=source.file, part=source.part)
    return draft(text, {**said, **sidecar.fields(source, notes)}, called, notes, marks=marks)


def _without_names(body: Any) -> Any:
    """The tree with plain tags, as a page has them."""
    for element in body.iter():
        if _is_node(element):
            element.tag = {
                "hl1": "h1",
                "hl2": "h2",
                "media": "figure",
                "media-caption": "figcaption",
                "bq": "blockquote",
            }.get(etree.QName(element).localname.lower(), etree.QName(element).localname.lower())
    return body


def _newsml(item: Any) -> dict[str, Stated]:
    first = partial(_first, item)
    said = {
        "title": first("contentMeta/headline"),
        "publisher": first("itemMeta/provider/name") or first("contentMeta/infoSource/name") or _code(item),
        "published": first("itemMeta/firstCreated")
        or first("contentMeta/contentCreated")
        or first("itemMeta/versionCreated"),
        "modified": first("itemMeta/versionCreated"),
        "author": first("contentMeta/creator/name") or first("contentMeta/by"),
        "language": _attribute(item, "contentMeta/language", "tag") or item.get(_XML_LANG),
        "credit": first("contentMeta/creditline"),
        "dateline": first("contentMeta/dateline"),
        "slugline": first("contentMeta/slugline"),
        "section": first("contentMeta/subject/name"),
        "correction": first("itemMeta/edNote"),
        "status": _STATUS.get(_attribute(item, "itemMeta/pubStatus", "qcode") or "usable"),
        "item": item.get("guid"),
        "item_version": item.get("version"),
    }
    if said["modified"] == said["published"]:
        said["modified"] = None
    return {key: Stated(value, "NewsML-G2") for key, value in said.items() if value}


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _code(item: Any) -> str | None:
    return _attribute(item, "itemMeta/provider", "literal")


def _nitf(item: Any) -> dict[str, Stated]:
    first = partial(_first, item)
    said = {
        "title": first("body/body.head/hedline/hl1") or first("head/title"),
        "publisher": first("body/body.head/distributor") or _attribute(item, "head/pubdata", "name"),
        "published": _attribute(item, "body/body.head/dateline/story.date", "norm")
        or _attribute(item, "head/docdata/date.issue", "norm")
        or _attribute(item, "head/pubdata", "date.publication"),
        "author": first("body/body.head/byline/person") or first("body/body.head/byline"),
        "dateline": first("body/body.head/dateline"),
        "section": _attribute(item, "head/pubdata", "position.section"),
        "correction": _attribute(item, "head/docdata/correction", "info"),
        "item": _attribute(item, "head/docdata/doc-id", "id-string"),
        "language": item.get(_XML_LANG),
    }
    return {key: Stated(value, "NITF") for key, value in said.items() if value}


def _find(item: Any, path: str) -> Any:
    """The first element on a path of local names; NITF in NewsML has a namespace, alone it has none."""
    return item.find("/".join(f"{{*}}{step}" for step in path.split("/")))


def _first(item: Any, path: str) -> str | None:
    found = _find(item, path)
    return " ".join(" ".join(found.itertext()).split()) or None if found is not None else None


def _attribute(item: Any, path: str, name: str) -> str | None:
    found = _find(item, path)
    return found.get(name) if found is not None else None


def _is_node(element: Any) -> bool:
    return isinstance(element.tag, str)


# --------------------------------------------------------------------------- ninjs


def is_ninjs(found: Mapping[str, object]) -> bool:
    """True for an object with the marks of ninjs: an address of its own and a text or a headline in its keys."""
    return isinstance(found.get("uri"), str) and any(
        key.startswith("body_") or key in ("bodies", "headline", "headlines", "versioncreated", "versionCreated")
        for key in found
    )


def of_ninjs(found: Mapping[str, Any], source: Source) -> Draft:
    """A report from one ninjs item; raises Unreadable where it has no text."""
    notes = Notes(source.where)
    markup = _body(found)
    if not markup:
        raise Unreadable(source.where, f"is a ninjs item without text ({found.get('type') or 'no type'}).", _SEND)
    text, marks = html.fragment(markup)
    get = partial(_string, found)
    status = get("pubstatus", "pubStatus")
    said = {
        "title": get("headline", "title") or _value(found.get("headlines")),
        "publisher": _name(found.get("infosources") or found.get("infoSources"))
        or get("provider", "copyrightholder", "copyrightHolder"),
        "published": get(
            "firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated"
        ),
        "modified": get("versioncreated", "versionCreated"),
        "author": get("byline", "by") or _name(found.get("people")),
        "language": get("language"),
        "credit": get("usageterms", "creditline"),
        "dateline": get("located"),
        "slugline": get("slugline"),
        "section": _name(found.get("subject") or found.get("subjects")),
        "correction": get("ednote", "edNote"),
        "status": status if status != "usable" else None,
        "item": get("uri"),
        "item_version": get("version"),
    }
    if said["modified"] == said["published"]:
        said["modified"] = None
    if said["status"]:
        notes.add(f"the agency calls this item {said['status']}.")
    return draft(text, {**stated(said, "ninjs"), **sidecar.fields(source, notes)}, source, notes, marks=marks)


def _string(found: Mapping[str, Any], *keys: str) -> str | None:
    return next((found[k] for k in keys if isinstance(found.get(k), str) and found[k]), None)


def _body(found: Mapping[str, Any]) -> str:
    """The text in the first of its forms that is markup, else plain (ninjs 1: ``body_xhtml``; 2 and 3: ``bodies``)."""
    forms: list[tuple[bool, str]] = []
    for key, value in found.items():
        if key.startswith("body_") and isinstance(value, str):
            forms.append((key == "body_text", value))
    bodies = found.get("bodies")
    for one in bodies if isinstance(bodies, list) else []:
        if isinstance(one, Mapping) and isinstance(one.get("value"), str):
            forms.append((one.get("contenttype", one.get("contentType")) == "text/plain", one["value"]))
    if not forms:
        return ""
    is_plain, words = sorted(forms, key=lambda form: form[0])[0]
    return html.as_markup(words) if is_plain else words


def _name(values: object) -> str | None:
    first = values[0] if isinstance(values, list) and values else None
    name = first.get("name") if isinstance(first, Mapping) else None
    return name if isinstance(name, str) else None


def _value(values: object) -> str | None:
    first = values[0] if isinstance(values, list) and values else None
    value = first.get("value") if isinstance(first, Mapping) else None
    return value if isinstance(value, str) else None


FORMAT = Format(
    "agency item",
    (".nitf", ".newsml"),
    read,
    lambda head: roots.root(head) in (*_ROOTS, *_OTHERS),
    "application/vnd.iptc.g2.newsitem+xml",
    several=True,
)

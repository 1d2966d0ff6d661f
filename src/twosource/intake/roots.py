"""Which XML a file is, from its first bytes."""

from __future__ import annotations

import re

_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?><!--.*?-->\s*|<\?.*?\?>\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*+"
    rb"<(?:[\w.-]+:)?([\w.-]+)",
    re.S | re.I,
)


def root(head: bytes) -> str | None:
    """The name of the outermost element, lower case, without its prefix; None where the bytes begin otherwise.

    >>> root(b'<?xml version="1.0"?><rdf:RDF>')
    'rdf'
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    found = _ROOT.match(head)
    return found[1].decode("ascii", "replace").lower() if found else None

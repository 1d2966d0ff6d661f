"""Characters that need care: line ends, invisible characters, halves of surrogate pairs."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u180e\u200b\u2060\ufeff]|[A-Za-z\u00c0-\u04ff][\u200c\u200d][A-Za-z\u00c0-\u04ff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BLANK = re.compile("[\\s\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f]*")


def plain_line_ends(text: str) -> str:
    """``\\r\\n`` and ``\\r`` as ``\\n``; everything else as it is."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def is_blank(text: str) -> bool:
    """True when a reader would see nothing."""
    return _BLANK.fullmatch(text) is not None


def without_surrogates(text: str) -> tuple[str, int]:
    """The text with every lone surrogate replaced by U+FFFD, one for one (offsets stay), and their number. Such
    halves come from damaged JSON escapes and cannot be written to any file."""
    return _SURROGATE.subn("\ufffd", text)


def oddities(text: str) -> list[str]:
    """What a reader cannot see in the text, in words. Joiners count between Latin, Greek and Cyrillic letters only,
    where no script needs them."""
    found: list[str] = []
    if text.isascii() and not _CONTROL.search(text):
        return found
    if n := len(_INVISIBLE.findall(text)):
        found.append(f"{n} invisible (zero-width) character{'s' if n > 1 else ''}")
    if n := len(_BIDI.findall(text)):
        found.append(f"{n} character{'s' if n > 1 else ''} that change the direction of writing")
    if n := len(_CONTROL.findall(text)):
        found.append(f"{n} control character{'s' if n > 1 else ''}")
    return found

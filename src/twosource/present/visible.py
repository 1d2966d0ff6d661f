"""Words of a report, made safe to show: a report is untrusted, and so are its title, names and addresses.

Control characters can drive a terminal, and bidirectional controls can make a sentence read as another; both are shown
by their number instead. Offsets are never reckoned in what this module returns.
"""

from __future__ import annotations

import re
import unicodedata

# Marks that turn the direction of writing (they can hide or reverse words), C0 and C1 controls but tab and line ends,
# lone surrogates, interlinear annotation, line and paragraph separators, tags.
_ODD = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Characters without a width that are common and harmless in web text: left out.
_SILENT = re.compile("[\u00ad\u200b\ufeff]")
_SPACE = re.compile(r"[\s\u00a0]+")


def odd(character: str) -> bool:
    """True for a character that must not be passed on as it is."""
    return bool(_ODD.fullmatch(character))


def odd_characters(text: str) -> list[tuple[int, str]]:
    """Each odd character with its place, in order."""
    return [(found.start(), found.group()) for found in _ODD.finditer(text)]


def code(character: str) -> str:
    """How an odd character is shown: ``<U+202E>``."""
    return f"<U+{ord(character):04X}>"


def without_odd(text: str) -> str:
    """The text with odd characters shown by number, everything else as it is."""
    if text.isprintable():  # as nearly all is; no odd character counts as printable
        return text
    return _ODD.sub(lambda found: code(found.group()), text)


def visible(text: str) -> str:
    """The same without characters that nobody sees; line ends are kept."""
    if text.isprintable():
        return text
    return _SILENT.sub("", without_odd(text))


def one_line(text: str) -> str:
    """The same on one line, runs of white space made one space."""
    if text.isprintable():  # then its only white space are spaces
        return " ".join(text.split())
    return _SPACE.sub(" ", visible(text)).strip()


def width(text: str) -> int:
    """Columns that the text takes in a terminal: two for wide East Asian characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def web_address(url: str | None) -> str | None:
    """The address if it may become a link (http or https, no odd characters), else None."""
    if url and re.match(r"https?://[^\s/]", url, re.IGNORECASE) and not _ODD.search(url) and not re.search(r"\s", url):
        return url
    return None

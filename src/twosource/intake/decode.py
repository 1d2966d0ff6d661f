"""Bytes to characters, without guessing where one need not and never in silence where one must."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from itertools import pairwise

from twosource.errors import Unreadable
from twosource.intake import language, unread

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
_WINDOW = 4000
_COMMON = (
    *("cp1252", "cp1250", "cp1251", "iso8859-2", "koi8-r", "koi8-u", "cp1254", "cp1253", "cp1257", "cp1255", "cp1256"),
    *("cp932", "euc-jp", "gb18030", "big5", "cp949", "cp866", "mac-roman", "cp850"),
)
_NOT_DECLARED = (
    "utf",
    "unicode",
    "raw",
    "idna",
    "punycode",
)  # what a page cannot truly say of bytes that are not UTF-8
_WELL_ENOUGH = 0.8
_TYPOGRAPHIC = frozenset("‘’‚“”„‹›«»–—…•·°§€£©®™№¿¡´\u00a0\u3000、。「」『』・！？（）،؟؛")
_AS_UTF8 = "Save it as UTF-8 text and try again."


@dataclass(frozen=True, slots=True)
class Decoded:
    """``warning`` names the encoding where it had to be guessed or some bytes were lost. ``encoding`` is Python's
    name of it, ``mark`` the bytes of the byte-order mark before the text."""

    text: str
    warning: str | None = None
    encoding: str = "utf-8"
    mark: int = 0


def decode(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """Characters of a file. Order: byte-order mark, UTF-8, the encoding that the file ``declared``, a guess (with a
    warning that names it). The mark is taken off. Raises Unreadable for an empty or binary file."""
    if not data:
        raise Unreadable(where, "is empty.", "Check that it was saved completely.")
    if known := unread.by_bytes(data[:4096]):
        raise Unreadable(where, f"seems to be {known[0]}, not text.", known[1])
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return replace(_by_mark(data[len(mark) :], encoding, where), mark=len(mark), encoding=encoding)
    if 0 in data:
        return _with_nuls(data, where)
    _refuse_binary(data, where)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _declared(data, declared) or _damaged_utf8(data, error) or _guessed(data, where)


def _by_mark(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    if text.count("\ufffd") * 10 > len(text):
        raise Unreadable(where, f"says that it is {encoding.upper()} text but is not.", _AS_UTF8)
    return Decoded(text, f"some bytes are not {encoding.upper()} and are shown as \ufffd; check the words around them.")


def _with_nuls(data: bytes, where: str) -> Decoded:
    """UTF-16 without its mark has zeros at every second place only (each space at least); other zeros mean no text."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) * 20 < max(even, odd) and max(even, odd) * 20 > len(sample):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = "\0"
        head = text[:10_000]
        if sum(c.isprintable() or c.isspace() for c in head) > 0.98 * len(head):
            return Decoded(text, f"its encoding was guessed as {encoding.upper()}; check the words.", encoding)
    raise Unreadable(where, "is not text (it holds zero bytes).", "Export it as text or HTML.")


def _refuse_binary(data: bytes, where: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(re.findall(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", sample))
    if controls * 20 > len(sample):
        raise Unreadable(where, "is not text (it is full of control bytes).", "Export it as text or HTML.")


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """As the file says, read as browsers do: ISO-8859-1 means Windows-1252."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        name = "cp1252" if name == "iso8859-1" else name
        return None if name.startswith(_NOT_DECLARED) else Decoded(data.decode(name), encoding=name)
    except (LookupError, ValueError, TypeError, AssertionError):
        return None


def _damaged_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 with a few stray bytes (a cut file, a pasted line) is better kept than read wholly as something else."""
    if error.start == 0 and len(data) < 4:
        return None
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - lost
    if sound < 10 * lost:
        return None
    return Decoded(
        text, f"{lost} damaged place{'s' if lost > 1 else ''} (not UTF-8), shown as \ufffd; check the words there."
    )


def _guessed(data: bytes, where: str) -> Decoded:
    for name in _guesses(_window(data)):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        shown = name.upper().replace("CP125", "Windows-125")
        why = f"it is not UTF-8; its encoding was guessed as {shown}. Check names with special letters."
        return Decoded(text, why, name)
    raise Unreadable(where, "its encoding could not be told.", _AS_UTF8)


def _window(data: bytes) -> bytes:
    """A sample from about the line of the first byte beyond ASCII, so that a long plain start does not hide it."""
    found = re.search(rb"[\x80-\xff]", data)
    first = found.start() if found else 0
    start = max(data.rfind(b"\n", 0, first) + 1, first - 500)
    return data[start : start + _WINDOW]


def _guesses(sample: bytes) -> list[str]:
    """Encodings from likely to less so: those under which the sample is a known language spelt with that language's own
    letters, the better the earlier. Else what charset-normalizer makes of it (it goes by the look of characters alone
    and takes Norwegian for Windows-1250), then Windows-1252, the commonest."""
    from charset_normalizer import from_bytes

    scored = [
        (score, -n, name) for n, name in enumerate(_COMMON) if (score := _reads_well(sample, name)) > _WELL_ENOUGH
    ]
    best = [name for _, _, name in sorted(scored, reverse=True)]
    return best or [
        *(m.encoding for m in from_bytes(sample, cp_isolation=list(_COMMON), enable_fallback=False)),
        "cp1252",
    ]


def _reads_well(sample: bytes, encoding: str) -> float:
    """How sure the language of the sample is when read in that encoding, times the share of characters beyond ASCII
    that are letters of that language, in the case that words have, or typographic marks; 0 where bytes do not fit."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return 0.0
    told, sure = language.likeliest(text)
    letters = language.letters(told)
    beyond = [c for c in text if c > "\x7f"]
    fitting = sum(1 for c in beyond if c in _TYPOGRAPHIC or letters.match(c.lower()))
    humps = sum(1 for one, two in pairwise(text) if two > "\x7f" and one.islower() and two.isupper())
    return sure * (fitting - humps) / max(1, len(beyond))

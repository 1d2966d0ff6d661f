"""Bytes to characters, without guessing where one need not and never in silence where one must."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from twosource.errors import Unreadable
from twosource.intake import unread

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
_WESTERN = frozenset(
    ("cp1250", "cp1252", "cp1254", "cp1257", "latin_1", "iso8859_1", "iso8859_2", "iso8859_9", "iso8859_15")
)
_AS_UTF8 = "Save it as UTF-8 text and try again."


@dataclass(frozen=True, slots=True)
class Decoded:
    """``warning`` names the encoding where it had to be guessed or some bytes were lost."""

    text: str
    warning: str | None = None


def decode(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """Characters of a file. Order: byte-order mark, UTF-8, the encoding that the file ``declared``, a guess (with a
    warning that names it). The mark is taken off. Raises Unreadable for an empty or binary file."""
    if not data:
        raise Unreadable(where, "is empty.", "Check that it was saved completely.")
    if known := unread.by_bytes(data[:4096]):
        raise Unreadable(where, f"seems to be {known[0]}, not text.", known[1])
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], encoding, where)
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
    """UTF-16 without its mark has a zero in every second place of Western text; other zeros mean no text."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for encoding, share in (("utf-16-le", odd / half), ("utf-16-be", even / half)):
        if share > 0.4 and min(even, odd) * 10 < max(even, odd):
            try:
                return Decoded(
                    data.decode(encoding), f"its encoding was guessed as {encoding.upper()}; check the words."
                )
            except UnicodeDecodeError:
                break
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
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        return None if name == "utf-8" else Decoded(data.decode(name))
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
        text, f"{lost} byte{'s' if lost > 1 else ''} that are not UTF-8 are shown as \ufffd; check the words there."
    )


def _guessed(data: bytes, where: str) -> Decoded:
    for name in _guesses(_window(data)):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        shown = codecs.lookup(name).name.replace("cp125", "Windows-125").upper().replace("WINDOWS", "Windows")
        return Decoded(text, f"it is not UTF-8; its encoding was guessed as {shown}. Check names with special letters.")
    raise Unreadable(where, "its encoding could not be told.", _AS_UTF8)


def _window(data: bytes) -> bytes:
    """A sample that holds the first bytes beyond ASCII, so that a long plain start does not hide them."""
    found = re.search(rb"[\x80-\xff]", data)
    start = max(0, (found.start() if found else 0) - 1000)
    return data[start : start + _SAMPLE]


def _guesses(sample: bytes) -> list[str]:
    """Encodings from likely to less so. Among Western and Central European ones, which share most letters,
    Windows-1252 goes first where it explains the bytes as well: it is by far the commonest, which charset-normalizer
    does not know."""
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, enable_fallback=False))
    if not matches:
        return ["cp1252"]
    best = matches[0]
    names = [m.encoding for m in matches]
    if best.encoding in _WESTERN and best.encoding != "cp1252" and _reads_as_western(sample):
        return ["cp1252", *names]
    return names


def _reads_as_western(sample: bytes) -> bool:
    """True when, read as Windows-1252, what lies beyond ASCII is letters of Western languages inside words and
    typographic marks, and nothing else."""
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = [c for c in text if c > "\x7f"]
    usual = sum(1 for c in beyond if c in "äöüßÄÖÜåÅæÆøØéÉèÈêëàâáÁíîïóôõòúûùñÑçÇãÃœ‘’“”«»–—…•·°§€£\u00a0¿¡")
    return usual >= 0.95 * len(beyond)

"""Which language a report is in: as declared, else as it looks, else "und"."""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import TYPE_CHECKING

from twosource.lexicon import table

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"
_SHARE = 0.6  # below this share of the probability the first guess is not trusted
_LETTERS = 20  # fewer letters than this say nothing

_LETTER = re.compile(r"[^\W\d_]")
_DENSE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{6}")  # scripts that say more with fewer
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.I)


def tag(written: str) -> str | None:
    """A BCP 47 tag in its usual case for what someone wrote ("EN", "en_gb", "English"), None where it is none.

    >>> tag("en_gb")
    'en-GB'
    """
    written = written.strip().replace("_", "-")
    if known := _names().get(written.lower()):
        return known
    if not _TAG.fullmatch(written):
        return None
    first, *rest = written.lower().split("-")
    return "-".join([first, *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in rest)])


def tell(title: str | None, text: str) -> str:
    """The language of the title and the first 500 characters, "und" where it cannot be told."""
    sample = re.sub(r"https?://\S+|\d+", " ", f"{title or ''}\n{text[:500]}")
    letters = sum(1 for _ in islice(_LETTER.finditer(sample), _LETTERS))
    if letters < _LETTERS and not _DENSE.search(sample):
        return UNKNOWN
    best, share = likeliest(sample)
    return best if share >= _SHARE else UNKNOWN


def likeliest(text: str) -> tuple[str, float]:
    """The likeliest language of a text and its share of the probability (0 to 1)."""
    best, share = _identifier().rank(text)[0]
    return str(best), float(share)


@functools.cache
def letters(language: str) -> re.Pattern[str]:
    """Matches one lower-case letter beyond ASCII of that language."""
    known = table("any/languages")["letters"].get(language)
    return re.compile(f"[{known}]" if known else r"[^\W\d_]")


@functools.cache
def _names() -> dict[str, str]:
    return {name: tag for tag, names in table("any/languages")["names"].items() for name in names}


@functools.cache
def _identifier() -> LanguageIdentifier:
    """One of our own: the module-level one of py3langid is shared with whoever else imports it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(table("any/languages")["candidates"])
    return made

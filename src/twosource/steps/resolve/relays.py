"""Through whom a report has a statement: the medium that was told, cited, or carried the interview."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from twosource.lexicon import words
from twosource.record import Attribution, Mention, Span
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import initials, plain

# What may stand between a speech act and the medium that heard it.
_HEARER = re.compile(
    r"\b(?:told|tells|telling|tell|informed|informs|wrote to|spoke to|speaking to|spoken to|speaks to|talked to|talking to|interview(?:s|ed)?(?: given)? "
    r"(?:with|to|by|on|for|published by|aired by|in)|interviewed by|statement (?:to|carried by|given to|sent to|published by|quoted by)|"
    r"(?:video|footage|message|post|recording|letter|note|report|account)s? (?:published|released|posted|put out|aired|broadcast|carried|shared|seen|obtained|made|filmed) (?:by|on)|"
    r"(?:quoted|cited|as quoted|as cited|carried|published|interviewed|as reported) (?:by|in)|confirmed (?:to|for)|confirms (?:to|for)|said to|says to|declared to|speaking (?:on|with)|in words to|"
    r"information for|informed|in (?:a |an )?(?:\w+ )?interview (?:with|to)|"
    r"sa til|sier til|forteller til|fortalte|overfor|til|sagte|gegenüber|dem|der)\s+(?:the\s+|le\s+|la\s+|der\s+|den\s+|dem\s+)?(?:[\w’'.-]+\s+){0,7}?$",
    re.I,
)
_OWN_PAPER = re.compile(
    r"\b(?:this|our|the present) (?:newspaper|paper|page|website|site|station|medium|reporter|outlet|programme|portal)\b",
    re.I,
)
_CREDIT = re.compile(r"\(([A-ZÀ-ÞА-Я][\w .&'’/-]{1,40})\)")


@dataclass(frozen=True, slots=True)
class Relay:
    """A medium between a speaker and the report, and the words that say so."""

    figure: Figure
    words: Mention


class Relays:
    """The relays of one report. ``wire`` is the agency that the whole report is credited to."""

    def __init__(self, scene: Scene, media: set[int]) -> None:
        self.scene, self.media = scene, media
        self.wire = self._wire()
        self._tied: dict[int, list[Relay]] = defaultdict(list)

    def is_medium(self, figure: Figure) -> bool:
        """True for publishers and for what the story treats as one."""
        return figure.kind == "publisher" or id(figure) in self.media

    def near(self, attribution: Attribution) -> Relay | None:
        """The medium that the sentence of the attribution says was told."""
        anchor = attribution.cue or attribution.source or attribution.content[0]
        sentence = self.scene.sentence_at(anchor.start)
        if sentence is None:
            return None
        inside = list(attribution.content)
        for start, end, figure in self.scene.named_in(sentence.start, sentence.end):
            if not self._may_relay(figure) or any(s.start <= start < s.end for s in inside):
                continue
            if attribution.source is not None and attribution.source.start <= start < attribution.source.end:
                continue
            if _HEARER.search(self.scene.text[max(sentence.start, start - 90) : start]):
                return Relay(figure, Mention(self.scene.id, start, end))
        return None

    def tie(self, speaker: Figure, relay: Relay) -> None:
        """Remember that this speaker's words come through this medium."""
        self._tied[id(speaker)].append(relay)

    def tied(self, speaker: Figure) -> Relay | None:
        """The one medium that the report gives for this speaker, if it is one only."""
        relays = self._tied.get(id(speaker), [])
        return relays[0] if relays and all(r.figure is relays[0].figure for r in relays) else None

    def _may_relay(self, figure: Figure) -> bool:
        return (
            figure is not self.scene.publisher
            and figure.kind not in ("person", "place")
            and self.scene.id not in figure.own_of
        )

    def _wire(self) -> Relay | None:
        """The agency in the dateline or in brackets at the very end, when it isn't the publisher itself."""
        text = self.scene.text
        body = text[: min(len(text), 4000)]
        for match in _CREDIT.finditer(text):
            head = (
                match.end() < 400
                and re.match(r"\s*(?:[-–—:]|--)", text[match.end() :])
                and "\n" not in text[max(0, match.start() - 40) : match.start()].strip()
            )
            tail = not text[match.end() :].strip()
            if not head and not tail:
                continue
            for start, end, figure in self.scene.named_in(match.start(1), match.end(1)):
                if self._may_relay(figure) and (self.is_medium(figure) or tail or body):
                    return Relay(figure, Mention(self.scene.id, start, end))
        return None


def media_of(figures: list[Figure]) -> set[int]:
    """Figures whose names say that they publish."""
    hints = words("any", "media_words")
    return {id(f) for f in figures if f.kind != "person" and any(w in hints for n in f.names for w in plain(n).split())}


def owns(publisher_names: set[str], figure: Figure) -> bool:
    """True when the figure is the report's own publisher under another spelling or its acronym."""
    for own in publisher_names:
        own = plain(own).removeprefix("the ")
        for name in figure.names | {figure.name}:
            name = plain(name).removeprefix("the ")
            if name == own or (len(name) > 2 and name == initials(own)):
                return True
            if (
                len(name) > 3
                and (own.startswith(name + " ") or own.endswith(" " + name))
                and figure.kind in ("publisher", "organisation", "other")
            ):
                return True
    return False


def spans_of(attribution: Attribution) -> list[Span]:
    """Everything that an attribution covers: content, source and cue."""
    return [*attribution.content, *(s for s in (attribution.cue, attribution.source) if s is not None)]

"""Through whom a report has a statement: the medium that was told, cited, or carried the interview."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from twosource.lexicon import lines, table, words
from twosource.record import Attribution, Mention, Sentence, Span
from twosource.steps.resolve.antecedents import Antecedents
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.forms import named_in_table
from twosource.steps.resolve.scene import Scene
from twosource.steps.resolve.spelling import initials, plain

# A medium or rights group that is not named: "told a news agency", "in a video put out by a rights group".
_UNNAMED = (
    r"\b(?:told|tells|telling|informed|interview with|interview to|interviewed by|statement to|statement carried by"
    r"|said to|spoke to|speaking to|carried by|quoted by|published by|put out by|released by|posted by|aired by"
    r"|broadcast by|wrote to|declared to|confirmed to|in words to|stated to)\s+"
    r"((?:the|a|an|one|state|local|regional|national|public|US|U\.S\.|UK|[A-Z]\w+(?:an|ese|ish|i))\s+"
    r"(?:(?!(?:that|which|who|social)\b)[\w’'-]+\s+){0,3}?"
    r"(?:%s)(?: station| channel| agency| programme| report)?)\b"
    r"(?!['’-]|\s+(?:conference|briefing|call|release|event|officer|office|service|crew|team|reporter|journalist"
    r"|interview))"
)
_SAID_IN = re.compile(
    r"(?:\s+[a-z]+){0,2}['’]s?\s+(?:account|report|interview|version|story|words|telling)\b|\s+(?:report|account|interview)\b"
)
_CREDIT = re.compile(r"[(（]([A-ZÀ-ÞА-Я][\w .&'’/-]{1,40})[)）]")
_AT_THE_END_BEFORE = re.compile(r",\s(?:(?:as|according to|per)\s)?(?:the\s)?$", re.I)
_AT_THE_END = re.compile(
    r"(?:\s(?:newspaper|news agency|agency|channel|website|magazine))?(?:\s(?:has|had|also|later|first))?"
    r"(?:\s(?:reports|reported|said|says|wrote|writes|reporting))?[^\w]*",
    re.I,
)
_CITING = re.compile(
    r"(.+?),? (?:citing|quoting|which (?:cites|quotes|cited|quoted|has cited)|who (?:cites|cited)) (.+)", re.S
)
# "Example.netin haastattelussa Y" (Finnish: in X's interview), "i et intervju med X sier Y"
_INTERVIEWED = re.compile(
    r"(?:(\S+) haastattelussa|(?:i (?:et |en )?intervju med|im (?:interview|gespräch) mit|dans un entretien (?:à|avec)"
    r"|en una entrevista (?:con|a)|w rozmowie z|в интервью) (\S+)) (.+)",
    re.I,
)
_CARRIED = re.compile(
    r"(.+?),? (?:interviewed|quoted|cited|carried|published|contacted|relayed|broadcast|aired) (?:by|in|on) (.+)", re.S
)
#: What is told a medium once may be said elsewhere the next time; an interview or a video holds all of it.
_TOLD = re.compile(
    r"(?!.*\b(?:interview|broadcast|program(?:me)?|show|conversation)\b)"
    r"(?:told|tells?|telling|said|says|wrote|confirmed|confirms|spoke|stated|denied)\b",
    re.IGNORECASE,
)
_TOLD_REACH = 2  # sentences
_BESIDE = re.compile(r"(?:with|additional|including|incl\.?|plus)\b", re.IGNORECASE)  # "(With Nordpress)": in part
_PICTURE = re.compile(r"©|\b(?:photo|picture|image|file)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relay:
    """A medium between a speaker and the report, and the words that say so; ``lasting`` where the report gives it for
    the speaker, and not for one sentence only; ``once`` where it may be for what was "told the Star" alone."""

    figure: Figure
    words: Mention
    lasting: bool = True
    once: bool = False


class Relays:
    """The relays of one report. ``wire`` is the agency that the whole report is credited to at its foot; ``agencies``
    are those that the story names in credits only, shared by its reports."""

    def __init__(self, scene: Scene, media: set[int], agencies: dict[str, Figure]) -> None:
        self.scene, self.media, self.agencies = scene, media, agencies
        self.made: list[Figure] = []
        self.wire = self._wire()
        self._tied: dict[int, list[Relay]] = defaultdict(list)
        self._unnamed: dict[str, Figure] = {}

    def is_medium(self, figure: Figure) -> bool:
        """True for publishers and for what the story treats as one."""
        return figure.kind == "publisher" or id(figure) in self.media

    def near(self, attribution: Attribution, others: Collection[Span] = ()) -> Relay | None:
        """The medium that the sentence of the attribution says was told; ``others`` are the cues of the other
        attributions there."""
        anchor = attribution.cue or attribution.source or attribution.content[0]
        sentence = self.scene.sentence_at(anchor.start)
        if sentence is None:
            return None
        if attribution.parent < 0 and (citing := self._who_cites(attribution, sentence)) is not None:
            return citing
        text, inside = self.scene.text, list(attribution.content)
        if attribution.source is not None:
            inside.append(attribution.source)
        for start, end, figure in self.scene.named_in(sentence.start, sentence.end):
            if not self._may_relay(figure) or any(s.start <= start < s.end for s in inside):
                continue
            from_ = max(sentence.start, start - 90)
            act = _hearer().search(text[from_:start])
            if act is not None and self._heard(figure, act) and self._is_nearest(anchor, from_ + act.start(), others):
                once = _TOLD.match(act.group()) is not None
                return Relay(figure, Mention(self.scene.id, start, end), once=once)
            if act is None and self._account(figure, sentence.start, start, end):
                return Relay(figure, Mention(self.scene.id, start, end))
            if act is None and self._says_so(figure, anchor, start, end, sentence):
                return Relay(figure, Mention(self.scene.id, start, end), lasting=False)
        return self._described(sentence.start, sentence.end, inside, anchor, others)

    def _who_cites(self, attribution: Attribution, sentence: Sentence) -> Relay | None:
        """ "X reports, citing the police": X, where the attribution is the police's alone."""
        cue = attribution.cue
        if cue is None or not re.match(
            r"(?:citing|quoting|cit(?:es|ed)|quot(?:es|ed))\b", cue.of(self.scene.text), re.I
        ):
            return None
        tokens = sentence.tokens
        at = next((k for k, t in enumerate(tokens) if t.start == cue.start), None)
        seen: set[int] = set()
        while at is not None and at not in seen:
            seen.add(at)
            for token in tokens:
                if token.head != at or token.dep != "nsubj":
                    continue
                for start, end, figure in self.scene.named_in(token.start, token.end):
                    if self._may_relay(figure):
                        return Relay(figure, Mention(self.scene.id, start, end))
            at = tokens[at].head
        return None

    def _heard(self, figure: Figure, act: re.Match[str]) -> bool:
        """Whether the figure after a speech act is a medium: by its name, by what it is called, or because the act
        is an interview or a broadcast."""
        if self.is_medium(figure) or self._apposed(act.group(1)):
            return True
        return bool(
            re.match(
                r"interview|video|entretien|entrevista|rozmowie|wywiad|интервью|інтерв|intervju", act.group(), re.I
            )
        )

    def _account(self, figure: Figure, begin: int, start: int, end: int) -> bool:
        """ "In the Telegraph newspaper's account, …"."""
        before = self.scene.text[begin:start]
        return self.is_medium(figure) and bool(
            re.fullmatch(r"(?:in|per|as per|going by) (?:the |an? )?", before, re.I)
            and _SAID_IN.match(self.scene.text, end)
        )

    def _says_so(self, figure: Figure, anchor: Span, start: int, end: int, sentence: Sentence) -> bool:
        """ "The police said that …, the Star reported.": a medium at the sentence's end, for all that stands before."""
        text = self.scene.text
        return (
            anchor.end < start
            and self.is_medium(figure)
            and _AT_THE_END_BEFORE.search(text, sentence.start, start) is not None
            and _AT_THE_END.fullmatch(text, end, sentence.end) is not None
        )

    @staticmethod
    def _is_nearest(anchor: Span, act: int, others: Collection[Span]) -> bool:
        """Whether the speech act belongs to this cue and not to another one in the sentence."""
        return all(abs(anchor.start - act) <= abs(other.start - act) for other in others)

    def tie(self, speaker: Figure, relay: Relay) -> None:
        """Remember that this speaker's words come through this medium."""
        self._tied[id(speaker)].append(relay)

    def tied(self, speaker: Figure, attribution: Attribution) -> Relay | None:
        """The one medium that the report gives for this speaker, if it is one only. A medium speaks for itself, and
        what is so "by his own account" need not have been told there."""
        if self.is_medium(speaker) or self._is_own_account(attribution):
            return None
        relays = self._tied.get(id(speaker), [])
        if len(relays) == 1 and relays[0].once and not self._goes_on(relays[0], attribution):
            return None
        return relays[0] if relays and all(r.figure is relays[0].figure for r in relays) else None

    def _goes_on(self, relay: Relay, attribution: Attribution) -> bool:
        """Whether the speaker is still at what he told the medium: in the sentences right behind."""
        anchor = attribution.cue or attribution.content[0]
        apart = self.scene.sentence_index(anchor.start) - self.scene.sentence_index(relay.words.start)
        return 0 <= apart <= _TOLD_REACH

    def _is_own_account(self, attribution: Attribution) -> bool:
        cue = attribution.cue.of(self.scene.text).casefold() if attribution.cue is not None else ""
        language = self.scene.reading.report.language.split("-")[0]
        forms = lines({"nb": "no", "nn": "no"}.get(language, language), "according")
        return f"@ {cue}" in (row.casefold() for row in forms)

    def tie_interviewed(self, antecedents: Antecedents) -> None:
        """Tie the medium to whom it asked: "Example.net, which aired an interview with Ann Roe"."""
        for _, sentence in self.scene.sentences:
            for act in _interview_with().finditer(self.scene.text, sentence.start, sentence.end):
                before = self.scene.named_in(sentence.start, act.start())
                media = [r for r in before if self._may_relay(r[2]) and self.is_medium(r[2])]
                named = [f for _, _, f in self.scene.named_in(*act.span(1)) if f.kind == "person"]
                word = act.group(1).split()[0]
                if not named and word.casefold() in _him():
                    taken_up = antecedents.of(Span(act.start(1), act.start(1) + len(word)), "person")
                    named = [taken_up] if taken_up is not None else []
                if media and named:
                    start, end, medium = media[-1]
                    self.tie(named[0], Relay(medium, Mention(self.scene.id, start, end)))

    def _apposed(self, between: str) -> bool:
        """ "told the news agency X", "told broadcaster X"."""
        return bool(set(plain(between).split()) & (words("en", "medium_nouns") | words("any", "media_words")))

    def _may_relay(self, figure: Figure) -> bool:
        return (
            figure is not self.scene.publisher
            and figure.kind not in ("person", "place")
            and self.scene.id not in figure.own_of
        )

    def _described(
        self, start: int, end: int, inside: Iterable[Span], anchor: Span, others: Collection[Span]
    ) -> Relay | None:
        """A medium without a name: "told a news agency", "told the paper" (the one named last)."""
        spans = list(inside)
        for match in _unnamed().finditer(self.scene.text, start, end):
            at = match.start(1)
            if any(s.start <= at < s.end for s in spans) or re.match(
                r"(?:the|state|local) (?:media|press)$", match.group(1), re.I
            ):
                continue
            if not self._is_nearest(anchor, match.start(), others):
                continue
            if self._is_own(match.group(1)):
                continue
            mention = Mention(self.scene.id, at, match.end(1))
            if match.group(1).casefold().startswith("the "):
                known = [f for _, _, f in self.scene.named_in(0, at) if self.is_medium(f) and self._may_relay(f)]
                if known:
                    return Relay(known[-1], mention)
            key = plain(match.group(1)).removeprefix("the ").removeprefix("a ")
            if key not in self._unnamed:
                self._unnamed[key] = Figure("publisher", match.group(1), {match.group(1)})
                self.made.append(self._unnamed[key])
            self._unnamed[key].places.add((self.scene.id, at, match.end(1)))
            return Relay(self._unnamed[key], mention)
        return None

    def _is_own(self, words_: str) -> bool:
        """ "Told the Channel" in a report of Channel World News: its own house, which is no relay."""
        short = words_.split()[-1]
        return short[:1].isupper() and any(plain(short) in plain(n).split() for n in self.scene.publisher.names)

    def within(self, source: Span) -> tuple[Span, Span] | None:
        """A relay named inside the words of a source: (words of the relay, words of the speaker). "VG, citing
        police"; "survivors interviewed by MWO staff"."""
        words_ = source.of(self.scene.text)
        if (found := _CITING.match(words_)) is not None:
            return _inside(source, found, 1), _inside(source, found, 2)
        if (found := _INTERVIEWED.match(words_)) is not None:
            span = _inside(source, found, 1 if found.group(1) else 2)
            if any(self._may_relay(f) for _, _, f in self.scene.named_in(span.start, span.end)):
                return span, _inside(source, found, 3)
        if (found := _CARRIED.match(words_)) is not None and not _of_its_author(found.group(1)):
            outer = _inside(source, found, 2)
            named = [f for _, _, f in self.scene.named_in(outer.start, outer.end)]
            if any(self._may_relay(f) for f in named) or (not named and _medium_noun(outer.of(self.scene.text))):
                return outer, _inside(source, found, 1)
        return None

    def _wire(self) -> Relay | None:
        """The agency in brackets at the very end, when it isn't the publisher itself. One in the dateline or behind a
        picture says nothing of each statement: that is a derivation (``steps.trace``)."""
        text = self.scene.text
        for match in _CREDIT.finditer(text, len(text) // 2):
            line = text.rfind("\n", 0, match.start()) + 1
            if text[match.end() : match.end() + 2].strip(" .") not in ("", "\n", "\n\n"):
                continue
            if (
                _PICTURE.search(text, line, match.start())
                or _BESIDE.match(match.group(1))
                or any(abbreviates(match.group(1), n) for n in self.scene.publisher.names)
            ):
                continue
            mention = Mention(self.scene.id, match.start(1), match.end(1))
            for _, _, figure in self.scene.named_in(mention.start, mention.end):
                if self._may_relay(figure) and self.is_medium(figure):
                    return Relay(figure, mention)
            if name := named_in_table("any/publishers").get(plain(match.group(1))):
                return Relay(self._agency(name, mention), mention)
        return None

    def _agency(self, name: str, mention: Mention) -> Figure:
        """An agency that the story names in credits only; one over all its reports."""
        if name not in self.agencies:
            self.agencies[name] = Figure("publisher", name)
            self.made.append(self.agencies[name])
        figure = self.agencies[name]
        figure.names |= {name, mention.span.of(self.scene.text)}
        figure.places.add((self.scene.id, mention.start, mention.end))
        return figure


@functools.cache
def _hearer() -> re.Pattern[str]:
    """A speech act, then at most four words (group 1) up to the end: what comes next was told."""
    small = r"that|which|who|he|she|it|they|and|but|had|was|were|is|has|in|of|at|\w+ing|\d\w*"
    article = r"(?:(?:the|a|an|le|la|l['’]|der|den|dem|die|el|il)\s*)?"
    between = rf"((?:(?!(?:{small})\b)[^\W\d_][\w’'.-]*\s+){{0,4}})$"
    return re.compile(rf"\b(?:{'|'.join(lines('any', 'hearers'))})\s+{article}{between}", re.I)


@functools.cache
def _unnamed() -> re.Pattern[str]:
    nouns = words("en", "medium_nouns") | {
        "rights group",
        "human rights group",
        "rights organisation",
        "rights organization",
        "ngo",
    }
    return re.compile(_UNNAMED % "|".join(sorted(nouns, key=lambda n: (-len(n), n))), re.I)


def _inside(source: Span, found: re.Match[str], group: int) -> Span:
    return Span(source.start + found.start(group), source.start + found.end(group))


def _of_its_author(words_: str) -> bool:
    """ "Lee, lead author of the study" (published in a journal): it is the study that was, not what Lee says."""
    return "," in words_ and words_.split()[-1].casefold() in table("en/referring")["documents"]


def _medium_noun(text: str) -> bool:
    return bool(set(plain(text).split()) & words("en", "medium_nouns"))


def abbreviates(short: str, name: str) -> bool:
    """True when a name in brackets is the publisher's own or its letters: "LRNA", "Lake Region News Agency"."""
    a, b = plain(short).removeprefix("the "), plain(name).removeprefix("the ")
    if a in b or b in a or a == initials(b):
        return True
    letters = iter(b.replace(" ", ""))
    return len(a) < 7 and " " not in a and a[:1] == b[:1] and all(c in letters for c in a)


@functools.cache
def _interview_with() -> re.Pattern[str]:
    """ "aired an interview with him", "a diffusé un entretien avec lui": group 1 is whom."""
    acts = "|".join(lines("any", "interview_with"))
    return re.compile(rf"\b(?:{acts})\s+((?:[^\W\d_]+\s+){{0,3}}[^\W\d_][\w’'-]*)", re.I)


@functools.cache
def _him() -> frozenset[str]:
    pronouns = table("any/pronouns")
    return frozenset(w for kind in ("male", "female", "person") for w in pronouns[kind])


def media_of(figures: list[Figure]) -> set[int]:
    """Figures whose names say that they publish."""
    hints = words("any", "media_words")
    return {
        id(f)
        for f in figures
        if f.kind != "person" and any(_HOST.fullmatch(n) or not hints.isdisjoint(plain(n).split()) for n in f.names)
    }


_HOST = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|info|[a-z]{2})", re.I)


def spans_of(attribution: Attribution) -> list[Span]:
    """Everything that an attribution covers: content, source and cue."""
    return [*attribution.content, *(s for s in (attribution.cue, attribution.source) if s is not None)]

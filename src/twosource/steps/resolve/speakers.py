"""Who speaks: the words that name a source, resolved to a figure of the story.

Rules, in order: a pronoun (last fitting speaker or person before it); a name; a description that some report ties
to a name ("his lawyer"); otherwise a source known by its words alone. Without words the speaker before goes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from twosource.lexicon import table, words
from twosource.record import Attribution, Span, Token
from twosource.steps.resolve.antecedents import Antecedents, Heard, agrees
from twosource.steps.resolve.cast import Figure
from twosource.steps.resolve.definites import Definites
from twosource.steps.resolve.descriptions import describe
from twosource.steps.resolve.evidence import people
from twosource.steps.resolve.roles import Roles
from twosource.steps.resolve.scene import Scene

_NOBODYS = ("noun with", "“seem”", "“appear”", "“look”", "“sound”")  # rules whose source must stand in the words
_PLAIN = frozenset(
    ["clear", "unclear", "likely", "unlikely", "possible", "understandable", "natural", "important", "true"]
)
_MEASURES = frozenset(["number", "percent", "%", "cent", "percentage", "proportion", "share"])
#: With these somebody goes on who spoke not so many sentences before.
_ADDING = frozenset(["add", "continue", "go on"])
_ADDS_WITHIN = 3
_FROM = re.compile(r"\s+from\s+(?P<who>[^,.;:!?\n]{2,60})")
_OPENING = 30  # characters in which the name stands that a paragraph begins with
_GOES_ON = 4  # sentences over which a speaker goes on without being named
_SELF = re.compile(
    r" (?:himself|herself|itself|themselves|mism[oa]s?|mesmo|mesma|même|selbst|selv|själv|sama?|itse|сам[аи]?)$"
)
_OWNED_BEFORE = re.compile(
    r"\b(?:of|for|in|at|from|with|near|to|by|on|against|av|for|i|på|von|des|der|du|de|del|di)\s+(?:the\s+)?(?:\w+\s+|(?-i:[a-z]+\s+){2})?$",
    re.I,
)
_ADDRESSED = re.compile(r"\bto\s+(?:the\s+)?(?:\w+\s+)?$")  # "a letter to Ann Roe" is not hers
_WHO = re.compile(r",\s(?:who|whose|which)\b")
_OWNS_AFTER = re.compile(r"['’]s?\b(?!s?\s*$)|['’]\s\w")
_PUT_OUT_BY = re.compile(
    r"^\s+(?:from|by|of|issued by|released by|sent by|signed by)\s+(?:the\s+)?(?:\w+\s+|(?-i:[a-z]+\s+){2})?$"
)
_NOUN_AFTER = re.compile(
    r"(?:/\w+)?\s+(?!(?:of|for|in|at|from|with|who|which|on|and|himself|herself|itself|today|yesterday|tonight|later|earlier|also)"
    r"\b)[a-zß-ÿ]"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' -]{2,}(?:,\s[\w. ]{2,30}?)?\s*(?:\([^)]{2,30}\)\s*)?(?:—|―|–|--?)\s+"
    rf"|(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}}),?\s+(?=[A-Z])"
)
#: "MTA officials", "the Acme spokesman": for whom they speak stands right before them.
_FIRM = re.compile(r"(?:an?|the)\s(\w+)\s(?:spokes\w+|officials|representatives|executives)", re.I)
_SPEAK_FOR_IT = re.compile(r"\s+(?:officials|authorities|executives|representatives|spokes\w+)$")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, or in words why there is none."""

    figure: Figure | None
    why: str = ""


class Speakers:
    """Resolves the sources of one report, to be asked in order of text."""

    def __init__(self, scene: Scene, roles: Roles, media: set[int], bodies: dict[str, Figure]) -> None:
        self.scene, self.heard = scene, Heard()
        self.antecedents = Antecedents(scene, self.heard)
        self.definites = Definites(scene, roles, media, bodies, self.antecedents)

    def completed(self, attribution: Attribution) -> Attribution:
        """The attribution with the subject of its cue as its source, where it came without one, and without a dateline
        or the date of the page in front of its source ("CAIRO — The ministry said", "Sep 14, 2013 Police said")."""
        source = attribution.source
        dateline = _DATELINE.match(self.scene.text, source.start, source.end) if source is not None else None
        if source is not None and dateline is not None and dateline.end() < source.end:
            attribution = replace(attribution, source=Span(dateline.end(), source.end))
        if attribution.source is not None or self._goes_on(attribution) or self._impersonal(attribution):
            return attribution
        return replace(attribution, source=self._subject(attribution))

    def of(self, attribution: Attribution, outer: Figure | None) -> Voice:
        """The speaker of one attribution. ``outer`` speaks the attribution around it."""
        source = attribution.source
        if source is not None and self._seems(source):
            return Voice(outer, "" if outer else "“It” stands for nobody here.")
        if outer is not None and self._goes_on(attribution):
            return Voice(outer)
        if source is None and self._impersonal(attribution):
            figure = outer or self._reporting(attribution)
            return Voice(figure, "" if figure else "The words do not say who says so.")
        if source is None and outer is not None:
            return Voice(outer)
        if source is None and not self._quoted(attribution):
            return Voice(None, "The words do not say who says so.")
        if source is None:
            return self._running(attribution)
        voice = self._of_words(source, attribution, outer)
        if voice.figure is not None and attribution.depth == 0 and self.scene.quotation_at(source.start) is None:
            self.heard.voices.append((source.start, voice.figure))
        return voice

    # ------------------------------------------------------------------ without words for a source

    def _seems(self, source: Span) -> bool:
        """ "It appears that …", "it is clear that …": nobody is meant."""
        sentence = self.scene.sentence_at(source.start)
        if sentence is None or source.of(self.scene.text).casefold() != "it":
            return False
        token = next((t for t in sentence.tokens if t.start == source.start), None)
        if token is None or not token.dep.startswith(("nsubj", "expl")):
            return False
        head = sentence.tokens[token.head]
        adjective = any(
            t.dep == "acomp" and t.lemma in _PLAIN and sentence.tokens[t.head] is head for t in sentence.tokens
        )
        return head.lemma in ("appear", "seem") or (head.lemma == "be" and adjective)

    def _quoted(self, attribution: Attribution) -> bool:
        """Only a quotation goes on by itself: "reports that …" and "it seems" after what somebody said are not his."""
        return not attribution.found_by.startswith(_NOBODYS) or any(
            self.scene.quotation_at(s.start) is not None for s in attribution.content
        )

    def _running(self, attribution: Attribution) -> Voice:
        """A split or paragraph-long quotation goes on with the speaker before it."""
        at = (attribution.cue or attribution.content[0]).start
        place = self.scene.sentence_index(at)
        if attribution.found_by.startswith("reported speech by the form") and self._of_another(at, place):
            return Voice(None, "Its paragraph begins with somebody else, who is not said to speak.")
        for offset, figure in sorted(self.heard.voices, key=lambda v: -v[0]):
            if offset <= at and place - self.scene.sentence_index(offset) <= _GOES_ON:
                return Voice(figure)
        return Voice(None, "Nobody is named as the source, and nobody speaks just before.")

    def _of_another(self, at: int, place: int) -> bool:
        """True where a paragraph begins with somebody else of whom it tells: "The Lund Group sees it otherwise. A nurse
        had seen him" goes on with no speaker of the paragraph before."""
        passage = self.scene.sentences[place][0]
        first = place > 0 and self.scene.sentences[place - 1][0] is passage
        heard = [figure for offset, figure in self.heard.voices if offset < at]
        if not first or not heard or any(passage.start <= offset < at for offset, _ in self.heard.voices):
            return False
        before = Span(passage.start, self.scene.sentences[place - 1][1].end)
        pronouns = table("any/pronouns")
        if any(w in pronouns["male"] or w in pronouns["female"] for w in before.of(self.scene.text).lower().split()):
            return False  # "Darin sprach er von …": he is still told of
        named = self.scene.named_in(before.start, before.end)
        opens = [figure for start, _, figure in named if start - passage.start < _OPENING]
        return bool(opens) and all(figure is not heard[-1] for _, _, figure in named)

    def _goes_on(self, attribution: Attribution) -> bool:
        """ "She denied that …, saying …": after a comma the participle belongs to who was speaking, whatever name
        stands in between."""
        cue, source = attribution.cue, attribution.source
        if cue is None or (source is not None and (source.start > cue.start or cue.start - source.end < 2)):
            return False
        text = self.scene.text
        return text[cue.start : cue.end].endswith("ing") and text[: cue.start].rstrip()[-1:] in (",", "–", "—")

    def _reporting(self, attribution: Attribution) -> Figure | None:
        """ "It reportedly remains shut", right after what a newspaper reported: the newspaper goes on."""
        cue = attribution.cue
        if not self.heard.voices or cue is None or " " in cue.of(self.scene.text):
            return None
        offset, figure = self.heard.voices[-1]
        here = self.scene.sentence_index(attribution.content[0].start)
        near = here - self.scene.sentence_index(offset) <= 2
        return figure if near and self.definites.is_medium(figure) else None

    def _impersonal(self, attribution: Attribution) -> bool:
        """ "He was told that …", "is believed to …", "reportedly": nobody speaks, not even the speaker before."""
        cue = attribution.cue
        sentence = self.scene.sentence_at(cue.start) if cue is not None else None
        if cue is None or sentence is None or self.scene.quotation_at(attribution.content[0].start) is not None:
            return False
        inside = [k for k, t in enumerate(sentence.tokens) if cue.start <= t.start < cue.end]
        if any(sentence.tokens[k].pos == "ADV" and len(inside) == 1 for k in inside):
            return True
        return any(t.dep == "auxpass" and (t.head in inside or k in inside) for k, t in enumerate(sentence.tokens))

    def _subject(self, attribution: Attribution) -> Span | None:
        """The grammatical subject of the cue, where the attribution came without a source."""
        cue = attribution.cue
        sentence = self.scene.sentence_at(cue.start) if cue is not None else None
        if cue is None or sentence is None or not sentence.parsed:
            return None
        tokens = sentence.tokens
        if (plural := self._plural_before(tokens, cue)) is not None:
            return plural
        at = next(
            (k for k, t in enumerate(tokens) if cue.start <= t.start < cue.end and t.pos in ("VERB", "AUX")), None
        )
        while at is not None and tokens[at].dep in ("conj", "xcomp", "aux") and tokens[at].head != at:
            at = tokens[at].head
        subject = next((t for t in tokens if at is not None and t.dep == "nsubj" and t.head == at), None)
        if subject is None or any(s.start <= subject.start < s.end for s in attribution.content):
            return None
        named = self.scene.named_in(subject.start, subject.end)
        if named:
            return Span(named[-1][0], named[-1][1])
        return Span(subject.start, subject.end) if subject.pos == "PRON" else None

    @staticmethod
    def _plural_before(tokens: tuple[Token, ...], cue: Span) -> Span | None:
        """ "… and military bloggers said": a bare plural right before the cue is its subject, whatever the parse."""
        at = next((k for k in reversed(range(len(tokens))) if tokens[k].end <= cue.start), None)
        if at is None or tokens[at].tag not in ("NNS", "NNPS") or cue.start - tokens[at].end != 1:
            return None
        first = at
        while first > 0 and tokens[first - 1].pos in ("NOUN", "ADJ", "PROPN"):
            first -= 1
        return Span(tokens[first].start, tokens[at].end)

    # ------------------------------------------------------------------ with words

    def _of_words(self, source: Span, attribution: Attribution, outer: Figure | None) -> Voice:
        surface = source.of(self.scene.text)
        word = _SELF.sub("", surface.casefold().strip())
        pronouns = table("any/pronouns")
        if word == "one" and (told := self._learned_from(attribution)) is not None:
            return self._of_words(told, attribution, outer)
        if word in pronouns["speaker"]:
            return self._first_person(source, attribution, outer)
        if word in pronouns["relative"]:
            return self._before(source)
        for agreement in ("male", "female", "person", "thing", "many"):
            if word in pronouns[agreement]:
                figure = self._goes_on_speaking(attribution, agreement)
                figure = figure or self._taken_up(attribution, source, agreement)
                return Voice(figure, "" if figure else f"Nobody before “{surface}” fits it.")
        if word in table("en/referring")["nobody"] or self._is_date(source) or self._says_nothing(source):
            return Voice(None, f"“{surface}” names nobody who could have said it.")
        figure = None
        if not self._joint(source):
            figure = self._named(source) or self._spoken_for(source) or self._who_put_out(source)
        return Voice(figure or self.definites.of(source))

    def _learned_from(self, attribution: Attribution) -> Span | None:
        """ "…, one learns from the ministry": whom one has it from."""
        cue = attribution.cue
        found = _FROM.match(self.scene.text, cue.end) if cue is not None else None
        return Span(found.start("who"), found.end("who")) if found is not None else None

    def _says_nothing(self, source: Span) -> bool:
        """ "44 percent of voters", "no ship", "the pressure": a number, nobody, or a thing that cannot speak."""
        what = describe(self.scene, source)
        if what.noun in _MEASURES or re.match(r"no\s", what.words, re.I):
            return True
        named = any(f.kind != "place" for _, _, f in self.scene.named_in(source.start, source.end))
        return not named and not what.foreign and what.is_silent

    def _spoken_for(self, source: Span) -> Figure | None:
        """ "MTA officials", "a company spokesman": the body itself, which speaks through nobody in particular."""
        firm = _FIRM.fullmatch(source.of(self.scene.text))
        company = self.definites.company(firm.group(1).casefold(), source) if firm is not None else None
        if company is not None:
            return company
        office = _SPEAK_FOR_IT.search(source.of(self.scene.text))
        if office is None:
            return None
        end = source.start + office.start()
        named = [row for row in self.scene.named_in(source.start, end) if row[2].kind == "organisation"]
        if not named or named[-1][1] != end:
            return None
        general = self.scene.text[named[-1][0] : end].casefold() in words("any", "organisation_words")
        return None if general else named[-1][2]

    def _is_date(self, source: Span) -> bool:
        tokens = [t for t in self.scene.tokens_in(source) if t.pos not in ("DET", "ADP", "PUNCT")]
        return (
            bool(tokens) and all(t.ent in ("DATE", "TIME") for t in tokens) and "-old" not in source.of(self.scene.text)
        )

    def _who_put_out(self, source: Span) -> Figure | None:
        """ "Information from the charity", "the minister's statement": whose words they are, where that is a name."""
        nouns = table("en/referring")["utterances"]
        tokens = [t for t in self.scene.tokens_in(source) if t.lemma in nouns and t.pos == "NOUN"]
        if not tokens:
            return None
        text = self.scene.text
        for start, end, figure in self.scene.named_in(source.start, source.end):
            by = _PUT_OUT_BY.search(text[tokens[0].end : start]) if start >= tokens[0].end else None
            if figure.kind != "place" and (by or _OWNS_AFTER.match(text, end, source.end)):
                return figure
        return None

    def _goes_on_speaking(self, attribution: Attribution, agreement: str) -> Figure | None:
        """ "…, she added": who spoke last, if that was just before, whoever was named since."""
        last = self.heard.voices[-1] if self.heard.voices else None
        if last is None or attribution.cue_lemma not in _ADDING or attribution.source is None:
            return None
        here = self.scene.sentence_index(attribution.source.start)
        near = here - self.scene.sentence_index(last[0]) <= _ADDS_WITHIN
        return last[1] if near and agrees(last[1], agreement) else None

    def _taken_up(self, attribution: Attribution, source: Span, agreement: str) -> Figure | None:
        """Whom a pronoun takes up: a figure named or heard before, or a subject without a name ("The ministry …
        It said …") where that is nearer."""
        told = self._spoken_of(attribution, source) if agreement in ("male", "female", "person") else []
        figure, score = self.antecedents.best(source, agreement, as_source=True, apart_from=told)
        subject = self.antecedents.subject_without_name(source, agreement)
        if subject is not None and (figure is None or subject[1] > score):
            return self.definites.of(subject[0])
        return figure

    def _spoken_of(self, attribution: Attribution, source: Span) -> list[Figure]:
        """Whom the words of its sentence name behind a pronoun or in quotation marks: "he said Roe was ill" and
        "“Roe was ill,” he said" are not Roe's; "Roe was ill, he said" may be."""
        sentence = self.scene.sentence_at(source.start)
        if sentence is None or attribution.found_by.startswith("“in somebody's account”"):
            return []  # "in her statement, Roe said …"
        named = self.scene.named_in(sentence.start, sentence.end)
        return [
            figure
            for start, _, figure in named
            if any(s.start <= start < s.end for s in attribution.content)
            and (start > source.start or self.scene.quotation_at(start) is not None)
        ]

    def _first_person(self, source: Span, attribution: Attribution, outer: Figure | None) -> Voice:
        """ "I" in a quotation is who is quoted; elsewhere the report speaks of itself."""
        if outer is not None:
            return Voice(outer)
        if self.scene.quotation_at(source.start) is not None:
            return self._running(attribution)
        return Voice(self.scene.publisher)

    def _before(self, source: Span) -> Voice:
        """ "The nurse, Jane Roe, who said": the name right before the relative pronoun."""
        if source.of(self.scene.text).casefold() in ("which", "that"):
            return self._thing_before(source)
        sentence = self.scene.sentence_at(source.start)
        first = max(sentence.start if sentence is not None else 0, source.start - 60)
        rows = [r for r in self.scene.named_in(first, source.start) if r[1] <= source.start]
        close = [r for r in rows if len(self.scene.text[r[1] : source.start].strip(" ,")) < 25]
        noun = self._hung_on(source)
        behind = not close or any(t.dep == "pobj" for t in self.scene.tokens_in(Span(*close[-1][:2])))
        if noun is not None and behind and noun[-1].lemma.lower() in people():  # "the Minister for Health, who said"
            end = len(self.scene.text[: source.start].rstrip(" ,"))
            return Voice(self.definites.of(Span(noun[0].start, max(end, noun[-1].end))))
        if close:
            return Voice(close[-1][2])
        figure = self.antecedents.of(source, "person")
        return Voice(figure, "" if figure else "No name stands before the relative pronoun.")

    def _thing_before(self, source: Span) -> Voice:
        """ "The ministry, which said": the body or paper that the clause hangs on, never a person."""
        noun = self._hung_on(source)
        if noun is None:
            figure = self.antecedents.of(source, "thing")
            return Voice(figure, "" if figure else "Nobody stands before the relative pronoun.")
        named = [f for _, _, f in self.scene.named_in(noun[-1].start, noun[-1].end) if f.kind != "person"]
        if named:
            return Voice(named[-1])
        lemma = noun[-1].lemma
        speaks = lemma in words("en", "body_nouns") or lemma in words("en", "medium_nouns")
        referring = table("en/referring")
        if speaks or lemma in referring["documents"] or lemma in referring["utterances"]:
            return Voice(self.definites.of(Span(noun[0].start, noun[-1].end)))
        return Voice(None, f"“{source.of(self.scene.text)}” takes up “{noun[-1].text}”, which says nothing itself.")

    def _hung_on(self, source: Span) -> list[Token] | None:
        """The noun that a relative clause hangs on, after its own words."""
        sentence = self.scene.sentence_at(source.start)
        tokens = sentence.tokens if sentence is not None and sentence.parsed else ()
        at = next((k for k, t in enumerate(tokens) if t.start == source.start), None)
        while at is not None and tokens[at].dep != "relcl" and tokens[at].head != at:
            at = tokens[at].head
        if at is None or tokens[at].dep != "relcl" or tokens[tokens[at].head].start > source.start:
            return None
        head = tokens[at].head
        first = head
        while (
            first > 0
            and tokens[first - 1].head == head
            and tokens[first - 1].dep in ("det", "amod", "compound", "nmod", "poss")
        ):
            first -= 1
        return list(tokens[first : head + 1])

    def _joint(self, source: Span) -> bool:
        """Two sources in one phrase ("the police and a witness") are nobody's words alone."""
        sentence = self.scene.sentence_at(source.start)
        # A tagger's source may run over a sentence's end; heads are places in the one sentence.
        tokens = [t for t in self.scene.tokens_in(source) if sentence is not None and t.start < sentence.end]
        names = self.scene.named_in(source.start, source.end)
        joining = [t for t in tokens if t.dep == "cc" and not any(s <= t.start < e for s, e, _ in names)]
        if sentence is None or not joining:
            return False  # "the Nurses' and Carers' Union" is one
        place = {t.start: k for k, t in enumerate(sentence.tokens)}
        inside = {t.start for t in tokens}
        heads = [place[t.start] for t in tokens if sentence.tokens[t.head].start not in inside or t.dep == "ROOT"]
        return any(t.dep == "conj" and t.head in heads for t in tokens)

    def _named(self, source: Span) -> Figure | None:
        """The figure whose name is the head of the words, not one that only belongs to them."""
        text = self.scene.text
        best: tuple[int, Figure] | None = None
        rows = self.scene.named_in(source.start, source.end)
        clause = _WHO.search(text, source.start, source.end)
        if clause is not None:  # "Roe, who has played Bo Lind, said"
            rows = [r for r in rows if r[1] <= clause.start()] or rows
        for start, end, figure in rows:
            if start < source.start or end > source.end or _OWNS_AFTER.match(text, end, source.end):
                continue
            score = {"person": 2, "organisation": 1, "publisher": 1}.get(figure.kind, 0) + (" " in text[start:end])
            if _OWNED_BEFORE.search(text[source.start : start]):
                score -= 5 if _ADDRESSED.search(text[source.start : start]) else 3
            if self._noun_follows(start, end, source):
                score -= 4
            if score >= 0 and (best is None or score > best[0]):
                best = (score, figure)
        return best[1] if best else None

    def _noun_follows(self, start: int, end: int, source: Span) -> bool:
        """Whether the name only belongs to a noun behind it ("the Leeds lawyer"); a verb there is a source cut
        badly."""
        sentence = self.scene.sentence_at(start)
        if sentence is None or not sentence.parsed or not _NOUN_AFTER.match(self.scene.text, end, source.end):
            return False
        behind = next((t for t in sentence.tokens if t.start >= end), None)
        if behind is not None and behind.lemma in words("en", "medium_nouns"):  # "the Star newspaper"
            return False
        return start > source.start or behind is None or behind.pos not in ("VERB", "AUX")

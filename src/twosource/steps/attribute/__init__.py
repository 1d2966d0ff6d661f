"""Who said what: a reading in, attributions out, each resting on spans of the report.

Two kinds of evidence meet here: rules over the parse (or, without a parser, over the words), and the spans of a learned
tagger where one is given. Everything after the spans are found is shared."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.protocols import TaggedAttribution
from twosource.record import Attribution, Declined, Passage, Quotation, Reading, Span
from twosource.steps.attribute.asides import quoted_as
from twosource.steps.attribute.clauses import sentence_rules
from twosource.steps.attribute.cues import speech_verbs
from twosource.steps.attribute.found import Found, pieces, union
from twosource.steps.attribute.layout import TURN, interview, layout_rules
from twosource.steps.attribute.odds import likely, weighed
from twosource.steps.attribute.patterns import pattern_rules
from twosource.steps.attribute.quotes import Voice, complete, extend, introduced, is_quotation_only, link, quoted_within
from twosource.steps.attribute.settle import settle
from twosource.steps.attribute.sources import speaking
from twosource.steps.attribute.tagged import anchor, combine, tagged_in
from twosource.steps.attribute.tree import Tree
from twosource.steps.attribute.verbs import source_of

#: Longer paragraphs are read in parts (characters).
BLOCK = 3_000

_LANGUAGES = {
    "no": "Norwegian", "da": "Danish", "sv": "Swedish", "fi": "Finnish", "de": "German", "fr": "French",
    "es": "Spanish", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian", "pt": "Portuguese", "nl": "Dutch",
}  # fmt: skip


#: A paragraph that is a quotation of fewer words may be a heading.
SPOKEN = 8
#: What a transcript notes, not what anybody says: "(Laughter.)".
_ASIDE = re.compile(r"\W*[(\[][^()\[\]]*[)\]]\W*")
_NAMING = frozenset(["call", "dub", "name", "title", "label", "nickname"])


def attribute(
    reading: Reading, tagged: Sequence[TaggedAttribution] | None = None
) -> tuple[tuple[Attribution, ...], tuple[Declined, ...]]:
    """Attributions of a report in order of text, and what could not be told.

    ``tagged``: outermost attributions of a learned tagger, offsets into the report's text. Depth 0 is outermost;
    ``parent`` is an index into the tuple."""
    found = candidates(reading, tagged)
    attributions = settle(reading.report.id, [weighed(f, bool(tagged)) for f in found if likely(f, bool(tagged))])
    return attributions, _declined(reading, _language(reading), attributions)


def candidates(reading: Reading, tagged: Sequence[TaggedAttribution] | None = None) -> list[Found]:
    """Everything that rules and tagger see in a report, before it is weighed and settled."""
    text, language = reading.report.text, _language(reading)
    ordered = sorted((t for t in tagged or () if t.content), key=lambda t: (anchor(t), t.content, t.cue, t.source))
    starts = [anchor(t) for t in ordered]
    out: list[Found] = []
    last: Voice | None = None  # who spoke at the end of the paragraph before, in quotation marks
    colon: Voice | None = None
    read = [p for p in reading.passages if p.kind in ("body", "headline")]
    speakers = interview(text, read)
    for k, passage in enumerate(read):
        found = _of_passage(text, passage, language, speakers)
        if passage.kind == "body":
            found += _continued(text, passage, found, last, colon)
        if ordered:
            found = combine(text, found, tagged_in(text, passage, read[max(0, k - 1) : k + 2], ordered, starts))
        found = [_from_its_that(text, passage, f) for f in _pointing_back(text, passage, found)]
        found = speaking(text, passage, list(quoted_as(text, found)))
        if passage.kind == "body":
            last = _speaking(passage, found) or (last if _lets_speak(passage, read[max(0, k - 1) : k]) else None)
            colon = _announced(text, passage, found, language)
        out.extend(found)
    return out


def _language(reading: Reading) -> str:
    code = reading.report.language.split("-")[0].lower()
    return {"nb": "no", "nn": "no", "und": "en", "": "en"}.get(code, code)


def _of_passage(text: str, passage: Passage, language: str, speakers: frozenset[str]) -> list[Found]:
    found = layout_rules(text, passage, speakers)
    return found + [f for block in _blocks(passage) for f in _of_block(text, block, language)]


def _blocks(passage: Passage) -> Iterator[Passage]:
    """The passage, or where it is longer than any paragraph should be, parts of it that end with a sentence outside
    quotation marks: the rules compare everything in a block with everything."""
    if passage.end - passage.start <= BLOCK:
        yield passage
        return
    start, first, mark = passage.start, 0, 0
    marks = passage.quotations
    for k, sentence in enumerate(passage.sentences):
        last = k + 1 == len(passage.sentences)
        while mark < len(marks) and marks[mark].end <= sentence.end:
            mark += 1
        inside = mark < len(marks) and marks[mark].start < sentence.end < start + 4 * BLOCK
        if last or (sentence.end - start >= BLOCK and not inside):
            mine = tuple(q for q in marks[_at(marks, start) : mark + 1] if start <= q.start and q.end <= sentence.end)
            yield Passage(start, sentence.end, passage.kind, passage.sentences[first : k + 1], mine)
            start, first = sentence.end, k + 1


def _at(marks: Sequence[Quotation], offset: int) -> int:
    """Index of the first quotation that begins at ``offset`` or later."""
    return bisect_left(marks, offset, key=lambda q: q.start)


def _of_block(text: str, passage: Passage, language: str) -> list[Found]:
    parsed = any(s.parsed for s in passage.sentences)
    found: list[Found] = []
    if parsed:
        for sentence in passage.sentences:
            found.extend(sentence_rules(Tree(text, sentence)))
    else:
        found.extend(pattern_rules(text, passage, language))
    found = complete(text, passage, found)
    found = [f for f in found if not _to_the_reader(text, passage, f)]
    found = [_resubjected(text, passage, f) for f in link(text, passage, found, language)]
    found = extend(text, passage, [f for f in found if not _mere_clause(text, passage, f)])
    return found + quoted_within(text, passage, language)


def _to_the_reader(text: str, passage: Passage, f: Found) -> bool:
    """ "You agree to receive …": the page speaks to its reader."""
    if f.source is None or f.cue is None or f.source.of(text).lower() != "you":
        return False
    return not any(q.start <= f.cue.start < q.end for q in passage.quotations)


def _mere_clause(text: str, passage: Passage, f: Found) -> bool:
    """ "a technique called “lensing”" gives a name; "…, which locals call theirs" hangs on what goes before it."""
    if f.source is None or f.cue is None:
        return False
    words = f.source.of(text).lower().split()
    if len(words) > 1 and words[0] in ("which", "whom", "whose") and f.end <= f.source.start:
        return text[f.cue.end : f.cue.end + 2].strip().isalnum()  # "…, which the minister denies." tells of it all
    if not 0 < f.cue.start - f.source.end < 3:
        return False
    sentence = next((s for s in passage.sentences if s.start <= f.cue.start < s.end and s.parsed), None)
    token = next((t for t in sentence.tokens if t.start == f.cue.start), None) if sentence is not None else None
    return token is not None and token.tag == "VBN" and (token.dep == "acl" or f.lemma in _NAMING)


def _resubjected(text: str, passage: Passage, f: Found) -> Found:
    """A cue that the words around a quotation gave takes its source from the parse, where there is one."""
    if f.cue is None or "quotation" not in f.rule:
        return f
    sentence = next((s for s in passage.sentences if s.start <= f.cue.start < s.end and s.parsed), None)
    if sentence is None:
        return f
    tree = Tree(text, sentence)
    verb = tree.at(f.cue.start)
    source = source_of(tree, verb) if verb is not None and tree.tokens[verb].pos == "VERB" else None
    crossed = source is not None and any(source.start < q.start < source.end for q in passage.quotations)
    if source is None or crossed or any(s.overlaps(source) for s in f.content):
        return f
    return replace(f, source=source)


def _continued(text: str, passage: Passage, found: list[Found], last: Voice | None, colon: Voice | None) -> list[Found]:
    """A paragraph that is only a quotation: announced by a colon, or the speaker before goes on."""
    if not is_quotation_only(text, passage) or not all(_is_quoted(passage, f) for f in found):
        return []  # what is told within the quotation ("I just say thank you") does not say whose it is
    voice = colon or last
    if voice is None or _ASIDE.fullmatch(text, passage.start, passage.end):
        return []
    content = tuple(Span(q.start, q.end) for q in passage.quotations)
    if colon is not None:
        return [Found(content, voice.cue, voice.source, voice.lemma, "continued: quotation announced by a colon", 0.8)]
    sure = passage.quotations[0].continues or not passage.quotations[-1].closed
    spoken = sum(len(s.of(text).split()) for s in content) >= SPOKEN
    certainty = 0.8 if sure else 0.75 if spoken else 0.6
    return [Found(content, voice.cue, voice.source, voice.lemma, "continued: the same speaker goes on", certainty)]


#: "That is according to …", "The figure comes according to …": nothing of its own is said.
_THAT_IS = re.compile(r"(?:that|this|it|which|all)(?:\s(?:is|was|comes|came|all|at least)|['’]s)*", re.I)


def _pointing_back(text: str, passage: Passage, found: list[Found]) -> list[Found]:
    """ "The robbers took 42 million. That is according to an insider.": what is so is the sentence before."""
    out = []
    for f in found:
        k = next((k for k, s in enumerate(passage.sentences) if s.start <= f.start < s.end), 0)
        if f.lemma != "according to" or k == 0 or not _THAT_IS.fullmatch(text, f.start, f.end):
            out.append(f)
            continue
        before = Span(passage.sentences[k - 1].start, passage.sentences[k - 1].end)
        told = next((g.content for g in found if g is not f and before.covers(Span(g.start, g.end))), (before,))
        content = pieces(text, told)
        if content:
            out.append(replace(f, content=content, rule="relay named with “that is according to”", tagged=None))
    return out


def _from_its_that(text: str, passage: Passage, f: Found) -> Found:
    """ "He told the paper in May, that …": what is told begins at its "that"; before it stands when and to whom."""
    sentence = next((s for s in passage.sentences if f.cue and s.start <= f.cue.start < s.end and s.parsed), None)
    if sentence is None or f.cue is None or f.start < f.cue.end or f.start >= sentence.end:
        return f
    if "that" not in text[f.start + 1 : f.content[0].end + len("that")].lower():
        return f  # no parse is looked up in vain
    tree = Tree(text, sentence)
    verb = next((k for k, t in enumerate(tree.tokens) if f.cue.start <= t.start < f.cue.end and t.pos == "VERB"), None)
    clause = tree.child(verb, "ccomp") if verb is not None else None
    mark = tree.child(clause, "mark") if clause is not None else None
    that = tree.tokens[mark] if mark is not None else None
    if that is None or that.text.lower() != "that" or not f.start < that.start < f.content[0].end:
        return f
    before = [t for t in tree.tokens if f.start <= t.start < that.start]
    if any(t.pos in ("VERB", "AUX") and t.dep not in ("relcl", "acl") for t in before):
        return f
    return replace(f, content=(Span(that.start, f.content[0].end), *f.content[1:]))


def _speaking(passage: Passage, found: list[Found]) -> Voice | None:
    """Who is quoted last in a paragraph, or speaks at its end in the report's words."""
    last = next((q for q in reversed(passage.quotations) if len(q.inner) > 20), None)
    if not passage.quotations and passage.sentences:
        begin = passage.sentences[-1].start
        told = [f for f in found if f.cue is not None and f.cue.start >= begin and f.lemma in speech_verbs()]
        outer = max(told, key=Found.words, default=None)
        return (
            Voice(outer.source, outer.cue, outer.lemma, outer.negated) if outer is not None and outer.source else None
        )
    quoted = [f for f in found if last is not None and f.end >= last.end and f.start <= last.start]
    quoted = [f for f in quoted if not _is_quoted(passage, f)]
    if not quoted:
        return None
    f = max(quoted, key=lambda f: (f.end, f.words()))
    return Voice(f.source, f.cue, f.lemma, f.negated)


def _is_quoted(passage: Passage, f: Found) -> bool:
    """True where the reporting words are themselves somebody's: "He said no, as you know"."""
    return f.rule != TURN and f.cue is not None and any(q.start <= f.cue.start < q.end for q in passage.quotations)


def _lets_speak(passage: Passage, before: Sequence[Passage]) -> bool:
    """A paragraph without a quotation and without a person, right after a speaker's: a caption, a link, an aside."""
    quoting = any(p.quotations for p in before)
    return (
        quoting and not passage.quotations and not any(t.ent == "PERSON" for s in passage.sentences for t in s.tokens)
    )


def _announced(text: str, passage: Passage, found: list[Found], language: str) -> Voice | None:
    """Who is announced by a colon at the paragraph's end."""
    if not text[passage.start : passage.end].rstrip().endswith(":"):
        return None
    if found and found[-1].end > passage.end - 120:
        outer = max(found, key=lambda f: (f.probability, f.end))
        return Voice(outer.source, outer.cue, outer.lemma)
    return introduced(text, passage, language)


def _declined(reading: Reading, language: str, found: Sequence[Attribution]) -> tuple[Declined, ...]:
    out: list[Declined] = []
    report = reading.report
    if language != "en":
        name = _LANGUAGES.get(language, f"a language ({report.language})")
        taken = "only quotations, “X said that” and “according to” with a named speaker were taken."
        why = f"This report is in {name}, which is not read yet: {taken}"
        out.append(Declined("attribute", report.id, None, None, why))
    covered = union(s for a in found for s in a.content)
    ends = [s.end for s in covered]
    for passage in reading.passages:
        if passage.kind != "body":
            continue
        for q in passage.quotations:
            k = bisect_right(ends, q.start)
            free = k >= len(covered) or covered[k].start >= q.end
            if free and len(q.inner.of(report.text).split()) >= 6:
                why = "No speaker was found for this quotation."
                out.append(Declined("attribute", report.id, q.start, q.end, why))
    return tuple(out)


__all__ = ["attribute"]

"""A story of the library checked. The dossier is kept, and made again only when what it is made from changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import msgspec

from twosource import decisions, pipeline
from twosource.desk import reading, telling
from twosource.desk.made import made_by
from twosource.engines import Engines
from twosource.library import Derived, Library
from twosource.record import TWO_INDEPENDENT, Dossier, HouseRule, Owner, Report
from twosource.steps.compare import SURE
from twosource.steps.trace.rules import RULES

KIND = "dossier"


def check(
    library: Library,
    story: str,
    load: Callable[[], Engines],
    *,
    models: bool = True,
    rule: HouseRule = TWO_INDEPENDENT,
    owners: Sequence[Owner] = (),
    sure: float = SURE,
    progress: pipeline.Progress = lambda _: None,
) -> Dossier:
    """The dossier of a story of the library. ``load`` gives the engines and is called only if there is something to be
    made; ``models`` says whether it loads the learned ones."""
    story = library.story(story).id
    inputs, by = library.inputs(story), made_by(models, _settings(rule, owners, sure))
    reports = [h.report for h in library.reports(r.id for r in library.reports_of(story))]
    if (kept := kept_dossier(library, story, reports, by, inputs)) is not None:
        return kept
    decided = [decisions.from_json(d) for d in library.decisions(story)]
    read = reading.reader(library, load, models=models)
    dossier = pipeline.check(
        reports,
        read,
        rule=rule,
        decisions=decided,
        owners=owners,
        sure=sure,
        meaning=lambda: load().meaning if models else None,
        progress=progress,
    )
    dossier = replace(dossier, story=replace(dossier.story, id=story))
    before = last_made(library, story)
    library.keep(Derived(KIND, story, by, inputs, _dump(dossier), summary(dossier)))
    telling.tell(library, story, before, dossier, load, models=models)
    return dossier


def last_made(library: Library, story: str) -> Dossier | None:
    """The dossier as it was last made, of whatever reports; those that are not there any more without their text."""
    dossier = _load(library.kept(KIND, story))
    if dossier is None:
        return None
    texts = {h.report.id: h.report.text for h in library.reports(r.id for r in dossier.reports)}
    return _with_texts(dossier, {r.id: texts.get(r.id, "") for r in dossier.reports})


def last_kept(library: Library, story: str) -> tuple[str, Dossier] | None:
    """The dossier as it was last made, whatever came since, with the digest of what it was made from; None where there
    is none, or where a report of it was forgotten."""
    found = library.kept(KIND, story)
    dossier = _load(found)
    if found is None or dossier is None:
        return None
    whole = _with_texts(dossier, {h.report.id: h.report.text for h in library.reports(r.id for r in dossier.reports)})
    return None if whole is None else (found.inputs, whole)


def kept_dossier(library: Library, story: str, reports: list[Report], by: str, inputs: str) -> Dossier | None:
    """The dossier as kept, if it is of these reports and settings."""
    dossier = _load(library.kept(KIND, story, made_by=by, inputs=inputs))
    return None if dossier is None else _with_texts(dossier, {r.id: r.text for r in reports})


def _load(found: Derived | None) -> Dossier | None:
    """None where there is none, or where it is of another form."""
    try:
        return msgspec.json.decode(found.data, type=Dossier) if found is not None else None
    except msgspec.DecodeError:
        return None


def summary(dossier: Dossier) -> dict[str, object]:
    """What a list of stories shows of a dossier."""
    publishers = {r.publisher for r in dossier.reports if r.publisher}
    parties = {o.entity for count in dossier.origins for o in count.origins}
    return {
        "title": dossier.story.title,
        "publishers": len(publishers),
        "statements": len(dossier.statements),
        "differ": sum(c.verdict == "differ" for c in dossier.comparisons),
        "agree": sum(c.verdict == "agree" for c in dossier.comparisons),
        "origins": len(parties),
        "derived": len({d.report for d in dossier.derivations}),
    }


def _settings(rule: HouseRule, owners: Sequence[Owner], sure: float) -> str:
    """Rules and tables of the user's own are told by what they say."""
    said = _rule(rule, owners)
    return said if sure == SURE else f"{said}, sure {sure:g}"


def _rule(rule: HouseRule, owners: Sequence[Owner]) -> str:
    own = hashlib.sha256(repr((rule, tuple(owners))).encode()).hexdigest()[:12]
    return f"rule {rule.name}" if RULES.get(rule.name) == rule and not owners else f"rule {rule.name} ({own})"


def _with_texts(dossier: Dossier, texts: Mapping[str, str]) -> Dossier | None:
    """None where the texts are not those of its reports."""
    if {r.id for r in dossier.reports} != texts.keys():
        return None
    return replace(dossier, reports=tuple(replace(r, text=texts[r.id]) for r in dossier.reports))


def _dump(dossier: Dossier) -> bytes:
    """Without the texts, which the library has."""
    return msgspec.json.encode(replace(dossier, reports=tuple(replace(r, text="") for r in dossier.reports)))

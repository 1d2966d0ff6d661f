"""Where somebody is from, in the words that reports of crime use: "Jan Moe, 36, of Ostby"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.record import Mention, Token
from twosource.steps.compare.drafts import Draft, answer
from twosource.steps.compare.scene import Scene

_OF = re.compile(r"\s*,?\s*(?:\(?\d{1,3}\)?\s*,?)\s*(?:of|from)\s+(?=[A-Z])")


def compare_residents(scene: Scene) -> Iterator[Draft]:
    """One draft for each person whom two reports give another place, of which none is said to lie in the other."""
    homes: dict[str, dict[str, list[Mention]]] = {}
    for entity in scene.material.entities:
        for mention in entity.mentions if entity.kind == "person" else ():
            place = _home(mention, scene)
            if place is not None:
                homes.setdefault(entity.id, {}).setdefault(place[0].lower(), []).append(place[1])
    for person in sorted(homes):
        found = homes[person]
        reports = [{m.report for m in mentions} for mentions in found.values()]
        both = any(a & b for k, a in enumerate(reports) for b in reports[k + 1 :])
        if len(found) < 2 or both or any(_within(a, b, scene) for a in found for b in found if a != b):
            continue
        values = tuple(answer(found[place], scene) for place in sorted(found))
        name = next(e.name for e in scene.material.entities if e.id == person)
        why = " and ".join(f"“{v.value}”" for v in values) + " are both given as the place."
        yield Draft(f"Where is {name} from?", "place", "differ", values, "conflict", 0.8, why)


def _home(name: Mention, scene: Scene) -> tuple[str, Mention] | None:
    hit = _OF.match(scene.texts[name.report], name.end)
    row = scene.sentence(name.report, name.start)
    if hit is None or row is None:
        return None
    place = [t for t in row[1].tokens if hit.end() <= t.start < hit.end() + 40]
    words: list[Token] = []
    for token in place:
        if token.ent != "GPE" or (words and token.start - words[-1].end > 1):
            break
        words.append(token)
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    return scene.texts[name.report][start:end], scene.mention(name.report, start, end)


def _within(one: str, two: str, scene: Scene) -> bool:
    """True where a report writes "Brooklyn, New York", or one name holds the other."""
    together = re.compile(rf"{re.escape(one)}(?:,| in| \()\s*{re.escape(two)}", re.IGNORECASE)
    return one in two or any(together.search(text) for text in scene.texts.values())

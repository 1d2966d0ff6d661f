"""What stands around the values of a story."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.steps.compare.scene import Scene
from twosource.steps.compare.values.answers import Answer
from twosource.steps.compare.values.told import Told
from twosource.steps.keys import keys_of, numeral


class Surroundings:
    """The values and words around each value, worked out once."""

    def __init__(self, found: Sequence[Answer], scene: Scene, told: Told) -> None:
        self.scene = scene
        self.told = told
        self._of: dict[tuple[str, str], list[Answer]] = {}
        self._sentence: dict[tuple[str, int], list[Answer]] = {}
        self._alike: dict[tuple[str, int, str, int], float] = {}
        self._wide: dict[tuple[str, int], frozenset[str]] = {}
        for answer in found:
            self._of.setdefault((answer.report, answer.family), []).append(answer)
            self._sentence.setdefault((answer.report, answer.topic.sentence), []).append(answer)

    def wide(self, a: Answer) -> frozenset[str]:
        """Content words of its sentence and the two beside it."""
        place = (a.report, a.topic.sentence)
        if place not in self._wide:
            rows = self.scene.sentences(a.report)[max(0, place[1] - 1) : place[1] + 2]
            self._wide[place] = frozenset().union(*(keys_of(a.report, s.tokens, self.scene.names) for s in rows))
        return self._wide[place]

    def others(self, a: Answer, report: str) -> list[Answer]:
        """Values of its family in a report."""
        return self._of.get((report, a.family), [])

    def beside(self, a: Answer) -> list[Answer]:
        """The other values of its sentence."""
        return [o for o in self._sentence[a.report, a.topic.sentence] if o is not a]

    def likeness(self, a: Answer, b: Answer) -> float:
        """A plain measure of how alike two values stand, to rank the values of one report."""
        pair = (a.mention.report, a.mention.start, b.mention.report, b.mention.start)
        if pair not in self._alike:
            self._alike[pair] = self._likeness(a, b)
        return self._alike[pair]

    def _likeness(self, a: Answer, b: Answer) -> float:
        noun = float(a.topic.noun == b.topic.noun and not numeral(a.topic.noun))
        event = float(bool(a.topic.events & b.topic.events))
        near = self.scene.alike(a.topic.near, b.topic.near)
        return 0.6 * noun + 0.4 * event + near + 0.5 * self.scene.alike(self.wide(a), self.wide(b))

"""The template engine as every page uses it: it escapes everything, shows characters that could mislead by number, and
takes a name that is not there for an error."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from twosource.present.page_parts import Question
from twosource.present.visible import without_odd
from twosource.present.wording import counted, listed, shortened


def environment(*packages: str) -> Environment:
    """Templates of this room, after those of ``packages`` (``twosource.web``), with the words that all of them use."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "twosource.present")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(counted=counted, listed=listed, shortened=shortened, answering=_answering)
    return made


def _shown(value: object) -> object:
    """Whatever a template prints: of words from outside no character may steer the page."""
    return without_odd(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _answering(questions: Sequence[Question]) -> list[int]:
    """The columns of a board: places of the reports that answer at least one of the questions."""
    return sorted({place for question in questions for place, cell in enumerate(question.cells) if cell})

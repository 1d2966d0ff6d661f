"""What a page says of its paragraphs is believed before their words are looked at."""

from twosource.engines import load
from twosource.record import Mark, Report
from twosource.steps.read import read

BODY = "The ferry sank on Monday, police said."
PULL = "“We have lost everything.”"
CAPTION = "The ferry in calmer days on the lake."


def test_captions_and_pull_quotes_hold_no_statements() -> None:
    text = "\n\n".join([BODY, PULL, CAPTION])
    at = [text.index(words) for words in (PULL, CAPTION)]
    marks = (Mark(at[0], at[0] + len(PULL), "pull-quote"), Mark(at[1], at[1] + len(CAPTION), "caption"))
    [reading] = read([Report("a", text, marks=marks)], load(models=False).parser_for)
    assert [p.kind for p in reading.passages] == ["body", "furniture", "caption"]

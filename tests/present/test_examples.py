"""The shipped example: its key has the words that stand in the reports."""

import json
import re
from pathlib import Path

from twosource.intake import frontmatter

EXAMPLES = Path(__file__).parents[2] / "examples"


def texts():
    return {
        path.stem: frontmatter.split(path.read_text(encoding="utf-8")).body.strip()
        for path in sorted((EXAMPLES / "harbour-fire").glob("*.txt"))
    }


def test_there_are_six_reports_or_more_and_each_says_when_and_where():
    assert len(texts()) >= 6
    for path in (EXAMPLES / "harbour-fire").glob("*.txt"):
        head = path.read_text(encoding="utf-8").split("---")[1]
        assert re.search(r"^title: .+^publisher: .+^published: 20", head, re.S | re.M), path


def test_every_place_in_the_key_has_its_words():
    key = json.loads((EXAMPLES / "harbour-fire.gold.json").read_text(encoding="utf-8"))
    reports = texts()
    assert key["reports"] == sorted(reports)
    found = 0
    for fact in key["facts"]:
        for value in fact["values"]:
            for place in value["reports"]:
                start, end = place["span"]
                assert reports[place["report"]][start:end] == place["surface"]
                found += 1
    assert found > 30

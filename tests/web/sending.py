"""What tests of changes do at a desk: fill a library, send forms, wait for what they begin."""

from __future__ import annotations

import re
import time

from starlette.testclient import TestClient

from twosource.desk import checking
from twosource.engines import load
from twosource.library import Incoming, Library
from twosource.record import Report
from twosource.web.safety import FORM_FIELD

ONE = "Twelve people were hurt in the fire at the Lysholm mill on Tuesday, police said."
OTHER = "Fourteen people were hurt in the fire at the Lysholm mill on Tuesday, the hospital said."


def key_of(room: TestClient, path: str = "/add") -> str:
    return re.search(rf'name="{FORM_FIELD}" value="([0-9a-f]+)"', room.get(path).text)[1]


def finished(room: TestClient, answer) -> str:
    """The page that is shown after a change, once the work that it began is over."""
    address = str(answer.url)
    for _ in range(600):
        page = room.get(address)
        if "data-job" not in page.text:
            return page.text
        time.sleep(0.2)
    raise AssertionError(page.text)


def with_conflict(library: Library) -> None:
    reports = [
        Report("herald", ONE, "Mill fire", None, "Herald", "2024-03-05", "en"),
        Report("coast", OTHER, "Fire at the mill", None, "Coast Daily", "2024-03-05", "en"),
    ]
    added = library.add([Incoming(r, r.text.encode(), r.id, "made") for r in reports])
    library.place([(None, [a.report for a in added])])
    checking.check(library, "s1", lambda: load(False), models=False)

"""The pictures in the README: the example story's pages in a real browser (needs Debian's chromium).

python bench/picture.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from twosource import engines
from twosource.desk import adding, checking, placing
from twosource.library import open_library
from web import served

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        where = Path(folder) / "library.sqlite"
        with open_library(where) as library:
            adding.add(library, [str(ROOT / "examples" / "harbour-fire")])
            placing.place(library)
            checking.check(library, "s1", engines.load)
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        shown = browser.new_page(viewport={"width": 1100, "height": 900})
        with served(where) as (address, _):
            shown.goto(f"{address}/stories/s1")
            taken(shown, "board", 900)
            shown.get_by_role("link", name="Where did the fire begin?").click()
            taken(shown, "evidence", 640)
            shown.goto(f"{address}/stories/s1/reports/3-kystnytt")
            taken(shown, "report", 900)
        browser.close()
    return 0


def taken(page: Page, name: str, height: int) -> None:
    page.set_viewport_size({"width": 1100, "height": height})
    page.screenshot(path=str(IMAGES / f"{name}.png"))


if __name__ == "__main__":
    sys.exit(main())

"""The picture in the README: the example story's page in a real browser (needs Debian's chromium).

python bench/picture.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from twosource import engines, intake, pipeline
from twosource.present import page

ROOT = Path(__file__).resolve().parent.parent
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


def main() -> int:
    reports = intake.take([str(ROOT / "examples" / "harbour-fire")]).reports
    dossier = pipeline.check(reports, engines.load())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "dossier.html"
        file.write_text(page.render(dossier), encoding="utf-8")
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        shown = browser.new_page(viewport={"width": 1100, "height": 1280})
        shown.goto(file.as_uri())
        shown.screenshot(path=str(ROOT / "docs" / "images" / "dossier.png"))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Its being here puts ``tests/`` on the path, so that tests can say ``from builders import story``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# No test asserts a time: machines are noisy, and a slow run is no wrong answer.
settings.register_profile("twosource", deadline=None)
settings.load_profile("twosource")

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Debian's Chromium. A module's own: while one is open no second can be started in the same process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is missing")
    with playwright.sync_playwright() as tools:
        started = tools.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield started
        started.close()

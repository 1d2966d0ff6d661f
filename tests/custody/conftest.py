"""The desk that custody is tested on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handed_over import Desk, handed_over


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with handed_over(tmp_path) as made:
        yield made

"""The library: reports as received, their text, what was made from them, what people decided, and a log of it all.

``open_library`` gives a ``Library``; ``types`` has what it takes and gives. One file (SQLite) or a PostgreSQL server;
many may read while one writes. The room knows no step and no page: ``desk`` puts it together with them.
"""

from twosource.library.database import LibraryError
from twosource.library.reports import program
from twosource.library.shelf import Library, open_library
from twosource.library.types import (
    Added,
    Correction,
    Derived,
    Finding,
    Held,
    Hit,
    Incoming,
    Proof,
    Receipt,
    Removed,
    ReportRow,
    Status,
    StoryRow,
)

__all__ = [
    "Added",
    "Correction",
    "Derived",
    "Finding",
    "Held",
    "Hit",
    "Incoming",
    "Library",
    "LibraryError",
    "Proof",
    "Receipt",
    "Removed",
    "ReportRow",
    "Status",
    "StoryRow",
    "open_library",
    "program",
]

"""Digests that say where two things differ, and not only that they do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

_SMALLEST = 4096  # bytes of a block
_MOST = 256  # blocks of one thing, so that a long one has longer blocks and not more of them
_SHORT = 12  # hex digits of a block's digest: where it differs is found by them, whether it does by the whole


def sha256(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """One JSON form for equal values: sorted keys, no spaces, UTF-8 (halves of surrogate pairs escaped)."""
    written = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return written.encode("ascii")


@dataclass(frozen=True, slots=True)
class Blocks:
    """The digests of a thing block by block. ``size`` is the bytes of a block, ``digests`` their digests in a row."""

    size: int
    digests: str

    @classmethod
    def of(cls, data: bytes) -> Blocks:
        """Of up to 256 blocks of at least 4 KiB each."""
        size = max(_SMALLEST, -(-len(data) // _MOST))
        return cls(size, "".join(sha256(data[at : at + size])[:_SHORT] for at in range(0, len(data), size)))

    def changed(self, data: bytes) -> tuple[tuple[int, int], ...]:
        """Where ``data`` is not what was digested, as ``[first, last)`` bytes, runs of blocks joined."""
        found: list[tuple[int, int]] = []
        known = [self.digests[k : k + _SHORT] for k in range(0, len(self.digests), _SHORT)]
        here = [sha256(data[at : at + self.size])[:_SHORT] for at in range(0, len(data), self.size)]
        for k in range(max(len(known), len(here))):
            if known[k : k + 1] != here[k : k + 1]:
                first, last = k * self.size, min((k + 1) * self.size, max(len(data), k * self.size + 1))
                if found and found[-1][1] == first:
                    found[-1] = (found[-1][0], last)
                else:
                    found.append((first, last))
        return tuple(found)


def sealed(salt: str, values: Mapping[str, object]) -> dict[str, str]:
    """A digest for each value that can't be guessed without the ``salt``: once that is forgotten, so is the value."""
    return {key: sha256(canonical([salt, key, value]))[:32] for key, value in sorted(values.items())}

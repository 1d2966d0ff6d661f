"""Who depends on whom: derivations between reports, chains from report to origin, the count of origins, and the ledger
of sources across stories."""

from __future__ import annotations

from twosource.steps.trace.alone import standing_alone
from twosource.steps.trace.derive import derive
from twosource.steps.trace.origins import count_origins

__all__ = ["count_origins", "derive", "standing_alone"]

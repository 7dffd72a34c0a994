"""What the operations on explanations take, as the description of the API says it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gatekeeper.client.operation import Taken


class ToAssess(Taken):
    """A case file (docs/case-file.md). ``as_at`` counts where the file names no instant; left out, it is now.

    ``under``: the id of a council's pack, or ``all`` for the same facts under every pack; left out, the file's own.
    """

    case: dict[str, Any]
    as_at: datetime | None = None
    under: str | None = None

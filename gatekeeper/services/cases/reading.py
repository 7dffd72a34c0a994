"""A case found by one of its asked documents, for whoever has a part in that."""

from __future__ import annotations

from typing import Any

from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.view import read_case
from gatekeeper.services.part import require_part


def case_of(desk: Desk, asked_id: str) -> dict[str, Any]:
    """The case of an asked document as the person at the desk may see it; the reading is entered. Raises NotThere."""
    require_part(desk, asked_id)
    request, _ = desk.asked(asked_id)
    return read_case(desk, request.id)

"""What the operations on explanations give, as the description of the API says it."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from gatekeeper.client.operation import Given


class Explanation(Given):
    """Something in plain words, in lines of at most 100 characters."""

    text: str


class AssessedShown(Given):
    """What a case file comes to: the decision by the pack under which it was made, and in words. Nothing was filed."""

    decisions: dict[str, dict[str, Any]] = Field(description="By the pack's id, empty where the file names none.")
    text: str

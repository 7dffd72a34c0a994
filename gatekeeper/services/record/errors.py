"""What is said when something cannot be done with a record: what, why, and what to do. Nothing was then changed."""

from __future__ import annotations


class RecordRefused(Exception):
    """Something that was not done. The message says what, why and what to do."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(f"{what}: {why}. What to do: {remedy}.")
        self.what, self.why, self.remedy = what, why, remedy

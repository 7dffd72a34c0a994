"""What is wrong with a written rule: where, why, and what to write instead."""

from __future__ import annotations


class PolicyError(ValueError):
    """A policy file that cannot be trusted and is therefore not loaded.

    ``place`` names file and entry (and line where it is known), ``why`` says what is wrong, ``remedy`` what to do.
    """

    def __init__(self, place: str, why: str, remedy: str) -> None:
        super().__init__(f"{place}: {why}. What to do: {remedy}.")
        self.place = place
        self.why = why
        self.remedy = remedy

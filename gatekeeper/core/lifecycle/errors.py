"""What is wrong with a step that cannot be taken, or with a state that cannot be: what, why, and what to do."""

from __future__ import annotations


class LifecycleError(ValueError):
    """``what`` names the step or the value, ``why`` says what stands against it, ``remedy`` what to do instead."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(f"{what}: {why}. What to do: {remedy}.")
        self.what = what
        self.why = why
        self.remedy = remedy


class MoveRefused(LifecycleError):
    """A step that cannot be taken from where the asked document stands. Nothing has changed."""


class ImpossibleState(LifecycleError):
    """A state or a ladder that no course of events leads to."""

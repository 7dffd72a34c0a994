"""What is said when a deadline cannot be worked out: what is wrong, why, and what to do."""

from __future__ import annotations


class DeadlineError(ValueError):
    """A date, instant, count or calendar from which no lawful deadline can be counted."""

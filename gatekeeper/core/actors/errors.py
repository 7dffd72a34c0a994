"""What is said when a post, an absence or a relationship is recorded so that it cannot be true."""

from __future__ import annotations

from datetime import datetime


class ActorError(ValueError):
    """A particular of the people on a case that cannot be used. Says what, why and what to do."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        """Keep the three parts and join them into one sentence."""
        super().__init__(f"{what}: {why}; {remedy}")
        self.what, self.why, self.remedy = what, why, remedy


def check_named(**names: str | None) -> None:
    """Refuse an empty reference; None, where something need not be named, passes. Raises ActorError."""
    for what, name in names.items():
        if name is not None and not name.strip():
            raise ActorError(what, "the reference is empty", "give the reference, or leave it out where it may be")


def check_instant(what: str, at: datetime) -> None:
    """Refuse an instant without a time zone. Raises ActorError."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ActorError(what, "the time names no time zone", "give an instant with its zone")


def check_period(from_at: datetime | None, to_at: datetime | None) -> None:
    """Refuse a period without time zones, or one that ends before it begins. Raises ActorError."""
    for what, at in (("from_at", from_at), ("to_at", to_at)):
        if at is not None:
            check_instant(what, at)
    if from_at is not None and to_at is not None and to_at < from_at:
        raise ActorError("to_at", "it ends before it begins", "correct one of the two instants")


def check_word(what: str, word: str, known: tuple[str, ...]) -> None:
    """Refuse a word that is not one of those known. Raises ActorError."""
    if word not in known:
        raise ActorError(what, f"{word!r} is not known", f"write one of {', '.join(known)}")


def check_rung(rung: int) -> None:
    """Refuse a rung below the first determination, which is 0. Raises ActorError."""
    if rung < 0:
        raise ActorError("rung", f"{rung} lies below the first determination", "write 0 for that, 1 for the first rung")

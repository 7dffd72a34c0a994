"""Why a person was not signed in to the pages; the words are for the log, and a page tells her in its own."""

from __future__ import annotations

from enum import StrEnum


class SignInFault(StrEnum):
    """Why a sign-in was refused. Pages and tests may rely on these words."""

    DENIED = "denied"
    """She, or the sign-in service, said no."""
    UNKNOWN = "unknown"
    """It was not begun in this browser, was begun too long ago, or was ended already."""
    ISSUER = "issuer"
    """The answer is another sign-in service's."""
    CODE = "code"
    """The sign-in service does not take the code: it was used, is too old, or is somebody else's."""
    TOKEN = "token"
    """What the sign-in service says of her does not hold."""
    CLOCK = "clock"
    """The clocks of the sign-in service and of this one differ."""
    OLD = "old"
    """She authenticated too long ago for what she is about to do, or it is not said when."""
    AWAY = "away"
    """The sign-in service does not answer, or says that it cannot now."""
    SETTINGS = "settings"
    """The sign-in service does not know this one as it is set up."""


class SignInRefused(Exception):
    """A sign-in that is not accepted. ``why`` is for the log, in the project's own words; it repeats nothing sent."""

    def __init__(self, fault: SignInFault, why: str) -> None:
        self.fault, self.why = fault, why
        super().__init__(f"{fault}: {why}")

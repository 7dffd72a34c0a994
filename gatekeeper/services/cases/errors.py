"""What a command answers when it cannot be done: what, why, and what to do. Nothing has then been changed."""

from __future__ import annotations

from collections.abc import Sequence

from gatekeeper.core.rulings import Stop


class CommandRefused(Exception):
    """A command that was not carried out. The message says what, why and what to do."""

    code = "refused"

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(f"{what}: {why}. What to do: {remedy}.")
        self.what, self.why, self.remedy = what, why, remedy


class NotThere(CommandRefused):
    """It does not exist, or this person may not know that it does: the two answer alike."""

    code = "not_there"

    def __init__(self, what: str = "The request or document") -> None:
        super().__init__(what, "there is none of that name that you may see", "check the reference, or ask for it")


class Forbidden(CommandRefused):
    """The person may see the case and may not do this."""

    code = "forbidden"


class NotHerPost(Forbidden):
    """The post in which the person says she acts is not hers now."""

    def __init__(self) -> None:
        super().__init__("Act in that post", "this person is not appointed to it now", "act in a post that she holds")


class Unlawful(CommandRefused):
    """A ruling that the law does not allow. ``stops`` are all the reasons, each with its source."""

    code = "unlawful"

    def __init__(self, stops: Sequence[Stop]) -> None:
        self.stops = tuple(stops)
        first = stops[0]
        others = f" There are {len(stops) - 1} further reasons." if len(stops) > 1 else ""
        super().__init__(first.what.rstrip("."), f"{first.why.rstrip('.')}{others}", first.remedy.rstrip("."))


class Undecidable(CommandRefused):
    """What the register holds cannot be decided on: nothing is opened, and a person must correct it.

    ``problem`` says what is wrong with the register's rows; it is for officers and not part of the message.
    """

    code = "undecidable"

    def __init__(self, problem: str) -> None:
        super().__init__(
            "Work out the rights", "what the register holds of it cannot be true as it stands", "have it corrected"
        )
        self.problem = problem


class Conflict(CommandRefused):
    """The case has changed meanwhile, or a key was used for another command."""

    code = "conflict"

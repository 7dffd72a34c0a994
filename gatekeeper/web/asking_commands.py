"""What an answer to each question of asking must be: checked, cleaned text and closed lists of words."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator

from gatekeeper.services.cases.given import Command, Words

LONGEST: Final = 3_000


def _not_too_long(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST:,} characters; shorten it")
    return text


Told = Annotated[Words, AfterValidator(_not_too_long)]
What = Literal["look", "copy", "facts", "advice", "briefing", "attend", "constituent", "elsewhere"]


class Wanted(Command):
    """What kind of thing is wanted."""

    what: What


class Capacity(Command):
    """In which capacity she asks."""

    capacity: Literal["council_member", "ward_casework", "party", "private"]


class Duty(Command):
    """The work for which she needs it, and the body whose work it is, where it is one's."""

    duty: Told
    body: str = ""


class Ward(Command):
    """What she has to do in her ward, and whether it is for it as a whole or for somebody in it."""

    matter: Literal["ward", "person"]
    duty: Told


class Constituent(Command):
    """Whether the person for whom she asks agrees."""

    consent: Literal["asked_me", "agrees", "not_asked", "cannot"]


class CallIn(Command):
    """Whether it is for scrutiny work, and which."""

    scrutiny: Literal["called_in", "may_call_in", "programme", "no"]
    which: Told | Literal[""] = ""


class Specific(Command):
    """Why her work needs what it says of people."""

    people: Told


class Now(Command):
    """Why now."""

    now: Told

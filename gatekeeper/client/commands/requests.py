"""What the operations on requests take, as the description of the API says it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gatekeeper.client.operation import Taken


class Asking(Taken):
    """What is asked for: documents of the register by their ids, or descriptions in her own words, or both.

    ``purpose`` is wanted only where the law asks for a need; it may be left out. ``duty_stated`` and ``why_now_stated``
    are what the questions of the form came to.
    """

    documents: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    kind: Literal["document", "factual_information", "advice", "briefing", "new_report", "attend_meeting"] = "document"
    capacity: Literal["council_member", "ward_casework", "party", "private"] | None = None
    purpose: str | None = None
    duty_stated: bool | None = None
    why_now_stated: bool | None = None
    councillor: str | None = Field(default=None, description="For an assistant: the councillor for whom she asks.")
    written: bool = True
    name_and_address_given: bool = True

"""What the operations on asked documents take, as the description of the API says it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gatekeeper.client.commands.asked_documents import Rulings
from gatekeeper.client.operation import Taken


class Transferring(Taken):
    """To which post it goes, of which holder (register id), and why."""

    to_stage: Literal[
        "democratic_services",
        "executive",
        "director",
        "head_of_service",
        "senior_officer",
        "monitoring_officer",
        "deputy_monitoring_officer",
        "chief_executive",
        "proper_officer",
        "chief_finance_officer",
        "data_protection_officer",
        "chief_information_officer",
        "committee",
        "full_council",
        "line_manager",
    ]
    to_post: str | None = None
    words: str


class Leaving(Taken):
    """Why, in her own words; she need not say."""

    words: str | None = None


class Disputing(Taken):
    """Why she disputes it. She need not cite anything."""

    words: str


class Consulting(Taken):
    """That somebody the protocol names was heard, and what she said; she is heard and does not decide."""

    post: str = Field(description="The kind of post heard, such as group_leader.")
    person: str | None = Field(default=None, description="Who was heard (register id).")
    words: str


class Resolution(Taken):
    """A body's resolution: the rulings, the minute that records it, and who took part."""

    rulings: Rulings
    minute: str
    members: tuple[str, ...] = Field(description="The members who took part (register ids), each once.")


class HandingOver(Taken):
    """Where it belongs. What is left may be carried over to freedom of information.

    What is something else altogether (a complaint, a service request, a complaint under the Code) is recognised and
    sent where it belongs, never refused.
    """

    words: str | None = None
    to: Literal["freedom_of_information", "complaint", "service_request", "code_of_conduct_complaint"] = (
        "freedom_of_information"
    )


class Interest(Taken):
    """An interest or a relationship declared on a case, and whether the person stands aside."""

    words: str
    stand_aside: bool = True

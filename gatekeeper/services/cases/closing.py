"""Withdrawing, and carrying what is left over to freedom of information with the date on which it first came."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from gatekeeper.core.lifecycle import Action
from gatekeeper.services.cases.desk import Desk
from gatekeeper.services.cases.given import Command, Words

FOI: Final = "freedom_of_information"
Elsewhere = Literal["freedom_of_information", "complaint", "service_request", "code_of_conduct_complaint"]


class Leaving(Command):
    """Why, in her own words; she need not say."""

    words: Words | None = None


class HandingOver(Leaving):
    """Where it belongs. What is left may be carried over to freedom of information.

    What is something else altogether (a complaint, a service request, a complaint under the Code) is recognised and
    sent where it belongs, never refused.
    """

    to: Elsewhere = "freedom_of_information"


def withdraw(desk: Desk, asked_id: str, leaving: Leaving) -> int:
    """The councillor withdraws what is pending.

    A dispute withdrawn leaves the determination as it stands, with all that was given. A request on which nothing was
    ruled ends: nothing can be done to it afterwards but reading and correcting.
    """
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.WITHDRAW)
    return desk.step(request, asked, Action.WITHDRAW, words=leaving.words, shared=True)


def hand_over(desk: Desk, asked_id: str, leaving: Leaving) -> tuple[int, datetime]:
    """Hand what is still withheld over to freedom of information, or to where it belongs; clocks run from the receipt.

    Returns the entry's number and the instant of the original receipt. The case itself goes on.
    """
    request, asked = desk.asked(asked_id)
    desk.permit(request, asked, Action.HAND_OVER)
    to: Elsewhere = leaving.to if isinstance(leaving, HandingOver) else FOI
    data = {"received_at": request.received_at.isoformat(), "to": to}
    number = desk.step(request, asked, Action.HAND_OVER, words=leaving.words, data=data, shared=True)
    if to == FOI:
        request.handed_over_at = request.handed_over_at or desk.tx.now
    return number, request.received_at
